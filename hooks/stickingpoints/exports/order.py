"""The order of what has none of its own in the files, or may stand in any: every published file lists it so."""

from __future__ import annotations

from stickingpoints.model import Dataset, Event, Issue, Position, Source


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
