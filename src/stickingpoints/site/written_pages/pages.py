"""A written page: its text, its title and description, and the problems with them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from stickingpoints.problems import ContentError, Place, Problem, did_you_mean, one_of, shorten
from stickingpoints.reading.background import read_page
from stickingpoints.reading.yaml_nodes import Node
from stickingpoints.site.written_pages.allowed import Fault

META_KEYS = ("title", "description")

LARGEST_PAGE = 50_000
"""How many bytes a page may have: Python-Markdown's time grows with the square of some texts."""

MOST_BRACKETS = 1_000
"""How many brackets a page may open, which is where Python-Markdown's time grows fastest."""


class WrittenPage(NamedTuple):
    """A page of docs/: its name in messages, front matter, Markdown, and the lines before that."""

    name: str
    meta: dict[str, str]
    text: str
    before: int


def read_written_page(path: Path) -> WrittenPage:
    """Return a page.

    Raises ContentError if it is too large or not a regular file, or for its front matter.
    """
    page = read_page(path, at_most=LARGEST_PAGE)
    if page.text.count("[") > MOST_BRACKETS:
        message = (
            f"the page opens more than {MOST_BRACKETS:,} brackets; split it into several pages"
        )
        raise ContentError([Problem(Place(page.name, 1, 1, 1), "file-too-large", "", message)])
    return WrittenPage(page.name, _texts(page.meta), page.text, page.before)


def _texts(meta: Node | None) -> dict[str, str]:
    """Return the values of the front matter, none without front matter.

    Raises ContentError for other keys, and for values that are not text.
    """
    if meta is None:
        return {}
    if not isinstance(meta.value, dict):
        raise ContentError(
            [Problem(meta.place, "wrong-type", "", "the front matter has no keys; write title: …")]
        )
    texts = {}
    unknown = []
    not_text = []
    for key, value in meta.value.items():
        if key not in META_KEYS:
            unknown.append(_unknown_key(key, meta.keys[key]))
        elif isinstance(value.value, str):
            texts[key] = value.value
        else:
            not_text.append(_not_text(key, value.place))
    if unknown or not_text:
        raise ContentError([*unknown, *not_text])
    return texts


def _not_text(key: str, place: Place) -> Problem:
    return Problem(place, "wrong-type", "", f"{key} must be text; put it in quotes")


def _unknown_key(key: str, place: Place) -> Problem:
    suggestion = did_you_mean(key, META_KEYS) or "."
    return Problem(
        place,
        "unknown-key",
        "",
        f'unknown key "{shorten(key)}"{suggestion} {one_of(META_KEYS)}',
    )


def page_problems(faults: list[Fault], page: WrittenPage) -> list[Problem]:
    """Return the faults of a page as problems, at the lines that hold the words."""
    return [_problem(fault, page) for fault in faults]


def _problem(fault: Fault, page: WrittenPage) -> Problem:
    line, column = _place_of(fault.words, page.text.split("\n"))
    place = Place(page.name, page.before + line, column, page.before + line)
    return Problem(place, fault.rule, "", fault.message)


def _place_of(words: str, lines: list[str]) -> tuple[int, int]:
    """Return line and column of the words, from 1; the beginning if they are not found."""
    for number, line in enumerate(lines, start=1):
        if words and words in line:
            return number, line.index(words) + 1
    return 1, 1
