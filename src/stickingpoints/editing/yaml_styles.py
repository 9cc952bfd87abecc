"""How a single text is written in YAML: plain where it can be, folded where it is long, in quotes where it must be."""

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

from stickingpoints.reading import validation
from stickingpoints.reading.validation import Location
from stickingpoints.reading.yaml_tree import is_ambiguous

WIDTH = 100
BLOCK = (FoldedScalarString, LiteralScalarString)


def styled(text: str, location: Location, column: int, before: int) -> Any:
    """Return a text in the plainest style that keeps it: a date or words as they are, a folded block, quotes."""
    if day := _day(text, location):
        return day
    in_list = isinstance(location[-1], int)
    is_plain = not is_ambiguous(text) and _can_be_plain(text, in_list=in_list)
    if is_plain and (in_list or column + before + len(text) <= WIDTH):
        return text
    if (
        not _survives_in_a_block(text)
        or in_list
        or is_ambiguous(text)
        or not (is_plain or set(text) & {" ", "\n"})
    ):
        return _quoted(text)
    return LiteralScalarString(text) if "\n" in text else _folded(text, column + 2)


def _day(text: str, location: Location) -> datetime.date | None:
    try:
        return (
            datetime.date.fromisoformat(text)
            if validation.is_date(location) and len(text) == len("2025-11-25")
            else None
        )
    except ValueError:
        return None


def _quoted(text: str) -> Any:
    return (
        SingleQuotedScalarString(text)
        if set(text) & {'"', "\\"} and text.isprintable()
        else DoubleQuotedScalarString(text)
    )


def _can_be_plain(text: str, *, in_list: bool) -> bool:
    analysis = Emitter(io.StringIO(), allow_unicode=True).analyze_scalar(text)
    return bool(analysis.allow_flow_plain if in_list else analysis.allow_block_plain)


def _survives_in_a_block(text: str) -> bool:
    if not text.strip():
        return False  # a block of blank lines alone is read back with another number of them
    lines = text.rstrip("\n").split("\n")
    return (
        all(
            line == line.strip() or (number and line == line.rstrip())
            for number, line in enumerate(lines)
        )
        and text.replace("\n", "").isprintable()
    )


def _folded(text: str, column: int) -> Any:
    """Return a text as a folded block whose lines end before the width; only a single space can become a line end."""
    folded: Any = FoldedScalarString(text)
    ends, start, last = [], 0, 0
    for position, character in enumerate(text):
        if character != " " or "  " in text[position - 1 : position + 2]:
            continue
        if position - start > WIDTH - column and last > start:
            ends.append(last)
            start = last + 1
        last = position
    if len(text) - start > WIDTH - column and last > start:
        ends.append(last)
    folded.fold_pos = ends
    return folded
