"""The scale of an issue as a figure: SVG drawn at build time, with a text that says the same.

Positions across are percentages of the figure's width, so that marks and letters keep their size
on a phone.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from markupsafe import Markup

from stickingpoints.i18n.language import Language
from stickingpoints.model.answers import Evidence
from stickingpoints.model.records import Dataset, Issue, ScalePlace
from stickingpoints.model.scale import Span, ends, in_lanes, place_in_words
from stickingpoints.site.markup import markup

LANE = 20
NARROW_EDGE = 7.0
MARK = 5.0  # what a mark with its gap takes, in per cent of the narrowest strip, 220 pixels

SHAPES: Mapping[str, str] = {
    "circle": '<circle r="6"/>',
    "square": '<path d="M-5.5-5.5h11v11h-11z"/>',
    "triangle": '<path d="M0-6.8 6.6 5H-6.6z"/>',
    "diamond": '<path d="M0-7.4 7 0 0 7.4-7 0z"/>',
    "pentagon": '<path d="M0-6.8 6.6-2 4.1 5.7H-4.1L-6.6-2z"/>',
    "star": '<path d="m0-7.5 2 5.2 5.4.2-4.3 3.4 1.6 5.4L0 3.6l-4.7 3.1 1.6-5.4-4.3-3.4 5.4-.2z"/>',
    "cross": '<path d="M-2.2-6.5h4.4v4.3h4.3v4.4H2.2v4.3h-4.4V2.2h-4.3v-4.4h4.3z"/>',
    "ring": (
        '<path fill-rule="evenodd" d="M0-6.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13'
        'm0 3.4a3.1 3.1 0 1 0 0 6.2 3.1 3.1 0 0 0 0-6.2"/>'
    ),
    "inverted-triangle": '<path d="M0 6.8-6.6-5H6.6z"/>',
    "half-circle": '<path d="M-7 3.5a7 7 0 0 1 14 0z"/>',
    "bar": '<path d="M-7-3.2H7v6.4H-7z"/>',
    "hourglass": '<path d="M-6-6.5H6L2 0l4 6.5H-6L-2 0z"/>',
}


@dataclass(frozen=True)
class Placed:
    """A party on a strip.

    `first` and `last` are where its marks are, in per cent of the width; lane 0 is next to the
    axis.
    """

    party: str
    first: float
    last: float
    lane: int


@dataclass(frozen=True)
class PlacedMark:
    """The mark of a party in a figure: `x` in per cent of its width, `y` in pixels.

    A `ghost` is where the party was. A mark becomes paler long after the day on which the party
    was last `heard`, if that is given.
    """

    party: str
    evidence: Evidence | Literal["ghost"]
    x: float
    y: float
    heard: str | None = None


def mark(dataset: Dataset, party: str, evidence: Evidence | None = "solid") -> Markup:
    """Return the mark of a party as a small picture; its name must be shown beside it.

    It is filled where the evidence is solid, and an outline where it is hollow or there is none.
    """
    return markup(
        '<svg class="mark {} p{}" viewBox="-9 -9 18 18" aria-hidden="true">{}</svg>',
        evidence or "hollow",
        number(dataset, party),
        shape(dataset, party),
    )


def placed(issue: Issue, places: Mapping[str, ScalePlace | None]) -> list[Placed]:
    """Return the parties that have a place.

    Each is in the lowest lane where its marks touch no other.
    """
    if not issue.scale:
        return []
    points = across(len(issue.scale.points), NARROW_EDGE)
    in_first_lane = []
    spans = []
    for party, at in places.items():
        if at is None:
            continue
        first, last = ends_across(issue, at, points)
        in_first_lane.append(Placed(party, first, last, lane=0))
        # What the marks take on the narrowest strip: on any wider one they take a smaller share.
        spans.append((first - MARK, last + MARK))
    lanes = in_lanes(spans)
    return [replace(item, lane=lane) for item, lane in zip(in_first_lane, lanes, strict=True)]


def strip(
    dataset: Dataset,
    issue: Issue,
    places: Mapping[str, ScalePlace | None],
    hollow: Container[str] = (),
    heard: Mapping[str, str] = MappingProxyType({}),
) -> Markup:
    """Return the strip of an issue: an axis with its points, and each placed party above it.

    `places` gives the place of each party, by id; the parties in `hollow` are placed by what is
    not on record; `heard` gives the day on which a party was last heard, after which its mark
    becomes paler. The figure is hidden from screen readers, which get `in_words`.
    """
    if not issue.scale:
        return Markup("")
    parties = placed(issue, places)
    points = across(len(issue.scale.points), NARROW_EDGE)
    axis = max((item.lane + 1 for item in parties), default=1) * LANE + 4
    parts = [*axis_line(points, axis), *_parties(dataset, parties, hollow, heard, axis)]
    return markup(
        '<svg class="strip" height="{}" aria-hidden="true" focusable="false">{}</svg>',
        axis + 7,
        Markup("").join(parts),
    )


def axis_line(points: Sequence[float], y: int) -> Iterator[Markup]:
    """Yield the line of the axis and a tick at each point."""
    line = '<line class="axis" x1="{}%" x2="{}%" y1="{}" y2="{}"/>'
    yield markup(line, points[0], points[-1], y, y)
    for x in points:
        yield markup('<circle class="tick" cx="{}%" cy="{}" r="3"/>', x, y)


def _parties(
    dataset: Dataset,
    parties: Iterable[Placed],
    hollow: Container[str],
    heard: Mapping[str, str],
    axis: int,
) -> Iterator[Markup]:
    """Yield each party in its lane above the axis: a mark on its point.

    A range has a mark on both ends and a bar between them.
    """
    for item in parties:
        y = axis - 14 - item.lane * LANE
        evidence: Evidence = "hollow" if item.party in hollow else "solid"
        mark = PlacedMark(item.party, evidence, item.first, y, heard.get(item.party))
        yield range_of_marks(dataset, mark, item.last)


def range_of_marks(dataset: Dataset, mark: PlacedMark, last: float) -> Markup:
    """Return a mark and, if it is elsewhere, the same one at `last`, with a bar between them."""
    parts = []
    if mark.x != last:
        bar = '<line class="span p{}" x1="{}%" x2="{}%" y1="{}" y2="{}"/>'
        party = number(dataset, mark.party)
        parts.append(markup(bar, party, mark.x, last, mark.y, mark.y))
    # A point has the same end twice, and one mark.
    ends = dict.fromkeys((mark.x, last))
    parts += [placed_mark(dataset, replace(mark, x=x)) for x in ends]
    return Markup("").join(parts)


def placed_mark(dataset: Dataset, item: PlacedMark) -> Markup:
    """Return the drawing of a mark in a figure."""
    age = markup(' data-heard="{}"', item.heard) if item.heard else ""
    return markup(
        '<svg class="p{} {}" x="{}%" y="{}" overflow="visible"{}>{}</svg>',
        number(dataset, item.party),
        item.evidence,
        item.x,
        item.y,
        age,
        shape(dataset, item.party),
    )


def in_words(
    dataset: Dataset, issue: Issue, places: Mapping[str, ScalePlace | None], language: Language
) -> Sequence[str]:
    """Return what the strip shows, one sentence a party, and who has no place on it."""
    sentences = []
    absent = []
    for party, at in places.items():
        name = dataset.party[party].name
        if at is None:
            absent.append(name)
        else:
            sentences.append(f"{name}: {place_in_words(issue, at, language)}")
    if absent:
        sentences.append(language.say("No known place: {parties}", parties=", ".join(absent)))
    return sentences


def across(count: int, edge: float) -> list[float]:
    """Return where the points are, in per cent of the width."""
    gaps = max(count - 1, 1)
    return [round(edge + (100 - 2 * edge) * number / gaps, 2) for number in range(count)]


def ends_across(issue: Issue, at: ScalePlace, across: Sequence[float]) -> Span:
    """Return where the two ends of a place are, given where the points of the scale are."""
    first, last = ends(at)
    return across[issue.point[first]], across[issue.point[last]]


def number(dataset: Dataset, party: str) -> int:
    """Return the number of a party's colour, from 1 to 8."""
    # There are more parties than colours that can be told apart; the shape tells the others.
    return dataset.place[party] % 8 + 1


def shape(dataset: Dataset, party: str) -> Markup:
    """Return a party's shape, drawn around its own middle."""
    return Markup(SHAPES[dataset.mark[party]])  # noqa: S704  a constant of this file
