"""Answers: what a party wants in a few words, and the statement from which it has wanted it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from operator import attrgetter

from stickingpoints.checks.rule import STATEMENT, Rule, all_positions
from stickingpoints.model.records import NO_POSITION, Dataset, Position
from stickingpoints.model.standing import newest_first, withdrawn
from stickingpoints.problems import Problem, did_you_mean, one_of, unambiguous_match

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATED = re.compile(rf"\b(19|20)\d\d\b|\b([Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom) ({_MONTHS})\b")


def since_missing(dataset: Dataset) -> Iterator[Problem]:
    """Find positions with statements that do not say from which of them they hold."""
    for _, position in all_positions(dataset):
        statements = newest_first(position)
        if statements and not position.since:
            message = (
                "since is missing; add it with the date of the statement from which this has been "
                f"the position, as since: {statements[0].name}"
            )
            yield position.problem("since-missing", message)


def unknown_statement(dataset: Dataset) -> Iterator[Problem]:
    """Find positions that count from a statement which they do not have, or which was withdrawn."""
    for _, position in all_positions(dataset):
        if not position.since:
            continue
        names = list(map(attrgetter("name"), newest_first(position)))
        if names and position.since not in names:
            yield _unknown_statement(position, position.since, names)
        # Elsewhere the rule no-statement says what to do.
        if not names and position.stance == NO_POSITION:
            message = "there is no statement to count from; delete this line"
            yield position.problem("unknown-statement", message, "since")


def _unknown_statement(position: Position, since: str, names: list[str]) -> Problem:
    if since in list(map(attrgetter("name"), withdrawn(position))):
        message = f'the statement "{since}" was withdrawn; write another. {one_of(names)}'
        return position.problem("unknown-statement", message, "since")
    advice = did_you_mean(since, names) or "."
    message = f'unknown statement "{since}"{advice} {one_of(names)}'
    problem = position.problem("unknown-statement", message, "since")
    return replace(problem, instead=unambiguous_match(since, names))


def is_dated(answer: str) -> bool:
    """Return whether an answer has a date."""
    return _DATED.search(answer) is not None


def answer_dated(dataset: Dataset) -> Iterator[Problem]:
    """Find answers with a date: since says when, and an answer stays true until it is changed."""
    for _, position in all_positions(dataset):
        date = _DATED.search(position.answer)
        if date:
            message = f'"{date[0]}" is a date; write what the party wants, and say when under since'
            yield position.problem("answer-dated", message, "answer")


RULES = (
    Rule(
        "since-missing",
        "A position with statements says from which of them it holds.",
        since_missing,
        depends_on=("issues.positions.since", STATEMENT, f"{STATEMENT}.date", f"{STATEMENT}.key"),
    ),
    Rule(
        "unknown-statement",
        "`since` names a statement of its own position by its date, or date and key.",
        unknown_statement,
        depends_on=(STATEMENT, f"{STATEMENT}.date", f"{STATEMENT}.key"),
    ),
    Rule(
        "answer-dated",
        "An answer has no date: `since` says from when it holds.",
        answer_dated,
        depends_on=("issues.positions.answer",),
    ),
)
