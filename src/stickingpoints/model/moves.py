"""What moved between two days, and from which days on readers may want to know."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stickingpoints.model import answers, order
from stickingpoints.model.answers import PlaceChange
from stickingpoints.model.partial_date import PartialDate
from stickingpoints.model.records import Dataset, Document, Issue, Position, ScalePlace

RECENT = (30, 90)
"""The days before the end of the record that readers may ask for, counted from there."""


OPEN_END = "9999-12-31"
"""The end of a period that holds everything up to now: corrections come after the record's end."""


@dataclass(frozen=True)
class Period:
    """What is after the end of one day and not after the end of another (ISO 8601).

    `start` is "" for the beginning of the record. A month counts from its first day.
    """

    start: str
    end: str

    def __contains__(self, day: str) -> bool:
        """Return whether what was said on a day or in a month is in the period."""
        return self.start < day <= self.end


@dataclass(frozen=True)
class Moved:
    """The moves of one party on one issue between two days, oldest first, at least one.

    `editors_at` is the position if the second day ends the record, and the editors then put the
    party elsewhere than the last move does.
    """

    moves: Sequence[PlaceChange]
    editors_at: Position | None = None

    @property
    def party(self) -> str:
        """The id of the party."""
        return self.moves[0].position.party

    @property
    def before(self) -> ScalePlace:
        """Where the party was before the first of the moves."""
        return self.moves[0].before

    @property
    def after(self) -> ScalePlace:
        """Where the party was after the last of them."""
        return self.moves[-1].after


def moved_in(dataset: Dataset, issue: Issue, period: Period) -> list[Moved]:
    """Return what each party moved on an issue in a period.

    The parties are in their own order; those that did not move are left out.
    """
    return moved_among(answers.place_changes(issue), dataset, issue, period)


def moved_among(
    changes: Sequence[PlaceChange], dataset: Dataset, issue: Issue, period: Period
) -> list[Moved]:
    """Return the same from the changes of place on the issue, where these are known already."""
    if not any(change.statement.date in period for change in changes):
        return []
    moved = []
    for position in order.positions(dataset, issue):
        own = [change for change in changes if change.position is position]
        shown = [change for change in own if change.statement.date in period]
        if shown:
            # What the editors conclude is of `as_of`: it says nothing of where a party was before.
            ends_record = period.end >= dataset.as_of.isoformat()
            moved.append(Moved(shown, editors_elsewhere(shown[-1], own) if ends_record else None))
    return moved


def editors_elsewhere(change: PlaceChange, moves: Sequence[PlaceChange]) -> Position | None:
    """Return the position if a move is the last, and the editors do not conclude what it gives."""
    if change is moves[-1] and change.position.at != change.after:
        return change.position
    return None


def first_day(dataset: Dataset) -> datetime.date:
    """Return the first day on which something was said, that of the record's end without any."""
    for day in dataset.stops:
        return PartialDate.parse(day).first_day()
    return dataset.as_of


def recent(dataset: Dataset, days: int) -> datetime.date:
    """Return the day that is a number of days before the end of the record."""
    return _before(dataset.as_of, days)


def whole_record() -> Period:
    """Return the period that holds everything."""
    return Period("", OPEN_END)


def before_plans(dataset: Dataset) -> Iterator[tuple[Document, datetime.date]]:
    """Yield each plan, newest first, with the day before it: what was said on its day is about it.

    A month counts from its first day.
    """
    for document in reversed(order.documents(dataset)):
        yield document, _before(PartialDate.parse(document.date).first_day(), 1)


def _before(day: datetime.date, days: int) -> datetime.date:
    """Return the day that is a number of days before another, or the first of the calendar."""
    return datetime.date.fromordinal(max(day.toordinal() - days, 1))
