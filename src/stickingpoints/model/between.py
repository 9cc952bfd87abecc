"""What lies between the parties on a scale: which options, and who has named each of them.

All of it follows from the places of the parties and from dated statements. A place takes in its two
ends and what is between them; a statement names the ends alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from operator import attrgetter

from stickingpoints.model import order
from stickingpoints.model.answers import placed
from stickingpoints.model.records import (
    Dataset,
    Issue,
    Position,
    ScalePlace,
    ScalePoint,
    Statement,
)
from stickingpoints.model.scale import ends, numbers_of_ends


@dataclass(frozen=True)
class Naming:
    """A party that has named an option: its newest statement that did, and its first."""

    position: Position
    newest: Statement
    first: Statement


@dataclass(frozen=True)
class Option:
    """An option of a scale: the parties whose place takes it in, and who has named it.

    Each party that has named it is there once, the one whose statement is the newest first.
    """

    point: ScalePoint
    parties: Sequence[str]
    named: Sequence[Naming]


@dataclass(frozen=True)
class Place:
    """A place on a scale, by the numbers of its ends, and the parties that are there."""

    first: int
    last: int
    parties: Sequence[str]


@dataclass(frozen=True)
class Gap:
    """Two places, the first nearer to the scale's beginning, with what lies between them.

    `shared` is what both take in; where it holds anything, nothing lies between.
    """

    first: Place
    last: Place
    between: Sequence[ScalePoint]
    shared: Sequence[ScalePoint]


@dataclass(frozen=True)
class Between:
    """An issue's scale as its parties divide it.

    `widest` is the gap between the parties that are farthest apart, None where every place takes in
    one option; `shared` is what every place takes in. `pairs` has the gap between each two places
    that differ.
    """

    options: Sequence[Option]
    places: Sequence[Place]
    widest: Gap | None
    shared: Sequence[ScalePoint]
    pairs: Sequence[Gap]
    unplaced: Sequence[str]

    @property
    def within(self) -> list[Option]:
        """The options in the widest gap, in the order of the scale."""
        if self.widest is None:
            return []
        return [option for option in self.options if option.point in self.widest.between]

    @property
    def beyond(self) -> list[Option]:
        """The other options."""
        within = self.within
        return [option for option in self.options if option not in within]

    @property
    def left_aside(self) -> list[Option]:
        """The options outside the widest gap that no known place takes in."""
        return [option for option in self.beyond if not option.parties]


def between(dataset: Dataset, issue: Issue) -> Between | None:
    """Return what lies between the parties on an issue.

    None if it has no scale, or if fewer than two parties have a place on it.
    """
    positions = order.positions(dataset, issue)
    placed_parties = [position for position in positions if position.at is not None]
    if issue.scale is None or len(placed_parties) < 2:
        return None
    places = _places(issue, placed_parties)
    points = issue.scale.points
    # Where even the place that ends first reaches the one that begins last, all have options in
    # common.
    nearest_end = min(places, key=attrgetter("last")).last
    farthest_start = max(places, key=attrgetter("first")).first
    return Between(
        options=[_option(issue, positions, places, point) for point in points],
        places=places,
        widest=_widest(points, places, nearest_end, farthest_start),
        shared=points[farthest_start : nearest_end + 1],
        pairs=[_gap(points, first, last) for first, last in combinations(places, 2)],
        unplaced=[position.party for position in positions if position.at is None],
    )


def _places(issue: Issue, positions: Sequence[Position]) -> list[Place]:
    """Return each place once, in the order of the scale, with its parties in theirs."""
    parties: dict[tuple[int, int], list[str]] = {}
    for position in positions:
        if position.at is not None:
            parties.setdefault(_span(issue, position.at), []).append(position.party)
    return [Place(first, last, here) for (first, last), here in sorted(parties.items())]


def _span(issue: Issue, at: ScalePlace) -> tuple[int, int]:
    # An editor may name the two ends of a range in either order.
    first, last = sorted(numbers_of_ends(issue, at))
    return first, last


def _option(
    issue: Issue, positions: Sequence[Position], places: Sequence[Place], point: ScalePoint
) -> Option:
    number = issue.point[point.id]
    here = set[str]()
    for place in places:
        if place.first <= number <= place.last:
            here.update(place.parties)
    named = sorted(_named(positions, point), key=lambda naming: naming.newest.date, reverse=True)
    in_order = [position.party for position in positions if position.party in here]
    return Option(point, in_order, named)


def _named(positions: Sequence[Position], point: ScalePoint) -> Iterator[Naming]:
    for position in positions:
        statements = list(_statements_naming(position, point))
        if statements:
            yield Naming(position, newest=statements[-1], first=statements[0])


def _statements_naming(position: Position, point: ScalePoint) -> Iterator[Statement]:
    for statement in placed(position):
        if statement.at and point.id in ends(statement.at):
            yield statement


def _widest(
    points: Sequence[ScalePoint], places: Sequence[Place], nearest_end: int, farthest_start: int
) -> Gap | None:
    """Return the gap between the places that end first and those that start last."""
    if farthest_start <= nearest_end:
        return None
    left = [place for place in places if place.last == nearest_end]
    right = [place for place in places if place.first == farthest_start]
    return _gap(points, _together(left), _together(right))


def _together(places: Sequence[Place]) -> Place:
    """Return places as one that reaches over all of them."""
    parties: list[str] = []
    for place in places:
        parties += place.parties
    first = min(places, key=attrgetter("first")).first
    last = max(places, key=attrgetter("last")).last
    return Place(first, last, parties)


def _gap(points: Sequence[ScalePoint], first: Place, last: Place) -> Gap:
    """Return what lies between two places, of which neither starts before the first."""
    end = min(first.last, last.last)
    return Gap(
        first,
        last,
        between=points[first.last + 1 : last.first],
        shared=points[last.first : end + 1],
    )
