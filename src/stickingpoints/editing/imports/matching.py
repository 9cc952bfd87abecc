"""Which statement of the data a row of a table is about, if any.

A row is matched by what names a statement: issue, party, date and key. Of several statements of one
day, a row without a key is the one whose words it repeats.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from stickingpoints.editing.imports import columns
from stickingpoints.editing.imports.cells import Row
from stickingpoints.editing.imports.statement_rows import (
    Attempts,
    Cited,
    Entry,
    Refused,
    cited,
    date_of,
    is_address,
    named,
    not_a_source,
    value,
)
from stickingpoints.model.records import Dataset, Issue, Party, Statement
from stickingpoints.problems import ContentError, Problem, did_you_mean, one_of, shorten


class Match(NamedTuple):
    """A row, its name for the statement, and the statement, None if it is new."""

    entry: Entry
    record: str
    statement: Statement | None


@dataclass
class _Known:
    """The statements of the data by what the column `record` calls them, and by day."""

    by_record: dict[str, Statement] = field(default_factory=dict)
    by_day: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def record_name(issue: str, party: str, date: str, key: str | None) -> str:
    """Return what the column `record` calls a statement: `dams#north-2031-05-12-evening`."""
    name = "-".join(filter(None, [party, date, key]))
    return f"{issue}#{name}"


def matches(rows: tuple[Row, ...], dataset: Dataset) -> list[Match]:
    """Return what each row says with the statement that it is about, in the order of the rows.

    Raises ContentError with each cell that cannot be read, and where two rows are one statement.
    """
    problems: list[Problem] = []
    entries = list(_entries(rows, dataset, problems))
    if problems:
        raise ContentError(problems)
    matched = list(_matched(entries, _known(dataset), problems))
    if problems:
        raise ContentError(problems)
    return sorted(matched, key=lambda match: match.entry.row.place)


# What the rows say


def _entries(rows: tuple[Row, ...], dataset: Dataset, problems: list[Problem]) -> Iterator[Entry]:
    """Yield what each row says; add a problem for each cell that cannot be read."""
    issues, parties = _issue_names(dataset), _party_names(dataset)
    for row in rows:
        attempts = Attempts()
        issue = attempts.of(_id, row, "issue", issues)
        party = attempts.of(_id, row, "party", parties)
        date = attempts.of(_date, row)
        attempts.of(named, row, "statement")
        sources = attempts.of(cited, row)
        attempts.problems += _unknown_sources(sources or (), dataset)
        for column, field_name in columns.FIELDS.items():
            attempts.of(value, row.cell(column), field_name)
        problems += attempts.problems
        if issue and party and date and sources and not attempts.problems:
            yield Entry(row, issue, party, date, row.text("key"), sources)


def _unknown_sources(sources: tuple[Cited, ...], dataset: Dataset) -> Iterator[Problem]:
    for source in sources:
        if source.source not in dataset.source and not is_address(source.source):
            hint = did_you_mean(source.source, dataset.source) or ";"
            otherwise = (
                f'there is no source "{shorten(source.source)}"{hint} write an id or address'
            )
            yield not_a_source(source, otherwise)


def _date(row: Row) -> str:
    """Return the date of a row; where a spreadsheet has rewritten it, the refusal names it."""
    try:
        return date_of(row)
    except Refused as refusal:
        record = row.text(columns.RECORD)
        if not record:
            raise
        message = f"{refusal.problem.message}; the record of this row is {shorten(record)}"
        raise Refused(row.cell("date").fault(message)) from None


def _issue_names(dataset: Dataset) -> dict[str, str]:
    """Return the ids of the issues by what a table may call them: id or title."""
    return _ids(dataset.issues, "title")


def _party_names(dataset: Dataset) -> dict[str, str]:
    """Return the ids of the parties by what a table may call them: id, name or short name."""
    return _ids(dataset.parties, "short", "name")


def _ids(records: Sequence[Issue] | Sequence[Party], *fields: str) -> dict[str, str]:
    """Return the ids of records by themselves and by some fields, of which a later one wins."""
    names = {}
    for name in fields:
        for record in records:
            names[_folded(getattr(record, name))] = record.id
    for record in records:
        names[record.id] = record.id
    return names


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _id(row: Row, column: str, names: Mapping[str, str]) -> str:
    """Return the id of the record that a cell names; raises Refused if there is none."""
    cell = named(row, column)
    name = _folded(cell.text)
    if name in names:
        return names[name]
    hint = did_you_mean(name, names) or "."
    ids = sorted(set(names.values()))
    message = f'there is no {cell.column} "{shorten(cell.text)}"{hint} {one_of(ids)}'
    raise Refused(cell.fault(message))


# Which statements they are


def _known(dataset: Dataset) -> _Known:
    known = _Known()
    for issue in dataset.issues:
        for position in issue.positions:
            for statement in position.statements:
                day = record_name(issue.id, position.party, statement.date, None)
                record = record_name(issue.id, position.party, statement.date, statement.key)
                known.by_record[record] = statement
                known.by_day[day].append(record)
    return known


def _matched(entries: list[Entry], known: _Known, problems: list[Problem]) -> Iterator[Match]:
    """Yield each row with its statement.

    Rows that repeat a statement come first, so that another of that day is not taken for it.
    """
    claimed: dict[str, Entry] = {}
    for read in sorted(entries, key=lambda read: not _repeated(read, known)):
        try:
            record = _record(read, known)
            _refuse_claimed(record, read, claimed)
        except Refused as refusal:
            problems.append(refusal.problem)
        else:
            claimed[record] = read
            yield Match(read, record, known.by_record.get(record))


def _refuse_claimed(record: str, read: Entry, claimed: Mapping[str, Entry]) -> None:
    """Raise Refused if an earlier row is the same statement."""
    if record not in claimed:
        return
    message = (
        f"row {claimed[record].row.place.line} is a statement of this party on that day too; "
        'delete one of them, or tell them apart in a column "key", as evening'
    )
    raise Refused(read.row.cell("date").fault(message))


def _repeated(read: Entry, known: _Known) -> str:
    """Return the statement of the same day whose words a row without a key repeats, "" if none."""
    if read.key or read.row.text(columns.RECORD):
        return ""
    day = record_name(read.issue, read.party, read.date, None)
    for record in known.by_day.get(day, ()):
        if columns.shown(known.by_record[record].summary) == read.row.text("statement"):
            return record
    return ""


def _record(read: Entry, known: _Known) -> str:
    """Return what the column `record` calls the statement of a row.

    Raises Refused if the row contradicts what that cell says.
    """
    cell = read.row.cell(columns.RECORD)
    if not cell.text:
        own = record_name(read.issue, read.party, read.date, read.key)
        return _repeated(read, known) or own
    if cell.text not in known.by_record:
        hint = did_you_mean(cell.text, known.by_record) or ";"
        message = (
            f'there is no statement "{shorten(cell.text)}"{hint} for a new one, empty this cell'
        )
        raise Refused(cell.fault(message))
    key = known.by_record[cell.text].key
    if "key" in read.row.cells:
        key = read.key
    now = record_name(read.issue, read.party, read.date, key)
    if now != cell.text:
        message = (
            f"this row is about {now} now; what names a statement is part of its address, so a "
            "table cannot change it. Correct it in data/, or empty this cell for a new statement"
        )
        raise Refused(cell.fault(message))
    return cell.text
