"""What moved between two days, and what is said of it."""

from __future__ import annotations

import json
from itertools import combinations

import pytest
from bs4 import BeautifulSoup

from exports.talks import border_talks, position, replaced, statement
from moved import Days, told
from stickingpoints.i18n.language import ENGLISH
from stickingpoints.model.addresses import Site
from stickingpoints.model.moves import OPEN_END, Period, first_day, moved_in, recent
from stickingpoints.model.records import Dataset
from stickingpoints.site import moves, presets
from stickingpoints.site.content import Content
from stickingpoints.site.moves import Teller

SCALE = {
    "label": "Border",
    "points": [
        {"id": "open", "label": "Open"},
        {"id": "gates", "label": "Gates"},
        {"id": "closed", "label": "Closed"},
    ],
}


def lines(html: str) -> list[list[str]]:
    """Return the sentences that a list of parties tells, a list for each party."""
    items = BeautifulSoup(html, "html.parser").select(".moved > li")
    return [[one.get_text() for one in item.select("p:not(.hint), ul li")] for item in items]


def words(html: str) -> str:
    """Return the text of HTML."""
    return BeautifulSoup(html, "html.parser").get_text()


def gates(*statements: dict[str, object], **fields: object) -> Dataset:
    """Return talks in which the north makes some statements on the gates, the newest first."""
    north = position("north", *statements, **fields)
    issue = replaced(border_talks().issues[0], scale=SCALE, positions=[north])
    return border_talks(issues=[issue])


@pytest.mark.no_cover
def test_between_any_two_days_each_move_is_told(dataset: Dataset) -> None:
    """For every pair of days: the parties that moved, each step, and what the steps come to."""
    teller = Teller(dataset, ENGLISH, str)
    for start, end in combinations(["", *dataset.stops, OPEN_END], 2):
        found = {}
        for issue in dataset.issues:
            all_moved = moved_in(dataset, issue, Period(start, end))
            if all_moved:
                found[issue.title] = lines(teller.parties(issue, all_moved))
        assert found == told(dataset, Days(start, end)), (start, end)


def test_a_party_that_comes_back_is_told_so() -> None:
    """The steps are told, and that they come to nothing; the last one alone is a move."""
    talks = gates(
        statement("2025-11-20", at="open"),
        statement("2025-11-10", at="closed", attribution="leaked-document"),
        statement("2025-10", at="open"),
        at="open",
    )
    [issue] = talks.issues
    teller = Teller(talks, ENGLISH, str)
    [both] = lines(teller.parties(issue, moved_in(talks, issue, Period("", "2025-12-01"))))
    assert both == [
        "North moved and came back to “Open”:",
        "North moved from “Open” to “Closed” on 10 November 2025 (leaked document).",
        "North moved from “Closed” to “Open” on 20 November 2025 (on record).",
    ]
    [last] = lines(
        teller.parties(issue, moved_in(talks, issue, Period("2025-11-10", "2025-12-01")))
    )
    assert last == ["North moved from “Closed” to “Open” on 20 November 2025 (on record)."]


def test_a_month_is_told_as_one() -> None:
    """Where the day of a move is not known, no day is named."""
    talks = gates(
        statement("2025-11", at=["gates", "closed"]),
        statement("2025-10-01", at="open"),
        at="closed",
    )
    [issue] = talks.issues
    [moved] = moved_in(talks, issue, Period("2025-10-31", "2025-11-01"))
    [[sentence]] = lines(Teller(talks, ENGLISH, str).parties(issue, [moved]))
    assert sentence == (
        "North moved from “Open” to between “Gates” and “Closed” in November 2025 (on record)."
    )
    assert moved_in(talks, issue, Period("2025-11-01", "2025-12-01")) == []


def test_the_editors_conclusion_is_named_where_it_differs() -> None:
    """At the end of the record, and not before, a reader is told that the answer is another."""
    talks = gates(
        statement("2025-11-20", at="closed"),
        statement("2025-10-01", at="open"),
        at="gates",
        reason="Two ministers disagree.",
    )
    [issue] = talks.issues
    for end, is_told in (("2025-11-30", False), ("2025-12-01", True), (OPEN_END, True)):
        html = Teller(talks, ENGLISH, str).parties(
            issue, moved_in(talks, issue, Period("2025-10-01", end))
        )
        assert ("the editors put it elsewhere: “Gates” (why)" in words(html)) == is_told


def test_the_file_for_the_browser_has_each_move_once(dataset: Dataset) -> None:
    """It holds the sentences and drawings of each move, in the order in which they are told."""
    held = json.loads(moves.files(Content(dataset, Site("Talks")))[moves.ADDRESS])
    issues = {issue.id: issue for issue in dataset.issues}
    whole = Period("", OPEN_END)
    for name, issue in held.items():
        expected = [
            move for moved in moved_in(dataset, issues[name], whole) for move in moved.moves
        ]
        assert [move["day"] for move in issue["moves"]] == [one.statement.date for one in expected]
    script = moves.files(Content(dataset, Site("Talks"), by_file=True))["assets/moves.js"]
    assert script.startswith(b"var moves = {")


def test_days_are_counted_from_the_end_of_the_record(dataset: Dataset) -> None:
    """Whenever the site is built, the last thirty days are those before `as_of`."""
    thirty, ninety = presets.recent(dataset, ENGLISH)
    assert (thirty.address, str(thirty.start)) == ("changes/last-30-days/", "2031-04-20")
    assert (ninety.address, str(ninety.start)) == ("changes/last-90-days/", "2031-02-19")
    assert str(first_day(dataset)) == "2030-11-20"
    early = Dataset.model_validate({**dataset.model_dump(mode="json"), "as_of": "0001-01-05"})
    assert str(recent(early, 90)) == "0001-01-01"


def test_each_plan_has_a_page(dataset: Dataset) -> None:
    """It counts what was said on the day of the plan; the newest is first, a month is its first."""
    found = [(one.address, str(one.start)) for one in presets.since_plans(dataset, ENGLISH)]
    assert found == [
        ("changes/since-board-paper/", "2031-04-09"),
        ("changes/since-courier-draft/", "2031-01-31"),
        ("changes/since-upland-note/", "2030-11-24"),
    ]
