"""Two datasets → every change in meaning, riskiest first; silent on layout, and on the order of what has none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from stickingpoints.diff import matching, support
from stickingpoints.diff.change import KINDS, Change, Group, Section
from stickingpoints.diff.comparison_rows import place
from stickingpoints.diff.matching import flat
from stickingpoints.model.records import (
    ON_RECORD,
    Attribution,
    Citation,
    Dataset,
    Document,
    Event,
    Issue,
    Party,
    Position,
    Record,
    ScalePlace,
    Source,
    Statement,
    Term,
)
from stickingpoints.model.standing import newest_first
from stickingpoints.problems import Place

Kinds = Mapping[str, str]

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
_PARTY: Kinds = MappingProxyType(
    {
        "name": "party-changed",
        "short": "party-changed",
        "role": "wording",
        "mark": "party-changed",
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
        "summary": "wording",
        "plain_words": "wording",
        "why_it_matters": "wording",
        "figure_label": "wording",
    }
)
_POSITION: Kinds = MappingProxyType(dict.fromkeys(("summary", "reason", "looked_in"), "wording"))
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
_EVENT: Kinds = MappingProxyType(
    {
        **dict.fromkeys(("date", "title", "place", "participants", "issues"), "event-changed"),
        "outcome": "wording",
    }
)
_DOCUMENT: Kinds = MappingProxyType(
    {
        **dict.fromkeys(("title", "issuer", "date", "status", "points"), "document-changed"),
        "summary": "wording",
    }
)
_TERM: Kinds = MappingProxyType(
    {"term": "term-changed", "forms": "term-changed", "meaning": "wording"}
)
"""The kind of change that each field makes; `caution`, `quote` and `number` say more when the value comes or goes.

A field that stands in none of these tables nor in `_ELSEWHERE` is told as changed, so that none that is added goes unseen.
"""
_ELSEWHERE = (
    *(
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
        "review",
        "withdrawn",
        "schema_version",
    ),
    *(
        "parties",
        "sources",
        "issues",
        "events",
        "documents",
        "provisions",
        "glossary",
        "positions",
        "statements",
        "citations",
        "corrections",
    ),
)
"""Fields that say which record it is, and those that are compared one by one."""
_WEAKER: tuple[tuple[Attribution, ...], ...] = (
    ON_RECORD,
    ("leaked-document",),
    ("unnamed-official",),
    ("second-hand",),
    ("outlet-report",),
)
"""From the strongest attribution to the weakest."""


class Spot(NamedTuple):
    """Where changes are shown: group, party, and the record within them."""

    group: Group
    party: str = ""
    record: str = ""

    def change(
        self, kind: str, was: str = "", now: str = "", field: str = "", place: Place | None = None
    ) -> Change:
        """Return a change of the record here, or of a field of it."""
        return Change(
            kind,
            self.group,
            self.party,
            ", ".join(part for part in (self.record, field.replace("_", " ")) if part),
            was,
            now,
            place,
        )

    def within(self, record: str) -> Spot:
        """Return the spot of a record inside this one."""
        return self._replace(record=", ".join(part for part in (self.record, record) if part))


def compare(was: Dataset, now: Dataset) -> list[Change]:
    """Return the changes from one dataset to the other, riskiest first, else in the order of the files."""
    found = [
        *_site(was, now),
        *_issues(was, now),
        *(change for sort in _SORTS for change in _listed(sort, was, now)),
    ]
    return sorted(found, key=lambda change: change.rank)


# Fields


def _fields(spot: Spot, was: Record, now: Record, kinds: Kinds) -> Iterator[Change]:
    told = {
        field: kinds.get(field, "" if field in _ELSEWHERE else "field-changed")
        for field in type(now).model_fields
    }
    for field, kind in told.items():
        before, after = (_text(getattr(record, field)) if kind else "" for record in (was, now))
        if before != after:
            change = _kind(kind, before, after)
            yield spot.change(
                change,
                before,
                after,
                "" if field in KINDS[change].label.split() else field,
                now.where(field),
            )


def _text(value: Any) -> str:
    """Return a value as a reviewer reads it, without what is layout alone."""
    if value is None or isinstance(value, bool):
        return "yes" if value else "no" if value is False else ""
    return (
        "; ".join(flat(str(one)) for one in value) if isinstance(value, list) else flat(str(value))
    )


def _kind(kind: str, was: str, now: str) -> str:
    """Return the kind of a change of text, which may also have come or gone."""
    if kind in ("wording", "caution", "number") and not was:
        return "text-added"
    gone = {"wording": "text-removed", "caution": "caution-removed", "quote": "quote-removed"}
    if not now and kind in gone:
        return gone[kind]
    return {
        "caution": "wording",
        "number": "number-overwritten",
        "quote": "quote-altered" if was else "quote-added",
    }.get(kind, kind)


def _order(spot: Spot, noun: str, was: Sequence[str], now: Sequence[str]) -> Iterator[Change]:
    """Tell another order of what is on both sides."""
    before, after = [one for one in was if one in now], [one for one in now if one in was]
    if before != after:
        yield spot.change("order-changed", "; ".join(before), "; ".join(after), noun)


def _withdrawal(
    spot: Spot, was: Statement | Source | Event, now: Statement | Source | Event
) -> Iterator[Change]:
    before, after = (
        f"{one.withdrawn.date}: {flat(one.withdrawn.reason)}" if one.withdrawn else ""
        for one in (was, now)
    )
    if before != after:
        kind = "withdrawn" if not before else "withdrawal-changed" if after else "withdrawal-undone"
        yield spot.change(kind, before, after, "", now.where("withdrawn"))


# The site, and what it lists


def _site(was: Dataset, now: Dataset) -> Iterator[Change]:
    spot = Spot(Group("site"))
    yield from _fields(spot, was, now, _SITE)
    yield from _order(spot, "issues", list(was.issue), list(now.issue))
    yield from _order(spot, "parties", list(was.party), list(now.party))


class _Listed(NamedTuple):
    """Records of one sort: the field of the dataset that lists them, how one is told, and the kinds of its changes."""

    section: Section
    field: str
    told: Callable[[Any], str]
    kinds: Kinds


def _listed(sort: _Listed, was: Dataset, now: Dataset) -> Iterator[Change]:
    """Tell what became of the records of one sort."""
    found = matching.by_key(getattr(was, sort.field), getattr(now, sort.field), lambda one: one.id)
    for one in found.gone:
        yield Spot(Group(sort.section, one.id)).change(
            f"{sort.section}-removed", was=sort.told(one)
        )
    for one in found.new:
        yield Spot(Group(sort.section, one.id)).change(
            f"{sort.section}-added", now=sort.told(one), place=one.where()
        )
    for before, after in found.pairs:
        spot = Spot(Group(sort.section, after.id))
        if isinstance(after, Source | Event):
            yield from _withdrawal(spot, before, after)
        yield from _fields(spot, before, after, sort.kinds)
        if isinstance(after, Event | Document | Term):
            yield from _citations(spot, before.citations, after.citations)
        if isinstance(after, Document):
            yield from _provisions(spot, before, after)


def _provisions(spot: Spot, was: Document, now: Document) -> Iterator[Change]:
    found = matching.by_key(was.provisions, now.provisions, lambda one: one.issue)
    for one in found.gone:
        yield spot.within(one.issue).change(
            "provision-removed", was=flat(one.text), place=now.where("provisions")
        )
    for one in found.new:
        yield spot.within(one.issue).change(
            "provision-added", now=f"{flat(one.text)} {_cited(one.citations)}", place=one.where()
        )
    for before, after in found.pairs:
        yield from _fields(
            spot.within(after.issue), before, after, {"text": "wording", "locator": "wording"}
        )
        yield from _citations(spot.within(after.issue), before.citations, after.citations)


def _party(party: Party) -> str:
    return f"{party.name} ({party.short}): {flat(party.role)}"


def _source(source: Source) -> str:
    return ", ".join(
        part
        for part in (
            flat(source.title),
            source.publisher,
            source.kind,
            source.published,
            source.url,
        )
        if part
    )


def _event(event: Event) -> str:
    return f"{event.date}, {flat(event.title)}: {flat(event.outcome)} {_cited(event.citations)}"


def _document(document: Document) -> str:
    issues = "; ".join(one.issue for one in document.provisions)
    return f"{document.date}, {flat(document.title)} ({document.status}): {flat(document.summary)} On: {issues} {_cited(document.citations)}"


def _term(term: Term) -> str:
    return f"{term.term}: {flat(term.meaning)}"


_SORTS = (
    _Listed("party", "parties", _party, _PARTY),
    _Listed("source", "sources", _source, _SOURCE),
    _Listed("event", "events", _event, _EVENT),
    _Listed("document", "documents", _document, _DOCUMENT),
    _Listed("term", "glossary", _term, _TERM),
)


# Issues


def _issues(was: Dataset, now: Dataset) -> Iterator[Change]:
    found = matching.by_key(was.issues, now.issues, lambda one: one.id)
    for issue in found.gone:
        count = sum(len(position.statements) for position in issue.positions)
        yield Spot(Group("issue", issue.id)).change(
            "issue-removed",
            was=f"{flat(issue.question)} ({_count(len(issue.positions), 'position')}, {_count(count, 'statement')})",
        )
    for before, after in found.pairs:
        yield from _issue(before, after)
    for issue in found.new:
        spot = Spot(Group("issue", issue.id))
        yield spot.change(
            "issue-added", now=f"{issue.status}: {flat(issue.question)}", place=issue.where()
        )
        for position in issue.positions:
            yield from _new_position(spot._replace(party=position.party), issue, position)


def _issue(was: Issue, now: Issue) -> Iterator[Change]:
    spot = Spot(Group("issue", now.id))
    if was.status != now.status:
        kind = "status-changed" if support.status_supported(was, now) else "status-unsupported"
        yield spot.change(kind, was.status, now.status, "", now.where("status"))
    yield from _fields(spot, was, now, _ISSUE)
    if _scale(was) != _scale(now):
        yield spot.change("scale-changed", _scale(was), _scale(now), "", now.where("scale"))
    yield from _positions(spot, was, now)
    yield from _corrections(spot, was, now)
    before, after = (
        f"{one.review.last}, every {one.review.interval_days} days" for one in (was, now)
    )
    if before != after:
        yield spot.change("review", before, after, "", now.where("review"))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def _scale(issue: Issue) -> str:
    return (
        f"{flat(issue.scale.label)}: {'; '.join(f'{point.label} ({point.id})' for point in issue.scale.points)}"
        if issue.scale
        else ""
    )


def _corrections(spot: Spot, was: Issue, now: Issue) -> Iterator[Change]:
    found = matching.corrections(was.corrections, now.corrections)
    for one in found.gone:
        yield spot._replace(party=one.party or "").change(
            "correction-removed", was=f"{one.date}: {flat(one.summary)}"
        )
    for one in found.new:
        yield spot._replace(party=one.party or "").change(
            "correction-added", now=f"{one.date}: {flat(one.summary)}", place=one.where()
        )
    for before, after in found.pairs:
        name = f"correction {after.date}"
        yield from _fields(
            spot._replace(party=after.party or "", record=name),
            before,
            after,
            {"summary": "wording"},
        )


def _positions(spot: Spot, was: Issue, now: Issue) -> Iterator[Change]:
    found = matching.by_key(was.positions, now.positions, lambda one: one.party)
    for position in found.gone:
        told = f"{position.stance}: {flat(position.summary)} ({_count(len(position.statements), 'statement')})"
        yield spot._replace(party=position.party).change("position-removed", was=told)
    for before, after in found.pairs:
        yield from _position(spot._replace(party=after.party), (was, now), before, after)
    for position in found.new:
        yield from _new_position(spot._replace(party=position.party), now, position)


def _new_position(spot: Spot, issue: Issue, position: Position) -> Iterator[Change]:
    yield spot.change(
        "position-added",
        now=f"{_standing(issue, position)}: {flat(position.summary)}",
        place=position.where(),
    )
    for statement in position.statements:
        yield _new_statement(spot, issue, statement)


def _standing(issue: Issue, record: Position | Statement) -> str:
    return record.stance + (f" ({place(issue, record.at)})" if record.at else "")


# Positions


def _position(
    spot: Spot, issues: tuple[Issue, Issue], was: Position, now: Position
) -> Iterator[Change]:
    supported = support.position_supported(issues, was, now)
    if was.stance != now.stance:
        yield spot.change(
            "stance-changed" if supported else "stance-unsupported",
            was.stance,
            now.stance,
            "",
            now.where("stance"),
        )
    if was.at != now.at:
        kind = "place-changed" if supported else "place-unsupported"
        yield spot.change(
            kind, _place(issues[0], was.at), _place(issues[1], now.at), "", now.where("at")
        )
    yield from _fields(spot, was, now, _POSITION)
    lost = _on_record(was)
    if lost and not _on_record(now):
        yield spot.change("last-on-record-lost", was="; ".join(lost), place=now.where("statements"))
    yield from _statements(spot, issues, was, now)


def _place(issue: Issue, at: ScalePlace | None) -> str:
    return place(issue, at) if at else "none"


def _on_record(position: Position) -> list[str]:
    """Return the sources of what is on record, by id."""
    said = (statement for statement in newest_first(position) if statement.attribution in ON_RECORD)
    return list(
        dict.fromkeys(citation.source for statement in said for citation in statement.citations)
    )


def _statements(
    spot: Spot, issues: tuple[Issue, Issue], was: Position, now: Position
) -> Iterator[Change]:
    found = matching.statements(was, now)
    for statement in found.gone:
        yield spot.within(f"statement {statement.name}").change(
            "statement-removed", was=_statement(issues[0], statement), place=now.where("statements")
        )
    yield from (_new_statement(spot, issues[1], statement) for statement in found.new)
    for before, after in found.pairs:
        yield from _said(spot.within(f"statement {after.name}"), issues, before, after)
    # Of one day, the statement that stands first is the newer.
    yield from _order(
        spot,
        "statements of one day",
        *([one.name for one in newest_first(position)] for position in (was, now)),
    )


def _new_statement(spot: Spot, issue: Issue, statement: Statement) -> Change:
    return spot.within(f"statement {statement.name}").change(
        "statement-added", now=_statement(issue, statement), place=statement.where()
    )


def _statement(issue: Issue, statement: Statement) -> str:
    quotes = "".join(
        f" “{flat(citation.quote)}”" for citation in statement.citations if citation.quote
    )
    return f"{_standing(issue, statement)}, {statement.attribution}: {flat(statement.summary)}{quotes} {_cited(statement.citations)}"


def _cited(citations: Sequence[Citation]) -> str:
    return f"[{'; '.join(dict.fromkeys(citation.source for citation in citations))}]"


def _said(
    spot: Spot, issues: tuple[Issue, Issue], was: Statement, now: Statement
) -> Iterator[Change]:
    yield from _withdrawal(spot, was, now)
    if was.name != now.name:
        yield spot.change("date-changed", was.name, now.name, "", now.where("date"))
    corrected = support.corrected(*issues, spot.party)
    if was.stance != now.stance:
        yield spot.change(
            "stance-changed" if corrected else "stance-overwritten",
            was.stance,
            now.stance,
            "",
            now.where("stance"),
        )
    if was.at != now.at:
        kind = "place-changed" if corrected or was.at is None else "place-overwritten"
        yield spot.change(
            kind, _place(issues[0], was.at), _place(issues[1], now.at), "", now.where("at")
        )
    if was.attribution != now.attribution:
        kind = "attribution-weakened" if _weakness(now) > _weakness(was) else "attribution-changed"
        yield spot.change(kind, was.attribution, now.attribution, "", now.where("attribution"))
    yield from _fields(spot, was, now, _STATEMENT)
    yield from _citations(spot, was.citations, now.citations)


def _weakness(statement: Statement) -> int:
    return next(number for number, words in enumerate(_WEAKER) if statement.attribution in words)


def _citations(spot: Spot, was: Sequence[Citation], now: Sequence[Citation]) -> Iterator[Change]:
    found = matching.citations(was, now)
    for citation in found.gone:
        yield spot.within(citation.source).change("citation-removed", was=_citation(citation))
    for citation in found.new:
        yield spot.within(citation.source).change(
            "citation-added", now=_citation(citation), place=citation.where()
        )
    for before, after in found.pairs:
        # Whose words a quote is goes and comes with the quote.
        kinds = (
            _CITATION
            if before.quote and after.quote
            else {**dict.fromkeys(_CITATION, ""), "quote": "quote", "locator": "wording"}
        )
        yield from _fields(spot.within(after.source), before, after, kinds)


def _citation(citation: Citation) -> str:
    return f"“{flat(citation.quote)}”" if citation.quote else citation.source
