"""Dataset → what the search of the site finds: one entry for each record, and for each page.

An entry has a name, which is searched first, and texts, which may come later: so a reader with a
slow connection, or a site of a thousand issues, has results before everything is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from operator import attrgetter
from typing import Literal

from stickingpoints.i18n.language import Language
from stickingpoints.model import addresses, answers, order, phrases
from stickingpoints.model.records import (
    Citation,
    Dataset,
    Document,
    Event,
    Issue,
    Position,
    Provision,
    Source,
    Statement,
)
from stickingpoints.model.standing import newest_first
from stickingpoints.reading.background import Background
from stickingpoints.site.content import Content
from stickingpoints.site.page import Page
from stickingpoints.text import prose

Kind = Literal[
    "issue", "position", "statement", "plan", "event", "person", "term", "source", "prose"
]


VERY_MANY = 3_000
"""From so many issues on, the positions are found by their issue first."""

_FOUND_OTHERWISE = ("home", "issue", "search")
"""The kinds of pages that have no entry of their own: an issue has one as a record."""


@dataclass(frozen=True)
class Entry:
    """Something that can be found, at an address of the site.

    `text` is shown below the title; `also` is searched too, as other spellings of a name and quotes
    are. `day` is an ISO day or month, `party` and `issue` are ids, `attribution` is a word of the
    data. What an entry has not is "".
    """

    kind: Kind
    address: str
    title: str
    text: str = ""
    also: str = ""
    party: str = ""
    issue: str = ""
    day: str = ""
    attribution: str = ""

    @property
    def name(self) -> Entry:
        """The entry without its texts."""
        return replace(self, text="", also="")

    def row(self) -> dict[str, str]:
        """Return the fields that the entry has."""
        return {field: value for field, value in asdict(self).items() if value}


def placed(content: Content, entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield entries, each at the address where it is shown."""
    for entry in entries:
        yield replace(entry, address=content.present(entry.address))


def names(content: Content, pages: Iterable[Page]) -> Iterator[Entry]:
    """Yield what is searched first: what readers call things, without longer texts."""
    dataset = content.dataset
    for issue in dataset.issues:
        yield from _names_on(dataset, issue)
    for entry in records(content):
        yield entry.name
    yield from people(dataset)
    for entry in terms(dataset):
        yield replace(entry, text="")
    for page in pages:
        if page.kind not in _FOUND_OTHERWISE and not _is_part(page):
            yield Entry("prose", page.address, page.title, page.description)


def _names_on(dataset: Dataset, issue: Issue) -> Iterator[Entry]:
    """Yield an issue and what each party wants; of very many issues, the answers are in one entry.

    Options and days then come with the texts, so that what is read before the first result stays
    below 300 kB, compressed, at ten thousand issues.
    """
    positions = order.positions(dataset, issue)
    named = replace(_issue(issue), text=issue.question, also=_options(issue))
    if len(dataset.issues) < VERY_MANY:
        yield named
        for position in positions:
            yield _position(dataset, issue, position).name
        return
    wanted = dict.fromkeys(position.answer for position in positions)
    yield replace(named, also=_listed(wanted), day="")


def _is_part(page: Page) -> bool:
    """Return whether a page is a part of a list, which is found by its first page."""
    return page.has_parts and page.address != page.part_of


def texts_on(content: Content, issue: Issue) -> Iterator[Entry]:
    """Yield all that can be found on an issue, with its texts."""
    dataset, language = content.dataset, content.site.language
    yield _issue(issue)
    for position in order.positions(dataset, issue):
        yield _position(dataset, issue, position)
        for statement in newest_first(position):
            yield _statement(dataset, issue, position, statement, language)
    for document, provision in content.provisions_on[issue.id]:
        yield _provision(dataset, issue, document, provision)
    if issue.id in content.background:
        yield from _background(issue, content.background[issue.id])


def records(content: Content) -> Iterator[Entry]:
    """Yield the plans and the events, with their texts."""
    for document in content.documents:
        yield _plan(content.dataset, document)
    for event in [*order.announced(content.dataset), *order.events(content.dataset)[::-1]]:
        if not event.withdrawn:
            yield _event(content, event)


def people(dataset: Dataset) -> Iterator[Entry]:
    """Yield the people, with all spellings of their names."""
    for person in order.people(dataset):
        yield Entry(
            "person",
            addresses.person_entry(person.id),
            person.name,
            person.office,
            _listed(person.spellings),
            party=person.party or "",
        )


def terms(dataset: Dataset) -> Iterator[Entry]:
    """Yield the terms of the glossary, with all their forms."""
    for term in order.terms(dataset):
        address, meaning = addresses.term_entry(term.id), prose.plain(term.meaning)
        yield Entry("term", address, term.term, meaning, _listed(term.forms))


def sources(dataset: Dataset) -> Iterator[Entry]:
    """Yield the sources, except for those withdrawn."""
    for source in order.sources(dataset):
        if not source.withdrawn:
            yield _source(source)


def _issue(issue: Issue) -> Entry:
    days = [answers.answer(position).last_date or "" for position in issue.positions]
    text = _joined(issue.question, issue.plain_words, issue.summary)
    return Entry(
        "issue",
        addresses.issue_page(issue.id),
        issue.title,
        text,
        _listed([_options(issue), _joined(issue.why_it_matters)]),
        issue=issue.id,
        day=max(days, default=""),
    )


def _options(issue: Issue) -> str:
    options = list(map(attrgetter("label"), issue.scale.points)) if issue.scale else []
    return _listed([*options, issue.figure_label or ""])


def _position(dataset: Dataset, issue: Issue, position: Position) -> Entry:
    answer = answers.answer(position)
    return Entry(
        "position",
        addresses.position_entry(issue.id, position),
        f"{dataset.party[position.party].name}: {position.answer}",
        _joined(position.summary),
        party=position.party,
        issue=issue.id,
        day=answer.since_date or "",
        attribution=answer.attribution or "",
    )


def _statement(
    dataset: Dataset, issue: Issue, position: Position, statement: Statement, language: Language
) -> Entry:
    party = dataset.party[position.party].name
    return Entry(
        "statement",
        addresses.statement_entry(issue.id, position, statement),
        f"{party}, {language.short_date(statement.date)}",
        _joined(statement.summary),
        _listed(
            [
                _joined(statement.stated_by),
                *_quotes(statement.citations),
                _joined(statement.detail or "", statement.caveat or ""),
            ]
        ),
        party=position.party,
        issue=issue.id,
        day=statement.date,
        attribution=statement.attribution,
    )


def _plan(dataset: Dataset, document: Document) -> Entry:
    return Entry(
        "plan",
        addresses.document_entry(document.id),
        document.title,
        _joined(document.summary),
        document.issuer,
        party=_party_named(dataset, document.issuer),
        day=document.date,
    )


def _provision(dataset: Dataset, issue: Issue, document: Document, provision: Provision) -> Entry:
    return Entry(
        "plan",
        addresses.provision_entry(document.id, issue.id),
        f"{document.title}: {issue.title}",
        _joined(provision.text),
        _listed(_quotes(provision.citations)),
        party=_party_named(dataset, document.issuer),
        issue=issue.id,
        day=document.date,
    )


def _party_named(dataset: Dataset, name: str) -> str:
    """Return the id of the party of this name, "" if no party has it."""
    for party in dataset.parties:
        if name in (party.name, party.short):
            return party.id
    return ""


def _event(content: Content, event: Event) -> Entry:
    outcome = event.outcome or ""
    if event.announcement:
        outcome = phrases.announced(event.announcement, content.site.language)
    return Entry(
        "event",
        addresses.event_entry(event.id),
        event.title,
        _joined(outcome),
        _listed([event.place or "", event.participants or ""]),
        day=event.date,
    )


def _source(source: Source) -> Entry:
    return Entry(
        "source",
        addresses.source_entry(source.id),
        source.title,
        _listed([*source.authors, source.publisher]),
        source.note or "",
        day=source.published or "",
    )


def _background(issue: Issue, background: Background) -> Iterator[Entry]:
    """Yield a background text section by section."""
    address = f"{addresses.issue_page(issue.id)}#background"
    for heading, text in prose.sections(background.text):
        yield Entry("prose", address, heading or issue.title, text, issue=issue.id)


def _quotes(citations: Iterable[Citation]) -> Iterator[str]:
    for citation in citations:
        if citation.quote:
            yield f"“{citation.quote}”"


def _joined(*texts: str) -> str:
    """Return texts one after another, as plain words on one line."""
    return " ".join(map(prose.plain, filter(None, texts)))


def _listed(texts: Iterable[str]) -> str:
    """Return short texts with a separator between two, over which no phrase is found."""
    return " · ".join(filter(None, texts))
