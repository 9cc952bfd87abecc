"""What a template asks for while it shows one page: links from that page, figures, counts and words."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from markupsafe import Markup

from stickingpoints.exports import bibliography, manifest
from stickingpoints.i18n.language import Language
from stickingpoints.model import addresses, fairness, order, phrases
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
from stickingpoints.site.content import Content, Said, Withdrawn, editions


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


class Cited(Protocol):
    """Any record with citations."""

    @property
    def citations(self) -> list[Citation]:
        """What it rests on."""


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
        return phrases.counts(self.content.dataset, self.language)

    def whose(self, citation: Citation) -> str:
        """Return whose words a quote is."""
        return phrases.whose(citation, self.language)

    def mark(self, party: str) -> Markup:
        """Return the mark of a party."""
        return scale_svg.mark(self.content.dataset, party)

    def downloads(self) -> list[Download]:
        """Return what can be downloaded, the editions first."""
        return [
            Download(kind.address, kind.description, self.content.sizes[kind.address])
            for kind in [*editions(self.content.site), *manifest.published(self.content.dataset)]
            if kind.address in self.content.sizes
        ]

    def doors(self) -> list[tuple[str, str]]:
        """Return the short names and addresses of what the home page offers to take away."""
        a4, _, offline, page = editions(self.content.site)
        named = [
            (self.language.say("PDF"), a4),
            (self.language.say("Offline"), offline),
            (self.language.say("One page"), page),
        ]
        return [
            (name, kind.address) for name, kind in named if kind.address in self.content.sizes
        ] + [(self.language.say("Data"), "downloads/")]

    def days(self) -> list[str]:
        """Return the stops of the date control, oldest first."""
        return history.days(self.content.dataset)

    def years(self) -> list[tuple[str, list[str]]]:
        """Return the same by year."""
        return [
            (year, list(group)) for year, group in groupby(self.days(), key=lambda day: day[:4])
        ]

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
        lock = self.content.lock
        return addresses.passage(
            self.content.dataset.source[citation.source],
            lock.at_source(citation) if lock else citation,
        )

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
        stated = [
            statement
            for position in order.positions(self.content.dataset, issue)
            for statement in newest_first(position)
        ]
        return self.numbered([*stated, *(provision for _, provision in self.provisions(issue))])

    def all_plan_numbers(self) -> dict[str, int]:
        """Return the number of each source on the page of plans."""
        in_order = [
            provision
            for issue in self.content.dataset.issues
            for _, provision in self.provisions(issue)
        ]
        return self.numbered([*self.content.documents, *in_order])

    def provisions(self, issue: Issue) -> list[tuple[Document, Provision]]:
        """Return what each plan says on an issue, oldest first."""
        return [
            (document, provision)
            for document in self.content.documents
            for provision in document.provisions
            if provision.issue == issue.id
        ]

    def numbered(self, records: Iterable[Cited]) -> dict[str, int]:
        """Return the number of each source that records cite, in order of first citation."""
        cited = dict.fromkeys(
            citation.source for record in records for citation in record.citations
        )
        return {source: number for number, source in enumerate(cited, start=1)}

    def in_issue(self, issue: Issue) -> list[Said]:
        """Return the statements of an issue, newest first."""
        return [one for one in self.content.said if one.issue is issue]

    def withdrawn_in(self, issue: Issue) -> list[Withdrawn]:
        """Return the statements of an issue that were withdrawn."""
        return [one for one in self.content.withdrawn if one.issue is issue]

    def positions(self, issue: Issue) -> list[Position]:
        """Return the positions of an issue in the order of the parties."""
        return order.positions(self.content.dataset, issue)

    def position(self, issue: Issue, party: Party) -> Position | None:
        """Return a party's position on an issue, None if it has none."""
        return next((position for position in issue.positions if position.party == party.id), None)

    def moved(self, position: Position) -> set[str]:
        """Return the names of the statements that changed the party's stance or place."""
        return {move.after.statement.name for move in moves(position) if move.after.statement}

    def before(self, said: Said) -> Standing | None:
        """Return where the party stood before it made a statement, None if that was its first."""
        earlier = next(
            (one.date for one in newest_first(said.position) if one.date < said.date), None
        )
        return standing_on(said.position, earlier) if earlier else None

    def fairness_by_party(self) -> list[tuple[str, str, fairness.Measure]]:
        """Return name, address and measure of each party."""
        return [
            (party.name, addresses.party_page(party.id), of)
            for party, of in fairness.by_party(self.content.dataset)
        ]

    def fairness_by_issue(self) -> list[tuple[str, str, fairness.Measure]]:
        """Return name, address and measure of each issue."""
        return [
            (issue.title, addresses.issue_page(issue.id), of)
            for issue, of in fairness.by_issue(self.content.dataset)
        ]

    def ground(self, position: Position) -> str:
        """Return what a position rests on, counted."""
        return phrases.ground(position, self.language)

    def thin(self, position: Position) -> str | None:
        """Return a warning to the reader, where a position rests on little."""
        statements = newest_first(position)
        if statements and all(statement.attribution in UNNAMED for statement in statements):
            return self.language.say("Rests on unnamed sources only.")
        if (
            len({citation.source for statement in statements for citation in statement.citations})
            == 1
        ):
            return self.language.say("Rests on a single source.")
        return None

    def cite(self, issue: Issue, position: Position | None = None) -> str:
        """Return a ready citation of an issue or a position, in plain text."""
        return bibliography.plain(self.content.dataset, self.content.site, issue, position)

    def embedding(self, issue: Issue) -> str:
        """Return the HTML with which another site embeds an issue's card."""
        source = self.content.site.absolute(addresses.card_page(issue.id))
        frame = Markup(
            '<iframe src="{}" title="{}" width="100%" height="480" loading="lazy" referrerpolicy="no-referrer"'
            ' sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"></iframe>'
        )
        return "".join(
            frame.format(source, issue.question)
        )  # plain text again: it is shown, not used

    def bibtex(self, issue: Issue, position: Position | None = None) -> str:
        """Return the same citation as BibTeX."""
        return bibliography.bibtex(self.content.dataset, self.content.site, issue, position)

    def newest(self, position: Position) -> Statement | None:
        """Return a position's newest statement."""
        return next(iter(newest_first(position)), None)


def places(dataset: Dataset, issue: Issue) -> dict[str, ScalePlace | None]:
    """Return the place of each party on an issue's scale, as of the content's day."""
    return {position.party: position.at for position in order.positions(dataset, issue)}
