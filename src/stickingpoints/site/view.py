"""What a template asks for while it shows one page: links, figures, counts and words."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from stickingpoints.exports import bibliography, manifest
from stickingpoints.i18n.language import Language
from stickingpoints.model import addresses, fairness, order, phrases
from stickingpoints.model.partial_date import PartialDate
from stickingpoints.model.records import (
    UNNAMED,
    Citation,
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
from stickingpoints.model.scale import place_in_words
from stickingpoints.model.standing import Standing, moves, newest_first, standing_on
from stickingpoints.site import history, movement_svg, scale_svg
from stickingpoints.site.content import Cited, Content, Stated, Withdrawn, cited_sources, editions


@dataclass(frozen=True)
class Page:
    """A page ready to be placed in the site.

    `address` is relative to the root and ends in a slash; the home page has "".
    """

    address: str
    title: str
    description: str
    kind: str
    html: str = ""
    searchable: bool = True
    record: Record | None = None
    linked_data: str = ""
    feed: str = manifest.FEED
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
class View:
    """What a template asks for while it shows one page: links, figures and counts."""

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
        return phrases.counts(self.content.dataset, self.language)

    def whose(self, citation: Citation) -> str:
        """Return whose words a quote is."""
        return phrases.whose(citation, self.language)

    def mark(self, party: str) -> Markup:
        """Return the mark of a party."""
        return scale_svg.mark(self.content.dataset, party)

    def editions(self) -> list[Download]:
        """Return the editions of the whole site that can be downloaded."""
        return self._available(editions(self.content.site))

    def open_data(self) -> list[Download]:
        """Return the files of open data that can be downloaded."""
        return self._available(manifest.published(self.content.dataset))

    def _available(self, kinds: Iterable[manifest.Kind]) -> list[Download]:
        """Return the files of these kinds that are published; a preview leaves some out."""
        downloads = []
        for kind in kinds:
            size = self.content.sizes.get(kind.address)
            if size is not None:
                downloads.append(Download(kind.address, kind.description, size))
        return downloads

    def download_links(self) -> list[tuple[str, str]]:
        """Return the short names and addresses of what the home page offers to take away."""
        a4, _, offline, page = editions(self.content.site)
        named = [
            (self.language.say("PDF"), a4.address),
            (self.language.say("Offline"), offline.address),
            (self.language.say("One page"), page.address),
        ]
        links = [(name, address) for name, address in named if address in self.content.sizes]
        return [*links, (self.language.say("Data"), "downloads/")]

    def days(self) -> list[str]:
        """Return the stops of the date control, oldest first."""
        return history.days(self.content.dataset)

    def years(self) -> list[tuple[str, list[str]]]:
        """Return the same by year."""
        by_year = groupby(self.days(), key=lambda day: PartialDate.parse(day).year)
        return [(str(year), list(days)) for year, days in by_year]

    def strip(self, issue: Issue) -> Markup:
        """Return the strip of an issue as of the content's day."""
        return scale_svg.strip(self.content.dataset, issue, places(self.content.dataset, issue))

    def wide_strip(self, issue: Issue) -> Markup:
        """Return the same strip with each point over the middle of its label."""
        return scale_svg.strip(
            self.content.dataset,
            issue,
            places(self.content.dataset, issue),
            scale_svg.wide_edge(issue),
        )

    def strip_words(self, issue: Issue) -> list[str]:
        """Return what the strip shows, in sentences."""
        return list(
            scale_svg.in_words(
                self.content.dataset, issue, places(self.content.dataset, issue), self.language
            )
        )

    def paths(self, issue: Issue) -> Markup:
        """Return the figure of where each party stood over time."""
        return movement_svg.drawn(self.content.dataset, issue, self.language)

    def stops(self, issue: Issue) -> list[movement_svg.Stop]:
        """Return what that figure shows, newest first."""
        return movement_svg.newest_first(self.content.dataset, issue)

    def plot(self, issue: Issue) -> Markup:
        """Return the figure of the numbers that statements name."""
        return movement_svg.plot(self.content.dataset, issue, self.language)

    def place(self, issue: Issue, at: ScalePlace) -> str:
        """Return a place on a scale in words."""
        return place_in_words(issue, at, self.language)

    def lines(self, record: Record) -> str | None:
        """Return the address of a record's lines in the repository."""
        return addresses.record_lines(self.content.site, record)

    def report(self, what: str) -> str | None:
        """Return the address of a form that reports a problem with an entry."""
        return addresses.report(self.content.site, what)

    def passage(self, citation: Citation) -> str | None:
        """Return the address of a citation's source, at the quoted words."""
        if self.content.lock:
            citation = self.content.lock.at_source(citation)
        return addresses.passage(self.content.dataset.source[citation.source], citation)

    def checked(self, citation: Citation) -> datetime.date | None:
        """Return the day of the saved text in which a quote was found, None if not checked."""
        if not self.content.lock:
            return None
        entry = self.content.lock.checked(citation)
        if not entry:
            return None
        return entry.day

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
        records: list[Cited] = []
        for position in order.positions(self.content.dataset, issue):
            records += newest_first(position)
        records += [provision for _, provision in self.provisions(issue)]
        return self.numbered(records)

    def all_plan_numbers(self) -> dict[str, int]:
        """Return the number of each source on the page of plans."""
        records: list[Cited] = [*self.content.documents]
        for issue in self.content.dataset.issues:
            records += [provision for _, provision in self.provisions(issue)]
        return self.numbered(records)

    def provisions(self, issue: Issue) -> list[tuple[Document, Provision]]:
        """Return what each plan says on an issue, oldest first."""
        provisions = []
        for document in self.content.documents:
            on_issue = [
                provision for provision in document.provisions if provision.issue == issue.id
            ]
            provisions += [(document, provision) for provision in on_issue]
        return provisions

    def numbered(self, records: Iterable[Cited]) -> dict[str, int]:
        """Return the number of each source that records cite, in order of first citation."""
        return {source: number for number, source in enumerate(cited_sources(records), start=1)}

    def in_issue(self, issue: Issue) -> list[Stated]:
        """Return the statements of an issue, newest first."""
        return [stated for stated in self.content.statements if stated.issue is issue]

    def withdrawn_in(self, issue: Issue) -> list[Withdrawn]:
        """Return the statements of an issue that were withdrawn."""
        return [withdrawn for withdrawn in self.content.withdrawn if withdrawn.issue is issue]

    def positions(self, issue: Issue) -> list[Position]:
        """Return the positions of an issue in the order of the parties."""
        return order.positions(self.content.dataset, issue)

    def position(self, issue: Issue, party: Party) -> Position | None:
        """Return a party's position on an issue, None if it has none."""
        for position in issue.positions:
            if position.party == party.id:
                return position
        return None

    def moved(self, position: Position) -> set[str]:
        """Return the names of the statements that changed the party's stance or place."""
        return {move.after.statement.name for move in moves(position) if move.after.statement}

    def before(self, stated: Stated) -> Standing | None:
        """Return where the party stood before it made a statement, None if that was its first."""
        for statement in newest_first(stated.position):
            if statement.date < stated.date:
                return standing_on(stated.position, statement.date)
        return None

    def fairness_by_party(self) -> list[tuple[str, str, fairness.Measure]]:
        """Return name, address and measure of each party."""
        rows = []
        for party, measure in fairness.by_party(self.content.dataset):
            rows.append((party.name, addresses.party_page(party.id), measure))
        return rows

    def fairness_by_issue(self) -> list[tuple[str, str, fairness.Measure]]:
        """Return name, address and measure of each issue."""
        rows = []
        for issue, measure in fairness.by_issue(self.content.dataset):
            rows.append((issue.title, addresses.issue_page(issue.id), measure))
        return rows

    def evidence_summary(self, position: Position) -> str:
        """Return what a position rests on, counted."""
        return phrases.ground(position, self.language)

    def weak_evidence_warning(self, position: Position) -> str | None:
        """Return a warning to the reader, None unless a position rests on little."""
        statements = newest_first(position)
        if statements and all(statement.attribution in UNNAMED for statement in statements):
            return self.language.say("Rests on unnamed sources only.")
        if len(cited_sources(statements)) == 1:
            return self.language.say("Rests on a single source.")
        return None

    def cite(self, issue: Issue, position: Position | None = None) -> str:
        """Return a ready citation of an issue or a position, in plain text."""
        return bibliography.plain(self.content.dataset, self.content.site, issue, position)

    def embedding(self, issue: Issue) -> str:
        """Return the HTML with which another site embeds an issue's card."""
        source = self.content.site.absolute(addresses.card_page(issue.id))
        frame = Markup(
            '<iframe src="{}" title="{}" width="100%" height="480" loading="lazy"'
            ' referrerpolicy="no-referrer" sandbox="allow-popups'
            " allow-popups-to-escape-sandbox"
            ' allow-top-navigation-by-user-activation"></iframe>'
        )
        # Plain text again, which the template escapes: the HTML is shown, not used.
        return "".join(frame.format(source, issue.question))

    def bibtex(self, issue: Issue, position: Position | None = None) -> str:
        """Return the same citation as BibTeX."""
        return bibliography.bibtex(self.content.dataset, self.content.site, issue, position)

    def newest(self, position: Position) -> Statement | None:
        """Return a position's newest statement."""
        statements = newest_first(position)
        return statements[0] if statements else None


def places(dataset: Dataset, issue: Issue) -> dict[str, ScalePlace | None]:
    """Return the place of each party on an issue's scale, as of the content's day."""
    return {position.party: position.at for position in order.positions(dataset, issue)}
