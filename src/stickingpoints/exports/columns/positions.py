"""The tables of issues and parties, and of where each party stands and what it said."""

from __future__ import annotations

from types import MappingProxyType

from stickingpoints.exports import manifest
from stickingpoints.exports.columns.definitions import (
    ADDRESS,
    AS_OF,
    CITED,
    DATE,
    ID,
    ISSUE,
    PARTY,
    PLACE,
    WITHDRAWN,
    Column,
    Table,
    dated,
    fixed,
    to,
)
from stickingpoints.model.answers import Evidence
from stickingpoints.model.records import Answers, Attribution, Mark, Stance, Status, Trend

ISSUES = Table(
    manifest.ISSUES,
    "IssueRow",
    MappingProxyType(
        {
            "id": Column(ID, "id", required=True),
            "number": Column(
                "Its place in the order of the site, from 1.", "integer", required=True
            ),
            "title": Column("One to four words.", required=True),
            "question": Column("One sentence a reader could ask.", required=True),
            "status": fixed("Where the issue stands as a whole.", Status, required=True),
            "trend": fixed("Whether the gap narrows or widens, if the record says.", Trend),
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
            "as_of": AS_OF,
            "address": ADDRESS,
            "topic": Column("Heading under which lists show it with others."),
        }
    ),
)

PARTIES = Table(
    manifest.PARTIES,
    "PartyRow",
    MappingProxyType(
        {
            "id": Column(ID, "id", required=True),
            "number": Column(
                "Its place in the order of the parties, from 1.", "integer", required=True
            ),
            "name": Column("Full name.", required=True),
            "short": Column("Short name, at most six characters.", required=True),
            "role": Column("What it is in this negotiation.", required=True),
            "mark": fixed("The shape that stands for it in figures.", Mark, required=True),
            "answers": fixed("On which issues it has a position.", Answers, required=True),
            "note": Column("Who is counted as this party."),
            "address": ADDRESS,
            "group": Column("Group that it belongs to in the talks."),
        }
    ),
)

POSITIONS = Table(
    manifest.POSITIONS,
    "PositionRow",
    MappingProxyType(
        {
            **ISSUE,
            "status": fixed("Where the issue stands as a whole.", Status, required=True),
            **PARTY,
            "stance": fixed(
                "Where the party stands on the issue's question.", Stance, required=True
            ),
            "summary": Column("Where it stands, in our words.", required=True),
            **PLACE,
            "reason": Column("Why stance or place differs from the newest statement's."),
            "looked_in": Column("Where was looked, when there is no public position."),
            "statements": Column("How many statements it rests on.", "integer", required=True),
            "on_record": Column("How many of them are on record.", "integer", required=True),
            "newest_statement": Column("Date of the newest: a day, or a month.", "day-or-month"),
            "sources": Column("Ids of the sources they cite.", "ids"),
            "as_of": AS_OF,
            "address": ADDRESS,
            "answer": Column("What the party wants, in a few words.", required=True),
            "since": Column(
                "Date of the statement from which this has been its position: a day, or a month.",
                "day-or-month",
            ),
            "attribution": fixed("How that statement is known.", Attribution),
            "evidence": fixed(
                "solid if that is on record or an official document, else hollow.", Evidence
            ),
            **dated("newest_statement"),
            "since_statement": Column("Id of the statement named in `since`.", "id"),
            **dated("since"),
        }
    ),
    ("issue", "party"),
    (to("issues", "issue"), to("parties", "party"), to("statements", "since_statement")),
)

STATEMENTS = Table(
    manifest.STATEMENTS,
    "StatementRow",
    MappingProxyType(
        {
            **ISSUE,
            **PARTY,
            "date": DATE,
            "key": Column("Tells apart two statements of one party on one day.", "id"),
            "summary": Column("What was said, in our words.", required=True),
            "stance": fixed(
                "What the statement says to the issue's question.", Stance, required=True
            ),
            **PLACE,
            "attribution": fixed("How it is known.", Attribution, required=True),
            "on_record": Column(
                "yes if from a named speaker or an official document, else no.",
                "yes-no",
                required=True,
            ),
            "stated_by": Column("Who said it, in what capacity, where.", required=True),
            "quotes": Column("Words copied from the sources.", "texts"),
            "detail": Column("Context that a reader needs."),
            "caveat": Column("Who contradicts it, what is not confirmed."),
            "sources": CITED,
            "as_of": AS_OF,
            "address": ADDRESS,
            **WITHDRAWN,
            "figure": Column(
                "The number that the statement itself puts forward, if any.", "integer"
            ),
            "id": Column(
                "Its name in the other tables: issue, `#`, and its anchor on the page.",
                "id",
                required=True,
            ),
            **dated("date"),
        }
    ),
    ("id",),
    (to("issues", "issue"), to("parties", "party"), to("positions", "issue", "party")),
)
