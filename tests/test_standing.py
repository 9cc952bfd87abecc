"""Where a party stood on a day, and how it moved, as its dated statements say."""

from __future__ import annotations

import pytest

from stickingpoints.model.records import Citation, Position, ScalePlace, Stance, Statement
from stickingpoints.model.scale import ends
from stickingpoints.model.standing import (
    moves,
    newest_first,
    standing_by_statements,
    standing_on,
)


def statement(
    date: str, stance: Stance, at: ScalePlace | None = None, key: str | None = None
) -> Statement:
    """Return a statement."""
    return Statement(
        date=date,
        key=key,
        stance=stance,
        at=at,
        summary="…",
        attribution="on-record",
        stated_by="Council",
        citations=[Citation(source="minutes")],
    )


def position(*statements: Statement) -> Position:
    """Return a position that rests on some statements."""
    return Position(
        party="corvale", stance="accepts", answer="…", summary="…", statements=list(statements)
    )


HISTORY = position(
    statement("2031-04-20", "accepts"),
    statement("2031-04-01", "proposes", "equal"),
    statement("2031-03", "conditional", ["by-area", "equal"]),
    statement("2031-01-15", "rejects", "free-hand"),
)


@pytest.mark.parametrize(
    ("day", "stance", "at"),
    [
        ("2031-01-14", "no-public-position", None),
        ("2031-01-15", "rejects", "free-hand"),
        ("2031-02-28", "rejects", "free-hand"),
        ("2031-03-01", "conditional", ["by-area", "equal"]),
        ("2031-04-01", "proposes", "equal"),
        ("2031-04-20", "accepts", "equal"),
        ("2032-01-01", "accepts", "equal"),
    ],
)
def test_standing_on_a_day(day: str, stance: str, at: ScalePlace | None) -> None:
    """The newest statement by the end of the day counts.

    One without a place leaves the place as it was.
    """
    standing = standing_on(HISTORY, day)
    assert (standing.stance, standing.at) == (stance, at)


def test_standing_names_its_statement() -> None:
    """A reader can see on which statement a standing rests; before the first there is none."""
    assert standing_on(HISTORY, "2031-04-02").statement == HISTORY.statements[1]
    assert standing_on(HISTORY, "2031-01-01").statement is None


def test_a_month_comes_before_its_days() -> None:
    """A statement known by its month alone never hides one known by its day in that month."""
    mixed = position(statement("2031-03", "rejects"), statement("2031-03-05", "accepts"))
    assert standing_on(mixed, "2031-03-04").stance == "rejects"
    assert standing_by_statements(mixed).stance == "accepts"
    assert [statement.date for statement in newest_first(mixed)] == ["2031-03-05", "2031-03"]


def test_two_statements_of_one_day() -> None:
    """Of two statements of one day, the first in the file is the newer."""
    twice = position(
        statement("2031-03-05", "accepts", key="evening"),
        statement("2031-03-05", "rejects", key="morning"),
    )
    assert standing_by_statements(twice).stance == "accepts"


def test_the_order_in_the_file_does_not_matter_between_days() -> None:
    """Statements in the file oldest first give the same standing."""
    assert standing_by_statements(
        position(*reversed(HISTORY.statements))
    ) == standing_by_statements(HISTORY)


def test_moves() -> None:
    """A move is a statement that changed stance or place, oldest first, with what was before."""
    steps = [
        (move.before.stance, move.after.stance, move.after.statement and move.after.statement.date)
        for move in moves(HISTORY)
    ]
    assert steps == [
        ("rejects", "conditional", "2031-03"),
        ("conditional", "proposes", "2031-04-01"),
        ("proposes", "accepts", "2031-04-20"),
    ]


def test_a_repeated_statement_is_no_move() -> None:
    """Saying the same again moves nothing; nor does the first statement."""
    assert (
        moves(
            position(
                statement("2031-02-01", "rejects", "equal"),
                statement("2031-01-01", "rejects", "equal"),
            )
        )
        == []
    )
    assert moves(position(statement("2031-01-01", "rejects"))) == []
    assert moves(position()) == []


def test_a_new_place_alone_is_a_move() -> None:
    """A party that moves on the scale with the same stance has moved."""
    [move] = moves(
        position(
            statement("2031-02-01", "proposes", ["by-area", "equal"]),
            statement("2031-01-01", "proposes", "equal"),
        )
    )
    assert (move.before.at, move.after.at) == ("equal", ["by-area", "equal"])


def test_ends() -> None:
    """A point has the same end twice, a range its two."""
    assert ends("equal") == ("equal", "equal")
    assert ends(["by-area", "equal"]) == ("by-area", "equal")
