"""What the picture of a link to the home page shows; its text alternative says the same.

How much fits is estimated from the number of letters, because nothing but the typesetter knows how
wide they are. Where the estimate is too low, the typesetter sets the picture in smaller type.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from stickingpoints.model import order
from stickingpoints.model.records import Dataset, Issue, Position

_MOST_ISSUES = 3
_LINES = 13
_TITLE_LETTERS = 50  # of a line of the title; those of the questions and answers are smaller
_QUESTION_LETTERS = 75
_ANSWER_LETTERS = 80


def issues(dataset: Dataset) -> list[Issue]:
    """Return the issues on the picture: the first of those that lead the page, else of all."""
    leading = [issue for issue in dataset.issues if issue.lead]
    return (leading or dataset.issues)[:_MOST_ISSUES]


def positions(dataset: Dataset, issue: Issue) -> list[Position]:
    """Return the positions whose answers the picture shows below the question of an issue.

    They are those of the first parties, of as many on each issue as fit. They are none where fewer
    than half of the parties fit, or one alone: that would take the side of the first.
    """
    return order.positions(dataset, issue)[: _party_count(dataset)]


def _party_count(dataset: Dataset) -> int:
    fewest = max(2, math.ceil(len(dataset.column_parties) / 2))
    for count in range(len(dataset.parties), fewest - 1, -1):
        if _lines(dataset, count) <= _LINES:
            return count
    return 0


def _lines(dataset: Dataset, count: int) -> int:
    """Return how many lines the picture has with the answers of as many parties on each issue."""
    lines = _broken([dataset.title], _TITLE_LETTERS)
    for issue in issues(dataset):
        shown = order.positions(dataset, issue)[:count]
        answers = [f"{dataset.party[position.party].name} {position.answer}" for position in shown]
        lines += _broken([issue.question], _QUESTION_LETTERS) + _broken(answers, _ANSWER_LETTERS)
    return lines


def _broken(texts: Iterable[str], letters: int) -> int:
    """Return how many lines some texts take, each from a line of its own."""
    return sum(math.ceil(len(text) / letters) for text in texts)
