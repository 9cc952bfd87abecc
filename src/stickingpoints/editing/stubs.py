"""Stubs of records: their empty fields, and the comments that help to fill them in.

The same texts that a stub gets are taken out again once it is filled in, and no other comment.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from pydantic.fields import FieldInfo

from stickingpoints.editing.yaml_layout import Document, commented
from stickingpoints.problems import one_of
from stickingpoints.reading import fields
from stickingpoints.reading.locations import Location

_WIDTH = 80
_MORE_FIELDS = "More fields, where they apply:"

Lines = tuple[str, ...]


def stub(document: Document, location: Location, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record with its required fields empty, and those whose given value is None.

    Comments in the document say what each of them takes, and list the optional fields at the end.
    """
    model = fields.record_at(location)
    assert model  # noqa: S101  a location of `new`, which are all in the model
    record: dict[str, Any] = {}
    optional: list[str] = []
    for name, info in model.model_fields.items():
        if given.get(name) is not None:
            record[name] = given[name]
        elif name in given or info.is_required():
            _add_empty(document, record, name, location, info)
        else:
            optional += _listed(location, name, info)
    if optional:
        document.explain(record, None, [_MORE_FIELDS, *optional])
    return record


def _add_empty(
    document: Document, record: dict[str, Any], name: str, location: Location, info: FieldInfo
) -> None:
    """Add a field to a stub: a stub of the record that it holds, or no value yet."""
    field = (*location, name)
    if fields.record_at((*field, 0)):
        record[name] = [stub(document, (*field, 0), {})]
    elif fields.record_at(field):
        record[name] = stub(document, field, {})
    else:
        record[name] = None
        document.explain(record, name, _explained(location, name, info))


def _explained(location: Location, name: str, info: FieldInfo) -> Sequence[str]:
    """Return the help above an empty field."""
    return _wrapped(_explanation((*location, name), info))


def _listed(location: Location, name: str, info: FieldInfo) -> Sequence[str]:
    """Return the help on an optional field, at the end of a stub."""
    return _wrapped(f"{name}: {_explanation((*location, name), info)}", indent="  ")


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(text, _WIDTH, subsequent_indent=indent, break_on_hyphens=False)


def _explanation(location: Location, info: FieldInfo) -> str:
    """Return the description of a field, with its values if it takes only some."""
    choices = fields.choices(location)
    if choices and isinstance(choices[0], str):
        return f"{info.description} {one_of(choices)}"
    return str(info.description)


# Taking the help out


def drop_help(document: Document) -> list[str]:
    """Remove the help of every record that is filled in; return the comments removed."""
    dropped: list[str] = []
    for lines, record, location in _comments_of_records(document, document.tree, ()):
        blocks = _help(_without_numbers(location))
        # Help goes only when the whole record is filled in: until then an editor still reads it.
        if lines and is_filled(record):
            dropped += _drop(lines, blocks)
    return dropped


def is_filled(node: object) -> bool:
    """Return whether no field of a record, or of those in it, is empty."""
    if isinstance(node, dict):
        return all(map(is_filled, node.values()))
    if isinstance(node, list):
        return all(map(is_filled, node))
    return node is not None


def _comments_of_records(
    document: Document, node: object, location: Location
) -> Iterator[tuple[list[str], object, Location]]:
    """Yield the comments above each key or entry and at each end, with the record they help with.

    Above an entry of a list is what helps with its first field.
    """
    comments = document.comments
    if isinstance(node, dict):
        for key, child in node.items():
            yield comments.above[id(node), key], node, location
            yield from _comments_of_records(document, child, (*location, key))
    elif isinstance(node, list):
        for number, child in enumerate(node):
            yield comments.above[id(node), number], child, (*location, number)
            yield from _comments_of_records(document, child, (*location, number))
    if isinstance(node, (dict, list)):
        yield comments.at_end[id(node)], node, location


def _without_numbers(location: Location) -> Location:
    """Return a location with 0 for every number, so that it stands for all entries of a list."""
    return tuple(0 if isinstance(step, int) else step for step in location)


@cache
def _help(location: Location) -> frozenset[Lines]:
    """Return the blocks of comments that a stub of the record at a location can have."""
    model = fields.record_at(location)
    if model is None:
        return frozenset()
    blocks: list[Lines] = [(_MORE_FIELDS,)]
    for name, info in model.model_fields.items():
        blocks.append(tuple(_explained(location, name, info)))
        blocks.append(tuple(_listed(location, name, info)))
    return frozenset(map(tuple, map(commented, blocks)))


def _block_at(lines: Sequence[str], number: int, blocks: frozenset[Lines]) -> Lines:
    """Return the block of help that begins with a line, the longest; an empty one if none does."""
    fitting: Lines = ()
    for block in blocks:
        if tuple(lines[number : number + len(block)]) == block and len(block) > len(fitting):
            fitting = block
    return fitting


def _drop(lines: list[str], blocks: frozenset[Lines]) -> list[str]:
    """Remove the blocks of help from lines; return what was removed."""
    kept: list[str] = []
    dropped: list[str] = []
    number = 0
    while number < len(lines):
        block = _block_at(lines, number, blocks)
        dropped += block
        if not block:
            kept.append(lines[number])
        number += max(len(block), 1)
    if dropped:
        lines[:] = _without_outer_blanks(kept)
    return dropped


def _without_outer_blanks(lines: Sequence[str]) -> list[str]:
    return "\n".join(lines).strip("\n").splitlines()
