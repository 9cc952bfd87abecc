"""Plans beside each other: what each says on each issue, and how two of them differ.

What is compared are the editors' words for two documents, not the documents: what each label means
is said in `vocabulary.py`, and on the pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from operator import attrgetter
from typing import Literal, NamedTuple

from stickingpoints.model import addresses, order
from stickingpoints.model.records import Dataset, Document, Issue, Provision
from stickingpoints.text import prose, word_diff
from stickingpoints.text.word_diff import Run

MOST_COLUMNS = 40
"""The matrix shows so many plans, the newest; their number times that of the issues is its size."""

Label = Literal["added", "dropped", "changed", "same"]


class Side(NamedTuple):
    """What one of two plans says on an issue, its words marked where the other has others."""

    provision: Provision
    runs: list[Run]


@dataclass(frozen=True)
class Point:
    """What two plans say on an issue; None for the one of which nothing was found."""

    issue: Issue
    label: Label
    older: Side | None
    newer: Side | None


@dataclass(frozen=True)
class Pair:
    """Two plans, point by point in the order of the issues.

    `untouched` are the issues that neither touches and another plan does.
    """

    older: Document
    newer: Document
    points: list[Point]
    untouched: list[Issue]

    @property
    def address(self) -> str:
        """The address of their page."""
        return addresses.plans_page(self.older.id, self.newer.id)

    @property
    def counts(self) -> Mapping[Label, int]:
        """How many points there are of each label."""
        return Counter(map(attrgetter("label"), self.points))


class Column(NamedTuple):
    """A plan, and what it says by the id of the issue."""

    document: Document
    said: Mapping[str, Provision]


class Plans:
    """The plans of a dataset; what is looked up once for all that is shown of them."""

    def __init__(self, dataset: Dataset) -> None:
        self._columns = [Column(document, _said(document)) for document in order.documents(dataset)]
        self._wordings = _wordings(column.document for column in self._columns)
        touched: set[str] = set()
        for column in self._columns:
            touched.update(column.said)
        self.issues = [issue for issue in order.issues(dataset) if issue.id in touched]

    @property
    def matrix(self) -> list[Column]:
        """The columns of the matrix, oldest first."""
        return self._columns[-MOST_COLUMNS:]

    @cached_property
    def neighbours(self) -> list[Pair]:
        """Each plan with the one before it by date, newest first."""
        pairs = [self._pair(older, newer) for older, newer in pairwise(self._columns)]
        return pairs[::-1]

    @cached_property
    def with_earlier(self) -> Mapping[str, Pair]:
        """The same, by the id of the newer plan."""
        return {pair.newer.id: pair for pair in self.neighbours}

    def _pair(self, older: Column, newer: Column) -> Pair:
        points, untouched = [], []
        for issue in self.issues:
            before, after = older.said.get(issue.id), newer.said.get(issue.id)
            if before or after:
                points.append(self._point(issue, before, after))
            else:
                untouched.append(issue)
        return Pair(older.document, newer.document, points, untouched)

    def wording(self, provision: Provision) -> int:
        """Return the number of a provision's wording: those on an issue that say the same share it.

        The same is what is given in the same few words, or in the same text.
        """
        return self._wordings[id(provision)]

    def _point(self, issue: Issue, before: Provision | None, after: Provision | None) -> Point:
        if before is None or after is None:
            label: Label = "added" if before is None else "dropped"
            return Point(issue, label, _whole(before), _whole(after))
        old, new = word_diff.whole(prose.plain(before.text), prose.plain(after.text))
        label = "same" if self.wording(before) == self.wording(after) else "changed"
        return Point(issue, label, Side(before, old), Side(after, new))


def _said(document: Document) -> Mapping[str, Provision]:
    return {provision.issue: provision for provision in document.provisions}


def _whole(provision: Provision | None) -> Side | None:
    if provision is None:
        return None
    return Side(provision, [Run("kept", prose.plain(provision.text))])


def _wordings(documents: Iterable[Document]) -> Mapping[int, int]:
    """Return the number of each provision's wording, by the identity of the provision."""
    numbers: dict[int, int] = {}
    known: dict[_Wording, int] = {}
    for document in documents:
        for provision in document.provisions:
            wordings = list(_wordings_of(provision))
            shared = [known[wording] for wording in wordings if wording in known]
            number = shared[0] if shared else len(numbers)
            numbers[id(provision)] = number
            for wording in wordings:
                known.setdefault(wording, number)
    return numbers


_Wording = tuple[str, str, str]
"""An issue, a field and its words."""


def _wordings_of(provision: Provision) -> Iterator[_Wording]:
    """Yield by what a provision is the same as another."""
    if provision.short is not None:
        yield provision.issue, "short", " ".join(provision.short.split())
    yield provision.issue, "text", " ".join(provision.text.split())
