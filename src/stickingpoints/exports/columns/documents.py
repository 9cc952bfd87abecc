"""The tables of plans, of what they say on each issue, and of the areas of maps."""

from __future__ import annotations

from types import MappingProxyType

from stickingpoints.exports import manifest
from stickingpoints.exports.columns.definitions import (
    ADDRESS,
    CITED,
    ID,
    ISSUE,
    Column,
    Table,
    dated,
    fixed,
    to,
)
from stickingpoints.model.answers import Evidence
from stickingpoints.model.records import DocumentStatus, Outcome

DOCUMENTS = Table(
    manifest.DOCUMENTS,
    "DocumentRow",
    MappingProxyType(
        {
            "id": Column(ID, "id", required=True),
            "date": Column(
                "Day or month in which it was issued or became known.",
                "day-or-month",
                required=True,
            ),
            **dated("date"),
            "title": Column("Title as issued, or a plain description.", required=True),
            "issuer": Column("Whose text it is.", required=True),
            "status": fixed("How it is known.", DocumentStatus, required=True),
            "points": Column("Number of its points, if it is known by them.", "integer"),
            "summary": Column("What it is and how it is known.", required=True),
            "sources": CITED,
            "address": ADDRESS,
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
            **ISSUE,
            "text": Column("What the document says on the issue, in our words.", required=True),
            "locator": Column("Point, section or clause in the document."),
            "sources": CITED,
            "address": ADDRESS,
            "short": Column("What the document says on the issue, in at most eight words."),
        }
    ),
    ("id",),
    (to("documents", "document"), to("issues", "issue")),
)

MAPS = Table(
    manifest.MAPS,
    "MapRow",
    MappingProxyType(
        {
            **ISSUE,
            "of": Column("Id of the party or document whose answer it is.", "id", required=True),
            "of_name": Column("Name of the party, or title of the document.", required=True),
            "party": Column("Id of the party, if it is one.", "id"),
            "document": Column("Id of the document, if it is one.", "id"),
            "area": Column("Id of the area.", "id", required=True),
            "area_label": Column("What the area is.", required=True),
            "outcome": fixed("What would become of the area.", Outcome, required=True),
            "by": Column(
                "Id of the party that would hold the area, leave it, or count it as its own.", "id"
            ),
            "note": Column("What the outcome does not say."),
            "evidence": fixed(
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
        to("issues", "issue"),
        to("parties", "party"),
        to("documents", "document"),
        to("parties", "by"),
    ),
)
