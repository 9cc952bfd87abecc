"""How things stood on every day of a large site, in pieces: a page reads the day that it shows.

Issues are in groups, those of a page of the comparison together. The history of a group is divided
by days. A piece begins with how things stood on its first day and goes on with what changed, so
that one piece of each group that a page shows is enough for a day.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from stickingpoints.model import parts
from stickingpoints.model.parts import Part
from stickingpoints.model.records import Issue
from stickingpoints.model.standing import newest_first
from stickingpoints.site import list_weights as weights
from stickingpoints.site.long_lists import LongList

LARGEST_PIECE = 30_000
"""How many bytes of changes a piece has at most, but for a single day with more."""

NO_DAY = "0"
"""The beginning of the only piece of a group of which nobody has said anything."""

_FOLDER = "assets/history/"

Lists = Mapping[str, LongList]


class Group(NamedTuple):
    """Issues whose history is divided together; `folder` is where the pieces are."""

    folder: str
    issues: Sequence[Issue]

    @property
    def starts(self) -> list[str]:
        """The first day of each piece, oldest first, at least one."""
        weight = _weight_of_days(self.issues)
        pieces = parts.filled(sorted(weight), weight.__getitem__, len(weight), LARGEST_PIECE)
        return [days[0] for days in pieces] or [NO_DAY]

    def address(self, start: str) -> str:
        """Return the address of the piece that begins on a day."""
        return f"{self.folder}{start}.json"


def groups(lists: Lists) -> Iterator[Group]:
    """Yield every group: the issues that lead, and those of each page of the comparison."""
    yield _leading(lists)
    yield from map(_compared, lists["compare/"].parts)


def groups_of(lists: Lists, issues: Sequence[Issue]) -> list[Group]:
    """Return the groups in which the issues of a page are, as few as there can be."""
    shown = {issue.id for issue in issues}
    leading = _leading(lists)
    if shown <= {issue.id for issue in leading.issues}:
        return [leading]
    compared = lists["compare/"]
    # A page of a large comparison asks this: looking through all issues would take longest.
    addresses = set(map(compared.places.__getitem__, shown))
    return [_compared(part) for part in compared.parts if part.address in addresses]


def cut(history: Mapping[str, Any], start: str, end: str) -> dict[str, Any]:
    """Return the history of a group from one day until before another, given that of all days."""
    issues = {}
    for issue, kept in history["issues"].items():
        issues[issue] = {
            "positions": {
                party: _between(standings, start, end)
                for party, standings in kept["positions"].items()
            },
            "strips": _between(kept["strips"], start, end),
        }
    return {**history, "issues": issues}


def _leading(lists: Lists) -> Group:
    return Group(f"{_FOLDER}leading/", lists["issues/"].first)


def _compared(part: Part[Any]) -> Group:
    """Return the group of a page of the comparison."""
    return Group(f"{_FOLDER}{part.address}", part.entries)


def _between(entries: Sequence[dict[str, Any]], start: str, end: str) -> list[dict[str, Any]]:
    """Return what has a day from one until before another, after the newest of before them."""
    days = [entry["day"] for entry in entries]
    first = max(bisect_right(days, start) - 1, 0)
    return list(entries[first : bisect_left(days, end)])


def _weight_of_days(issues: Sequence[Issue]) -> Counter[str]:
    """Return about how many bytes the changes of each day take."""
    weight: Counter[str] = Counter()
    for issue in issues:
        for position in issue.positions:
            for statement in newest_first(position):
                weight[statement.date] += weights.standing(statement)
    return weight
