"""What happened in the negotiation, and what was announced."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from stickingpoints.model.records.record import Record
from stickingpoints.model.records.sources import Citation, Withdrawal
from stickingpoints.model.records.values import DayOrMonth, Id, Text


class Announcement(Record):
    """Who announced an event, and when: all that is known of it until its day."""

    by: Text = Field(description="Who announced it, in what capacity.")
    date: DayOrMonth = Field(
        description="The day on which it was announced, or the month where only that is known."
    )


class Event(Record):
    """Something that happened in the negotiation, or that was announced for a later day."""

    id: Id = Field(description="Its anchor on the timeline.")
    date: DayOrMonth = Field(description="The day, or the month where only the month is known.")
    title: Text = Field(description="What happened, a few words.")
    place: Text | None = Field(None, description="Where.")
    participants: Text | None = Field(None, description="Who took part.")
    outcome: Text | None = Field(
        None,
        description="What came of it. Required, but left out while the event is only `announced`.",
    )
    announced: Announcement | None = Field(
        None, description="Who announced it and when, if it was announced for a later day."
    )
    citations: Annotated[list[Citation], Field(min_length=1)] = Field(description="The sources.")
    issues: list[Id] = Field(default=[], description="Ids of the issues it touched.")
    parties: list[Id] = Field(
        default=[], description="Ids of the parties that took part; the timeline filters by them."
    )
    withdrawn: Withdrawal | None = Field(
        None, description="Set instead of deleting it: its anchor stays and gives the reason."
    )

    @property
    def announcement(self) -> Announcement | None:
        """Who announced it and when, None once what came of it is on record."""
        if self.outcome is None:
            return self.announced
        return None
