"""The script and the styles of the site, each put together from modules of one feature.

A page loads one script and one style sheet, and first a script of a few lines which must run before
the first paint. The pages of plans load one more of each, and the home page, the comparison, the
pages of changes, the timeline and the sources one more script. The script of the search is read
when a reader first searches, and that of two days when one first unfolds them on the page of an
issue. The scripts are no ES modules there, which a browser does not load from the disk; their
source is, so that each module says what it takes from others.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import cache
from itertools import chain
from pathlib import Path

from stickingpoints.i18n import nouns

_SCRIPTS = Path(__file__).parent / "script"
_STYLES = Path(__file__).parent / "style"

_SCRIPT_MODULES = (
    "language",
    "page",
    "query",
    "scheme",
    "search_opener",
    "cards",
    "permanent_links",
    "days_opener",
    "ages",
    "statements",
    "forgetting",
    "main",
)
"""Each comes after those that it imports."""

_ANSWERS_MODULES = (
    "language",
    "page",
    "query",
    "months",
    "past",
    "held_files",
    "standings",
    "date_control",
    "comparison",
    "copy_table",
    "finder",
    "evidence",
    "seen",
    "last_visit",
    "answers_page",
)
"""What only the home page and the comparison have; the first three are those of the other script
too."""

_DAYS_MODULES = (
    "language",
    "page",
    "query",
    "months",
    "seen",
    "last_visit",
    "last_visit_in_months",
    "moves",
    "held_files",
    "moves_files",
    "between_days",
    "days_page",
)
"""What the pages of changes have, and the page of an issue once a reader asks for two days; the
first three are those of the other script too."""

_LISTS_MODULES = ("language", "query", "narrowing", "lists_page")
"""What only the timeline and the sources have; the first two are those of the other script too."""

_PLANS_MODULES = ("language", "query", "word_marks", "plans", "plans_page")
"""What only the page of plans has; the first two are those of the other script too."""

_ANCHORS_MODULES = ("page", "anchors")
"""What only the pages of lists in parts have."""

_SEARCH_MODULES = (
    "language",
    "page",
    "query",
    "search/words",
    "search/index",
    "search/query",
    "search/marks",
    "search/filters",
    "search/library",
    "search/results",
    "search/panel",
    "search/dialog",
    "search/search_page",
    "search/start",
)
"""Each comes after those that it imports; the first three are those of the other script too."""

_PAGE_STYLES = (
    "colours",
    "frame",
    "type",
    "figures",
    "home",
    "answers",
    "issue",
    "tables",
    "maps",
    "search",
    "small_screens",
    "media",
)
"""In the order of the cascade."""

_PLANS_STYLES = ("plans",)
"""For the pages of plans, after the others."""

_PARTS_STYLES = ("parts",)
"""For the pages of lists in parts, after the others."""

_FONT_STYLES = ("fonts",)
"""For pages that have files beside them."""

_CARD_STYLES = ("colours", "card")

# Left out of what a page loads: comments that have lines of their own, and indentation.
_COMMENT = re.compile(r"^\s*(?://[^\n]*|/\*.*?\*/)\n", re.MULTILINE | re.DOTALL)
_INDENTATION = re.compile(r"^\s+", re.MULTILINE)
_IMPORT = re.compile(r"^import [^;]+;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)
_TEXT = re.compile(r'\b(?:say|counted)\(\s*"[^"]+"(?:,\s*"[^"]+")?')


FOLDER = "assets/"
_DIGITS = 10


def files(foot: str) -> dict[str, str]:
    """Return the scripts and style sheets by the addresses at which pages load them.

    `foot` is printed at the foot of every sheet of paper. An address has the hash of what is there,
    so that a browser may keep the file for ever and still gets a changed one.
    """
    named = texts(foot)
    return {address: named[name] for name, address in addresses(foot).items()}


def addresses(foot: str) -> dict[str, str]:
    """Return the address of each script and style sheet, by its plain name, as `site.css`."""
    return {name: _hashed(name, text) for name, text in texts(foot).items()}


def card_style() -> str:
    """Return the address of the style sheet of cards, which print no foot."""
    return _hashed("card.css", _styles(_CARD_STYLES))


def texts(foot: str) -> dict[str, str]:
    """Return the scripts and style sheets by their plain names."""
    fonts, read_later = _styles(_FONT_STYLES), _read_later()
    others = {
        "early.js": _modules(["early"]),
        "site.js": script(),
        "answers.js": _in_one_scope(_modules(_ANSWERS_MODULES)),
        "lists.js": _in_one_scope(_modules(_LISTS_MODULES)),
        "anchors.js": _in_one_scope(_modules(_ANCHORS_MODULES)),
        "plans.js": _in_one_scope(_modules(_PLANS_MODULES)),
        "site.css": "".join((fonts, _styles(_PAGE_STYLES), _printed_foot(foot))),
        "plans.css": _styles(_PLANS_STYLES),
        "parts.css": _styles(_PARTS_STYLES),
        "card.css": _styles(_CARD_STYLES),
    }
    for name, text in read_later.items():
        address = f'"{FOLDER}{name}"', f'"{_hashed(name, text)}"'
        others = {other: loading.replace(*address) for other, loading in others.items()}
    return {**others, **read_later}


def _read_later() -> dict[str, str]:
    """Return the scripts that other scripts load, by their plain names."""
    return {"search.js": search_script(), "days.js": _in_one_scope(_modules(_DAYS_MODULES))}


def _hashed(name: str, text: str) -> str:
    stem, _, suffix = name.partition(".")
    digest = hashlib.sha256(text.encode()).hexdigest()
    return f"{FOLDER}{stem}.{digest[:_DIGITS]}.{suffix}"


def _printed_foot(text: str) -> str:
    """Return the rule that prints a text in the bottom margin (CSS Paged Media Module Level 3)."""
    escaped = "".join(f"\\{ord(letter):x} " if letter in '"\\<>\n' else letter for letter in text)
    return f'@page {{ @bottom-left {{ content: "{escaped}"; font-size: 7pt; }} }}\n'


@cache
def script() -> str:
    """Return the script that every page loads."""
    return _in_one_scope(_modules(_SCRIPT_MODULES))


@cache
def search_script() -> str:
    """Return the script of the search."""
    return _in_one_scope(_modules(_SEARCH_MODULES))


@cache
def modules() -> str:
    """Return the source of all scripts, with their texts as catalogues have them."""
    bundles = (
        *(_SCRIPT_MODULES, _ANSWERS_MODULES, _DAYS_MODULES),
        *(_LISTS_MODULES, _SEARCH_MODULES, _PLANS_MODULES),
    )
    return _modules(chain.from_iterable(bundles))


def _modules(names: Iterable[str]) -> str:
    return _joined(_SCRIPTS, names, ".js")


def _in_one_scope(source: str) -> str:
    """Return modules as a script that keeps its names to itself, without imports and exports.

    Its texts are without the brackets of `nouns.py`: what a page brings has chosen nouns in it.
    """
    plain = _EXPORT.sub("", _IMPORT.sub("", source))
    said = _TEXT.sub(lambda match: nouns.plain(match[0]), plain)
    return f'"use strict";\n(() => {{\n{said}}})();\n'


@cache
def style() -> str:
    """Return the styles of all pages."""
    return _styles((*_PAGE_STYLES, *_PLANS_STYLES))


def _styles(names: Iterable[str]) -> str:
    return _joined(_STYLES, names, ".css")


def _joined(folder: Path, names: Iterable[str], suffix: str) -> str:
    texts = [(folder / f"{name}{suffix}").read_text(encoding="utf-8") for name in names]
    return _INDENTATION.sub("", _COMMENT.sub("", "\n".join(texts)))
