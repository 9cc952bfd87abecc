"""Where a party stood on a day, and how it moved: what follows from dated statements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from stickingpoints.model.records import Dataset, Issue, Position, ScalePlace, Stance, Statement


@dataclass(frozen=True)
class Standing:
    """A stance and a place on the scale, with the statement that they come from."""

    stance: Stance
    at: ScalePlace | None
    statement: Statement | None


@dataclass(frozen=True)
class Move:
    """A statement that changed a party's stance or place, with the standing before it."""

    before: Standing
    after: Standing


def newest_first(position: Position) -> list[Statement]:
    """Return the statements that a position rests on, the newest first; those of one day keep their order in the file."""
    return [statement for statement in with_withdrawn(position) if not statement.withdrawn]


def withdrawn(position: Position) -> list[Statement]:
    """Return the statements that a position rests on no more, the newest first."""
    return [statement for statement in with_withdrawn(position) if statement.withdrawn]


def with_withdrawn(position: Position) -> list[Statement]:
    """Return every statement of a position, the newest first, those withdrawn among them."""
    return sorted(position.statements, key=lambda statement: statement.date, reverse=True)


def standing_on(position: Position, day: str) -> Standing:
    """Return where a party stood at the end of a day (ISO 8601): stance and place of its newest statement by then.

    A statement that names no place on the scale leaves the place as it was. Before the first statement the stance is
    `no-public-position`.
    """
    heard = [statement for statement in newest_first(position) if statement.date <= day]
    if not heard:
        return Standing("no-public-position", None, None)
    placed = next((statement.at for statement in heard if statement.at is not None), None)
    return Standing(heard[0].stance, placed, heard[0])


def standing_by_statements(position: Position) -> Standing:
    """Return where the newest statements alone put a party."""
    return standing_on(position, "9999-12-31")


def moves(position: Position) -> list[Move]:
    """Return the statements that changed the party's stance or place, oldest first."""
    standings = [
        standing_on(position, day)
        for day in sorted({statement.date for statement in newest_first(position)})
    ]
    return [
        Move(before, after)
        for before, after in pairwise(standings)
        if (before.stance, before.at) != (after.stance, after.at)
    ]


def places_on(dataset: Dataset, issue: Issue, day: str) -> dict[str, ScalePlace | None]:
    """Return the place of each party on an issue's scale at the end of a day, in the order of the parties."""
    by_party = {position.party: position for position in issue.positions}
    return {
        party.id: standing_on(by_party[party.id], day).at
        for party in dataset.parties
        if party.id in by_party
    }


def stops(dataset: Dataset) -> list[str]:
    """Return every date on which something was said, oldest first."""
    return sorted({statement.date for _, _, statement in all_statements(dataset)})


def all_statements(dataset: Dataset) -> Iterator[tuple[Issue, Position, Statement]]:
    """Yield every statement that counts, with its issue and position, in the order of the file."""
    return (one for one in statements_ever(dataset) if not one[2].withdrawn)


def statements_ever(dataset: Dataset) -> Iterator[tuple[Issue, Position, Statement]]:
    """Yield every statement, those withdrawn among them, with its issue and position, in the order of the file."""
    for issue in dataset.issues:
        for position in issue.positions:
            for statement in position.statements:
                yield issue, position, statement
