"""Citations by number: every source has the number of the place where it is first cited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from stickingpoints.i18n.language import Language
from stickingpoints.model import order
from stickingpoints.model.addresses import statement_anchor
from stickingpoints.model.records import Citation, Dataset, Event, Issue, Position, Statement
from stickingpoints.model.standing import newest_first
from stickingpoints.model.walk import cited_sources
from stickingpoints.pdf.values import CitationNumber, CitedIn

Numbers = Mapping[str, int]
"""The number of each source that is cited, by its id."""


class Citing(NamedTuple):
    """A record that cites: the part of the document it is in, its label there, its citations."""

    part: str
    label: str
    citations: list[Citation]


def numbers(dataset: Dataset, language: Language) -> dict[str, int]:
    """Return the number of each source, in the order in which the document cites them."""
    by_source: dict[str, int] = {}
    for citing in _citing(dataset, language):
        for source in cited_sources([citing]):
            by_source.setdefault(source, len(by_source) + 1)
    return by_source


def cited_in(dataset: Dataset, language: Language) -> dict[str, list[CitedIn]]:
    """Return, by source, the labels of what cites it, part by part."""
    by_source: dict[str, dict[str, CitedIn]] = {}
    for part, label, source in _cited(dataset, language):
        parts = by_source.setdefault(source, {})
        parts.setdefault(part, {"title": part, "labels": []})["labels"].append(label)
    return {source: list(parts.values()) for source, parts in by_source.items()}


def cite(citations: Iterable[Citation], numbered: Numbers) -> list[CitationNumber]:
    """Return citations by number."""
    return [number_of(citation, numbered) for citation in citations]


def number_of(citation: Citation, numbered: Numbers) -> CitationNumber:
    """Return a citation by number."""
    return {"n": numbered[citation.source], "locator": citation.locator}


def events(dataset: Dataset) -> list[Event]:
    """Return the events of the timeline, oldest first: those that were not withdrawn."""
    return [event for event in order.events(dataset) if not event.withdrawn]


def announced(dataset: Dataset) -> list[Event]:
    """Return the announced events, the next first: those that were not withdrawn."""
    return [event for event in order.announced(dataset) if not event.withdrawn]


def statement_label(issue: Issue, position: Position, statement: Statement) -> str:
    """Return the label of a statement."""
    return f"statement-{issue.id}-{statement_anchor(position, statement)}"


def term_label(term: str) -> str:
    """Return the label of a term, by its id."""
    return f"term-{term}"


def person_label(person: str) -> str:
    """Return the label of a person, by their id."""
    return f"person-{person}"


def _citing(dataset: Dataset, language: Language) -> Iterator[Citing]:
    """Yield everything that cites, in the order of the document."""
    for issue in order.issues(dataset):
        for position in order.positions(dataset, issue):
            for statement in newest_first(position):
                label = statement_label(issue, position, statement)
                yield Citing(issue.title, label, statement.citations)
    for event in [*events(dataset), *announced(dataset)]:
        yield Citing(language.say("Timeline"), f"event-{event.id}", event.citations)
    for term in order.terms(dataset):
        yield Citing(language.say("Glossary"), term_label(term.id), term.citations)
    for person in order.people(dataset):
        yield Citing(language.say("Who’s who"), person_label(person.id), person.citations)


def _cited(dataset: Dataset, language: Language) -> Iterator[tuple[str, str, str]]:
    """Yield part, label and source of everything that cites, once for each source."""
    for citing in _citing(dataset, language):
        for source in cited_sources([citing]):
            yield citing.part, citing.label, source
