"""How a text is written in YAML: plain if possible, folded if long, in quotes if necessary."""

from __future__ import annotations

import datetime
import io
from typing import Any

from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    FoldedScalarString,
    LiteralScalarString,
    SingleQuotedScalarString,
)
from yaml.emitter import Emitter

from stickingpoints.reading import fields
from stickingpoints.reading.locations import Location
from stickingpoints.reading.yaml_scalars import is_ambiguous

WIDTH = 100
"""How many columns a line may have, unless a single word is longer."""

BLOCK = (FoldedScalarString, LiteralScalarString)
_INDENT = 2


def styled(text: str, location: Location, column: int, before: int) -> Any:
    """Return a text in the plainest style that keeps it: plain, a folded or literal block, quotes.

    `location` says which field it is in; `column` and `before` how far its record is indented, and
    how many characters come before it on its line.
    """
    if day := _day(text, location):
        return day
    in_list = isinstance(location[-1], int)
    is_plain = not is_ambiguous(text) and _can_be_plain(text, in_list=in_list)
    if is_plain and (in_list or column + before + len(text) <= WIDTH):
        return text
    if in_list or not _can_be_block(text, is_plain=is_plain):
        return _quoted(text)
    if "\n" in text:
        return LiteralScalarString(text)
    return _folded(text, WIDTH - column - _INDENT)


def _day(text: str, location: Location) -> datetime.date | None:
    """Return the day that a text is in a field of days, None for a month or any other text."""
    # In every other field a text that looks like a day is a text, and needs quotes.
    if not fields.is_date(location) or len(text) != len("2025-11-25"):
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _quoted(text: str) -> Any:
    has_escapes = '"' in text or "\\" in text
    # Double quotes would escape each of these; single quotes have no escapes, and so cannot write
    # what is not printable.
    if has_escapes and text.isprintable():
        return SingleQuotedScalarString(text)
    return DoubleQuotedScalarString(text)


def _can_be_plain(text: str, *, in_list: bool) -> bool:
    # PyYAML knows what may be plain better than any list of characters here would.
    analysis = Emitter(io.StringIO(), allow_unicode=True).analyze_scalar(text)
    if in_list:
        return bool(analysis.allow_flow_plain)
    return bool(analysis.allow_block_plain)


def _can_be_block(text: str, *, is_plain: bool) -> bool:
    """Return whether a block keeps a text, and gains something over quotes."""
    if is_ambiguous(text) or not _survives_in_a_block(text):
        return False
    return is_plain or " " in text or "\n" in text


def _survives_in_a_block(text: str) -> bool:
    """Return whether a text is read back from a block as it was written."""
    if not text.strip():
        return False  # blank lines alone are read back in another number
    first, *others = text.rstrip("\n").split("\n")
    # The indent of the first line is that of the block, so its own spaces would be lost.
    if first != first.strip():
        return False
    # Editors remove white space at the end of a line, and would so change the text.
    if any(line != line.rstrip() for line in others):
        return False
    return text.replace("\n", "").isprintable()


def _folded(text: str, width: int) -> Any:
    """Return a text as a folded block with lines of at most `width` characters where possible.

    Only a single space can become a line end: YAML keeps a line end beside another space.
    """
    folded: Any = FoldedScalarString(text)
    folded.fold_pos = _line_ends(text, width)
    return folded


def _line_ends(text: str, width: int) -> list[int]:
    """Return the positions of the spaces that become line ends."""
    ends: list[int] = []
    start = last = 0
    for position in [*_single_spaces(text), len(text)]:
        if position - start > width and last > start:
            ends.append(last)
            start = last + 1
        last = position
    return ends


def _single_spaces(text: str) -> list[int]:
    """Return the positions of the spaces that have no other space beside them."""
    positions = []
    for position, character in enumerate(text):
        if character == " " and "  " not in text[position - 1 : position + 2]:
            positions.append(position)
    return positions
