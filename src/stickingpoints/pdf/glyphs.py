"""Characters that none of the fonts has: what is set instead, and where they are.

East Asian characters are set as Latin letters, emoji as their names (`anyascii`), unless the fonts
of the extra `east-asian` are installed. The site itself shows every text as it was written.
"""

from __future__ import annotations

import datetime
import html
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import NamedTuple

import typst
from anyascii import anyascii

from stickingpoints.model.records import Dataset, Record
from stickingpoints.model.walk import texts
from stickingpoints.pdf.typst_compiler import compiled
from stickingpoints.problems import Place, Problem

_NOT_SET = ("id", "key", "source", "party", "at", "prefix", "suffix", "issues", "language")
_ANY_DAY = datetime.date(2000, 1, 1)
_RARE = 0x80  # from here on, characters may be in none of the fonts; before is ASCII
_AROUND = 20  # characters shown before what cannot be set


class _Field(NamedTuple):
    record: Record
    name: str
    text: str


def stand_ins(text: str) -> dict[int, str]:
    """Return what to set instead of each character of a text that no font has.

    The result is a table for `str.translate`.
    """
    return {ord(character): stand_in(character) for character in _missing(_rare(text))}


def _rare(text: str) -> set[str]:
    return {character for character in set(text) if ord(character) >= _RARE}


def stand_in(character: str) -> str:
    """Return what is set instead of a character: Latin letters, else its name in brackets.

    The result is ASCII and holds nothing that JSON or a template would take for more than text.
    """
    letters = re.sub(r"[^A-Za-z0-9:_ .,()-]", "", anyascii(character)).strip()
    if letters:
        return letters
    return f"[{_name(character).lower()}]"


def unsettable(dataset: Dataset, background: Mapping[str, str], method: str) -> list[Problem]:
    """Return a warning for each text and each character in it that cannot be set as it is.

    `background` holds Markdown by issue id, `method` the Markdown of the method page.
    """
    fields = [_Field(*field) for field in texts(dataset) if field[1] not in _NOT_SET]
    pages = {f"docs/issues/{issue}.md": text for issue, text in background.items()}
    pages["docs/method.md"] = method
    characters: set[str] = set()
    for text in [*map(attrgetter("text"), fields), *pages.values()]:
        characters.update(html.unescape(text))
    missing = _missing(_rare("".join(characters)))
    if not missing:
        return []
    return [*_in_fields(fields, missing), *_in_pages(pages, missing)]


def _in_fields(fields: list[_Field], missing: set[str]) -> Iterator[Problem]:
    for record, name, text in fields:
        for character in _present(text, missing):
            yield record.problem("no-glyph", _no_glyph(character), name).as_warning()


def _in_pages(pages: Mapping[str, str], missing: set[str]) -> Iterator[Problem]:
    for file, text in pages.items():
        for character in _present(text, missing):
            message = f"{_no_glyph(character)}; it is in: {_around(text, character)}"
            yield Problem(Place(file, 1, 1, 1), "no-glyph", "", message, "warning")


def _missing(characters: set[str]) -> set[str]:
    """Return what the fonts cannot show, found by setting all of it and halving what fails."""
    if not characters or _can_set(characters):
        return set()
    if len(characters) == 1:
        return characters
    # A set has another order in each run; sorted, the same text takes the same steps.
    ordered = sorted(characters)
    middle = len(ordered) // 2
    return _missing(set(ordered[:middle])) | _missing(set(ordered[middle:]))


def _can_set(characters: set[str]) -> bool:
    try:
        compiled("glyphs.typ", {"data": json.dumps(sorted(characters))}, _ANY_DAY)
    except typst.TypstError:
        return False
    return True


def _present(text: str, missing: set[str]) -> list[str]:
    return sorted(missing.intersection(html.unescape(text)))


def _no_glyph(character: str) -> str:
    return (
        f'the fonts of the PDF have no "{character}" ({_name(character)}); '
        f'it shows "{stand_in(character)}"; '
        'for East Asian letters install the extra: pip install "stickingpoints[east-asian]"'
    )


def _name(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, 'without a name')}"


def _around(text: str, character: str) -> str:
    decoded = html.unescape(text)
    start = max(decoded.index(character) - _AROUND, 0)
    return " ".join(decoded[start : start + 2 * _AROUND].split())
