"""`import table`: what a table of statements says → edits of the data, all of them or none.

What a row says otherwise than the statement that it is about changes that statement; a row without
one adds it. Nothing is deleted, and what the table does not mention stays as it is.
"""

from __future__ import annotations

import datetime
from typing import Any

from stickingpoints.checks.quote_lock import Lock
from stickingpoints.editing.files import Files, place_by_id, place_of
from stickingpoints.editing.imports import columns, new_records
from stickingpoints.editing.imports.cells import Table
from stickingpoints.editing.imports.matching import Match, matches
from stickingpoints.editing.imports.new_sources import Sources
from stickingpoints.editing.imports.statement_citations import change_citations
from stickingpoints.editing.imports.statement_rows import Entry, Refused, note_statement, value
from stickingpoints.editing.imports.table_import import (
    Import,
    Pair,
    Report,
    edited_tree,
    holds,
    new_citation,
    open_position,
    put,
    source_id,
)
from stickingpoints.editing.position_updates import name_of, update_as_of, update_position
from stickingpoints.model.records import NO_POSITION, Dataset, Position, Statement
from stickingpoints.problems import ContentError, Problem, in_reading_order


def import_statements(
    files: Files, dataset: Dataset, lock: Lock | None, table: Table, day: datetime.date
) -> Report:
    """Change the opened files as a table says and check the result; nothing is written.

    `day` is the day on which new sources count as read. Raises ContentError with a problem for
    each cell that cannot be read, or whose value the check refuses.
    """
    work = Import(files, dataset, lock or Lock(schema=1), Sources.of(dataset.sources, day))
    problems: list[Problem] = []
    for match in matches(table.rows, dataset):
        try:
            _apply(work, match)
        except Refused as refusal:
            problems.append(refusal.problem)
    if problems:
        raise ContentError(problems)
    # Only after all rows: a position follows from the newest statement of the whole table.
    for pair, statements in work.edited.items():
        _follow(work, pair, statements)
    _add_sources(work)
    if files.opened and (errors := files.tried().errors):
        raise ContentError(in_reading_order(work.origins.traced(errors)))
    return work.report


def _apply(work: Import, match: Match) -> None:
    """Change or add the statement of a row; raises Refused if that is not possible."""
    work.report.about = match.record
    _note_origins(work, match)
    if match.statement is None:
        _add(work, match.entry)
        return
    _refuse_withdrawal(match.entry, match.statement)
    _change_fields(work, match.entry, match.statement)
    change_citations(work, match.entry, match.statement)
    if match.record not in work.report.changed:
        work.report.unchanged += 1


def _note_origins(work: Import, match: Match) -> None:
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
    sources = [source_id(work, source) for source in read.cited]
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


def _change_fields(work: Import, read: Entry, statement: Statement) -> None:
    """Put what cells say otherwise than a statement into its fields.

    An empty cell removes a field, except one that a statement needs.
    """
    for cell, field_name in read.fields():
        before = getattr(statement, field_name)
        is_left_open = not cell.text and cell.column in columns.REQUIRED_FIELDS
        if is_left_open or not columns.differs(cell.text, before):
            continue
        after = value(cell, field_name) if cell.text else None
        put(edited_tree(work, read, statement), field_name, after)
        work.report.change(field_name, before, after)


def _add(work: Import, read: Entry) -> None:
    """Add a statement in its place, newest first."""
    given: dict[str, Any] = {"date": read.date}
    if read.key:
        given["key"] = read.key
    for cell, field_name in read.fields():
        if cell.text:
            given[field_name] = value(cell, field_name)
    attribution = given.get("attribution", new_records.WEAKEST)
    citations = [new_citation(work, source, attribution) for source in read.cited]
    pair = (read.issue, read.party)
    tree = new_records.completed(given, citations, _stance(work, pair))
    position = open_position(work, pair)
    statements = position.tree["statements"]
    position.document.insert(statements, place_of(statements, read.date), tree)
    work.edited.setdefault(pair, []).append(tree)
    work.report.added.append(work.report.about)


def _stance(work: Import, pair: Pair) -> str:
    """Return the stance to assume where a row has none: that of the position, which so stays."""
    position = work.dataset.issue[pair[0]].position.get(pair[1])
    if position is None or position.stance == NO_POSITION:
        return new_records.UNSAID
    return position.stance


def _follow(work: Import, pair: Pair, statements: list[Any]) -> None:
    """Move a position that follows from its newest statement, if that is among those edited."""
    issue, party = pair
    tree = open_position(work, pair).tree
    counting = [other for other in tree["statements"] if not other.get("withdrawn")]
    newest = max(counting, key=lambda other: str(other["date"]), default=None)
    if newest is None or not holds(statements, newest):
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


def _move(work: Import, before: Position, tree: Any, newest: Any) -> None:
    """Move a position as its newest statement says."""
    about = len(work.report.look_at)
    fields = {key: newest[key] for key in ("date", "key", "stance", "at") if key in newest}
    update_position(before, tree, {**fields, "date": str(newest["date"])}, work.report)
    if "since" not in tree:
        tree["since"] = name_of(fields)
    looks = work.report.look_at[about:]
    work.report.look_at[about:] = [f"{work.report.about}: {look}" for look in looks]


def _add_sources(work: Import) -> None:
    """Add the sources that are new to the others, which are sorted by id."""
    for record in work.sources.new:
        document, sources = work.files.list_of("sources", work.dataset.sources)
        document.insert(sources, place_by_id(sources, record["id"]), record)
        work.report.sources.append(record["id"])
