"""The rows of the comparison that a change touches, before and after."""

from __future__ import annotations

from collections.abc import Iterator

from stickingpoints.diff.change import Row
from stickingpoints.model.records import Dataset, Issue, Position, ScalePlace
from stickingpoints.model.scale import ends
from stickingpoints.model.standing import newest_first

ABSENT = "—"


def affected(was: Dataset, now: Dataset) -> dict[str, Row]:
    """Return, by issue, the rows in which status, a stance, a place or a newest date differ."""
    rows = {issue: _row(was, now, issue) for issue in dict.fromkeys([*now.issue, *was.issue])}
    return {
        issue: row
        for issue, row in rows.items()
        if any(before != after for _, before, after in row.cells)
    }


def place(issue: Issue, at: ScalePlace) -> str:
    """Return a place on an issue's scale by its label, a range by both; a point that is none by its id."""
    labels = {point.id: point.label for point in issue.scale.points} if issue.scale else {}
    return " to ".join(labels.get(point, point) for point in dict.fromkeys(ends(at)))


def _row(was: Dataset, now: Dataset, issue: str) -> Row:
    before, after = was.issue.get(issue), now.issue.get(issue)
    status = ("Status", before.status if before else ABSENT, after.status if after else ABSENT)
    shorts = {party.id: party.short for dataset in (was, now) for party in dataset.column_parties}
    cells = ((short, _cell(before, party), _cell(after, party)) for party, short in shorts.items())
    return Row((status, *cells))


def _cell(issue: Issue | None, party: str) -> str:
    position = next((one for one in issue.positions if one.party == party), None) if issue else None
    return ABSENT if issue is None or position is None else ", ".join(_shown(issue, position))


def _shown(issue: Issue, position: Position) -> Iterator[str]:
    yield position.stance + (f" ({place(issue, position.at)})" if position.at else "")
    newest = next(iter(newest_first(position)), None)
    if newest:
        yield newest.date
