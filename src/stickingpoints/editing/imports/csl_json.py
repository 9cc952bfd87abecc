"""CSL-JSON (docs.citationstyles.org, CSL 1.0.2), as Zotero exports it → references."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from stickingpoints.editing.imports import json_entries, reference_values
from stickingpoints.editing.imports.json_entries import JsonEntry
from stickingpoints.editing.imports.references import FALLBACK_KIND, Reference, problem
from stickingpoints.editing.imports.statement_rows import is_address
from stickingpoints.exports.bibliography import OWN_CSL
from stickingpoints.model.records import SourceKind, words_of
from stickingpoints.problems import ContentError, Problem, shorten
from stickingpoints.text.fill_in import marker

_CERTAIN: Mapping[str, SourceKind] = {
    "article-newspaper": "news-report",
    "bill": "official-document",
    "legal_case": "official-document",
    "legislation": "official-document",
    "regulation": "official-document",
    "treaty": "official-document",
}
_PUBLISHED_ALONE = ("report", "book", "thesis", "legislation", "bill", "treaty", "standard")
_NAME_PARTS = (
    "given",
    "dropping-particle",
    "non-dropping-particle",
    "family",
    "suffix",
)


@dataclass
class _Read:
    """What was read of an entry: the fields of a source, and what is wrong, unsure or left out."""

    entry: JsonEntry
    trail: str
    values: dict[str, Any] = field(default_factory=dict)
    from_field: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def text(self, name: str) -> str:
        """Return a text of the entry, "" if it has none; one of another type is a problem."""
        value = self.entry.value.get(name, "")
        if isinstance(value, (str, int)) and not isinstance(value, bool):
            return reference_values.plain(str(value))
        if value is not None:
            self.refuse(name, "a text is needed here")
        return ""

    def refuse(self, name: str, message: str) -> None:
        """Note what is wrong with a field."""
        place = self.entry.place_of(name)
        self.problems.append(problem(place, f"{self.trail} › {name}", message))

    def put(self, key: str, value: Any, name: str) -> None:
        """Set a field of the source from a field of the entry."""
        self.values[key] = value
        self.from_field[key] = name


def references(text: str, name: str) -> list[Reference]:
    """Return the references of a file; raises ContentError with every one that cannot be read."""
    read: list[Reference] = []
    problems: list[Problem] = []
    for entry in json_entries.entries(text, name):
        result = _read(entry)
        problems += result.problems
        if not result.problems:
            read.append(_reference(result))
    if problems:
        raise ContentError(problems)
    return read


def _read(entry: JsonEntry) -> _Read:
    read = _Read(entry, shorten(str(entry.value.get("id", "an entry"))))
    for reader in (_title, _url, _publisher, _kind, _authors, _dates, _language, _own):
        reader(read)
    return read


def _reference(read: _Read) -> Reference:
    places = {key: read.entry.place_of(name) for key, name in read.from_field.items()}
    return Reference(
        read.entry.place,
        read.trail,
        _key(read.entry.value),
        read.values,
        places,
        tuple(read.unsure),
        tuple(read.remarks),
    )


def _key(value: Mapping[str, Any]) -> str:
    """Return the citation key of an entry, "" if its id is only a number or an address."""
    key = str(value.get("citation-key") or value.get("id") or "")
    if "/" in key or key.isdecimal():
        return ""
    return key


def _title(read: _Read) -> None:
    title = read.text("title")
    if title:
        read.put("title", title, "title")
    elif not read.problems:
        read.refuse("title", "the title is missing; add it in the reference manager")


def _url(read: _Read) -> None:
    url = read.text("URL")
    if url and not is_address(url):
        read.refuse("URL", f'"{shorten(url)}" is not a web address; it begins with https://')
    elif url:
        read.put("url", url, "URL")
    elif doi := reference_values.of_doi(read.text("DOI")):
        read.put("url", doi, "DOI")
    archive = read.text("archive_location")
    if is_address(archive):
        read.put("archive_url", archive, "archive_location")


def _publisher(read: _Read) -> None:
    names = ["container-title", "publisher", "authority"]
    if read.text("type") in _PUBLISHED_ALONE:
        names = ["publisher", "authority", "container-title"]
    for name in names:
        if publisher := read.text(name):
            read.put("publisher", publisher, name)
            return
    url = read.values.get("url", "")
    read.put("publisher", reference_values.host(url) or marker("who published it"), "URL")
    read.unsure.append("the publisher")


def _kind(read: _Read) -> None:
    kind = read.text("type")
    if kind in _CERTAIN:
        read.put("kind", _CERTAIN[kind], "type")
    else:
        read.put("kind", FALLBACK_KIND, "type")


def _authors(read: _Read) -> None:
    people = read.entry.value.get("author", [])
    if not isinstance(people, list) or not all(isinstance(person, dict) for person in people):
        read.refuse("author", "a list of names is needed here")
        return
    names = list(map(_name, people))
    if any(names):
        read.put("authors", list(filter(None, names)), "author")


def _name(person: Mapping[str, Any]) -> str:
    """Return the name of a person, or of an organisation, in the order of reading."""
    if "literal" in person:
        return reference_values.plain(str(person["literal"]))
    parts = [str(person[part]) for part in _NAME_PARTS if person.get(part)]
    return reference_values.plain(" ".join(parts))


def _dates(read: _Read) -> None:
    issued = _parts(read, "issued")
    try:
        for key, value in (reference_values.published(issued) if issued else {}).items():
            read.put(key, value, "issued")
    except (ValueError, TypeError):
        read.refuse("issued", "there is no such date; give year, month and day as numbers")
    accessed = _parts(read, "accessed")
    try:
        if day := reference_values.day(accessed):
            read.put("accessed", day, "accessed")
    except (ValueError, TypeError):
        read.refuse("accessed", "there is no such day; give year, month and day as numbers")


def _parts(read: _Read, name: str) -> list[int]:
    """Return year, month and day of a date, as many as are given.

    Of a range that is only the month, if it is within one; a date in words is left out.
    """
    date = read.entry.value.get(name)
    if date is None:
        return []
    try:
        ranges = [list(map(int, parts)) for parts in date.get("date-parts", [])]
    except (AttributeError, TypeError, ValueError, OverflowError):
        read.refuse(name, 'a date is needed here, as {"date-parts": [[2025, 11, 25]]}')
        return []
    if not ranges or not ranges[0]:
        return _in_words(read, name, date)
    first, last = ranges[0], ranges[-1]
    if first != last:
        read.remarks.append(f"{name} is a range; only what its ends have in common is taken")
        return reference_values.in_common(first, last)
    return first[:3]


def _in_words(read: _Read, name: str, date: Mapping[str, Any]) -> list[int]:
    words = str(date.get("raw") or date.get("literal") or "")
    parts = reference_values.date_parts(words)
    if words and not parts:
        read.remarks.append(
            f'{name} is "{shorten(words)}", which is no date; add published by hand'
        )
    return parts


def _language(read: _Read) -> None:
    words = read.text("language")
    tag = reference_values.language(words)
    if tag:
        read.put("language", tag, "language")
    elif words:
        read.remarks.append(f'the language "{shorten(words)}" is not known; add its tag, as en')


def _own(read: _Read) -> None:
    """Take what our own export has kept, and note what is not certain without it."""
    custom = read.entry.value.get("custom")
    own = custom if isinstance(custom, dict) else {}
    for key in OWN_CSL:
        if isinstance(own.get(key), str):
            read.put(key, own[key], "custom")
    is_certain = read.text("type") in _CERTAIN or own.get("kind") in words_of(SourceKind)
    if not is_certain:
        read.unsure.append(f"the kind, for which {read.values['kind']} is assumed")
