"""The pages on what changed since a day that readers ask for: the last days, and each plan."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from stickingpoints.i18n.language import Language
from stickingpoints.model import addresses, moves
from stickingpoints.model.moves import OPEN_END, Period
from stickingpoints.model.records import Dataset, Document


@dataclass(frozen=True)
class Preset:
    """A page on what changed from the end of a day to the end of the record.

    `name` is how the list of these pages names it; `plan` is the plan before which the period
    begins.
    """

    address: str
    title: str
    name: str
    start: datetime.date
    end: datetime.date
    plan: Document | None = None

    @property
    def period(self) -> Period:
        """The period that the page is about, with the corrections made since the record ended."""
        return Period(self.start.isoformat(), OPEN_END)


def recent(dataset: Dataset, language: Language) -> Iterator[Preset]:
    """Yield the pages on the last days, counted from the end of the record."""
    for days in moves.RECENT:
        yield Preset(
            addresses.recent_changes(days),
            language.counted(
                "The last {n} day of the record", "The last {n} days of the record", days
            ),
            language.counted("Last {n} day", "Last {n} days", days),
            moves.recent(dataset, days),
            dataset.as_of,
        )


def since_plans(dataset: Dataset, language: Language) -> Iterator[Preset]:
    """Yield the page on each plan, newest first."""
    for document, day in moves.before_plans(dataset):
        yield Preset(
            addresses.changes_since(document.id),
            language.say("Changes since {plan}", plan=document.title),
            document.title,
            day,
            dataset.as_of,
            document,
        )
