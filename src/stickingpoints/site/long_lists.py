"""The lists of a large site, each as a page that leads to its parts.

Where an entry is shown changes when a list grows; its permanent address does not. `present` says
where a permanent address leads, and so do the files that the pages of a list read
(`anchor_files.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from math import ceil
from operator import attrgetter
from typing import Any

from stickingpoints.model.parts import Part

Anchors = Callable[[Any], Iterable[str]]
"""Returns the anchors at which an entry could be found while its list was one page."""

_ANCHORS_OF_PIECE = 300

MOST_LINKS = 300
"""To so many parts at most a list leads from one page; the others are next to these."""


@dataclass(frozen=True)
class LongList:
    """A list in parts.

    `address` is that of the page that leads to them, and `first` what that page shows itself.
    `places` gives the address of the part that holds each anchor; `name` says what an entry is
    called where a part is named by its first and last entry, as those of a sorted list are.
    """

    address: str
    parts: Sequence[Part[Any]]
    name: Callable[[Any], str]
    first: Sequence[Any] = ()
    is_sorted: bool = False
    places: Mapping[str, str] = field(default_factory=dict)

    @property
    def pieces(self) -> int:
        """How many files say where its anchors are."""
        return ceil(len(self.places) / _ANCHORS_OF_PIECE)

    def groups(self) -> Iterator[tuple[str, list[Part[Any]]]]:
        """Yield each heading with its parts."""
        for heading, group in groupby(self.parts, key=attrgetter("heading")):
            yield heading, list(group)

    def around(self, part: Part[Any]) -> tuple[Part[Any] | None, Part[Any] | None]:
        """Return the part before another and the one after it, None at the ends."""
        number = self.parts.index(part)
        before = self.parts[number - 1] if number else None
        after = self.parts[number + 1] if number + 1 < len(self.parts) else None
        return before, after

    def runs(self, parts: Sequence[Part[Any]]) -> Iterator[Sequence[Part[Any]]]:
        """Yield parts in runs of which a page leads to the first: one by one, unless very many."""
        step = ceil(len(self.parts) / MOST_LINKS)
        for start in range(0, len(parts), step):
            yield parts[start : start + step]

    def extent(self, run: Sequence[Part[Any]]) -> str:
        """Return the first and the last entry of parts that follow each other: `Dams – Fish`."""
        first, last = self.name(run[0].entries[0]), self.name(run[-1].entries[-1])
        return first if first == last else f"{first} – {last}"


def long_list(
    address: str,
    parts: Sequence[Part[Any]],
    name: Callable[[Any], str],
    anchors: Anchors,
    first: Sequence[Any] = (),
) -> LongList:
    """Return a list in parts; an anchor of entries in several parts leads to the first of these."""
    places: dict[str, str] = {}
    for part in parts:
        for entry in part.entries:
            for anchor in anchors(entry):
                places.setdefault(anchor, part.address)
    return LongList(address, parts, name, first, places=places)


def present(lists: Mapping[str, LongList], address: str) -> str:
    """Return where the entry with a permanent address is shown."""
    page, _, anchor = address.partition("#")
    if page not in lists:
        return address
    place = lists[page].places.get(anchor)
    return f"{place}#{anchor}" if place else address
