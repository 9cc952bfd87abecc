"""The tables of the open data: their columns, and the keys by which they are joined.

The CSV files, their descriptions (OpenAPI, Data Package, CSVW) and the SQLite file are made from
this. Within v1 a table gains columns at its right end, and loses none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, get_args

from stickingpoints.exports import manifest
from stickingpoints.model.answers import Evidence
from stickingpoints.model.partial_date import Precision
from stickingpoints.model.records import (
    Answers,
    Attribution,
    DocumentStatus,
    Mark,
    Outcome,
    QuoteKind,
    SourceKind,
    Stance,
    Status,
    Trend,
    words_of,
)

Kind = Literal["text", "texts", "id", "ids", "integer", "yes-no", "day", "day-or-month", "address"]
"""What a cell holds; several `texts` or `ids` are separated by "; ", which ids never contain."""

RecordKind = Literal[
    "statement", "event", "document", "provision", "term", "person", "announcement"
]
"""What cites a source."""

RECORD_KINDS: tuple[RecordKind, ...] = get_args(RecordKind)


class Column(NamedTuple):
    """A column: what its cells say, their kind, whether none is empty, the only words in them."""

    description: str
    kind: Kind = "text"
    required: bool = False
    words: tuple[str, ...] = ()


Columns = Mapping[str, Column]


class ForeignKey(NamedTuple):
    """Columns that hold the primary key of a row of another table, or nothing."""

    columns: tuple[str, ...]
    table: str


@dataclass(frozen=True)
class Table:
    """A table: its file, the name of its row in OpenAPI, its columns and keys."""

    address: str
    row: str
    columns: Columns
    primary_key: tuple[str, ...] = ("id",)
    foreign_keys: tuple[ForeignKey, ...] = ()

    @property
    def file(self) -> str:
        """The name of its file: `statements.csv`."""
        return self.address.removeprefix(manifest.ROOT)

    @property
    def name(self) -> str:
        """Its name in the descriptions and in the SQLite file: `statements`."""
        return self.file.removesuffix(".csv")


def _fixed(description: str, words: Any, *, required: bool = False) -> Column:
    return Column(description, required=required, words=words_of(words))


def _dated(name: str) -> dict[str, Column]:
    """Return the columns that give a day or month in one form, for sorting and counting."""
    return {
        f"{name}_start": Column(f"The day of `{name}`, or the first day of that month.", "day"),
        f"{name}_precision": _fixed(f"How exactly `{name}` is known.", Precision),
    }


def _to(table: str, *columns: str) -> ForeignKey:
    return ForeignKey(columns, table)


_ID = "Its name in the other tables; never changed once published."
_AS_OF = Column("The newest day that the content describes.", "day", required=True)
_ADDRESS = Column("Permanent address.", "address", required=True)
_WITHDRAWN: Columns = MappingProxyType(
    {
        "withdrawn": Column("Day on which it was withdrawn: it no longer counts.", "day"),
        "withdrawn_reason": Column("Why it was withdrawn."),
    }
)
_ISSUE: Columns = MappingProxyType(
    {
        "issue": Column("Id of the issue.", "id", required=True),
        "issue_title": Column("Title of the issue.", required=True),
    }
)
_PARTY: Columns = MappingProxyType(
    {
        "party": Column("Id of the party.", "id", required=True),
        "party_name": Column("Name of the party.", required=True),
    }
)
_PLACE: Columns = MappingProxyType(
    {
        "at": Column("Point on the issue's scale, or the two ends of a range (ids).", "ids"),
        "at_label": Column("The same as labels.", "texts"),
    }
)
_DATE = Column(
    "The day, or the month where only the month is known.", "day-or-month", required=True
)
_CITED = Column("Ids of the sources, the strongest first.", "ids", required=True)

ISSUES = Table(
    manifest.ISSUES,
    "IssueRow",
    MappingProxyType(
        {
            "id": Column(_ID, "id", required=True),
            "number": Column(
                "Its place in the order of the site, from 1.", "integer", required=True
            ),
            "title": Column("One to four words.", required=True),
            "question": Column("One sentence a reader could ask.", required=True),
            "status": _fixed("Where the issue stands as a whole.", Status, required=True),
            "trend": _fixed("Whether the gap narrows or widens, if the record says.", Trend),
            "lead": Column(
                "yes if it is shown first on the home page, else no.", "yes-no", required=True
            ),
            "plain_words": Column("What is stuck, in everyday words.", required=True),
            "summary": Column("What exactly is stuck.", required=True),
            "why_it_matters": Column("Why it matters.", required=True),
            "scale_label": Column("What the order of the options is about."),
            "scale_points": Column("The options in order (ids).", "ids"),
            "scale_labels": Column("The same as labels.", "texts"),
            "figure_label": Column("What the numbers of its statements count."),
            "reviewed": Column("Day on which it was last read through.", "day", required=True),
            "as_of": _AS_OF,
            "address": _ADDRESS,
            "topic": Column("Heading under which lists show it with others."),
        }
    ),
)

PARTIES = Table(
    manifest.PARTIES,
    "PartyRow",
    MappingProxyType(
        {
            "id": Column(_ID, "id", required=True),
            "number": Column(
                "Its place in the order of the parties, from 1.", "integer", required=True
            ),
            "name": Column("Full name.", required=True),
            "short": Column("Short name, at most six characters.", required=True),
            "role": Column("What it is in this negotiation.", required=True),
            "mark": _fixed("The shape that stands for it in figures.", Mark, required=True),
            "answers": _fixed("On which issues it has a position.", Answers, required=True),
            "note": Column("Who is counted as this party."),
            "address": _ADDRESS,
            "group": Column("Group that it belongs to in the talks."),
        }
    ),
)

POSITIONS = Table(
    manifest.POSITIONS,
    "PositionRow",
    MappingProxyType(
        {
            **_ISSUE,
            "status": _fixed("Where the issue stands as a whole.", Status, required=True),
            **_PARTY,
            "stance": _fixed(
                "Where the party stands on the issue's question.", Stance, required=True
            ),
            "summary": Column("Where it stands, in our words.", required=True),
            **_PLACE,
            "reason": Column("Why stance or place differs from the newest statement's."),
            "looked_in": Column("Where was looked, when there is no public position."),
            "statements": Column("How many statements it rests on.", "integer", required=True),
            "on_record": Column("How many of them are on record.", "integer", required=True),
            "newest_statement": Column("Date of the newest: a day, or a month.", "day-or-month"),
            "sources": Column("Ids of the sources they cite.", "ids"),
            "as_of": _AS_OF,
            "address": _ADDRESS,
            "answer": Column("What the party wants, in a few words.", required=True),
            "since": Column(
                "Date of the statement from which this has been its position: a day, or a month.",
                "day-or-month",
            ),
            "attribution": _fixed("How that statement is known.", Attribution),
            "evidence": _fixed(
                "solid if that is on record or an official document, else hollow.", Evidence
            ),
            **_dated("newest_statement"),
            "since_statement": Column("Id of the statement named in `since`.", "id"),
            **_dated("since"),
        }
    ),
    ("issue", "party"),
    (_to("issues", "issue"), _to("parties", "party"), _to("statements", "since_statement")),
)

STATEMENTS = Table(
    manifest.STATEMENTS,
    "StatementRow",
    MappingProxyType(
        {
            **_ISSUE,
            **_PARTY,
            "date": _DATE,
            "key": Column("Tells apart two statements of one party on one day.", "id"),
            "summary": Column("What was said, in our words.", required=True),
            "stance": _fixed(
                "What the statement says to the issue's question.", Stance, required=True
            ),
            **_PLACE,
            "attribution": _fixed("How it is known.", Attribution, required=True),
            "on_record": Column(
                "yes if from a named speaker or an official document, else no.",
                "yes-no",
                required=True,
            ),
            "stated_by": Column("Who said it, in what capacity, where.", required=True),
            "quotes": Column("Words copied from the sources.", "texts"),
            "detail": Column("Context that a reader needs."),
            "caveat": Column("Who contradicts it, what is not confirmed."),
            "sources": _CITED,
            "as_of": _AS_OF,
            "address": _ADDRESS,
            **_WITHDRAWN,
            "figure": Column(
                "The number that the statement itself puts forward, if any.", "integer"
            ),
            "id": Column(
                "Its name in the other tables: issue, `#`, and its anchor on the page.",
                "id",
                required=True,
            ),
            **_dated("date"),
        }
    ),
    ("id",),
    (_to("issues", "issue"), _to("parties", "party"), _to("positions", "issue", "party")),
)

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
            "kind": _fixed("What sort of text it is.", SourceKind, required=True),
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
            **_dated("published"),
        }
    ),
)

EVENTS = Table(
    manifest.EVENTS_TABLE,
    "EventRow",
    MappingProxyType(
        {
            "id": Column(_ID, "id", required=True),
            "date": _DATE,
            **_dated("date"),
            "title": Column("What happened, a few words.", required=True),
            "place": Column("Where."),
            "participants": Column("Who took part."),
            "outcome": Column("What came of it.", required=True),
            "issues": Column(
                "Ids of the issues it touched; `event_issues.csv` has a row each.", "ids"
            ),
            "sources": _CITED,
            "address": _ADDRESS,
            **_WITHDRAWN,
            "parties": Column("Ids of the parties that took part, where the data says.", "ids"),
        }
    ),
)

ANNOUNCEMENTS = Table(
    manifest.ANNOUNCEMENTS,
    "AnnouncementRow",
    MappingProxyType(
        {
            "id": Column(
                "Its name in the other tables; the same in `events.csv` once it has happened.",
                "id",
                required=True,
            ),
            "date": Column(
                "The day or month for which it was announced.", "day-or-month", required=True
            ),
            **_dated("date"),
            "title": Column("What was announced, a few words.", required=True),
            "place": Column("Where it is to be."),
            "participants": Column("Who is to take part."),
            "parties": Column("Ids of the parties that are to take part.", "ids"),
            "announced_by": Column("Who announced it, in what capacity.", required=True),
            "announced": Column(
                "The day or month in which it was announced.", "day-or-month", required=True
            ),
            **_dated("announced"),
            "issues": Column("Ids of the issues that it bears on.", "ids"),
            "sources": _CITED,
            "address": _ADDRESS,
            **_WITHDRAWN,
        }
    ),
)

EVENT_ISSUES = Table(
    manifest.EVENT_ISSUES,
    "EventIssueRow",
    MappingProxyType(
        {
            "event": Column("Id of the event.", "id", required=True),
            "issue": Column("Id of an issue that it touched.", "id", required=True),
        }
    ),
    ("event", "issue"),
    (_to("events", "event"), _to("issues", "issue")),
)

DOCUMENTS = Table(
    manifest.DOCUMENTS,
    "DocumentRow",
    MappingProxyType(
        {
            "id": Column(_ID, "id", required=True),
            "date": Column(
                "Day or month in which it was issued or became known.",
                "day-or-month",
                required=True,
            ),
            **_dated("date"),
            "title": Column("Title as issued, or a plain description.", required=True),
            "issuer": Column("Whose text it is.", required=True),
            "status": _fixed("How it is known.", DocumentStatus, required=True),
            "points": Column("Number of its points, if it is known by them.", "integer"),
            "summary": Column("What it is and how it is known.", required=True),
            "sources": _CITED,
            "address": _ADDRESS,
        }
    ),
)

PROVISIONS = Table(
    manifest.PROVISIONS,
    "ProvisionRow",
    MappingProxyType(
        {
            "id": Column(
                "Its name in the other tables: document, `--` and issue.", "id", required=True
            ),
            "document": Column("Id of the document.", "id", required=True),
            "document_title": Column("Title of the document.", required=True),
            **_ISSUE,
            "text": Column("What the document says on the issue, in our words.", required=True),
            "locator": Column("Point, section or clause in the document."),
            "sources": _CITED,
            "address": _ADDRESS,
            "short": Column("What the document says on the issue, in at most eight words."),
        }
    ),
    ("id",),
    (_to("documents", "document"), _to("issues", "issue")),
)

MAPS = Table(
    manifest.MAPS,
    "MapRow",
    MappingProxyType(
        {
            **_ISSUE,
            "of": Column("Id of the party or document whose answer it is.", "id", required=True),
            "of_name": Column("Name of the party, or title of the document.", required=True),
            "party": Column("Id of the party, if it is one.", "id"),
            "document": Column("Id of the document, if it is one.", "id"),
            "area": Column("Id of the area.", "id", required=True),
            "area_label": Column("What the area is.", required=True),
            "outcome": _fixed("What would become of the area.", Outcome, required=True),
            "by": Column(
                "Id of the party that would hold the area, leave it, or count it as its own.", "id"
            ),
            "note": Column("What the outcome does not say."),
            "evidence": _fixed(
                "`solid` if it follows from what is on record or published, else `hollow`; empty "
                "where the area is not mentioned.",
                Evidence,
            ),
            "statements": Column("Ids of the statements that it follows from.", "texts"),
            "address": Column("Permanent address of the map.", "address", required=True),
        }
    ),
    ("issue", "of", "area"),
    (
        _to("issues", "issue"),
        _to("parties", "party"),
        _to("documents", "document"),
        _to("parties", "by"),
    ),
)

TERMS = Table(
    manifest.TERMS,
    "TermRow",
    MappingProxyType(
        {
            "id": Column(_ID, "id", required=True),
            "term": Column("The word as the texts write it.", required=True),
            "forms": Column("Other ways in which the texts write it.", "texts"),
            "meaning": Column("What it means.", required=True),
            "sources": Column("Ids of the sources, the strongest first.", "ids"),
            "address": _ADDRESS,
        }
    ),
)

PEOPLE = Table(
    manifest.PEOPLE,
    "PersonRow",
    MappingProxyType(
        {
            "id": Column(_ID, "id", required=True),
            "name": Column("Name as the texts write it.", required=True),
            "spellings": Column("Other spellings of the name.", "texts"),
            "office": Column("Office or function.", required=True),
            "party": Column("Id of the party that the person belongs to, if any.", "id"),
            "sources": Column(
                "Ids of the sources that give name and office.", "ids", required=True
            ),
            "address": _ADDRESS,
        }
    ),
    ("id",),
    (_to("parties", "party"),),
)

CITATIONS = Table(
    manifest.CITATIONS,
    "CitationRow",
    MappingProxyType(
        {
            "record_kind": _fixed("What cites the source.", RecordKind, required=True),
            "record": Column("Id of the record that cites.", "id", required=True),
            "number": Column(
                "Place among the citations of that record, from 1, the strongest first.",
                "integer",
                required=True,
            ),
            "source": Column("Id of the source.", "id", required=True),
            "quote": Column("Words copied to the letter."),
            "quote_kind": _fixed(
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
            **_dated("date"),
            "attribution": _fixed("How the statement is known.", Attribution),
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
        _to("sources", "source"),
        _to("issues", "issue"),
        _to("parties", "party"),
        _to("statements", "statement"),
        _to("events", "event"),
        _to("documents", "document"),
        _to("provisions", "provision"),
        _to("terms", "term"),
        _to("people", "person"),
        _to("announcements", "announcement"),
    ),
)

TABLES: tuple[Table, ...] = (
    ISSUES,
    PARTIES,
    POSITIONS,
    STATEMENTS,
    SOURCES,
    CITATIONS,
    EVENTS,
    EVENT_ISSUES,
    ANNOUNCEMENTS,
    DOCUMENTS,
    PROVISIONS,
    MAPS,
    TERMS,
    PEOPLE,
)
"""Every table, in the order in which the descriptions list them."""


def table(name: str) -> Table:
    """Return the table of a name; raises KeyError if there is none."""
    return {each.name: each for each in TABLES}[name]
