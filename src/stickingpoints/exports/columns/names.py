"""The tables of terms and of people."""

from __future__ import annotations

from types import MappingProxyType

from stickingpoints.exports import manifest
from stickingpoints.exports.columns.definitions import ADDRESS, ID, Column, Table, to

TERMS = Table(
    manifest.TERMS,
    "TermRow",
    MappingProxyType(
        {
            "id": Column(ID, "id", required=True),
            "term": Column("The word as the texts write it.", required=True),
            "forms": Column("Other ways in which the texts write it.", "texts"),
            "meaning": Column("What it means.", required=True),
            "sources": Column("Ids of the sources, the strongest first.", "ids"),
            "address": ADDRESS,
        }
    ),
)

PEOPLE = Table(
    manifest.PEOPLE,
    "PersonRow",
    MappingProxyType(
        {
            "id": Column(ID, "id", required=True),
            "name": Column("Name as the texts write it.", required=True),
            "spellings": Column("Other spellings of the name.", "texts"),
            "office": Column("Office or function.", required=True),
            "party": Column("Id of the party that the person belongs to, if any.", "id"),
            "sources": Column(
                "Ids of the sources that give name and office.", "ids", required=True
            ),
            "address": ADDRESS,
        }
    ),
    ("id",),
    (to("parties", "party"),),
)
