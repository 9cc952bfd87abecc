"""Finding, filtering, ordering and copying in the comparison, in a real browser."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from accessibility import violations
from comparison_table import column_positions, shown_cells, wait_for_day, words
from stickingpoints.i18n.language import ENGLISH
from stickingpoints.model import answers
from stickingpoints.model.records import Dataset, Issue, Position
from stickingpoints.model.standing import standing_on
from waiting import wait_until
from windows import DESK


def shown_issues(page: Page) -> list[str]:
    return [
        str(one)
        for one in page.eval_on_selector_all(
            "tr[data-issue]",
            "rows => rows.filter(row => row.offsetParent).map(row => row.dataset.issue)",
        )
    ]


def newest_attribution(position: Position) -> str:
    return (
        max(position.statements, key=lambda one: one.date).attribution
        if position.statements
        else ""
    )


FILTERS: dict[str, Callable[[Issue, Position], bool]] = {
    "stance": lambda _, position: position.stance == "rejects",
    "attribution": lambda _, position: newest_attribution(position) == "unnamed-official",
    "status": lambda issue, _: issue.status == "proposed",
    "issue": lambda issue, _: issue.id == "fishing-quota",
}
VALUES = {
    "stance": "rejects",
    "attribution": "unnamed-official",
    "status": "proposed",
    "issue": "fishing-quota",
}


@pytest.mark.parametrize("name", FILTERS)
def test_each_filter_keeps_what_the_dataset_says(
    desk: Page, served: str, dataset: Dataset, name: str
) -> None:
    """Exactly the positions that fit are left and counted; the address opens the same view."""
    desk.goto(f"{served}compare/")
    desk.locator(f"#finder [name={name}]").select_option(VALUES[name])
    wanted = {
        f"{issue.id}/{position.party}"
        for issue, position in column_positions(dataset)
        if FILTERS[name](issue, position)
    }
    assert wanted == shown_cells(desk).keys()
    issues = len({one.partition("/")[0] for one in wanted})
    announced = f"{issues} issue{'s' if issues > 1 else ''}, {len(wanted)} positions"
    assert announced == desk.locator("#finder [role=status]").inner_text()
    assert f"{name}={VALUES[name]}" in desk.url
    desk.reload()
    assert wanted == shown_cells(desk).keys()
    desk.get_by_role("button", name="Show all").click()
    wait_until(desk, "!location.search")
    assert len(shown_cells(desk)) == len(list(column_positions(dataset)))


def test_words_are_found_in_questions_and_in_positions(
    desk: Page, served: str, dataset: Dataset
) -> None:
    """Typed words leave the positions, or issues, that contain all of them."""
    desk.goto(f"{served}compare/")
    desk.get_by_role("searchbox", name="Words").fill("islands offer")
    wanted = {
        f"{i.id}/{p.party}"
        for i, p in column_positions(dataset)
        if all(w in words(p.summary).lower() for w in ("islands", "offer"))
    }
    assert wanted == shown_cells(desk).keys()
    assert wanted
    desk.get_by_role("searchbox", name="Words").fill("dam nowhere")
    assert shown_issues(desk) == []
    assert desk.locator("#finder [role=status]").inner_text() == "Nothing matches."


def test_columns_are_hidden_by_keyboard_and_in_the_address(
    desk: Page, served: str, dataset: Dataset
) -> None:
    """A party that is unticked has no column; the address says which are left."""
    desk.goto(f"{served}compare/")
    desk.get_by_role("checkbox", name="The Islands").focus()
    desk.keyboard.press("Space")
    heads = [
        head.inner_text().strip() for head in desk.locator("thead th").all() if head.is_visible()
    ]
    assert [
        "Issue",
        *[party.name for party in dataset.column_parties if party.id != "islands"],
    ] == heads
    assert {party for one in shown_cells(desk) for party in [one.partition("/")[2]]} == {
        "upland",
        "lowland",
        "delta",
    }
    assert desk.url.endswith("?party=upland,lowland,delta")


def test_the_orders(desk: Page, served: str, dataset: Dataset) -> None:
    """Issues are ordered by newest statement, status or number of statements; ties stay."""
    ranks = ["agreed", "agreed-in-principle", "proposed", "disputed"]
    newest = {
        issue.id: max(s.date for p in issue.positions for s in p.statements)
        for issue in dataset.issues
    }
    counts = {issue.id: sum(len(p.statements) for p in issue.positions) for issue in dataset.issues}
    given = [issue.id for issue in dataset.issues]
    wanted = {
        "newest": sorted(sorted(given, key=given.index), key=lambda one: newest[one], reverse=True),
        "status": sorted(given, key=lambda one: -ranks.index(dataset.issue[one].status)),
        "statements": sorted(given, key=lambda one: -counts[one]),
        "": given,
    }
    desk.goto(f"{served}compare/")
    for order, issues in wanted.items():
        desk.locator("#finder [name=sort]").select_option(order)
        assert issues == shown_issues(desk), order


def test_filters_hold_on_an_earlier_day(desk: Page, served: str, dataset: Dataset) -> None:
    """Day and filters work together, from the address."""
    day = "2031-02"
    desk.goto(f"{served}compare/?as-of={day}&stance=rejects&party=lowland,islands")
    wait_for_day(desk, day)
    wanted = {
        f"{i.id}/{p.party}"
        for i, p in column_positions(dataset)
        if p.party in ("lowland", "islands") and standing_on(p, day).stance == "rejects"
    }
    assert wanted
    assert wanted == shown_cells(desk).keys()


def copied(page: Page, button: str) -> str:
    page.get_by_role("button", name=button).click()
    wait_until(
        page, "document.querySelector('#finder [role=status]').textContent.includes('copied')"
    )
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_what_is_shown_can_be_copied(chromium: Browser, served: str, dataset: Dataset) -> None:
    """CSV and Markdown hold exactly the positions that are shown, word for word."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    page = context.new_page()
    page.goto(f"{served}compare/?issue=water-level&party=upland,lowland")
    rows = list(csv.DictReader(io.StringIO(copied(page, "Copy as CSV"))))
    level = dataset.issue["water-level"]
    wanted = [
        (
            level.title,
            dataset.party[p.party].name,
            p.answer,
            answers.answer(p).attribution,
            answers.answer(p).since_date,
            answers.answer(p).last_date,
            ENGLISH.words.stances[p.stance].label,
            words(p.summary),
        )
        for p in level.positions
        if p.party in ("upland", "lowland")
    ]
    columns = ("Issue", "Party", "Answer", "Evidence", "Since", "Last heard", "Stance", "Position")
    assert wanted == [tuple(row[column] for column in columns) for row in rows]
    assert all(row["Sources"].startswith("https://") for row in rows)
    assert {row["As of"] for row in rows} == {ENGLISH.long_date(dataset.as_of)}
    assert [row["Link"] for row in rows] == [
        f"{served}issues/water-level/#{party}" for party in ("upland", "lowland")
    ]
    lines = copied(page, "Copy as Markdown").strip().split("\n")
    assert len(lines) == 4
    assert all(
        words(p.summary) in "\n".join(lines)
        for p in level.positions
        if p.party in ("upland", "lowland")
    )
    context.close()


def test_the_filters_on_a_phone(phone: Page, served: str, dataset: Dataset) -> None:
    """A tap opens the filters; the cards that do not fit are gone."""
    phone.goto(f"{served}compare/")
    assert phone.locator("#finder").is_hidden()
    opener = phone.get_by_role("button", name="Find and filter")
    opener.tap()
    assert opener.get_attribute("aria-expanded") == "true"
    phone.locator("#finder [name=stance]").select_option("rejects")
    phone.get_by_role("checkbox", name="Upland").tap()
    wanted = {
        f"{i.id}/{p.party}"
        for i, p in column_positions(dataset)
        if p.stance == "rejects" and p.party != "upland"
    }
    assert wanted == shown_cells(phone).keys()
    assert phone.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.proof
@pytest.mark.parametrize(
    "address", ["?as-of=2031-02", "compare/?as-of=2031-02&stance=rejects&sort=newest"]
)
def test_axe_finds_nothing_with_the_controls_in_use(
    examined: Page, served: str, address: str
) -> None:
    """The controls and what they make of the page break no rule, narrow or wide, light or dark."""
    examined.set_viewport_size({"width": 390, "height": 900})
    examined.goto(served + address)
    examined.wait_for_selector("body[data-past]")
    assert violations(examined) == []
    examined.set_viewport_size(DESK)
    examined.emulate_media(color_scheme="dark")
    assert violations(examined) == []
