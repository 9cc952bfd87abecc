"""What moved between two days, worked out from the statements by another way than the site's."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from stickingpoints.i18n.language import ENGLISH
from stickingpoints.model import answers, order
from stickingpoints.model.records import Dataset, Issue, Position, Statement
from stickingpoints.model.scale import quoted_place
from stickingpoints.model.standing import all_statements, standing_on


@dataclass(frozen=True)
class Days:
    """After the end of one day up to the end of another; a start of "" is the beginning."""

    start: str
    end: str

    def hold(self, statement: Statement) -> bool:
        """Return whether a statement was made then."""
        return self.start < statement.date <= self.end


def told(dataset: Dataset, days: Days) -> dict[str, list[list[str]]]:
    """Return the sentences that must be told, by the title of the issue: a list for each party."""
    issues = {}
    for issue in dataset.issues:
        lists = [
            _of_party(dataset, issue, position, days) for position in _positions(dataset, issue)
        ]
        if any(lists):
            issues[issue.title] = [sentences for sentences in lists if sentences]
    return issues


def _positions(dataset: Dataset, issue: Issue) -> list[Position]:
    return order.positions(dataset, issue)


def _of_party(dataset: Dataset, issue: Issue, position: Position, days: Days) -> list[str]:
    name = dataset.party[position.party].name
    sentences = []
    for before, after in pairwise(answers.placed(position)):
        if days.hold(after) and before.at != after.at and before.at and after.at:
            was = quoted_place(issue, before.at, ENGLISH)
            now = quoted_place(issue, after.at, ENGLISH)
            sentences.append(f"{name} moved from {was} to {now} {_when_and_how(after)}.")
    if len(sentences) < 2:
        return sentences
    return [_in_all(issue, position, name, days), *sentences]


def _when_and_how(statement: Statement) -> str:
    day = ENGLISH.long_date(statement.date)
    known = ENGLISH.words.attributions[statement.attribution].label.lower()
    preposition = "on" if day[0].isdigit() else "in"
    return f"{preposition} {day} ({known})"


def _in_all(issue: Issue, position: Position, name: str, days: Days) -> str:
    """Return where a party stood before the first of its moves and where it stood at the end."""
    was = standing_on(position, days.start).at or answers.placed(position)[0].at
    now = standing_on(position, days.end).at
    assert was and now
    if was == now:
        return f"{name} moved and came back to {quoted_place(issue, now, ENGLISH)}:"
    before, after = (quoted_place(issue, at, ENGLISH) for at in (was, now))
    return f"{name} moved from {before} to {after}, step by step:"


def statements(dataset: Dataset, days: Days) -> int:
    """Return how many statements were made then."""
    return sum(days.hold(statement) for _, _, statement in all_statements(dataset))
