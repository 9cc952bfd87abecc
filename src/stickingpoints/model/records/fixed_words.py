"""The fixed words that fields may take, and what some of them have in common."""

from __future__ import annotations

from typing import Any, Literal, get_args

Status = Literal["agreed", "agreed-in-principle", "proposed", "disputed"]
Trend = Literal["narrowing", "unchanged", "widening"]
Stance = Literal["accepts", "conditional", "proposes", "rejects", "undecided", "no-public-position"]
Attribution = Literal[
    "on-record",
    "official-document",
    "leaked-document",
    "unnamed-official",
    "second-hand",
    "outlet-report",
]
SourceKind = Literal[
    "official-document",
    "official-statement",
    "news-report",
    "analysis",
    "think-tank",
    "republication",
]
QuoteKind = Literal["speaker", "document", "outlet-words"]
Answers = Literal["every-issue", "where-stated"]
Outcome = Literal["held", "leaves", "demilitarised", "as-it-is", "undecided", "not-mentioned"]
DocumentStatus = Literal["leaked", "published", "confirmed"]
Mark = Literal[
    "circle",
    "square",
    "triangle",
    "diamond",
    "pentagon",
    "star",
    "cross",
    "ring",
    "inverted-triangle",
    "half-circle",
    "bar",
    "hourglass",
]

PartyNoun = Literal["party", "side", "member"]
IssueNoun = Literal["issue", "point", "clause"]
PlanNoun = Literal["plan", "draft", "text"]

ON_RECORD: tuple[Attribution, ...] = ("on-record", "official-document")
UNNAMED: tuple[Attribution, ...] = ("unnamed-official", "outlet-report")
NO_POSITION: Stance = "no-public-position"


def words_of(alias: Any) -> tuple[str, ...]:
    """Return the words that a field of fixed words may take, in order."""
    return get_args(alias)
