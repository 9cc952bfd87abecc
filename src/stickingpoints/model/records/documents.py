"""The plans, drafts and declarations, and what they say on each issue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field, StrictInt

from stickingpoints.model.records.fixed_words import DocumentStatus
from stickingpoints.model.records.record import Record
from stickingpoints.model.records.sources import Citation
from stickingpoints.model.records.values import DayOrMonth, Id, ShortText, Text


class Provision(Record):
    """What a document says on an issue."""

    issue: Id = Field(description="Id of the issue.")
    short: ShortText | None = Field(
        None,
        description="What it says in at most eight words, 80 characters; the same words where "
        "plans say the same.",
    )
    text: Text = Field(description="What it says, in our own neutral words.")
    locator: Text | None = Field(None, description="Point, section or clause in the document.")
    citations: Annotated[list[Citation], Field(min_length=1)] = Field(
        description="The sources, the strongest first."
    )


class Document(Record):
    """A plan, draft or declaration that was on the table: one version of a settlement."""

    id: Id = Field(description="Its anchor on the page of plans; never changed once published.")
    title: Text = Field(description="Title as issued, or a plain description where it has none.")
    issuer: Text = Field(description="Whose text it is.")
    date: DayOrMonth = Field(description="Day or month in which it was issued or became known.")
    status: DocumentStatus = Field(
        description=(
            "`leaked`, `published`, or `confirmed`: openly acknowledged, "
            "but its text not published."
        )
    )
    points: Annotated[StrictInt, Field(ge=1, le=999)] | None = Field(
        None, description="Number of its points, if it is known by them."
    )
    summary: Text = Field(description="What it is and how it is known.")
    citations: Annotated[list[Citation], Field(min_length=1)] = Field(description="The sources.")
    provisions: Annotated[list[Provision], Field(min_length=1)] = Field(
        description="What it says, one entry for each issue that it touches."
    )

    @property
    def records(self) -> list[Document | Provision]:
        """Itself and what it says: all that has citations."""
        return [self, *self.provisions]

    def with_provisions(self, provisions: Sequence[Provision]) -> Document:
        """Return the plan with some of what it says."""
        return self.model_copy(update={"provisions": list(provisions)})
