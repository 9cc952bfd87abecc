"""Dataset → how things stood on every day, in one file for the date control of home and comparison.

Strips are drawn here, at build time, like those of the pages: the reader's browser only puts them in place.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from stickingpoints.i18n.language import Language
from stickingpoints.model import addresses
from stickingpoints.model.records import Dataset, Issue, Position
from stickingpoints.model.standing import newest_first, places_on, standing_on, stops
from stickingpoints.site import scale_svg
from stickingpoints.text import prose

ADDRESS = "assets/history.json"
ADDRESS_ON_DISK = "assets/history.js"  # a page opened from the disk may run scripts, but not fetch


def days(dataset: Dataset) -> list[str]:
    """Return the stops of the date control, oldest first; the last is `as_of`, on which the editors' positions stand."""
    return sorted({*stops(dataset), dataset.as_of.isoformat()})


def files(dataset: Dataset, language: Language, *, by_file: bool = False) -> dict[str, bytes]:
    """Return the one file that the date control reads, by address: JSON, or a script for an edition read from the disk."""
    issues = {
        issue.id: {
            "positions": _positions(issue, language),
            "strips": list(_strips(dataset, issue, language)),
        }
        for issue in dataset.issues
    }
    whole = {"parties": {party.id: party.name for party in dataset.parties}, "issues": issues}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    if by_file:
        return {ADDRESS_ON_DISK: f"var standings = {text}\n".encode()}
    return {ADDRESS: f"{text}\n".encode()}


def _positions(issue: Issue, language: Language) -> dict[str, list[dict[str, Any]]]:
    """Return for each party its standing from each day on which it spoke, oldest first."""
    return {
        position.party: [
            _standing(issue, position, day, language)
            for day in sorted({one.date for one in newest_first(position)})
        ]
        for position in issue.positions
    }


def _standing(issue: Issue, position: Position, day: str, language: Language) -> dict[str, Any]:
    standing = standing_on(position, day)
    statement = standing.statement
    assert statement is not None  # noqa: S101  asked for a day on which there is one
    return {
        "day": day,
        "label": language.short_date(day),
        "stance": standing.stance,
        "stance_label": language.words.stances[standing.stance].label,
        "attribution": statement.attribution,
        "html": prose.inline(statement.summary),
        "link": addresses.statement_entry(issue.id, position, statement),
        "heard": sum(one.date <= day for one in newest_first(position)),
    }


def _strips(dataset: Dataset, issue: Issue, language: Language) -> Iterator[dict[str, str]]:
    """Yield the strip of an issue from each day on which it changed, oldest first; the first is that of the time before."""
    last = None
    for day in (
        ["", *sorted({one.date for position in issue.positions for one in newest_first(position)})]
        if issue.scale
        else ()
    ):
        places = places_on(dataset, issue, day)
        if places != last:
            yield {
                "day": day,
                "svg": scale_svg.strip(dataset, issue, places),
                "words": " ".join(
                    f"{said}." for said in scale_svg.in_words(dataset, issue, places, language)
                ),
            }
        last = places
