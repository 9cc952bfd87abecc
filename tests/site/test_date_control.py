"""The date control, in a real browser, held against the dataset."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from comparison_table import (
    NO_STATEMENT,
    column_positions,
    expected_cells,
    open_date_control,
    shown_cells,
    wait_for_day,
    words,
)
from stickingpoints.i18n.language import ENGLISH
from stickingpoints.model import answers
from stickingpoints.model.records import Dataset, Issue
from stickingpoints.model.scale import ends
from stickingpoints.model.standing import places_on, standing_on
from stickingpoints.site import scale_svg
from waiting import settle

STRIP_WORDS = """rows => rows.map(row =>
    row.querySelector(".strip-words")?.textContent.trim() ?? null)"""
STRIP_MARKS = """rows => rows.map(row =>
    [...row.querySelectorAll(".any .strip > svg")]
        .map(mark => mark.getAttribute("class"))
        .sort())"""


def strip_in_words(dataset: Dataset, issue: Issue, day: str) -> str | None:
    """Return what the strip of an issue must say of a day, or None if the issue has no scale."""
    if not issue.scale:
        return None
    places = places_on(dataset, issue, day)
    sentences = scale_svg.in_words(dataset, issue, places, ENGLISH)
    return " ".join(f"{sentence}." for sentence in sentences)


def marks_of(dataset: Dataset, issue: Issue, day: str) -> list[str]:
    """Return the marks of a strip on a day: the number of the party, and how its place is known."""
    if not issue.scale:
        return []
    marks = []
    for position in issue.positions:
        placed = [statement for statement in answers.placed(position) if statement.date <= day]
        if placed and placed[-1].at is not None:
            evidence = answers.evidence(placed[-1].attribution)
            mark = f"p{scale_svg.number(dataset, position.party)} {evidence}"
            marks += [mark] * len(set(ends(placed[-1].at)))
    return sorted(marks)


def test_every_stop_shows_what_the_statements_of_that_day_give(
    desk: Page, served: str, dataset: Dataset
) -> None:
    """On each date with a statement, cells and strips follow from the statements by then."""
    desk.goto(f"{served}compare/")
    open_date_control(desk)
    for day in dataset.stops:
        desk.locator("#as-of select").select_option(day)
        wait_for_day(desk, day)
        assert expected_cells(dataset, day) == shown_cells(desk), day
        sentences = [strip_in_words(dataset, issue, day) for issue in dataset.issues]
        assert desk.eval_on_selector_all("tr[data-issue]", STRIP_WORDS) == sentences
        marks = [marks_of(dataset, issue, day) for issue in dataset.issues]
        assert desk.eval_on_selector_all("tr[data-issue]", STRIP_MARKS) == marks


def test_the_newest_stop_brings_back_the_editors_positions(
    desk: Page, served: str, dataset: Dataset
) -> None:
    """After a look at the past, the positions stand again as they were, with status."""
    desk.goto(f"{served}compare/")
    open_date_control(desk)
    before = desk.locator("table.compare").inner_text()
    desk.locator("#as-of select").select_option("2031-02")
    wait_for_day(desk, "2031-02")
    assert desk.locator("table.compare .status").first.is_hidden()
    desk.get_by_role("button", name="Back to 20 May 2031").click()
    wait_for_day(desk, dataset.as_of.isoformat())
    assert before == desk.locator("table.compare").inner_text()
    assert "as-of" not in desk.url


@pytest.mark.parametrize("address", ["", "compare/"])
def test_the_date_control_by_mouse_keyboard_and_touch(
    chromium: Browser, served: str, dataset: Dataset, address: str
) -> None:
    """Buttons, select and slider lead to the neighbouring dates; the day is in the address."""
    days = sorted({*dataset.stops, dataset.as_of.isoformat()})
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, has_touch=True)
    page = context.new_page()
    page.goto(served + address)
    open_date_control(page)
    page.get_by_role("button", name="Previous date").click()
    wait_for_day(page, days[-2])
    page.get_by_role("slider", name="Day").focus()
    page.keyboard.press("ArrowLeft")
    wait_for_day(page, days[-3])
    assert page.get_by_role("slider", name="Day").get_attribute(
        "aria-valuetext"
    ) == ENGLISH.long_date(days[-3])
    page.get_by_role("button", name="Previous date").focus()
    page.keyboard.press("Enter")
    wait_for_day(page, days[-4])
    page.get_by_role("button", name="Next date").tap()
    wait_for_day(page, days[-3])
    page.get_by_role("combobox", name="As of", exact=True).focus()
    page.keyboard.press("ArrowUp")
    wait_for_day(page, days[-4])
    assert page.url.endswith(f"?as-of={days[-4]}")
    page.get_by_role("slider", name="Day").focus()
    page.keyboard.press("Home")
    wait_for_day(page, days[0])
    assert page.get_by_role("button", name="Previous date").is_disabled()
    context.close()


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("2030-11-25", "2030-11-25"),
        ("2030-11-30", "2030-11-25"),
        ("2020-01-01", "2030-11-20"),
        ("2031-02", "2031-02"),
    ],
)
def test_a_view_can_be_linked(
    desk: Page, served: str, dataset: Dataset, asked: str, shown: str
) -> None:
    """An address with a day opens that day; a day between two stops shows what stood on it."""
    desk.goto(f"{served}compare/?as-of={asked}")
    wait_for_day(desk, shown)
    assert expected_cells(
        dataset, max(asked, shown) if shown != "2030-11-20" else shown
    ) == shown_cells(desk)


@pytest.mark.parametrize("asked", ["", "9999-12-31", "2031-05-20", "<script>"])
def test_a_day_that_is_none_shows_the_newest(
    desk: Page, served: str, dataset: Dataset, asked: str
) -> None:
    """What is no day before the newest leaves the positions as they stand."""
    errors: list[str] = []
    desk.on("pageerror", lambda error: errors.append(str(error)))
    desk.goto(f"{served}compare/?as-of={asked}")
    settle(desk)
    assert {
        f"{issue.id}/{position.party}": words(position.summary)
        for issue, position in column_positions(dataset)
    } == {k: v[1] for k, v in shown_cells(desk).items()}
    assert errors == []


def test_home_shows_the_newest_statement_of_that_day(
    desk: Page, served: str, dataset: Dataset
) -> None:
    """On an earlier day each row names its newest statement by then and the strip of that day."""
    day = "2031-02"
    desk.goto(f"{served}?as-of={day}")
    wait_for_day(desk, day)
    for issue in dataset.issues:
        row = desk.locator(f"article[data-issue={issue.id}]")
        found = [
            (one.statement, position)
            for position in issue.positions
            if (one := standing_on(position, day)).statement
        ]
        newest = max(statement.date for statement, _ in found if statement)
        lines = {
            f"{dataset.party[p.party].name}, {ENGLISH.short_date(newest)}: {words(s.summary)}"
            for s, p in found
            if s and s.date == newest
        }
        assert " ".join(row.locator(".past-line").inner_text().split()) in lines
        if not issue.scale:
            labels = [
                ENGLISH.words.stances[one.stance].label if one.statement else NO_STATEMENT
                for p in issue.positions
                for one in [standing_on(p, day)]
            ]
            assert labels == row.locator("[data-party]").all_inner_texts()


def test_the_history_is_asked_for_only_when_it_is_used(desk: Page, served: str) -> None:
    """A reader who does not touch the date control does not load the history."""
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url))
    desk.goto(f"{served}compare/")
    settle(desk)
    assert not [url for url in asked if "history" in url]
    open_date_control(desk)
    desk.get_by_role("button", name="Previous date").click()
    desk.wait_for_selector("body[data-past]")
    assert len([url for url in asked if "history" in url]) == 1


def test_the_date_control_works_from_the_disk(
    desk: Page, site: Path, dataset: Dataset, tmp_path: Path
) -> None:
    """In the offline edition it shows the same days, and its links lead to files."""
    with zipfile.ZipFile(next((site / "downloads").glob("*-offline.zip"))) as archive:
        archive.extractall(tmp_path)
    page = next(tmp_path.rglob("compare/index.html"))
    desk.goto(f"{page.as_uri()}?as-of=2031-02")
    wait_for_day(desk, "2031-02")
    assert expected_cells(dataset, "2031-02") == shown_cells(desk)
    desk.locator("td .when").first.click()
    assert desk.locator("h1").inner_text() == dataset.issues[0].question


@pytest.mark.parametrize("address", ["", "compare/"])
def test_without_javascript_no_control_is_shown(
    scriptless: Page, served: str, address: str
) -> None:
    """A control that could do nothing is not there, and the newest state is shown."""
    scriptless.goto(served + address)
    assert [form.is_visible() for form in scriptless.locator(".controls").all()] == [
        False
    ] * scriptless.locator(".controls").count()
    assert scriptless.locator(".status").first.is_visible()
