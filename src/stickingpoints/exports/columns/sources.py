"""The tables of sources, and of every citation of one."""

from __future__ import annotations

from types import MappingProxyType

from stickingpoints.exports import manifest
from stickingpoints.exports.columns.definitions import (
    RECORD_KINDS,
    Column,
    RecordKind,
    Table,
    dated,
    fixed,
    to,
)
from stickingpoints.model.records import Attribution, QuoteKind, SourceKind

SOURCES = Table(
    manifest.SOURCES,
    "SourceRow",
    MappingProxyType(
        {
            "id": Column("Id of the source.", "id", required=True),
            "title": Column(
                "Title as published; in square brackets if it is a description.", required=True
            ),
            "publisher": Column("Who published it.", required=True),
            "kind": fixed("What sort of text it is.", SourceKind, required=True),
            "authors": Column("The authors, if named.", "texts"),
            "published": Column("Day or month of publication.", "day-or-month"),
            "published_basis": Column("How the date is known, when it is inferred."),
            "accessed": Column("Day on which an editor read it.", "day", required=True),
            "language": Column("Language tag (BCP 47)."),
            "url": Column("Where it was read.", "address"),
            "archive_url": Column("An archived copy.", "address"),
            "note": Column("What a careful reader should know."),
            "citations": Column(
                "How many times statements, events, announcements, documents, terms and people "
                "cite it.",
                "integer",
                required=True,
            ),
            "address": Column("Permanent address of its entry.", "address", required=True),
            "withdrawn": Column(
                "Day on which it was withdrawn: nothing rests on it any more.", "day"
            ),
            "withdrawn_reason": Column("Why it was withdrawn."),
            **dated("published"),
        }
    ),
)

CITATIONS = Table(
    manifest.CITATIONS,
    "CitationRow",
    MappingProxyType(
        {
            "record_kind": fixed("What cites the source.", RecordKind, required=True),
            "record": Column("Id of the record that cites.", "id", required=True),
            "number": Column(
                "Place among the citations of that record, from 1, the strongest first.",
                "integer",
                required=True,
            ),
            "source": Column("Id of the source.", "id", required=True),
            "quote": Column("Words copied to the letter."),
            "quote_kind": fixed(
                "Whose words: a speaker's, a document's or the outlet's own.", QuoteKind
            ),
            "speaker": Column("Who spoke the words."),
            "locator": Column("Page, paragraph or time in a long source."),
            "prefix": Column("Words just before the quote in the source."),
            "suffix": Column("Words just after the quote in the source."),
            "url": Column("Where the source was read.", "address"),
            "passage": Column("The same address, opening at the quoted words.", "address"),
            "issue": Column("Id of the issue, for a statement or a provision.", "id"),
            "party": Column("Id of the party, for a statement or a person.", "id"),
            "date": Column(
                "Date of the statement, event, announcement or document: a day, or a month.",
                "day-or-month",
            ),
            **dated("date"),
            "attribution": fixed("How the statement is known.", Attribution),
            "stated_by": Column("Who made the statement, in what capacity, where."),
            "address": Column("Permanent address of the record.", "address", required=True),
            "withdrawn": Column(
                "Day on which the record was withdrawn: it no longer counts.", "day"
            ),
            **{
                kind: Column(f"Id of the {kind}, if it is one that cites.", "id")
                for kind in RECORD_KINDS
            },
        }
    ),
    ("record_kind", "record", "number"),
    (
        to("sources", "source"),
        to("issues", "issue"),
        to("parties", "party"),
        to("statements", "statement"),
        to("events", "event"),
        to("documents", "document"),
        to("provisions", "provision"),
        to("terms", "term"),
        to("people", "person"),
        to("announcements", "announcement"),
    ),
)
