"""The site itself and the records of its lists, compared: parties, sources, events, plans."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Any, NamedTuple

from stickingpoints.diff import matching
from stickingpoints.diff.change import Change, Group, Section
from stickingpoints.diff.compared_fields import (
    Spot,
    as_text,
    changed_citations,
    changed_fields,
    changed_order,
    changed_withdrawal,
    cited,
    joined,
)
from stickingpoints.diff.field_kinds import (
    DOCUMENT,
    EVENT,
    NOUNS,
    PARTY,
    PERSON,
    PROVISION,
    PUBLISHER,
    SITE,
    SOURCE,
    STATUS_WORDS,
    TERM,
    Kinds,
    kind_of_change,
)
from stickingpoints.diff.matching import flat
from stickingpoints.model.records import Dataset, Document, Event, Party, Person, Source, Term

_ID = attrgetter("id")


def _announcement(spot: Spot, was: Event, now: Event) -> Iterator[Change]:
    before, after = _announced(was), _announced(now)
    if before != after:
        place = now.where("announced")
        yield spot.change("event-changed", before, after, "announced", place)


def _announced(event: Event) -> str:
    if event.announced is None:
        return ""
    return f"announced on {event.announced.date} by {flat(event.announced.by)}"


def changed_site(was: Dataset, now: Dataset) -> Iterator[Change]:
    """Yield what changed in the fields of the site itself, and in the order of its lists."""
    spot = Spot(Group("site"))
    yield from changed_fields(spot, was, now, SITE)
    yield from _part(spot, "publisher", PUBLISHER, was, now)
    yield from _part(spot, "nouns", NOUNS, was, now)
    yield from _part(spot, "status_words", STATUS_WORDS, was, now)
    yield from changed_order(spot, "issues", list(was.issue), list(now.issue))
    yield from changed_order(spot, "parties", list(was.party), list(now.party))
    yield from changed_order(spot, "people", list(map(_ID, was.people)), list(map(_ID, now.people)))


def _part(spot: Spot, name: str, kinds: Kinds, was: Dataset, now: Dataset) -> Iterator[Change]:
    """Yield what changed in a record of which a dataset has at most one, such as its publisher."""
    earlier, later = getattr(was, name), getattr(now, name)
    for field, kind in kinds.items():
        before, after = as_text(getattr(earlier, field, None)), as_text(getattr(later, field, None))
        if before != after:
            place = (later or now).where(field)
            change = kind_of_change(kind, before, after)
            yield spot.within(name).change(change, before, after, field, place)


class _Listed(NamedTuple):
    """Records of one sort: the dataset's field, how one is described, the kinds of its changes."""

    section: Section
    field: str
    described: Callable[[Any], str]
    kinds: Kinds


def _listed(sort: _Listed, was: Dataset, now: Dataset) -> Iterator[Change]:
    """Yield what became of the records of one sort."""
    matched = matching.by_key(getattr(was, sort.field), getattr(now, sort.field), _ID)
    for record in matched.gone:
        spot = Spot(Group(sort.section, record.id)).named(record.id)
        yield spot.change(f"{sort.section}-removed", was=sort.described(record))
    for record in matched.new:
        spot = Spot(Group(sort.section, record.id))
        described = sort.described(record)
        yield spot.change(f"{sort.section}-added", now=described, place=record.where())
    for before, after in matched.pairs:
        spot = Spot(Group(sort.section, after.id)).named(after.id)
        if isinstance(after, Source | Event):
            yield from changed_withdrawal(spot, before, after)
        yield from changed_fields(spot, before, after, sort.kinds)
        if isinstance(after, Event):
            yield from _announcement(spot, before, after)
        if isinstance(after, Event | Document | Term):
            yield from changed_citations(spot, before, after)
        if isinstance(after, Person):
            yield from _sources_of_person(spot, before, after)
        if isinstance(after, Document):
            yield from _provisions(spot, before, after)


def _provisions(spot: Spot, was: Document, now: Document) -> Iterator[Change]:
    matched = matching.by_key(was.provisions, now.provisions, attrgetter("issue"))
    for provision in matched.gone:
        place_gone = now.where("provisions")
        here = spot.within(provision.issue)
        yield here.change("provision-removed", was=flat(provision.text), place=place_gone)
    for provision in matched.new:
        described = f"{flat(provision.text)} {cited(provision.citations)}"
        here = spot.within(provision.issue)
        yield here.change("provision-added", now=described, place=provision.where())
    for before, after in matched.pairs:
        here = spot.within(after.issue)
        yield from changed_fields(here, before, after, PROVISION)
        yield from changed_citations(here, before, after)


def _sources_of_person(spot: Spot, was: Person, now: Person) -> Iterator[Change]:
    for source in was.sources:
        if source not in now.sources:
            yield spot.within(source).change("citation-removed", was=source)
    for source in now.sources:
        if source not in was.sources:
            place_new = now.where("sources")
            yield spot.within(source).change("citation-added", now=source, place=place_new)


def _party(party: Party) -> str:
    return f"{party.name} ({party.short}): {flat(party.role)}"


def _source(source: Source) -> str:
    title = flat(source.title)
    return joined(title, source.publisher, source.kind, source.published, source.url)


def _event(event: Event) -> str:
    outcome = flat(event.outcome or _announced(event))
    return f"{event.date}, {flat(event.title)}: {outcome} {cited(event.citations)}"


def _document(document: Document) -> str:
    issues = "; ".join(map(attrgetter("issue"), document.provisions))
    return (
        f"{document.date}, {flat(document.title)} ({document.status}): {flat(document.summary)} "
        f"On: {issues} {cited(document.citations)}"
    )


def _term(term: Term) -> str:
    return f"{term.term}: {flat(term.meaning)}"


def _person(person: Person) -> str:
    return f"{flat(person.name)}: {flat(person.office)} {cited(person.citations)}"


_SORTS = (
    _Listed("party", "parties", _party, PARTY),
    _Listed("source", "sources", _source, SOURCE),
    _Listed("event", "events", _event, EVENT),
    _Listed("document", "documents", _document, DOCUMENT),
    _Listed("term", "glossary", _term, TERM),
    _Listed("person", "people", _person, PERSON),
)


def changed_lists(was: Dataset, now: Dataset) -> Iterator[Change]:
    """Yield what became of the records of each sort, in the order of `_SORTS`."""
    for sort in _SORTS:
        yield from _listed(sort, was, now)
