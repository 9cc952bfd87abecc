"""The scale of an issue → the figure and the strip that show it, with every place worked out."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from stickingpoints.i18n.language import Language
from stickingpoints.model import order
from stickingpoints.model.records import Dataset, Issue, Position, Scale
from stickingpoints.model.scale import Span, ends, in_lanes
from stickingpoints.pdf.positions import heading
from stickingpoints.pdf.values import ScaleFigure, ScaleMark, ScalePoint, ScaleRow, Side

# All as parts of the width of a strip:
_LETTER = 0.035  # a letter of a short name
_NAME_GAP = 0.06  # between a mark and its short name
_MARK = 0.05  # half a mark, with the space around it
_RIGHT_EDGE = 1.02  # beyond the last option, a name may go no further


def scale_figure(dataset: Dataset, language: Language, issue: Issue) -> ScaleFigure | None:
    """Return the scale of an issue with each party's place, ready to be drawn; None without one."""
    if issue.scale is None:
        return None
    rows = list(_rows(dataset, language, issue))
    marks = list(_marks(rows, len(issue.scale.points) - 1))
    return {
        "label": issue.scale.label,
        "points": list(_points(issue.scale)),
        "rows": rows,
        "places": marks,
        "lanes": max((mark["lane"] + 1 for mark in marks), default=1),
        "alt": _in_words(language, issue.scale, rows),
    }


def _points(scale: Scale) -> Iterator[ScalePoint]:
    last = len(scale.points) - 1
    for number, point in enumerate(scale.points):
        yield {"label": point.label, "x": number / last}


def _rows(dataset: Dataset, language: Language, issue: Issue) -> Iterator[ScaleRow]:
    for position in order.positions(dataset, issue):
        yield _row(dataset, language, issue, position)


def _row(dataset: Dataset, language: Language, issue: Issue, position: Position) -> ScaleRow:
    head = heading(dataset, language, issue, position)
    if not position.at:
        return {**head, "first": None, "last": None}
    first, last = ends(position.at)
    return {**head, "first": issue.point[first], "last": issue.point[last]}


def _in_words(language: Language, scale: Scale, rows: list[ScaleRow]) -> str:
    options = "; ".join(map(attrgetter("label"), scale.points))
    nowhere = language.say("no place on the scale")
    places = ". ".join(_row_in_words(row, nowhere) for row in rows)
    in_order = language.say("Options in order: {options}.", options=options)
    return f"{scale.label}. {in_order} {places}."


def _row_in_words(row: ScaleRow, nowhere: str) -> str:
    """Return where a party is, and how that is known."""
    words = f"{row['name']}: {row['place'] or nowhere}"
    if row["attribution"]:
        return f"{words} ({row['attribution']})"
    return words


def _marks(rows: list[ScaleRow], last: int) -> Iterator[ScaleMark]:
    """Yield each place with the side of its name, in the lowest lane in which it hides no other."""
    marks = list(_marks_in_one_lane(rows, last))
    for mark, lane in zip(marks, in_lanes(map(_span, marks)), strict=True):
        yield {**mark, "lane": lane}


def _marks_in_one_lane(rows: list[ScaleRow], last: int) -> Iterator[ScaleMark]:
    for row in rows:
        if row["first"] is not None and row["last"] is not None:
            yield _mark(row, row["first"] / last, row["last"] / last)


def _mark(row: ScaleRow, start: float, end: float) -> ScaleMark:
    side: Side = "right"
    # A name that would leave the strip goes to the left of its mark.
    if end + _name_width(row["short"]) > _RIGHT_EDGE:
        side = "left"
    return {
        "name": row["name"],
        "short": row["short"],
        "mark": row["mark"],
        "evidence": row["evidence"],
        "attribution": row["attribution"],
        "start": start,
        "end": end,
        "lane": 0,
        "side": side,
    }


def _span(mark: ScaleMark) -> Span:
    """Return what a mark with its name takes of the strip."""
    name = _name_width(mark["short"])
    if mark["side"] == "left":
        return mark["start"] - name, mark["end"] + _MARK
    return mark["start"] - _MARK, mark["end"] + name


def _name_width(short: str) -> float:
    return _NAME_GAP + _LETTER * len(short)
