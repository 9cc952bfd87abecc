"""The fields of a form that was posted, for the page from which it is posted again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stickingpoints.editing.local.drafts import POSITION, Draft
from stickingpoints.editing.local.values import Values


def all_posted(draft: Draft) -> Iterator[tuple[str, str]]:
    """Yield the fields of a form with those of a statement's position, as they are posted again."""
    yield from _posted(draft.main.values)
    if draft.correction:
        yield "correction", draft.correction
    for edit in draft.others:
        if edit.prefix == POSITION:
            yield f"{POSITION}seen", "yes"
            yield from _posted(edit.values, POSITION)


def _posted(values: Values, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield the fields of a form, as they are posted again."""
    for key, value in values.items():
        name = f"{prefix}{key}"
        if isinstance(value, Values):
            yield from _posted(value, f"{name}.")
        elif isinstance(value, list):
            yield from _posted_list(value, name)
        elif value is True:
            yield name, "true"
        elif value is not None and value is not False:
            yield name, str(value)


def _posted_list(values: list[Any], name: str) -> Iterator[tuple[str, str]]:
    for number, value in enumerate(values):
        if isinstance(value, Values):
            origin = "" if value.origin is None else str(value.origin)
            yield f"{name}.{number}.origin", origin
            yield from _posted(value, f"{name}.{number}.")
        else:
            yield name, str(value)
