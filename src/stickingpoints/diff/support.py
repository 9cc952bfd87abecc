"""What a change of stance or status must bring along: something new that is dated and public."""

from __future__ import annotations

from stickingpoints.diff import matching
from stickingpoints.model.records import Issue, Position


def corrected(was: Issue, now: Issue, party: str | None = None) -> bool:
    """Return whether a correction was added, to the issue as a whole or to this party's place on it (None: to any)."""
    added = matching.corrections(was.corrections, now.corrections).new
    return any(party is None or one.party in (None, party) for one in added)


def told(was: Position, now: Position) -> bool:
    """Return whether a statement was added that counts, or one was withdrawn."""
    found = matching.statements(was, now)
    return any(not one.withdrawn for one in found.new) or any(
        after.withdrawn and not before.withdrawn for before, after in found.pairs
    )


def position_supported(issues: tuple[Issue, Issue], was: Position, now: Position) -> bool:
    """Return whether a party's change of stance or place rests on a new statement, a withdrawal or a correction."""
    return told(was, now) or corrected(*issues, now.party)


def status_supported(was: Issue, now: Issue) -> bool:
    """Return whether an issue's change of status rests on a new statement of any party, a withdrawal or a correction."""
    found = matching.by_key(was.positions, now.positions, lambda one: one.party)
    said = any(
        not statement.withdrawn for position in found.new for statement in position.statements
    )
    return said or any(told(*pair) for pair in found.pairs) or corrected(was, now)
