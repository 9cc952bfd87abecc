"""The rows of the comparison that a change touches, before and after."""

from __future__ import annotations

from stickingpoints.diff.change import Row
from stickingpoints.model.records import Dataset, Issue, Position, ScalePlace
from stickingpoints.model.scale import ends
from stickingpoints.model.standing import newest_first

ABSENT = "—"


def affected(was: Dataset, now: Dataset) -> dict[str, Row]:
    """Return, by issue, the rows in which status, a stance, a place or a newest date differ."""
    rows = {}
    for issue in dict.fromkeys([*now.issue, *was.issue]):
        row = _row(was, now, issue)
        if any(before != after for _, before, after in row.cells):
            rows[issue] = row
    return rows


def place(issue: Issue, at: ScalePlace) -> str:
    """Return a place on an issue's scale by its label or labels, an unknown point by its id."""
    labels = issue.point_label
    first, last = ends(at)
    if first == last:
        return labels.get(first, first)
    return f"{labels.get(first, first)} to {labels.get(last, last)}"


def _row(was: Dataset, now: Dataset, issue: str) -> Row:
    before, after = was.issue.get(issue), now.issue.get(issue)
    shorts = {}
    for dataset in (was, now):
        for party in dataset.column_parties:
            shorts[party.id] = party.short
    cells = [("Status", _status(before), _status(after))]
    for party_id, short in shorts.items():
        cells.append((short, _cell(before, party_id), _cell(after, party_id)))
    return Row(tuple(cells))


def _status(issue: Issue | None) -> str:
    if issue is None:
        return ABSENT
    return issue.status


def _cell(issue: Issue | None, party: str) -> str:
    if issue is not None:
        for position in issue.positions:
            if position.party == party:
                return _stance_and_date(issue, position)
    return ABSENT


def _stance_and_date(issue: Issue, position: Position) -> str:
    text: str = position.stance
    if position.at:
        text += f" ({place(issue, position.at)})"
    statements = newest_first(position)
    if statements:
        text += f", {statements[0].date}"
    return text
