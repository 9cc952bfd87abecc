"""What a template asks for while it shows one page, beyond what it reads from the records."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from operator import attrgetter
from typing import Any, get_args

from stickingpoints.i18n.language import Language
from stickingpoints.model import addresses, fairness, order, parts
from stickingpoints.model.answers import Answer, PlaceChange
from stickingpoints.model.partial_date import PartialDate
from stickingpoints.model.parts import Part
from stickingpoints.model.records import (
    UNNAMED,
    Citation,
    Document,
    Event,
    Issue,
    Party,
    Position,
    Provision,
    Source,
    SourceKind,
    Statement,
)
from stickingpoints.model.standing import newest_first
from stickingpoints.site import history
from stickingpoints.site import list_weights as weights
from stickingpoints.site.changes import Stated, Withdrawn
from stickingpoints.site.cited import Cited, cited_sources, source_numbers
from stickingpoints.site.content import Content
from stickingpoints.site.divided_lists import by_publisher
from stickingpoints.site.history_pieces import Group, groups_of
from stickingpoints.site.link_ends import HOME, INDEX, WRITTEN
from stickingpoints.site.long_lists import LongList
from stickingpoints.site.moves import Teller
from stickingpoints.site.page import Page
from stickingpoints.site.plans import Column, Pair

MOST_PLANS = 40
"""Of how many plans the page of plans of a large site says everything."""

MOST_ON_ISSUE = 12
"""Of how many plans the page of an issue of a large site says what they say on it."""

MOST_PAIRS = 12
"""Of how many pairs of plans the page of plans of a large site says all."""

LARGEST_PLANS = 50_000
"""How many bytes these may take."""


@dataclass(frozen=True)
class View:
    """What a template asks for while it shows one page: links, downloads, strips, selections."""

    content: Content
    page: Page
    part: Part[Any] | None = None

    @property
    def whole(self) -> LongList | None:
        """The list in parts that the page belongs to, None for most pages."""
        return self.content.list_at(self.page.part_of)

    def entries(self, otherwise: Sequence[Any]) -> Sequence[Any]:
        """Return what a list shows on this page: all of it, unless the list is in parts."""
        if self.part:
            return self.part.entries
        if self.whole:
            return self.whole.first
        return otherwise

    def issues(self) -> Sequence[Issue]:
        """Return the issues that a list shows on this page, those of a topic after each other."""
        return self.entries(self.content.issues)

    def issues_of_sources(self) -> list[Issue]:
        """Return the issues on which the sources that the page shows are cited."""
        cited: set[str] = set()
        for source in self.entries(self.content.dataset.sources):
            cited.update(stated.issue.id for stated in self.content.citing.get(source.id, ()))
        return self._listed_issues(cited)

    def issues_of_events(self) -> list[Issue]:
        """Return the issues that the events that the page shows are about."""
        touched = set(chain.from_iterable(event.issues for event in self.events()))
        return self._listed_issues(touched)

    def _listed_issues(self, ids: set[str]) -> list[Issue]:
        """Return the issues that a filter offers: on a page with a whole list all of them."""
        if not self.whole:
            return self.content.dataset.issues
        issues = map(self.content.dataset.issue.__getitem__, ids)
        return sorted(issues, key=self.content.number_of)

    def days(self) -> list[str]:
        """Return the stops of the date control, oldest first, for the issues of the page."""
        return history.days(self.content.dataset, self._dated_issues())

    def pieces_of_history(self) -> list[Group]:
        """Return the groups of pieces that the date control of a large site reads."""
        return groups_of(self.content.lists, self._dated_issues())

    def _dated_issues(self) -> Sequence[Issue]:
        """Return the issues that the page can show on another day."""
        if self.page.kind == "home" and self.content.has_parts:
            return self.content.lists["issues/"].first
        return self.entries(self.content.dataset.issues)

    def matrix(self) -> list[Column]:
        """Return the plans that say something on the issues of the page, oldest first."""
        columns = self.content.plans.matrix
        if not self.part:
            return columns
        shown = {issue.id for issue in self.part.entries}
        return [column for column in columns if shown & column.said.keys()]

    def link(self, address: str) -> str:
        """Return a link from this page to an address of the site, or to where that is shown."""
        path, rest = _path_and_rest(self.content.present(address))
        folder = f"{self.page.root}{path}"
        if not folder and not rest:
            return HOME
        if not path or path.endswith("/"):
            return f"{folder}{INDEX}{rest}"
        return f"{folder}{rest}"

    def written_page(self, name: str) -> str:
        """Return a link from this page to a page of docs/, by the name of its file without .md."""
        return f"{self.page.root}{name}{WRITTEN}"

    @property
    def language(self) -> Language:
        """The language of the interface."""
        return self.content.site.language

    def passage(self, citation: Citation) -> str | None:
        """Return the address of a citation's source, at the quoted words."""
        if self.content.lock:
            citation = self.content.lock.at_source(citation)
        return addresses.passage(self.content.dataset.source[citation.source], citation)

    def source_links(self, answer: Answer) -> str:
        """Return the addresses of the sources of an answer, with a blank between two."""
        if answer.since is None:
            return ""
        sources = cited_sources([answer.since])
        return " ".join(self.content.dataset.source[source].url or source for source in sources)

    def checked(self, citation: Citation) -> datetime.date | None:
        """Return the day of the saved text in which a quote was found, None if not checked."""
        if not self.content.lock:
            return None
        entry = self.content.lock.checked(citation)
        if not entry:
            return None
        return entry.day

    def numbers(self, issue: Issue) -> dict[str, int]:
        """Return the number of each source on an issue's page, in order of first citation."""
        return source_numbers(self._cited_on(issue))

    def _cited_on(self, issue: Issue) -> Iterator[Cited]:
        for position in order.positions(self.content.dataset, issue):
            yield from newest_first(position)
        for _, provision in self.provisions(issue):
            yield provision

    def all_plan_numbers(self) -> dict[str, int]:
        """Return the number of each source on the page of plans, in order of first citation."""
        return source_numbers(self._cited_by_plans())

    def _cited_by_plans(self) -> Iterator[Cited]:
        if not self.part:
            yield from self.plans_in_full()
        for issue in self.entries(self.content.dataset.issues):
            for _, provision in self.provisions(issue):
                yield provision

    def plans_in_full(self) -> Sequence[Document]:
        """Return the plans of which the page of plans says everything: all, unless it is long."""
        documents = self.content.documents
        if not self.content.has_parts:
            return documents
        return next(parts.filled(documents, weights.document, MOST_PLANS, LARGEST_PLANS), [])

    def plans_in_short(self) -> Sequence[Document]:
        """Return the plans that a page of many plans names alone, newest first."""
        return self.content.documents[len(self.plans_in_full()) :]

    def pairs_in_full(self) -> Sequence[Pair]:
        """Return the pairs of plans that the page of plans lists: all, or the newest of many."""
        pairs = self.content.plans.neighbours
        return pairs[:MOST_PAIRS] if self.content.has_parts else pairs

    def provisions(self, issue: Issue) -> list[tuple[Document, Provision]]:
        """Return what each plan says on an issue, newest first."""
        return self.content.provisions_on.get(issue.id, [])

    def provisions_in_full(self, issue: Issue) -> list[tuple[Document, Provision]]:
        """Return the same, on a large site only as many of the newest as a page can show."""
        provisions = self.provisions(issue)
        if not self.content.has_parts:
            return provisions
        most = weights.MOST_VERSIONS if self.page.kind == "plans" else MOST_ON_ISSUE
        return next(parts.filled(provisions, _provision, most, weights.LARGEST_VERSIONS), [])

    def events(self) -> list[Event]:
        """Return what happened, as far as the page shows it, newest first."""
        events = self.entries(order.events(self.content.dataset))
        return sorted(events, key=attrgetter("date"), reverse=True)

    def announced(self) -> list[Event]:
        """Return what was announced for a later day, the next first; no part of a list has it."""
        if self.part:
            return []
        return order.announced(self.content.dataset)

    def announced_on(self, issue: Issue) -> list[Event]:
        """Return what was announced and bears on an issue, the next first, none withdrawn."""
        return list(self._announced_on(issue))

    def _announced_on(self, issue: Issue) -> Iterator[Event]:
        for event in self.announced():
            if issue.id in event.issues and not event.withdrawn:
                yield event

    def parties_of_events(self) -> list[Party]:
        """Return the parties that took part in an event, as far as the data says."""
        named: set[str] = set()
        for event in self.content.dataset.events:
            named.update(event.parties)
        return [party for party in self.content.dataset.parties if party.id in named]

    def events_by_month(self) -> list[tuple[str, list[Event]]]:
        """Return the months in which something happened, as `2026-01`, newest first."""
        return [(month, list(events)) for month, events in groupby(self.events(), _month)]

    def sources_by_kind(self) -> list[tuple[SourceKind, list[Source]]]:
        """Return the kinds of sources that there are, each with its sources by publisher."""
        groups: dict[SourceKind, list[Source]] = {kind: [] for kind in get_args(SourceKind)}
        for source in sorted(self.entries(self.content.dataset.sources), key=by_publisher):
            groups[source.kind].append(source)
        return [group for group in groups.items() if group[1]]

    def sources_on(self, issue: Issue) -> list[Source]:
        """Return the sources that statements and plans cite on an issue, by publisher."""
        sources = [self.content.dataset.source[source] for source in self.numbers(issue)]
        return sorted(sources, key=by_publisher)

    def sources_of_no_issue(self) -> list[Source]:
        """Return the sources that no statement and no plan cites on an issue, by publisher."""
        listed: set[str] = set()
        for issue in self.content.dataset.issues:
            listed.update(self.numbers(issue))
        others = [source for source in self.content.dataset.sources if source.id not in listed]
        return sorted(others, key=by_publisher)

    def in_issue(self, issue: Issue) -> list[Stated]:
        """Return the statements of an issue, newest first."""
        return self.content.stated_in.get(issue.id, [])

    def withdrawn_in(self, issue: Issue) -> list[Withdrawn]:
        """Return the statements of an issue that were withdrawn, the newest withdrawal first."""
        return self.content.withdrawn_in.get(issue.id, [])

    def position(self, issue: Issue, party: Party) -> Position | None:
        """Return a party's position on an issue, None if it has none."""
        for position in issue.positions:
            if position.party == party.id:
                return position
        return None

    def change_of_place(self, statement: Statement) -> PlaceChange | None:
        """Return the change that a statement made to a party's place, None if it made none."""
        return self.content.place_change.get(id(statement))

    @property
    def teller(self) -> Teller:
        """What tells moves on this page."""
        return Teller(self.content.dataset, self.language, self.link)

    def fairness_by_party(self) -> list[tuple[str, str, fairness.Measure]]:
        """Return name, address and measure of each party."""
        rows = []
        for party, measure in fairness.by_party(self.content.dataset):
            rows.append((party.name, addresses.party_page(party.id), measure))
        return rows

    def fairness_by_issue(self) -> list[tuple[str, str, fairness.Measure]]:
        """Return name, address and measure of each issue."""
        rows = []
        issues = self.entries(self.content.dataset.issues)
        for issue, measure in fairness.by_issue(self.content.dataset, issues):
            rows.append((issue.title, addresses.issue_page(issue.id), measure))
        return rows

    def weak_evidence_warning(self, position: Position) -> str | None:
        """Return a warning to the reader if the evidence of a position is weak, None if not."""
        statements = newest_first(position)
        if statements and all(statement.attribution in UNNAMED for statement in statements):
            return self.language.say("Rests on unnamed sources only.")
        if len(cited_sources(statements)) == 1:
            return self.language.say("Rests on a single source.")
        return None

    def newest(self, position: Position) -> Statement | None:
        """Return a position's newest statement, None if it rests on none."""
        return next(iter(newest_first(position)), None)


def _path_and_rest(address: str) -> tuple[str, str]:
    """Return the path of an address, and its query and anchor as they follow it."""
    end = min((address.find(mark) for mark in "?#" if mark in address), default=len(address))
    return address[:end], address[end:]


def _month(event: Event) -> str:
    return str(PartialDate.parse(event.date).year_month())


def _provision(entry: tuple[Document, Provision]) -> int:
    _, provision = entry
    return weights.provision(provision)
