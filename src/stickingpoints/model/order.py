"""The order of what may be in any order in the files.

Every published file lists it so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, groupby
from operator import attrgetter
from typing import NamedTuple

from stickingpoints.model.records import (
    Dataset,
    Document,
    Event,
    Issue,
    Party,
    Person,
    Position,
    Provision,
    Source,
    Term,
    numbered,
)


class Topic(NamedTuple):
    """Issues under one heading of a list; "" if they have none."""

    heading: str
    issues: list[Issue]


def topics(issues: Sequence[Issue]) -> list[Topic]:
    """Return issues by topic, both in the order of the data; those without a topic come last.

    Without any topic that is one group, in the given order.
    """
    groups: dict[str, Topic] = {}
    # False is sorted before True; within the two, the order of the data stays.
    for issue in sorted(issues, key=lambda issue: issue.topic is None):
        heading = issue.topic or ""
        groups.setdefault(heading, Topic(heading, [])).issues.append(issue)
    return list(groups.values())


def issues(dataset: Dataset) -> list[Issue]:
    """Return the issues as lists show them: those of a topic after each other."""
    return list(chain.from_iterable(map(attrgetter("issues"), topics(dataset.issues))))


def topic_headings(dataset: Dataset, others: str) -> dict[str, str]:
    """Return the heading above the first issue of each topic, by the issue's id.

    `others` is the heading above those without a topic. Without any topic there is no heading.
    """
    groups = topics(dataset.issues)
    # Those with a heading come first: if the first has none, no issue has a topic.
    if not groups[0].heading:
        return {}
    return {group.issues[0].id: group.heading or others for group in groups}


class PartyGroup(NamedTuple):
    """Parties after each other that belong to one group; "" if they belong to none."""

    name: str
    parties: list[Party]


def party_groups(parties: Sequence[Party]) -> list[PartyGroup]:
    """Return parties in their order, divided where the group changes."""
    groups = groupby(parties, key=lambda party: party.group or "")
    return [PartyGroup(name, list(members)) for name, members in groups]


def positions(dataset: Dataset, issue: Issue) -> list[Position]:
    """Return the positions on an issue in the order of the parties."""
    by_party = issue.position
    return [by_party[party.id] for party in dataset.parties if party.id in by_party]


def sources(dataset: Dataset) -> list[Source]:
    """Return the sources by id."""
    return sorted(dataset.sources, key=lambda source: source.id)


def events(dataset: Dataset) -> list[Event]:
    """Return what happened, oldest first."""
    return _by_day(event for event in dataset.events if event.announcement is None)


def announced(dataset: Dataset) -> list[Event]:
    """Return what was announced and is not known to have happened, the next first."""
    return _by_day(event for event in dataset.events if event.announcement)


def _by_day(events: Iterable[Event]) -> list[Event]:
    # The id decides within a day, so that the order of the data changes no published file.
    return sorted(events, key=lambda event: (event.date, event.id))


def terms(dataset: Dataset) -> list[Term]:
    """Return the terms of the glossary by the alphabet."""
    return sorted(dataset.glossary, key=lambda term: (term.term.casefold(), term.id))


def people(dataset: Dataset) -> list[Person]:
    """Return the people in the order of their parties, then those of no party."""
    numbers = numbered(dataset.parties)

    def by_party(person: Person) -> int:
        if person.party is None:
            return len(numbers)
        return numbers[person.party]

    return sorted(dataset.people, key=by_party)


def documents(dataset: Dataset) -> list[Document]:
    """Return the documents, oldest first; their provisions in the order of the issues."""
    issue_numbers = numbered(dataset.issues)

    def by_issue(provision: Provision) -> int:
        return issue_numbers[provision.issue]

    ordered = []
    for document in sorted(dataset.documents, key=lambda document: (document.date, document.id)):
        provisions = sorted(document.provisions, key=by_issue)
        ordered.append(document.model_copy(update={"provisions": provisions}))
    return ordered
