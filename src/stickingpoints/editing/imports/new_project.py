"""`init --from`: a table of statements → the data of a new project, which passes the check.

No fact is invented: what the table does not say is neutral (`undecided`), or a marker says that an
editor has to write it, of which the check warns.
"""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from stickingpoints.editing.files import SCHEMA_LINE
from stickingpoints.editing.imports import columns, new_records
from stickingpoints.editing.imports.cells import Table, read_table
from stickingpoints.editing.imports.new_project_rows import TableProject, read_entries
from stickingpoints.editing.imports.new_sources import Sources
from stickingpoints.editing.imports.statement_rows import Cited, Entry, note_statement
from stickingpoints.editing.yaml_layout import Document
from stickingpoints.model.partial_date import PartialDate
from stickingpoints.problems import ContentError, Problem, in_reading_order
from stickingpoints.reading.load import read
from stickingpoints.text.fill_in import marker

_NAME = "data/issues.yaml"
_LONGEST_TITLE = 60
_LONGEST_SHORT = 6
_DAYS_TO_REVIEW = 90
_FIELDS = ("statement", "stance", "attribution", "stated_by", "detail", "caveat", "added")
_UNUSED = (columns.RECORD, "at", "figure", columns.WITHDRAWN)


class Beginning(NamedTuple):
    """The content of a new data file, and the headings of the columns that were not read."""

    content: Mapping[str, Any]
    unread: tuple[str, ...]

    def text(self, title: str = "", licence: str | None = None) -> str:
        """Return the text of data/issues.yaml.

        `title` is the question that the site answers, "" if it is still to be written, and
        `licence` an SPDX identifier, None for none.
        """
        document = Document(f"{SCHEMA_LINE}schema: 1\n", _NAME)
        document.tree.update(self.content)
        if title:
            document.tree["title"] = title
        if licence:
            document.tree["licence"] = licence
        return document.text()


def from_table(data: bytes, name: str, day: datetime.date) -> Beginning:
    """Return the data of a new project that holds the statements of a table.

    `name` is the name of the table's file, and `day` the day on which its sources count as read.
    Raises ContentError with a problem for each cell that cannot be read, or whose value the check
    refuses.
    """
    table = read_table(data, name, columns.WANTED)
    project = TableProject(name, day, Sources(day))
    project.entries = read_entries(table, project)
    if not project.entries:
        message = "there is no statement below the first row; write one in each row"
        raise ContentError([table.fault(message)])
    beginning = Beginning(_dataset(project), (*table.unknown, *_unused(table)))
    if errors := _errors(beginning.text()):
        raise ContentError(in_reading_order(project.origins.traced(errors)))
    return beginning


def _unused(table: Table) -> Iterator[str]:
    """Yield the columns that a new project cannot have, if anything is in them."""
    for column in _UNUSED:
        if any(row.text(column) for row in table.rows):
            yield column


def _errors(text: str) -> list[Problem]:
    """Return what the check would refuse in the data of the new project."""
    with tempfile.TemporaryDirectory() as scratch:
        (Path(scratch) / "issues.yaml").write_text(text, encoding="utf-8", newline="\n")
        return read(Path(scratch), name="data").errors


def _dataset(project: TableProject) -> dict[str, Any]:
    """Return the content of the data file."""
    issues = [_issue(project, name) for name in project.issues.titles]
    newest = max(PartialDate.parse(entry.date).first_day() for entry in project.entries)
    return {
        "title": marker("the question that this site answers"),
        "summary": marker("the state of play, in about sixty plain words"),
        "as_of": newest.isoformat(),
        "party_order_rule": "By the alphabet.",
        "parties": list(_parties(project)),
        "sources": sorted(project.sources.new, key=lambda source: str(source["id"])),
        "issues": issues,
    }


def _parties(project: TableProject) -> Iterator[dict[str, Any]]:
    """Yield the parties by the alphabet."""
    taken: set[str] = set()
    for name, party in _by_alphabet(project):
        short = _short_name(party, taken)
        taken.add(short)
        role = marker("what it is in this negotiation, in one neutral sentence")
        yield {"id": name, "name": party, "short": short, "role": role}


def _by_alphabet(project: TableProject) -> list[tuple[str, str]]:
    return sorted(project.parties.titles.items(), key=lambda party: party[1].casefold())


def _short_name(name: str, taken: set[str]) -> str:
    """Return a short name that no other party has: the name itself, initials, or its beginning."""
    words = name.split()
    initials = "".join(word[0] for word in words if word[0].isupper())
    candidates = [name] if len(name) <= _LONGEST_SHORT else []
    if len(initials) > 1:
        candidates.append(initials[:_LONGEST_SHORT])
    candidates.append(name[:_LONGEST_SHORT].strip())
    for candidate in candidates:
        if candidate not in taken:
            return candidate
    return f"{name[:3].strip()}{len(taken) + 1}"


def _issue(project: TableProject, name: str) -> dict[str, Any]:
    """Return an issue with a position for each party."""
    title = project.issues.titles[name]
    question = title if title.endswith(("?", "？", "؟")) else ""
    positions = [_position(project, name, party) for party, _ in _by_alphabet(project)]
    return {
        "id": name,
        "title": _cut(title),
        "question": question or marker("the question of this issue, in one sentence"),
        "status": "disputed",
        "plain_words": marker("what is stuck, in two or three short sentences"),
        "summary": marker(
            "what exactly is stuck, in more detail; correct title and status, for which disputed "
            "is assumed"
        ),
        "why_it_matters": marker("why it matters, in two to four sentences"),
        "positions": positions,
        "review": {"last": project.day.isoformat(), "interval_days": _DAYS_TO_REVIEW},
    }


def _cut(title: str) -> str:
    """Return a title of the length that is allowed, cut at a word."""
    if len(title) <= _LONGEST_TITLE:
        return title
    head = title[: _LONGEST_TITLE - 1]
    return f"{head.rpartition(' ')[0] or head}…"


def _position(project: TableProject, issue: str, party: str) -> dict[str, Any]:
    """Return a party's position: that of its newest statement, or that the table has none."""
    entries = [entry for entry in project.entries if (entry.issue, entry.party) == (issue, party)]
    name = project.parties.titles[party]
    if not entries:
        looked_in = (
            f"The table {Path(project.table).name}, which has no statement of {name} on this."
        )
        return new_records.silent_position(party, name, looked_in)
    # Sorting keeps the order of equal dates: of one day, the row above counts as the newer.
    entries.sort(key=lambda entry: entry.date, reverse=True)
    _note_origins(project, entries)
    return new_records.position(party, [_statement(project, entry) for entry in entries])


def _note_origins(project: TableProject, newest_first: list[Entry]) -> None:
    for entry in newest_first:
        position = ("issues", entry.issue, entry.party)
        name = "-".join(filter(None, [entry.date, entry.key]))
        sources = [project.sources.id_of_address(source.source) for source in entry.cited]
        note_statement(project.origins, entry, sources, *position, name)
        project.origins.note_default(entry.row.cell("statement").origin, *position)


def _statement(project: TableProject, entry: Entry) -> dict[str, Any]:
    given: dict[str, Any] = {"date": entry.date}
    if entry.key:
        given["key"] = entry.key
    for column in _FIELDS:
        if text := entry.row.text(column):
            given[columns.FIELDS[column]] = text
    attribution = given.get("attribution", new_records.WEAKEST)
    citations = [_citation(project, source, attribution) for source in entry.cited]
    return new_records.completed(given, citations)


def _citation(project: TableProject, source: Cited, attribution: str) -> dict[str, Any]:
    name = project.sources.id_of_address(source.source)
    project.origins.note_default(source.cell.origin, "sources", name)
    return {"source": name, **new_records.quoted(source.quote_texts(), attribution)}
