"""`new`: adds a stub of a record.

Its required fields are empty, which the check refuses; comments explain the fields.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from pydantic.fields import FieldInfo

from stickingpoints.editing.files import Files, entry, place_by_id, place_of
from stickingpoints.editing.yaml_layout import Document
from stickingpoints.model.records import Dataset
from stickingpoints.problems import did_you_mean, one_of, shorten
from stickingpoints.reading import fields
from stickingpoints.reading.locations import Location

_ISSUE: Location = ("issues", 0)
_POSITION: Location = (*_ISSUE, "positions", 0)
_STATEMENT: Location = (*_POSITION, "statements", 0)
_WIDTH = 80


class Wanted(NamedTuple):
    """The record to add: its kind, and the ids and the date that are known, "" if they are not."""

    what: str
    id: str = ""
    issue: str = ""
    party: str = ""
    date: str = ""


class StartError(Exception):
    """The stub cannot be added; the message says what to give instead."""


def start(files: Files, dataset: Dataset, wanted: Wanted) -> None:
    """Add a stub to the opened files; nothing is written.

    Raises StartError if its id, its date or what it belongs to is missing or not valid.
    """
    if wanted.date and not re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", wanted.date):
        raise StartError(
            f'"{shorten(wanted.date)}" is not a date; '
            "write 2025-11-25 or, where only the month is known, 2025-11"
        )
    if wanted.what == "statement":
        _add_statement(files, dataset, wanted)
    else:
        _add_top_level(files, dataset, wanted)


def _add_top_level(files: Files, dataset: Dataset, wanted: Wanted) -> None:
    """Add an issue, a source or an event."""
    key = f"{wanted.what}s"
    records: list[Any] = getattr(dataset, key)
    _refuse_id(wanted, {record.id for record in records})
    document, entries = files.list_of(key, records)
    given: dict[str, Any] = {"id": wanted.id}
    if wanted.what == "event" and wanted.date:
        given["date"] = wanted.date
    if wanted.what == "issue":
        given["positions"] = [
            _position_stub(document, party.id) for party in dataset.column_parties
        ]
    place = len(entries)
    if wanted.what == "source":
        place = place_by_id(entries, wanted.id)
    document.insert(entries, place, _stub(document, (key, 0), given))


def _refuse_id(wanted: Wanted, taken: Collection[str]) -> None:
    """Raise StartError if the id is not valid or not free."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", wanted.id):
        raise StartError(
            f"give the new {wanted.what} an id of small letters, digits and single hyphens, "
            f'such as --id open-question; "{shorten(wanted.id)}" is not a valid id'
        )
    if wanted.id in taken:
        raise StartError(f'the id "{wanted.id}" is already in use; choose another')


def _add_statement(files: Files, dataset: Dataset, wanted: Wanted) -> None:
    """Add a statement to its position, newest first; add the position too if there is none."""
    issue = dataset.issue.get(wanted.issue)
    if issue is None:
        raise StartError(_not_known("an issue", "--issue", wanted.issue, dataset.issue))
    if wanted.party not in dataset.party:
        raise StartError(_not_known("a party", "--party", wanted.party, dataset.party))
    document = files.holding(issue)
    positions = entry(document.tree["issues"], "id", wanted.issue)["positions"]
    if all(position.party != wanted.party for position in issue.positions):
        stub = _position_stub(document, wanted.party, since=wanted.date or None)
        document.insert(positions, len(positions), stub)
    statements = entry(positions, "party", wanted.party)["statements"]
    given: dict[str, Any] = {}
    place = 0
    if wanted.date:
        given["date"] = wanted.date
        place = place_of(statements, wanted.date)
    document.insert(statements, place, _stub(document, _STATEMENT, given))


def _not_known(noun: str, option: str, value: str, known: Iterable[str]) -> str:
    hint = did_you_mean(value, known) or "."
    return f'give {noun} with {option}; "{shorten(value)}" is not {noun}{hint} {one_of(known)}'


def _position_stub(document: Document, party: str, **given: str | None) -> dict[str, Any]:
    return _stub(document, _POSITION, {"party": party, **given, "statements": []})


def _stub(document: Document, location: Location, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record with its required fields empty, and those whose given value is None.

    Comments say what each of them takes, and list the optional fields at the end.
    """
    model = fields.record_at(location)
    assert model  # noqa: S101  locations are those of this module
    stub: dict[str, Any] = {}
    optional: list[str] = []
    for name, info in model.model_fields.items():
        if given.get(name) is not None:
            stub[name] = given[name]
        elif name in given or info.is_required():
            _add_empty(document, stub, name, location, info)
        else:
            text = f"{name}: {_explanation((*location, name), info)}"
            optional += _wrapped(text, indent="  ")
    if optional:
        document.explain(stub, None, ["More fields, where they apply:", *optional])
    return stub


def _add_empty(
    document: Document, stub: dict[str, Any], name: str, location: Location, info: FieldInfo
) -> None:
    """Add a required field to a stub: a stub of the record that it holds, or no value yet."""
    field = (*location, name)
    if fields.record_at((*field, 0)):
        stub[name] = [_stub(document, (*field, 0), {})]
    elif fields.record_at(field):
        stub[name] = _stub(document, field, {})
    else:
        stub[name] = None
        document.explain(stub, name, _wrapped(_explanation(field, info)))


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(text, _WIDTH, subsequent_indent=indent, break_on_hyphens=False)


def _explanation(location: Location, info: FieldInfo) -> str:
    """Return the description of a field, with its values if it takes only some."""
    choices = fields.choices(location)
    if choices and isinstance(choices[0], str):
        return f"{info.description} {one_of(choices)}"
    return str(info.description)
