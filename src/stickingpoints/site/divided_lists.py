"""Dataset → its lists that are too long for one page, each with its parts.

The comparison, the list of issues and the pages of parties are in parts on every large site, all
others only where they are long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, groupby
from operator import attrgetter
from typing import Any, NamedTuple, Protocol, get_args

from stickingpoints.i18n.language import Language
from stickingpoints.model import addresses, order, parts
from stickingpoints.model.parts import Group
from stickingpoints.model.records import (
    Dataset,
    Document,
    Event,
    Issue,
    Party,
    Person,
    Position,
    Provision,
    Source,
    SourceKind,
    Statement,
    Term,
)
from stickingpoints.model.standing import newest_first
from stickingpoints.site import list_weights as weights
from stickingpoints.site.long_lists import Anchors, LongList, long_list
from stickingpoints.site.plans import MOST_COLUMNS

MANY_STATEMENTS = 60
"""From so many statements on, the earlier ones of an issue have pages of their own."""

NEWEST_STATEMENTS = 3
"""How many statements of each party its issue's page then shows whole."""

FEW = 12
"""How many issues the page that leads to the parts shows itself at most."""

NEWEST = 30
"""How many events or changes the page that leads to the parts shows itself."""

MANY_CHANGES = 150
"""How many changes a part has at most: they are short."""


class Dated(Protocol):
    """What has a day and a month, as ISO dates."""

    @property
    def date(self) -> str:
        """The day, or the month where only that is known."""

    @property
    def month(self) -> str:
        """The month."""


class Said(NamedTuple):
    """A statement with its position."""

    position: Position
    statement: Statement


def divided_lists(
    dataset: Dataset, language: Language, changes: Sequence[Dated], citing: Mapping[str, int]
) -> dict[str, LongList]:
    """Return the lists in parts, by address; on a small site only those of long issues.

    `changes` come newest first; `citing` is the number of statements that cite each source.
    """
    lists = list(_of_statements(dataset, language))
    if parts.has_parts(dataset):
        lists += _of_issues(dataset, language)
        lists += filter(None, _of_records(dataset, language, citing))
        lists.append(_of_changes(changes, language))
    return {one.address: one for one in lists}


def leading(dataset: Dataset) -> list[Issue]:
    """Return the issues that come before the parts: lead issues, or the first of each topic."""
    leads = [issue for issue in dataset.issues if issue.lead]
    if not leads:
        leads = [topic.issues[0] for topic in order.topics(dataset.issues)]
    return leads[:FEW]


# Issue by issue


def _of_issues(dataset: Dataset, language: Language) -> Iterator[LongList]:
    """Yield the lists that are grouped by topic."""
    groups = parts.by_topic(dataset.issues, language.say("Others"))
    first = leading(dataset)
    overview = parts.divided(addresses.OVERVIEW, groups, weights.overview)
    yield LongList("issues/", overview, _title, first)
    compared = parts.divided("compare/", groups, weights.compared)
    yield long_list("compare/", compared, _title, _anchor, _half_page(first, weights.compared))
    for party in dataset.parties:
        yield _of_party(dataset, party, groups, first)
    yield from filter(None, _tables(groups, _said_on(dataset.documents)))
    yield from filter(None, [_of_plans(dataset, groups)])


def _tables(
    groups: Sequence[Group[Issue]], said: Mapping[str, Sequence[Provision]]
) -> Iterator[LongList | None]:
    """Yield the pages on issues that are short for each of them."""
    yield _if_long("follow/", groups, weights.followed, _title, _anchor_of_followed)
    with_sources = partial(weights.with_sources, said)
    yield _if_long("sources/by-issue/", groups, with_sources, _title, _anchor_of_followed)
    yield _if_long("method/fairness/", groups, weights.measured, _title, _no_anchor)


def _half_page(entries: Sequence[Issue], weigh: Callable[[Issue], int]) -> list[Issue]:
    """Return as many of the first entries as half a page holds."""

    def double(issue: Issue) -> int:
        return 2 * weigh(issue)

    return next(parts.filled(entries, double, FEW), [])


def _of_party(
    dataset: Dataset, party: Party, groups: Sequence[Group[Issue]], first: Sequence[Issue]
) -> LongList:
    def has_position(issue: Issue) -> bool:
        return party.id in issue.position

    page, weigh = addresses.party_page(party.id), partial(weights.of_party, len(dataset.parties))
    divided = parts.divided(page, _with(has_position, groups), weigh)
    return long_list(page, divided, _title, _anchor, list(filter(has_position, first)))


def _with(
    is_wanted: Callable[[Issue], bool], groups: Iterable[Group[Issue]]
) -> Iterator[Group[Issue]]:
    """Yield groups with the issues that are wanted; those without any are left out."""
    for group in groups:
        wanted = list(filter(is_wanted, group.entries))
        if wanted:
            yield Group(group.slug, group.heading, wanted)


def _of_plans(dataset: Dataset, groups: Sequence[Group[Issue]]) -> LongList | None:
    """Return what the plans say, issue by issue; the plans themselves stay on the first page."""
    said = _said_on(dataset.documents)
    by: dict[str, list[str]] = {}
    for document in dataset.documents:
        for provision in document.provisions:
            by.setdefault(provision.issue, []).append(document.id)
    columns = min(len(dataset.documents), MOST_COLUMNS)

    def weigh(issue: Issue) -> int:
        return weights.followed_by_plans(said[issue.id], columns)

    def anchors(issue: Issue) -> Iterator[str]:
        yield addresses.followed_issue(issue.id)
        for document in by[issue.id]:
            yield addresses.provision_anchor(document, issue.id)

    def is_touched(issue: Issue) -> bool:
        return issue.id in said

    return _if_long("plans/", list(_with(is_touched, groups)), weigh, _title, anchors)


def _said_on(documents: Iterable[Document]) -> dict[str, list[Provision]]:
    """Return what plans say on each issue that any touches, by its id."""
    said: dict[str, list[Provision]] = {}
    for document in documents:
        for provision in document.provisions:
            said.setdefault(provision.issue, []).append(provision)
    return said


# Record by record


def _of_records(
    dataset: Dataset, language: Language, citing: Mapping[str, int]
) -> Iterator[LongList | None]:
    kinds = list(_by_kind(dataset, language))
    source = partial(weights.source, citing)
    yield _sorted(_if_long("sources/", kinds, source, _publisher, _anchors_of_source))
    yield _of_events(dataset, language)
    people = list(_by_party(dataset, language))
    yield _sorted(_if_long("people/", people, weights.person, _person, _anchors_of_person))
    terms = [Group("", "", order.terms(dataset))]
    yield _if_long("glossary/", terms, weights.term, _term, _anchor)


def _if_long(
    page: str,
    groups: Sequence[Group[Any]],
    weigh: Callable[[Any], int],
    name: Callable[[Any], str],
    anchors: Anchors,
) -> LongList | None:
    """Return a list in parts, None if one page holds all of it."""
    entries = list(chain.from_iterable(map(attrgetter("entries"), groups)))
    if len(list(parts.filled(entries, weigh, len(entries)))) <= 1:
        return None
    return long_list(page, parts.divided(page, groups, weigh, len(entries)), name, anchors)


def _sorted(found: LongList | None) -> LongList | None:
    """Return a list whose parts can be told by their first and last entries."""
    return found and replace(found, is_sorted=True)


def _of_events(dataset: Dataset, language: Language) -> LongList | None:
    """Return the events by year, the newest year first; the oldest of a year on its first part.

    So an event stays on its page when newer ones are added.
    """
    events = order.events(dataset)
    years = []
    for year, group in groupby(events, key=_year):
        years.append(Group(year, year, list(group)))

    def name(event: Event) -> str:
        return language.short_date(event.date)

    found = _if_long("timeline/", years[::-1], weights.event, name, _anchors_of_event)
    if found is None:
        return None
    return replace(found, first=events[: -NEWEST - 1 : -1], is_sorted=True)


def _of_changes(changes: Sequence[Dated], language: Language) -> LongList:
    """Return the changes by month, the newest month first, the oldest of a month on its first part.

    So a change stays on its page when newer ones are added.
    """
    months = []
    for month, group in groupby(changes, key=attrgetter("month")):
        months.append(Group(month, language.long_date(month), list(group)[::-1]))

    def name(change: Dated) -> str:
        return language.short_date(change.date)

    divided = parts.divided("changes/", months, weights.change, MANY_CHANGES)
    found = long_list("changes/", divided, name, _anchors_of_change, changes[:NEWEST])
    return replace(found, is_sorted=True)


def _of_statements(dataset: Dataset, language: Language) -> Iterator[LongList]:
    """Yield the earlier statements of each issue that has many, the oldest on the first part."""

    def name(said: Said) -> str:
        return language.short_date(said.statement.date)

    for issue in dataset.issues:
        if sum(len(position.statements) for position in issue.positions) >= MANY_STATEMENTS:
            page = addresses.earlier_statements(issue.id)
            groups = [Group("", "", _earlier(dataset, issue))]
            divided = parts.divided(page, groups, _weight_of_statement)
            yield long_list(addresses.issue_page(issue.id), divided, name, _anchor_of_statement)


def _earlier(dataset: Dataset, issue: Issue) -> list[Said]:
    """Return the statements that an issue's page does not show whole, oldest first."""
    earlier: list[Said] = []
    for position in order.positions(dataset, issue):
        statements = newest_first(position)[NEWEST_STATEMENTS:]
        earlier += map(partial(Said, position), statements)
    return sorted(earlier, key=attrgetter("statement.date"))


def _by_kind(dataset: Dataset, language: Language) -> Iterator[Group[Source]]:
    sources = sorted(dataset.sources, key=by_publisher)
    for kind in get_args(SourceKind):
        of_kind = [source for source in sources if source.kind == kind]
        if of_kind:
            yield Group(kind, language.words.source_kinds[kind], of_kind)


def by_publisher(source: Source) -> tuple[str, str]:
    """Return by what lists of sources are sorted."""
    return source.publisher.lower(), source.title.lower()


def _by_party(dataset: Dataset, language: Language) -> Iterator[Group[Person]]:
    people = order.people(dataset)
    for party, members in groupby(people, key=attrgetter("party")):
        if party is None:
            yield Group("others", language.say("Others"), list(members))
        else:
            yield Group(party, dataset.party[party].name, list(members))


def addresses_in(part: Dataset, issue: Issue) -> Iterator[str]:
    """Yield the permanent addresses to which the page of an issue may link, in lists."""
    yield f"follow/#{addresses.followed_issue(issue.id)}"
    yield from map(addresses.source_entry, part.source)
    yield from map(addresses.event_entry, part.event)
    for document in part.documents:
        yield addresses.document_entry(document.id)
        yield addresses.provision_entry(document.id, issue.id)
    for term in part.glossary:
        yield addresses.term_entry(term.id)
    for person in part.people:
        yield addresses.person_entry(person.id)


# What entries are called, and where they were while their list was one page


def _title(issue: Issue) -> str:
    return issue.title


def _publisher(source: Source) -> str:
    return source.publisher


def _person(person: Person) -> str:
    return person.name


def _term(term: Term) -> str:
    return term.term


def _year(event: Event) -> str:
    return event.date[:4]


def _weight_of_statement(said: Said) -> int:
    return weights.statement(said.statement)


def _no_anchor(_: Any) -> tuple[str, ...]:
    return ()


def _anchor(record: Issue | Term) -> tuple[str, ...]:
    return (record.id,)


def _anchor_of_followed(issue: Issue) -> tuple[str, ...]:
    return (addresses.followed_issue(issue.id),)


def _anchors_of_source(source: Source) -> tuple[str, ...]:
    return source.id, addresses.sources_of_kind(source.kind)


def _anchors_of_event(event: Event) -> tuple[str, ...]:
    return event.id, addresses.month_of_events(event.date[:7])


def _anchors_of_person(person: Person) -> tuple[str, ...]:
    return person.id, addresses.people_of_party(person.party or "others")


def _anchors_of_change(change: Dated) -> tuple[str, ...]:
    return (addresses.month_of_changes(change.month),)


def _anchor_of_statement(said: Said) -> tuple[str, ...]:
    return (addresses.statement_anchor(said.position, said.statement),)
