"""What a change of stance or status must bring along: something new that is dated and public."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from stickingpoints.diff import matching
from stickingpoints.model.records import Issue, Position, Statement


def corrected(was: Issue, now: Issue, party: str | None = None) -> bool:
    """Return whether a correction was added to the issue as a whole, or to this party's position.

    Without a party, a correction to any of them counts.
    """
    added = matching.corrections(was.corrections, now.corrections).new
    if party is None:
        return bool(added)
    # A correction without a party is about the issue as a whole, and so about each party.
    return any(correction.party in (None, party) for correction in added)


def restated(was: Position, now: Position) -> bool:
    """Return whether a statement that counts was added, or one was withdrawn."""
    matched = matching.statements(was, now)
    return _has_standing(matched.new) or any(
        after.withdrawn and not before.withdrawn for before, after in matched.pairs
    )


def position_supported(issues: tuple[Issue, Issue], was: Position, now: Position) -> bool:
    """Return whether a party's change of stance or place rests on something new.

    That is a new statement, a withdrawal or a correction.
    """
    return restated(was, now) or corrected(*issues, now.party)


def status_supported(was: Issue, now: Issue) -> bool:
    """Return whether a change of an issue's status rests on something new of any party."""
    matched = matching.by_key(was.positions, now.positions, attrgetter("party"))
    return (
        any(_has_standing(position.statements) for position in matched.new)
        or any(restated(before, after) for before, after in matched.pairs)
        or corrected(was, now)
    )


def _has_standing(statements: Iterable[Statement]) -> bool:
    # One that is withdrawn in the same change supports nothing.
    return any(not statement.withdrawn for statement in statements)
