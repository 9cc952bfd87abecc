"""The order of what may be in any order in the files.

Every published file lists it so.
"""

from __future__ import annotations

from stickingpoints.model.records import (
    Dataset,
    Document,
    Event,
    Issue,
    Person,
    Position,
    Provision,
    Source,
    Term,
)


def positions(dataset: Dataset, issue: Issue) -> list[Position]:
    """Return the positions on an issue in the order of the parties."""
    by_party = issue.position
    return [by_party[party.id] for party in dataset.parties if party.id in by_party]


def sources(dataset: Dataset) -> list[Source]:
    """Return the sources by id."""
    return sorted(dataset.sources, key=lambda source: source.id)


def events(dataset: Dataset) -> list[Event]:
    """Return the events, oldest first."""
    return sorted(dataset.events, key=lambda event: (event.date, event.id))


def terms(dataset: Dataset) -> list[Term]:
    """Return the terms of the glossary by the alphabet."""
    return sorted(dataset.glossary, key=lambda term: (term.term.casefold(), term.id))


def people(dataset: Dataset) -> list[Person]:
    """Return the people in the order of their parties, then those of no party."""
    numbers = {party.id: number for number, party in enumerate(dataset.parties)}

    def by_party(person: Person) -> int:
        if person.party is None:
            return len(numbers)
        return numbers[person.party]

    return sorted(dataset.people, key=by_party)


def documents(dataset: Dataset) -> list[Document]:
    """Return the documents, oldest first; their provisions in the order of the issues."""
    issue_numbers = {issue.id: number for number, issue in enumerate(dataset.issues)}

    def by_issue(provision: Provision) -> int:
        return issue_numbers[provision.issue]

    ordered = []
    for document in sorted(dataset.documents, key=lambda document: (document.date, document.id)):
        provisions = sorted(document.provisions, key=by_issue)
        ordered.append(document.model_copy(update={"provisions": provisions}))
    return ordered
