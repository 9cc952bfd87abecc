"""The scale of an issue as a figure: SVG drawn at build time, with a text that says the same.

Positions across are percentages of the figure's width, so that marks and letters keep their size on a phone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from stickingpoints import words
from stickingpoints.model import Dataset, Issue, ScalePlace
from stickingpoints.standing import ends

LANE = 26
NARROW_EDGE = 7.0

SHAPES: Mapping[str, str] = {
    "circle": '<circle r="6"/>',
    "square": '<path d="M-5.5-5.5h11v11h-11z"/>',
    "triangle": '<path d="M0-6.8 6.6 5H-6.6z"/>',
    "diamond": '<path d="M0-7.4 7 0 0 7.4-7 0z"/>',
    "pentagon": '<path d="M0-6.8 6.6-2 4.1 5.7H-4.1L-6.6-2z"/>',
    "star": '<path d="m0-7.5 2 5.2 5.4.2-4.3 3.4 1.6 5.4L0 3.6l-4.7 3.1 1.6-5.4-4.3-3.4 5.4-.2z"/>',
    "cross": '<path d="M-2.2-6.5h4.4v4.3h4.3v4.4H2.2v4.3h-4.4V2.2h-4.3v-4.4h4.3z"/>',
    "ring": '<path fill-rule="evenodd" d="M0-6.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13m0 3.4a3.1 3.1 0 1 0 0 6.2 3.1 3.1 0 0 0 0-6.2"/>',
}


@dataclass(frozen=True)
class Placed:
    """A party on a scale: the numbers of its first and last point, and the lane it is drawn in."""

    party: str
    first: int
    last: int
    lane: int


def mark(dataset: Dataset, party: str) -> Markup:
    """Return the mark of a party as a small picture; its name must stand beside it."""
    return Markup('<svg class="mark p{}" viewBox="-8 -8 16 16" aria-hidden="true">{}</svg>').format(number(dataset, party), shape(dataset, party))


def placed(issue: Issue, places: Mapping[str, ScalePlace | None]) -> list[Placed]:
    """Return the parties that have a place, each in the lowest lane where it hides no other."""
    lanes: list[list[tuple[int, int]]] = []
    found = []
    for party, at in places.items():
        if at is None:
            continue
        first, last = (issue.point[end] for end in ends(at))
        lane = next((n for n, taken in enumerate(lanes) if all(last < a or first > b for a, b in taken)), len(lanes))
        lanes[lane:] = [*(lanes[lane : lane + 1] or [[]]), *lanes[lane + 1 :]]
        lanes[lane].append((first, last))
        found.append(Placed(party, first, last, lane))
    return found


def wide_edge(issue: Issue) -> float:
    """Return the edge at which every point stands over the middle of its label, all labels being equally wide."""
    return 50 / len(issue.scale.points) if issue.scale else NARROW_EDGE


def strip(dataset: Dataset, issue: Issue, places: Mapping[str, ScalePlace | None], edge: float = NARROW_EDGE) -> Markup:
    """Return the strip of an issue: an axis with its points, and each placed party above it.

    `places` gives the place of each party, by id; `edge` is the space left of the first and right of the last point, in
    per cent. The figure is hidden from screen readers, which get `in_words`.
    """
    if not issue.scale:
        return Markup("")
    on_it = placed(issue, places)
    points = across(len(issue.scale.points), edge)
    axis = max((item.lane + 1 for item in on_it), default=1) * LANE + 4
    parts = [Markup('<line class="axis" x1="{}%" x2="{}%" y1="{}" y2="{}"/>').format(points[0], points[-1], axis, axis)]
    parts += [Markup('<circle class="tick" cx="{}%" cy="{}" r="3"/>').format(x, axis) for x in points]
    parts += [_party(dataset, item, points, axis) for item in on_it]
    return Markup('<svg class="strip" height="{}" aria-hidden="true" focusable="false">{}</svg>').format(axis + 7, Markup("").join(parts))


def _party(dataset: Dataset, item: Placed, points: Sequence[float], axis: int) -> Markup:
    """Draw a party: its mark on its point, or on both ends of its range with a bar between them, and its letters."""
    first, last, y = points[item.first], points[item.last], axis - 14 - item.lane * LANE
    own, drawn = number(dataset, item.party), shape(dataset, item.party)
    bar = Markup('<line class="span p{}" x1="{}%" x2="{}%" y1="{}" y2="{}"/>').format(own, first, last, y, y) if first != last else ""
    marks = Markup("").join(
        Markup('<svg class="p{}" x="{}%" y="{}" overflow="visible">{}{}</svg>').format(own, x, y, drawn, label)
        for x, label in _labelled(first, last, last == points[-1], dataset.party[item.party].short)
    )
    return Markup("{}{}").format(bar, marks)


def _labelled(first: float, last: float, at_the_end: bool, short: str) -> list[tuple[float, Markup]]:  # noqa: FBT001  a fact, not a switch
    """Return each mark's place with its letters: right of the last mark, or left of the first where there is no room."""
    left = Markup('<text x="-11" text-anchor="end" y="4.5">{}</text>').format(short)
    right = Markup('<text x="11" y="4.5">{}</text>').format(short)
    if first == last:
        return [(first, left if at_the_end else right)]
    return [(first, left), (last, Markup(""))] if at_the_end else [(first, Markup("")), (last, right)]


def in_words(dataset: Dataset, issue: Issue, places: Mapping[str, ScalePlace | None]) -> Sequence[str]:
    """Return what the strip shows, one sentence a party, and who has no place on it."""
    said = [f"{dataset.party[party].name}: {place_in_words(issue, at)}" for party, at in places.items() if at is not None]
    absent = [dataset.party[party].name for party, at in places.items() if at is None]
    return [*said, f"No known place: {', '.join(absent)}"] if absent else said


def picture_in_words(dataset: Dataset, issue: Issue) -> str:
    """Return the text alternative of an issue's link picture: all that can be read and seen on it."""
    places = [f"{dataset.party[p.party].short}: {place_in_words(issue, p.at)}" for p in issue.positions if p.at is not None]
    poles = [issue.scale.points[0].label, issue.scale.points[-1].label] if issue.scale else []
    return " · ".join([issue.question, *poles, *places, words.STATUSES[issue.status].label, f"As of {words.long_date(dataset.as_of)}"])


def place_in_words(issue: Issue, at: ScalePlace) -> str:
    """Return a place on the scale by its label, a range by both."""
    labels = {point.id: point.label for point in issue.scale.points} if issue.scale else {}
    first, last = ends(at)
    return labels[first] if first == last else f"between “{labels[first]}” and “{labels[last]}”"


def across(count: int, edge: float) -> list[float]:
    """Return where the points stand, in per cent of the width."""
    return [round(edge + (100 - 2 * edge) * number / max(count - 1, 1), 2) for number in range(count)]


def number(dataset: Dataset, party: str) -> int:
    """Return the number of a party's colour."""
    return [one.id for one in dataset.parties].index(party) % 8 + 1


def shape(dataset: Dataset, party: str) -> Markup:
    """Return a party's shape, drawn around its own middle."""
    return Markup(SHAPES[dataset.mark[party]])  # noqa: S704  a constant of this file
