"""The order of what has none of its own in the files, or may stand in any: every published file lists it so."""

from __future__ import annotations

from stickingpoints.model.records import Dataset, Document, Event, Issue, Position, Source, Term


def positions(dataset: Dataset, issue: Issue) -> list[Position]:
    """Return the positions on an issue in the order of the parties."""
    by_party = {position.party: position for position in issue.positions}
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


def documents(dataset: Dataset) -> list[Document]:
    """Return the documents, oldest first; their provisions in the order of the issues."""
    order = {issue.id: number for number, issue in enumerate(dataset.issues)}
    found = sorted(dataset.documents, key=lambda document: (document.date, document.id))
    return [
        document.model_copy(
            update={"provisions": sorted(document.provisions, key=lambda one: order[one.issue])}
        )
        for document in found
    ]
