"""The script and the styles of the site, each put together from modules of one feature.

A page loads one script and one style sheet, the pages of plans one more of each, and the home page,
the comparison, the pages of changes, the timeline and the sources one more script; the script of the
search is read when a reader first searches, and that of two days when one first unfolds them on the
page of an issue.
The scripts are no ES modules there, which a browser does not load from the disk; their source is,
so that each module says what it takes from others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
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
    "main",
)
"""Each comes after those that it imports."""

_ANSWERS_MODULES = (
    "language",
    "page",
    "query",
    "past",
    "date_control",
    "comparison",
    "copy_table",
    "finder",
    "evidence",
    "last_visit",
    "answers_page",
)
"""What only the home page and the comparison have; the first three are those of the other script
too."""

_DAYS_MODULES = (
    "language",
    "page",
    "query",
    "last_visit",
    "moves",
    "between_days",
    "days_page",
)
"""What the pages of changes have, and the page of an issue once a reader asks for two days; the
first three are those of the other script too."""

_LISTS_MODULES = ("language", "query", "narrowing", "lists_page")
"""What only the timeline and the sources have; the first two are those of the other script too."""

_PLANS_MODULES = ("language", "query", "word_marks", "plans", "plans_page")
"""What only the page of plans has; the first two are those of the other script too."""

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

_FONT_STYLES = ("fonts",)
"""For pages that have files beside them."""

_CARD_STYLES = ("colours", "card")

# Left out of what a page loads: comments that have lines of their own, and indentation.
_COMMENT = re.compile(r"^\s*(?://[^\n]*|/\*.*?\*/)\n", re.MULTILINE | re.DOTALL)
_INDENTATION = re.compile(r"^\s+", re.MULTILINE)
_IMPORT = re.compile(r"^import [^;]+;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)
_TEXT = re.compile(r'\b(?:say|counted)\(\s*"[^"]+"(?:,\s*"[^"]+")?')


def files(foot: str) -> Mapping[str, str]:
    """Return the script and the style sheets by the addresses at which pages load them.

    `foot` is printed at the foot of every sheet of paper.
    """
    fonts = _styles(_FONT_STYLES)
    return {
        "assets/site.js": script(),
        "assets/search.js": search_script(),
        "assets/answers.js": _in_one_scope(_modules(_ANSWERS_MODULES)),
        "assets/days.js": _in_one_scope(_modules(_DAYS_MODULES)),
        "assets/lists.js": _in_one_scope(_modules(_LISTS_MODULES)),
        "assets/plans.js": _in_one_scope(_modules(_PLANS_MODULES)),
        "assets/site.css": "".join((fonts, _styles(_PAGE_STYLES), _printed_foot(foot))),
        "assets/plans.css": _styles(_PLANS_STYLES),
        "assets/card.css": _styles(_CARD_STYLES),
    }


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
