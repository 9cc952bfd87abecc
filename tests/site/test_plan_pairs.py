"""The matrix of plans and issues, and any two plans point by point, with the script and without."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Locator, Page

from accessibility import violations
from comparison_table import words
from conftest import ROOT
from stickingpoints.i18n.language import ENGLISH
from stickingpoints.model import order
from stickingpoints.model.records import Dataset
from stickingpoints.text import word_diff
from waiting import wait_until
from windows import DESK

UPLAND, COURIER, BOARD = "upland-note", "courier-draft", "board-paper"
# By hand from the fixture: the label of each issue that either of two plans speaks of.
LABELS = {
    (UPLAND, COURIER): {
        "Water level": "Same",
        "Fishing quota": "Changed",
        "Ferry rights": "Dropped",
        "Winter ice": "Added",
    },
    (COURIER, BOARD): {
        "Water level": "Changed",
        "Fishing quota": "Same",
        "Winter ice": "Dropped",
        "Measuring": "Added",
    },
    (UPLAND, BOARD): {
        "Water level": "Changed",
        "Fishing quota": "Changed",
        "Ferry rights": "Dropped",
        "Measuring": "Added",
    },
}
UNTOUCHED = {
    (UPLAND, COURIER): "Measuring",
    (COURIER, BOARD): "Ferry rights",
    (UPLAND, BOARD): "Winter ice",
}
# Which of any two plans say something on each issue.
SAID = {
    (UPLAND, COURIER): {
        "water-level": [UPLAND, COURIER],
        "fishing-quota": [UPLAND, COURIER],
        "ferry-rights": [UPLAND],
        "winter-ice": [COURIER],
    },
    (COURIER, BOARD): {
        "water-level": [COURIER, BOARD],
        "fishing-quota": [COURIER, BOARD],
        "winter-ice": [COURIER],
        "measuring": [BOARD],
    },
    (UPLAND, BOARD): {
        "water-level": [UPLAND, BOARD],
        "fishing-quota": [UPLAND, BOARD],
        "ferry-rights": [UPLAND],
        "measuring": [BOARD],
    },
}
PAIR_WORDS = """table => [...table.rows].map(row => [...row.cells].map(cell =>
    cell.textContent.split(/\\s+/).filter(Boolean).join(" ")))"""


def parsed(site: Path, address: str) -> BeautifulSoup:
    """Return a page of the built site."""
    return BeautifulSoup((site / address / "index.html").read_text("utf-8"), "html.parser")


def static_address(pair: tuple[str, str]) -> str:
    """Return the address of the static page of two plans."""
    return f"plans/{pair[0]}--to--{pair[1]}/"


# The matrix


def test_the_matrix_has_every_plan_and_what_it_says_in_few_words(
    site: Path, dataset: Dataset
) -> None:
    """Columns are in the order of time, with whose each is; a cell leads to the full text."""
    soup = parsed(site, "plans")
    documents = order.documents(dataset)
    columns = soup.select(".matrix thead th[data-plan]")
    assert [document.id for document in documents] == [head["data-plan"] for head in columns]
    for document, head in zip(documents, columns, strict=True):
        for expected in (
            document.title,
            document.issuer,
            ENGLISH.long_date(document.date),
            ENGLISH.words.document_statuses[document.status].label,
        ):
            assert expected in words(head.get_text())
    for row in soup.select(".matrix tbody tr"):
        for document, cell in zip(documents, row.select("td"), strict=True):
            said = {provision.issue: provision for provision in document.provisions}
            provision = said.get(str(row["data-issue"]))
            if provision is None:
                assert words(cell.get_text()) in ("—nothing found", "— nothing found")
                continue
            assert cell.a and cell.use
            target = soup.find(id=str(cell.a["href"]).removeprefix("#"))
            assert target and target["id"] == f"{document.id}--{provision.issue}"
            assert (provision.short or "see the text") == words(cell.a.get_text())
            is_published = document.status == "published"
            assert cell.use["href"] == ("#i-solid" if is_published else "#i-hollow")


def test_one_cell_without_few_words_leads_to_the_text(site: Path) -> None:
    """The fixture leaves one out; it is the only one that does not say what the plan says."""
    links = parsed(site, "plans").select(".matrix td a")
    assert ["#courier-draft--winter-ice"] == [
        a["href"] for a in links if a.get_text() == "see the text"
    ]


@pytest.mark.parametrize("window", ["desk", "scriptless"])
@pytest.mark.parametrize("width", [390, 640])
def test_heads_stay_in_view_while_the_matrix_scrolls_in_its_box(
    request: pytest.FixtureRequest, served: str, width: int, window: str
) -> None:
    """The page does not scroll sideways; the first column and the first row stay where they are."""
    page: Page = request.getfixturevalue(window)
    page.set_viewport_size({"width": width, "height": 420})
    page.goto(f"{served}plans/")
    box = page.locator(".matrix-box")
    corner, row = page.locator(".matrix thead th").first, page.locator(".matrix tbody th").first
    last = page.locator(".matrix tbody tr").last.locator("td").last
    first_head = place(corner)
    left = place(row)["x"]
    last.scroll_into_view_if_needed()
    frame = place(box)
    assert place(corner)["x"] == pytest.approx(first_head["x"], abs=1)
    assert place(corner)["y"] == pytest.approx(frame["y"], abs=2)
    assert place(row)["x"] == pytest.approx(left, abs=1)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def place(element: Locator) -> Any:
    """Return where an element is in the window."""
    box = element.bounding_box()
    assert box
    return box


def test_the_matrix_is_scrolled_and_followed_by_keyboard(desk: Page, served: str) -> None:
    """Its box takes the focus; Tab reaches the cells and Enter opens the full text."""
    desk.set_viewport_size({"width": 390, "height": 600})
    desk.goto(f"{served}plans/")
    box = desk.get_by_role("region", name="What each plan says on each issue")
    box.focus()
    desk.keyboard.press("ArrowRight")
    wait_until(desk, "document.querySelector('.matrix-box').scrollLeft > 0")
    link = desk.locator(".matrix td a", has_text="The board reads the gauges")
    for _ in range(40):
        if link.evaluate("node => node === document.activeElement"):
            break
        desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    assert desk.url.endswith("#board-paper--measuring")


# Two plans


@pytest.mark.parametrize("pair", list(pairwise([UPLAND, COURIER, BOARD])))
def test_a_page_sets_each_plan_beside_the_one_before(
    site: Path, dataset: Dataset, pair: tuple[str, str]
) -> None:
    """It says whose each is, labels each point, and gives both texts whole, in two columns."""
    soup = parsed(site, static_address(pair))
    documents = [next(one for one in dataset.documents if one.id == name) for name in pair]
    heads = soup.select(".pair thead th")[1:]
    for document, head in zip(documents, heads, strict=True):
        for expected in (document.title, document.issuer, ENGLISH.long_date(document.date)):
            assert expected in words(head.get_text())
    assert LABELS[pair] == labels_on(soup)
    assert UNTOUCHED[pair] == text_of(soup, ".untouched span")
    titles = {issue.title: issue.id for issue in dataset.issues}
    for row in soup.select(".pair tbody tr"):
        issue = titles[str(row.a.get_text())] if row.a else ""
        for document, cell in zip(documents, row.select("td"), strict=True):
            said = {provision.issue: provision for provision in document.provisions}
            if issue not in said:
                assert "nothing found" in cell.get_text()
                continue
            for unseen in cell.select(".unseen"):
                unseen.decompose()
            assert words(said[issue].text) == words(cell.select(".in-full")[0].get_text())
            assert (said[issue].short or "") == words(cell.select(".short")[0].get_text())
            entry = f"../../plans/#{document.id}--{issue}"
            assert [entry] == [a["href"] for a in cell.select(".marks a")]


def labels_on(soup: BeautifulSoup) -> dict[str, str]:
    """Return the label of each point, by the issue."""
    found = {}
    for row in soup.select(".pair tbody tr"):
        assert row.a
        found[row.a.get_text()] = text_of(row, ".verdict")
    return found


def text_of(soup: BeautifulSoup | Tag, selector: str) -> str:
    """Return the text of the only element."""
    (found,) = soup.select(selector)
    return words(found.get_text())


def test_words_that_one_plan_has_alone_are_marked_and_said(site: Path) -> None:
    """Each side marks its own words, and says so to a screen reader; text common to both is not."""
    row = parsed(site, static_address((UPLAND, COURIER))).select(".pair tbody tr")[0]
    assert ["[only in the first: Point 1 of Note of Upland ]"] == [
        words(one.get_text(" ")) for one in row.select("del")
    ]
    assert ["[only in the second: Point 2 of Draft seen by the Courier ]"] == [
        words(one.get_text(" ")) for one in row.select("ins")
    ]


def test_the_labels_are_explained_beside_them(site: Path) -> None:
    """A page with labels says what each claims."""
    for address in ("plans", static_address((UPLAND, COURIER))):
        key = parsed(site, address).select("dl.verdict-key")[0]
        assert {label.label: label.meaning for label in ENGLISH.words.differences.values()} == {
            words(dt.get_text()): words(dd.get_text())
            for dt, dd in zip(key.select("dt"), key.select("dd"), strict=True)
        }


def test_pages_of_two_plans_are_reached_without_a_script(scriptless: Page, served: str) -> None:
    """The controls are gone; a list leads to each plan with the one before, and back."""
    scriptless.goto(f"{served}plans/")
    assert scriptless.locator("#choose-plans").is_hidden()
    assert scriptless.locator(".chosen").is_hidden()
    scriptless.locator(".pairs a").first.click()
    assert scriptless.url == f"{served}{static_address((COURIER, BOARD))}"
    scriptless.get_by_role("link", name="Choose two others").click()
    assert scriptless.url == f"{served}plans/#two-plans"


def choose(page: Page, a: str, b: str) -> None:
    """Choose two plans."""
    page.locator("#choose-plans [name=a]").select_option(a)
    page.locator("#choose-plans [name=b]").select_option(b)


@pytest.mark.parametrize("pair", list(combinations([UPLAND, COURIER, BOARD], 2)))
@pytest.mark.parametrize("chosen_first", ["older", "newer"])
def test_any_two_plans_are_shown_and_the_view_can_be_linked(
    desk: Page, served: str, pair: tuple[str, str], chosen_first: str
) -> None:
    """Whichever is chosen first, the older is on the left; the address opens the same view."""
    desk.goto(f"{served}plans/")
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url))
    choose(desk, *(pair if chosen_first == "older" else pair[::-1]))
    assert "4 issues compared" == desk.locator("#choose-plans [role=status]").inner_text()
    assert asked == []
    shown = desk.locator(".chosen")
    soup = BeautifulSoup(shown.inner_html(), "html.parser")
    assert LABELS[pair] == labels_on(soup)
    assert UNTOUCHED[pair] == text_of(soup, ".untouched span")
    assert [f"#{plan}--{issue}" for issue, plans in SAID[pair].items() for plan in plans] == [
        a["href"] for a in soup.select(".marks a")
    ]
    table = desk.locator(".chosen .pair").evaluate(PAIR_WORDS)
    desk.reload()
    assert table == desk.locator(".chosen .pair").evaluate(PAIR_WORDS)


@pytest.mark.parametrize("pair", list(pairwise([UPLAND, COURIER, BOARD])))
def test_the_script_shows_what_the_static_page_shows(
    desk: Page, served: str, pair: tuple[str, str]
) -> None:
    """Heads, labels, texts and marked words are the same, word for word."""
    desk.goto(served + static_address(pair))
    wanted = desk.locator(".pair").evaluate(PAIR_WORDS)
    counts = words(desk.locator(".verdicts").inner_text())
    desk.goto(f"{served}plans/?a={pair[0]}&b={pair[1]}")
    assert wanted == desk.locator(".chosen .pair").evaluate(PAIR_WORDS)
    assert counts == words(desk.locator(".chosen .verdicts").inner_text())


def test_a_choice_that_is_no_pair_shows_nothing(desk: Page, served: str) -> None:
    """One plan twice is refused in words, an unknown one not chosen; closing empties the view."""
    desk.goto(f"{served}plans/?a=nowhere&b={BOARD}")
    shown, status = desk.locator(".chosen"), desk.locator("#choose-plans [role=status]")
    assert shown.is_hidden()
    assert desk.locator("#choose-plans [name=a]").input_value() == ""
    choose(desk, BOARD, BOARD)
    assert "Choose two different plans." == status.inner_text()
    assert shown.is_hidden()
    choose(desk, UPLAND, BOARD)
    assert shown.is_visible()
    desk.get_by_role("button", name="Close").click()
    wait_until(desk, "!location.search")
    assert shown.is_hidden()
    assert status.inner_text() == ""


def test_two_plans_are_chosen_by_keyboard(desk: Page, served: str) -> None:
    """Arrows choose in each list; the link of a point leads to its quotes."""
    desk.goto(f"{served}plans/")
    desk.locator("#choose-plans [name=a]").focus()
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Tab")
    desk.keyboard.press("End")
    desk.locator(".chosen .marks a").first.focus()
    desk.keyboard.press("Enter")
    assert desk.url.endswith(f"?a={UPLAND}&b={BOARD}#{UPLAND}--water-level")


def test_two_plans_on_a_phone(phone: Page, served: str) -> None:
    """Each text is below the name of its plan, the page is not wider than the window."""
    phone.goto(f"{served}plans/")
    phone.locator(".matrix td a", has_text="Lake height for all").first.tap()
    assert phone.url.endswith("#upland-note--water-level")
    choose(phone, UPLAND, COURIER)
    cells = phone.locator(".chosen .pair tbody tr").first.locator("td")
    names = cells.evaluate_all(
        "cells => cells.map(cell => getComputedStyle(cell, '::before').content)"
    )
    assert names == ['"Note of Upland"', '"Draft seen by the Courier"']
    assert place(cells.nth(0))["y"] < place(cells.nth(1))["y"]
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    phone.get_by_role("button", name="Close").tap()
    phone.locator(".chosen").wait_for(state="hidden")


def test_two_plans_from_the_disk(desk: Page, site: Path, tmp_path: Path) -> None:
    """The edition without a network shows any two, and its static pages."""
    with zipfile.ZipFile(next((site / "downloads").glob("*-offline.zip"))) as archive:
        archive.extractall(tmp_path)
    plans = next(tmp_path.glob("**/plans/index.html"))
    desk.goto(f"{plans.as_uri()}?a={UPLAND}&b={BOARD}")
    assert desk.locator(".chosen .pair tbody tr").count() == 4
    desk.locator(".pairs a").first.click()
    desk.wait_for_url(re.compile("--to--"))
    assert desk.locator("main .pair tbody tr").count() == 4


@pytest.mark.proof
def test_axe_finds_nothing_with_two_plans_shown(examined: Page, served: str) -> None:
    """What the script puts together breaks no rule of axe-core, narrow and dark, wide and light."""
    examined.set_viewport_size({"width": 390, "height": 900})
    examined.emulate_media(color_scheme="dark")
    examined.goto(f"{served}plans/?a={UPLAND}&b={BOARD}")
    assert examined.locator(".chosen").is_visible()
    assert violations(examined) == []
    examined.set_viewport_size(DESK)
    examined.emulate_media(color_scheme="light")
    assert violations(examined) == []


# Words


@pytest.mark.parametrize(
    ("was", "now", "own_words"),
    [
        ("one two three four", "one two three four", ([], [])),
        (
            "the army is limited to 600,000",
            "the army is limited to 800,000 in peace",
            (["600,000"], ["800,000 in peace"]),
        ),
        ("no troops in the land", "troops in the land and at sea", (["no"], ["and at sea"])),
        # One word in common alone is chance.
        ("the law of the sea binds all", "of the sea it binds all", (["the law"], ["it"])),
        ("a b c d e f", "a x c y e z", ([], [])),
        ("the land goes to one", "nothing is given to the other", ([], [])),
    ],
)
def test_both_texts_are_given_whole(
    was: str, now: str, own_words: tuple[list[str], list[str]]
) -> None:
    """Each side has the words marked that it has alone, if the two have enough in common."""
    sides = word_diff.whole(was, now)
    assert (was, now) == tuple(" ".join(run.text for run in side) for side in sides)
    assert own_words == tuple([run.text for run in side if run.kind != "kept"] for side in sides)


def _invented_text(chance: random.Random, size: int) -> str:
    return " ".join(chance.choices("abcdef", k=size))


def invented_texts() -> Iterator[tuple[str, str]]:
    """Yield pairs of texts of few words, so that they have much in common."""
    chance = random.Random(16)  # noqa: S311  texts, no secrets
    for _ in range(200):
        first, second = chance.randint(1, 24), chance.randint(1, 24)
        yield _invented_text(chance, first), _invented_text(chance, second)
    yield " ".join("ab" * 600), " ".join("ab" * 600)


def test_a_browser_marks_the_same_words_as_the_build(desk: Page) -> None:
    """The two implementations agree on any texts."""
    module = (ROOT / "src/stickingpoints/site/script/word_marks.js").read_text("utf-8")
    texts = list(invented_texts())
    script = (
        f"texts => {{ {module.replace('export ', '')} return texts.map(t => compareWords(...t)) }}"
    )
    compared = desk.evaluate(script, texts)
    for (was, now), sides in zip(texts, compared, strict=True):
        wanted = [
            [{"isOwn": run.kind != "kept", "text": run.text} for run in side]
            for side in word_diff.whole(was, now)
        ]
        assert wanted == sides, (was, now)
