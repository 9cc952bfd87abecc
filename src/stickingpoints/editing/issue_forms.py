"""The issue forms of the forge: their fields, and what somebody filled in, taken apart and cleaned.

The forms themselves are `.github/ISSUE_TEMPLATE/*.yml`; a test holds that their fields are those named here. A form comes as the
JSON of an issue (its `body` is Markdown: a heading for each label, then the value) or as JSON with the fields by id.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from stickingpoints.model.records import Attribution, QuoteKind, SourceKind, Stance, words_of
from stickingpoints.problems import did_you_mean, forbidden, forbidden_in, one_of, shorten

Kind = Literal["correction", "new-statement", "new-source"]
LARGEST = 200_000
_LONGEST_LINE, _LONGEST_TEXT = 500, 5_000
_EMPTY = ("", "_No response_")
UNSURE = "Another, or I do not know"
CORRECTABLE: Mapping[str, tuple[str, ...]] = {
    "issues": ("title", "question", "summary", "why_it_matters"),
    "positions": ("summary", "stance", "reason", "looked_in"),
    "statements": ("summary", "stance", "attribution", "stated_by", "detail", "caveat"),
    "sources": ("title", "publisher", "kind", "published", "published_basis", "language", "note"),
    "events": ("title", "place", "participants", "outcome"),
}
"""What a form may change of each record. Ids, dates and quotes are not among it: anchors and the lock hang on them."""


class Field(NamedTuple):
    """One field of a form: its id, its label (the heading in the body), and what may be filled in."""

    id: str
    label: str
    required: bool = False
    options: tuple[str, ...] = ()
    is_text: bool = False


@dataclass(frozen=True)
class Filled:
    """A filled form: its kind, and the value of each field that is not empty."""

    kind: Kind
    values: Mapping[str, str]

    def get(self, field: str) -> str:
        """Return the value of a field, "" if it was left empty."""
        return self.values.get(field, "")


class FormError(Exception):
    """The form cannot be taken; `reasons` are lines for whoever filled it in."""

    def __init__(self, *reasons: str) -> None:
        self.reasons = reasons
        super().__init__("\n".join(reasons))


_SOURCE = (
    Field("source_title", "Title of the source"),
    Field("publisher", "Publisher"),
    Field("source_kind", "Kind of source", options=words_of(SourceKind)),
    Field("published", "Published"),
    Field("language", "Language"),
)
FORMS: Mapping[Kind, tuple[Field, ...]] = {
    "correction": (
        Field("record", "Record", required=True),
        Field(
            "field",
            "Field",
            required=True,
            options=(
                *sorted({field for fields in CORRECTABLE.values() for field in fields}),
                UNSURE,
            ),
        ),
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
        *_SOURCE,
    ),
    "new-source": (
        Field("source", "Address", required=True),
        *(
            field._replace(required=field.id in ("source_title", "publisher", "source_kind"))
            for field in _SOURCE
        ),
        Field("authors", "Authors"),
        Field("note", "What a careful reader should know", is_text=True),
    ),
}


def parse(text: str) -> Filled:
    """Take a filled form apart; raises FormError with every reason why it cannot be taken."""
    if len(text) > LARGEST:
        raise FormError(f"the form has more than the {LARGEST:,} characters allowed")
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):  # a number of thousands of digits is a ValueError too
        raise FormError("the form is not JSON") from None
    if not isinstance(given, dict):
        raise FormError("the form is not a JSON object")
    kind = _kind(given)
    fields = FORMS[kind]
    raw = (
        _from_markdown(given["body"], fields)
        if isinstance(given.get("body"), str)
        else _from_json(given, fields)
    )
    values: dict[str, str] = {}
    reasons: list[str] = []
    for field in fields:
        try:
            value = _clean(field, raw.get(field.id, ""))
        except FormError as error:
            reasons += error.reasons
            continue
        if value:
            values[field.id] = value
    if reasons:
        raise FormError(*reasons)
    return Filled(kind, values)


def _kind(given: Mapping[str, Any]) -> Kind:
    """Return which form was filled in: its name, or the label that it puts on the issue, or else its headings."""
    labels, body = given.get("labels"), given.get("body")
    names = [given.get("kind"), *(_label_names(labels) if isinstance(labels, list) else ())]
    found = [kind for kind in FORMS if kind in names]
    if not found and isinstance(body, str):
        lines = {line.strip() for line in body.splitlines()}
        found = [
            kind
            for kind, fields in FORMS.items()
            if all(f"### {field.label}" in lines for field in fields if field.required)
        ]
    if len(found) != 1:
        raise FormError(
            f"it is not clear which form this is; its kind or one label must say so. {one_of(FORMS)}"
        )
    return found[0]


def _label_names(labels: list[Any]) -> Iterator[Any]:
    for label in labels:
        yield label.get("name") if isinstance(label, dict) else label


def _from_json(given: Mapping[str, Any], fields: tuple[Field, ...]) -> dict[str, str]:
    """Return the fields that stand in JSON by their id; a list of one is what some parsers make of a choice."""
    inner = given.get("fields")
    values = inner if isinstance(inner, dict) else given
    known = {field.id: field for field in fields}
    unknown = [
        key
        for key in values
        if key not in known
        and (inner is not None or key not in ("kind", "labels", "number", "title"))
    ]
    if unknown or (inner is not None and not isinstance(inner, dict)):
        raise FormError(
            *(
                f'there is no field "{shorten(str(key))}" in this form{did_you_mean(str(key), known)}'
                for key in unknown or ["fields"]
            )
        )
    found = {}
    for key in known.keys() & values.keys():
        value = values[key]
        value = (
            value[0]
            if isinstance(value, list) and len(value) == 1
            else ""
            if value in (None, [])
            else value
        )
        if not isinstance(value, str):
            raise FormError(f"“{known[key].label}” is not a text")
        found[key] = value
    return found


def _from_markdown(body: str, fields: tuple[Field, ...]) -> dict[str, str]:
    """Return the fields of an issue's body: `### Label`, then the value. A label that stands twice is refused."""
    labels = {field.label: field.id for field in fields}
    values: dict[str, list[str]] = {}
    here: list[str] = []
    for line in body.replace("\r\n", "\n").split("\n"):
        heading = line[4:].strip() if line.startswith("### ") else None
        if heading in labels:
            if labels[heading] in values:
                raise FormError(
                    f"the heading “{heading}” stands twice in the form; leave headings out of the texts"
                )
            here = values[labels[heading]] = []
        else:
            here.append(line)
    return {key: "\n".join(lines) for key, lines in values.items()}


def _clean(field: Field, raw: str) -> str:
    """Return a value without white space around it; raises FormError for one that the field does not take."""
    value = raw.replace("\t", " ").strip()
    if value in _EMPTY or (field.options and value == "None"):
        value = ""
    if not value and field.required:
        raise FormError(f"“{field.label}” is empty; fill it in")
    if len(value) > (_LONGEST_TEXT if field.is_text else _LONGEST_LINE):
        raise FormError(f"“{field.label}” is too long: {len(value):,} characters")
    if hidden := forbidden_in(value).search(value.replace("\r", "\n")):
        raise FormError(f"“{field.label}”: {forbidden(hidden[0])}")
    if not field.is_text and re.search(r"[\r\n]", value):
        raise FormError(f"“{field.label}” has more than one line; write it on one")
    if value and field.options and value not in field.options:
        raise FormError(
            f"“{field.label}”: “{shorten(value)}” is not a choice. {one_of(field.options)}"
        )
    return _paragraphs(value) if field.is_text else " ".join(value.split())


def _paragraphs(text: str) -> str:
    """Return a text with the lines of each paragraph joined; lists keep their lines."""
    found = []
    for paragraph in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = [" ".join(line.split()) for line in paragraph.split("\n")]
        is_list = any(re.match(r"([-*+]|\d+[.)]) ", line) for line in lines)
        found.append(("\n" if is_list else " ").join(line for line in lines if line))
    return "\n\n".join(part for part in found if part)
