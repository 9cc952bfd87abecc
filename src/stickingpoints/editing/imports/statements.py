"""`import table`: what a table of statements says → edits of the data, all of them or none.

What a row says otherwise than the statement that it is about changes that statement; a row without
one adds it. Nothing is deleted, and what the table does not mention stays as it is.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple

from stickingpoints.checks.quote_lock import Lock
from stickingpoints.editing.files import Files, entry, place_by_id, place_of
from stickingpoints.editing.imports import columns, new_records
from stickingpoints.editing.imports.cells import Cell, Table
from stickingpoints.editing.imports.matching import Match, matches
from stickingpoints.editing.imports.new_sources import Sources
from stickingpoints.editing.imports.origins import Origins
from stickingpoints.editing.imports.statement_rows import (
    Cited,
    Entry,
    Refused,
    note_statement,
    source_columns,
    value,
)
from stickingpoints.editing.position_updates import name_of, update_as_of, update_position
from stickingpoints.editing.yaml_layout import Document
from stickingpoints.model.records import NO_POSITION, Citation, Dataset, Position, Statement
from stickingpoints.problems import (
    ContentError,
    Problem,
    in_reading_order,
    shorten,
)

_Pair = tuple[str, str]


@dataclass
class Report:
    """What a table changes, by record, and what an editor should look at."""

    added: list[str] = field(default_factory=list)
    changed: dict[str, list[str]] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)
    look_at: list[str] = field(default_factory=list)
    unchanged: int = 0
    about: str = ""

    def change(self, what: str, before: object, after: object) -> None:
        """Record that a value of the record `about` was replaced."""
        line = f"{what}: {_in_a_line(before)} → {_in_a_line(after)}"
        self.changed.setdefault(self.about, []).append(line)


def _in_a_line(value: object) -> str:
    if value is None or value == "":
        return "nothing"
    if isinstance(value, list):
        return " to ".join(value)
    return shorten(str(value))


class _Open(NamedTuple):
    """A position that is open for editing: its tree, and those of the statements that it had."""

    document: Document
    tree: Any
    statements: tuple[Any, ...]


@dataclass
class _Import:
    """What an import works with, and what it has written so far."""

    files: Files
    dataset: Dataset
    lock: Lock
    sources: Sources
    origins: Origins = field(default_factory=Origins)
    report: Report = field(default_factory=Report)
    opened: dict[_Pair, _Open] = field(default_factory=dict)
    edited: dict[_Pair, list[Any]] = field(default_factory=dict)


def import_statements(
    files: Files, dataset: Dataset, lock: Lock | None, table: Table, day: datetime.date
) -> Report:
    """Change the opened files as a table says and check the result; nothing is written.

    `day` is the day on which new sources count as read. Raises ContentError with a problem for
    each cell that cannot be read, or whose value the check refuses.
    """
    work = _Import(files, dataset, lock or Lock(schema=1), Sources.of(dataset.sources, day))
    problems: list[Problem] = []
    for match in matches(table.rows, dataset):
        try:
            _apply(work, match)
        except Refused as refusal:
            problems.append(refusal.problem)
    if problems:
        raise ContentError(problems)
    for pair, statements in work.edited.items():
        _follow(work, pair, statements)
    _add_sources(work)
    if files.opened and (errors := files.tried().errors):
        raise ContentError(in_reading_order(work.origins.traced(errors)))
    return work.report


def _apply(work: _Import, match: Match) -> None:
    """Change or add the statement of a row; raises Refused if that is not possible."""
    work.report.about = match.record
    _note_origins(work, match)
    if match.statement is None:
        _add(work, match.entry)
        return
    _refuse_withdrawal(match.entry, match.statement)
    _change_fields(work, match.entry, match.statement)
    _change_citations(work, match.entry, match.statement)
    if match.record not in work.report.changed:
        work.report.unchanged += 1


def _note_origins(work: _Import, match: Match) -> None:
    """Note the cells that the record of a row comes from, for problems that the check finds."""
    read = match.entry
    name = "-".join(filter(None, [read.date, read.key]))
    if match.statement:
        name = match.statement.name
    position = ("issues", read.issue, read.party)
    work.origins.note_default(read.row.cell("date").origin, *position)
    for column in ("stance", "at"):
        if column in read.row.cells:
            work.origins.note_default(read.row.cells[column].origin, *position, column)
    sources = [_source_id(work, source) for source in read.cited]
    note_statement(work.origins, read, sources, *position, name)


def _refuse_withdrawal(read: Entry, statement: Statement) -> None:
    """Raise Refused if a row withdraws a statement, or takes that back: it needs a reason."""
    cell = read.row.cells.get(columns.WITHDRAWN)
    if cell and cell.text != columns.shown(statement.withdrawn):
        message = (
            "a table cannot withdraw a statement, or take that back; add withdrawn with date and "
            "reason in data/, and leave this cell as it was"
        )
        raise Refused(cell.fault(message))


def _open(work: _Import, pair: _Pair) -> _Open:
    """Return a position opened for editing; one that its issue lacks is added."""
    if pair in work.opened:
        return work.opened[pair]
    issue, party = pair
    document = work.files.holding(work.dataset.issue[issue])
    positions = entry(document.tree["issues"], "id", issue)["positions"]
    if party not in work.dataset.issue[issue].position:
        document.insert(positions, len(positions), {"party": party, "statements": []})
    tree = entry(positions, "party", party)
    work.opened[pair] = _Open(document, tree, tuple(tree["statements"]))
    return work.opened[pair]


def _tree(work: _Import, read: Entry, statement: Statement) -> Any:
    """Return the tree of a statement of the data, which counts as edited."""
    pair = (read.issue, read.party)
    number = work.dataset.issue[read.issue].position[read.party].statements.index(statement)
    tree = _open(work, pair).statements[number]
    work.edited.setdefault(pair, []).append(tree)
    return tree


# Statements


def _change_fields(work: _Import, read: Entry, statement: Statement) -> None:
    """Put what cells say otherwise than a statement into its fields.

    An empty cell removes a field, except one that a statement needs.
    """
    for cell, field_name in read.fields():
        before = getattr(statement, field_name)
        is_left_open = not cell.text and cell.column in columns.REQUIRED_FIELDS
        if is_left_open or not columns.differs(cell.text, before):
            continue
        after = value(cell, field_name) if cell.text else None
        _put(_tree(work, read, statement), field_name, after)
        work.report.change(field_name, before, after)


def _put(tree: Any, key: str, value: Any) -> None:
    """Set a field of a record, or remove it if the value is None."""
    if value is None:
        tree.pop(key, None)
    else:
        tree[key] = value


def _add(work: _Import, read: Entry) -> None:
    """Add a statement in its place, newest first."""
    given: dict[str, Any] = {"date": read.date}
    if read.key:
        given["key"] = read.key
    for cell, field_name in read.fields():
        if cell.text:
            given[field_name] = value(cell, field_name)
    attribution = given.get("attribution", new_records.WEAKEST)
    citations = [_new_citation(work, source, attribution) for source in read.cited]
    pair = (read.issue, read.party)
    tree = new_records.completed(given, citations, _stance(work, pair))
    position = _open(work, pair)
    statements = position.tree["statements"]
    position.document.insert(statements, place_of(statements, read.date), tree)
    work.edited.setdefault(pair, []).append(tree)
    work.report.added.append(work.report.about)


def _stance(work: _Import, pair: _Pair) -> str:
    """Return the stance to assume where a row has none: that of the position, which so stays."""
    position = work.dataset.issue[pair[0]].position.get(pair[1])
    if position is None or position.stance == NO_POSITION:
        return new_records.UNSAID
    return position.stance


# Citations


def _source_id(work: _Import, source: Cited) -> str:
    """Return the id of the source that a cell names, which is added if its address is new."""
    if source.source in work.dataset.source:
        return source.source
    name = work.sources.id_of_address(source.source)
    work.origins.note(source.cell.origin, "sources", name)
    return name


def _new_citation(work: _Import, source: Cited, attribution: str) -> dict[str, Any]:
    quoted = new_records.quoted(source.quote_texts(), attribution)
    return {"source": _source_id(work, source), **quoted}


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


def _planned(work: _Import, read: Entry, statement: Statement) -> Iterator[_Planned]:
    """Yield the citations that a statement shall have; those beyond the columns stay."""
    left = list(statement.citations)
    for source in read.cited:
        name = _source_id(work, source)
        yield _Planned(name, _take(left, name), source)
    beyond = statement.citations[source_columns(read.row) :]
    for citation in left:
        if _has(beyond, citation):
            yield _Planned(citation.source, citation)


def _take(citations: list[Citation], source: str) -> Citation | None:
    """Remove the first citation of a source from some, and return it; None if there is none."""
    for number, citation in enumerate(citations):
        if citation.source == source:
            return citations.pop(number)
    return None


def _change_citations(work: _Import, read: Entry, statement: Statement) -> None:
    """Make the citations of a statement those that a row names, where they differ."""
    planned = list(_planned(work, read, statement))
    before = list(map(attrgetter("source"), statement.citations))
    after = list(map(attrgetter("source"), planned))
    changes = list(chain.from_iterable(plan.changes() for plan in planned))
    if before == after and not changes:
        return
    _refuse_altered_quotes(work, read, statement, planned)
    tree = _tree(work, read, statement)
    document = _open(work, (read.issue, read.party)).document
    if before != after:
        work.report.change("sources", ", ".join(before), ", ".join(after))
        attribution = str(tree["attribution"])
        trees = [_citation_tree(work, plan, statement, tree, attribution) for plan in planned]
        document.arrange(tree["citations"], trees)
    for number, plan in enumerate(planned):
        for name, cell in plan.changes():
            work.report.change(name, getattr(plan.before, name), cell.text)
            _put(tree["citations"][number], name, cell.text or None)


def _citation_tree(
    work: _Import, plan: _Planned, statement: Statement, tree: Any, attribution: str
) -> Any:
    """Return the tree of a citation that stays, or that of a new one."""
    for number, citation in enumerate(statement.citations):
        if citation is plan.before:
            return tree["citations"][number]
    assert plan.cited  # noqa: S101  only those that stay have none
    return _new_citation(work, plan.cited, attribution)


def _refuse_altered_quotes(
    work: _Import, read: Entry, statement: Statement, planned: list[_Planned]
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


# What follows


def _follow(work: _Import, pair: _Pair, statements: list[Any]) -> None:
    """Move a position that follows from its newest statement, if that is among those edited."""
    issue, party = pair
    tree = _open(work, pair).tree
    counting = [other for other in tree["statements"] if not other.get("withdrawn")]
    newest = max(counting, key=lambda other: str(other["date"]), default=None)
    if newest is None or not _has(statements, newest):
        return
    work.report.about = f"{issue}#{party}"
    before = work.dataset.issue[issue].position.get(party)
    if before is None:
        tree |= new_records.position(party, tree["statements"])
        work.report.look_at.append(f"{issue}#{party}: the position, which is new")
    else:
        _move(work, before, tree, newest)
    work.report.about = "the site"
    update_as_of(work.files, work.dataset, str(newest["date"]), work.report)


def _has(things: Iterable[object], thing: object) -> bool:
    """Return whether a thing itself is among some, not only one that is equal to it."""
    return any(thing is other for other in things)


def _move(work: _Import, before: Position, tree: Any, newest: Any) -> None:
    """Move a position as its newest statement says."""
    about = len(work.report.look_at)
    fields = {key: newest[key] for key in ("date", "key", "stance", "at") if key in newest}
    update_position(before, tree, {**fields, "date": str(newest["date"])}, work.report)
    if "since" not in tree:
        tree["since"] = name_of(fields)
    looks = work.report.look_at[about:]
    work.report.look_at[about:] = [f"{work.report.about}: {look}" for look in looks]


def _add_sources(work: _Import) -> None:
    """Add the sources that are new to the others, which are sorted by id."""
    for record in work.sources.new:
        document, sources = work.files.list_of("sources", work.dataset.sources)
        document.insert(sources, place_by_id(sources, record["id"]), record)
        work.report.sources.append(record["id"])
