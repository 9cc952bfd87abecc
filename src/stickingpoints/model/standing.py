"""Where a party stood on a day, and how it moved: what follows from dated statements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from stickingpoints.model import order
from stickingpoints.model.records import (
    NO_POSITION,
    Dataset,
    Issue,
    Position,
    ScalePlace,
    Stance,
    Statement,
)


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
    """Return the statements that a position rests on, the newest first.

    Those of one day keep their order in the file. Withdrawn statements are left out.
    """
    return [statement for statement in with_withdrawn(position) if not statement.withdrawn]


def withdrawn(position: Position) -> list[Statement]:
    """Return the statements that a position no longer rests on, the newest first."""
    return [statement for statement in with_withdrawn(position) if statement.withdrawn]


def with_withdrawn(position: Position) -> list[Statement]:
    """Return every statement of a position, the newest first, those withdrawn among them."""
    # Reversed sorting keeps the order of equal dates, too: of one day the first in the file is
    # newest.
    return sorted(position.statements, key=lambda statement: statement.date, reverse=True)


def standing_on(position: Position, day: str) -> Standing:
    """Return where a party stood at the end of a day (ISO 8601), by its newest statement.

    A statement that names no place on the scale leaves the place as it was. Before the first
    statement the stance is `no-public-position`.
    """
    made_by_then = made_by(position, day)
    if not made_by_then:
        return Standing(NO_POSITION, None, None)
    newest = made_by_then[0]
    return Standing(newest.stance, _newest_place(made_by_then), newest)


def made_by(position: Position, day: str) -> list[Statement]:
    """Return the statements made until the end of a day (ISO 8601), the newest first."""
    # As texts, a month comes before its days: what was said in a month counts from its first day.
    return [statement for statement in newest_first(position) if statement.date <= day]


def days_of(position: Position) -> list[str]:
    """Return the days on which a party spoke, each once, the first one first."""
    return sorted(set(map(attrgetter("date"), newest_first(position))))


def _newest_place(statements: list[Statement]) -> ScalePlace | None:
    for statement in statements:
        if statement.at is not None:
            return statement.at
    return None


def standing_by_statements(position: Position) -> Standing:
    """Return where the newest statements alone put a party."""
    # After every day that a record can have.
    return standing_on(position, "9999-12-31")


def moves(position: Position) -> list[Move]:
    """Return the statements that changed the party's stance or place, oldest first."""
    # By day and not by statement: of two statements of one day, only the newest is a standing.
    standings = [standing_on(position, day) for day in days_of(position)]
    changes = []
    for before, after in pairwise(standings):
        if (before.stance, before.at) != (after.stance, after.at):
            changes.append(Move(before, after))
    return changes


def places_on(dataset: Dataset, issue: Issue, day: str) -> dict[str, ScalePlace | None]:
    """Return the place of each party on an issue's scale at the end of a day.

    The parties are in their own order; those without a position on the issue are left out.
    """
    places = {}
    for position in order.positions(dataset, issue):
        places[position.party] = standing_on(position, day).at
    return places


def all_statements(dataset: Dataset) -> Iterator[tuple[Issue, Position, Statement]]:
    """Yield every statement that counts, with its issue and position, in the order of the file."""
    for issue, position, statement in statements_ever(dataset):
        if not statement.withdrawn:
            yield issue, position, statement


def statements_ever(dataset: Dataset) -> Iterator[tuple[Issue, Position, Statement]]:
    """Yield every statement, withdrawn or not, with its issue and position, in file order."""
    for issue in dataset.issues:
        for position in issue.positions:
            for statement in position.statements:
                yield issue, position, statement
