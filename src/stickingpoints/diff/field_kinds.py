"""The kind of change that each field of a record makes when its text differs.

`caution`, `quote`, `number` and `publisher` say more when the value is added or removed.
A field in none of these tables nor in `ELSEWHERE` is reported as changed: no new one is missed.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

Kinds = Mapping[str, str]

SITE: Kinds = MappingProxyType(
    {
        "title": "wording",
        "summary": "wording",
        "as_of": "site-changed",
        "party_order_rule": "wording",
        "lead_heading": "wording",
        "licence": "site-changed",
    }
)
PUBLISHER: Kinds = MappingProxyType(
    {"name": "publisher", "contact": "publisher", "made": "wording", "paid": "wording"}
)
NOUNS: Kinds = MappingProxyType(dict.fromkeys(("party", "issue", "plan", "words"), "site-changed"))
STATUS_WORDS: Kinds = MappingProxyType(
    dict.fromkeys(("agreed", "agreed_in_principle", "proposed", "disputed"), "wording")
)
PARTY: Kinds = MappingProxyType(
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
SOURCE: Kinds = MappingProxyType(
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
ISSUE: Kinds = MappingProxyType(
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
POSITION: Kinds = MappingProxyType(
    {
        "answer": "answer-changed",
        "since": "since-changed",
        **dict.fromkeys(("summary", "reason", "looked_in"), "wording"),
    }
)
STATEMENT: Kinds = MappingProxyType(
    {
        "summary": "wording",
        "figure": "number",
        "stated_by": "speaker-changed",
        "detail": "wording",
        "caveat": "caution",
    }
)
CITATION: Kinds = MappingProxyType(
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
CITATION_WITHOUT_QUOTE: Kinds = MappingProxyType(
    {**dict.fromkeys(CITATION, ""), "quote": "quote", "locator": "wording"}
)
EVENT: Kinds = MappingProxyType(
    {
        **dict.fromkeys(("date", "title", "place", "participants"), "event-changed"),
        "outcome": "wording",
        "issues": "field-changed",
        "parties": "field-changed",
    }
)
DOCUMENT: Kinds = MappingProxyType(
    {
        **dict.fromkeys(("title", "issuer", "date", "status", "points"), "document-changed"),
        "summary": "wording",
    }
)
PROVISION: Kinds = MappingProxyType(dict.fromkeys(("short", "text", "locator"), "wording"))
CORRECTION: Kinds = MappingProxyType({"summary": "wording"})
TERM: Kinds = MappingProxyType(
    {"term": "term-changed", "forms": "term-changed", "meaning": "wording"}
)
PERSON: Kinds = MappingProxyType(
    {
        "name": "person-changed",
        "spellings": "person-changed",
        "office": "person-changed",
        "party": "person-changed",
    }
)
ELSEWHERE = frozenset(
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


def kind_of_change(kind: str, was: str, now: str) -> str:
    """Return the kind of a change of text, which may also have come or gone."""
    if not was:
        return _ADDED.get(kind, kind)
    if not now:
        return _REMOVED.get(kind, kind)
    return _ALTERED.get(kind, kind)
