"""The citations of a statement, as the columns of a row name them.

Quotes that were checked against a copy of their source stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple

from stickingpoints.editing.imports import columns
from stickingpoints.editing.imports.cells import Cell
from stickingpoints.editing.imports.statement_rows import Cited, Entry, Refused, source_columns
from stickingpoints.editing.imports.table_import import (
    Import,
    edited_tree,
    holds,
    new_citation,
    open_position,
    put,
    source_id,
)
from stickingpoints.model.records import Citation, Statement
from stickingpoints.problems import shorten


class _Planned(NamedTuple):
    """A citation as it shall be: the one that it was, if any, and what the row says of it."""

    source: str
    before: Citation | None
    cited: Cited | None = None

    def changes(self) -> Iterator[tuple[str, Cell]]:
        """Yield the fields of the quote that differ, with the cells that say so."""
        if self.before is None or self.cited is None:
            return
        for name, cell in self.cited.quote.items():
            is_left_open = not cell.text and name == "quote_kind" and self.has_quote
            if not is_left_open and columns.differs(cell.text, getattr(self.before, name)):
                yield name, cell

    @property
    def has_quote(self) -> bool:
        """Whether there is a quote in the row."""
        return bool(self.cited and "quote" in self.cited.quote and self.cited.quote["quote"].text)


def _planned(work: Import, read: Entry, statement: Statement) -> Iterator[_Planned]:
    """Yield the citations that a statement shall have; those beyond the columns stay."""
    left = list(statement.citations)
    for source in read.cited:
        name = source_id(work, source)
        yield _Planned(name, _take(left, name), source)
    # What a table has no column for, it cannot have meant to delete.
    beyond = statement.citations[source_columns(read.row) :]
    for citation in left:
        if holds(beyond, citation):
            yield _Planned(citation.source, citation)


def _take(citations: list[Citation], source: str) -> Citation | None:
    """Remove the first citation of a source from some, and return it; None if there is none."""
    for number, citation in enumerate(citations):
        if citation.source == source:
            return citations.pop(number)
    return None


def change_citations(work: Import, read: Entry, statement: Statement) -> None:
    """Make the citations of a statement those that a row names, where they differ."""
    planned = list(_planned(work, read, statement))
    before = list(map(attrgetter("source"), statement.citations))
    after = list(map(attrgetter("source"), planned))
    changes = list(chain.from_iterable(plan.changes() for plan in planned))
    if before == after and not changes:
        return
    _refuse_altered_quotes(work, read, statement, planned)
    tree = edited_tree(work, read, statement)
    document = open_position(work, (read.issue, read.party)).document
    if before != after:
        work.report.change("sources", ", ".join(before), ", ".join(after))
        attribution = str(tree["attribution"])
        trees = [_citation_tree(work, plan, statement, tree, attribution) for plan in planned]
        document.arrange(tree["citations"], trees)
    for number, plan in enumerate(planned):
        for name, cell in plan.changes():
            work.report.change(name, getattr(plan.before, name), cell.text)
            put(tree["citations"][number], name, cell.text or None)


def _citation_tree(
    work: Import, plan: _Planned, statement: Statement, tree: Any, attribution: str
) -> Any:
    """Return the tree of a citation that stays, or that of a new one."""
    for number, citation in enumerate(statement.citations):
        if citation is plan.before:
            return tree["citations"][number]
    assert plan.cited  # noqa: S101  only those that stay have none
    return new_citation(work, plan.cited, attribution)


def _refuse_altered_quotes(
    work: Import, read: Entry, statement: Statement, planned: list[_Planned]
) -> None:
    """Raise Refused if a quote that was checked against its source would change or go."""
    for citation in statement.citations:
        if not work.lock.checked(citation):
            continue
        cell = _altering_cell(citation, read, planned)
        if cell:
            message = (
                f"this quote of {citation.source} was checked against a copy of its source, so a "
                f'table cannot change it: "{shorten(citation.quote or "")}"; write it as it was, '
                "or change it in data/ and run: stickingpoints verify"
            )
            raise Refused(cell.fault(message))


def _altering_cell(citation: Citation, read: Entry, planned: list[_Planned]) -> Cell | None:
    """Return the cell that changes the words of a citation, or drops it; None if none does."""
    for plan in planned:
        if plan.before is citation:
            return dict(plan.changes()).get("quote")
    return read.row.cell("source")
