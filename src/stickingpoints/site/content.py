"""What pages are made of: the dataset and what follows from it, written texts, settings."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import starmap
from operator import attrgetter

from stickingpoints.checks.quote_lock import Lock
from stickingpoints.model import glossary, order
from stickingpoints.model.addresses import Site
from stickingpoints.model.answers import PlaceChange, place_changes
from stickingpoints.model.glossary import Word
from stickingpoints.model.moves import first_day
from stickingpoints.model.parts import has_parts
from stickingpoints.model.records import (
    Dataset,
    Document,
    Event,
    Issue,
    Person,
    Provision,
    numbered,
)
from stickingpoints.model.standing import all_statements, statements_ever
from stickingpoints.model.volumes import Volume, volumes
from stickingpoints.model.walk import sources_named
from stickingpoints.reading.background import Background
from stickingpoints.site.changes import Corrected, Stated, Withdrawn
from stickingpoints.site.cited import cited_sources
from stickingpoints.site.divided_lists import addresses_in, divided_lists
from stickingpoints.site.divided_pairs import LongPair, divided_pairs
from stickingpoints.site.long_lists import LongList, present
from stickingpoints.site.plans import Plans


@dataclass(frozen=True)
class Content:
    """What the pages are made of: the dataset, the written texts and the settings of the site.

    `sizes` are the bytes of each file that is published beside the pages, by address. `by_file` is
    set for an edition read from the disk, where an address must name its file. `begins` is the
    first day of the record, where the dataset is a part of it; `of_large_site` says whether the
    lists of that record are in parts, and `moved` where these show what the part names, by
    permanent address.
    """

    dataset: Dataset
    site: Site
    background: Mapping[str, Background] = field(default_factory=dict)
    method: str = ""
    sizes: Mapping[str, int] = field(default_factory=dict)
    by_file: bool = False
    lock: Lock | None = None
    begins: datetime.date | None = None
    of_large_site: bool = False
    moved: Mapping[str, str] = field(default_factory=dict)

    def about(self, issue: Issue) -> Content:
        """Return what the page and the card of one issue are made of, and nothing else.

        What is not in it cannot be on the page.
        """
        part = self.dataset.with_lists(
            issues=[issue],
            events=self.events_on.get(issue.id, []),
            documents=list(self._plans_on(issue)),
        )
        cited = dict.fromkeys(sources_named(part))
        part = part.with_lists(sources=[self.dataset.source[source] for source in cited])
        background = {}
        if issue.id in self.background:
            background[issue.id] = self.background[issue.id]
        return replace(
            self,
            dataset=part,
            background=background,
            method="",
            begins=self.first_day,
            of_large_site=self.has_parts,
            moved=dict(self._moved_of(part, issue)),
        )

    def _moved_of(self, part: Dataset, issue: Issue) -> Iterator[tuple[str, str]]:
        """Yield where records of a part of the dataset are shown, if lists in parts have them."""
        for address in addresses_in(part, issue):
            shown = self.present(address)
            if shown != address:
                yield address, shown

    def _plans_on(self, issue: Issue) -> Iterator[Document]:
        """Yield each plan that answers an issue, with what it says on that and nothing else."""
        provisions = defaultdict(list)
        for document, provision in self.provisions_on.get(issue.id, []):
            provisions[document.id].append(provision)
        for document_id in sorted({*provisions, *_plans_on_map(issue)}):
            yield self._plan[document_id].with_provisions(provisions[document_id])

    @cached_property
    def _plan(self) -> Mapping[str, Document]:
        """The plans by id."""
        return {document.id: document for document in self.dataset.documents}

    @cached_property
    def events_on(self) -> Mapping[str, list[Event]]:
        """The events of each issue, by issue id."""
        by_issue = defaultdict(list)
        for event in self.dataset.events:
            for issue in event.issues:
                by_issue[issue].append(event)
        return by_issue

    @cached_property
    def first_day(self) -> datetime.date:
        """The first day on which something was said."""
        return self.begins or first_day(self.dataset)

    @cached_property
    def statements(self) -> list[Stated]:
        """Every statement that counts, newest first."""
        statements = starmap(Stated, all_statements(self.dataset))
        return sorted(statements, key=attrgetter("date"), reverse=True)

    @cached_property
    def stated_in(self) -> Mapping[str, list[Stated]]:
        """The statements of each issue that count, newest first, by issue id."""
        by_issue = defaultdict(list)
        for stated in self.statements:
            by_issue[stated.issue.id].append(stated)
        return by_issue

    @cached_property
    def withdrawn_in(self) -> Mapping[str, list[Withdrawn]]:
        """The withdrawn statements of each issue, the newest withdrawal first, by issue id."""
        by_issue = defaultdict(list)
        for withdrawn in self.withdrawn:
            by_issue[withdrawn.issue.id].append(withdrawn)
        return by_issue

    @cached_property
    def provisions_on(self) -> Mapping[str, list[tuple[Document, Provision]]]:
        """What the plans say on each issue, the newest plan first, by issue id."""
        by_issue = defaultdict(list)
        for document in self.documents:
            for provision in document.provisions:
                by_issue[provision.issue].append((document, provision))
        return by_issue

    @cached_property
    def place_changes(self) -> list[PlaceChange]:
        """Every change of a party's place, newest first."""
        changes: list[PlaceChange] = []
        for on_issue in self.place_changes_on.values():
            changes += on_issue
        return sorted(changes, key=attrgetter("statement.date"), reverse=True)

    @cached_property
    def place_changes_on(self) -> Mapping[str, list[PlaceChange]]:
        """The changes of place on each issue, oldest first, by issue id."""
        return {issue.id: place_changes(issue) for issue in self.dataset.issues}

    @cached_property
    def place_change(self) -> Mapping[int, PlaceChange]:
        """The changes of place, by the identity of the statement that made them."""
        return {id(change.statement): change for change in self.place_changes}

    @cached_property
    def withdrawn(self) -> list[Withdrawn]:
        """Every statement that was withdrawn, the newest withdrawal first."""
        withdrawn = []
        for issue, position, statement in statements_ever(self.dataset):
            if statement.withdrawn:
                withdrawn.append(Withdrawn(issue, position, statement))
        return sorted(withdrawn, key=attrgetter("date"), reverse=True)

    @cached_property
    def changes(self) -> list[Stated | Corrected | Withdrawn]:
        """Every statement, correction and withdrawal, newest first."""
        changes: list[Stated | Corrected | Withdrawn] = [
            *self.statements,
            *self._corrections(),
            *self.withdrawn,
        ]
        return sorted(changes, key=attrgetter("date"), reverse=True)

    @cached_property
    def changes_of_substance(self) -> list[Stated | Corrected | Withdrawn]:
        """The changes without the corrections of wording alone, newest first."""
        return [change for change in self.changes if not _is_editorial(change)]

    def _corrections(self) -> Iterator[Corrected]:
        for issue in self.dataset.issues:
            for correction in issue.corrections:
                yield Corrected(issue, correction)

    @cached_property
    def issues(self) -> list[Issue]:
        """The issues as lists show them."""
        return order.issues(self.dataset)

    def number_of(self, issue: Issue) -> int:
        """Return the place of an issue in the order of the data, from 0."""
        return self._numbers[issue.id]

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return numbered(self.dataset.issues)

    @cached_property
    def archived_sources(self) -> int:
        """How many sources have an archived copy."""
        return sum(1 for source in self.dataset.sources if source.archive_url)

    @cached_property
    def documents(self) -> list[Document]:
        """The plans, newest first."""
        return order.documents(self.dataset)[::-1]

    @cached_property
    def lists(self) -> Mapping[str, LongList]:
        """The lists that are in parts, by address."""
        citing = {source: len(statements) for source, statements in self.citing.items()}
        return divided_lists(self.dataset, self.site.language, self.changes, citing)

    @property
    def has_parts(self) -> bool:
        """Whether the lists of the site are in parts."""
        return self.of_large_site or has_parts(self.dataset)

    @cached_property
    def pairs_in_parts(self) -> Mapping[str, LongPair]:
        """The pages of two plans that are in parts, by address; none on a small site."""
        if not self.has_parts:
            return {}
        return divided_pairs(self.plans.neighbours, self.site.language)

    def list_at(self, address: str) -> LongList | None:
        """Return the list in parts at an address, None if it is not in parts."""
        if address.startswith("plans/") and address not in self.lists:
            return self.pairs_in_parts.get(address)
        return self.lists.get(address)

    def present(self, address: str) -> str:
        """Return where what has a permanent address is shown: on the part that holds it."""
        return self.moved.get(address) or present(self.lists, address)

    @cached_property
    def volumes(self) -> list[Volume]:
        """The volumes in which a large site is printed."""
        return volumes(self.dataset, self.site.language)

    @cached_property
    def plans(self) -> Plans:
        """The plans beside each other."""
        return Plans(self.dataset)

    @cached_property
    def documents_citing(self) -> Mapping[str, list[Document]]:
        """The plans that cite each source, by source id."""
        documents = defaultdict(list)
        for document in self.documents:
            for source in cited_sources(document.records):
                documents[source].append(document)
        return documents

    @cached_property
    def explained_words(self) -> list[Word]:
        """The terms and the names of people that pages explain."""
        words = list(map(glossary.word_of_term, order.terms(self.dataset)))
        words += list(map(glossary.name_of_person, order.people(self.dataset)))
        return words

    @cached_property
    def people_citing(self) -> Mapping[str, list[Person]]:
        """The people whose name and office each source gives, by source id."""
        people = defaultdict(list)
        for person in order.people(self.dataset):
            for source in person.sources:
                people[source].append(person)
        return people

    @cached_property
    def citing(self) -> Mapping[str, list[Stated]]:
        """The statements that cite each source, by source id, in the order of the issues."""
        statements = defaultdict(list)
        for issue, position, statement in all_statements(self.dataset):
            for source in cited_sources([statement]):
                statements[source].append(Stated(issue, position, statement))
        return statements


def _plans_on_map(issue: Issue) -> Iterator[str]:
    """Yield the ids of the plans that answer on the map of an issue."""
    if issue.map:
        for answer in issue.map.answers:
            if answer.document:
                yield answer.document


def _is_editorial(change: Stated | Corrected | Withdrawn) -> bool:
    return isinstance(change, Corrected) and change.correction.editorial
