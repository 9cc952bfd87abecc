"""The rows of a table for a new project → its statements, and the issues and parties they name.

Rows that say something twice, or that lack what every statement has, are refused together.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from stickingpoints.editing.imports.cells import Cell, Row, Table
from stickingpoints.editing.imports.new_sources import Sources
from stickingpoints.editing.imports.origins import Origins
from stickingpoints.editing.imports.slugs import free_id
from stickingpoints.editing.imports.statement_rows import (
    Attempts,
    Cited,
    Entry,
    cited,
    date_of,
    is_address,
    named,
    not_a_source,
)
from stickingpoints.problems import ContentError, Problem, in_reading_order, shorten

_NO_SOURCE = "a new project has no sources yet; write the address of this one, as https://…"


@dataclass
class _Names:
    """The ids of the issues or parties of a table by their names, in order of appearance."""

    noun: str
    ids: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)

    def id_of(self, cell: Cell) -> str:
        """Return the id for what a cell names; case and spaces make no difference."""
        name = " ".join(cell.text.casefold().split())
        if name not in self.ids:
            new = free_id(cell.text, self.titles, self.noun)
            self.ids[name] = new
            self.titles[new] = " ".join(cell.text.split())
        return self.ids[name]


@dataclass
class TableProject:
    """What a table says, as far as it was read; `day` is the day on which it was."""

    table: str
    day: datetime.date
    sources: Sources
    issues: _Names = field(default_factory=lambda: _Names("issue"))
    parties: _Names = field(default_factory=lambda: _Names("party"))
    entries: list[Entry] = field(default_factory=list)
    origins: Origins = field(default_factory=Origins)


def read_entries(table: Table, project: TableProject) -> list[Entry]:
    """Return what each row says; raises ContentError with every cell that cannot be read."""
    problems: list[Problem] = []
    entries = list(_read_rows(table, project, problems))
    entries = list(_told_apart(entries, problems))
    if problems:
        raise ContentError(in_reading_order(problems))
    return entries


def _read_rows(table: Table, project: TableProject, problems: list[Problem]) -> Iterator[Entry]:
    for row in table.rows:
        attempts = Attempts()
        issue = attempts.of(named, row, "issue")
        party = attempts.of(named, row, "party")
        date = attempts.of(date_of, row)
        attempts.of(named, row, "statement")
        sources = attempts.of(cited, row)
        attempts.problems += _without_address(sources or ())
        problems += attempts.problems
        if issue and party and date and sources and not attempts.problems:
            ids = project.issues.id_of(issue), project.parties.id_of(party)
            _note_names(project, issue, party, *ids)
            yield Entry(row, *ids, date, row.text("key"), sources)


def _without_address(sources: tuple[Cited, ...]) -> Iterator[Problem]:
    for source in sources:
        if not is_address(source.source):
            yield not_a_source(
                source, f'"{shorten(source.cell.text)}" is not an address: {_NO_SOURCE}'
            )


def _note_names(
    project: TableProject, issue: Cell, party: Cell, issue_id: str, party_id: str
) -> None:
    project.origins.note_default(issue.origin, "issues", issue_id)
    project.origins.note_default(party.origin, "parties", party_id)


def _told_apart(entries: list[Entry], problems: list[Problem]) -> Iterator[Entry]:
    """Yield the entries, with a key for each further one of a party on an issue and a day.

    One that repeats another is a problem.
    """
    number: Counter[tuple[str, str, str]] = Counter()
    first: dict[tuple[str, str, str, str], Row] = {}
    for read_entry in entries:
        day = (read_entry.issue, read_entry.party, read_entry.date)
        before = first.setdefault((*day, read_entry.row.text("statement")), read_entry.row)
        if before is not read_entry.row:
            message = f"this repeats row {before.place.line}; delete one of them"
            problems.append(read_entry.row.cell("statement").fault(message))
        if read_entry.key:
            yield read_entry
            continue
        number[day] += 1
        key = "" if number[day] == 1 else str(number[day])
        yield replace(read_entry, key=key)
