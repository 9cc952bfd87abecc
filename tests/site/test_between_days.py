"""What moved between two days, on the page of changes and on an issue's own, in a real browser."""

from __future__ import annotations

import re
import zipfile
from itertools import combinations
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

from moved import Days, statements, told
from stickingpoints.i18n.language import ENGLISH
from stickingpoints.model.records import Dataset
from waiting import settle, wait_until
from windows import PHONE

CHOOSE = """values => {
    const form = document.querySelector("#between-days");
    for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
    form.dispatchEvent(new Event("change"));
}"""
COUNT = (
    """() => document.querySelector(".moves-counted").textContent.replace(/\\s+/g, " ").trim()"""
)
SAYS = """words => document.querySelector(".moves-counted")?.textContent.includes(words)"""
TOLD = """() => Object.fromEntries([...document.querySelectorAll(".moves section")].map(section => [
    section.querySelector("h3")?.textContent ?? "",
    [...section.querySelectorAll(".moved > li")].map(item =>
        [...item.querySelectorAll(".told > p:not(.hint), .told li")].map(one => one.textContent)),
]))"""
# Of each strip the middle of the ghost and of the mark, and the two ends of the line between them.
STRIPS = """() => [...document.querySelectorAll(".moved .strip")].map(strip => {
    const middle = kind => {
        const marks = [...strip.querySelectorAll(kind)];
        const places = marks.map(mark => parseFloat(mark.getAttribute("x")));
        return places.reduce((sum, x) => sum + x, 0) / places.length;
    };
    const way = strip.querySelector(".way");
    const ends = ["x1", "x2"].map(name => parseFloat(way.getAttribute(name)));
    return [[middle("svg.ghost"), middle("svg:not(.ghost)")], ends];
})"""
BEGIN = """words => [...document.querySelectorAll(".told > p:not(.hint)")]
    .every(one => one.textContent.startsWith(words))"""
SHOWN = """() => [...document.querySelectorAll(".month:not([hidden]) [data-entry]:not([hidden])")]
    .map(entry => entry.dataset.entry)"""
FORGET = """names => {
    const seen = JSON.parse(localStorage.seen);
    seen.entries = seen.entries.filter(entry => !names.includes(entry));
    localStorage.seen = JSON.stringify(seen);
}"""


@pytest.fixture
def changes(desk: Page, served: str) -> Page:
    """Return the page of changes at a desk."""
    desk.goto(f"{served}changes/")
    return desk


def choose(page: Page, says: str, **values: str) -> None:
    """Choose days, a party or an issue, and wait until the count of moves says some words."""
    page.evaluate(CHOOSE, values)
    wait_until(page, SAYS, says)


def between(start: str, end: str) -> str:
    """Return the two days as the page names them."""
    return f"etween {ENGLISH.long_date(start)} and {ENGLISH.long_date(end)}"


def day_of(stop: str) -> str:
    """Return a day, or the first of a month."""
    return stop if len(stop) > len("2031-02") else f"{stop}-01"


def test_every_pair_of_days_shows_what_the_statements_give(changes: Page, dataset: Dataset) -> None:
    """Sentences, steps and the count of statements follow from the dataset for any two days."""
    days = sorted({*map(day_of, dataset.stops), "2031-01-01", dataset.as_of.isoformat()})
    for start, end in combinations(days, 2):
        choose(changes, between(start, end), **{"from": start, "to": end})
        expected = told(dataset, Days(start, end))
        assert changes.evaluate(TOLD) == expected, (start, end)
        said = statements(dataset, Days(start, end))
        assert re.search(rf"\b{said} statements?\.$", changes.evaluate(COUNT)), (start, end)
        assert ("No party moved" in changes.evaluate(COUNT)) == (expected == {})


def test_a_strip_leads_from_the_ghost_to_the_mark(changes: Page) -> None:
    """The line between them begins and ends where they are, as the build draws it too."""
    drawn = changes.evaluate(STRIPS)
    choose(changes, "etween", **{"from": "2030-11-20"})
    chosen = changes.evaluate(STRIPS)
    assert chosen == drawn
    assert len(drawn) > 10
    for middles, ends in drawn:
        assert middles == pytest.approx(ends, abs=0.02)


def test_a_party_and_an_issue_can_be_chosen(changes: Page) -> None:
    """Moves and statements are then those of the party and on the issue alone."""
    changes.evaluate(CHOOSE, {"party": "lowland"})
    wait_until(changes, BEGIN, "Lowland moved")
    assert len(changes.evaluate(TOLD)) == 5
    found = [entry for entry in changes.evaluate(SHOWN) if entry.startswith("issues/")]
    assert found and all("/#lowland-" in entry for entry in found)
    changes.evaluate(CHOOSE, {"party": "", "issue": "winter-ice"})
    wait_until(changes, "document.querySelectorAll('.moves section').length === 1")
    assert list(changes.evaluate(TOLD)) == ["Winter ice"]
    found = changes.evaluate(SHOWN)
    assert found and all("winter-ice" in entry for entry in found)
    choose(
        changes,
        "Lowland did not move on Winter ice between 12 May 2031 and 20 May 2031. 0 statements.",
        **{"from": "2031-05-12", "party": "lowland"},
    )
    assert changes.evaluate(TOLD) == {}


def test_that_nobody_moved_is_an_answer(changes: Page, dataset: Dataset) -> None:
    """It is said, and what was said nonetheless is listed."""
    days = Days("2030-11-26", "2031-01-14")
    choose(changes, between(days.start, days.end), **{"from": days.start, "to": days.end})
    assert changes.evaluate(COUNT) == (
        f"No party moved between 26 November 2030 and 14 January 2031. "
        f"{statements(dataset, days)} statements."
    )


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("?from=2031-03-04&to=2031-04-10", "Between 4 March 2031 and 10 April 2031: "),
        ("?to=2031-03-04&from=2031-04-10", "Between 4 March 2031 and 10 April 2031: "),
        ("?from=2031-02", "Between 1 February 2031 and 20 May 2031: "),
        ("?from=1066-10-14&to=9999-01-01", "Between 20 November 2030 and 20 May 2031: "),
        ("?from=<script>&to=2031-13-45&party=nobody&issue=none", "The whole record: "),
        ("?party=islands", "The whole record: "),
    ],
)
def test_a_view_can_be_linked(desk: Page, served: str, query: str, says: str) -> None:
    """An address shows what it names; what it names wrongly is left out."""
    errors: list[str] = []
    desk.on("pageerror", lambda error: errors.append(str(error)))
    desk.goto(f"{served}changes/{query}")
    wait_until(desk, SAYS, says)
    assert desk.evaluate(TOLD) != {}
    assert errors == []


def test_the_control_by_mouse_keyboard_and_touch(
    chromium: Browser, served: str, dataset: Dataset
) -> None:
    """Days are typed, a party is chosen with arrows, all is taken back by a tap or a click."""
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, locale="en-US"
    )
    page = context.new_page()
    page.goto(f"{served}changes/")
    whole = page.evaluate(TOLD)
    reset = page.get_by_role("button", name="The whole record")
    assert reset.is_hidden()
    page.get_by_label("From the end of").focus()
    page.keyboard.type("03042031")
    wait_until(page, SAYS, between("2031-03-04", "2031-05-20"))
    assert page.evaluate(TOLD) == told(dataset, Days("2031-03-04", "2031-05-20"))
    page.get_by_role("combobox", name="Party", exact=True).focus()
    page.keyboard.press("ArrowDown")
    wait_until(page, "location.search === '?from=2031-03-04&party=upland'")
    reset.tap()
    wait_until(page, SAYS, "The whole record: ")
    assert page.evaluate(TOLD) == whole
    assert "?" not in page.url and reset.is_hidden()
    page.get_by_label("To the end of").fill("2031-03-04")
    wait_until(page, SAYS, between("2030-11-20", "2031-03-04"))
    reset.click()
    wait_until(page, SAYS, "The whole record: ")
    context.close()


def test_since_the_last_visit_compares_entries(chromium: Browser, served: str) -> None:
    """What was added since then is new, whatever its date; moves are those that it made."""
    new = [
        "issues/fishing-quota/#islands-2031-03-04",
        "issues/fishing-quota/#islands-2030-11-25",
        "issues/water-level/#lowland-2031-05-11",
    ]
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(f"{served}changes/")
    button = page.get_by_role("button", name="Since your last visit")
    assert button.is_hidden()
    page.evaluate(FORGET, new)
    page.close()
    page = context.new_page()
    page.goto(f"{served}changes/?party=upland")
    button = page.get_by_role("button", name="Since your last visit")
    button.tap()
    wait_until(page, SAYS, "Since your last visit: 2 moves, 2 on record; 3 statements.")
    assert sorted(page.evaluate(SHOWN)) == sorted(new)
    [lists] = page.evaluate(TOLD).values()
    assert len(lists) == 1 and lists[0][0].endswith(", step by step:")
    assert button.get_attribute("aria-pressed") == "true"
    assert "?" not in page.url
    page.get_by_role("button", name="The whole record").click()
    wait_until(page, SAYS, "The whole record: ")
    assert button.get_attribute("aria-pressed") == "false"
    context.close()


@pytest.fixture
def without_script(scriptless: Page) -> Page:
    """Return a page as narrow as a phone whose browser runs no script."""
    scriptless.set_viewport_size(PHONE)
    return scriptless


def test_presets_need_no_script(without_script: Page, served: str, dataset: Dataset) -> None:
    """The pages on the last days and since each plan are whole, and lead to each other."""
    page = without_script
    page.goto(f"{served}changes/")
    assert page.locator("#between-days, .visit, .since").evaluate_all(
        "all => all.every(one => !one.checkVisibility())"
    )
    page.get_by_role("link", name="Last 90 days").click()
    assert page.locator("h1").inner_text() == "The last 90 days of the record"
    days = Days("2031-02-19", "2031-05-20")
    assert page.evaluate(TOLD) == told(dataset, days)
    assert f"; {statements(dataset, days)} statements." in page.evaluate(COUNT)
    page.locator("summary", has_text="Since each of the plans").click()
    page.get_by_role("link", name="Draft seen by the Courier").click()
    assert page.evaluate(TOLD) == told(dataset, Days("2031-01-31", "2031-05-20"))
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    assert canonical and canonical.endswith("/changes/since-courier-draft/")
    assert page.locator("[aria-current=page]").inner_text() == "Draft seen by the Courier"


def test_without_a_script_everything_is_told(
    without_script: Page, served: str, dataset: Dataset
) -> None:
    """The page of changes shows the whole record; months unfold, and lead back to the top."""
    page = without_script
    page.goto(f"{served}changes/")
    assert page.evaluate(TOLD) == told(dataset, Days("", "9999-12-31"))
    assert f"; {dataset.statement_count} statements." in page.evaluate(COUNT)
    entry = page.locator("[data-entry='issues/water-level/#upland-2030-11-20']")
    assert entry.is_hidden()
    page.get_by_role("heading", name="November 2030").click()
    assert entry.is_visible()
    page.get_by_role("link", name="Back to top").last.click()
    assert page.evaluate("scrollY") < 200


def test_an_issue_shows_its_own_moves(phone: Page, served: str, dataset: Dataset) -> None:
    """Folded below the figure over time; two days can be chosen there too, and be linked."""
    phone.goto(f"{served}issues/fishing-quota/")
    phone.locator("summary", has_text="What moved between two days").tap()
    everything = told(dataset, Days("", "9999-12-31"))["Fishing quota"]
    assert phone.evaluate(TOLD) == {"": everything}
    phone.get_by_label("To the end of").fill("2031-03-10")
    wait_until(phone, SAYS, between("2030-11-20", "2031-03-10"))
    expected = told(dataset, Days("", "2031-03-10"))["Fishing quota"]
    assert phone.evaluate(TOLD) == {"": expected}
    assert phone.url.endswith("issues/fishing-quota/?to=2031-03-10")
    phone.goto(f"{phone.url}")
    wait_until(phone, SAYS, between("2030-11-20", "2031-03-10"))
    assert phone.locator("#between-days").is_visible()
    phone.locator(".told a").first.tap()
    phone.wait_for_url("**/issues/fishing-quota/#*")
    assert phone.locator("h4:target").is_visible()
    phone.goto(f"{served}issues/fishing-quota/")
    phone.locator("summary", has_text="What moved between two days").tap()
    phone.get_by_role("link", name="With what was said").tap()
    phone.wait_for_url(re.compile(r"changes/\?issue=fishing-quota$"))
    wait_until(phone, SAYS, "The whole record: ")
    assert list(phone.evaluate(TOLD)) == ["Fishing quota"]


def test_two_days_can_be_chosen_from_the_disk(
    desk: Page, site: Path, dataset: Dataset, tmp_path: Path
) -> None:
    """In the offline edition it tells the same, and its links lead to files."""
    with zipfile.ZipFile(next((site / "downloads").glob("*-offline.zip"))) as archive:
        archive.extractall(tmp_path)
    page = next(tmp_path.rglob("changes/last-30-days/index.html"))
    desk.goto(page.as_uri())
    desk.get_by_role("link", name="Choose other days").click()
    desk.wait_for_url(re.compile(r"changes/index\.html\?from=2031-04-20&to=2031-05-20$"))
    wait_until(desk, SAYS, between("2031-04-20", "2031-05-20"))
    choose(desk, between("2031-03-04", "2031-05-20"), **{"from": "2031-03-04"})
    assert desk.evaluate(TOLD) == told(dataset, Days("2031-03-04", "2031-05-20"))
    desk.locator(".told a").first.click()
    desk.locator("h4:target").wait_for(state="attached")


def test_the_moves_are_asked_for_only_when_they_are_used(desk: Page, served: str) -> None:
    """A reader who chooses no days does not load what any two days need."""
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url))
    desk.goto(f"{served}changes/")
    settle(desk)
    assert not [url for url in asked if "moves" in url]
    choose(desk, "etween", **{"from": "2031-03-04"})
    choose(desk, "etween", **{"from": "2031-04-10"})
    assert len([url for url in asked if "moves" in url]) == 1


def test_feeds_of_moves_are_found(site: Path) -> None:
    """Both pages link the feed of moves, for readers and for programs that look for feeds."""
    for address, feed in (("changes/", "../moves.atom"), ("issues/water-level/", "moves.atom")):
        soup = BeautifulSoup((site / address / "index.html").read_text("utf-8"), "html.parser")
        found = soup.select(f"link[rel=alternate][href$='{feed}'], a[href='{feed}']")
        assert {one.name for one in found} == {"a", "link"}
        assert {(site / address / str(one["href"])).resolve() for one in found} == {
            (site / address / feed).resolve()
        }
