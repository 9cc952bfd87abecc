"""What a change in meaning is: of which kind, where it lies, what was and what is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, NamedTuple

from stickingpoints.diff.other_files import FileChange
from stickingpoints.problems import Place, Problem, quantity

Tier = Literal["risky", "changed", "added", "wording"]
Section = Literal[
    "issue", "party", "source", "event", "document", "term", "person", "site", "lock", "page"
]


class Kind(NamedTuple):
    """How much a kind of change asks of a reviewer, and what it is called."""

    tier: Tier
    label: str


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "issue-removed": Kind("risky", "issue removed"),
        "party-removed": Kind("risky", "party removed"),
        "position-removed": Kind("risky", "position removed"),
        "statement-removed": Kind("risky", "statement removed"),
        "statement-moved": Kind("risky", "statement moved"),
        "event-removed": Kind("risky", "event removed"),
        "source-removed": Kind("risky", "source removed"),
        "document-removed": Kind("risky", "plan removed"),
        "provision-removed": Kind("risky", "what a plan says removed"),
        "withdrawn": Kind("risky", "withdrawn"),
        "withdrawal-undone": Kind("risky", "withdrawal taken back"),
        "withdrawal-changed": Kind("risky", "withdrawal changed"),
        "last-on-record-lost": Kind("risky", "last source on record lost"),
        "quote-altered": Kind("risky", "quote altered"),
        "quote-removed": Kind("risky", "quote removed"),
        "stance-unsupported": Kind("risky", "stance changed with no new dated source"),
        "status-unsupported": Kind("risky", "status changed with no new dated source"),
        "place-unsupported": Kind("risky", "place on the scale changed with no new dated source"),
        "stance-overwritten": Kind("risky", "stance of a published statement changed"),
        "place-overwritten": Kind("risky", "place of a published statement changed"),
        "number-overwritten": Kind("risky", "number of a published statement changed"),
        "attribution-weakened": Kind("risky", "attribution weakened"),
        "attribution-changed": Kind("risky", "attribution changed"),
        "citation-removed": Kind("risky", "source no longer cited"),
        "caution-removed": Kind("risky", "caution removed"),
        "correction-removed": Kind("risky", "correction removed"),
        "date-changed": Kind("risky", "date of a published statement changed"),
        "source-address-changed": Kind("risky", "address of a source changed"),
        "quote-marked": Kind(
            "risky", "marked as checked: only someone who has the saved copy can confirm this"
        ),
        "quote-unmarked": Kind("risky", "no longer marked as checked"),
        "source-changed": Kind("changed", "source described otherwise"),
        "speaker-changed": Kind("changed", "who said it changed"),
        "stance-changed": Kind("changed", "stance changed"),
        "answer-changed": Kind("changed", "answer changed"),
        "since-changed": Kind("changed", "since when changed"),
        "status-changed": Kind("changed", "status changed"),
        "place-changed": Kind("changed", "place on the scale changed"),
        "trend-changed": Kind("changed", "trend changed"),
        "question-changed": Kind("changed", "question changed"),
        "scale-changed": Kind("changed", "scale changed"),
        "map-changed": Kind("changed", "map changed"),
        "event-changed": Kind("changed", "event changed"),
        "document-changed": Kind("changed", "plan changed"),
        "term-changed": Kind("changed", "term changed"),
        "term-removed": Kind("changed", "term removed"),
        "person-changed": Kind("changed", "person changed"),
        "person-removed": Kind("changed", "person removed"),
        "party-changed": Kind("changed", "party changed"),
        "site-changed": Kind("changed", "site changed"),
        "settings-changed": Kind("changed", "settings changed"),
        "order-changed": Kind("changed", "order changed"),
        "field-changed": Kind("changed", "changed"),
        "text-removed": Kind("changed", "text removed"),
        "issue-added": Kind("added", "issue added"),
        "party-added": Kind("added", "party added"),
        "position-added": Kind("added", "position added"),
        "statement-added": Kind("added", "statement added"),
        "correction-added": Kind("added", "correction added"),
        "citation-added": Kind("added", "source cited"),
        "quote-added": Kind("added", "quote added"),
        "source-added": Kind("added", "source added"),
        "event-added": Kind("added", "event added"),
        "document-added": Kind("added", "plan added"),
        "provision-added": Kind("added", "what a plan says added"),
        "term-added": Kind("added", "term added"),
        "person-added": Kind("added", "person added"),
        "text-added": Kind("added", "text added"),
        "wording": Kind("wording", "wording"),
        "map-drawn": Kind("wording", "map drawn otherwise"),
        "review": Kind("wording", "read through"),
    }
)
"""Every kind of change, the riskiest first."""
# A dictionary keeps its order, so the table above is the order of the report.
_BY_RISK = tuple(KINDS)
_TIERS: tuple[Tier, ...] = ("risky", "changed", "added", "wording")


class Group(NamedTuple):
    """Under what a change is shown: a record, the site, the record of checked quotes, or a page.

    The id of a page is its path.
    """

    section: Section
    id: str = ""


@dataclass(frozen=True)
class Change:
    """One change in meaning.

    `subject` names record and field where group and party do not; `place` is where to look;
    `turns` says which words turn the meaning; `record` is what an entry under corrections calls
    the record, empty if none can name it.
    """

    kind: str
    group: Group
    party: str = ""
    subject: str = ""
    was: str = ""
    now: str = ""
    place: Place | None = None
    turns: tuple[str, ...] = ()
    record: str = ""

    @property
    def tier(self) -> Tier:
        """How much it asks of a reviewer."""
        if self.turns:
            return "risky"
        return KINDS[self.kind].tier

    @property
    def label(self) -> str:
        """What it is called."""
        # Every other kind says already what changed.
        if self.turns and self.kind == "wording":
            return "change of meaning"
        return KINDS[self.kind].label

    @property
    def rank(self) -> tuple[int, int]:
        """Its place in the order of risk, the riskiest first: by tier, then by kind."""
        return _TIERS.index(self.tier), _BY_RISK.index(self.kind)


class Row(NamedTuple):
    """A row of the comparison: name, text before and text after, for the status and each party."""

    cells: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Report:
    """What changed between two datasets, riskiest first; or, in `broken`, why none can be compared.

    `files` are those that differ and are no data; None if there was nothing but data to compare.
    """

    base: str
    head: str
    changes: tuple[Change, ...] = ()
    rows: Mapping[str, Row] = field(default_factory=dict)
    titles: Mapping[Group, str] = field(default_factory=dict)
    parties: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    broken: tuple[Problem, ...] = ()
    files: tuple[FileChange, ...] | None = None

    def row(self, group: Group) -> Row | None:
        """Return the row of the comparison that belongs to a group, if it changed."""
        if group.section != "issue":
            return None
        return self.rows.get(group.id)

    def groups(self, changes: Sequence[Change]) -> dict[Group, dict[str, list[Change]]]:
        """Return changes by group and party, the one with the riskiest change first."""
        groups: dict[Group, dict[str, list[Change]]] = {}
        for change in changes:
            parties = groups.setdefault(change.group, {})
            parties.setdefault(change.party, []).append(change)
        return groups


def by_tier(changes: Sequence[Change]) -> str:
    """Return how many changes there are of each tier: `2 to look at first, 1 addition`."""
    return ", ".join(_counts(Counter(change.tier for change in changes)))


def _counts(numbers: Counter[Tier]) -> Iterator[str]:
    if numbers["risky"]:
        yield f"{numbers['risky']:,} to look at first"
    if numbers["changed"]:
        yield quantity(numbers["changed"], "change")
    if numbers["added"]:
        yield quantity(numbers["added"], "addition")
    if numbers["wording"]:
        yield f"{numbers['wording']:,} of wording"
