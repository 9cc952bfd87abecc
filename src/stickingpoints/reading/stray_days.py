"""Days in the written pages that the data does not know: they go stale unseen.

A day that is meant to stay, such as that on which a rule was changed, is marked as fixed:
`{{ fixed 28 November 2026 }}`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from babel import Locale, UnknownLocaleError

from stickingpoints.model.records import Dataset
from stickingpoints.problems import Place, Problem
from stickingpoints.reading.docs_pages import readable_pages
from stickingpoints.reading.project import Project
from stickingpoints.reading.site_language import site_language

_ISO = r"(?P<iso>\d{4}-\d{2}-\d{2})"
_FIXED_OR_CODE = re.compile(r"\{\{[^{}\n]*\}\}|(`+).*?\1")


def stray_days(project: Project, dataset: Dataset) -> Iterator[Problem]:
    """Yield a warning for each day in the pages of a project.

    Only days as the site writes them, and ISO 8601, are found. Pages that cannot be read are left
    to the build.
    """
    # Every day that any record has, whatever its field: a page may speak of any of them.
    known = set(re.findall(_ISO, dataset.model_dump_json()))
    months = _months(site_language(project.settings))
    pattern = _day_pattern(list(months))
    for name, text in readable_pages(project.docs):
        yield from _in_page(name, text, pattern, months, known)


def _months(code: str) -> dict[str, int]:
    """Return the names of the months in a language, in small letters, with their numbers."""
    try:
        locale = Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return {}
    names = locale.months["format"]["wide"]
    return {name.casefold(): number for number, name in names.items()}


def _day_pattern(months: list[str]) -> re.Pattern[str]:
    # (?!) matches nothing: without a known language, only ISO days are found.
    name = "|".join(map(re.escape, months)) or "(?!)"
    in_words = rf"(?P<day>\d{{1,2}})\.?\s+(?P<month>{name})\s+(?P<year>\d{{4}})"
    return re.compile(rf"\b(?:{in_words}|{_ISO})\b", re.IGNORECASE)


def _in_page(
    name: str, text: str, pattern: re.Pattern[str], months: dict[str, int], known: set[str]
) -> Iterator[Problem]:
    for number, line in enumerate(_without_front_matter(text).split("\n"), 1):
        searched = _FIXED_OR_CODE.sub(_blank, line)
        for match in pattern.finditer(searched):
            day = _iso(match, months)
            if day and day not in known:
                yield _stray(name, number, match)


def _without_front_matter(text: str) -> str:
    """Return a page with the lines of its front matter emptied."""
    front = re.match(r"---\n.*?\n---\n", text, re.DOTALL)
    if front is None:
        return text
    return "\n" * front[0].count("\n") + text[front.end() :]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _iso(match: re.Match[str], months: dict[str, int]) -> str | None:
    """Return the day that was found, None if it is none of the calendar."""
    if match["iso"]:
        return match["iso"]
    month = months[match["month"].casefold()]
    try:
        return datetime.date(int(match["year"]), month, int(match["day"])).isoformat()
    except ValueError:
        return None


def _stray(name: str, line: int, match: re.Match[str]) -> Problem:
    written = " ".join(match[0].split())
    message = (
        f'no record has the day "{written}", so nothing tells when this is out of date; '
        f"write a placeholder, or {{{{ fixed {written} }}}} if the day is meant to stay"
    )
    return Problem(Place(name, line, match.start() + 1, line), "stray-day", "", message, "warning")
