"""Every rule of the check: what the rules find in a dataset, and the help behind a rule's name."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

from stickingpoints.checks import elsewhere, positions, references, sources, wording
from stickingpoints.checks.rule import Rule
from stickingpoints.model.records import Dataset
from stickingpoints.problems import MOST_SHOWN, Problem, in_reading_order

# More are not shown, and finding them all could take very long.
_MOST_OF_A_RULE = 4 * MOST_SHOWN
_UNKNOWN = "The message says what is wrong and what to write instead."
# The last step of a trail that names a field of a record, and not a record.
_FIELDS = frozenset(
    [
        "stance",
        "figure",
        "figure_label",
        "at",
        "reason",
        "statements",
        "positions",
        "id",
        "date",
        "quote",
        "quote_kind",
        "speaker",
        "source",
        "party",
        "issue",
        "issues",
    ]
)

RULES: Mapping[str, Rule] = {
    rule.id: rule
    for rule in (
        *references.RULES,
        *positions.RULES,
        *sources.RULES,
        *wording.RULES,
        *elsewhere.RULES,
    )
}
"""Every rule, by its id."""


def find_problems(dataset: Dataset) -> list[Problem]:
    """Return what the rules find in a dataset, in reading order; of each rule only the first few thousand."""
    return in_reading_order(_found(dataset))


def _found(dataset: Dataset) -> Iterator[Problem]:
    for rule in RULES.values():
        if rule.find is not None:
            yield from itertools.islice(rule.find(dataset), _MOST_OF_A_RULE)


def help_for(rule: str) -> str:
    """Return what a rule asks for."""
    if rule not in RULES:
        return _UNKNOWN
    return RULES[rule].help


def concludes_from(rule: str) -> tuple[str, ...]:
    """Return the fields that a rule draws its conclusion from."""
    if rule not in RULES:
        return ()
    return RULES[rule].concludes_from


def scope_of(problem: Problem) -> str:
    """Return the trail of the record that a rule concluded from: for a scale, that of the issue."""
    steps = problem.trail.split(" › ")
    if problem.rule == "unknown-scale-point":
        steps = steps[:2]
    elif steps[-1] in _FIELDS:
        steps.pop()
    return " › ".join(steps)
