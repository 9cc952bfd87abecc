"""Two plans point by point, where that is too long for one page of a large site.

The page of the two counts all points, and leads to those on which the plans differ, topic by topic.
So many parts at most are made: their number grows with that of the plans, not with plans times
issues. What is on none of them is still with its issue on the page of plans.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from stickingpoints.i18n.language import Language
from stickingpoints.model import parts
from stickingpoints.model.parts import Group
from stickingpoints.model.records import Issue
from stickingpoints.site import list_weights as weights
from stickingpoints.site.long_lists import LongList
from stickingpoints.site.plans import Pair, Point

MOST_PARTS = 25
"""How many pages at most say where two plans differ."""

FIRST = 10
"""How many points the page that leads to the parts shows itself at most."""

_LARGEST_FIRST = 50_000


@dataclass(frozen=True)
class LongPair(LongList):
    """Two plans in parts; `left_out` are the points that differ and are on none."""

    left_out: Sequence[Point] = ()


def divided_pairs(pairs: Iterable[Pair], language: Language) -> dict[str, LongPair]:
    """Return the pages of two plans that are in parts, by address."""
    lists = {}
    for pair in pairs:
        if len(list(parts.filled(pair.points, _weigh, len(pair.points)))) > 1:
            lists[pair.address] = _divided(pair, language)
    return lists


def _divided(pair: Pair, language: Language) -> LongPair:
    differing = [point for point in pair.points if point.label != "same"]
    groups = _by_topic(differing, language.say("Others"))
    divided = parts.divided(pair.address, groups, _weigh)
    left_out = list(chain.from_iterable(part.entries for part in divided[MOST_PARTS:]))
    first = _first(differing)
    return LongPair(pair.address, divided[:MOST_PARTS], _title, first, left_out=left_out)


def _by_topic(points: Iterable[Point], others: str) -> Iterator[Group[Point]]:
    by_issue = {point.issue.id: point for point in points}
    for group in parts.by_topic([point.issue for point in by_issue.values()], others):
        yield Group(group.slug, group.heading, _of_issues(by_issue, group.entries))


def _of_issues(by_issue: dict[str, Point], issues: Iterable[Issue]) -> list[Point]:
    return [by_issue[issue.id] for issue in issues]


def _first(points: Iterable[Point]) -> list[Point]:
    """Return the first points on which both say something and not the same."""
    changed = [point for point in points if point.label == "changed"]
    return next(parts.filled(changed, _weigh, FIRST, _LARGEST_FIRST), [])


def _weigh(point: Point) -> int:
    older, newer = point.older, point.newer
    return weights.two_provisions(older and older.provision, newer and newer.provision)


def _title(point: Point) -> str:
    return point.issue.title
