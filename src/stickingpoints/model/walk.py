"""Walks over everything in a dataset that cites a source, or that is text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

from stickingpoints.model.records import Citation, Dataset, Person, Record
from stickingpoints.model.standing import statements_ever


class Citing(Protocol):
    """Any record with citations."""

    @property
    def citations(self) -> Sequence[Citation]:
        """What it rests on."""


def cited_sources(records: Iterable[Citing]) -> list[str]:
    """Return the ids of the sources that records cite, each once, in order of first citation."""
    ids: dict[str, None] = {}
    for record in records:
        for citation in record.citations:
            ids.setdefault(citation.source)
    return list(ids)


def citations(dataset: Dataset) -> Iterator[tuple[Record, Citation]]:
    """Yield every citation with the record that cites, withdrawn records included.

    A person has sources, not citations: see `sources_of_people`.
    """
    for _, _, statement in statements_ever(dataset):
        for citation in statement.citations:
            yield statement, citation
    for event in dataset.events:
        for citation in event.citations:
            yield event, citation
    for document in dataset.documents:
        for record in document.records:
            for citation in record.citations:
                yield record, citation
    for term in dataset.glossary:
        for citation in term.citations:
            yield term, citation


def sources_of_people(dataset: Dataset) -> Iterator[tuple[Person, str, str]]:
    """Yield every source that a person names: the person, the field, the id of the source."""
    for person in dataset.people:
        for number, source in enumerate(person.sources, 1):
            yield person, f"sources › number {number}", source


def sources_named(dataset: Dataset) -> Iterator[str]:
    """Yield the id of each source that a citation or a person names."""
    for _, citation in citations(dataset):
        yield citation.source
    for _, _, source in sources_of_people(dataset):
        yield source


def records_below(record: Record) -> Iterator[Record]:
    """Yield every record in the lists and fields of a record, each before those below it."""
    for field in type(record).model_fields:
        value = getattr(record, field)
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, Record):
                yield item
                yield from records_below(item)


def texts(record: Record) -> Iterator[tuple[Record, str, str]]:
    """Yield every text in a record and the records below it: its record, its field, the text.

    A text in a list is named with its number there, from 1: `authors › number 2`.
    """
    in_order: list[tuple[Record, str, str]] = []
    _add_texts(record, in_order)
    return iter(in_order)


def _add_texts(record: Record, in_order: list[tuple[Record, str, str]]) -> None:
    # A list and not nested generators: several rules walk through every text of a site.
    for field in type(record).model_fields:
        value = getattr(record, field)
        if isinstance(value, str):
            in_order.append((record, field, value))
        elif isinstance(value, Record):
            _add_texts(value, in_order)
        elif isinstance(value, list):
            _add_texts_of_list(record, field, value, in_order)


def _add_texts_of_list(
    record: Record, field: str, items: list[Any], in_order: list[tuple[Record, str, str]]
) -> None:
    for number, item in enumerate(items, 1):
        if isinstance(item, Record):
            _add_texts(item, in_order)
        elif isinstance(item, str):
            in_order.append((record, f"{field} › number {number}", item))
