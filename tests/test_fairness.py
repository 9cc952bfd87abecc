"""The measures of evenness, against counts made by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from exports.talks import border_talks, party, replaced, statement
from exports.talks import position as of_party
from stickingpoints.checks import positions
from stickingpoints.model import fairness
from stickingpoints.model.records import Dataset
from stickingpoints.reading.load import read

BASE = Path(__file__).parent / "reading" / "base"


def test_the_measures_of_the_valley() -> None:
    """Counts, shares, ages and lengths of a dataset small enough to count by hand."""
    measures = {party.id: measure for party, measure in fairness.by_party(read(BASE).sound())}
    # The letter is of March 2031, counted from its first day; the Herald of 11 April: 80 and 39
    # days before 20 May.
    assert measures["brezia"] == fairness.Measure(
        positions=2, statements=3, on_record=2 / 3, told_by_others=0, age=60, words=8
    )
    assert measures["arvenia"].statements == 1
    assert measures["arvenia"].on_record == 1


def test_parties_and_issues_add_up(dataset: Dataset) -> None:
    """Every statement is counted once among the parties and once among the issues."""
    of_parties = [measure for _, measure in fairness.by_party(dataset)]
    of_issues = [measure for _, measure in fairness.by_issue(dataset, dataset.issues)]
    assert sum(measure.statements for measure in of_parties) == dataset.statement_count
    assert sum(measure.statements for measure in of_issues) == dataset.statement_count
    assert sum(measure.positions for measure in of_issues) == dataset.position_count


def test_the_check_warns_of_a_party_with_half_the_room(dataset: Dataset) -> None:
    """A party that answers every issue with few words or few statements is named.

    One that answers only where it spoke is not.
    """
    assert list(positions.lopsided(dataset)) == []
    plain = dataset.model_dump(by_alias=True)
    for issue in plain["issues"]:
        for position in issue["positions"]:
            if position["party"] == "lowland":
                position["summary"] = "It said no."
                position["statements"] = position["statements"][:1]
    problems = list(positions.lopsided(Dataset.model_validate(plain)))
    assert [problem.severity for problem in problems] == ["warning", "warning"]
    assert [problem.message.partition(",")[0] for problem in problems] == [
        "6 statements",
        "3 words per position",
    ]


def test_a_party_without_a_statement_has_none_of_them(dataset: Dataset) -> None:
    plain = dataset.model_dump(by_alias=True)
    for issue in plain["issues"]:
        for position in issue["positions"]:
            if position["party"] == "lowland":
                position["statements"] = []
    (problem,) = positions.lopsided(Dataset.model_validate(plain))
    assert problem.message.startswith("0 statements, less than half of the median party's ")


@pytest.mark.parametrize(
    ("issues", "spoken", "named"),
    [(3, 3, []), (3, 2, ["2 statements"]), (3, 0, ["0 statements"]), (2, 0, [])],
)
def test_a_party_is_measured_by_three_positions_at_least(
    issues: int, spoken: int, named: list[str]
) -> None:
    """Two others made two statements on each issue: half of their number is enough."""
    said = statement("2025-11-01")
    border = border_talks().issues[0]
    written = []
    for number in range(issues):
        own = [said] if number < spoken else []
        stated = [of_party("north", said, said), of_party("south", said, said)]
        stated.append(of_party("delta", *own))
        written.append(replaced(border, id=f"issue-{number}", positions=stated))
    talks = border_talks(parties=[party("north"), party("south"), party("delta")], issues=written)
    problems = list(positions.lopsided(talks))
    assert [problem.message.partition(",")[0] for problem in problems] == named
