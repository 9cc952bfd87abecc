"""What a party wants on an issue in a few words, since when, on whose word, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from stickingpoints.model.records import ON_RECORD, Attribution, Position, Statement
from stickingpoints.model.standing import newest_first

Evidence = Literal["solid", "hollow"]


@dataclass(frozen=True)
class Answer:
    """A position in short: the statement from which it has been so, and the newest one.

    Both are None where the party has said nothing in public.
    """

    position: Position
    since: Statement | None
    last: Statement | None

    @property
    def words(self) -> str:
        """What the party wants, as a reader would be told it."""
        return self.position.answer

    @property
    def since_date(self) -> str | None:
        """The day or month from which the party has wanted this."""
        if self.since is None:
            return None
        return self.since.date

    @property
    def last_date(self) -> str | None:
        """The day or month in which the party was last heard."""
        if self.last is None:
            return None
        return self.last.date

    @property
    def attribution(self) -> Attribution | None:
        """How it is known: the attribution of the statement from which it holds."""
        if self.since is None:
            return None
        return self.since.attribution

    @property
    def evidence(self) -> Evidence | None:
        """Solid if it is on record or in an official document, else hollow."""
        if self.since is None:
            return None
        return evidence(self.since.attribution)


def evidence(attribution: Attribution) -> Evidence:
    """Return whether what is known in a way is solid or hollow: the one ladder of the site."""
    if attribution in ON_RECORD:
        return "solid"
    return "hollow"


def answer(position: Position) -> Answer:
    """Return the answer of a position."""
    statements = newest_first(position)
    since = None
    for statement in statements:
        if statement.name == position.since:
            since = statement
    last = None
    if statements:
        last = statements[0]
    return Answer(position, since, last)
