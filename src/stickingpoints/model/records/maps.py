"""The schematic map of an issue about land, and what parties and plans want of its areas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from stickingpoints.model.records.fixed_words import Outcome
from stickingpoints.model.records.record import Record, by_id
from stickingpoints.model.records.values import AnswerText, AreaLabel, Cell, Id, StatementName, Text


class MapArea(Record):
    """An area of a schematic map: a rectangle of cells in its grid."""

    id: Id = Field(description="Its name in answers and neighbours.")
    label: AnswerText = Field(
        description="What the area is, in neutral words, as the table names it."
    )
    short: AreaLabel = Field(description="Name in the picture, at most 16 characters.")
    row: Cell = Field(description="Row of its upper cells, counted from 1 at the top.")
    column: Cell = Field(description="Column of its left cells, counted from 1 at the left.")
    width: Cell = Field(1, description="How many columns it takes.")
    height: Cell = Field(1, description="How many rows it takes.")
    neighbours: list[Id] = Field(
        default=[], description="Ids of areas that border on it; the picture joins them."
    )


class AreaAnswer(Record):
    """What a party or a plan wants of an area."""

    area: Id = Field(description="Id of the area.")
    outcome: Outcome = Field(
        description="`held`, `leaves`, `demilitarised`, `as-it-is` where the line between the "
        "sides would stay where it is, `undecided` where it is left open, or `not-mentioned`."
    )
    by: Id | None = Field(
        None,
        description="Id of the party that would hold the area, or leave it; with "
        "`demilitarised`, of the one that it would count as part of.",
    )
    note: AnswerText | None = Field(
        None, description="What the outcome does not say, at most 60 characters."
    )
    statements: list[StatementName] = Field(
        default=[],
        description="The party's statements on the issue that it follows from, the newest first; "
        "what a plan says follows from its provision on the issue.",
    )


class MapAnswer(Record):
    """What a party, or a plan, wants of the areas of a map."""

    party: Id | None = Field(None, description="Id of the party; or give `document`.")
    document: Id | None = Field(None, description="Id of the plan; or give `party`.")
    areas: list[AreaAnswer] = Field(
        description="One entry for each area that it names; empty if it names none. An area that "
        "is left out was not mentioned."
    )

    @property
    def of(self) -> str:
        """The id of the party or the plan, "" if neither is given."""
        return self.party or self.document or ""


class IssueMap(Record):
    """A schematic map of an issue about land: areas, not borders, and no scale of distance."""

    label: Text = Field(description="What the areas are.")
    note: Text | None = Field(None, description="What a careful reader should know of the areas.")
    areas: Annotated[list[MapArea], Field(min_length=1, max_length=32)] = Field(
        description="The areas, in the order of the table."
    )
    answers: list[MapAnswer] = Field(
        description="What parties and plans want of them, those alone whose words were read for it."
    )

    @property
    def area(self) -> Mapping[str, MapArea]:
        """The areas by id."""
        return by_id(self.areas)
