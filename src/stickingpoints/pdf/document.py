"""Dataset → what the PDF shows, as plain values: words, numbers, labels and places.

The templates set these values and work out nothing but pages; `values.py` names every field.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stickingpoints.i18n.language import Language
from stickingpoints.model import order, phrases
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset, Event, Party, Person, Term
from stickingpoints.pdf import citations
from stickingpoints.pdf.citations import Numbers
from stickingpoints.pdf.comparison import comparison
from stickingpoints.pdf.issues import issue_entry
from stickingpoints.pdf.positions import party_name
from stickingpoints.pdf.sources import source_entry
from stickingpoints.pdf.texts import LONGEST_KEPT, capitalized, length, optional, rich
from stickingpoints.pdf.values import (
    Document,
    EventEntry,
    ExplainedWord,
    Front,
    IssueEntry,
    PartyEntry,
    PersonEntry,
    SourceEntry,
    TermEntry,
)
from stickingpoints.text import prose

_LONG_PLACE = 60  # characters: such a place may take more of the margin than the event's text


def document(dataset: Dataset, site: Site, background: Mapping[str, str]) -> Document:
    """Return all that the PDF shows of a dataset; `background` holds Markdown by issue id."""
    language = site.language
    numbers = citations.numbers(dataset, language)
    return {
        **_front(dataset, site),
        "parties": [_party(dataset, party) for party in dataset.parties],
        "statuses": list(_statuses(language)),
        "trends": list(_trends(language)),
        "issues": list(_issues(dataset, site, background, numbers)),
        "comparison": comparison(dataset, language),
        "terms": [_term(term, numbers) for term in order.terms(dataset)],
        "people": [_person(dataset, person, numbers) for person in order.people(dataset)],
        "events": list(_events(dataset, language, numbers)),
        "announced": list(_announced(dataset, language, numbers)),
        "sources": list(_sources(dataset, language, numbers)),
    }


def _front(dataset: Dataset, site: Site) -> Front:
    day = dataset.as_of
    return {
        "site": site.name,
        "address": site.url,
        "title": dataset.title,
        "summary": rich(dataset.summary),
        "summary_plain": prose.plain(dataset.summary),
        "day": [day.year, day.month, day.day],
        "language": site.language.code,
        "as_of": site.language.say("As of {day}", day=site.language.long_date(day)),
        "licence": dataset.licence,
        "publisher": _publisher(dataset),
        "counts": phrases.counts(dataset, site.language),
        "order_rule": rich(dataset.party_order_rule),
        "strip_key": site.language.say(
            "A mark shows the option that [a party] stands for, "
            "two marks joined by a bar a range between options."
        ),
        "sign_key": site.language.say(
            "A mark on a scale shows the option that [a party] stands for; "
            "two marks joined by a bar show a range that it leaves open. "
            "A number in brackets leads to the list of sources."
        ),
        "evidence_key": phrases.evidence_key(site.language),
    }


def _party(dataset: Dataset, party: Party) -> PartyEntry:
    return {
        **party_name(dataset, party),
        "role": rich(party.role),
        "note": optional(party.note),
    }


def _statuses(language: Language) -> Iterator[ExplainedWord]:
    for key, word in language.words.statuses.items():
        yield {"key": key, "word": word.label, "meaning": word.meaning}


def _trends(language: Language) -> Iterator[ExplainedWord]:
    for key, word in language.words.trends.items():
        yield {"key": key, "word": capitalized(word.label), "meaning": word.meaning}


def _issues(
    dataset: Dataset, site: Site, background: Mapping[str, str], numbers: Numbers
) -> Iterator[IssueEntry]:
    for issue in order.issues(dataset):
        yield issue_entry(dataset, site, issue, background.get(issue.id, ""), numbers)


def _term(term: Term, numbers: Numbers) -> TermEntry:
    return {
        "label": citations.term_label(term.id),
        "term": term.term,
        "meaning": rich(term.meaning),
        "cites": citations.cite(term.citations, numbers),
    }


def _person(dataset: Dataset, person: Person, numbers: Numbers) -> PersonEntry:
    party = dataset.party[person.party].name if person.party else ""
    return {
        "label": citations.person_label(person.id),
        "name": person.name,
        "office": rich(person.office),
        "party": party,
        "cites": citations.cite(person.citations, numbers),
    }


def _events(dataset: Dataset, language: Language, numbers: Numbers) -> Iterator[EventEntry]:
    for event in citations.events(dataset):
        yield _event(dataset, language, event, numbers)


def _announced(dataset: Dataset, language: Language, numbers: Numbers) -> Iterator[EventEntry]:
    for event in citations.announced(dataset):
        yield _event(dataset, language, event, numbers)


def _event(dataset: Dataset, language: Language, event: Event, numbers: Numbers) -> EventEntry:
    outcome = event.outcome or ""
    if event.announcement:
        outcome = phrases.announced(event.announcement, language)
    return {
        "id": event.id,
        "date": language.long_date(event.date),
        "title": rich(event.title),
        "place": optional(event.place),
        "participants": optional(event.participants),
        "outcome": rich(outcome),
        "cites": citations.cite(event.citations, numbers),
        "issues": [{"id": issue, "title": dataset.issue[issue].title} for issue in event.issues],
        "keep": length(outcome) < LONGEST_KEPT,
        "taller": length(event.place) < _LONG_PLACE,
    }


def _sources(dataset: Dataset, language: Language, numbers: Numbers) -> Iterator[SourceEntry]:
    cited = citations.cited_in(dataset, language)
    for source, number in numbers.items():
        yield source_entry(language, dataset.source[source], number, cited[source])


def _publisher(dataset: Dataset) -> str:
    """Return who publishes the site and how to reach them, "" if the data does not say."""
    if dataset.publisher is None:
        return ""
    return f"{dataset.publisher.name}, {dataset.publisher.contact}"
