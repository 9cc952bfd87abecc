"""The records of a dataset, as editors write them, and the values that their fields may take.

The JSON Schema and the tables of fields are generated from the field descriptions here.
Where a party stood on a day, and how it moved, follows from the records in `standing.py`.
"""

from __future__ import annotations

from stickingpoints.model.records.dataset import Dataset
from stickingpoints.model.records.documents import Document, Provision
from stickingpoints.model.records.events import Announcement, Event
from stickingpoints.model.records.fixed_words import (
    NO_POSITION,
    ON_RECORD,
    UNNAMED,
    Answers,
    Attribution,
    DocumentStatus,
    IssueNoun,
    Mark,
    Outcome,
    PartyNoun,
    PlanNoun,
    QuoteKind,
    SourceKind,
    Stance,
    Status,
    Trend,
    words_of,
)
from stickingpoints.model.records.issues import Correction, Issue, Review, Scale, ScalePoint
from stickingpoints.model.records.maps import AreaAnswer, IssueMap, MapAnswer, MapArea
from stickingpoints.model.records.named import Party, Person, Term
from stickingpoints.model.records.positions import Position, Statement
from stickingpoints.model.records.record import Patience, Record, numbered
from stickingpoints.model.records.site import Nouns, OwnWord, Publisher, StatusWords
from stickingpoints.model.records.sources import Citation, Source, Withdrawal
from stickingpoints.model.records.values import (
    AnswerText,
    AreaLabel,
    Cell,
    Contact,
    Day,
    DayOrMonth,
    Figure,
    Heading,
    Id,
    ScalePlace,
    ShortText,
    StatementName,
    StatusLabel,
    Text,
    WebAddress,
    Words,
)

__all__ = [
    "NO_POSITION",
    "ON_RECORD",
    "UNNAMED",
    "Announcement",
    "AnswerText",
    "Answers",
    "AreaAnswer",
    "AreaLabel",
    "Attribution",
    "Cell",
    "Citation",
    "Contact",
    "Correction",
    "Dataset",
    "Day",
    "DayOrMonth",
    "Document",
    "DocumentStatus",
    "Event",
    "Figure",
    "Heading",
    "Id",
    "Issue",
    "IssueMap",
    "IssueNoun",
    "MapAnswer",
    "MapArea",
    "Mark",
    "Nouns",
    "Outcome",
    "OwnWord",
    "Party",
    "PartyNoun",
    "Patience",
    "Person",
    "PlanNoun",
    "Position",
    "Provision",
    "Publisher",
    "QuoteKind",
    "Record",
    "Review",
    "Scale",
    "ScalePlace",
    "ScalePoint",
    "ShortText",
    "Source",
    "SourceKind",
    "Stance",
    "Statement",
    "StatementName",
    "Status",
    "StatusLabel",
    "StatusWords",
    "Term",
    "Text",
    "Trend",
    "WebAddress",
    "Withdrawal",
    "Words",
    "numbered",
    "words_of",
]
