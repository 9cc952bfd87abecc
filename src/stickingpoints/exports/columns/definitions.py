"""What a table, a column and a key are, and the columns that several tables have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, get_args

from stickingpoints.exports import manifest
from stickingpoints.model.partial_date import Precision
from stickingpoints.model.records import words_of

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


def fixed(description: str, words: Any, *, required: bool = False) -> Column:
    """Return a column whose cells hold one of some fixed words."""
    return Column(description, required=required, words=words_of(words))


def dated(name: str) -> dict[str, Column]:
    """Return the columns that give a day or month in one form, for sorting and counting."""
    return {
        f"{name}_start": Column(f"The day of `{name}`, or the first day of that month.", "day"),
        f"{name}_precision": fixed(f"How exactly `{name}` is known.", Precision),
    }


def to(table: str, *columns: str) -> ForeignKey:
    """Return the key that leads to a table from some columns of this one."""
    return ForeignKey(columns, table)


ID = "Its name in the other tables; never changed once published."
AS_OF = Column("The newest day that the content describes.", "day", required=True)
ADDRESS = Column("Permanent address.", "address", required=True)
WITHDRAWN: Columns = MappingProxyType(
    {
        "withdrawn": Column("Day on which it was withdrawn: it no longer counts.", "day"),
        "withdrawn_reason": Column("Why it was withdrawn."),
    }
)
ISSUE: Columns = MappingProxyType(
    {
        "issue": Column("Id of the issue.", "id", required=True),
        "issue_title": Column("Title of the issue.", required=True),
    }
)
PARTY: Columns = MappingProxyType(
    {
        "party": Column("Id of the party.", "id", required=True),
        "party_name": Column("Name of the party.", required=True),
    }
)
PLACE: Columns = MappingProxyType(
    {
        "at": Column("Point on the issue's scale, or the two ends of a range (ids).", "ids"),
        "at_label": Column("The same as labels.", "texts"),
    }
)
DATE = Column("The day, or the month where only the month is known.", "day-or-month", required=True)
CITED = Column("Ids of the sources, the strongest first.", "ids", required=True)
