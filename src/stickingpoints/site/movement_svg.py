"""How an issue moved, as figures: SVG drawn at build time, the newest day on top, with a table that says the same.

Positions across are percentages of the figure's width, as in the scale above it, so that both stand over each other.
Each party keeps its own small distance from the middle of a point: parties on one point do not hide each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from markupsafe import Markup

from stickingpoints.i18n.language import Language
from stickingpoints.model import standing
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
    named = sorted(
        {
            statement.date
            for statement in standing.newest_first(position)
            if statement.at is not None
        }
    )
    stands = [(day, standing_on(position, day).at) for day in named]
    before = [None, *[at for _, at in stands]]
    return [
        Stop(position.party, day, at, earlier)
        for (day, at), earlier in zip(stands, before, strict=False)
        if at is not None
    ]


def paths(dataset: Dataset, issue: Issue) -> list[list[Stop]]:
    """Return the path of each party that named a place, in the order of the parties."""
    found = {position.party: path(position) for position in issue.positions} if issue.scale else {}
    return [found[party.id] for party in dataset.parties if found.get(party.id)]


def newest_first(dataset: Dataset, issue: Issue) -> list[Stop]:
    """Return every stop of every path, the newest day first: the rows of the table."""
    return sorted(
        (stop for one in paths(dataset, issue) for stop in one),
        key=lambda stop: stop.day,
        reverse=True,
    )


def drawn(dataset: Dataset, issue: Issue, language: Language) -> Markup:
    """Return the figure of an issue's paths, empty if fewer than two days are named; its table must stand beside it."""
    found = paths(dataset, issue)
    days = sorted({stop.day for one in found for stop in one}, reverse=True)
    if not issue.scale or len(days) < 2:
        return Markup("")
    across = scale_svg.across(len(issue.scale.points), scale_svg.wide_edge(issue))
    rows = {day: (number + 1) * ROW for number, day in enumerate(days)}
    bottom = len(days) * ROW + 10
    tracks = [
        Markup('<g class="p{}" transform="translate({} 0)">{}</g>').format(
            scale_svg.number(dataset, one[0].party),
            round((place - (len(found) - 1) / 2) * GAP, 1),
            _track(dataset, issue, one, across, rows),
        )
        for place, one in enumerate(found)
    ]
    return _figure(
        bottom, [*_grid(across, rows.values(), bottom), *tracks, *_dates(rows, language)]
    )


def _track(
    dataset: Dataset,
    issue: Issue,
    stops: Sequence[Stop],
    across: Sequence[float],
    rows: Mapping[str, int],
) -> Markup:
    """Return the line of one party from its first place up to the top, with an arrow at each move and a mark at each stop."""
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
    found = [
        Named(position.party, statement, statement.figure)
        for position in issue.positions
        for statement in standing.newest_first(position)
        if statement.figure is not None
    ]
    return sorted(found, key=lambda one: one.statement.date, reverse=True)


def ticks(issue: Issue) -> list[tuple[int, float]]:
    """Return zero and each number named, with its place across in per cent; the axis begins at zero."""
    named = sorted({0, *(one.figure for one in numbers(issue))})
    return [(figure, _share(figure, named[-1])) for figure in named]


def plot(dataset: Dataset, issue: Issue, language: Language) -> Markup:
    """Return the numbers named over time, each with its party and how it is known."""
    named = numbers(issue)
    if not named:
        return Markup("")
    places = dict(ticks(issue))
    bottom = len(named) * ROW + 10
    dots = []
    days: dict[str, int] = {}
    for row, one in enumerate(named, 1):
        days.setdefault(one.statement.date, row * ROW)
        text = f"{dataset.party[one.party].short}, {language.words.attributions[one.statement.attribution].label.lower()}"
        side = Markup('x="-11" text-anchor="end"') if places[one.figure] > 50 else Markup('x="11"')
        label = Markup('<text {} y="4.5">{}</text>').format(side, text)
        party = scale_svg.number(dataset, one.party)
        dots.append(
            Markup('<svg class="p{}" x="{}%" y="{}" overflow="visible">{}{}</svg>').format(
                party, places[one.figure], row * ROW, scale_svg.shape(dataset, one.party), label
            )
        )
    return _figure(
        bottom, [*_grid(places.values(), days.values(), bottom), *dots, *_dates(days, language)]
    )


def _share(figure: int, most: int) -> float:
    return round(ZERO + (FULL - ZERO) * figure / max(most, 1), 2)


def _grid(across: Iterable[float], rows: Iterable[int], bottom: int) -> list[Markup]:
    """Return a thin line down for each place across and one across for each day."""
    down = Markup('<line class="grid" x1="{0}%" x2="{0}%" y1="0" y2="{1}"/>')
    row = Markup('<line class="row" x1="0" x2="100%" y1="{0}" y2="{0}"/>')
    return [*(down.format(x, bottom) for x in across), *(row.format(y) for y in rows)]


def _dates(rows: Mapping[str, int], language: Language) -> list[Markup]:
    """Return the date of each day in the margin before its line, its year where a new one begins."""
    years = {next(iter(group)) for _, group in groupby(rows, key=lambda day: day[:4])}
    return [
        Markup('<text class="day" x="{}" y="{}">{}{}</text>').format(
            -MARGIN,
            y + 4,
            language.day_and_month(day),
            Markup('<tspan class="year" x="{}" dy="13">{}</tspan>').format(-MARGIN, day[:4])
            if day in years
            else "",
        )
        for day, y in rows.items()
    ]


def _figure(height: int, parts: Sequence[Markup]) -> Markup:
    return Markup(
        '<svg class="strip movement" height="{}" aria-hidden="true" focusable="false">{}</svg>'
    ).format(height, Markup("").join(parts))
