"""Long lists in parts: which entries go on which page, and at which address.

A site of fewer than `MANY` issues has each list on one page. From there on a list is a page that
leads to its parts: one for each topic (or kind, or year), or several, numbered, where that is too
long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from stickingpoints.i18n.language import Language
from stickingpoints.model import addresses, order
from stickingpoints.model.records import Dataset, Issue
from stickingpoints.text.slugs import slug

MANY = 40
"""From so many issues on, lists are in parts."""

LARGEST = 105_000
"""How many bytes the entries of a page weigh at most, so that with its frame it has 150 kB."""

T = TypeVar("T")


@dataclass(frozen=True)
class Group(Generic[T]):
    """Entries under one heading, and the heading as part of an address; both "" without one."""

    slug: str
    heading: str
    entries: Sequence[T]


@dataclass(frozen=True)
class Part(Generic[T]):
    """One page of a list: the part of a group, which has `count` of them, with this number."""

    address: str
    heading: str
    number: int
    count: int
    entries: Sequence[T]


def has_parts(dataset: Dataset) -> bool:
    """Return whether the lists of a site are in parts."""
    return len(dataset.issues) >= MANY


def by_topic(issues: Sequence[Issue], others: str) -> list[Group[Issue]]:
    """Return issues in groups, one for each topic; `others` is the heading of those without one.

    Without any topic that is one group without a heading.
    """
    topics = order.topics(issues)
    if not topics or not topics[0].heading:
        return [Group("", "", issues)]
    # Two headings may differ in what an address cannot hold, such as capitals or accents.
    taken: set[str] = set()
    groups = []
    for topic in topics:
        heading = topic.heading or others
        groups.append(Group(_free_slug(heading, taken), heading, topic.issues))
    return groups


def _free_slug(heading: str, taken: set[str]) -> str:
    """Return a heading as part of an address that none before it has, and add it to those taken."""
    name = slug(heading, "topic")
    free = name
    number = 1
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free)
    return free


def divided(
    page: str,
    groups: Iterable[Group[T]],
    weigh: Callable[[T], int],
    most: int = MANY,
    largest: int = LARGEST,
) -> list[Part[T]]:
    """Return the parts of the list that has its address at `page`.

    A part has at most `most` entries, and weighs at most `largest` unless it has one entry alone.
    """
    parts: list[Part[T]] = []
    for group in groups:
        pages = list(filled(group.entries, weigh, most, largest))
        for number, entries in enumerate(pages, start=1):
            address = addresses.part_of_list(page, group.slug, number)
            parts.append(Part(address, group.heading, number, len(pages), entries))
    return parts


def filled(
    entries: Iterable[T], weigh: Callable[[T], int], most: int, largest: int = LARGEST
) -> Iterator[list[T]]:
    """Put entries on pages, in order."""
    page: list[T] = []
    weight = 0
    for entry in entries:
        own = weigh(entry)
        # An entry heavier than a page still needs one, so an empty page takes any.
        if page and (len(page) == most or weight + own > largest):
            yield page
            page, weight = [], 0
        page.append(entry)
        weight += own
    if page:
        yield page


def title(whole: str, part: Part[T], language: Language) -> str:
    """Return the title of a part, given that of the whole."""
    say, number = language.say, language.number
    if part.heading:
        whole = say("{list}: {part}", list=whole, part=part.heading)
    if part.count == 1:
        return whole
    return say(
        "{list}, part {n} of {count}", list=whole, n=number(part.number), count=number(part.count)
    )
