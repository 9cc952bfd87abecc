"""The issue forms of the forge: their fields, and which fields of a record they may change.

The forms themselves are `.github/ISSUE_TEMPLATE/*.yml`; a test checks that they have the fields
defined here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from stickingpoints.model.records import Attribution, QuoteKind, SourceKind, Stance, words_of

Kind = Literal["correction", "new-statement", "new-source"]

UNSURE = "Another, or I do not know"
CORRECTABLE: Mapping[str, tuple[str, ...]] = {
    "issues": ("title", "question", "plain_words", "summary", "why_it_matters"),
    "positions": ("answer", "summary", "stance", "reason", "looked_in"),
    "statements": ("summary", "stance", "attribution", "stated_by", "detail", "caveat"),
    "sources": ("title", "publisher", "kind", "published", "published_basis", "language", "note"),
    "events": ("title", "place", "participants", "outcome"),
}
"""The fields of each record that a form may change.

Ids, dates and quotes are not among them: permanent anchors and the lock depend on those.
"""


class Field(NamedTuple):
    """One field of a form: its id, its label (the heading in the body), and the values it takes."""

    id: str
    label: str
    required: bool = False
    options: tuple[str, ...] = ()
    is_text: bool = False


@dataclass(frozen=True)
class Filled:
    """A completed form: its kind, and the value of each field that is not empty."""

    kind: Kind
    values: Mapping[str, str]

    def get(self, field: str) -> str:
        """Return the value of a field, "" if it was left empty."""
        return self.values.get(field, "")


class FormError(Exception):
    """The form cannot be accepted; `reasons` are lines for whoever completed it."""

    def __init__(self, *reasons: str) -> None:
        self.reasons = reasons
        super().__init__("\n".join(reasons))


def _correctable_fields() -> tuple[str, ...]:
    fields: set[str] = set()
    for names in CORRECTABLE.values():
        fields.update(names)
    return (*sorted(fields), UNSURE)


_TITLE = Field("source_title", "Title of the source")
_PUBLISHER = Field("publisher", "Publisher")
_SOURCE_KIND = Field("source_kind", "Kind of source", options=words_of(SourceKind))
_PUBLISHED = Field("published", "Published")
_LANGUAGE = Field("language", "Language")
FORMS: Mapping[Kind, tuple[Field, ...]] = {
    "correction": (
        Field("record", "Record", required=True),
        Field("field", "Field", required=True, options=_correctable_fields()),
        Field("wrong", "What is wrong", required=True, is_text=True),
        Field("instead", "What it should say instead", is_text=True),
        Field("source", "Where this can be checked"),
    ),
    "new-statement": (
        Field("record", "Issue and party", required=True),
        Field("date", "Date", required=True),
        Field("summary", "What was said", required=True, is_text=True),
        Field("stance", "Stance", required=True, options=words_of(Stance)),
        Field("at", "Place on the scale"),
        Field("attribution", "How it is known", required=True, options=words_of(Attribution)),
        Field("stated_by", "Who said it", required=True),
        Field("source", "Source", required=True),
        Field("quote", "Quote", is_text=True),
        Field("quote_kind", "Whose words the quote is", options=words_of(QuoteKind)),
        Field("speaker", "Speaker"),
        Field("caveat", "Who contradicts it", is_text=True),
        _TITLE,
        _PUBLISHER,
        _SOURCE_KIND,
        _PUBLISHED,
        _LANGUAGE,
    ),
    "new-source": (
        Field("source", "Address", required=True),
        _TITLE._replace(required=True),
        _PUBLISHER._replace(required=True),
        _SOURCE_KIND._replace(required=True),
        _PUBLISHED,
        _LANGUAGE,
        Field("authors", "Authors"),
        Field("note", "What a careful reader should know", is_text=True),
    ),
}
