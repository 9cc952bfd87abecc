"""The fields of two versions of a record, and what several records have → the changes.

Layout is no change, nor is the order of records that have none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from stickingpoints.diff import matching
from stickingpoints.diff.change import KINDS, Change, Group
from stickingpoints.diff.field_kinds import (
    CITATION,
    CITATION_WITHOUT_QUOTE,
    ELSEWHERE,
    Kinds,
    kind_of_change,
)
from stickingpoints.diff.matching import flat
from stickingpoints.model.records import (
    Citation,
    Document,
    Event,
    Provision,
    Record,
    Source,
    Statement,
    Term,
)
from stickingpoints.problems import Place

_Citing = Statement | Event | Document | Provision | Term


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
        subject = joined(self.record, field.replace("_", " "))
        return Change(kind, self.group, self.party, subject, was, now, place, record=self.name)

    def within(self, record: str) -> Spot:
        """Return the spot of a record inside this one."""
        return self._replace(record=joined(self.record, record))

    def named(self, name: str) -> Spot:
        """Return the spot of a record that an entry under corrections calls so."""
        return self._replace(name=name)

    def of_party(self, party: str | None) -> Spot:
        """Return the spot of a party within the same group; None is the group as a whole."""
        return self._replace(party=party or "")


def joined(*parts: str | None) -> str:
    """Return those of the parts that are not empty, with commas between them."""
    return ", ".join(filter(None, parts))


def changed_fields(spot: Spot, was: Record, now: Record, kinds: Kinds) -> Iterator[Change]:
    """Yield the changes of the fields of a record, by their kinds; a kind of "" is not compared."""
    for field in type(now).model_fields:
        if field in ELSEWHERE and field not in kinds:
            continue
        kind = kinds.get(field, "field-changed")
        # Compared as a reviewer reads them, so that a line broken elsewhere is no change.
        before, after = as_text(getattr(was, field)), as_text(getattr(now, field))
        if kind and before != after:
            change = kind_of_change(kind, before, after)
            yield spot.change(change, before, after, _subject(field, change), now.where(field))


def _subject(field: str, kind: str) -> str:
    """Return the name of a field, or nothing where the label of the change names it already."""
    if field in KINDS[kind].label.split():
        return ""
    return field


def as_text(value: Any) -> str:
    """Return a value as a reviewer reads it, without what is layout alone."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(map(as_text, value))
    return flat(str(value))


def changed_order(
    spot: Spot, noun: str, was: Sequence[str], now: Sequence[str]
) -> Iterator[Change]:
    """Yield a change if what is on both sides is in another order."""
    # Only what is on both sides can change its order; what came or went is reported by itself.
    before = [name for name in was if name in now]
    after = [name for name in now if name in was]
    if before != after:
        yield spot.change("order-changed", "; ".join(before), "; ".join(after), noun)


def changed_withdrawal(
    spot: Spot, was: Statement | Source | Event, now: Statement | Source | Event
) -> Iterator[Change]:
    """Yield a change if a record was withdrawn, brought back, or withdrawn for another reason."""
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


def cited(citations: Sequence[Citation]) -> str:
    """Return the ids of the cited sources, in brackets."""
    return f"[{'; '.join(dict.fromkeys(map(attrgetter('source'), citations)))}]"


def changed_citations(spot: Spot, was: _Citing, now: _Citing) -> Iterator[Change]:
    """Yield what became of the citations of a record, and of their order."""
    matched = matching.citations(was.citations, now.citations)
    place_gone = now.where("citations")
    for citation in matched.gone:
        here = spot.within(citation.source)
        yield here.change("citation-removed", was=_citation(citation), place=place_gone)
    for citation in matched.new:
        here = spot.within(citation.source)
        yield here.change("citation-added", now=_citation(citation), place=citation.where())
    for before, after in matched.pairs:
        kinds = CITATION
        if not (before.quote and after.quote):
            kinds = CITATION_WITHOUT_QUOTE
        yield from changed_fields(spot.within(after.source), before, after, kinds)
    names_before = list(map(attrgetter("source"), was.citations))
    names_after = list(map(attrgetter("source"), now.citations))
    yield from changed_order(spot, "sources, the strongest first", names_before, names_after)


def _citation(citation: Citation) -> str:
    if citation.quote is None:
        return citation.source
    return f"“{flat(citation.quote)}”"
