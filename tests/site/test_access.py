"""Keyboard, screen reader, small windows, forced colours and reduced motion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from pytest_regressions.file_regression import FileRegressionFixture

from accessibility import Colours, violations_of_colours, violations_of_layout
from conftest import serve_published
from waiting import wait_until
from windows import shared_page

TREES = Path(__file__).parent / "trees"
SMALL_KINDS = {
    "home": "",
    "issues": "issues/",
    "issue": "issues/summer-share/",
    "compare": "compare/",
    "parties": "parties/",
    "party": "parties/brezia/",
    "timeline": "timeline/",
    "sources": "sources/",
    "sources_by_issue": "sources/by-issue/",
    "changes": "changes/",
    "changes_since": "changes/since-water-plan/",
    "plans": "plans/",
    "pair": "plans/water-plan--to--barge-paper/",
    "glossary": "glossary/",
    "people": "people/",
    "fairness": "method/fairness/",
    "downloads": "downloads/",
    "follow": "follow/",
    "reuse": "reuse/",
    "search": "search/",
    "prose": "about/",
    "card": "embed/summer-share/",
    "missing": "404.html",
}
KINDS = [
    "",
    "issues/water-level/",
    "compare/",
    "parties/lowland/",
    "timeline/",
    "sources/",
    "sources/by-issue/",
    "changes/",
    "changes/since-upland-note/",
    "plans/",
    "plans/courier-draft--to--board-paper/",
    "glossary/",
    "people/",
    "follow/",
    "reuse/",
    "method/",
    "method/fairness/",
    "search/",
]
FRAMED = {"home", "issue", "compare", "missing", "card"}  # of SMALL_KINDS
# `make prove` walks through the others too, which have no control that these do not have.
WALKED = [
    pytest.param(kind, marks=() if kind in FRAMED else pytest.mark.proof) for kind in SMALL_KINDS
]
SMALLEST_TARGET = 24  # pixels (WCAG 2.2, 2.5.8)


@pytest.fixture(scope="module")
def small(small_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of a small site."""
    yield from serve_published(small_site, tmp_path_factory.mktemp("host"))


@pytest.fixture(scope="module")
def laptop(chromium: Browser) -> Iterator[Page]:
    """Yield a window of middle size for all tests of the keyboard."""
    yield from shared_page(
        chromium, viewport={"width": 1024, "height": 700}, reduced_motion="reduce"
    )


@pytest.fixture(scope="module")
def wide(chromium: Browser) -> Iterator[Page]:
    """Yield a wide window for all that is read of pages."""
    yield from shared_page(chromium, viewport={"width": 1280, "height": 900})


@pytest.fixture(scope="module")
def zoomed(chromium: Browser) -> Iterator[Page]:
    """Yield what is left of 1280 × 1024 pixels at 400 %."""
    yield from shared_page(chromium, viewport={"width": 320, "height": 256}, device_scale_factor=4)


@pytest.fixture(scope="module")
def forced(chromium: Browser) -> Iterator[Page]:
    """Yield a window in the few colours that a reader has chosen."""
    yield from shared_page(chromium, forced_colors="active", color_scheme="dark")


# Every rule that can be checked by a program


@pytest.mark.proof
def test_axe_finds_nothing(examined: Page, small: str) -> None:
    """No violation of the axe-core rules on any kind of page on a wide window, in either theme.

    Narrow ones are checked in test_browser.py.
    """
    colours = Colours()
    found = {}
    for kind, address in SMALL_KINDS.items():
        examined.emulate_media(color_scheme="light")
        examined.goto(small + address)
        found[kind] = violations_of_layout(examined) + colours.violations(examined)
        examined.emulate_media(color_scheme="dark")
        found[f"{kind}, dark"] = colours.violations(examined)
    assert {kind: broken for kind, broken in found.items() if broken} == {}


HARD_TO_READ = """<!doctype html><html lang="en"><title>Colours</title><main><h1>Colours</h1>
<ul><li>Black</li><li>Black</li><li style="background: #222"><span>On dark</span></li></ul>
<p>Black</p><p style="opacity: 0.3">Faint</p>
</main></html>"""


def test_a_text_that_is_hard_to_read_is_found(desk: Page) -> None:
    """Also one whose colour is that of others, on another ground."""
    desk.set_content(HARD_TO_READ)
    [(rule, elements)] = violations_of_colours(desk)
    assert rule == "color-contrast"
    assert elements == ["<span>On dark</span>", '<p style="opacity: 0.3">Faint</p>']


def test_the_colours_of_a_text_are_checked_on_the_first_page_that_has_it(examined: Page) -> None:
    """What another page has in other colours is found there."""
    colours = Colours()
    for style, found in (("", 0), ("color: #999", 1), ("", 0), ("background: #444", 1)):
        examined.set_content(f'<main><h1>Colours</h1><p style="{style}">Text</p></main>')
        assert len(colours.violations(examined)) == found


# The keyboard

FOCUSABLE = """() => {
    const selector = 'a[href], button, input, select, summary, [tabindex="0"]';
    return [...document.querySelectorAll(selector)].filter(node =>
        node.checkVisibility({ visibilityProperty: true })
        && !node.disabled
        && !node.closest("dialog:not([open])"));
}"""
FOCUSED = """() => {
    const node = document.activeElement;
    const box = node.getBoundingClientRect();
    const style = getComputedStyle(node);
    const topmost = part =>
        document.elementFromPoint(part.left + part.width / 2, part.top + part.height / 2);
    const top = [...node.getClientRects()].map(topmost).find(Boolean);
    const free = top && (node.contains(top) || top.contains(node) || top.closest(".card"));
    return {
        number: window.stops.indexOf(node),
        card: Boolean(document.querySelector("#card:popover-open")),
        outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
        inside: box.bottom > 0 && box.top < innerHeight,
        covered: !free,
        html: node.outerHTML.slice(0, 90),
    };
}"""


# The controls of the content; of the frame around it, the last before and the first after it.
OF_CONTENT = """() => {
    const within = window.stops.filter(stop => stop.closest("main"));
    const first = window.stops.indexOf(within[0]);
    return [first - 1, first + within.length + 1];
}"""


@pytest.mark.parametrize("kind", WALKED)
def test_the_tab_key_reaches_every_control_in_order(laptop: Page, small: str, kind: str) -> None:
    """Each link and control gets the focus once, in page order, visibly and uncovered.

    The frame of all pages is walked through on some, the way from it and back to it on each.
    """
    page = laptop
    page.goto(small + SMALL_KINDS[kind])
    if kind == "compare":
        assert page.get_by_role("searchbox", name="Words").is_visible()
    page.evaluate(f"window.stops = ({FOCUSABLE})()")
    count = page.evaluate("window.stops.length")
    before, end = -1, count
    if kind not in FRAMED:
        before, end = page.evaluate(OF_CONTENT)
        page.evaluate("before => window.stops[before].focus()", before)
    seen = walked(page, end - before - 1)
    assert count > 0
    assert [stop["number"] for stop in seen] == list(range(before + 1, end))
    assert [stop["html"] for stop in seen if not stop["outlined"]] == []
    assert [stop["html"] for stop in seen if stop["covered"] or not stop["inside"]] == []


def walked(page: Page, stops: int) -> list[dict[str, Any]]:
    """Return what has the focus after each press of Tab, for so many stops."""
    seen: list[dict[str, Any]] = []
    while len(seen) < stops:
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        is_again = seen and focused["number"] == seen[-1]["number"]
        if is_again and 'type="date"' in focused["html"]:
            continue  # such a field has a stop for each of its parts
        seen.append(focused)
        if seen[-1]["card"]:  # it adds stops of its own, until Escape
            page.keyboard.press("Escape")
    return seen


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until an element has the focus."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab does not lead to {selector}")


def test_every_control_works_by_keyboard_alone(chromium: Browser, small: str) -> None:
    """Skip link, search, theme, dates, filters, details, cards and copying need no pointer."""
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{small}compare/")
    press(page, "Tab", "Enter")
    assert page.evaluate("document.activeElement.id") == "content"

    press(page, "/")
    page.keyboard.type("equal share")
    page.wait_for_selector("#find-results a")
    press(page, "Escape")
    assert not page.locator("#find").is_visible()

    page.goto(f"{small}compare/")
    tab_to(page, "#scheme")
    press(page, "Space")
    assert page.locator("#scheme").get_attribute("aria-pressed") == "true"

    tab_to(page, ".another-day > summary")
    page.keyboard.press("Enter")
    tab_to(page, "#as-of button")
    press(page, "Enter")
    wait_until(page, "document.body.hasAttribute('data-past')")
    tab_to(page, "#as-of [type=range]")
    press(page, "End")
    wait_until(page, "!document.body.hasAttribute('data-past')")

    tab_to(page, "#finder [name=text]")
    page.keyboard.type("gauges")
    wait_until(page, "document.querySelectorAll('tbody tr:not([hidden])').length === 1")
    tab_to(page, "#finder [name=party]")
    press(page, "Space")
    assert page.locator("th[data-party]:visible").count() == 2
    tab_to(page, "#finder [type=reset]")
    press(page, "Enter")
    wait_until(page, "document.querySelectorAll('tbody tr:not([hidden])').length === 2")
    tab_to(page, "#finder [data-copy=csv]")
    press(page, "Enter")
    wait_until(page, "document.querySelector('#finder .count').textContent.includes('copied')")
    assert page.evaluate("navigator.clipboard.readText()").startswith('"Issue","Question"')

    page.goto(f"{small}issues/summer-share/")
    tab_to(page, ".position .entry-tools > summary")
    press(page, "Enter")
    tab_to(page, ".position .tools a")
    press(page, "Enter")
    wait_until(
        page, "document.querySelector('.position .tools [role=status]').textContent === 'copied'"
    )
    assert (
        page.evaluate("navigator.clipboard.readText()")
        == f"{small}issues/summer-share/#arvenia"
        == page.url
    )
    tab_to(page, ".citation .number")
    assert page.locator("#card").is_visible()
    press(page, "Escape")
    assert not page.locator("#card").is_visible()
    context.close()


def test_every_control_works_by_touch_alone(phone: Page, small: str) -> None:
    """The same by taps on a phone."""
    page = phone
    page.goto(f"{small}compare/")
    page.locator("#scheme").tap()
    assert page.locator("#scheme").get_attribute("aria-pressed") == "true"
    page.locator("#find-open").tap()
    assert page.locator("#find-words").is_visible()
    page.get_by_role("button", name="Close").tap()
    assert not page.locator("#find").is_visible()
    page.locator(".another-day > summary").tap()
    page.get_by_role("button", name="Previous date").tap()
    wait_until(page, "document.body.hasAttribute('data-past')")
    page.get_by_role("button", name="Back to").tap()
    wait_until(page, "!document.body.hasAttribute('data-past')")
    page.get_by_role("button", name="Find and filter").tap()
    page.locator("#finder [name=party]").first.tap()
    page.get_by_role("button", name="Show all").tap()
    wait_until(page, "document.querySelectorAll('tbody tr:not([hidden])').length === 2")
    page.goto(f"{small}issues/summer-share/")
    page.locator("a.term").first.tap()
    assert "A part of the water." in page.locator("#card").inner_text()
    page.get_by_text("Cite the position: Kingdom of Brezia").tap()
    assert page.locator("details.cite[open]").count() == 1


def test_a_term_explains_itself_where_it_is_first_used(scriptless: Page, small: str) -> None:
    """Its first use alone links to its meaning at the end of the page, without a script."""
    scriptless.goto(f"{small}issues/summer-share/")
    [link] = scriptless.locator("a.term").all()
    assert link.inner_text() == "share"
    link.click()
    assert scriptless.url.endswith("#term-water-share")
    assert (
        scriptless.locator("#term-water-share")
        .inner_text()
        .startswith("share: A part of the water.")
    )
    scriptless.locator("#term-water-share a").click()
    assert scriptless.url == f"{small}glossary/#water-share"


# The screen reader


@pytest.mark.parametrize("kind", SMALL_KINDS)
def test_names_and_roles_are_those_of_the_golden_tree(
    wide: Page, small: str, kind: str, file_regression: FileRegressionFixture
) -> None:
    """What assistive technology reads of each kind of page.

    `pytest --force-regen` writes it anew, to be read before it is committed.
    """
    wide.goto(small + SMALL_KINDS[kind])
    tree = wide.locator("body").aria_snapshot().replace(small, "/")
    without_sizes = re.sub(r"\d+ kB", "… kB", tree) + "\n"
    file_regression.check(without_sizes, fullpath=TREES / f"{kind}.yaml", encoding="utf-8")


def test_every_golden_tree_is_compared() -> None:
    """No file is left over from a kind of page that is gone."""
    assert {path.stem for path in TREES.iterdir()} == set(SMALL_KINDS)


# The window

# What sticky heads leave of the window's height.
FREE_HEIGHT = """() => {
    const bottoms = [...document.querySelectorAll(".top, .compare thead th")]
        .filter(head => getComputedStyle(head).position === "sticky")
        .map(head => head.getBoundingClientRect().bottom);
    return innerHeight - Math.max(0, ...bottoms);
}"""


@pytest.mark.parametrize("kind", KINDS)
def test_at_400_per_cent_nothing_scrolls_sideways(zoomed: Page, served: str, kind: str) -> None:
    """Of 1280 × 1024 pixels at 400 %, 320 × 256 are left, at least half of them for the text."""
    zoomed.goto(served + kind)
    width = zoomed.evaluate("document.documentElement.scrollWidth")
    zoomed.evaluate("scrollTo(0, 600)")
    free = zoomed.evaluate(FREE_HEIGHT)
    assert width <= 320
    assert free >= 256 / 2


# Colours and motion


# What the figures, marks and icons are drawn in.
COLOURS = """() => {
    const parts = [".axis", ".span", ".track", "> svg", "text"].map(part => `svg.strip ${part}`);
    const selector = [".mark", ".icon", ".grid", ...parts].join(", ");
    const colour = node => {
        const style = getComputedStyle(node);
        return node.matches("line") ? style.stroke : style.fill;
    };
    return [...document.querySelectorAll(selector)]
        .filter(node => node.checkVisibility())
        .map(node => ({ what: node.getAttribute("class") || node.tagName, colour: colour(node) }));
}"""
EDGES = """() => [...document.querySelectorAll("button, select, input[type=search]")]
    .filter(control => control.checkVisibility())
    .map(control => [control.outerHTML.slice(0, 60), getComputedStyle(control).borderTopStyle])"""
MOVING = """() => [...document.querySelectorAll("*")].filter(node => {
    const style = getComputedStyle(node);
    return style.transitionDuration.split(",").some(time => parseFloat(time) > 0)
        || style.animationName !== "none"
        || style.scrollBehavior === "smooth";
}).length"""


@pytest.mark.parametrize("kind", ["", "issues/fishing-quota/", "compare/", "plans/"])
def test_nothing_is_lost_in_forced_colours(forced: Page, served: str, kind: str) -> None:
    """Figures are drawn in the reader's own colours, and controls keep an edge."""
    forced.goto(served + kind)
    ground = forced.evaluate("getComputedStyle(document.body).backgroundColor")
    drawn: list[dict[str, Any]] = forced.evaluate(COLOURS)
    edges = forced.evaluate(EDGES)
    assert drawn
    assert [one for one in drawn if one["colour"] in (ground, "none")] == []
    assert [what for what, style in edges if style == "none"] == []


@pytest.mark.proof
def test_nothing_moves_for_readers_who_want_no_motion(laptop: Page, served: str) -> None:
    """With reduced motion no element has a transition, an animation or smooth scrolling."""
    for kind in KINDS:
        laptop.goto(served + kind)
        assert laptop.evaluate(MOVING) == 0, kind
