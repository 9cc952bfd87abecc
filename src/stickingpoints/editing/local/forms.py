"""The form of a record, made from its model: labels, what may stand in each field, its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from stickingpoints.checks.quote_match import fingerprint
from stickingpoints.editing.local.form_fields import (
    Card,
    Field,
    Option,
    Part,
    hint_for,
    label_of,
    longest_text,
    singular,
)
from stickingpoints.editing.local.records import CHILDREN, name_of
from stickingpoints.editing.local.snapshot import Snapshot
from stickingpoints.editing.local.values import Values, editable_keys, fixed_keys, kind_of, list_key
from stickingpoints.model.records import Day, Id
from stickingpoints.reading import fields
from stickingpoints.reading.locations import Location, at

_REFERENCES = {
    "party": "parties",
    "source": "sources",
    "sources": "sources",
    "issue": "issues",
    "issues": "issues",
    "parties": "parties",
    "by": "parties",
    "document": "documents",
}
_ONE_LINE = frozenset(
    (
        *("title", "name", "publisher", "speaker", "locator", "stated_by", "place", "label"),
        *("participants", "issuer", "office", "published_basis", "figure_label", "licence"),
        *("lead_heading", "prefix", "suffix", "short", "term", "answer", "language", "id", "key"),
    )
)


class Forms:
    """Makes the forms of records from what the data has to choose from."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._plain = snapshot.plain

    def form(self, location: Location, record: Any, *, is_new: bool, prefix: str = "") -> Part:
        """Return the form of a record, filled with what it says."""
        return self._part(location, record or {}, prefix, is_new=is_new, depth=0)

    def blank(self, location: Location) -> Values:
        """Return what the form of a new record begins with: the lists that it cannot be without."""
        record = Values()
        key = list_key(location)
        if key == "issues":
            record["positions"] = [Values(party=party) for party in self._answering()]
        elif key in CHILDREN:
            record[CHILDREN[key][0]] = [Values()]
        if "citations" in fields.known_keys(location):
            record["citations"] = [Values()]
        return record

    def suggestions(self) -> dict[str, list[Option]]:
        """Return the references that are found by typing, by kind."""
        return {"sources": list(self._records("sources"))}

    def card(self, source: str) -> Card | None:
        """Return what is known of a source by its id."""
        for record in self._plain.get("sources") or ():
            if isinstance(record, dict) and str(record.get("id")) == source:
                quotes = tuple(dict.fromkeys(_quotes(self._plain, source)))
                return _card(record, quotes)
        return None

    def fixed(self, location: Location, record: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Return the label and the value of what no form changes in a record."""
        held = [key for key in fixed_keys(location) if record.get(key)]
        return [(label_of(key), self._named(key, str(record[key]))) for key in held]

    def _named(self, key: str, value: str) -> str:
        if key in _REFERENCES:
            return dict(self._records(_REFERENCES[key])).get(value, value)
        return value

    def _part(
        self,
        location: Location,
        record: Mapping[str, Any],
        prefix: str,
        *,
        is_new: bool,
        depth: int,
    ) -> Part:
        keys = editable_keys(location, is_new=is_new)
        return Part(
            prefix, [self._field((*location, key), record, f"{prefix}{key}", depth) for key in keys]
        )

    def _field(self, location: Location, record: Mapping[str, Any], name: str, depth: int) -> Field:
        key = str(location[-1])
        model = fields.record_at(location[:-1])
        assert model  # noqa: S101  the keys are those of a model
        info = next(i for n, i in model.model_fields.items() if (i.alias or n) == key)
        field = Field(
            name,
            kind_of(location),
            label_of(key),
            (info.description or "").replace("`", ""),
            is_required=info.is_required(),
        )
        value = record.get(key)
        if field.kind in ("record", "records"):
            self._nest(field, location, value, depth)
        elif field.kind == "lines":
            self._words(field, location, value)
        elif field.kind == "place":
            field.options = list(self._points(location))
            field.value = list(map(str, value)) if isinstance(value, list) else [str(value or "")]
        else:
            self._single(field, location, value, record)
        return field

    def _nest(self, field: Field, location: Location, value: Any, depth: int) -> None:
        if field.kind == "record":
            record = value if isinstance(value, dict) else {}
            part = self._part(location, record, f"{field.name}.", is_new=True, depth=depth)
            field.parts = [part]
            field.value = bool(record)
            return
        field.noun = singular(str(location[-1]))
        below = (*location, 0)
        for number, entry in enumerate(value or ()):
            if isinstance(entry, dict):
                field.parts.append(self._entry(field, below, entry, number, depth))
        blank = f"{field.name}.__{depth}__."
        field.blank = self._part(below, {}, blank, is_new=True, depth=depth + 1)

    def _entry(
        self, field: Field, below: Location, entry: dict[str, Any], number: int, depth: int
    ) -> Part:
        origin = entry.origin if isinstance(entry, Values) else number
        prefix = f"{field.name}.{number}."
        part = self._part(below, entry, prefix, is_new=origin is None, depth=depth + 1)
        part.origin = "" if origin is None else str(origin)
        return part

    def _words(self, field: Field, location: Location, value: Any) -> None:
        field.value = list(map(str, value)) if isinstance(value, list) else []
        field.options = list(self._records(_REFERENCES.get(str(location[-1]), "")))
        if location[-1] == "sources":
            field.kind, field.suggestions = "several", "sources"
        elif field.options:
            field.kind = "boxes"
        else:
            field.hint = "One on each line."

    def _single(
        self, field: Field, location: Location, value: Any, record: Mapping[str, Any]
    ) -> None:
        annotation = fields.without_none(fields.annotation_at(location))
        base = fields.base_type(annotation)
        field.value = "" if value is None else str(value)
        field.longest = longest_text(annotation)
        field.hint = hint_for(annotation, field.longest)
        key = str(location[-1])
        field.options = list(self._options(location))
        if base is bool:
            field.kind, field.value = "box", value is True
        elif field.options:
            self._choose(field)
        elif annotation is Day:
            field.kind = "day"
        elif base is int:
            field.kind = "number"
        else:
            field.kind = "line" if key in _ONE_LINE or not fields.is_text(location) else "text"
        if key == "source":
            field.card = self.card(field.value)
        if key == "quote":
            field.warning = self._locked(record)

    def _choose(self, field: Field) -> None:
        field.kind = "choice"
        field.hint = ""
        if field.name.rpartition(".")[2] == "source":
            # There may be hundreds, and a new one may have been added since.
            field.kind, field.suggestions = "suggested", "sources"
        elif field.value and field.value not in {option.value for option in field.options}:
            field.options = [Option(field.value, f"{field.value} (unknown)"), *field.options]

    def _options(self, location: Location) -> Iterator[Option]:
        for word in fields.choices(location):
            yield Option(str(word), str(word).replace("-", " "))
        key = str(location[-1])
        if key in _REFERENCES and fields.without_none(fields.annotation_at(location)) == Id:
            yield from self._records(_REFERENCES[key])
        elif key == "area":
            yield from self._areas(location)
        elif key == "since":
            yield from self._statements(location[:-1])

    def _records(self, key: str) -> Iterator[Option]:
        for record in self._plain.get(key) or ():
            if isinstance(record, dict) and record.get("id"):
                title = str(record.get("name") or record.get("title") or record["id"])
                yield Option(str(record["id"]), title)

    def _statements(self, position: Location) -> Iterator[Option]:
        statements = at(self._plain, (*position, "statements"))
        for number, record in enumerate(statements if isinstance(statements, list) else ()):
            name = name_of("statements", record, number)
            yield Option(name, f"{name}: {str(record.get('summary', ''))[:60]}")

    def _areas(self, location: Location) -> Iterator[Option]:
        """Yield the areas of the map that a field belongs to."""
        areas = at(self._plain, (*location[:2], "map", "areas"))
        for record in areas if isinstance(areas, list) else ():
            if isinstance(record, dict) and record.get("id"):
                yield Option(str(record["id"]), str(record.get("label") or record["id"]))

    def _points(self, location: Location) -> Iterator[Option]:
        """Yield the points of the scale of the issue that a field belongs to."""
        points = at(self._plain, (*location[:2], "scale", "points"))
        for record in points if isinstance(points, list) else ():
            if isinstance(record, dict) and record.get("id"):
                yield Option(str(record["id"]), str(record.get("label") or record["id"]))

    def _locked(self, citation: Mapping[str, Any]) -> str:
        """Return a warning if the quote of a citation was checked against a saved copy."""
        quote, lock = citation.get("quote"), self._snapshot.lock
        if not lock or not isinstance(quote, str):
            return ""
        entry = lock.by_words.get((str(citation.get("source")), fingerprint(quote)))
        if entry is None:
            return ""
        return f"Checked against a saved copy of the source on {entry.day}: do not change it."

    def _answering(self) -> Iterator[str]:
        for record in self._plain.get("parties") or ():
            if isinstance(record, dict) and record.get("answers") != "where-stated":
                yield str(record.get("id"))


def _card(record: Mapping[str, Any], quotes: tuple[str, ...]) -> Card:
    about = filter(None, map(record.get, ("publisher", "published", "kind")))
    address = str(record.get("url") or "")
    return Card(
        str(record.get("title") or record.get("id")),
        " · ".join(map(str, about)),
        address if address.startswith(("https://", "http://")) else "",
        quotes,
        str(record.get("note") or ""),
    )


def _quotes(value: Any, source: str) -> Iterator[str]:
    """Yield the quotes of a source, wherever the data has them."""
    if isinstance(value, list):
        for child in value:
            yield from _quotes(child, source)
    elif isinstance(value, dict):
        if str(value.get("source")) == source and value.get("quote"):
            yield str(value["quote"])
        for child in value.values():
            yield from _quotes(child, source)
