"""A place on the scale of an issue: its ends, its words, and lanes in which marks hide no other."""

from __future__ import annotations

from collections.abc import Iterable

from stickingpoints.i18n.language import Language
from stickingpoints.model.records import Issue, ScalePlace

Span = tuple[float, float]


def ends(at: ScalePlace) -> tuple[str, str]:
    """Return the two ends of a place on a scale, the same twice if it is a point."""
    if isinstance(at, str):
        return at, at
    return at[0], at[1]


def numbers_of_ends(issue: Issue, at: ScalePlace) -> tuple[int, int]:
    """Return the numbers of the two ends of a place on an issue's scale, from 0.

    Raises KeyError if the place is not on the scale.
    """
    first, last = ends(at)
    return issue.point[first], issue.point[last]


def place_in_words(issue: Issue, at: ScalePlace, language: Language) -> str:
    """Return a place on the scale by its label, a range by both labels.

    Raises KeyError if the place is not on the issue's scale.
    """
    labels = issue.point_label
    first, last = ends(at)
    if first == last:
        return labels[first]
    return language.say("between “{first}” and “{last}”", first=labels[first], last=labels[last])


def quoted_place(issue: Issue, at: ScalePlace, language: Language) -> str:
    """Return a place as `place_in_words` does, for the middle of a sentence: labels in quotes.

    Raises KeyError if the place is not on the issue's scale.
    """
    words = place_in_words(issue, at, language)
    first, last = ends(at)
    if first == last:
        return language.say("“{option}”", option=words)
    return words


def in_lanes(spans: Iterable[Span]) -> list[int]:
    """Return the lane of each span: the lowest in which it overlaps none that came before it."""
    lanes: list[list[Span]] = []
    numbers = []
    for span in spans:
        number = _free_lane(lanes, span)
        if number == len(lanes):
            lanes.append([])
        lanes[number].append(span)
        numbers.append(number)
    return numbers


def _free_lane(lanes: list[list[Span]], span: Span) -> int:
    for number, spans in enumerate(lanes):
        if not any(_overlap(span, other) for other in spans):
            return number
    return len(lanes)


def _overlap(span: Span, other: Span) -> bool:
    # Spans that only touch do not overlap: marks beside each other hide nothing.
    return span[0] < other[1] and other[0] < span[1]


def place_in_yaml(at: ScalePlace | None) -> str:
    """Return a place as the data writes it: `none`, one point, or `[first, last]`."""
    if at is None:
        return "none"
    if isinstance(at, str):
        return at
    return f"[{', '.join(at)}]"
