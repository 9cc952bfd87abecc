"""A table as a spreadsheet saves it (CSV) → rows of cells, each with its place.

Spreadsheets save with or without a byte order mark, with commas, semicolons or tabs, with line
breaks in quoted cells, and with empty rows and columns at the end: all of these are read.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from stickingpoints import bounded_files
from stickingpoints.editing.imports.origins import Origin
from stickingpoints.exports.tables import unguarded
from stickingpoints.problems import (
    ContentError,
    Place,
    Problem,
    did_you_mean,
    forbidden,
    forbidden_in,
    nearest,
    one_of,
    quantity,
    shorten,
)

RULE = "table"
MOST_ROWS = 20_000
MOST_COLUMNS = 300
_SEPARATORS = (",", ";", "\t")
_SEPARATOR_LINE = re.compile(r'\A"?sep=(.)"?\n', re.IGNORECASE)


class Cell(NamedTuple):
    """The text of a cell, without outer space and guards, and where it is.

    The line of its place is the row, and the column that of the table, both counted from 1.
    """

    text: str
    place: Place
    column: str

    def fault(self, message: str) -> Problem:
        """Return what is wrong with this cell."""
        return Problem(self.place, RULE, self.trail, message)

    @property
    def origin(self) -> Origin:
        """Where a value of the data came from, if it came from this cell."""
        return Origin(self.place, self.trail)

    @property
    def trail(self) -> str:
        """The cell as a spreadsheet names it, with the name of its column: `E12 › stance`."""
        return f"{letters(self.place.column)}{self.place.line} › {self.column}"


@dataclass(frozen=True)
class Row:
    """A row that is not empty: its cells by column; a column that the table lacks has none."""

    place: Place
    cells: Mapping[str, Cell]

    def text(self, column: str) -> str:
        """Return the text of a cell, "" if it is empty or there is no such column."""
        if column not in self.cells:
            return ""
        return self.cells[column].text

    def cell(self, column: str) -> Cell:
        """Return a cell, or an empty one at the start of the row if there is no such column."""
        return self.cells.get(column, Cell("", self.place, column))


@dataclass(frozen=True)
class Table:
    """A table: where it begins, its rows that are not empty, and the headings not read."""

    place: Place
    rows: tuple[Row, ...]
    unknown: tuple[str, ...] = ()

    def fault(self, message: str) -> Problem:
        """Return what is wrong with the table as a whole."""
        return Problem(self.place, RULE, "", message)


@dataclass
class _Header:
    """The first row: which column of the file is which, and what is wrong with it."""

    column: dict[int, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Wanted(NamedTuple):
    """The columns that a table may have and those that it must; `numbered` may end in a number."""

    known: Sequence[str]
    required: Sequence[str]
    numbered: Sequence[str] = ()

    def name(self, heading: str) -> str:
        """Return the column that a heading names, "" if it names none: `Source 2` → `source_2`."""
        name = re.sub(r"[\s_-]+", "_", heading.strip().lower())
        match = re.fullmatch(r"([a-z_]+)_([2-9]|1\d)", name)
        if name in self.known or (match and match[1] in self.numbered):
            return name
        return ""


def letters(column: int) -> str:
    """Return the letters by which a spreadsheet names a column: 1 → A, 27 → AA."""
    name = ""
    while column:
        # There is no letter for zero: after Z comes AA.
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def read_table(data: bytes, name: str, wanted: Wanted) -> Table:
    """Return the table that a CSV file (RFC 4180) holds; `name` is the file's name in messages.

    Raises ContentError with every problem: bytes that are not UTF-8, columns that are missing or
    misspelt, quotation marks that do not end, and characters that the data may not contain.
    """
    text = bounded_files.decode(data, name)
    separator, text, before = _separated(text, wanted)
    lines = list(_lines(text, separator, name, before))
    if not lines:
        raise ContentError([Problem(_place(name, 1, 1), RULE, "", _no_rows(wanted))])
    header = _header(name, *lines[0], wanted)
    if header.problems:
        raise ContentError(header.problems)
    rows: list[Row] = []
    problems: list[Problem] = []
    for number, values in lines[1:]:
        row = _row(name, number, values, header)
        problems += _problems(name, number, values, header)
        rows.append(row)
    if problems:
        raise ContentError(problems)
    return Table(_place(name, lines[0][0], 1), tuple(rows), tuple(header.unknown))


def _no_rows(wanted: Wanted) -> str:
    return f"the table is empty; its first row names the columns: {', '.join(wanted.required)}"


def _place(name: str, row: int, column: int) -> Place:
    return Place(name, row, column, row)


def _separated(text: str, wanted: Wanted) -> tuple[str, str, int]:
    """Return the separator, the text without a line that names it, and how many lines that were."""
    if match := _SEPARATOR_LINE.match(text):
        return match[1], text[match.end() :], 1
    first = text.lstrip("\n").partition("\n")[0]
    return (
        max(_SEPARATORS, key=lambda separator: _known_headings(first, separator, wanted)),
        text,
        0,
    )


def _known_headings(line: str, separator: str, wanted: Wanted) -> int:
    """Return how many columns a line names if it is cut at a separator."""
    headings = [heading.strip().strip('"') for heading in line.split(separator)]
    return len(list(filter(wanted.name, headings)))


def _lines(text: str, separator: str, name: str, before: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the number and the cells of each row that is not empty, without empty last cells."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = before
    try:
        for values in islice(reader, MOST_ROWS + 1):
            number += 1
            if any(map(str.strip, values)):
                yield number, _without_last(values)
    except csv.Error as error:
        problem = Problem(_place(name, number + 1, 1), RULE, "", _unreadable(error))
        raise ContentError([problem]) from None
    if number - before > MOST_ROWS:
        message = f"the table has more than {MOST_ROWS:,} rows; split it"
        raise ContentError([Problem(_place(name, number, 1), RULE, "", message)])


def _unreadable(error: csv.Error) -> str:
    if "limit" in str(error):
        return f"a cell has more than {csv.field_size_limit():,} characters; shorten it"
    return (
        "from this row on, the quotation marks do not fit together; inside a cell in quotation "
        "marks, write each quotation mark twice, and close the cell with one before the separator"
    )


def _without_last(values: list[str]) -> list[str]:
    """Return cells without the empty ones at the end."""
    while values and not values[-1].strip():
        values.pop()
    return values


def _header(name: str, number: int, headings: list[str], wanted: Wanted) -> _Header:
    """Return what the first row names."""
    header = _Header()
    for position, heading in enumerate(headings[:MOST_COLUMNS]):
        place = _place(name, number, position + 1)
        for message in _refused(heading, position, header, wanted):
            header.problems.append(
                Problem(place, RULE, f"{letters(position + 1)}{number}", message)
            )
    if len(headings) > MOST_COLUMNS:
        message = f"the table has more than {MOST_COLUMNS} columns; delete those that say nothing"
        header.problems.append(Problem(_place(name, number, MOST_COLUMNS), RULE, "", message))
    for column in wanted.required:
        if column not in header.column.values():
            message = (
                f'there is no column "{column}"; the first row names the columns, '
                f"at least {', '.join(wanted.required)}"
            )
            header.problems.append(Problem(_place(name, number, 1), RULE, "", message))
    return header


def _refused(heading: str, position: int, header: _Header, wanted: Wanted) -> Iterator[str]:
    """Note what a heading names, and yield what is wrong with it."""
    column = wanted.name(heading)
    if column and column in header.column.values():
        yield f'there are two columns "{column}"; delete one, or give it another name'
    elif column:
        header.column[position] = column
    elif nearest(heading.strip().lower(), wanted.known, at_least=0.8):
        hint = did_you_mean(heading.strip().lower(), wanted.known)
        yield f'"{shorten(heading)}" is not a column{hint} {one_of(wanted.known)}'
    elif heading.strip():
        header.unknown.append(shorten(heading))


def _row(name: str, number: int, values: list[str], header: _Header) -> Row:
    cells = {}
    for position, column in header.column.items():
        text = values[position] if position < len(values) else ""
        cells[column] = Cell(unguarded(text).strip(), _place(name, number, position + 1), column)
    return Row(_place(name, number, 1), cells)


def _problems(name: str, number: int, values: list[str], header: _Header) -> Iterator[Problem]:
    """Yield what is wrong with a row whatever it means."""
    last = max(header.column) + 1 + len(header.unknown)
    if len(values) > last and any(values[last:]):
        message = (
            f"this row has {quantity(len(values), 'cell')}, the first row {last}; put a text that "
            "holds a separator in quotation marks"
        )
        yield Problem(_place(name, number, last + 1), RULE, "", message)
    for position, column in header.column.items():
        text = values[position] if position < len(values) else ""
        if match := forbidden_in(text).search(text.strip()):
            cell = Cell(text, _place(name, number, position + 1), column)
            yield cell.fault(forbidden(match[0]))
