"""The records as they are published in JSON: those that editors write, and what follows from them.

Every key is always there, `null` where an editor wrote nothing. The JSON Schema and the OpenAPI
description are made from these classes, so that they cannot differ from the files.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from stickingpoints.model import records as model
from stickingpoints.model.answers import Evidence
from stickingpoints.model.records import (
    Attribution,
    Day,
    DayOrMonth,
    Id,
    Mark,
    ScalePlace,
    Stance,
    Status,
    Text,
    Trend,
)

# `ignore`, since these are made from records that may have more fields than are published.
_PUBLISHED = ConfigDict(extra="ignore", frozen=True)
_ADDRESS = "Permanent address, relative to the site's root."


class Form(BaseModel):
    """A record that exists only in the published files."""

    model_config = _PUBLISHED


class Party(model.Party):
    """A party to the negotiation, or one that speaks in it."""

    model_config = _PUBLISHED
    mark: Mark = Field(description="The shape that stands for it in figures.")
    address: str = Field(description=_ADDRESS)


class Source(model.Source):
    """A published text that statements and events are checked against."""

    model_config = _PUBLISHED
    address: str = Field(description=_ADDRESS)


class Event(model.Event):
    """Something that happened in the negotiation."""

    model_config = _PUBLISHED
    outcome: Text = Field(description="What came of it.")
    address: str = Field(description=_ADDRESS)


class AnnouncedEvent(model.Event):
    """An event that was announced for a later day; what came of it is not known."""

    model_config = _PUBLISHED
    announced: model.Announcement = Field(description="Who announced it and when.")
    outcome: None = Field(description="Always null: with an outcome it is listed under `events`.")
    address: str = Field(description=_ADDRESS)


class Document(model.Document):
    """A plan, draft or declaration that was on the table."""

    model_config = _PUBLISHED
    address: str = Field(description=_ADDRESS)


class Term(model.Term):
    """A word that a reader may not know."""

    model_config = _PUBLISHED
    address: str = Field(description=_ADDRESS)


class Person(model.Person):
    """Somebody whom the texts name."""

    model_config = _PUBLISHED
    address: str = Field(description=_ADDRESS)


class Statement(model.Statement):
    """What somebody said on a day."""

    model_config = _PUBLISHED
    on_record: bool = Field(
        description="Whether it is known from a named speaker or an official document."
    )
    anchor: str = Field(description="Its name on the issue's page, unique there.")
    address: str = Field(description=_ADDRESS)


class Move(Form):
    """A statement that changed a party's stance or its place on the scale."""

    date: DayOrMonth = Field(description="Date of the statement.")
    statement: str = Field(description="Anchor of the statement.")
    stance_before: Stance = Field(description="Stance until then.")
    stance: Stance = Field(description="Stance from then on.")
    at_before: ScalePlace | None = Field(description="Place on the scale until then.")
    at: ScalePlace | None = Field(description="Place on the scale from then on.")


class Position(model.Position):
    """What an editor concludes, from its statements, of where a party stands on an issue."""

    model_config = _PUBLISHED
    # A narrower type on purpose: records are frozen, and nothing is appended to their lists.
    statements: list[Statement] = Field(  # type: ignore[assignment]
        description="What it rests on, newest first."
    )
    withdrawn: list[Statement] = Field(
        description="Statements that it rests on no more, newest first; each says when and why."
    )
    since_date: DayOrMonth | None = Field(
        description="Date of the statement named in `since`, without its key."
    )
    attribution: Attribution | None = Field(
        description="How the answer is known: the attribution of the statement named in `since`."
    )
    evidence: Evidence | None = Field(
        description="`solid` if that is on record or an official document, else `hollow`."
    )
    last_heard: DayOrMonth | None = Field(description="Date of its newest statement.")
    history: list[Move] = Field(
        description="How it moved, oldest first; worked out from the statements."
    )
    anchor: str = Field(description="Its name on the issue's page, unique there.")
    address: str = Field(description=_ADDRESS)


class PartyPosition(Position):
    """A position, with the issue that it is on."""

    issue: Id = Field(description="Id of the issue.")
    issue_title: str = Field(description="Title of the issue.")
    question: Text = Field(description="Question of the issue.")


class Issue(model.Issue):
    """A point on which the negotiation is stuck, or was."""

    model_config = _PUBLISHED
    positions: list[Position] = Field(  # type: ignore[assignment]  # as above
        description="The positions, in the order of the parties."
    )
    address: str = Field(description=_ADDRESS)


class Publisher(model.Publisher):
    """Who publishes the content."""

    model_config = _PUBLISHED


class Head(Form):
    """What every file begins with."""

    schema_version: int = Field(description="Version of this form: 1.")
    as_of: Day = Field(description="The newest day that the content describes.")
    licence: Text | None = Field(
        description="Licence of the content, an SPDX identifier; null if none was stated."
    )


class Publication(Form):
    """Where a file was published."""

    name: str = Field(description="Name of the site.")
    url: str | None = Field(
        description="Address of the site's root, against which every `address` is resolved; "
        "null if it has none."
    )


class Full(Head):  # noqa: D101  its docstring is a description in the schema, and long
    __doc__ = (
        "The whole dataset. "
        "It names no site: the same content has the same fingerprint wherever it is published."
    )

    title: Text = Field(description="The question that the site answers.")
    summary: Text = Field(description="The state of play.")
    party_order_rule: Text = Field(description="By what rule the parties are ordered.")
    lead_heading: Text = Field(description="Heading over the issues marked `lead`.")
    publisher: Publisher | None = Field(
        description="Who publishes the content; null if nobody is named."
    )
    parties: list[Party] = Field(description="The parties, in the order of the rule.")
    issues: list[Issue] = Field(description="The issues, in the order they are shown.")
    events: list[Event] = Field(description="What happened, oldest first.")
    announced: list[AnnouncedEvent] = Field(
        description="What was announced for a later day, the next first; nothing here is known to "
        "have happened."
    )
    documents: list[Document] = Field(
        description="The plans, drafts and declarations, oldest first."
    )
    glossary: list[Term] = Field(description="Words that readers may not know, by the alphabet.")
    people: list[Person] = Field(
        description="The people whom the texts name, in the order of their parties, "
        "those of no party last."
    )
    sources: list[Source] = Field(description="The sources, by id.")


class IssueFile(Head):
    """One issue, with everything that it refers to."""

    site: Publication
    issue: Issue
    parties: list[Party] = Field(description="The parties that answer, in the order of the rule.")
    events: list[Event] = Field(description="The events that touched the issue, oldest first.")
    announced: list[AnnouncedEvent] = Field(
        description="The announced events that bear on the issue, the next first."
    )
    documents: list[Document] = Field(
        description="The documents that touch the issue, oldest first, "
        "each with what it says on this issue alone."
    )
    sources: list[Source] = Field(description="The sources that are cited here, by id.")


class PartyFile(Head):
    """One party, with its positions on all issues and the sources they rest on."""

    site: Publication
    party: Party
    positions: list[PartyPosition] = Field(description="Its positions, in the order of the issues.")
    sources: list[Source] = Field(description="The sources that are cited here, by id.")


class IndexIssue(Form):
    """An issue, in brief."""

    id: Id
    title: str
    question: Text
    status: Status
    trend: Trend | None
    lead: bool
    address: str = Field(description=_ADDRESS)
    file: str = Field(description="Address of its JSON.")
    feed: str = Field(description="Address of its Atom feed.")
    moves_feed: str = Field(description="Address of the Atom feed of its moves alone.")


class IndexParty(Form):
    """A party, in brief."""

    id: Id
    name: Text
    short: str
    address: str = Field(description=_ADDRESS)
    file: str = Field(description="Address of its JSON.")


class IndexFile(Form):
    """A published file."""

    address: str = Field(description="Address, relative to the site's root.")
    media_type: str
    description: str


class Counts(Form):
    """How much there is."""

    issues: int
    parties: int
    positions: int
    statements: int
    events: int
    announced: int
    documents: int
    sources: int


class Index(Head):
    """What there is, and where."""

    site: Publication
    title: Text = Field(description="The question that the site answers.")
    summary: Text = Field(description="The state of play.")
    fingerprint: str = Field(
        description="SHA-256 of full.json, in hexadecimal.", pattern="^[0-9a-f]{64}$"
    )
    counts: Counts
    issues: list[IndexIssue]
    parties: list[IndexParty]
    files: list[IndexFile] = Field(description="The files, but those of single issues and parties.")


class ManifestFile(Form):
    """A published file, by its bytes."""

    address: str = Field(description="Address, relative to the site's root.")
    bytes: int = Field(description="How many bytes it has.")
    sha256: str = Field(
        description="SHA-256 of the file, in hexadecimal.", pattern="^[0-9a-f]{64}$"
    )


class Manifest(Head):
    """Every file that was published together, by its bytes."""

    site: Publication
    commit: str | None = Field(
        description="The commit that the files were built from; null if it is not known, "
        "or if what was built was not committed."
    )
    fingerprint: str = Field(
        description="SHA-256 of full.json, in hexadecimal.", pattern="^[0-9a-f]{64}$"
    )
    files: list[ManifestFile] = Field(
        description="Every file but this one, and but those whose name begins with a dot, "
        "by address."
    )
