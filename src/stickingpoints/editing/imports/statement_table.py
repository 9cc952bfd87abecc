"""Dataset → the table of statements, which a spreadsheet edits and `import table` reads back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from stickingpoints.editing.imports import columns
from stickingpoints.exports.tables import safe
from stickingpoints.model import order
from stickingpoints.model.addresses import statement_anchor
from stickingpoints.model.records import Dataset, Issue, Position, Statement
from stickingpoints.model.standing import with_withdrawn

_BEGINNING = f'"{columns.RECORD}","issue","party",'.encode("utf-8-sig")


def table(dataset: Dataset) -> bytes:
    """Return every statement as a row of a CSV file (RFC 4180), those withdrawn included.

    Texts keep their Markdown. What a spreadsheet would take for a formula is guarded, as in the
    tables of the open data. Columns that nothing fills are left out, except the common ones.
    """
    rows = list(_rows(dataset))
    most = max((len(statement.citations) for _, _, statement in _statements(dataset)), default=1)
    return _csv(list(_headings(rows, most)), rows)


def is_table(data: bytes) -> bool:
    """Return whether a file is a table of statements that this program wrote."""
    return data.startswith(_BEGINNING)


def _statements(dataset: Dataset) -> Iterator[tuple[Issue, Position, Statement]]:
    for issue in dataset.issues:
        for position in order.positions(dataset, issue):
            for statement in with_withdrawn(position):
                yield issue, position, statement


def _rows(dataset: Dataset) -> Iterator[dict[str, str]]:
    for issue, position, statement in _statements(dataset):
        yield {
            columns.RECORD: f"{issue.id}#{statement_anchor(position, statement)}",
            "issue": issue.id,
            "party": position.party,
            "date": statement.date,
            "key": statement.key or "",
            **columns.of_statement(statement),
        }


def _headings(rows: list[dict[str, str]], most_citations: int) -> Iterator[str]:
    for column in columns.in_order(most_citations):
        if column in columns.ALWAYS or any(row.get(column) for row in rows):
            yield column


def _csv(headings: list[str], rows: list[dict[str, str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(headings)
    for row in rows:
        writer.writerow([safe(row.get(column, "")) for column in headings])
    # Without the mark Excel takes UTF-8 for a Windows code page.
    return out.getvalue().encode("utf-8-sig")
