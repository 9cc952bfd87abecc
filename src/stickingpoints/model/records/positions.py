"""What a party said on an issue, and what an editor concludes from it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from stickingpoints.model.records.fixed_words import Attribution, Stance
from stickingpoints.model.records.record import Record
from stickingpoints.model.records.sources import Citation, Withdrawal
from stickingpoints.model.records.values import (
    AnswerText,
    Day,
    DayOrMonth,
    Figure,
    Id,
    ScalePlace,
    StatementName,
    Text,
)


class Statement(Record):
    """What somebody said on a day."""

    date: DayOrMonth = Field(description="The day, or the month where only the month is known.")
    key: Id | None = Field(
        None, description="Only to tell apart two statements of one party on one day."
    )
    summary: Text = Field(description="What was said, in our own neutral words.")
    stance: Stance = Field(description="What this statement says to the issue's question.")
    at: ScalePlace | None = Field(
        None, description="Point on the issue's scale, or the two ends of a range."
    )
    attribution: Attribution = Field(description="How it is known.")
    stated_by: Text = Field(description="Who said it, in what capacity, where.")
    citations: Annotated[list[Citation], Field(min_length=1)] = Field(
        description="The sources, the strongest first."
    )
    figure: Figure | None = Field(
        None,
        description=(
            "The number that the statement itself puts forward, "
            "where the issue has a `figure_label`."
        ),
    )
    detail: Text | None = Field(None, description="Context that a reader needs.")
    caveat: Text | None = Field(None, description="Who contradicts it, what is not confirmed.")
    added: Day | None = Field(
        None,
        description="Day on which it came onto the site, if that was later: feeds list it there.",
    )
    withdrawn: Withdrawal | None = Field(
        None, description="Set instead of deleting it: its anchor stays and gives the reason."
    )

    @property
    def name(self) -> str:
        """Its date, and its key if it has one: what tells it apart among a party's statements."""
        if self.key is None:
            return self.date
        return f"{self.date}-{self.key}"


class Position(Record):
    """What an editor concludes, from its statements, of where a party stands on an issue."""

    party: Id = Field(description="Id of the party.")
    stance: Stance = Field(description="Where it stands on the issue's question.")
    answer: AnswerText = Field(
        description="What it wants, as one would say it across a table: at most 60 characters, "
        "no date."
    )
    since: StatementName | None = Field(
        None,
        description="The statement from which this has been its position: its date, or date and "
        "key as `2025-11-25-evening`. Required where there are statements.",
    )
    summary: Text = Field(description="Where it stands, in our own neutral words.")
    at: ScalePlace | None = Field(
        None, description="Point on the issue's scale, or the two ends of a range."
    )
    statements: list[Statement] = Field(description="What it rests on, newest first.")
    reason: Text | None = Field(
        None, description="Why `stance` or `at` differs from the newest statement's."
    )
    looked_in: Text | None = Field(
        None, description="Where was looked, when there is no public position."
    )
