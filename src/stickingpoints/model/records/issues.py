"""An issue, with its scale, its corrections and its review."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated

from pydantic import Field, StrictBool, StrictInt, StringConstraints

from stickingpoints.model.records.fixed_words import Status, Trend
from stickingpoints.model.records.maps import IssueMap
from stickingpoints.model.records.positions import Position
from stickingpoints.model.records.record import Record, numbered
from stickingpoints.model.records.values import Day, Heading, Id, Text


class ScalePoint(Record):
    """One option on the table."""

    id: Id = Field(description="Its name in `at`.")
    label: Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"\S")] = Field(
        description="Neutral name, two to six words."
    )


class Scale(Record):
    """The options on the table, in order from one pole to the other."""

    label: Text = Field(description="What the order is about.")
    points: Annotated[list[ScalePoint], Field(min_length=2, max_length=9)] = Field(
        description="The options, in order."
    )


class Correction(Record):
    """A mistake that stood on the site and was put right."""

    date: Day = Field(description="Day of the correction.")
    summary: Text = Field(description="What was wrong and what it says instead.")
    party: Id | None = Field(None, description="Party whose position or statement was corrected.")
    records: list[Id] = Field(
        default=[],
        description="What was corrected: statements by party and name (upland-2031-05-12), "
        "positions by party, other records by id.",
    )
    editorial: bool = Field(
        False, description="Whether the words alone were put right, and the meaning stayed."
    )


class Review(Record):
    """When the issue was last read through, and how often that is due."""

    last: Day = Field(description="Day of the last read-through.")
    interval_days: Annotated[StrictInt, Field(ge=1, le=3650)] = Field(
        description="Days until the next is due."
    )

    @property
    def due(self) -> datetime.date:
        """The day from which the next read-through is due."""
        return self.last + datetime.timedelta(days=self.interval_days)


class Issue(Record):
    """A point on which the negotiation is stuck, or was."""

    id: Id = Field(description="Its address on the site; never changed once published.")
    title: Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"\S")] = Field(
        description="One to four words."
    )
    question: Text = Field(description="One sentence a reader could ask.")
    topic: Heading | None = Field(
        None, description="Heading under which lists show it with others, such as “Finance”."
    )
    lead: StrictBool = Field(
        False, description="Whether it is one of the points shown first on the home page."
    )
    status: Status = Field(description="Where the issue stands as a whole.")
    trend: Trend | None = Field(
        None, description="Whether the gap narrows or widens, if the record says."
    )
    plain_words: Text = Field(
        description="What is stuck, in everyday words: two or three short sentences, shown first."
    )
    summary: Text = Field(
        description="What exactly is stuck, in more detail; its first sentence stands alone in "
        "lists and previews."
    )
    why_it_matters: Text = Field(description="Two to four sentences.")
    scale: Scale | None = Field(
        None, description="The options in order, where they can be ordered neutrally."
    )
    map: IssueMap | None = Field(
        None, description="The areas that it is about, where land is the question."
    )
    figure_label: Text | None = Field(
        None, description="What the numbers of its statements count, if they name any."
    )
    positions: list[Position] = Field(description="One for each party.")
    corrections: list[Correction] = Field(
        default=[], description="Mistakes put right, newest first."
    )
    review: Review = Field(description="When it was last read through.")

    @cached_property
    def point(self) -> Mapping[str, int]:
        """The number of each scale point, from 0."""
        if self.scale is None:
            return {}
        return numbered(self.scale.points)

    @cached_property
    def point_label(self) -> Mapping[str, str]:
        """The label of each scale point."""
        if self.scale is None:
            return {}
        return {point.id: point.label for point in self.scale.points}

    @property
    def position(self) -> Mapping[str, Position]:
        """The positions by party."""
        return {position.party: position for position in self.positions}
