"""What the Typst templates read, field by field: the JSON that `document.py` writes.

A text is a plain string if it holds no marks, and a list of nodes if it does. Labels are the
targets of links within the document. `keep` forbids a page break in an entry; `taller` says that
its text takes more lines than its margin, which lets the template place the margin beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Required, TypedDict

from stickingpoints.model.answers import Evidence
from stickingpoints.model.records import Outcome

Paper = Literal["a4", "us-letter"]
Side = Literal["left", "right"]


class Node(TypedDict, total=False):
    """A node of the small Markdown (`prose.tree`)."""

    kind: Required[str]
    text: str
    href: str
    level: int
    children: list[Node]


Text = str | list[Node]


class Word(TypedDict):
    """A status or a trend, with its sign (`key`) and its word."""

    key: str
    word: str


class ExplainedWord(Word):
    """A status or a trend in the list of signs."""

    meaning: str


class PartyName(TypedDict):
    """The name of a party, which is set beside its mark."""

    name: str
    short: str
    mark: str


class PartyEntry(PartyName):
    """A party in the list of parties."""

    role: Text
    note: Text | None


class CitationNumber(TypedDict):
    """A citation, by its number in the list of sources."""

    n: int
    locator: str | None


class Quotation(CitationNumber):
    """A quote and whose words they are."""

    text: str
    whose: str


class PartyMark(PartyName):
    """A party and how what is shown of it is known; nothing is known where it said nothing.

    The mark is filled, outlined, or left out; `attribution` says so in words, or is empty.
    """

    evidence: Evidence | None
    attribution: str


class StatementEntry(TypedDict):
    """A statement below the position that rests on it."""

    label: str
    date: str
    stance: str
    place: str | None
    attribution: str
    summary: Text
    by: str
    detail: Text | None
    caveat: Text | None
    quotes: list[Quotation]
    cites: list[CitationNumber]
    keep: bool
    taller: bool


class PositionHeading(PartyMark):
    """A party with its answer, its stance and its place on the scale.

    `since` and `heard` are short dates in words, empty where the party said nothing in public.
    """

    label: str
    answer: str
    since: str
    heard: str
    stance: str
    place: str | None


class AnswerEntry(PositionHeading):
    """An answer with what it rests on; all of that is empty where there is nothing."""

    basis: str
    cites: list[CitationNumber]
    quote: Quotation | None
    last_heard: str


class PositionEntry(PositionHeading):
    """A position with its statements, newest first; `rests` is empty if there are none."""

    summary: Text
    reason: Text | None
    looked_in: Text | None
    rests: str
    keep: bool
    taller: bool
    statements: list[StatementEntry]


class MoveEntry(PartyMark):
    """A change of a party's place; `label` is that of the statement."""

    date: str
    label: str
    before: str
    after: str


class CorrectionEntry(TypedDict):
    """A correction of an issue."""

    date: str
    summary: Text
    note: str


class ScalePoint(TypedDict):
    """An option on a scale, and how far along the scale it is (0 to 1)."""

    label: str
    x: float


class ScaleRow(PositionHeading):
    """A party in the large figure: the numbers of its first and last option, if it has a place."""

    first: int | None
    last: int | None


class ScaleMark(PartyMark):
    """A party on the strip: its ends (0 to 1), its lane from below, the side of its short name."""

    start: float
    end: float
    lane: int
    side: Side


class ScaleFigure(TypedDict):
    """The scale of an issue, as a strip and as a figure; `alt` says in words what both show."""

    label: str
    points: list[ScalePoint]
    rows: list[ScaleRow]
    places: list[ScaleMark]
    lanes: int
    alt: str


class NamingEntry(TypedDict):
    """Who has named an option, and when; `range` is what it named, "" where it is that option.

    `label` is that of the newest statement; `first` is empty where there is no other.
    """

    name: str
    label: str
    date: str
    attribution: str
    range: str
    first_label: str
    first: str


class OptionEntry(TypedDict):
    """An option of a scale, the parties whose place takes it in, and who has named it."""

    label: str
    parties: list[PartyMark]
    named: list[NamingEntry]


class BetweenEntry(TypedDict):
    """What lies between the parties on a scale.

    `sentences` are a paragraph, `undisputed` and `pairs` lists; each of these may be empty.
    """

    sentences: str
    options: list[OptionEntry]
    undisputed: list[str]
    pairs: list[str]


class MapTile(TypedDict):
    """An area of a map: its cells, the hatching of its outcome, and the lines in it.

    `party` is set beside its mark between the name of the area and the word.
    """

    row: int
    column: int
    width: int
    height: int
    outcome: Outcome
    area: str
    party: PartyMark | None
    word: str


class MapRow(TypedDict):
    """A row of the table below a map: areas, what becomes of them, what that follows from.

    `labels` are those of the statements, one for each date in `ground`.
    """

    areas: str
    what: str
    ground: list[str]
    labels: list[str]


class MapPicture(TypedDict):
    """The map of a party or a plan, with the rows of the table on it; `alt` says what it shows."""

    name: str
    tiles: list[MapTile]
    rows: list[MapRow]
    alt: str


class MapEntry(TypedDict):
    """The map of an issue: how to read it, its size in cells, its pictures, and who names no area.

    `joins` are pairs of numbers of tiles that are neighbours.
    """

    label: str
    caption: str
    note: Text | None
    rows: int
    columns: int
    joins: list[list[int]]
    pictures: list[MapPicture]
    silent: str


class IssueEntry(TypedDict):
    """An issue; `also` holds the parties that are heard only where they spoke.

    `topic` is the heading above it where its topic begins, "" elsewhere.
    """

    id: str
    topic: str
    title: str
    question: Text
    status: Word
    trend: Word | None
    plain: Text
    answers: list[AnswerEntry]
    scale: ScaleFigure | None
    between: BetweenEntry | None
    map: MapEntry | None
    summary: Text
    why: Text
    positions: list[PositionEntry]
    also: list[PositionHeading]
    moves: list[MoveEntry]
    corrections: list[CorrectionEntry]
    background: list[Node]
    reviewed: str
    address: str


class ComparisonCell(PositionHeading):
    """A position in the comparison and, without its summary, in the state of play."""

    summary: Text


class ComparisonRow(TypedDict):
    """The row of an issue; a `long` one may not fit on a page."""

    cells: list[ComparisonCell | None]
    long: bool


class PartyColumns(TypedDict):
    """A group of parties beside each other, "" for those in none, and how many columns it takes."""

    name: str
    columns: int


class ComparisonTable(TypedDict):
    """Parties that fit beside each other, with a row for each issue."""

    groups: list[PartyColumns]
    parties: list[PartyName]
    rows: list[ComparisonRow]


class TermEntry(TypedDict):
    """An entry of the glossary."""

    label: str
    term: str
    meaning: Text
    cites: list[CitationNumber]


class PersonEntry(TypedDict):
    """A person in the who's who; `party` is empty for outsiders."""

    label: str
    name: str
    office: Text
    party: str
    cites: list[CitationNumber]


class IssueLink(TypedDict):
    """An issue that an event touched."""

    id: str
    title: str


class EventEntry(TypedDict):
    """An event of the timeline; of one that is only announced, `outcome` says who did so."""

    id: str
    date: str
    title: Text
    place: Text | None
    participants: Text | None
    outcome: Text
    cites: list[CitationNumber]
    issues: list[IssueLink]
    keep: bool
    taller: bool


class CitedIn(TypedDict):
    """A part of the document, with the labels of what cites a source there."""

    title: str
    labels: list[str]


class SourceEntry(TypedDict):
    """An entry of the list of sources."""

    n: int
    authors: str
    title: str
    lang: str
    published: str
    kind: str
    note: Text | None
    url: str | None
    href: str | None
    archive: str | None
    archive_href: str | None
    cited: list[CitedIn]
    keep: bool


class Front(TypedDict):
    """The cover, and what pages repeat; `day` is year, month and day.

    `strip_key` explains the strips, `sign_key` the marks and numbers; `evidence_key` what a filled
    mark means and what an outlined one.
    """

    site: str
    address: str
    title: str
    summary: Text
    summary_plain: str
    day: list[int]
    language: str
    as_of: str
    licence: str | None
    publisher: str
    counts: str
    order_rule: Text
    strip_key: str
    sign_key: str
    evidence_key: Mapping[Evidence, str]


class Document(Front):
    """All that the PDF shows of a dataset."""

    parties: list[PartyEntry]
    statuses: list[ExplainedWord]
    trends: list[ExplainedWord]
    issues: list[IssueEntry]
    comparison: list[ComparisonTable]
    terms: list[TermEntry]
    people: list[PersonEntry]
    events: list[EventEntry]
    announced: list[EventEntry]
    sources: list[SourceEntry]


class Edition(Document):
    """All that `main.typ` reads: the document on one paper, with its method and fingerprint."""

    paper: Paper
    method: list[Node]
    fingerprint: str
    fingerprint_note: str
    attachment_name: str


class CardIssue(TypedDict):
    """An issue on a picture, with the answers that are shown of it."""

    question: str
    status: str
    status_label: str
    answers: list[PositionHeading]


class CardFrame(TypedDict):
    """What every picture shows at its foot, and its language.

    `hollow_key` says what an outlined mark means; it is empty where there is none.
    """

    language: str
    site: str
    as_of: str
    hollow_key: str


class Card(CardFrame, CardIssue):
    """All that `card.typ` reads: the picture of an issue."""


class HomeCard(CardFrame):
    """All that `home-card.typ` reads: the picture of the home page.

    The statuses of its issues are shown where they have no answers.
    """

    title: str
    issues: list[CardIssue]
