"""Texts that hold a character which none of the fonts has, each with its record."""

from __future__ import annotations

import datetime
import html
import json
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import typst

from stickingpoints.model.records import Dataset, Record
from stickingpoints.model.walk import texts
from stickingpoints.pdf.typst_compiler import compiled
from stickingpoints.problems import Place, Problem

_NOT_SET = ("id", "key", "source", "party", "at", "prefix", "suffix", "issues", "language")
_ANY_DAY = datetime.date(2000, 1, 1)
_AROUND = 20  # characters shown before what cannot be set


class _Field(NamedTuple):
    record: Record
    name: str
    text: str


def unsettable(dataset: Dataset, background: Mapping[str, str], method: str) -> list[Problem]:
    """Return a problem for each text and each character in it that cannot be set.

    `background` holds Markdown by issue id, `method` the Markdown of the method page. A character
    is taken with its combining marks.
    """
    fields = [_Field(*field) for field in texts(dataset) if field[1] not in _NOT_SET]
    pages = {f"docs/issues/{issue}.md": text for issue, text in background.items()}
    pages["docs/method.md"] = method
    clusters: set[str] = set()
    for text in [*(field.text for field in fields), *pages.values()]:
        clusters.update(_clusters(text))
    missing = _missing(clusters)
    if not missing:
        return []
    return [*_in_fields(fields, missing), *_in_pages(pages, missing)]


def _in_fields(fields: list[_Field], missing: set[str]) -> Iterator[Problem]:
    for record, name, text in fields:
        for cluster in _present(text, missing):
            yield record.problem("no-glyph", _no_glyph(cluster), name)


def _in_pages(pages: Mapping[str, str], missing: set[str]) -> Iterator[Problem]:
    for file, text in pages.items():
        for cluster in _present(text, missing):
            message = f"{_no_glyph(cluster)}; it is in: {_around(text, cluster)}"
            yield Problem(Place(file, 1, 1, 1), "no-glyph", "", message)


def _missing(clusters: set[str]) -> set[str]:
    """Return what the fonts cannot show, found by setting all of it and halving what fails."""
    if not clusters or _can_set(clusters):
        return set()
    if len(clusters) == 1:
        return clusters
    ordered = sorted(clusters)
    middle = len(ordered) // 2
    return _missing(set(ordered[:middle])) | _missing(set(ordered[middle:]))


def _can_set(clusters: set[str]) -> bool:
    try:
        compiled("glyphs.typ", {"data": json.dumps(sorted(clusters))}, _ANY_DAY)
    except typst.TypstError:
        return False
    return True


def _clusters(text: str) -> Iterator[str]:
    """Yield the characters of a text, each with its combining marks; entities are decoded."""
    cluster = ""
    for character in html.unescape(text):
        if cluster and not unicodedata.combining(character):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def _present(text: str, missing: set[str]) -> list[str]:
    return sorted(missing.intersection(_clusters(text)))


def _no_glyph(cluster: str) -> str:
    names = " + ".join(map(_name, cluster))
    return f'the fonts of the PDF have no "{cluster}" ({names}); write it in another way'


def _name(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, 'without a name')}"


def _around(text: str, cluster: str) -> str:
    decoded = html.unescape(text)
    start = max(decoded.index(cluster) - _AROUND, 0)
    return " ".join(decoded[start : start + 2 * _AROUND].split())
