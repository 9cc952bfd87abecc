"""A strip of one party that moved: where it was, dotted, above where it went. SVG drawn at build.

The strip is hidden from screen readers; a sentence beside it must say the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from stickingpoints.model.answers import Evidence
from stickingpoints.model.records import Dataset, Issue, ScalePlace
from stickingpoints.site import scale_svg
from stickingpoints.site.markup import markup
from stickingpoints.site.scale_svg import NARROW_EDGE, PlacedMark

LEFT = 10  # where the mark of the place that the party left is, in pixels from the top
TAKEN = 34  # where the mark of its new place is
AXIS = 48


@dataclass(frozen=True)
class MoveEnd:
    """One end of a move as it is drawn; `x` is its middle, in per cent of the width."""

    drawing: Markup
    x: float


def strip(issue: Issue, before: MoveEnd, after: MoveEnd) -> Markup:
    """Return the strip of a party: both ends of its move, and a line from one to the other."""
    return markup(
        '{} x1="{}%" x2="{}%"/>{}{}</svg>',
        begun_strip(issue),
        before.x,
        after.x,
        before.drawing,
        after.drawing,
    )


def begun_strip(issue: Issue) -> Markup:
    """Return the beginning of a strip: the axis, and the line up to where it says from and to."""
    axis = Markup("").join(scale_svg.axis_line(_points(issue), AXIS))
    return markup(
        '<svg class="strip" height="{}" aria-hidden="true" focusable="false">{}'
        '<line class="way" y1="{}" y2="{}"',
        AXIS + 7,
        axis,
        LEFT,
        TAKEN,
    )


def ghost(dataset: Dataset, issue: Issue, party: str, at: ScalePlace) -> MoveEnd:
    """Return the mark of where a party was."""
    return _end(dataset, issue, PlacedMark(party, "ghost", 0, LEFT), at)


def mark(dataset: Dataset, issue: Issue, party: str, at: ScalePlace, evidence: Evidence) -> MoveEnd:
    """Return the mark of where a party went."""
    return _end(dataset, issue, PlacedMark(party, evidence, 0, TAKEN), at)


def _end(dataset: Dataset, issue: Issue, item: PlacedMark, at: ScalePlace) -> MoveEnd:
    first, last = scale_svg.ends_across(issue, at, _points(issue))
    drawing = scale_svg.range_of_marks(dataset, replace(item, x=first), last)
    return MoveEnd(drawing, round((first + last) / 2, 2))


def _points(issue: Issue) -> list[float]:
    """Return where the options of the scale are, in per cent of the width."""
    return scale_svg.across(len(issue.point), NARROW_EDGE)
