"""Two datasets → every change in meaning, riskiest first.

Layout is no change, nor is the order of records that have none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from operator import attrgetter
from types import MappingProxyType
from typing import Any, NamedTuple

from stickingpoints.diff import maps, matching, support
from stickingpoints.diff.change import KINDS, Change, Group, Section
from stickingpoints.diff.comparison_rows import place
from stickingpoints.diff.matching import flat
from stickingpoints.model.addresses import statement_anchor
from stickingpoints.model.records import (
    ON_RECORD,
    Attribution,
    Citation,
    Dataset,
    Document,
    Event,
    Issue,
    Party,
    Person,
    Position,
    Provision,
    Record,
    ScalePlace,
    Source,
    Statement,
    Term,
)
from stickingpoints.model.standing import newest_first
from stickingpoints.model.walk import cited_sources
from stickingpoints.problems import Place, quantity
from stickingpoints.text.meaning import Meaning

Kinds = Mapping[str, str]
_Citing = Statement | Event | Document | Provision | Term
_ID = attrgetter("id")

_SITE: Kinds = MappingProxyType(
    {
        "title": "wording",
        "summary": "wording",
        "as_of": "site-changed",
        "party_order_rule": "wording",
        "lead_heading": "wording",
        "licence": "site-changed",
    }
)
_PUBLISHER: Kinds = MappingProxyType(
    {"name": "publisher", "contact": "publisher", "made": "wording", "paid": "wording"}
)
_NOUNS: Kinds = MappingProxyType(dict.fromkeys(("party", "issue", "plan", "words"), "site-changed"))
_STATUS_WORDS: Kinds = MappingProxyType(
    dict.fromkeys(("agreed", "agreed_in_principle", "proposed", "disputed"), "wording")
)
_PARTY: Kinds = MappingProxyType(
    {
        "name": "party-changed",
        "short": "party-changed",
        "role": "wording",
        "mark": "party-changed",
        "group": "party-changed",
        "answers": "party-changed",
        "note": "caution",
    }
)
_SOURCE: Kinds = MappingProxyType(
    {
        "url": "source-address-changed",
        "archive_url": "source-address-changed",
        **dict.fromkeys(
            ("title", "publisher", "kind", "authors", "published", "published_basis", "language"),
            "source-changed",
        ),
        "accessed": "review",
        "note": "caution",
    }
)
_ISSUE: Kinds = MappingProxyType(
    {
        "title": "wording",
        "question": "question-changed",
        "lead": "site-changed",
        "trend": "trend-changed",
        "topic": "site-changed",
        "summary": "wording",
        "plain_words": "wording",
        "why_it_matters": "wording",
        "figure_label": "wording",
    }
)
_POSITION: Kinds = MappingProxyType(
    {
        "answer": "answer-changed",
        "since": "since-changed",
        **dict.fromkeys(("summary", "reason", "looked_in"), "wording"),
    }
)
_STATEMENT: Kinds = MappingProxyType(
    {
        "summary": "wording",
        "figure": "number",
        "stated_by": "speaker-changed",
        "detail": "wording",
        "caveat": "caution",
    }
)
_CITATION: Kinds = MappingProxyType(
    {
        "quote": "quote",
        "speaker": "quote-altered",
        "quote_kind": "quote-altered",
        "prefix": "wording",
        "suffix": "wording",
        "locator": "wording",
    }
)
# Whose words a quote is comes and goes with the quote, which is reported itself.
_CITATION_WITHOUT_QUOTE: Kinds = MappingProxyType(
    {**dict.fromkeys(_CITATION, ""), "quote": "quote", "locator": "wording"}
)
_EVENT: Kinds = MappingProxyType(
    {
        **dict.fromkeys(("date", "title", "place", "participants"), "event-changed"),
        "outcome": "wording",
        "issues": "field-changed",
        "parties": "field-changed",
    }
)
_DOCUMENT: Kinds = MappingProxyType(
    {
        **dict.fromkeys(("title", "issuer", "date", "status", "points"), "document-changed"),
        "summary": "wording",
    }
)
_PROVISION: Kinds = MappingProxyType(dict.fromkeys(("short", "text", "locator"), "wording"))
_CORRECTION: Kinds = MappingProxyType({"summary": "wording"})
OF_TEXT = frozenset(
    [
        "wording",
        "speaker-changed",
        "answer-changed",
        "question-changed",
        "event-changed",
        "document-changed",
        "term-changed",
        "person-changed",
        "party-changed",
        "source-changed",
        "map-changed",
    ]
)
"""The kinds of changes of text, in which a word may turn the meaning."""
_TERM: Kinds = MappingProxyType(
    {"term": "term-changed", "forms": "term-changed", "meaning": "wording"}
)
_PERSON: Kinds = MappingProxyType(
    {
        "name": "person-changed",
        "spellings": "person-changed",
        "office": "person-changed",
        "party": "person-changed",
    }
)
"""The kind of change that each field makes.

`caution`, `quote`, `number` and `publisher` say more when the value is added or removed.

A field in none of these tables nor in `_ELSEWHERE` is reported as changed: no new one is missed.
"""
_ELSEWHERE = frozenset(
    [
        "id",
        "party",
        "source",
        "date",
        "key",
        "stance",
        "at",
        "attribution",
        "status",
        "scale",
        "map",
        "review",
        "withdrawn",
        "announced",
        "schema_version",
        "publisher",
        "nouns",
        "status_words",
        "parties",
        "sources",
        "issues",
        "events",
        "documents",
        "provisions",
        "glossary",
        "people",
        "positions",
        "statements",
        "citations",
        "corrections",
    ]
)
"""Fields that say which record it is, and those that are compared one by one."""
_WEAKNESS: Mapping[Attribution, int] = MappingProxyType(
    {
        **dict.fromkeys(ON_RECORD, 0),
        "leaked-document": 1,
        "unnamed-official": 2,
        "second-hand": 3,
        "outlet-report": 4,
    }
)
"""The strength of each attribution, the strongest 0."""


class Spot(NamedTuple):
    """Where changes are shown: group, party, and the record within them."""

    group: Group
    party: str = ""
    record: str = ""
    name: str = ""  # what an entry under corrections calls the record

    def change(
        self, kind: str, was: str = "", now: str = "", field: str = "", place: Place | None = None
    ) -> Change:
        """Return a change of the record here, or of a field of it."""
        subject = _joined(self.record, field.replace("_", " "))
        return Change(kind, self.group, self.party, subject, was, now, place, record=self.name)

    def within(self, record: str) -> Spot:
        """Return the spot of a record inside this one."""
        return self._replace(record=_joined(self.record, record))

    def named(self, name: str) -> Spot:
        """Return the spot of a record that an entry under corrections calls so."""
        return self._replace(name=name)

    def of_party(self, party: str | None) -> Spot:
        """Return the spot of a party within the same group; None is the group as a whole."""
        return self._replace(party=party or "")


def _joined(*parts: str | None) -> str:
    return ", ".join(filter(None, parts))


def compare(was: Dataset, now: Dataset, meaning: Meaning) -> list[Change]:
    """Return the changes from one dataset to the other, riskiest first, then in file order.

    `meaning` finds the words that turn what a text says.
    """
    changes = [*_site(was, now), *_issues(was, now)]
    for sort in _SORTS:
        changes += _listed(sort, was, now)
    judged = map(partial(_judged, meaning), _with_moves(changes))
    return sorted(judged, key=attrgetter("rank"))


def _with_moves(changes: Sequence[Change]) -> Iterator[Change]:
    """Yield changes; a statement removed here and added elsewhere is one that was moved."""
    removed = {_moving(change): change for change in changes if change.kind == "statement-removed"}
    arrived = {}
    for change in changes:
        if change.kind == "statement-added" and _moving(change) in removed:
            arrived[_moving(change)] = change
    for change in changes:
        if arrived.get(_moving(change)) is change:
            yield _moved(removed[_moving(change)], change)
        elif change.kind != "statement-removed" or _moving(change) not in arrived:
            yield change


def _moving(change: Change) -> tuple[str, str]:
    """Return what a statement keeps when it is moved: its name, and what it says and cites."""
    return change.subject, (change.was or change.now).partition(": ")[2]


def _moved(before: Change, after: Change) -> Change:
    return replace(after, kind="statement-moved", was=_whereabouts(before), now=_whereabouts(after))


def _whereabouts(change: Change) -> str:
    return " › ".join(filter(None, (change.group.id, change.party)))


def _judged(meaning: Meaning, change: Change) -> Change:
    """Return a change of text with the words that turn its meaning."""
    if change.kind not in OF_TEXT or not change.was or not change.now:
        return change
    return replace(change, turns=meaning.turns(change.was, change.now))


# Fields


def _fields(spot: Spot, was: Record, now: Record, kinds: Kinds) -> Iterator[Change]:
    """Yield the changes of the fields of a record, by their kinds; a kind of "" is not compared."""
    for field in type(now).model_fields:
        if field in _ELSEWHERE and field not in kinds:
            continue
        kind = kinds.get(field, "field-changed")
        before, after = _text(getattr(was, field)), _text(getattr(now, field))
        if kind and before != after:
            change = _kind(kind, before, after)
            yield spot.change(change, before, after, _subject(field, change), now.where(field))


def _subject(field: str, kind: str) -> str:
    """Return the name of a field, or nothing where the label of the change names it already."""
    if field in KINDS[kind].label.split():
        return ""
    return field


def _text(value: Any) -> str:
    """Return a value as a reviewer reads it, without what is layout alone."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(map(_text, value))
    return flat(str(value))


_ADDED: Kinds = MappingProxyType(
    {
        "wording": "text-added",
        "caution": "text-added",
        "number": "text-added",
        "publisher": "text-added",
        "quote": "quote-added",
    }
)
_REMOVED: Kinds = MappingProxyType(
    {
        "wording": "text-removed",
        "caution": "caution-removed",
        "number": "number-overwritten",
        "publisher": "text-removed",
        "quote": "quote-removed",
    }
)
_ALTERED: Kinds = MappingProxyType(
    {
        "caution": "wording",
        "number": "number-overwritten",
        "publisher": "site-changed",
        "quote": "quote-altered",
    }
)


def _kind(kind: str, was: str, now: str) -> str:
    """Return the kind of a change of text, which may also have come or gone."""
    if not was:
        return _ADDED.get(kind, kind)
    if not now:
        return _REMOVED.get(kind, kind)
    return _ALTERED.get(kind, kind)


def _order(spot: Spot, noun: str, was: Sequence[str], now: Sequence[str]) -> Iterator[Change]:
    """Yield a change if what is on both sides is in another order."""
    before = [name for name in was if name in now]
    after = [name for name in now if name in was]
    if before != after:
        yield spot.change("order-changed", "; ".join(before), "; ".join(after), noun)


def _withdrawal(
    spot: Spot, was: Statement | Source | Event, now: Statement | Source | Event
) -> Iterator[Change]:
    before, after = _withdrawn(was), _withdrawn(now)
    if before == after:
        return
    kind = "withdrawal-changed"
    if not before:
        kind = "withdrawn"
    elif not after:
        kind = "withdrawal-undone"
    yield spot.change(kind, before, after, "", now.where("withdrawn"))


def _withdrawn(record: Statement | Source | Event) -> str:
    if record.withdrawn is None:
        return ""
    return f"{record.withdrawn.date}: {flat(record.withdrawn.reason)}"


def _announcement(spot: Spot, was: Event, now: Event) -> Iterator[Change]:
    before, after = _announced(was), _announced(now)
    if before != after:
        place = now.where("announced")
        yield spot.change("event-changed", before, after, "announced", place)


def _announced(event: Event) -> str:
    if event.announced is None:
        return ""
    return f"announced on {event.announced.date} by {flat(event.announced.by)}"


# The site, and what it lists


def _site(was: Dataset, now: Dataset) -> Iterator[Change]:
    spot = Spot(Group("site"))
    yield from _fields(spot, was, now, _SITE)
    yield from _part(spot, "publisher", _PUBLISHER, was, now)
    yield from _part(spot, "nouns", _NOUNS, was, now)
    yield from _part(spot, "status_words", _STATUS_WORDS, was, now)
    yield from _order(spot, "issues", list(was.issue), list(now.issue))
    yield from _order(spot, "parties", list(was.party), list(now.party))
    yield from _order(spot, "people", list(map(_ID, was.people)), list(map(_ID, now.people)))


def _part(spot: Spot, name: str, kinds: Kinds, was: Dataset, now: Dataset) -> Iterator[Change]:
    """Yield what changed in a record of which a dataset has at most one, such as its publisher."""
    earlier, later = getattr(was, name), getattr(now, name)
    for field, kind in kinds.items():
        before, after = _text(getattr(earlier, field, None)), _text(getattr(later, field, None))
        if before != after:
            place = (later or now).where(field)
            change = _kind(kind, before, after)
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
            yield from _withdrawal(spot, before, after)
        yield from _fields(spot, before, after, sort.kinds)
        if isinstance(after, Event):
            yield from _announcement(spot, before, after)
        if isinstance(after, Event | Document | Term):
            yield from _citations(spot, before, after)
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
        described = f"{flat(provision.text)} {_cited(provision.citations)}"
        here = spot.within(provision.issue)
        yield here.change("provision-added", now=described, place=provision.where())
    for before, after in matched.pairs:
        here = spot.within(after.issue)
        yield from _fields(here, before, after, _PROVISION)
        yield from _citations(here, before, after)


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
    return _joined(title, source.publisher, source.kind, source.published, source.url)


def _event(event: Event) -> str:
    said = flat(event.outcome or _announced(event))
    return f"{event.date}, {flat(event.title)}: {said} {_cited(event.citations)}"


def _document(document: Document) -> str:
    issues = "; ".join(map(attrgetter("issue"), document.provisions))
    return (
        f"{document.date}, {flat(document.title)} ({document.status}): {flat(document.summary)} "
        f"On: {issues} {_cited(document.citations)}"
    )


def _term(term: Term) -> str:
    return f"{term.term}: {flat(term.meaning)}"


def _person(person: Person) -> str:
    return f"{flat(person.name)}: {flat(person.office)} {_cited(person.citations)}"


_SORTS = (
    _Listed("party", "parties", _party, _PARTY),
    _Listed("source", "sources", _source, _SOURCE),
    _Listed("event", "events", _event, _EVENT),
    _Listed("document", "documents", _document, _DOCUMENT),
    _Listed("term", "glossary", _term, _TERM),
    _Listed("person", "people", _person, _PERSON),
)


# Issues


def _issues(was: Dataset, now: Dataset) -> Iterator[Change]:
    matched = matching.by_key(was.issues, now.issues, _ID)
    for issue in matched.gone:
        yield Spot(Group("issue", issue.id)).change("issue-removed", was=_lost_issue(issue))
    for before, after in matched.pairs:
        yield from _issue(before, after)
    for issue in matched.new:
        spot = Spot(Group("issue", issue.id))
        described = f"{issue.status}: {flat(issue.question)}"
        yield spot.change("issue-added", now=described, place=issue.where())
        for position in issue.positions:
            yield from _new_position(spot.of_party(position.party), issue, position)


def _lost_issue(issue: Issue) -> str:
    positions = quantity(len(issue.positions), "position")
    statements = quantity(
        sum(len(position.statements) for position in issue.positions), "statement"
    )
    return f"{flat(issue.question)} ({positions}, {statements})"


def _issue(was: Issue, now: Issue) -> Iterator[Change]:
    spot = Spot(Group("issue", now.id)).named(now.id)
    if was.status != now.status:
        kind = "status-changed" if support.status_supported(was, now) else "status-unsupported"
        yield spot.change(kind, was.status, now.status, "", now.where("status"))
    yield from _fields(spot, was, now, _ISSUE)
    if _scale(was) != _scale(now):
        yield spot.change("scale-changed", _scale(was), _scale(now), "", now.where("scale"))
    yield from _map(spot, was, now)
    yield from _positions(spot, was, now)
    yield from _corrections(spot, was, now)
    if _review(was) != _review(now):
        yield spot.change("review", _review(was), _review(now), "", now.where("review"))


def _review(issue: Issue) -> str:
    return f"{issue.review.last}, every {issue.review.interval_days} days"


def _scale(issue: Issue) -> str:
    if issue.scale is None:
        return ""
    points = "; ".join(f"{point.label} ({point.id})" for point in issue.scale.points)
    return f"{flat(issue.scale.label)}: {points}"


def _map(spot: Spot, was: Issue, now: Issue) -> Iterator[Change]:
    yield from _lines(spot, "map-changed", maps.lines(was), maps.lines(now), now)
    yield from _lines(spot, "map-drawn", maps.drawn(was), maps.drawn(now), now)


def _lines(
    spot: Spot, kind: str, before: maps.Lines, after: maps.Lines, now: Issue
) -> Iterator[Change]:
    """Yield the lines on a map that came, went or say something else."""
    for record in [*after, *sorted(before.keys() - after.keys())]:
        old, _ = before.get(record, ("", None))
        new, place = after.get(record, ("", now.where("map")))
        if old != new:
            yield spot.within(record).change(kind, old, new, "", place)


def _corrections(spot: Spot, was: Issue, now: Issue) -> Iterator[Change]:
    matched = matching.corrections(was.corrections, now.corrections)
    for correction in matched.gone:
        described = f"{correction.date}: {flat(correction.summary)}"
        yield spot.of_party(correction.party).change("correction-removed", was=described)
    for correction in matched.new:
        described = f"{correction.date}: {flat(correction.summary)}"
        here = spot.of_party(correction.party)
        yield here.change("correction-added", now=described, place=correction.where())
    for before, after in matched.pairs:
        here = spot.of_party(after.party).within(f"correction {after.date}").named("")
        yield from _fields(here, before, after, _CORRECTION)


def _positions(spot: Spot, was: Issue, now: Issue) -> Iterator[Change]:
    matched = matching.by_key(was.positions, now.positions, attrgetter("party"))
    for position in matched.gone:
        statements = quantity(len(position.statements), "statement")
        described = f"{position.stance}: {flat(position.summary)} ({statements})"
        yield spot.of_party(position.party).change("position-removed", was=described)
    for before, after in matched.pairs:
        here = spot.of_party(after.party).named(after.party)
        yield from _position(here, (was, now), before, after)
    for position in matched.new:
        yield from _new_position(spot.of_party(position.party), now, position)


def _new_position(spot: Spot, issue: Issue, position: Position) -> Iterator[Change]:
    yield spot.change(
        "position-added",
        now=f"{_standing(issue, position)}: {flat(position.summary)}",
        place=position.where(),
    )
    for statement in position.statements:
        yield _new_statement(spot, issue, statement)


def _standing(issue: Issue, record: Position | Statement) -> str:
    if record.at is None:
        return record.stance
    return f"{record.stance} ({place(issue, record.at)})"


# Positions


def _position(
    spot: Spot, issues: tuple[Issue, Issue], was: Position, now: Position
) -> Iterator[Change]:
    outcome = "unsupported"
    if support.position_supported(issues, was, now):
        outcome = "changed"
    yield from _stance(spot, f"stance-{outcome}", was, now)
    yield from _at(spot, f"place-{outcome}", issues, was, now)
    yield from _fields(spot, was, now, _POSITION)
    lost = _on_record(was)
    if lost and not _on_record(now):
        yield spot.change("last-on-record-lost", was="; ".join(lost), place=now.where("statements"))
    yield from _statements(spot, issues, was, now)


def _stance(
    spot: Spot, kind: str, was: Position | Statement, now: Position | Statement
) -> Iterator[Change]:
    if was.stance != now.stance:
        yield spot.change(kind, was.stance, now.stance, "", now.where("stance"))


def _at(
    spot: Spot,
    kind: str,
    issues: tuple[Issue, Issue],
    was: Position | Statement,
    now: Position | Statement,
) -> Iterator[Change]:
    if was.at != now.at:
        before, after = _place(issues[0], was.at), _place(issues[1], now.at)
        yield spot.change(kind, before, after, "", now.where("at"))


def _place(issue: Issue, at: ScalePlace | None) -> str:
    if at is None:
        return "none"
    return place(issue, at)


def _on_record(position: Position) -> list[str]:
    """Return the sources of what is on record, by id, those of the newest statement first."""
    statements = newest_first(position)
    return cited_sources(
        statement for statement in statements if statement.attribution in ON_RECORD
    )


def _statements(
    spot: Spot, issues: tuple[Issue, Issue], was: Position, now: Position
) -> Iterator[Change]:
    matched = matching.statements(was, now)
    for statement in matched.gone:
        here = spot.within(f"statement {statement.name}")
        described = _statement(issues[0], statement)
        yield here.change("statement-removed", was=described, place=now.where("statements"))
    for statement in matched.new:
        yield _new_statement(spot, issues[1], statement)
    for before, after in matched.pairs:
        here = spot.within(f"statement {after.name}").named(statement_anchor(now, after))
        yield from _changed_statement(here, issues, before, after)
    # Of two statements on one day, the first in the file is the newer.
    names_before = list(map(attrgetter("name"), newest_first(was)))
    names_after = list(map(attrgetter("name"), newest_first(now)))
    yield from _order(spot, "statements of one day", names_before, names_after)


def _new_statement(spot: Spot, issue: Issue, statement: Statement) -> Change:
    return spot.within(f"statement {statement.name}").change(
        "statement-added", now=_statement(issue, statement), place=statement.where()
    )


def _statement(issue: Issue, statement: Statement) -> str:
    head = f"{_standing(issue, statement)}, {statement.attribution}: {flat(statement.summary)}"
    quotes = [f"“{flat(citation.quote)}”" for citation in statement.citations if citation.quote]
    return " ".join([head, *quotes, _cited(statement.citations)])


def _cited(citations: Sequence[Citation]) -> str:
    return f"[{'; '.join(dict.fromkeys(map(attrgetter('source'), citations)))}]"


def _changed_statement(
    spot: Spot, issues: tuple[Issue, Issue], was: Statement, now: Statement
) -> Iterator[Change]:
    yield from _withdrawal(spot, was, now)
    if was.name != now.name:
        yield spot.change("date-changed", was.name, now.name, "", now.where("date"))
    stance_kind, place_kind = "stance-overwritten", "place-overwritten"
    if support.corrected(*issues, spot.party):
        stance_kind, place_kind = "stance-changed", "place-changed"
    if was.at is None:
        place_kind = "place-changed"
    yield from _stance(spot, stance_kind, was, now)
    yield from _at(spot, place_kind, issues, was, now)
    yield from _attribution(spot, was, now)
    yield from _fields(spot, was, now, _STATEMENT)
    yield from _citations(spot, was, now)


def _attribution(spot: Spot, was: Statement, now: Statement) -> Iterator[Change]:
    if was.attribution == now.attribution:
        return
    kind = "attribution-changed"
    if _WEAKNESS[now.attribution] > _WEAKNESS[was.attribution]:
        kind = "attribution-weakened"
    yield spot.change(kind, was.attribution, now.attribution, "", now.where("attribution"))


def _citations(spot: Spot, was: _Citing, now: _Citing) -> Iterator[Change]:
    matched = matching.citations(was.citations, now.citations)
    place_gone = now.where("citations")
    for citation in matched.gone:
        here = spot.within(citation.source)
        yield here.change("citation-removed", was=_citation(citation), place=place_gone)
    for citation in matched.new:
        here = spot.within(citation.source)
        yield here.change("citation-added", now=_citation(citation), place=citation.where())
    for before, after in matched.pairs:
        kinds = _CITATION
        if not (before.quote and after.quote):
            kinds = _CITATION_WITHOUT_QUOTE
        yield from _fields(spot.within(after.source), before, after, kinds)
    names_before = list(map(attrgetter("source"), was.citations))
    names_after = list(map(attrgetter("source"), now.citations))
    yield from _order(spot, "sources, the strongest first", names_before, names_after)


def _citation(citation: Citation) -> str:
    if citation.quote is None:
        return citation.source
    return f"“{flat(citation.quote)}”"
