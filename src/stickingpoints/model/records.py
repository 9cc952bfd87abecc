"""The records of a dataset, as editors write them, and the values that their fields may take.

The JSON Schema and the tables of fields are generated from the field descriptions here.
Where a party stood on a day, and how it moved, follows from the records in `standing.py`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from types import MappingProxyType
from typing import Annotated, Any, Literal, Protocol, Self, TypeVar, get_args
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    StrictBool,
    StrictInt,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    model_validator,
)

from stickingpoints.i18n.vocabulary import marked
from stickingpoints.model.partial_date import PartialDate
from stickingpoints.problems import Place, Problem

Status = Literal["agreed", "agreed-in-principle", "proposed", "disputed"]
Trend = Literal["narrowing", "unchanged", "widening"]
Stance = Literal["accepts", "conditional", "proposes", "rejects", "undecided", "no-public-position"]
Attribution = Literal[
    "on-record",
    "official-document",
    "leaked-document",
    "unnamed-official",
    "second-hand",
    "outlet-report",
]
SourceKind = Literal[
    "official-document",
    "official-statement",
    "news-report",
    "analysis",
    "think-tank",
    "republication",
]
QuoteKind = Literal["speaker", "document", "outlet-words"]
Answers = Literal["every-issue", "where-stated"]
Outcome = Literal["held", "leaves", "demilitarised", "as-it-is", "undecided", "not-mentioned"]
DocumentStatus = Literal["leaked", "published", "confirmed"]
Mark = Literal[
    "circle",
    "square",
    "triangle",
    "diamond",
    "pentagon",
    "star",
    "cross",
    "ring",
    "inverted-triangle",
    "half-circle",
    "bar",
    "hourglass",
]

PartyNoun = Literal["party", "side", "member"]
IssueNoun = Literal["issue", "point", "clause"]
PlanNoun = Literal["plan", "draft", "text"]

ON_RECORD: tuple[Attribution, ...] = ("on-record", "official-document")
UNNAMED: tuple[Attribution, ...] = ("unnamed-official", "outlet-report")
NO_POSITION: Stance = "no-public-position"


def _day(value: Any) -> Any:
    """Accept a day written with or without quotes; refuse what is on no calendar."""
    if isinstance(value, datetime.date):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise ValueError("is not a day; write it as 2025-11-25")
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise ValueError("is not a day on the calendar; write one as 2025-11-25") from None


def _day_or_month(value: Any) -> str:
    """Accept a day or, where the day is not known, a month; keep it as text, which sorts."""
    return str(PartialDate.parse(str(value)))


_ADDRESS = re.compile(
    r"""
    https?://
    [^\s/?#<>"\\^`{|}@]+          # host and port; a user name before an @ is not accepted
    ([/?#][^\s<>"\\^`{|}]*)?      # path, query and fragment
    """,
    re.VERBOSE,
)


def _statement_name(value: Any) -> Any:
    """Accept a day, a month, or either with a key: what tells a statement apart in its position."""
    text = value
    if isinstance(value, datetime.date):
        text = value.isoformat()
    if not isinstance(text, str) or not re.fullmatch(r"\d{4}-\d{2}(-\d{2})?(-[a-z0-9]+)*", text):
        raise ValueError(
            "is not the name of a statement; write its date, as 2025-11-25, "
            "or its date and key, as 2025-11-25-evening"
        )
    return text


def _web_address(value: str) -> str:
    if not _ADDRESS.fullmatch(value) or not _splits(value):
        raise ValueError(
            "is not a web address; it must begin with https:// or http:// and hold no spaces "
            "and no user name before an @"
        )
    return value


_EMAIL = re.compile(
    r"""
    [A-Za-z0-9._+-]+         # nothing that has a meaning in a mailto: address, such as ? or %
    @
    [A-Za-z0-9-]+            # host
    (\.[A-Za-z0-9-]+)+
    """,
    re.VERBOSE,
)


def _contact(value: str) -> str:
    if not _EMAIL.fullmatch(value) and not (_ADDRESS.fullmatch(value) and _splits(value)):
        raise ValueError(
            "is neither an e-mail address nor a web address; write one, as editors@example.org "
            "or https://example.org/contact"
        )
    return value


def _splits(address: str) -> bool:
    """Return whether an address can be taken apart into a host and a port that exists."""
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=20_000, pattern=r"\S")]
Day = Annotated[datetime.date, BeforeValidator(_day)]
DayOrMonth = Annotated[
    str,
    BeforeValidator(_day_or_month),
    Field(json_schema_extra={"pattern": r"^\d{4}-\d{2}(-\d{2})?$"}),
]
WebAddress = Annotated[
    str,
    AfterValidator(_web_address),
    Field(json_schema_extra={"format": "uri", "pattern": "^https?://"}),
]
Contact = Annotated[
    str,
    AfterValidator(_contact),
    Field(json_schema_extra={"pattern": r"^(https?://|[A-Za-z0-9._+-]+@)"}),
]
AnswerText = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"\S")]
ShortText = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=r"\S")]
Heading = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"\S")]
StatusLabel = Annotated[str, StringConstraints(min_length=1, max_length=30, pattern=r"\S")]
Words = Annotated[
    str, StringConstraints(min_length=1, max_length=80, pattern=r"^[^\[\]{}]*[^\[\]{}\s]$")
]
AreaLabel = Annotated[str, StringConstraints(min_length=1, max_length=16, pattern=r"\S")]
Cell = Annotated[StrictInt, Field(ge=1, le=8)]
StatementName = Annotated[
    str,
    BeforeValidator(_statement_name),
    Field(json_schema_extra={"pattern": r"^\d{4}-\d{2}(-\d{2})?(-[a-z0-9]+)*$"}),
]
Figure = Annotated[StrictInt, Field(ge=0, le=10**15)]
ScalePlace = Id | Annotated[list[Id], Field(min_length=2, max_length=2)]


@dataclass
class Patience:
    """How many faults a validation still lists; after that it skips the remaining records.

    `passed_over` counts the records skipped. Given to `model_validate` as its context: without it,
    a file with a fault in each of very many records would fill the memory with them.
    """

    faults: int
    passed_over: int = 0

    def take(self, error: ValidationError, before: int) -> None:
        """Count the faults of a record.

        `before` is how many were left when its validation began: those of the records in it have
        been counted since.
        """
        self.faults = min(self.faults, before - error.error_count())


class Record(BaseModel):
    """Any record: unknown keys are refused, values are fixed, and it knows where it was read."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    _places: Mapping[str, Place] = PrivateAttr(default_factory=lambda: MappingProxyType({}))
    _trail: str = PrivateAttr(default="")

    @model_validator(mode="wrap")
    @classmethod
    def _patiently(
        cls, value: Any, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo
    ) -> Self:
        """Validate, or skip the record if enough faults are listed."""
        patience = info.context
        if not isinstance(patience, Patience):
            return handler(value)
        if patience.faults <= 0:
            patience.passed_over += 1
            # The signature that the plugin of mypy gives it knows no Self.
            return cls.model_construct()  # type: ignore[return-value]
        before = patience.faults
        try:
            return handler(value)
        except ValidationError as error:
            patience.take(error, before)
            raise

    def remember(self, places: Mapping[str, Place], trail: str) -> None:
        """Note where the record (key "") and its fields are, and its name in messages."""
        self._places = MappingProxyType(dict(places))
        self._trail = trail

    def where(self, field: str = "") -> Place:
        """Return the place of a field, or of the record itself if the field was left out.

        An entry that a list lacks (`sources › number 1`) has the place of the list.
        """
        for name in (field, field.partition(" › ")[0], ""):
            if name in self._places:
                return self._places[name]
        return Place("data", 1, 1, 1)

    def problem(self, rule: str, message: str, field: str = "") -> Problem:
        """Return a problem with a field of this record (or with the record as a whole)."""
        trail = " › ".join(filter(None, [self._trail, field]))
        return Problem(self.where(field), rule, trail, message)


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


_IdentifiedRecord = TypeVar("_IdentifiedRecord", bound=_Identified)


def _by_id(records: Iterable[_IdentifiedRecord]) -> Mapping[str, _IdentifiedRecord]:
    return {record.id: record for record in records}


def numbered(records: Iterable[_Identified]) -> Mapping[str, int]:
    """Return the number of each record in its order, from 0, by its id."""
    return {record.id: number for number, record in enumerate(records)}


class Party(Record):
    """A party to the negotiation, or one that speaks in it."""

    id: Id = Field(
        description="Its name in addresses and references; never changed once published."
    )
    name: Text = Field(description="Full name, in the language of the site.")
    short: Annotated[str, StringConstraints(min_length=1, max_length=6, pattern=r"\S")] = Field(
        description="Short name, at most six characters, shown beside its mark."
    )
    role: Text = Field(description="What it is in this negotiation, one neutral sentence.")
    mark: Mark | None = Field(
        None, description="The shape that stands for it in figures; by default the next one free."
    )
    group: Heading | None = Field(
        None, description="Group that it belongs to in the talks, such as “Island states”."
    )
    answers: Answers = Field(
        "every-issue",
        description="`every-issue`, or `where-stated`: shown only on the issues where it spoke.",
    )
    note: Text | None = Field(
        None, description="What a reader should know of who is counted as this party."
    )


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
        return _by_id(self.areas)


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


class Term(Record):
    """A word that a reader may not know, explained where a page first uses it."""

    id: Id = Field(description="Its anchor in the glossary.")
    term: Annotated[str, StringConstraints(min_length=2, max_length=60, pattern=r"\S")] = Field(
        description="The word as the texts write it."
    )
    forms: list[Text] = Field(default=[], description="Other ways in which the texts write it.")
    meaning: Text = Field(description="What it means, in one or two plain sentences.")
    citations: list[Citation] = Field(
        default=[], description="The sources, where the meaning states a fact."
    )


class Person(Record):
    """Somebody whom the texts name, with the office that readers need to know."""

    id: Id = Field(description="Its anchor in the who's who.")
    name: Text = Field(description="Name as the texts write it.")
    spellings: list[Text] = Field(
        default=[],
        description="Other spellings of the name, also in other scripts, for the search.",
    )
    office: Text = Field(description="Office or function, a few words.")
    party: Id | None = Field(
        None, description="Id of the party that the person belongs to; left out for outsiders."
    )
    sources: Annotated[list[Id], Field(min_length=1)] = Field(
        description="Ids of the sources that give name and office."
    )

    @property
    def citations(self) -> list[Citation]:
        """The sources as citations without quotes, in the same order."""
        return [Citation(source=source) for source in self.sources]


class Publisher(Record):
    """Who publishes the site, and how it comes about."""

    name: Text = Field(description="Name of the person or organisation that publishes it.")
    contact: Contact = Field(
        description="Where to write to: an e-mail address, or the web address of a page that says."
    )
    made: Text = Field(description="How the site is made, in one or two sentences.")
    paid: Text = Field(description="Who pays for it, in one or two sentences.")

    @property
    def has_email(self) -> bool:
        """Whether the contact is an e-mail address, not a web address."""
        return _EMAIL.fullmatch(self.contact) is not None

    @property
    def contact_url(self) -> str:
        """Where a link to the contact leads: a web address, or a `mailto:` address (RFC 6068)."""
        if self.has_email:
            return f"mailto:{self.contact}"
        return self.contact


class OwnWord(Record):
    """Words of the site's own for some of the interface."""

    instead_of: Words = Field(
        description="Words of the interface that go with a noun, as a build lists them."
    )
    write: Words = Field(
        description="What is written in their place, without braces or square brackets."
    )

    def __str__(self) -> str:
        """Return it as one line, for a comparison of two datasets."""
        return f"{self.instead_of}: {self.write}"


class Nouns(Record):
    """What the site calls a party, an issue and a plan, in the language of the site."""

    party: PartyNoun | None = Field(None, description="What a party is called.")
    issue: IssueNoun | None = Field(None, description="What an issue is called.")
    plan: PlanNoun | None = Field(None, description="What a plan is called.")
    words: list[OwnWord] = Field(
        default=[],
        description="Other nouns: one entry for each form in which the texts use it.",
    )


class StatusWords(Record):
    """The site's own words for what the statuses mean; each keeps its meaning and its id."""

    agreed: StatusLabel | None = Field(None, description="Instead of “Agreed”.")
    agreed_in_principle: StatusLabel | None = Field(
        None, alias="agreed-in-principle", description="Instead of “Agreed in principle”."
    )
    proposed: StatusLabel | None = Field(None, description="Instead of “Proposed”.")
    disputed: StatusLabel | None = Field(None, description="Instead of “Disputed”.")


class Dataset(Record):
    """All the content of one site: the files of `data/`, merged."""

    schema_version: Literal[1] = Field(alias="schema", description="Version of this form: 1.")
    title: Text = Field(description="The question that the site answers.")
    summary: Text = Field(description="The state of play in about 60 plain words.")
    as_of: Day = Field(description="The newest day that the content describes.")
    party_order_rule: Text = Field(
        description="By what rule the parties are ordered; printed under every comparison."
    )
    lead_heading: Text = Field(
        marked("The main points"), description="Heading over the issues marked `lead`."
    )
    nouns: Nouns | None = Field(
        None, description="What the site calls a party, an issue and a plan, if not so."
    )
    status_words: StatusWords | None = Field(
        None, description="The site's own words for the statuses, such as “Settled”."
    )
    licence: Text | None = Field(
        None, description="Licence of the content, an SPDX identifier as `CC-BY-4.0`."
    )
    publisher: Publisher | None = Field(
        None, description="Who publishes the site; `check` warns while this is missing."
    )
    parties: Annotated[list[Party], Field(min_length=1)] = Field(
        description="The parties, in the order of the rule."
    )
    sources: list[Source] = Field(description="The sources.")
    issues: Annotated[list[Issue], Field(min_length=1)] = Field(
        description="The issues, in the order they are shown."
    )
    events: list[Event] = Field(
        default=[], description="What happened, and what was announced for a later day."
    )
    documents: list[Document] = Field(
        default=[], description="The plans, drafts and declarations that were on the table."
    )

    glossary: list[Term] = Field(default=[], description="Words that readers may not know.")
    people: list[Person] = Field(
        default=[], description="The people whom the texts name, in the order they are shown."
    )

    def with_lists(self, **lists: Sequence[Record]) -> Dataset:
        """Return the dataset with other records in some of its lists, as `issues`."""
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        # Not `model_copy`, which would take along what was looked up in the old lists.
        return self.model_construct(**fields | lists)

    @cached_property
    def party(self) -> Mapping[str, Party]:
        """The parties by id."""
        return _by_id(self.parties)

    @cached_property
    def place(self) -> Mapping[str, int]:
        """The place of each party in their order, from 0, by id."""
        return {party.id: number for number, party in enumerate(self.parties)}

    @cached_property
    def source(self) -> Mapping[str, Source]:
        """The sources by id."""
        return _by_id(self.sources)

    @cached_property
    def issue(self) -> Mapping[str, Issue]:
        """The issues by id."""
        return _by_id(self.issues)

    @cached_property
    def event(self) -> Mapping[str, Event]:
        """The events by id."""
        return _by_id(self.events)

    @cached_property
    def mark(self) -> Mapping[str, Mark]:
        """The shape of each party, by id: its own choice, else the next one that nobody chose."""
        chosen = set(map(attrgetter("mark"), self.parties))
        shapes: tuple[Mark, ...] = get_args(Mark)
        free = [mark for mark in shapes if mark not in chosen]
        marks: dict[str, Mark] = {}
        for party in self.parties:
            if party.mark:
                marks[party.id] = party.mark
            elif free:
                marks[party.id] = free.pop(0)
            else:
                marks[party.id] = shapes[0]
        return marks

    @cached_property
    def column_parties(self) -> list[Party]:
        """The parties that answer for every issue, in order: the columns of the comparison."""
        return [party for party in self.parties if party.answers == "every-issue"]

    @cached_property
    def statement_count(self) -> int:
        """How many statements the dataset holds, not counting those withdrawn."""
        count = 0
        for issue in self.issues:
            for position in issue.positions:
                for statement in position.statements:
                    if not statement.withdrawn:
                        count += 1
        return count

    @cached_property
    def stops(self) -> list[str]:
        """Every day or month in which something was said, oldest first."""
        days: set[str] = set()
        for issue in self.issues:
            for position in issue.positions:
                days.update(said.date for said in position.statements if not said.withdrawn)
        return sorted(days)

    @cached_property
    def position_count(self) -> int:
        """How many positions the dataset holds."""
        return sum(len(issue.positions) for issue in self.issues)


def words_of(alias: Any) -> tuple[str, ...]:
    """Return the words that a field of fixed words may take, in order."""
    return get_args(alias)
