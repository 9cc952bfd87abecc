"""Records that cite sources → the sources, and their numbers on a page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from stickingpoints.model.records import Citation


class Cited(Protocol):
    """Any record with citations."""

    @property
    def citations(self) -> list[Citation]:
        """What it rests on."""


def cited_sources(records: Iterable[Cited]) -> list[str]:
    """Return the ids of the sources that records cite, each once, in order of first citation."""
    sources: dict[str, None] = {}
    for record in records:
        for citation in record.citations:
            sources.setdefault(citation.source)
    return list(sources)


def source_numbers(records: Iterable[Cited]) -> dict[str, int]:
    """Return the number of each source that records cite, in order of first citation, from 1."""
    return {source: number for number, source in enumerate(cited_sources(records), start=1)}
