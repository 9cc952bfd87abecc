"""What moved and was said between two days, and the pages on that."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TypeVar

from stickingpoints.i18n.language import Language
from stickingpoints.model import parts, phrases
from stickingpoints.model.moves import Moved, Period, moved_among
from stickingpoints.model.records import Issue
from stickingpoints.site import list_weights as weights
from stickingpoints.site import presets, seen_entries
from stickingpoints.site.changes import Change, Corrected, Stated, Withdrawn
from stickingpoints.site.content import Content
from stickingpoints.site.presets import Preset

MOST_MOVED = 15
"""On how many issues a page of a large site shows what moved."""

LARGEST_MOVED = 50_000
"""How many bytes they may take."""

MOST_PRESETS = 12
"""To how many pages on what changed since a plan each of them leads on a large site."""

Dated = TypeVar("Dated", bound=Change)

MovedOn = tuple[Issue, list[Moved]]
"""An issue, and what each party moved on it."""


@dataclass(frozen=True)
class Periods:
    """What happened in the periods of some content."""

    content: Content

    def moved(self, period: Period) -> list[MovedOn]:
        """Return each issue on which a party moved in a period, with what each party moved."""
        issues = []
        for issue in self.content.dataset.issues:
            changes = self.content.place_changes_on[issue.id]
            all_moved = moved_among(changes, self.content.dataset, issue, period)
            if all_moved:
                issues.append((issue, all_moved))
        return issues

    def moved_lately(self, moved: Sequence[MovedOn]) -> Sequence[MovedOn]:
        """Return what moved, on a large site only the issues of the newest moves."""
        if not self.content.has_parts:
            return moved
        newest = sorted(moved, key=_newest_move, reverse=True)
        return next(parts.filled(newest, _all_moves, MOST_MOVED, LARGEST_MOVED), [])

    def said_in(self, period: Period) -> Sequence[Stated | Corrected | Withdrawn]:
        """Return the statements, corrections and withdrawals of a period, newest first."""
        return _within(period, self.content.changes)

    def counted_in(self, period: Period, moved: Sequence[MovedOn]) -> str:
        """Return how much moved and was said in a period, in a sentence, given what moved.

        The script says the same of the days that a reader chooses.
        """
        statements = _within(period, self.content.statements)
        said = self._language.counted("{n} statement", "{n} statements", len(statements))
        all_moved = list(chain.from_iterable(moves for _, moves in moved))
        start = period.start or self.content.first_day
        end = min(period.end, self.content.dataset.as_of.isoformat())
        days = {"from": self._language.long_date(start), "to": self._language.long_date(end)}
        say = self._language.say
        if not all_moved:
            return f"{say('No [party] moved between {from} and {to}.', **days)} {said}."
        what = f"{phrases.moves_counted(all_moved, self._language)}; {said}"
        if not period.start:
            return say("The whole record: {what}.", what=what)
        return say("Between {from} and {to}: {what}.", what=what, **days)

    def months_of_entries(self) -> str:
        """Return each month with the digest of its entries, as the script reads them."""
        months = seen_entries.digests(self.content)
        return " ".join(f"{month}={digest}" for month, digest in months)

    def recent_presets(self) -> list[Preset]:
        """Return the pages on the last days of the record."""
        return list(presets.recent(self.content.dataset, self._language))

    def plan_presets(self) -> list[Preset]:
        """Return the page on what changed since each plan, newest first; the newest of many."""
        most = MOST_PRESETS if self.content.has_parts else None
        return list(islice(presets.since_plans(self.content.dataset, self._language), most))

    @property
    def _language(self) -> Language:
        return self.content.site.language


def _within(period: Period, newest_first: Sequence[Dated]) -> Sequence[Dated]:
    """Return the entries of a period; there may be tens of thousands, and a hundred periods."""
    first = bisect_left(newest_first, True, key=lambda entry: entry.date <= period.end)
    last = bisect_left(newest_first, True, key=lambda entry: entry.date <= period.start)
    return newest_first[first:last]


def _all_moves(entry: MovedOn) -> int:
    _, all_moved = entry
    return sum(weights.move(len(moved.moves)) for moved in all_moved)


def _newest_move(entry: MovedOn) -> str:
    _, all_moved = entry
    return max(moved.moves[-1].statement.date for moved in all_moved)
