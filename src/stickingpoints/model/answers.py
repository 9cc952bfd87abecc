"""What a party wants on an issue in a few words, since when, on whose word, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from stickingpoints.model import order
from stickingpoints.model.records import (
    ON_RECORD,
    Attribution,
    Citation,
    Dataset,
    Document,
    Issue,
    Position,
    ScalePlace,
    Statement,
)
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
    def quote(self) -> Citation | None:
        """The first quote of the statement from which the party has stood so."""
        if self.since is None:
            return None
        for citation in self.since.citations:
            if citation.quote:
                return citation
        return None

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


def evidence_of_plan(document: Document) -> Evidence:
    """Return how a plan is known: solid if its text was published, else hollow."""
    # The text of a plan that is merely acknowledged cannot be read either.
    if document.status == "published":
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


@dataclass(frozen=True)
class PlaceChange:
    """A statement that put a party elsewhere on the scale than the one before it."""

    issue: Issue
    position: Position
    statement: Statement
    before: ScalePlace
    after: ScalePlace


def placed(position: Position) -> list[Statement]:
    """Return the statements of a position that name a place on the scale, oldest first."""
    # A statement that names no place leaves the party where it was, so it takes no part in moves.
    statements = [statement for statement in newest_first(position) if statement.at is not None]
    return statements[::-1]


def on_record(position: Position) -> Statement | None:
    """Return the newest statement that is on record, None if there is none."""
    for statement in newest_first(position):
        if statement.attribution in ON_RECORD:
            return statement
    return None


def placed_on_record(position: Position) -> Statement | None:
    """Return the newest statement on record that names a place, None if there is none."""
    for statement in reversed(placed(position)):
        if statement.attribution in ON_RECORD:
            return statement
    return None


def place_changes(issue: Issue) -> list[PlaceChange]:
    """Return the statements of an issue that changed a place, party by party, oldest first."""
    changes = []
    for position in issue.positions:
        before: ScalePlace | None = None
        for statement in placed(position):
            after = statement.at
            if before is not None and after is not None and before != after:
                changes.append(PlaceChange(issue, position, statement, before, after))
            before = after
    return changes


def is_doubtful(issue: Issue, position: Position) -> bool:
    """Return whether the party itself has not said it on record, or its place is not known."""
    return answer(position).evidence != "solid" or (bool(issue.scale) and position.at is None)


def doubtful(dataset: Dataset, issues: Iterable[Issue]) -> list[tuple[Issue, Position]]:
    """Return every position on some issues that is doubtful, issue by issue."""
    return list(_doubtful(dataset, issues))


def _doubtful(dataset: Dataset, issues: Iterable[Issue]) -> Iterator[tuple[Issue, Position]]:
    for issue in issues:
        for position in order.positions(dataset, issue):
            if is_doubtful(issue, position):
                yield issue, position
