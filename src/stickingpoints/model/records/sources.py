"""The sources, how records cite them, and how what is published is withdrawn."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from stickingpoints.model.records.fixed_words import QuoteKind, SourceKind
from stickingpoints.model.records.record import Record
from stickingpoints.model.records.values import Day, DayOrMonth, Id, Text, WebAddress


class Withdrawal(Record):
    """Why a published record no longer counts: it keeps its anchor, and says so there."""

    date: Day = Field(description="Day on which it was withdrawn.")
    reason: Text = Field(description="Why, for a reader who followed a link to it.")


class Source(Record):
    """A published text that statements and events are checked against."""

    id: Id = Field(description="Its name in citations; never changed once published.")
    title: Text = Field(
        description="Title as published; in square brackets if it is a description."
    )
    publisher: Text = Field(description="Who published it.")
    kind: SourceKind = Field(description="What sort of text it is.")
    url: WebAddress | None = Field(None, description="Where it was read.")
    authors: list[Text] = Field(default=[], description="The authors, if named.")
    published: DayOrMonth | None = Field(None, description="Day or month of publication.")
    published_basis: Text | None = Field(
        None, description="How the date is known, when it is inferred."
    )
    accessed: Day = Field(description="Day on which an editor read it.")
    archive_url: WebAddress | None = Field(None, description="An archived copy.")
    language: (
        Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] | None
    ) = Field(None, description="Language tag (BCP 47), as `en` or `uk`.")
    note: Text | None = Field(
        None, description="What a careful reader should know: republished, translated, anonymous."
    )
    withdrawn: Withdrawal | None = Field(
        None, description="Set instead of deleting it: its anchor stays and gives the reason."
    )


class Citation(Record):
    """The place in a source that a statement rests on."""

    source: Id = Field(description="Id of the source.")
    quote: Text | None = Field(None, description="Words copied to the letter, at most 40.")
    speaker: Text | None = Field(
        None, description="Whose words they are; required with `quote_kind: speaker`."
    )
    quote_kind: QuoteKind | None = Field(
        None,
        description=(
            "Whose words: a speaker's, a document's or the outlet's own. Required with `quote`."
        ),
    )
    prefix: Text | None = Field(
        None, description="Words just before the quote in the source (W3C TextQuoteSelector)."
    )
    suffix: Text | None = Field(
        None, description="Words just after the quote in the source (W3C TextQuoteSelector)."
    )
    locator: Text | None = Field(None, description="Page, paragraph or time in a long source.")
