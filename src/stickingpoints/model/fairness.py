"""How evenly a dataset treats its parties and issues: counts and shares that a reader, and the check, can hold against it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from stickingpoints.model.partial_date import PartialDate
from stickingpoints.model.records import ON_RECORD, Dataset, Issue, Party, Position
from stickingpoints.model.standing import newest_first

TOLD = "second-hand"


@dataclass(frozen=True)
class Measure:
    """What some positions rest on. Shares are of the statements, from 0 to 1; ages are days before `as_of`; None: nothing to measure."""

    positions: int
    statements: int
    on_record: float | None
    told_by_others: float | None
    age: int | None
    words: int | None


def by_party(dataset: Dataset) -> list[tuple[Party, Measure]]:
    """Return the measure of each party over all issues, in the order of the parties."""
    return [
        (
            party,
            measure(
                dataset,
                [p for issue in dataset.issues for p in issue.positions if p.party == party.id],
            ),
        )
        for party in dataset.parties
    ]


def by_issue(dataset: Dataset) -> list[tuple[Issue, Measure]]:
    """Return the measure of each issue over all parties."""
    return [(issue, measure(dataset, issue.positions)) for issue in dataset.issues]


def measure(dataset: Dataset, positions: Sequence[Position]) -> Measure:
    """Return what some positions rest on, taken together."""
    statements = [statement for position in positions for statement in newest_first(position)]
    sources = {citation.source for statement in statements for citation in statement.citations}
    return Measure(
        positions=len(positions),
        statements=len(statements),
        on_record=_share(statement.attribution in ON_RECORD for statement in statements),
        told_by_others=_share(statement.attribution == TOLD for statement in statements),
        age=_median(_days_between(day, dataset.as_of) for day in _published(dataset, sources)),
        words=_median(len(position.summary.split()) for position in positions),
    )


def _published(dataset: Dataset, sources: Iterable[str]) -> list[str]:
    known = [dataset.source[one] for one in sources if one in dataset.source]
    return [source.published for source in known if source.published]


def _share(true: Iterable[bool]) -> float | None:
    found = list(true)
    return sum(found) / len(found) if found else None


def _median(numbers: Iterable[int]) -> int | None:
    found = list(numbers)
    return round(median(found)) if found else None


def _days_between(date: str, day: datetime.date) -> int:
    return (day - PartialDate.parse(date).first_day()).days
