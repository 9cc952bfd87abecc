"""The parts of a form: its fields, what an editor reads for each, and what may be written there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from stickingpoints.model.records import Contact, DayOrMonth, Id, StatementName, WebAddress

_LABELS = {
    "at": "Place on the scale",
    "url": "Web address",
    "archive_url": "Address of an archived copy",
    "since": "Since which statement",
    "lead": "Shown first on the home page",
    "quote_kind": "Whose words the quote is",
    "as_of": "Newest day described",
    "id": "Name in addresses (id)",
    "key": "Key, if there are two on a day",
    "short": "Short name",
    "made": "How the site is made",
    "paid": "Who pays for it",
    "editorial": "Only the words were put right",
    "plain_words": "In plain words",
}
_SHOWN = frozenset(
    (
        *("at", "quote", "quote_kind", "speaker", "since", "url", "published", "caveat"),
        *("party", "records", "issues", "scale", "citations", "lead", "outcome"),
    )
)
"""The optional fields that are shown even where they are empty."""

_HINTS: tuple[tuple[Any, str], ...] = (
    (Id, "Small letters, digits and hyphens, such as open-question."),
    (DayOrMonth, "A day, 2025-11-25, or a month, 2025-11."),
    (StatementName, "The date of a statement, or its date and key."),
    (WebAddress, "A web address that begins with https://."),
    (Contact, "An e-mail address or a web address."),
)


class Option(NamedTuple):
    """A value that a field can have, and what an editor reads for it."""

    value: str
    label: str


class Card(NamedTuple):
    """What is known of a source: shown beside the field that names it."""

    title: str
    about: str
    address: str
    quotes: tuple[str, ...]
    note: str = ""


@dataclass
class Part:
    """A record in the form of another: an entry of a list, or the only one."""

    prefix: str
    fields: list[Field]
    origin: str = ""


@dataclass
class Field:
    """A field of a form: `name` is its way in the record, as `citations.0.quote`.

    `value` is a text, a list of texts, or whether a box is ticked. `parts` are the records in it,
    and `blank` is what a new one begins with.
    """

    name: str
    kind: str
    label: str
    help: str
    hint: str = ""
    is_required: bool = False
    value: Any = ""
    options: Sequence[Option] = ()
    suggestions: str = ""
    longest: int | None = None
    noun: str = ""
    warning: str = ""
    card: Card | None = None
    parts: list[Part] = field(default_factory=list)
    blank: Part | None = None

    @property
    def is_folded(self) -> bool:
        """Whether the field waits below the others: few records have it, and this one has not."""
        key = self.name.rpartition(".")[2]
        return not self.value and not self.parts and not self.is_required and key not in _SHOWN


def label_of(key: str) -> str:
    """Return what an editor reads for a key of the data."""
    return _LABELS.get(key) or key.replace("_", " ").capitalize()


def singular(key: str) -> str:
    """Return the noun for an entry of a list: `citations` → `citation`."""
    return key.removesuffix("s").replace("_", " ")


@cache
def _schema(annotation: Any) -> Mapping[str, Any]:
    return TypeAdapter(annotation).json_schema()


def longest_text(annotation: Any) -> int | None:
    """Return how many characters a text may have, None where that is no matter."""
    longest = _schema(annotation).get("maxLength")
    return longest if isinstance(longest, int) else None


def hint_for(annotation: Any, longest: int | None) -> str:
    """Return what may stand in a field that takes no text of any kind."""
    for alias, hint in _HINTS:
        if annotation == alias:
            return hint
    schema = _schema(annotation)
    if schema.get("type") == "integer":
        return f"A whole number, {schema['minimum']:,} to {schema['maximum']:,}."
    if longest and longest < 1000:
        return f"At most {longest} characters."
    return ""
