"""Rows of a table → what each says of a statement, whether that is in the data or new."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, ParamSpec, TypeVar

from pydantic import TypeAdapter, ValidationError

from stickingpoints.editing.imports import columns, table_dates
from stickingpoints.editing.imports.cells import Cell, Row
from stickingpoints.editing.imports.origins import Origins
from stickingpoints.editing.proposals.statements import scale_place
from stickingpoints.model.records import WebAddress
from stickingpoints.problems import Problem, shorten

_ADDRESS: TypeAdapter[str] = TypeAdapter(WebAddress)
_WITHOUT_SCHEME = re.compile(r"(www\.)?[\w-]+(\.[\w-]+)+(/\S*)?")


class Refused(Exception):  # noqa: N818  it is no fault of the program
    """A cell cannot be read; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


T = TypeVar("T")
P = ParamSpec("P")


@dataclass
class Attempts:
    """What was refused of a row, so that all of it can be reported at once."""

    problems: list[Problem] = field(default_factory=list)

    def of(self, read: Callable[P, T], *args: P.args, **options: P.kwargs) -> T | None:
        """Return what a function reads, None if it refuses; the problem is then kept."""
        try:
            return read(*args, **options)
        except Refused as refusal:
            self.problems.append(refusal.problem)
            return None


class Cited(NamedTuple):
    """A source that a row names, by its id or address, and the cells of the quote from it.

    Of several sources in one cell, only the first has a quote. `cell` is where it is named.
    """

    source: str
    cell: Cell
    quote: Mapping[str, Cell]

    def quote_texts(self) -> dict[str, str]:
        """Return the texts of the quote's cells, without those that are empty."""
        return {name: cell.text for name, cell in self.quote.items() if cell.text}


@dataclass(frozen=True)
class Entry:
    """What a row says: whose statement on what and when, and the sources that it rests on."""

    row: Row
    issue: str
    party: str
    date: str
    key: str
    cited: tuple[Cited, ...]

    def fields(self) -> Iterator[tuple[Cell, str]]:
        """Yield each cell that holds a field of the statement, with the name of the field."""
        for column, cell in self.row.cells.items():
            if column in columns.FIELDS:
                yield cell, columns.FIELDS[column]


def date_of(row: Row) -> str:
    """Return the day or month of a row; raises Refused if it has none."""
    cell = row.cell("date")
    if not cell.text:
        raise Refused(cell.fault("the date is missing; write a day as 2025-11-25"))
    if message := table_dates.refused(cell.text):
        raise Refused(cell.fault(message))
    return cell.text


def named(row: Row, column: str) -> Cell:
    """Return a cell that must not be empty; raises Refused if it is."""
    cell = row.cell(column)
    if not cell.text:
        raise Refused(cell.fault(f"the {column} is missing; every row has one"))
    return cell


def cited(row: Row) -> tuple[Cited, ...]:
    """Return the sources of a row, in order; raises Refused if the row or a quote has none."""
    sources: list[Cited] = []
    for number in range(1, _most_citations(row) + 1):
        sources += _cited_in(row, number)
    if not sources:
        message = "the source is missing; write its address, as https://…, or its id"
        raise Refused(row.cell("source").fault(message))
    return tuple(sources)


def _cited_in(row: Row, number: int) -> Iterator[Cited]:
    """Yield the sources in one cell."""
    cell = row.cell(columns.numbered("source", number))
    quote = dict(_quote_cells(row, number))
    names = cell.text.split()
    if not names and any(other.text for other in quote.values()):
        raise Refused(cell.fault("there is a quote, but no source; name its source here"))
    for name in names:
        yield Cited(name, cell, quote)
        quote = {}


def source_columns(row: Row) -> int:
    """Return how many columns of sources there are."""
    return len([column for column in row.cells if column.startswith("source")])


def _most_citations(row: Row) -> int:
    """Return the highest number that a column of sources or quotes has."""
    endings = [column.rpartition("_")[2] for column in row.cells]
    return max(map(int, filter(str.isdecimal, endings)), default=1)


def _quote_cells(row: Row, number: int) -> Iterator[tuple[str, Cell]]:
    """Yield the cells of the quote with a number, by the field that they hold."""
    for name in columns.QUOTE_FIELDS:
        cell = row.cells.get(columns.numbered(name, number))
        if cell:
            yield name, cell


def is_address(text: str) -> bool:
    """Return whether a text is a web address that a source may have."""
    try:
        _ADDRESS.validate_python(text)
    except ValidationError:
        return False
    return True


def not_a_source(source: Cited, otherwise: str) -> Problem:
    """Return why what a cell names is no source; `otherwise` says it for what looks like an id."""
    text = source.source
    if "://" in text:
        return source.cell.fault(
            f'"{shorten(text)}" is not a web address that readers can follow; '
            "copy it from the browser, beginning with https://"
        )
    if _WITHOUT_SCHEME.fullmatch(text):
        return source.cell.fault(f'write the whole address, as "https://{shorten(text)}"')
    return source.cell.fault(otherwise)


def value(cell: Cell, name: str) -> Any:
    """Return the value of a field as the data holds it; raises Refused if it cannot be read."""
    if name == "at":
        return scale_place(cell.text)
    if name != "figure" or not cell.text:
        return cell.text
    if not re.fullmatch(r"\d{1,15}", cell.text, re.ASCII):
        raise Refused(
            cell.fault(
                f'"{shorten(cell.text)}" is not a whole number; write it without separators, '
                "as 800000"
            )
        )
    return int(cell.text)


def note_statement(origins: Origins, read: Entry, sources: Sequence[str], *steps: str) -> None:
    """Note which cells the fields of a statement come from.

    `sources` are the ids of what the row cites, `steps` the trail of the statement.
    """
    origins.note(read.row.cell("date").origin, *steps)
    for cell, name in read.fields():
        origins.note(cell.origin, *steps, name)
    for name, source in zip(sources, read.cited, strict=True):
        citation = (*steps, "citations", name)
        origins.note_default(source.cell.origin, *citation)
        for column, cell in source.quote.items():
            origins.note_default(cell.origin, *citation, column)
