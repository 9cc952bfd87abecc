"""Dataset → how things stood on every day, in one file for the date control of home and comparison.

Strips are drawn here, at build time, like those of the pages: the reader's browser only puts them
in place.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from stickingpoints.i18n.language import Language
from stickingpoints.model import addresses, answers
from stickingpoints.model.partial_date import PartialDate
from stickingpoints.model.records import Dataset, Issue, Position
from stickingpoints.model.standing import days_of, made_by, places_on, standing_on
from stickingpoints.site import scale_svg
from stickingpoints.text import prose

ADDRESS = "assets/history.json"
ADDRESS_ON_DISK = "assets/history.js"  # a page opened from the disk may run scripts, but not fetch


def days(dataset: Dataset) -> list[str]:
    """Return the stops of the date control, oldest first.

    The last is `as_of`, which shows the editors' positions.
    """
    return sorted({*dataset.stops, dataset.as_of.isoformat()})


def by_year(days: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield each year with its days, which are in order."""
    for year, days_of_year in groupby(days, key=_year):
        yield year, list(days_of_year)


def _year(day: str) -> int:
    return PartialDate.parse(day).year


def files(dataset: Dataset, language: Language, *, by_file: bool = False) -> dict[str, bytes]:
    """Return the one file that the date control reads, by address.

    It is JSON, or a script for an edition that is read from the disk (`by_file`).
    """
    issues = {}
    for issue in dataset.issues:
        issues[issue.id] = {
            "positions": _positions(issue, language),
            "strips": list(_strips(dataset, issue, language)),
        }
    parties = {party.id: party.name for party in dataset.parties}
    history = {"parties": parties, "issues": issues}
    text = json.dumps(history, ensure_ascii=False, separators=(",", ":"))
    if by_file:
        return {ADDRESS_ON_DISK: f"var standings = {text}\n".encode()}
    return {ADDRESS: f"{text}\n".encode()}


def _positions(issue: Issue, language: Language) -> dict[str, list[dict[str, Any]]]:
    """Return for each party its standing from each day on which it spoke, oldest first."""
    standings = {}
    for position in issue.positions:
        standings[position.party] = [
            _standing(issue, position, day, language) for day in days_of(position)
        ]
    return standings


def _standing(issue: Issue, position: Position, day: str, language: Language) -> dict[str, Any]:
    standing = standing_on(position, day)
    statement = standing.statement
    assert statement is not None  # noqa: S101  the day is that of a statement
    return {
        "day": day,
        "label": language.short_date(day),
        "stance": standing.stance,
        "stance_label": language.words.stances[standing.stance].label,
        "attribution": statement.attribution,
        "evidence": answers.evidence(statement.attribution),
        "html": prose.inline(statement.summary),
        "link": addresses.statement_entry(issue.id, position, statement),
        "heard": len(made_by(position, day)),
    }


def _strips(dataset: Dataset, issue: Issue, language: Language) -> Iterator[dict[str, str]]:
    """Yield the strip of an issue from each day on which it changed, oldest first.

    The first, whose day is empty, is that of the time before any statement.
    """
    if not issue.scale:
        return
    last = None
    for day in ["", *_days_on(issue)]:
        places, hollow = places_on(dataset, issue, day), _hollow_on(issue, day)
        if (places, hollow) == last:
            continue
        sentences = scale_svg.in_words(dataset, issue, places, language)
        yield {
            "day": day,
            "svg": scale_svg.strip(dataset, issue, places, hollow),
            "words": " ".join(f"{sentence}." for sentence in sentences),
        }
        last = places, hollow


def _hollow_on(issue: Issue, day: str) -> set[str]:
    """Return the parties whose place at the end of a day is not known on record."""
    hollow = set()
    for position in issue.positions:
        placed = [statement for statement in answers.placed(position) if statement.date <= day]
        if placed and answers.evidence(placed[-1].attribution) == "hollow":
            hollow.add(position.party)
    return hollow


def _days_on(issue: Issue) -> list[str]:
    """Return the days on which any party spoke on an issue, oldest first."""
    days: set[str] = set()
    for position in issue.positions:
        days.update(days_of(position))
    return sorted(days)
