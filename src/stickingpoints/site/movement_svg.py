"""How an issue moved, as figures: SVG drawn at build time, the newest day on top.

A table beside each figure says the same. Positions across are percentages of the figure's width, as
in the scale above it, so that their points are in line. Each party keeps its own small distance
from the middle of a point, so that parties on one point do not hide each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from operator import attrgetter

from markupsafe import Markup

from stickingpoints.i18n.language import Language
from stickingpoints.model import standing
from stickingpoints.model.partial_date import PartialDate
from stickingpoints.model.records import Dataset, Issue, Position, ScalePlace, Statement
from stickingpoints.model.scale import ends
from stickingpoints.model.standing import standing_on
from stickingpoints.site import scale_svg

ROW = 32
GAP = 11
MARGIN = 52  # left of the figure, for the dates; the style sheet keeps it free
ZERO, FULL = 1.0, 90.0


@dataclass(frozen=True)
class Stop:
    """A party's place on a day on which it named one, and the place before."""

    party: str
    day: str
    at: ScalePlace
    before: ScalePlace | None

    @property
    def moved(self) -> bool:
        """Whether the party stood elsewhere before."""
        return self.before is not None and self.before != self.at


@dataclass(frozen=True)
class Named:
    """A number that a statement names, and whose it is."""

    party: str
    statement: Statement
    figure: int


def path(position: Position) -> list[Stop]:
    """Return the places that a party's statements name, oldest first."""
    statements = standing.newest_first(position)
    days = {statement.date for statement in statements if statement.at is not None}
    stops = []
    before = None
    for day in sorted(days):
        at = standing_on(position, day).at
        if at is not None:
            stops.append(Stop(position.party, day, at, before))
        before = at
    return stops


def paths(dataset: Dataset, issue: Issue) -> list[list[Stop]]:
    """Return the path of each party that named a place, in the order of the parties."""
    if not issue.scale:
        return []
    by_party = {position.party: path(position) for position in issue.positions}
    return [by_party[party.id] for party in dataset.parties if by_party.get(party.id)]


def newest_first(dataset: Dataset, issue: Issue) -> list[Stop]:
    """Return every stop of every path, the newest day first: the rows of the table."""
    stops = chain.from_iterable(paths(dataset, issue))
    return sorted(stops, key=attrgetter("day"), reverse=True)


def drawn(dataset: Dataset, issue: Issue, language: Language) -> Markup:
    """Return the figure of an issue's paths, empty if fewer than two days are named.

    It is hidden from screen readers: its table must be beside it.
    """
    stops_by_party = paths(dataset, issue)
    days = sorted({stop.day for stop in chain.from_iterable(stops_by_party)}, reverse=True)
    if not issue.scale or len(days) < 2:
        return Markup("")
    across = scale_svg.across(len(issue.scale.points), scale_svg.wide_edge(issue))
    rows = {day: (number + 1) * ROW for number, day in enumerate(days)}
    bottom = len(days) * ROW + 10
    tracks = []
    for place, stops in enumerate(stops_by_party):
        track = Markup('<g class="p{}" transform="translate({} 0)">{}</g>').format(
            scale_svg.number(dataset, stops[0].party),
            round((place - (len(stops_by_party) - 1) / 2) * GAP, 1),
            _track(dataset, issue, stops, across, rows),
        )
        tracks.append(track)
    grid = _grid(across, rows.values(), bottom)
    return _figure(bottom, [*grid, *tracks, *_dates(rows, language)])


def _track(
    dataset: Dataset,
    issue: Issue,
    stops: Sequence[Stop],
    across: Sequence[float],
    rows: Mapping[str, int],
) -> Markup:
    """Return the line of one party from its first place up to the top.

    It has an arrow at each move and a mark at each stop.
    """
    middles = {stop.day: _middle(issue, stop.at, across) for stop in stops}
    parts = []
    for before, after in pairwise(stops):
        arrow = Markup(' marker-end="url(#arrow)"') if after.moved else ""
        parts.append(
            _line(middles[before.day], rows[before.day], middles[after.day], rows[after.day], arrow)
        )
    parts.append(_line(middles[stops[-1].day], rows[stops[-1].day], middles[stops[-1].day], 0))
    for stop in stops:
        first, last = (across[issue.point[end]] for end in ends(stop.at))
        y = rows[stop.day]
        if first != last:
            parts.append(
                Markup('<line class="span" x1="{}%" x2="{}%" y1="{}" y2="{}"/>').format(
                    first, last, y, y
                )
            )
        parts.append(_mark(dataset, stop.party, middles[stop.day], y))
    return Markup("").join(parts)


def _line(x1: float, y1: int, x2: float, y2: int, arrow: str | Markup = "") -> Markup:
    return Markup('<line class="track" x1="{}%" y1="{}" x2="{}%" y2="{}"{}/>').format(
        x1, y1, x2, y2, arrow
    )


def _mark(dataset: Dataset, party: str, x: float, y: int) -> Markup:
    return Markup('<svg x="{}%" y="{}" overflow="visible">{}</svg>').format(
        x, y, scale_svg.shape(dataset, party)
    )


def _middle(issue: Issue, at: ScalePlace, across: Sequence[float]) -> float:
    first, last = (across[issue.point[end]] for end in ends(at))
    return round((first + last) / 2, 2)


def numbers(issue: Issue) -> list[Named]:
    """Return the numbers that statements name, newest first."""
    named = []
    for position in issue.positions:
        named += [
            Named(position.party, statement, statement.figure)
            for statement in standing.newest_first(position)
            if statement.figure is not None
        ]
    return sorted(named, key=attrgetter("statement.date"), reverse=True)


def ticks(issue: Issue) -> list[tuple[int, float]]:
    """Return zero, where the axis begins, and each number named, with its place in per cent."""
    figures = sorted({0, *(named.figure for named in numbers(issue))})
    return [(figure, _share(figure, figures[-1])) for figure in figures]


def plot(dataset: Dataset, issue: Issue, language: Language) -> Markup:
    """Return the numbers named over time, each with its party and how it is known."""
    all_named = numbers(issue)
    if not all_named:
        return Markup("")
    places = dict(ticks(issue))
    bottom = len(all_named) * ROW + 10
    marks = []
    days: dict[str, int] = {}
    for row, named in enumerate(all_named, 1):
        y = row * ROW
        days.setdefault(named.statement.date, y)
        x = places[named.figure]
        label = scale_svg.letters(_known_from(dataset, named, language), before=x > 50)
        marks.append(scale_svg.labelled_mark(dataset, named.party, x, y, label))
    grid = _grid(places.values(), days.values(), bottom)
    return _figure(bottom, [*grid, *marks, *_dates(days, language)])


def _known_from(dataset: Dataset, named: Named, language: Language) -> str:
    """Return who named a number and how that is known: `UA, on record`."""
    attribution = language.words.attributions[named.statement.attribution]
    return f"{dataset.party[named.party].short}, {attribution.label.lower()}"


def _share(figure: int, most: int) -> float:
    return round(ZERO + (FULL - ZERO) * figure / max(most, 1), 2)


def _grid(across: Iterable[float], rows: Iterable[int], bottom: int) -> list[Markup]:
    """Return a thin line down for each place across and one across for each day."""
    down = Markup('<line class="grid" x1="{0}%" x2="{0}%" y1="0" y2="{1}"/>')
    row = Markup('<line class="row" x1="0" x2="100%" y1="{0}" y2="{0}"/>')
    return [*(down.format(x, bottom) for x in across), *(row.format(y) for y in rows)]


def _dates(rows: Mapping[str, int], language: Language) -> list[Markup]:
    """Return the date of each day in the margin, with its year where a new one begins."""
    dates = []
    last_year = None
    for day, y in rows.items():
        year = PartialDate.parse(day).year
        below = Markup("")
        if year != last_year:
            below = Markup('<tspan class="year" x="{}" dy="13">{}</tspan>').format(-MARGIN, year)
        text = Markup('<text class="day" x="{}" y="{}">{}{}</text>')
        dates.append(text.format(-MARGIN, y + 4, language.day_and_month(day), below))
        last_year = year
    return dates


def _figure(height: int, parts: Sequence[Markup]) -> Markup:
    return Markup(
        '<svg class="strip movement" height="{}" aria-hidden="true" focusable="false">{}</svg>'
    ).format(height, Markup("").join(parts))
