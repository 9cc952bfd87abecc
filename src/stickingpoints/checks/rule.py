"""What a rule of the check is: its name, its help, the function that finds what breaks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from stickingpoints.model.records import Dataset, Issue, Position
from stickingpoints.problems import Problem

Finder = Callable[[Dataset], Iterator[Problem]]

STATEMENT = "issues.positions.statements"
CITED = (
    f"{STATEMENT}.citations",
    "events.citations",
    "documents.citations",
    "documents.provisions.citations",
    "glossary.citations",
)


@dataclass(frozen=True)
class Rule:
    """A rule, declared once.

    `find` is None for what other parts report: the reading of a file, the comparison with a base.
    `concludes_from` names the fields that the rule draws its conclusion from: where one of them was
    itself refused, the rule is silent, since its complaint would only repeat the first.
    """

    id: str
    help: str
    find: Finder | None = None
    concludes_from: tuple[str, ...] = ()


def in_citations(*fields: str) -> tuple[str, ...]:
    """Return the names of these fields in every kind of record that cites."""
    names: list[str] = []
    for cited in CITED:
        names += [f"{cited}.{field}" for field in fields]
    return tuple(names)


def positions(dataset: Dataset) -> Iterator[tuple[Issue, Position]]:
    """Yield every position with its issue."""
    for issue in dataset.issues:
        for position in issue.positions:
            yield issue, position
