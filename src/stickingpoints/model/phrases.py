"""Sentences that the site and the PDF both use."""

from __future__ import annotations

from stickingpoints.i18n.language import Language
from stickingpoints.model import answers
from stickingpoints.model.answers import Evidence
from stickingpoints.model.records import ON_RECORD, Citation, Dataset, Issue, Position
from stickingpoints.model.scale import place_in_words
from stickingpoints.model.standing import newest_first
from stickingpoints.model.walk import cited_sources


def counts(dataset: Dataset, language: Language) -> str:
    """Return how much there is: `12 issues · 201 statements · 5 parties · 322 sources`."""
    counted = language.counted
    parts = [
        counted("{n} [issue]", "{n} [issues]", len(dataset.issues)),
        counted("{n} statement", "{n} statements", dataset.statement_count),
        counted("{n} [party]", "{n} [parties]", len(dataset.parties)),
        counted("{n} source", "{n} sources", len(dataset.sources)),
    ]
    return " · ".join(parts)


def ground(position: Position, language: Language) -> str:
    """Return what a position rests on, counted: `7 statements, 5 on record, 9 sources`."""
    statements = newest_first(position)
    sources = cited_sources(statements)
    on_record = 0
    for statement in statements:
        if statement.attribution in ON_RECORD:
            on_record += 1
    counted = language.counted
    parts = [
        counted("{n} statement", "{n} statements", len(statements)),
        counted("{n} on record", "{n} on record", on_record),
        counted("{n} source", "{n} sources", len(sources)),
    ]
    return ", ".join(parts)


def evidence_key(language: Language) -> dict[Evidence, str]:
    """Return what the two marks of evidence mean."""
    return {
        "solid": language.say("on record or official document"),
        "hollow": language.say("leaked, unnamed or second-hand"),
    }


def on_record(issue: Issue, position: Position, language: Language) -> str:
    """Return what a party last said on record: its place, or else its stance, with the day."""
    placed = answers.placed_on_record(position)
    if placed is not None and placed.at is not None:
        place = place_in_words(issue, placed.at, language)
        return f"{place} ({language.short_date(placed.date)})"
    statement = answers.on_record(position)
    if statement is None:
        return language.say("nothing on record")
    stance = language.words.stances[statement.stance].label
    return f"{stance} ({language.short_date(statement.date)})"


def whose(citation: Citation, language: Language) -> str:
    """Return whose words a quote is."""
    if citation.quote_kind == "outlet-words":
        return language.say("the outlet’s words")
    if citation.quote_kind == "document":
        return language.say(
            "text: {document}", document=citation.speaker or language.say("the document")
        )
    return citation.speaker or ""
