"""The rows of what happened, of what is announced, and of the issues that events touched."""

from __future__ import annotations

from collections.abc import Iterator

from stickingpoints.exports.rows.cells import Row, dated, plain_or_none, withdrawal
from stickingpoints.model import addresses, order, walk
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset
from stickingpoints.text import prose


def event_rows(dataset: Dataset, site: Site) -> Iterator[Row]:
    """Yield a row for each event."""
    for event in order.events(dataset):
        yield {
            "id": event.id,
            **dated("date", event.date),
            "title": event.title,
            "place": plain_or_none(event.place),
            "participants": plain_or_none(event.participants),
            "outcome": plain_or_none(event.outcome),
            "issues": sorted(event.issues),
            "sources": walk.cited_sources([event]),
            "address": site.absolute(addresses.event_entry(event.id)),
            **withdrawal(event),
            "parties": event.parties,
        }


def announcement_rows(dataset: Dataset, site: Site) -> Iterator[Row]:
    """Yield a row for each event that is announced."""
    for event in order.announced(dataset):
        announced = event.announcement
        assert announced is not None  # noqa: S101  what `announced` means
        yield {
            "id": event.id,
            **dated("date", event.date),
            "title": event.title,
            "place": plain_or_none(event.place),
            "participants": plain_or_none(event.participants),
            "parties": event.parties,
            "announced_by": prose.plain(announced.by),
            **dated("announced", announced.date),
            "issues": sorted(event.issues),
            "sources": walk.cited_sources([event]),
            "address": site.absolute(addresses.event_entry(event.id)),
            **withdrawal(event),
        }


def event_issue_rows(dataset: Dataset, _site: Site) -> Iterator[Row]:
    """Yield a row for each issue that an event touched."""
    for event in order.events(dataset):
        for issue in sorted(set(event.issues)):
            yield {"event": event.id, "issue": issue}
