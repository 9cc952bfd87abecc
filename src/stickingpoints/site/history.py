"""Dataset → how things stood on every day, for the date control of home and comparison.

That is one file; on a large site pieces of it (`history_pieces.py`).
Strips are drawn here, at build time, like those of the pages: the reader's browser only puts them
in place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from typing import Any

from stickingpoints.i18n.language import Language
from stickingpoints.model import addresses, answers
from stickingpoints.model.moves import OPEN_END
from stickingpoints.model.partial_date import PartialDate
from stickingpoints.model.records import Dataset, Issue, Position
from stickingpoints.model.standing import days_of, made_by, places_on, standing_on
from stickingpoints.site import history_pieces, scale_svg
from stickingpoints.site.content import Content
from stickingpoints.site.json_files import file
from stickingpoints.text import prose

ADDRESS = "assets/history.json"
_ON_DISK = "standings"
"""The variable that a file sets in an edition that is read from the disk."""


def days(dataset: Dataset, issues: Iterable[Issue]) -> list[str]:
    """Return the stops of the date control on some issues, oldest first.

    The last is `as_of`, which shows the editors' positions.
    """
    stops = {dataset.as_of.isoformat()}
    for issue in issues:
        stops.update(_days_on(issue))
    return sorted(stops)


def by_year(days: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield each year with its days, which are in order."""
    for year, days_of_year in groupby(days, key=_year):
        yield year, list(days_of_year)


def _year(day: str) -> int:
    return PartialDate.parse(day).year


def files(content: Content) -> dict[str, bytes]:
    """Return the files that the date control reads, by address.

    They are JSON, or scripts for an edition that is read from the disk.
    """
    published: dict[str, bytes] = {}
    for address, history in _files(content):
        published |= file(address, history, by_file=content.by_file, name=_ON_DISK)
    return published


def _files(content: Content) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the address of each file with what is in it."""
    if not content.has_parts:
        yield ADDRESS, _history(content, content.dataset.issues)
        return
    for group in history_pieces.groups(content.lists):
        history = _history(content, group.issues)
        for start, end in pairwise([*group.starts, OPEN_END]):
            yield group.address(start), history_pieces.cut(history, start, end)


def _history(content: Content, shown: Iterable[Issue]) -> dict[str, Any]:
    """Return how things stood on some issues on every day."""
    issues = {}
    for issue in shown:
        issues[issue.id] = {
            "positions": _positions(content, issue),
            "strips": list(_strips(content.dataset, issue, content.site.language)),
        }
    parties = {party.id: party.name for party in content.dataset.parties}
    return {"parties": parties, "issues": issues}


def _positions(content: Content, issue: Issue) -> dict[str, list[dict[str, Any]]]:
    """Return for each party its standing from each day on which it spoke, oldest first."""
    standings = {}
    for position in issue.positions:
        standings[position.party] = [
            _standing(content, issue, position, day) for day in days_of(position)
        ]
    return standings


def _standing(content: Content, issue: Issue, position: Position, day: str) -> dict[str, Any]:
    language = content.site.language
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
        "link": content.present(addresses.statement_entry(issue.id, position, statement)),
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
        # A day on which nobody named another place has the same strip as the day before.
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
