"""Dates: none that cannot be, nothing from the future, and statements in their order.

No rule looks at the clock: the same data gives the same problems on any day.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator, Sequence

from stickingpoints.checks.rule import STATEMENT, Rule, all_positions, of_citations
from stickingpoints.model.partial_date import PartialDate
from stickingpoints.model.records import (
    Announcement,
    Dataset,
    Document,
    Event,
    Record,
    Statement,
    Withdrawal,
)
from stickingpoints.model.standing import statements_ever, with_withdrawn
from stickingpoints.problems import Problem

_Dated = Statement | Event | Document

_EARLIEST = 1000
_EARLIEST_WORK = 1990  # nobody read a source on the web before
_ONE_DAY = datetime.timedelta(days=1)
_ONE_YEAR = datetime.timedelta(days=366)


def _dated(dataset: Dataset) -> Iterator[_Dated]:
    """Yield every record that is dated and cites sources."""
    for _, _, statement in statements_ever(dataset):
        yield statement
    yield from dataset.events
    yield from dataset.documents


def after_as_of(dataset: Dataset) -> Iterator[Problem]:
    """Find statements, events and documents later than the day that the content describes.

    Of an event that is only announced, that is the day of the announcement.
    """
    as_of = dataset.as_of.isoformat()
    for record in _on_record(dataset):
        if record.date > as_of:
            message = f"{record.date} is after as_of ({as_of}); {_remedy(record)}"
            yield record.problem("after-as-of", message, "date")


def _on_record(dataset: Dataset) -> Iterator[_Dated | Announcement]:
    """Yield every record that is dated, and what announces an event instead of the event."""
    for record in _dated(dataset):
        yield _announcement(record) or record


def _announcement(record: _Dated) -> Announcement | None:
    """Return what announces a record, None if it is no event that is only announced."""
    if isinstance(record, Event):
        return record.announcement
    return None


def _remedy(record: _Dated | Announcement) -> str:
    if isinstance(record, Event):
        return (
            "correct the date or move as_of on, or write who announced it under announced and "
            "leave out outcome"
        )
    return "correct the date, or move as_of on"


def outcomes(dataset: Dataset) -> Iterator[Problem]:
    """Find events of which nothing came and nobody announced, and days that have passed."""
    for event in dataset.events:
        if event.outcome is None and event.announced is None:
            message = (
                "what came of it is missing; write outcome or, while it is only announced, "
                "announced with by and date"
            )
            yield event.problem("outcome", message)
        elif event.announcement and not event.withdrawn:
            yield from _passed(event, event.announcement, dataset.as_of)


def _passed(event: Event, announced: Announcement, as_of: datetime.date) -> Iterator[Problem]:
    """Warn of an announced event whose day is over, and of one announced after its day."""
    day = PartialDate.parse(event.date)
    if PartialDate.parse(announced.date).first_day() > _last_day(day):
        message = f"{announced.date} is after the event itself ({event.date}); correct one of them"
        yield announced.problem("outcome", message, "date").as_warning()
    elif _last_day(day) < as_of:
        message = (
            f"the day for which it was announced has passed ({event.date}, as_of is {as_of}); "
            "write what came of it under outcome, also if it did not take place"
        )
        yield event.problem("outcome", message, "date").as_warning()


def after_accessed(dataset: Dataset) -> Iterator[Problem]:
    """Find sources published after the day on which they were read."""
    for source in dataset.sources:
        if source.published and source.published > source.accessed.isoformat():
            message = (
                f"{source.published} is after the day it was read ({source.accessed}); "
                "correct one of them"
            )
            yield source.problem("after-accessed", message, "published")


def after_sources(dataset: Dataset) -> Iterator[Problem]:
    """Warn of records dated after everything that they rest on: no source reports what is to come.

    One day more is allowed, since a day begins at another hour elsewhere.
    """
    for record in _dated(dataset):
        published = _days_of_publication(record, dataset)
        reported = _announcement(record) or record
        is_refused = reported.date > dataset.as_of.isoformat()  # by `after_as_of`
        if _withdrawal(record) or is_refused or not published:
            continue
        newest = max(published)
        first_day = PartialDate.parse(reported.date).first_day()
        if first_day - _last_day(newest) > _ONE_DAY:
            message = (
                f"{reported.date} is after the day on which its last source was published "
                f"({newest}); correct the date, or cite a source that reports it"
            )
            yield reported.problem("after-sources", message, "date").as_warning()


def _last_day(date: PartialDate) -> datetime.date:
    """Return a day itself, or the last day of a month."""
    first = date.first_day()
    if date.precision == "day":
        return first
    _, days = calendar.monthrange(date.year, date.month)
    return first.replace(day=days)


def _days_of_publication(record: _Dated, dataset: Dataset) -> list[PartialDate]:
    """Return when each source of a record was published, nothing if that of any is not known."""
    days = []
    for citation in record.citations:
        source = dataset.source.get(citation.source)
        if source is None or source.published is None:
            return []
        days.append(PartialDate.parse(source.published))
    return days


def impossible_years(dataset: Dataset) -> Iterator[Problem]:
    """Find years that are too early: one with a digit missing, or work done before the web."""
    dated: list[tuple[Record, str, int]] = [(dataset, "as_of", dataset.as_of.year)]
    dated += [(record, "date", int(record.date[:4])) for record in _dated(dataset)]
    dated += [(s, "published", int(s.published[:4])) for s in dataset.sources if s.published]
    for record, field, year in dated:
        if year < _EARLIEST:
            yield record.problem("impossible-year", _too_early(year), field)
    for record, field, day in _days_of_work(dataset):
        if day.year < _EARLIEST_WORK:
            yield record.problem("impossible-year", _too_early(day.year), field)


def _too_early(year: int) -> str:
    return f"the year {year:04} is too early to be right; correct it"


def long_after_as_of(dataset: Dataset) -> Iterator[Problem]:
    """Warn of work by the editors that is dated long after the day that the content describes."""
    for record, field, day in _days_of_work(dataset):
        if day - dataset.as_of > _ONE_YEAR:
            message = (
                f"{day} is more than a year after as_of ({dataset.as_of}); correct the year, "
                "or move as_of on"
            )
            yield record.problem("long-after-as-of", message, field).as_warning()


def _days_of_work(dataset: Dataset) -> Iterator[tuple[Record, str, datetime.date]]:
    """Yield each day on which the editors read, reviewed, corrected or withdrew something."""
    for source in dataset.sources:
        yield source, "accessed", source.accessed
    for issue in dataset.issues:
        yield issue.review, "last", issue.review.last
        for correction in issue.corrections:
            yield correction, "date", correction.date
    for record in (*_dated(dataset), *dataset.sources):
        if withdrawal := _withdrawal(record):
            yield withdrawal, "date", withdrawal.date


def _withdrawal(record: Record) -> Withdrawal | None:
    """Return why a record was withdrawn, None if it was not or its kind never is."""
    return getattr(record, "withdrawn", None)


def statement_order(dataset: Dataset) -> Iterator[Problem]:
    """Find the first statement of each position that is not in its place, newest first."""
    for _, position in all_positions(dataset):
        if move := _first_move(position.statements, with_withdrawn(position)):
            moved, place = move
            message = f"statements must be sorted newest first; move this one {place}"
            yield moved.problem("statement-order", message, "date").as_warning()


def _first_move(
    written: Sequence[Statement], ordered: Sequence[Statement]
) -> tuple[Statement, str] | None:
    """Return a statement that is out of order and where it belongs, None if all are in order."""
    for here, due in zip(written, ordered, strict=True):
        if here is due:
            continue
        # The others are in order only if it was this one that stood too high.
        if _without(due, written) != _without(due, ordered) and (
            _without(here, written) == _without(here, ordered)
        ):
            return here, f"below {ordered[ordered.index(here) - 1].name}"
        return due, f"above {here.name}"
    return None


def _without(left_out: Statement, statements: Sequence[Statement]) -> list[int]:
    """Return the identities of all statements but one: two may say the same."""
    return [id(statement) for statement in statements if statement is not left_out]


RULES = (
    Rule(
        "after-as-of",
        "No date is later than `as_of`, the day up to which the content is current, but that of "
        "an event which is only announced.",
        after_as_of,
        depends_on=("events.outcome", "events.announced"),
    ),
    Rule(
        "outcome",
        "An event says what came of it or, while it is only announced, who announced it; once its "
        "day has passed, what came of it is asked for.",
        outcomes,
        depends_on=("as_of", "events.date", "events.outcome", "events.announced"),
    ),
    Rule(
        "after-accessed",
        "A source cannot be published after the day it was read.",
        after_accessed,
    ),
    Rule(
        "after-sources",
        "What a source reports happened before it was published: no record is dated after all of "
        "its sources.",
        after_sources,
        depends_on=(
            f"{STATEMENT}.date",
            "events.date",
            "events.announced",
            "documents.date",
            "sources.published",
            *of_citations("source"),
        ),
    ),
    Rule(
        "impossible-year",
        "No year is so early that it must be a slip.",
        impossible_years,
        depends_on=("as_of",),
    ),
    Rule(
        "long-after-as-of",
        "Nobody read, corrected or withdrew anything more than a year after `as_of`.",
        long_after_as_of,
        depends_on=("as_of",),
    ),
    Rule(
        "statement-order",
        "Statements are sorted newest first.",
        statement_order,
        depends_on=(f"{STATEMENT}.date",),
    ),
)
