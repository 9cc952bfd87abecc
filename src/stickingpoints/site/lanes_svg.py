"""Where each party stood on an issue over time: one lane a party, SVG drawn at build time.

Time runs across, on one scale for all lanes, in per cent of the figure's width; the options of the
issue's scale are the lines of a lane, in pixels, the first on top. A lane ends where the editors
put the party, as the list of answers does. The figure is hidden from screen readers: a table
beside it says the same.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from markupsafe import Markup

from stickingpoints.i18n.language import Language
from stickingpoints.model import answers, order
from stickingpoints.model.answers import Evidence
from stickingpoints.model.partial_date import PartialDate
from stickingpoints.model.records import Dataset, Issue, Position, ScalePlace
from stickingpoints.model.scale import ends, place_in_words
from stickingpoints.site import scale_svg
from stickingpoints.site.markup import markup
from stickingpoints.site.scale_svg import PlacedMark

FIRST_DAY = 3.0  # per cent: room for half a mark
RECORD_END = 92.0  # per cent: right of it is the time since the record ended
OPTION_HEIGHT = 15  # pixels between two options
EDGE = 11  # pixels above the first and below the last option
LABELS = 6  # months that are named on the axis, at most
LAST_LABEL = 78.0  # per cent: right of it there is room for "today" alone


@dataclass(frozen=True)
class Stop:
    """A place on a day, and how it is known; `heard` is given where the lane ends."""

    day: str
    at: ScalePlace
    evidence: Evidence
    heard: str | None = None


@dataclass(frozen=True)
class Lane:
    """One party over time.

    `end` is where the editors put it, None if its place is not known; `heard` is when it was last
    heard; `moves` is how often its statements changed the place.
    """

    party: str
    stops: Sequence[Stop]
    end: ScalePlace | None
    end_evidence: Evidence
    heard: str | None
    moves: int


@dataclass(frozen=True)
class Tick:
    """The first day of a month on the axis, in per cent; `label` is empty where none fits."""

    x: float
    label: str


@dataclass(frozen=True)
class TimeAxis:
    """The days that a figure shows, from the first of a month to the end of the record."""

    first: datetime.date
    last: datetime.date

    def x(self, day: str) -> float:
        """Return where a day is, in per cent; a month counts from its first day."""
        passed = (PartialDate.parse(day).first_day() - self.first).days
        share = passed / max((self.last - self.first).days, 1)
        return round(FIRST_DAY + (RECORD_END - FIRST_DAY) * share, 2)

    def ticks(self, language: Language) -> list[Tick]:
        """Return a tick for each month, with a label where there is room for one."""
        months = list(self._months())
        # Rounded up, so that there are never more labels than fit.
        step = -(-len(months) // LABELS)
        ticks = []
        for number, month in enumerate(months):
            label = ""
            if number % step == 0 and self.x(month.isoformat()) < LAST_LABEL:
                label = language.short_date(month.isoformat()[:7])
            ticks.append(Tick(self.x(month.isoformat()), label))
        return ticks

    def _months(self) -> Iterator[datetime.date]:
        month = self.first
        while month <= self.last:
            yield month
            month = (month + datetime.timedelta(days=31)).replace(day=1)


@dataclass(frozen=True)
class Row:
    """A lane as it is drawn, and in words where it ends; `reason` says why it ends elsewhere."""

    party: str
    drawing: Markup
    end: str
    reason: str | None


@dataclass(frozen=True)
class Figure:
    """An issue over time: what it shows in words, the months of its axis, and a row a party."""

    finding: str
    ticks: Sequence[Tick]
    rows: Sequence[Row]


def figure(dataset: Dataset, issue: Issue, language: Language) -> Figure | None:
    """Return where each party stood over time, None if no statement names a place."""
    all_lanes = lanes(dataset, issue)
    axis = time_axis(dataset, all_lanes)
    if axis is None:
        return None
    reasons = {position.party: position.reason for position in issue.positions}
    rows = []
    for lane in all_lanes:
        end = language.say("no place known")
        if lane.end is not None:
            end = place_in_words(issue, lane.end, language)
        drawing = _drawing(dataset, issue, lane, axis)
        rows.append(Row(lane.party, drawing, end, reasons[lane.party]))
    return Figure(finding(dataset, all_lanes, language), axis.ticks(language), rows)


def lanes(dataset: Dataset, issue: Issue) -> list[Lane]:
    """Return the lane of each party that answers, in the order of the parties."""
    moves = [change.position.party for change in answers.place_changes(issue)]
    positions = order.positions(dataset, issue)
    return [_lane(position, moves.count(position.party)) for position in positions]


def _lane(position: Position, moves: int) -> Lane:
    short = answers.answer(position)
    evidence = short.evidence or "hollow"
    stops = tuple(_stops(position))
    return Lane(position.party, stops, position.at, evidence, short.last_date, moves)


def _stops(position: Position) -> Iterator[Stop]:
    for statement in answers.placed(position):
        if statement.at is not None:
            evidence = answers.evidence(statement.attribution)
            yield Stop(statement.date, statement.at, evidence)


def time_axis(dataset: Dataset, all_lanes: Iterable[Lane]) -> TimeAxis | None:
    """Return the axis of a figure, None if no statement names a place."""
    days = []
    for lane in all_lanes:
        days += list(map(attrgetter("day"), lane.stops))
    if not days:
        return None
    # The axis begins with a month, so that its first label is at its left end.
    first = PartialDate.parse(min(days)).first_day().replace(day=1)
    return TimeAxis(first, dataset.as_of)


def height(issue: Issue) -> int:
    """Return the height of a lane, in pixels."""
    return 2 * EDGE + (len(issue.point) - 1) * OPTION_HEIGHT


def y(issue: Issue, point: str) -> int:
    """Return where an option is in a lane, in pixels from the top."""
    return EDGE + issue.point[point] * OPTION_HEIGHT


def _drawing(dataset: Dataset, issue: Issue, lane: Lane, axis: TimeAxis) -> Markup:
    parts = [
        *_options(issue),
        *_track(issue, lane, axis),
        *_marks(dataset, issue, lane, axis),
    ]
    return markup(
        '<svg class="lane p{}" height="{}" aria-hidden="true" focusable="false">{}</svg>',
        scale_svg.number(dataset, lane.party),
        height(issue),
        Markup("").join(parts),
    )


def _options(issue: Issue) -> Iterator[Markup]:
    """Yield a faint line for each option, and the time since the record ended."""
    for point in issue.point:
        yield _line("option", 0, RECORD_END, y(issue, point), y(issue, point))
    since_then = '<rect class="since-then" x="{}%" y="0" width="{}%" height="{}"/>'
    yield markup(since_then, RECORD_END, 100 - RECORD_END, height(issue))
    yield _line("record-end", RECORD_END, RECORD_END, 0, height(issue))


def _track(issue: Issue, lane: Lane, axis: TimeAxis) -> Iterator[Markup]:
    """Yield the line of a party: along an option until the day on which it named another.

    After its newest place the line is dashed, and leads to where the editors put the party.
    """
    for before, after in pairwise(lane.stops):
        x = axis.x(after.day)
        from_y, to_y = _middle(issue, before.at), _middle(issue, after.at)
        yield _line("track", axis.x(before.day), x, from_y, from_y)
        yield _line("track", x, x, from_y, to_y)
    if lane.stops:
        newest = lane.stops[-1]
        level = _middle(issue, newest.at)
        yield _line("track unsure", axis.x(newest.day), RECORD_END, level, level)
        if lane.end is not None:
            yield _line("track unsure", RECORD_END, RECORD_END, level, _middle(issue, lane.end))


def _line(kind: str, x1: float, x2: float, y1: float, y2: float) -> Markup:
    return markup('<line class="{}" x1="{}%" x2="{}%" y1="{}" y2="{}"/>', kind, x1, x2, y1, y2)


def _middle(issue: Issue, at: ScalePlace) -> float:
    first, last = ends(at)
    return (y(issue, first) + y(issue, last)) / 2


def _marks(dataset: Dataset, issue: Issue, lane: Lane, axis: TimeAxis) -> Iterator[Markup]:
    """Yield a mark for each statement that names a place, and one for where the lane ends."""
    for stop in lane.stops:
        yield from _mark(dataset, issue, lane.party, stop, axis.x(stop.day))
    if lane.end is not None:
        end = Stop(dataset.as_of.isoformat(), lane.end, lane.end_evidence, lane.heard)
        yield from _mark(dataset, issue, lane.party, end, RECORD_END)


def _mark(dataset: Dataset, issue: Issue, party: str, stop: Stop, x: float) -> Iterator[Markup]:
    """Yield the mark of a place: on its option, or on both ends of a range with a bar between."""
    first, last = ends(stop.at)
    if first != last:
        yield _line("span", x, x, y(issue, first), y(issue, last))
    # A point has the same end twice, and one mark.
    for point in dict.fromkeys((first, last)):
        mark = PlacedMark(party, stop.evidence, x, y(issue, point), stop.heard)
        yield scale_svg.placed_mark(dataset, mark)


def finding(dataset: Dataset, all_lanes: Sequence[Lane], language: Language) -> str:
    """Return what the figure shows: `Moves: Upland 3 times, Lowland once, Delta Cities none`."""
    placed = [lane for lane in all_lanes if lane.stops]
    placed.sort(key=lambda lane: lane.moves, reverse=True)
    if not any(map(attrgetter("moves"), placed)):
        return language.say("No [party] moved")
    counts = [_moved(dataset.party[lane.party].name, lane.moves, language) for lane in placed]
    return language.say("Moves: {list}", list=", ".join(counts))


def _moved(party: str, moves: int, language: Language) -> str:
    if moves == 0:
        return language.say("{party} none", party=party)
    if moves == 1:
        return language.say("{party} once", party=party)
    if moves == 2:
        return language.say("{party} twice", party=party)
    return language.say("{party} {n} times", party=party, n=language.number(moves))
