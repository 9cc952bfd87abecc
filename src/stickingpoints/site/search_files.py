"""What the search finds → the files that it reads: the names first, the texts in pieces.

The names of everything are one small file, so that a reader has the first results from it alone.
The texts are in pieces of several issues each. On a small site the script reads them all after the
names, on a large one those of the issues that it found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, get_args

from stickingpoints.i18n.language import Language
from stickingpoints.model import answers
from stickingpoints.model.records import Attribution
from stickingpoints.site import search_entries
from stickingpoints.site.content import Content
from stickingpoints.site.json_files import file
from stickingpoints.site.page import Page
from stickingpoints.site.search_entries import Entry

NAMES = "search/names.json"
WRITTEN = "search/pages.json"
"""The written pages, which only the build that renders them can give."""

_TEXTS = "search/texts-{}.json"
_LARGEST_PIECE = 160_000
"""How many bytes of rows a piece has at most, unless a single issue has more."""
_ON_DISK = "searchPiece"
"""The variable that a file sets in an edition that is read from the disk."""
_ATTRIBUTIONS: tuple[Attribution, ...] = get_args(Attribution)


def files(content: Content, pages: Iterable[Page]) -> dict[str, bytes]:
    """Return the files of the search by address, without that of the written pages."""
    language, by_file = content.site.language, content.by_file
    published: dict[str, bytes] = {}
    pieces: list[dict[str, Any]] = []
    for number, (issues, entries) in enumerate(_pieces(content), start=1):
        address = _TEXTS.format(number)
        published |= file(
            address,
            piece(search_entries.placed(content, entries), language),
            by_file=by_file,
            name=_ON_DISK,
        )
        pieces.append({"file": address, "issues": issues})
    names = piece(search_entries.placed(content, search_entries.names(content, pages)), language)
    # The file of the written pages comes from the build, which renders them after this.
    names["pieces"] = [*pieces, {"file": WRITTEN, "issues": []}]
    names["parties"] = {party.id: party.name for party in content.dataset.parties}
    names["attributions"] = _attributions(language)
    return {**file(NAMES, names, by_file=by_file, name=_ON_DISK), **published}


def written(entries: Iterable[Entry], language: Language, *, by_file: bool) -> dict[str, bytes]:
    """Return the file of the written pages, by address."""
    return file(WRITTEN, piece(entries, language), by_file=by_file, name=_ON_DISK)


def piece(entries: Iterable[Entry], language: Language) -> dict[str, Any]:
    """Return entries as a piece of the index: their rows, and their days in words."""
    rows = [entry.row() for entry in entries]
    days = sorted({row["day"] for row in rows if "day" in row})
    return {"days": {day: language.short_date(day) for day in days}, "entries": rows}


def _attributions(language: Language) -> dict[str, dict[str, str]]:
    """Return label and evidence of each attribution."""
    attributions: dict[str, dict[str, str]] = {}
    for word in _ATTRIBUTIONS:
        label = language.words.attributions[word].label
        attributions[str(word)] = {"label": label, "evidence": answers.evidence(word)}
    return attributions


def _pieces(content: Content) -> Iterator[tuple[list[str], list[Entry]]]:
    """Yield the entries of each piece, with the ids of the issues that it is about."""
    yield from _filled(_by_issue(content))
    for entries in (
        [*search_entries.records(content), *search_entries.terms(content.dataset)],
        list(search_entries.sources(content.dataset)),
    ):
        yield from _filled(("", [entry]) for entry in entries)


def _by_issue(content: Content) -> Iterator[tuple[str, list[Entry]]]:
    for issue in content.dataset.issues:
        yield issue.id, list(search_entries.texts_on(content, issue))


def _filled(
    groups: Iterable[tuple[str, list[Entry]]],
) -> Iterator[tuple[list[str], list[Entry]]]:
    """Put groups of entries, each with the id of its issue or "", into pieces in order."""
    issues: list[str] = []
    entries: list[Entry] = []
    size = 0
    for issue, group in groups:
        weight = sum(map(_weight, group))
        if entries and size + weight > _LARGEST_PIECE:
            yield issues, entries
            issues, entries, size = [], [], 0
        issues += filter(None, [issue])
        entries += group
        size += weight
    if entries:
        yield issues, entries


def _weight(entry: Entry) -> int:
    """Return how many bytes the row of an entry has, about."""
    return sum(len(value.encode()) for value in entry.row().values())
