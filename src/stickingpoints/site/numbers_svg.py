"""The numbers that an issue is about, over time: SVG drawn at build time, the newest on top.

A table beside the figure says the same. Positions across are percentages of the figure's width.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from markupsafe import Markup

from stickingpoints.i18n.language import Language
from stickingpoints.model import answers, standing
from stickingpoints.model.partial_date import PartialDate
from stickingpoints.model.records import Dataset, Issue, Statement
from stickingpoints.site import scale_svg
from stickingpoints.site.scale_svg import PlacedMark

ROW = 36
MARGIN = 52  # left of the figure, for the dates; the style sheet keeps it free
ZERO, FULL = 1.0, 90.0


@dataclass(frozen=True)
class Named:
    """A number that a statement names, and whose it is."""

    party: str
    statement: Statement
    figure: int


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
    figures = sorted({0} | set(map(attrgetter("figure"), numbers(issue))))
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
        evidence = answers.evidence(named.statement.attribution)
        mark = PlacedMark(named.party, evidence, x, y)
        marks.append(scale_svg.placed_mark(dataset, mark))
        marks.append(_known_from(dataset, named, x, y, language))
    grid = _grid(places.values(), days.values(), bottom)
    return _figure(bottom, [*grid, *marks, *_dates(days, language)])


def _known_from(dataset: Dataset, named: Named, x: float, y: int, language: Language) -> Markup:
    """Return who named a number and how that is known, in two lines beside its mark.

    They are on the side where there is room.
    """
    attribution = language.words.attributions[named.statement.attribution]
    side = Markup('dx="11"')
    if x > 50:
        side = Markup('dx="-11" text-anchor="end"')
    line = Markup('<text x="{}%" y="{}" {}>{}</text>')
    name = line.format(x, y - 4, side, dataset.party[named.party].name)
    return name + line.format(x, y + 12, side, attribution.label.lower())


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
