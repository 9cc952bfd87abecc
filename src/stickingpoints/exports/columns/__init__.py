"""The tables of the open data: their columns, and the keys by which they are joined.

The CSV files, their descriptions (OpenAPI, Data Package, CSVW) and the SQLite file are made from
this. Within v1 a table gains columns at its right end, and loses none.
"""

from __future__ import annotations

from stickingpoints.exports.columns.definitions import (
    RECORD_KINDS,
    Column,
    Columns,
    ForeignKey,
    Kind,
    RecordKind,
    Table,
)
from stickingpoints.exports.columns.documents import DOCUMENTS, MAPS, PROVISIONS
from stickingpoints.exports.columns.events import ANNOUNCEMENTS, EVENT_ISSUES, EVENTS
from stickingpoints.exports.columns.names import PEOPLE, TERMS
from stickingpoints.exports.columns.positions import ISSUES, PARTIES, POSITIONS, STATEMENTS
from stickingpoints.exports.columns.sources import CITATIONS, SOURCES

__all__ = [
    "ANNOUNCEMENTS",
    "CITATIONS",
    "DOCUMENTS",
    "EVENTS",
    "EVENT_ISSUES",
    "ISSUES",
    "MAPS",
    "PARTIES",
    "PEOPLE",
    "POSITIONS",
    "PROVISIONS",
    "RECORD_KINDS",
    "SOURCES",
    "STATEMENTS",
    "TABLES",
    "TERMS",
    "Column",
    "Columns",
    "ForeignKey",
    "Kind",
    "RecordKind",
    "Table",
    "table",
]

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
    return {listed.name: listed for listed in TABLES}[name]
