"""What a rule is: its id, its help, the function that checks it, and the fields it depends on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from stickingpoints.model.records import Dataset, Issue, Position, Record
from stickingpoints.problems import Problem

Check = Callable[[Dataset], Iterator[Problem]]
CheckText = Callable[[Record, str, str], Iterator[Problem]]
"""Checks a text, given with its record and the name of its field."""

STATEMENT = "issues.positions.statements"
MOST_SUGGESTED = 50
"""Of how many unknown ids the nearest known one is looked for: comparing words takes long."""
_CITING = (STATEMENT, "events", "documents", "documents.provisions", "glossary")


@dataclass(frozen=True)
class Rule:
    """A rule that a command can report, by the id that `Problem.rule` gives.

    `help` says in an editor's words what the rule asks for. `check` yields the problems of a
    dataset, `check_text` those of a single text, so that all such rules share one walk over the
    texts. A rule without either is reported elsewhere, as by the reader of the files. `depends_on`
    are the fields that the rule draws its conclusions from: where one of them was itself refused,
    the rule is silent.
    """

    id: str
    help: str
    check: Check | None = None
    depends_on: tuple[str, ...] = ()
    check_text: CheckText | None = None


def of_citations(*fields: str) -> tuple[str, ...]:
    """Return the paths of these fields of a citation, wherever records have citations."""
    paths: list[str] = []
    for record in _CITING:
        paths += [f"{record}.citations.{field}" for field in fields]
    return tuple(paths)


def all_positions(dataset: Dataset) -> Iterator[tuple[Issue, Position]]:
    """Yield every position with its issue, in the order of the files."""
    for issue in dataset.issues:
        for position in issue.positions:
            yield issue, position


def few(ids: set[str]) -> set[str]:
    """Return some unknown ids, or none if there are too many to be misspellings."""
    if len(ids) > MOST_SUGGESTED:
        return set()
    return ids
