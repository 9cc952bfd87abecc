"""Slips of the hand that end the reading of a YAML file, recognised by the lines around the error.

The parser stops where it can read no further, which is often after the slip, and its words are not
an editor's. What none of these recognises is explained by `yaml_errors.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, get_origin

import yaml

from stickingpoints.model.records import Dataset, Record
from stickingpoints.problems import quantity
from stickingpoints.reading.fields import base_type, field_annotations, without_none

_MARKS = "•‣▪●◦·∙–—−"
BULLET = re.compile(rf"[{_MARKS}]\s*(?=\S)|-(?=[a-z])")
"""A mark that word processors put where YAML wants a hyphen, or a hyphen without its space."""

_BULLET_OF_LINE = re.compile(rf"{BULLET.pattern}|\*\s+(?=\S)")
_KEY = re.compile(
    r"""
    (?P<indent> \ *)
    (?P<hyphen> -\ +)?
    (?P<key> [a-z_]+) :
    (?: \ +(?P<value> [^#\s].*) | \s*$)
    """,
    re.VERBOSE,
)
# The words of libyaml, by which its errors can be told apart: they have no codes.
_NOT_ALLOWED = "mapping values are not allowed in this context"
_NO_HYPHEN = "did not find expected '-' indicator"
_NO_KEY = "did not find expected key"
_NO_COLON = "could not find expected ':'"
_HYPHEN = "block sequence entries are not allowed in this context"


class Slip(NamedTuple):
    """Where a slip is, as row and column from 0, and what to write instead."""

    row: int
    column: int
    message: str


@dataclass(frozen=True)
class Stop:
    """Where the parser stopped: its error, the lines of the file, the row and the last event."""

    error: yaml.MarkedYAMLError
    lines: Sequence[str]
    row: int
    last: Any

    @property
    def line(self) -> str:
        """The line on which the parser stopped."""
        return self.lines[self.row]

    @property
    def column(self) -> int:
        """The column on which the parser stopped, from 0."""
        mark = self.error.problem_mark
        return mark.column if mark else 0

    @property
    def beginning(self) -> tuple[int, int]:
        """The row and column at which the list, record or text begins that the parser was in."""
        mark = self.error.context_mark
        return (mark.line, mark.column) if mark else (0, 0)

    @property
    def row_above(self) -> int | None:
        """The row of the nearest line above that holds more than a comment, None if none does."""
        for row in range(self.row - 1, -1, -1):
            text = self.lines[row].strip()
            if text and not text.startswith("#"):
                return row
        return None


def recognise(stop: Stop) -> Slip | None:
    """Return the slip that made the parser stop, None if it is none of those known here."""
    for recogniser in _RECOGNISERS:
        if slip := recogniser(stop):
            return slip
    return None


def _bullet(stop: Stop) -> Slip | None:
    """Recognise a bullet or a dash, on this line or the one above, where a hyphen belongs."""
    # The parser may have read a bullet above as text, and stopped only at the key below it.
    for row in (stop.row_above, stop.row):
        if row is None:
            continue
        text = stop.lines[row].lstrip()
        if _BULLET_OF_LINE.match(text):
            column = len(stop.lines[row]) - len(text)
            return Slip(row, column, bullet_message(text))
    return None


def bullet_message(text: str) -> str:
    """Return the message for a text that begins with a bullet or a dash."""
    if text.startswith("-"):
        return "a space is missing after the hyphen"
    return f'an entry of a list begins with a hyphen and a space, "- ", not with "{text[0]}"'


def _list_after_colon(stop: Stop) -> Slip | None:
    """Recognise a hyphen that follows a key on its own line."""
    if stop.error.problem != _HYPHEN:
        return None
    message = (
        'a text cannot begin with "- "; delete the hyphen, or put the whole text in quotes; '
        "the entries of a list begin on the next line"
    )
    return Slip(stop.row, stop.column, message)


def _text_after_bracket(stop: Stop) -> Slip | None:
    """Recognise text between a closing bracket and the end of its line."""
    if stop.error.problem not in (_NO_KEY, _NO_HYPHEN):
        return None
    before = stop.line[: stop.column].rstrip()
    if not before.endswith(("]", "}")):
        return None
    message = (
        f'nothing may follow the closing "{before[-1]}"; delete what does, '
        "or put the whole text in quotes"
    )
    return Slip(stop.row, stop.column, message)


def _cut_text(stop: Stop) -> Slip | None:
    """Recognise a text that goes on below a line which YAML ends at a # for a comment."""
    if stop.error.problem not in (_NO_COLON, _NO_KEY) or not _is_plain(stop.last):
        return None
    mark = stop.last.end_mark
    rest = stop.lines[mark.line][mark.column :]
    if not re.match(r"\s+#", rest):
        return None
    message = (
        "a space and # begin a comment, which ends the text here; put the whole text in quotes"
    )
    return Slip(mark.line, mark.column + rest.index("#"), message)


def _is_plain(event: object) -> bool:
    return isinstance(event, yaml.ScalarEvent) and not event.style


def _indented_too_far(stop: Stop) -> Slip | None:
    """Recognise a key that is indented further than the key above, which has its value already."""
    key = _KEY.match(stop.line)
    if stop.error.problem != _NOT_ALLOWED or not key or stop.row_above is None:
        return None
    above = _KEY.match(stop.lines[stop.row_above])
    # A value in a block, quotes or brackets may go on below, whatever its indent.
    if not above or not above["value"] or above["value"][0] in "|>'\"[{":
        return None
    difference = key.start("key") - above.start("key")
    is_at_key = stop.column == key.end("key")
    if difference <= 0 or not is_at_key:
        return None
    message = (
        f'"{key["key"]}" is indented {quantity(difference, "space")} further than '
        f'"{above["key"]}" on line {stop.row_above + 1}; indent both alike'
    )
    return Slip(stop.row, key.start("key"), message)


def _hyphen(stop: Stop) -> Slip | None:
    """Recognise a hyphen that is missing before a record, or one too many before a lone record."""
    key = _KEY.match(stop.line)
    if stop.error.problem != _NO_HYPHEN or not key:
        return None
    row, column = stop.beginning
    first = _KEY.match(stop.lines[row])
    if not first or not first["hyphen"]:
        return None
    if not _is_list(_owner(stop.lines[:row])):
        message = (
            "this is a single record, not a list; delete the hyphen, and indent its keys alike"
        )
        return Slip(row, first.start("hyphen"), message)
    if key["key"] != first["key"] or len(key["indent"]) != column:
        return None
    return Slip(stop.row, key.start("key"), missing_hyphen(key["key"]))


def missing_hyphen(key: str) -> str:
    """Return the message for a record that does not begin with a hyphen."""
    return f'a hyphen is missing before "{key}"; write "- {key}: …" where a new record begins'


def _owner(lines: Sequence[str]) -> str:
    """Return the key that the lines end in, as `review:`, "" if they end in anything else."""
    for line in reversed(lines):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        key = _KEY.match(line)
        return key["key"] if key and not key["value"] else ""
    return ""


def _is_list(field: str) -> bool:
    """Return whether a list may be the value of a field, in whichever record."""
    # The file cannot be read, so it is not known which record the field belongs to.
    models = [Dataset, *Record.__subclasses__()]
    kinds = set()
    for model in models:
        if annotation := field_annotations(model).get(field):
            kinds.add(get_origin(base_type(without_none(annotation))))
    return list in kinds or not kinds


_RECOGNISERS: tuple[Callable[[Stop], Slip | None], ...] = (
    _bullet,
    _list_after_colon,
    _text_after_bracket,
    _cut_text,
    _indented_too_far,
    _hyphen,
)
