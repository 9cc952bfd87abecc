"""What a template asks for while it shows one page, beyond what it reads from the records."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from operator import attrgetter
from typing import Any, get_args

from markupsafe import Markup

from stickingpoints.exports import manifest
from stickingpoints.i18n.language import Language
from stickingpoints.model import addresses, answers, fairness, order, parts, phrases
from stickingpoints.model.answers import Answer, PlaceChange
from stickingpoints.model.moves import Moved, Period, moved_among
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
    ScalePlace,
    Source,
    SourceKind,
    Statement,
)
from stickingpoints.model.scale import place_in_words
from stickingpoints.model.standing import newest_first
from stickingpoints.problems import ContentError
from stickingpoints.site import history, lanes_svg, presets, scale_svg, seen_entries
from stickingpoints.site import list_weights as weights
from stickingpoints.site.content import (
    Cited,
    Content,
    Corrected,
    Stated,
    Withdrawn,
    cited_sources,
    editions,
    source_numbers,
    state_of_play,
    volume_address,
    volume_page,
)
from stickingpoints.site.divided_lists import by_publisher
from stickingpoints.site.history_pieces import Group, groups_of
from stickingpoints.site.link_ends import HOME, INDEX, WRITTEN
from stickingpoints.site.long_lists import LongList
from stickingpoints.site.moves import Teller
from stickingpoints.site.page import Download, Page
from stickingpoints.site.plans import Column, Pair
from stickingpoints.site.presets import Preset

MOST_PLANS = 40
"""Of how many plans the page of plans of a large site says everything."""

MOST_ON_ISSUE = 12
"""Of how many plans the page of an issue of a large site says what they say on it."""

MOST_MOVED = 15
"""On how many issues a page of a large site shows what moved."""

LARGEST_PLANS, LARGEST_MOVED = 50_000, 50_000
"""How many bytes they may take."""

MovedOn = tuple[Issue, list[Moved]]
"""An issue, and what each party moved on it."""

MOST_PRESETS = 12
"""To how many pages on what changed since a plan each of them leads on a large site."""


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

    def editions(self) -> list[Download]:
        """Return the editions of the whole site that can be downloaded."""
        site = self.content.site
        return self._available([*editions(site), *state_of_play(site)])

    def volumes(self) -> list[Download]:
        """Return the documents and pages in one file of a large site, topic by topic."""
        downloads = []
        for volume in self.content.volumes:
            for address_of in (volume_address, volume_page):
                address = address_of(self.content.site, volume)
                if address in self.content.sizes:
                    downloads.append(Download(address, volume.title, self.content.sizes[address]))
        return downloads

    def state_of_play(self) -> list[Download]:
        """Return the state of play on one page, as PDF and PNG; a preview has neither."""
        return self._available(state_of_play(self.content.site))

    def open_data(self) -> list[Download]:
        """Return the files of open data that can be downloaded.

        A large site lists none of those of which there is one for each issue or party.
        """
        if self.content.has_parts:
            return self._available(manifest.KINDS)
        return self._available(manifest.published(self.content.dataset))

    def _available(self, kinds: Iterable[manifest.Kind]) -> list[Download]:
        """Return the files of these kinds that are published; a preview leaves some out."""
        downloads = []
        for kind in kinds:
            size = self.content.sizes.get(kind.address)
            if size is not None:
                downloads.append(Download(kind.address, self.language.say(kind.description), size))
        return downloads

    def download_links(self) -> Iterator[tuple[str, str]]:
        """Yield the short name and the address of each download that the home page offers."""
        say = self.language.say
        a4, _, offline, page = editions(self.content.site)
        for name, edition in ((say("PDF"), a4), (say("Offline"), offline), (say("One page"), page)):
            if edition.address in self.content.sizes:
                yield name, edition.address
        yield say("Data"), "downloads/"

    def strip(self, issue: Issue) -> Markup:
        """Return the strip of an issue as of the content's day."""
        hollow = {
            position.party
            for position in issue.positions
            if answers.answer(position).evidence != "solid"
        }
        places, heard = self._places(issue), _last_heard(issue)
        return scale_svg.strip(self.content.dataset, issue, places, hollow, heard)

    def recorded_strip(self, issue: Issue) -> Markup:
        """Return the strip of an issue by what was said on record alone."""
        places: dict[str, ScalePlace | None] = {}
        for position in order.positions(self.content.dataset, issue):
            statement = answers.placed_on_record(position)
            places[position.party] = statement.at if statement else None
        return scale_svg.strip(self.content.dataset, issue, places, heard=_last_heard(issue))

    def figure(self, issue: Issue) -> lanes_svg.Figure | None:
        """Return where each party stood over time, None if no statement names a place.

        Raises ContentError if a lane ends elsewhere than the scoreboard has the party.
        """
        figure = lanes_svg.figure(self.content.dataset, issue, self.language)
        if figure is None:
            return None
        places = self._places(issue)
        for row in figure.rows:
            shown = self._place_in_words(issue, places[row.party])
            if row.end != shown:
                name = self.content.dataset.party[row.party].name
                message = f'the figure ends at "{row.end}" for {name}, the scoreboard at "{shown}"'
                raise ContentError([issue.problem("figure-end", message)])
        return figure

    def _place_in_words(self, issue: Issue, at: ScalePlace | None) -> str:
        if at is None:
            return self.language.say("no place known")
        return place_in_words(issue, at, self.language)

    def strip_words(self, issue: Issue) -> Sequence[str]:
        """Return what the strip shows, in sentences."""
        places = self._places(issue)
        return scale_svg.in_words(self.content.dataset, issue, places, self.language)

    def _places(self, issue: Issue) -> dict[str, ScalePlace | None]:
        """Return the place of each party on an issue's scale, as of the content's day."""
        positions = order.positions(self.content.dataset, issue)
        return {position.party: position.at for position in positions}

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
        return pairs[:MOST_PRESETS] if self.content.has_parts else pairs

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

    def moved(self, period: Period) -> list[MovedOn]:
        """Return each issue on which a party moved in a period, with what each party moved."""
        issues = []
        for issue in self.content.dataset.issues:
            changes = self.content.place_changes_on[issue.id]
            all_moved = moved_among(changes, self.content.dataset, issue, period)
            if all_moved:
                issues.append((issue, all_moved))
        return issues

    def moved_lately(self, moved: Sequence[MovedOn]) -> Sequence[MovedOn]:
        """Return what moved, on a large site only the issues of the newest moves."""
        if not self.content.has_parts:
            return moved
        newest = sorted(moved, key=_newest_move, reverse=True)
        return next(parts.filled(newest, _all_moves, MOST_MOVED, LARGEST_MOVED), [])

    def said_in(self, period: Period) -> list[Stated | Corrected | Withdrawn]:
        """Return the statements, corrections and withdrawals of a period, newest first."""
        return [change for change in self.content.changes if change.date in period]

    def months_of_entries(self) -> str:
        """Return each month with the digest of its entries, as the script reads them."""
        months = seen_entries.digests(self.content)
        return " ".join(f"{month}={digest}" for month, digest in months)

    def counted_in(self, period: Period, moved: Sequence[MovedOn]) -> str:
        """Return how much moved and was said in a period, in a sentence, given what moved.

        The script says the same of the days that a reader chooses.
        """
        statements = [said for said in self.content.statements if said.date in period]
        said = self.language.counted("{n} statement", "{n} statements", len(statements))
        all_moved = list(chain.from_iterable(moves for _, moves in moved))
        start = period.start or self.content.first_day
        end = min(period.end, self.content.dataset.as_of.isoformat())
        days = {"from": self.language.long_date(start), "to": self.language.long_date(end)}
        say = self.language.say
        if not all_moved:
            return f"{say('No [party] moved between {from} and {to}.', **days)} {said}."
        what = f"{phrases.moves_counted(all_moved, self.language)}; {said}"
        if not period.start:
            return say("The whole record: {what}.", what=what)
        return say("Between {from} and {to}: {what}.", what=what, **days)

    def recent_presets(self) -> list[Preset]:
        """Return the pages on the last days of the record."""
        return list(presets.recent(self.content.dataset, self.language))

    def plan_presets(self) -> list[Preset]:
        """Return the page on what changed since each plan, newest first; the newest of many."""
        everything = list(presets.since_plans(self.content.dataset, self.language))
        return everything[:MOST_PRESETS] if self.content.has_parts else everything

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

    def shared(self, issue: Issue) -> str:
        """Return a text to share an issue with: its question, each answer, its day and address."""
        return "\n".join(self._shared_lines(issue))

    def _shared_lines(self, issue: Issue) -> Iterator[str]:
        dataset, site = self.content.dataset, self.content.site
        yield issue.question
        for position in order.positions(dataset, issue):
            yield f"{dataset.party[position.party].name}: {position.answer}"
        day = self.language.long_date(dataset.as_of)
        yield f"{self.language.say('As of {day}', day=day)} · {site.name}"
        if site.url:
            yield site.absolute(addresses.issue_page(issue.id))

    def embedding(self, issue: Issue) -> str:
        """Return the HTML with which another site embeds an issue's card.

        The card is taller on a phone, where its lines break more often.
        """
        source = self.content.site.absolute(addresses.card_page(issue.id))
        parties = len(issue.positions)
        on_desk, on_phone = 120 + 95 * parties, 180 + 140 * parties
        height = f"clamp({on_desk}px, {on_phone + 210}px - 66vw, {on_phone}px)"
        frame = Markup(
            '<iframe src="{}" title="{}"\n'
            '  style="border:0;width:100%;height:{}" loading="lazy" referrerpolicy="no-referrer"\n'
            '  sandbox="allow-popups allow-popups-to-escape-sandbox'
            ' allow-top-navigation-by-user-activation"></iframe>'
        )
        # Plain text again, which the template escapes: the HTML is shown, not used.
        return "".join(frame.format(source, issue.question, height))

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


def _all_moves(entry: MovedOn) -> int:
    _, all_moved = entry
    return sum(weights.move(len(moved.moves)) for moved in all_moved)


def _newest_move(entry: MovedOn) -> str:
    _, all_moved = entry
    return max(moved.moves[-1].statement.date for moved in all_moved)


def _last_heard(issue: Issue) -> dict[str, str]:
    """Return the day or month in which each party was last heard on an issue, by its id."""
    heard = {}
    for position in issue.positions:
        day = answers.answer(position).last_date
        if day is not None:
            heard[position.party] = day
    return heard
