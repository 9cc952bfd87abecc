"""The table of statements: its columns, and what each holds of a statement.

Quotes and sources have numbered columns after the first: `source`, `quote`, …, `source_2`, ….
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from stickingpoints.editing.imports.cells import Wanted
from stickingpoints.model.records import Citation, Statement, Withdrawal
from stickingpoints.text import fill_in

RECORD = "record"
NAMING = ("issue", "party", "date", "key")
WITHDRAWN = "withdrawn"
FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "statement": "summary",
        "stance": "stance",
        "at": "at",
        "figure": "figure",
        "attribution": "attribution",
        "stated_by": "stated_by",
        "detail": "detail",
        "caveat": "caveat",
        "added": "added",
    }
)
"""The columns that hold a field of the statement, with its name."""
REQUIRED_FIELDS = ("statement", "stance", "attribution", "stated_by")
QUOTE_FIELDS = ("quote", "speaker", "quote_kind", "locator", "prefix", "suffix")
CITATION_FIELDS = ("source", *QUOTE_FIELDS)
ALWAYS = (
    RECORD,
    *("issue", "party", "date", "statement", "stance", "at", "attribution", "stated_by"),
    *("source", "quote", "speaker", "quote_kind", "detail", "caveat"),
)
"""The columns that an export has even where all their cells are empty."""

WANTED = Wanted(
    known=(RECORD, *NAMING, *FIELDS, *CITATION_FIELDS, WITHDRAWN),
    required=("issue", "party", "date", "statement", "source"),
    numbered=CITATION_FIELDS,
)


def numbered(column: str, number: int) -> str:
    """Return the column of a field of the citation with a number, from 1: `quote`, `quote_2`."""
    if number == 1:
        return column
    return f"{column}_{number}"


def in_order(most_citations: int) -> Iterator[str]:
    """Yield every column that an export can have, in order."""
    yield from (RECORD, *NAMING, "statement", "stance", "at", "figure", "attribution", "stated_by")
    for number in range(1, most_citations + 1):
        for column in CITATION_FIELDS:
            yield numbered(column, number)
    yield from ("detail", "caveat", "added", WITHDRAWN)


def shown(value: object) -> str:
    """Return a value of a record as the text of a cell: a range as its two ends."""
    if value is None:
        return ""
    if isinstance(value, Withdrawal):
        return value.date.isoformat()
    if isinstance(value, list):
        return " ".join(value)
    return str(value).strip()


def differs(text: str, value: object) -> bool:
    """Return whether a cell says something else than a value of a record.

    A marker of what is still to be written makes no difference: the table did not say that.
    """
    given = shown(value)
    return text not in (given, fill_in.without(given))


def of_statement(statement: Statement) -> dict[str, str]:
    """Return the cells of a statement by column, except those that name it."""
    cells = {column: shown(getattr(statement, field)) for column, field in FIELDS.items()}
    cells[WITHDRAWN] = shown(statement.withdrawn)
    for number, citation in enumerate(statement.citations, 1):
        cells |= _of_citation(citation, number)
    return cells


def _of_citation(citation: Citation, number: int) -> dict[str, str]:
    cells = {}
    for column in CITATION_FIELDS:
        cells[numbered(column, number)] = shown(getattr(citation, column))
    return cells
