"""The tables of what happened, of what is announced, and of the issues that events touched."""

from __future__ import annotations

from types import MappingProxyType

from stickingpoints.exports import manifest
from stickingpoints.exports.columns.definitions import (
    ADDRESS,
    CITED,
    DATE,
    ID,
    WITHDRAWN,
    Column,
    Table,
    dated,
    to,
)

EVENTS = Table(
    manifest.EVENTS_TABLE,
    "EventRow",
    MappingProxyType(
        {
            "id": Column(ID, "id", required=True),
            "date": DATE,
            **dated("date"),
            "title": Column("What happened, a few words.", required=True),
            "place": Column("Where."),
            "participants": Column("Who took part."),
            "outcome": Column("What came of it.", required=True),
            "issues": Column(
                "Ids of the issues it touched; `event_issues.csv` has a row each.", "ids"
            ),
            "sources": CITED,
            "address": ADDRESS,
            **WITHDRAWN,
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
            **dated("date"),
            "title": Column("What was announced, a few words.", required=True),
            "place": Column("Where it is to be."),
            "participants": Column("Who is to take part."),
            "parties": Column("Ids of the parties that are to take part.", "ids"),
            "announced_by": Column("Who announced it, in what capacity.", required=True),
            "announced": Column(
                "The day or month in which it was announced.", "day-or-month", required=True
            ),
            **dated("announced"),
            "issues": Column("Ids of the issues that it bears on.", "ids"),
            "sources": CITED,
            "address": ADDRESS,
            **WITHDRAWN,
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
    (to("events", "event"), to("issues", "issue")),
)
