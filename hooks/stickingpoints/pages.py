"""Dataset → the pages of the site: for each its address, title, description and HTML.

`pages(content)` is the seam to any site generator: it knows nothing of the one that places these pages in its theme.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import groupby
from typing import Any, Protocol

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from stickingpoints import addresses, fairness, figures, glossary, history, movement, prose, wording
from stickingpoints.addresses import Site
from stickingpoints.background import Background
from stickingpoints.exports import citations, layout, linked, order
from stickingpoints.language import Language
from stickingpoints.model import (
    UNNAMED,
    Citation,
    Correction,
    Dataset,
    Document,
    Issue,
    Party,
    Position,
    Provision,
    Record,
    ScalePlace,
    Source,
    Statement,
    Term,
)
from stickingpoints.phrases import counts, ground, whose
from stickingpoints.quotes import Lock
from stickingpoints.standing import Standing, all_statements, moves, newest_first, standing_on, statements_ever
from stickingpoints.words import marked


@dataclass(frozen=True)
class Page:
    """A page ready to be placed in the site: `address` is relative to the root and ends in a slash ("" is home)."""

    address: str
    title: str
    description: str
    kind: str
    html: str = ""
    searchable: bool = True
    record: Record | None = None
    linked_data: str = ""
    feed: str = layout.FEED
    picture: str = ""
    picture_words: str = ""

    @property
    def root(self) -> str:
        """The way from this page to the root of the site."""
        return "../" * self.address.count("/")


@dataclass(frozen=True)
class Download:
    """A file to take away: its address, what it is, and its size in bytes."""

    address: str
    description: str
    size: int

    @property
    def name(self) -> str:
        """The name of the file, with its folder where it has one of the data's."""
        return self.address.removeprefix("downloads/")


@dataclass(frozen=True)
class Said:
    """A statement with the issue and position that it belongs to."""

    issue: Issue
    position: Position
    statement: Statement

    @property
    def date(self) -> str:
        """The day or month of the statement."""
        return self.statement.date

    @property
    def month(self) -> str:
        """The month of it."""
        return self.date[:7]


@dataclass(frozen=True)
class Corrected:
    """A correction with its issue."""

    issue: Issue
    correction: Correction

    @property
    def date(self) -> str:
        """The day of the correction."""
        return self.correction.date.isoformat()

    @property
    def month(self) -> str:
        """The month of it."""
        return self.date[:7]


@dataclass(frozen=True)
class Withdrawn:
    """A statement that was withdrawn, with its issue and position."""

    issue: Issue
    position: Position
    gone: Statement

    @property
    def date(self) -> str:
        """The day of the withdrawal."""
        return self.gone.withdrawn.date.isoformat() if self.gone.withdrawn else ""

    @property
    def month(self) -> str:
        """The month of it."""
        return self.date[:7]


@dataclass(frozen=True)
class Content:
    """What the pages are made of: the dataset, the written texts, and what the settings say of the site.

    `sizes` are the bytes of each file that is published beside the pages, by address. `by_file` is set for an edition read
    from the disk, where an address must name its file.
    """

    dataset: Dataset
    site: Site
    background: Mapping[str, Background] = field(default_factory=dict)
    method: str = ""
    sizes: Mapping[str, int] = field(default_factory=dict)
    by_file: bool = False
    lock: Lock | None = None

    @cached_property
    def said(self) -> list[Said]:
        """Every statement that counts, newest first."""
        found = [Said(*one) for one in all_statements(self.dataset)]
        return sorted(found, key=lambda one: one.date, reverse=True)

    @cached_property
    def withdrawn(self) -> list[Withdrawn]:
        """Every statement that was withdrawn, the newest withdrawal first."""
        found = [Withdrawn(*one) for one in statements_ever(self.dataset) if one[2].withdrawn]
        return sorted(found, key=lambda one: one.date, reverse=True)

    @cached_property
    def changes(self) -> list[Said | Corrected | Withdrawn]:
        """Every statement, correction and withdrawal, newest first."""
        corrected = [Corrected(issue, correction) for issue in self.dataset.issues for correction in issue.corrections]
        return sorted([*self.said, *corrected, *self.withdrawn], key=lambda one: one.date, reverse=True)

    @cached_property
    def documents(self) -> list[Document]:
        """The plans, oldest first."""
        return order.documents(self.dataset)

    @cached_property
    def documents_citing(self) -> Mapping[str, list[Document]]:
        """The plans that cite each source, by source id."""
        found: dict[str, list[Document]] = defaultdict(list)
        for document in self.documents:
            for source in dict.fromkeys(citation.source for record in document.records for citation in record.citations):
                found[source].append(document)
        return found

    @cached_property
    def citing(self) -> Mapping[str, list[Said]]:
        """The statements that cite each source, by source id, in the order of the issues."""
        found: dict[str, list[Said]] = defaultdict(list)
        for one in all_statements(self.dataset):
            for source in dict.fromkeys(citation.source for citation in one[2].citations):
                found[source].append(Said(*one))
        return found


class Cited(Protocol):
    """Any record with citations."""

    @property
    def citations(self) -> list[Citation]:
        """What it rests on."""


def pages(content: Content) -> dict[str, Page]:
    """Return every generated page, by address."""
    return {page.address: page for page in _pages(content)}


def _pages(content: Content) -> Iterator[Page]:
    dataset, site = content.dataset, content.site
    home = Page("", dataset.title, prose.plain(dataset.summary), "home", linked_data=linked.script(linked.home(dataset, site)))
    yield _rendered(content, _with_picture(content, home, dataset.issues[0]))
    for address, title, description, kind in _lists(site.language.say):
        page = Page(address, title, description, kind, searchable=kind in ("timeline", "plans", "glossary"))
        yield _rendered(content, _with_linked_data(content, page))
    for issue in dataset.issues:
        data = linked.script(linked.issue_page(dataset, site, issue))
        address, feed = addresses.issue_page(issue.id), layout.issue_feed(issue.id)
        page = Page(address, issue.question, prose.plain(issue.summary), "issue", record=issue, linked_data=data, feed=feed)
        yield _rendered(content, _with_picture(content, page, issue), issue=issue)
    for party in dataset.parties:
        page = Page(addresses.party_page(party.id), party.name, prose.plain(party.role), "party", searchable=False, record=party)
        yield _rendered(content, _with_linked_data(content, page), party=party)


def cards(content: Content) -> dict[str, bytes]:
    """Return the card of each issue, a whole page that other sites may embed, by the address of its file."""
    found = {}
    for issue in content.dataset.issues:
        page = Page(addresses.card_page(issue.id), issue.question, prose.plain(issue.summary), "embed")
        found[f"{page.address}index.html"] = _rendered(content, page, issue=issue).html.encode()
    return found


def _lists(say: Callable[[str], str]) -> Iterator[tuple[str, str, str, str]]:
    """Yield address, title, description and kind of the pages of which there is one each."""
    yield "issues/", say("Issues"), say("What is stuck, and how each issue stands."), "issues"
    yield "compare/", say("Compare"), say("Every issue and every party in one table."), "compare"
    yield "plans/", say("Plans side by side"), say("The plans, drafts and declarations, and what each says on every issue."), "plans"
    yield "parties/", say("Parties"), say("Who speaks in this negotiation."), "parties"
    yield "timeline/", say("Timeline"), say("What happened, day by day."), "timeline"
    yield "sources/", say("Sources"), say("Every source, what a careful reader should know of it, and what rests on it."), "sources"
    yield "changes/", say("Changes"), say("Dated statements, corrections and withdrawals, newest first."), "changes"
    yield "glossary/", say("Glossary"), say("Words that the pages use, in plain language."), "glossary"
    yield "method/fairness/", say("Fairness in numbers"), say("How evenly the site treats parties and issues, counted."), "fairness"
    yield "downloads/", say("Downloads"), say("The PDF, the site without a network, and the data."), "downloads"


_EXPLAINED = ("issue", "party", "plans", "timeline")
"""The kinds of pages with running text, in which terms of the glossary are explained."""


def _with_linked_data(content: Content, page: Page) -> Page:
    return replace(page, linked_data=linked.script(linked.page(content.dataset, content.site, page.address, page.title, page.description)))


def _with_picture(content: Content, page: Page, issue: Issue) -> Page:
    """Name the page's picture, if the pictures were made; a preview has none."""
    address = addresses.picture(issue.id)
    return (
        replace(page, picture=address, picture_words=figures.picture_in_words(content.dataset, issue, content.site.language))
        if address in content.sizes
        else page
    )


def _rendered(content: Content, page: Page, **shown: Any) -> Page:
    environment, view = _environment(content.site.language), View(content, page)
    template = environment.get_template(f"{page.kind}.html")
    html = template.render(view=view, page=page, content=content, dataset=content.dataset, site=content.site, **shown)
    if page.kind in _EXPLAINED and content.dataset.glossary:
        html, terms = glossary.explained(html, view.terms())
        html += environment.get_template("terms.html").render(view=view, terms=terms) if terms else ""
    return replace(page, html=html)


@dataclass(frozen=True)
class View:
    """What a template asks for while it shows one page: links from that page, figures, and counts."""

    content: Content
    page: Page

    def link(self, address: str) -> str:
        """Return a link from this page to an address of the site."""
        path, mark, anchor = address.partition("#")
        if self.content.by_file and (not path or path.endswith("/")):
            path += "index.html"
        return f"{self.page.root}{path}{mark}{anchor}" or "./"

    @property
    def language(self) -> Language:
        """The language of the interface."""
        return self.content.site.language

    def counts(self) -> str:
        """Return how much there is: `12 issues · 201 statements · …`."""
        return counts(self.content.dataset, self.language)

    def whose(self, citation: Citation) -> str:
        """Return whose words a quote is."""
        return whose(citation, self.language)

    def mark(self, party: str) -> Markup:
        """Return the mark of a party."""
        return figures.mark(self.content.dataset, party)

    def downloads(self) -> list[Download]:
        """Return what can be downloaded, the editions first."""
        return [
            Download(kind.address, kind.description, self.content.sizes[kind.address])
            for kind in [*editions(self.content.site), *layout.published(self.content.dataset)]
            if kind.address in self.content.sizes
        ]

    def doors(self) -> list[tuple[str, str]]:
        """Return the short names and addresses of what the home page offers to take away."""
        a4, _, offline, page = editions(self.content.site)
        named = [(self.language.say("PDF"), a4), (self.language.say("Offline"), offline), (self.language.say("One page"), page)]
        return [(name, kind.address) for name, kind in named if kind.address in self.content.sizes] + [(self.language.say("Data"), "downloads/")]

    def days(self) -> list[str]:
        """Return the stops of the date control, oldest first."""
        return history.days(self.content.dataset)

    def years(self) -> list[tuple[str, list[str]]]:
        """Return the same by year."""
        return [(year, list(group)) for year, group in groupby(self.days(), key=lambda day: day[:4])]

    def strip(self, issue: Issue) -> Markup:
        """Return the strip of an issue as of the content's day."""
        return figures.strip(self.content.dataset, issue, places(self.content.dataset, issue))

    def wide_strip(self, issue: Issue) -> Markup:
        """Return the same strip with each point over the middle of its label."""
        return figures.strip(self.content.dataset, issue, places(self.content.dataset, issue), figures.wide_edge(issue))

    def strip_words(self, issue: Issue) -> list[str]:
        """Return what the strip shows, in sentences."""
        return list(figures.in_words(self.content.dataset, issue, places(self.content.dataset, issue), self.language))

    def paths(self, issue: Issue) -> Markup:
        """Return the figure of where each party stood over time."""
        return movement.drawn(self.content.dataset, issue, self.language)

    def stops(self, issue: Issue) -> list[movement.Stop]:
        """Return what that figure shows, newest first."""
        return movement.newest_first(self.content.dataset, issue)

    def plot(self, issue: Issue) -> Markup:
        """Return the figure of the numbers that statements name."""
        return movement.plot(self.content.dataset, issue, self.language)

    def place(self, issue: Issue, at: ScalePlace) -> str:
        """Return a place on a scale in words."""
        return figures.place_in_words(issue, at, self.language)

    def lines(self, record: Record) -> str | None:
        """Return the address of a record's lines in the repository."""
        return addresses.record_lines(self.content.site, record)

    def report(self, what: str) -> str | None:
        """Return the address of a form that reports a problem with an entry."""
        return addresses.report(self.content.site, what)

    def passage(self, citation: Citation) -> str | None:
        """Return the address of a citation's source, at the quoted words."""
        lock = self.content.lock
        return addresses.passage(self.content.dataset.source[citation.source], lock.at_source(citation) if lock else citation)

    def checked(self, citation: Citation) -> datetime.date | None:
        """Return the day of the saved text in which a quote was found, None if it was not checked."""
        found = self.content.lock.checked(citation) if self.content.lock else None
        return found.day if found else None

    def source(self, citation: Citation) -> Source:
        """Return the source of a citation."""
        return self.content.dataset.source[citation.source]

    def party(self, position: Position) -> Party:
        """Return the party of a position."""
        return self.content.dataset.party[position.party]

    def terms(self) -> list[Term]:
        """Return the terms of the glossary by the alphabet."""
        return order.terms(self.content.dataset)

    def numbers(self, issue: Issue) -> dict[str, int]:
        """Return the number of each source on an issue's page, in order of first citation."""
        stated = [statement for position in ordered(self.content.dataset, issue) for statement in newest_first(position)]
        return self.numbered([*stated, *(provision for _, provision in self.provisions(issue))])

    def all_plan_numbers(self) -> dict[str, int]:
        """Return the number of each source on the page of plans."""
        in_order = [provision for issue in self.content.dataset.issues for _, provision in self.provisions(issue)]
        return self.numbered([*self.content.documents, *in_order])

    def provisions(self, issue: Issue) -> list[tuple[Document, Provision]]:
        """Return what each plan says on an issue, oldest first."""
        return [(document, provision) for document in self.content.documents for provision in document.provisions if provision.issue == issue.id]

    def numbered(self, records: Iterable[Cited]) -> dict[str, int]:
        """Return the number of each source that records cite, in order of first citation."""
        cited = dict.fromkeys(citation.source for record in records for citation in record.citations)
        return {source: number for number, source in enumerate(cited, start=1)}

    def in_issue(self, issue: Issue) -> list[Said]:
        """Return the statements of an issue, newest first."""
        return [one for one in self.content.said if one.issue is issue]

    def withdrawn_in(self, issue: Issue) -> list[Withdrawn]:
        """Return the statements of an issue that were withdrawn."""
        return [one for one in self.content.withdrawn if one.issue is issue]

    def positions(self, issue: Issue) -> list[Position]:
        """Return the positions of an issue in the order of the parties."""
        return ordered(self.content.dataset, issue)

    def position(self, issue: Issue, party: Party) -> Position | None:
        """Return a party's position on an issue, None if it has none."""
        return next((position for position in issue.positions if position.party == party.id), None)

    def moved(self, position: Position) -> set[str]:
        """Return the names of the statements that changed the party's stance or place."""
        return {move.after.statement.name for move in moves(position) if move.after.statement}

    def before(self, said: Said) -> Standing | None:
        """Return where the party stood before it made a statement, None if that was its first."""
        earlier = next((one.date for one in newest_first(said.position) if one.date < said.date), None)
        return standing_on(said.position, earlier) if earlier else None

    def fairness_by_party(self) -> list[tuple[str, str, fairness.Measure]]:
        """Return name, address and measure of each party."""
        return [(party.name, addresses.party_page(party.id), of) for party, of in fairness.by_party(self.content.dataset)]

    def fairness_by_issue(self) -> list[tuple[str, str, fairness.Measure]]:
        """Return name, address and measure of each issue."""
        return [(issue.title, addresses.issue_page(issue.id), of) for issue, of in fairness.by_issue(self.content.dataset)]

    def ground(self, position: Position) -> str:
        """Return what a position rests on, counted."""
        return ground(position, self.language)

    def thin(self, position: Position) -> str | None:
        """Return a warning to the reader, where a position rests on little."""
        statements = newest_first(position)
        if statements and all(statement.attribution in UNNAMED for statement in statements):
            return self.language.say("Rests on unnamed sources only.")
        if len({citation.source for statement in statements for citation in statement.citations}) == 1:
            return self.language.say("Rests on a single source.")
        return None

    def cite(self, issue: Issue, position: Position | None = None) -> str:
        """Return a ready citation of an issue or a position, in plain text."""
        return citations.plain(self.content.dataset, self.content.site, issue, position)

    def embedding(self, issue: Issue) -> str:
        """Return the HTML with which another site embeds an issue's card."""
        source = self.content.site.absolute(addresses.card_page(issue.id))
        frame = Markup('<iframe src="{}" title="{}" width="100%" height="480" loading="lazy"></iframe>')
        return "".join(frame.format(source, issue.question))  # plain text again: it is shown, not used

    def bibtex(self, issue: Issue, position: Position | None = None) -> str:
        """Return the same citation as BibTeX."""
        return citations.bibtex(self.content.dataset, self.content.site, issue, position)

    def newest(self, position: Position) -> Statement | None:
        """Return a position's newest statement."""
        return next(iter(newest_first(position)), None)


def editions(site: Site) -> tuple[layout.Kind, ...]:
    """Return the editions of the whole site: address, media type, what each is."""
    name = f"downloads/{site.slug}"
    return (
        layout.Kind(f"{name}.pdf", "application/pdf", marked("The whole site as a document, A4, tagged for screen readers (PDF/UA).")),
        layout.Kind(f"{name}-letter.pdf", "application/pdf", marked("The same on US Letter.")),
        layout.Kind(f"{name}-offline.zip", "application/zip", marked("The site without a network: unpack it and open index.html.")),
        layout.Kind(f"{name}.html", "text/html", marked("The whole site in one file, to mail, keep or print.")),
    )


def ordered(dataset: Dataset, issue: Issue) -> list[Position]:
    """Return the positions of an issue in the order of the parties."""
    order = {party.id: number for number, party in enumerate(dataset.parties)}
    return sorted(issue.positions, key=lambda position: order[position.party])


def places(dataset: Dataset, issue: Issue) -> dict[str, ScalePlace | None]:
    """Return the place of each party on an issue's scale, as of the content's day."""
    return {position.party: position.at for position in ordered(dataset, issue)}


@cache
def _environment(language: Language) -> Environment:
    environment = Environment(loader=PackageLoader("stickingpoints"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {
        "long_date": language.long_date,
        "short_date": language.short_date,
        "number": language.number,
        "percent": language.percent,
        "size": language.size,
        "language_name": language.language_name,
        "blocks": prose.html,
        "inline": prose.inline,
        "long": prose.long_html,
        "first_sentence": prose.first_sentence,
        "plain": prose.plain,
    }
    environment.globals |= {
        "language": language,
        "say": language.html,
        "counted": language.counted,
        "words": language.words,
        "addresses": addresses,
        "movement": movement,
        "difference": wording.difference,
    }
    return environment
