"""How evenly a dataset treats its parties and issues, in counts and shares."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from statistics import median

from stickingpoints.model.partial_date import PartialDate
from stickingpoints.model.records import (
    ON_RECORD,
    Attribution,
    Dataset,
    Issue,
    Party,
    Position,
    Statement,
)
from stickingpoints.model.standing import newest_first
from stickingpoints.model.walk import cited_sources

TOLD: Attribution = "second-hand"
"""The attribution of what others say that a party said."""


@dataclass(frozen=True)
class Measure:
    """What some positions rest on.

    `on_record` and `told_by_others` are shares of the statements, from 0 to 1; `age` is the median
    age of the sources in days before `as_of`, `words` the median length of a summary. None if there
    is nothing to measure.
    """

    positions: int
    statements: int
    on_record: float | None
    told_by_others: float | None
    age: int | None
    words: int | None


def by_party(dataset: Dataset) -> list[tuple[Party, Measure]]:
    """Return the measure of each party over all issues, in the order of the parties."""
    positions: dict[str, list[Position]] = defaultdict(list)
    for issue in dataset.issues:
        for position in issue.positions:
            positions[position.party].append(position)
    return [(party, measure(dataset, positions[party.id])) for party in dataset.parties]


def by_issue(dataset: Dataset, issues: Iterable[Issue]) -> list[tuple[Issue, Measure]]:
    """Return the measure of each of some issues over all parties."""
    return [(issue, measure(dataset, issue.positions)) for issue in issues]


def measure(dataset: Dataset, positions: Sequence[Position]) -> Measure:
    """Return what some positions rest on, taken together."""
    statements: list[Statement] = []
    for position in positions:
        statements += newest_first(position)
    attributions = Counter(map(attrgetter("attribution"), statements))
    on_record = sum(attributions[attribution] for attribution in ON_RECORD)
    return Measure(
        positions=len(positions),
        statements=len(statements),
        on_record=_share(on_record, len(statements)),
        told_by_others=_share(attributions[TOLD], len(statements)),
        age=_median(_ages(dataset, statements)),
        words=_median(len(position.summary.split()) for position in positions),
    )


def _ages(dataset: Dataset, statements: Iterable[Statement]) -> Iterator[int]:
    """Yield the age in days of each dated source of some statements, once each."""
    # Each source counts once: one that is cited often would otherwise decide the median.
    for source_id in cited_sources(statements):
        source = dataset.source.get(source_id)
        if source and source.published:
            published = PartialDate.parse(source.published).first_day()
            yield (dataset.as_of - published).days


def _share(part: int, total: int) -> float | None:
    if not total:
        return None
    return part / total


def _median(numbers: Iterable[int]) -> int | None:
    values = list(numbers)
    if not values:
        return None
    return round(median(values))
