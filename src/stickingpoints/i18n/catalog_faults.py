"""The faults of translations: what a text of the interface would lose in another language.

A translation keeps the placeholders of its text, and what a table or a noun needs of it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.messages.catalog import Catalog, Message

from stickingpoints.i18n import nouns
from stickingpoints.i18n.language import DATE_PATTERNS
from stickingpoints.problems import Place, Problem, display_path, shorten


def is_translated(message: Message) -> bool:
    """Return whether a message has a translation, in every plural form, that is not in doubt."""
    if not message.string or message.fuzzy:
        return False
    return all(message.string)


def bad_translations(path: Path, catalog: Catalog, code: str) -> Iterator[Problem]:
    """Yield a problem for each text whose translation would not work in its place."""
    phrases = noun_phrases(catalog)
    for message in catalog:
        fault = (
            _placeholder_fault(message)
            or _date_pattern_fault(message, code)
            or _table_fault(message)
            or _noun_fault(message, phrases)
        )
        if fault:
            line = message.lineno or 1
            place = Place(display_path(path), line, 1, line)
            yield Problem(place, "bad-translation", "", fault)


def _placeholder_fault(message: Message) -> str | None:
    """Return what is wrong if a translation has other placeholders than its text, or fewer."""
    if not message.id:
        return None
    text = message.id if isinstance(message.id, str) else message.id[-1]
    needed = _placeholders(text)
    for translation in _forms(message):
        present = _placeholders(translation)
        if translation and present != needed:
            return (
                f"the translation must contain {_listed(needed)}, as the English text does; "
                f"it contains {_listed(present)}"
            )
    return None


def _forms(message: Message) -> tuple[str, ...]:
    """Return the translation of a message in each plural form."""
    if isinstance(message.string, str):
        return (message.string,)
    return tuple(message.string or ())


def _placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def _listed(names: set[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "nothing in braces"


def _date_pattern_fault(message: Message, code: str) -> str | None:
    """Return what is wrong with a translated pattern of dates (Unicode UTS 35, part 4)."""
    if message.id not in DATE_PATTERNS or not message.string:
        return None
    pattern = str(message.string)
    try:
        format_date(datetime.date(2025, 11, 25), pattern, locale=Locale.parse(code, sep="-"))
    except (ValueError, KeyError, AttributeError):
        return (
            f'"{shorten(pattern)}" is not a date pattern; '
            "use d, M or L, and y, as the English text does (Unicode UTS 35)"
        )
    return None


def noun_phrases(catalog: Catalog) -> set[str]:
    """Return what may stand in square brackets: the phrases of every table that is translated."""
    phrases: set[str] = set()
    for message in catalog:
        if is_translated(message) and nouns.is_table(str(message.id)):
            phrases |= dict(nouns.lines(str(message.string))).keys()
    return phrases


def _table_fault(message: Message) -> str | None:
    """Return what is wrong with the lines of a table of nouns (`nouns.py`)."""
    if not message.string or not nouns.is_table(str(message.id)):
        return None
    table = str(message.string)
    if len(list(nouns.lines(table))) == len(table.splitlines()):
        return None
    return "each line of this table must be: words in brackets = words instead of them"


def _noun_fault(message: Message, phrases: set[str]) -> str | None:
    """Return what is wrong if a text has words in brackets that no table of nouns replaces."""
    if not phrases or not message.id or nouns.is_table(str(message.id)):
        return None
    for translation in _forms(message):
        for phrase in nouns.BRACKETED.findall(translation):
            if nouns.in_small(phrase) not in phrases:
                return (
                    f'no table of nouns has "{shorten(phrase)}"; add a line for it to each table '
                    "of its noun, or remove the brackets"
                )
    return None
