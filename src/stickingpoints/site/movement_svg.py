"""How an issue moved, as figures: SVG drawn at build time, the newest day on top.

A table beside each figure says the same. Positions across are percentages of the figure's width, as
in the scale above it, so that their points are in line. Each party keeps its own small distance
from the middle of a point, so that parties on one point do not hide each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from operator import attrgetter

from markupsafe import Markup

from stickingpoints.i18n.language import Language
from stickingpoints.model import order, standing
from stickingpoints.model.partial_date import PartialDate
from stickingpoints.model.records import Dataset, Issue, Position, ScalePlace, Statement
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


@dataclass(frozen=True)
class _DrawnStop:
    """A stop in the figure: the two ends of its place, in per cent of the width, and its height."""

    stop: Stop
    first: float
    last: float
    y: int

    @property
    def middle(self) -> float:
        return round((self.first + self.last) / 2, 2)


def path(position: Position) -> list[Stop]:
    """Return the places that a party's statements name, oldest first."""
    statements = standing.newest_first(position)
    days = {statement.date for statement in statements if statement.at is not None}
    stops = []
    before = None
    for day in sorted(days):
        at = standing.standing_on(position, day).at
        if at is not None:
            stops.append(Stop(position.party, day, at, before))
        before = at
    return stops


def paths(dataset: Dataset, issue: Issue) -> list[list[Stop]]:
    """Return the path of each party that named a place, in the order of the parties."""
    if not issue.scale:
        return []
    paths = []
    for position in order.positions(dataset, issue):
        stops = path(position)
        if stops:
            paths.append(stops)
    return paths


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
    rows = {day: number * ROW for number, day in enumerate(days, start=1)}
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
    drawn_stops = []
    for stop in stops:
        first, last = scale_svg.ends_across(issue, stop.at, across)
        drawn_stops.append(_DrawnStop(stop, first, last, rows[stop.day]))
    return Markup("").join([*_lines(drawn_stops), *_marks(dataset, drawn_stops)])


def _lines(stops: Sequence[_DrawnStop]) -> Iterator[Markup]:
    """Yield a line between one stop and the next, and from the newest up to the top."""
    line = Markup('<line class="track" x1="{}%" y1="{}" x2="{}%" y2="{}"{}/>')
    for before, after in pairwise(stops):
        arrow = Markup("")
        if after.stop.moved:
            arrow = Markup(' marker-end="url(#arrow)"')
        yield line.format(before.middle, before.y, after.middle, after.y, arrow)
    newest = stops[-1]
    yield line.format(newest.middle, newest.y, newest.middle, 0, "")


def _marks(dataset: Dataset, stops: Iterable[_DrawnStop]) -> Iterator[Markup]:
    """Yield the mark of each stop, over a bar where its place is a range."""
    bar = Markup('<line class="span" x1="{}%" x2="{}%" y1="{}" y2="{}"/>')
    mark = Markup('<svg x="{}%" y="{}" overflow="visible">{}</svg>')
    for drawn_stop in stops:
        y = drawn_stop.y
        if drawn_stop.first != drawn_stop.last:
            yield bar.format(drawn_stop.first, drawn_stop.last, y, y)
        shape = scale_svg.shape(dataset, drawn_stop.stop.party)
        yield mark.format(drawn_stop.middle, y, shape)


def numbers(issue: Issue) -> list[Named]:
    """Return the numbers that statements name, newest first."""
    return sorted(_numbers(issue), key=attrgetter("statement.date"), reverse=True)


def _numbers(issue: Issue) -> Iterator[Named]:
    for position in issue.positions:
        for statement in standing.newest_first(position):
            if statement.figure is not None:
                yield Named(position.party, statement, statement.figure)


def ticks(issue: Issue) -> list[tuple[int, float]]:
    """Return zero, where the axis begins, and each number named, with its place in per cent."""
    figures = sorted({0} | {named.figure for named in numbers(issue)})
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


def _grid(across: Iterable[float], rows: Iterable[int], bottom: int) -> Iterator[Markup]:
    """Yield a thin line down for each place across and one across for each day."""
    down = Markup('<line class="grid" x1="{0}%" x2="{0}%" y1="0" y2="{1}"/>')
    for x in across:
        yield down.format(x, bottom)
    row = Markup('<line class="row" x1="0" x2="100%" y1="{0}" y2="{0}"/>')
    for y in rows:
        yield row.format(y)


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
