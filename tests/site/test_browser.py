"""The built site in a real browser."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Page

from accessibility import Colours, violations_of_layout
from stickingpoints.model.records import Dataset
from stickingpoints.text import prose

KINDS = [
    "",
    "issues/",
    "issues/water-level/",
    "compare/",
    "parties/",
    "parties/lowland/",
    "timeline/",
    "sources/",
    "sources/by-issue/",
    "changes/",
    "changes/last-90-days/",
    "changes/since-upland-note/",
    "method/",
    "method/fairness/",
    "plans/",
    "plans/courier-draft--to--board-paper/",
    "glossary/",
    "people/",
    "downloads/",
    "search/",
    "404.html",
]
# Pages that are laid out in another way on a narrow window; the others have the colours of a wide
# one, which test_access.py checks in both themes.
NARROW = ["", "issues/water-level/", "compare/"]
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = [320, 390, 768, 1024, 1280]  # pixels
# The first elements that reach beyond the right edge of the window.
TOO_WIDE = """() => [...document.querySelectorAll("main *")]
    .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 4)
    .map(element => element.outerHTML.slice(0, 90))"""


@pytest.mark.proof
def test_axe_finds_nothing(examined: Page, served: str) -> None:
    """No page breaks an axe-core rule (WCAG 2.2 AA and best practices) on a phone."""
    examined.set_viewport_size({"width": 390, "height": 900})
    colours = Colours()
    found = {}
    for kind in KINDS:
        examined.goto(served + kind)
        found[kind] = violations_of_layout(examined)
        if kind in NARROW:
            found[kind] += colours.violations(examined)
    assert {kind: broken for kind, broken in found.items() if broken} == {}


@pytest.mark.proof
def test_no_page_scrolls_sideways(desk: Page, served: str) -> None:
    """At any width the page is as wide as the window."""
    wide = []
    for kind in KINDS:
        desk.goto(served + kind)
        for width in WIDTHS:
            desk.set_viewport_size({"width": width, "height": 900})
            inner, scrolled = desk.evaluate("[innerWidth, document.documentElement.scrollWidth]")
            assert inner == width
            if scrolled > width:
                wide.append((kind, width, desk.evaluate(TOO_WIDE)))
    assert wide == []


UNFOLD = """() => {
    for (const summary of document.querySelectorAll("details.more-of > summary")) summary.click();
}"""


@pytest.mark.parametrize("width", [390, 1280])
def test_the_comparison_is_complete_without_javascript(
    scriptless: Page, served: str, dataset: Dataset, width: int
) -> None:
    """Without JavaScript, every answer is visible, and every summary is a click away."""
    scriptless.set_viewport_size({"width": width, "height": 900})
    scriptless.goto(served + "compare/")
    summaries = scriptless.locator("details.more-of > summary:visible")
    assert summaries.count() == scriptless.locator("details.more-of").count() > 0
    visible = " ".join(scriptless.locator("table.compare").inner_text().split())
    scriptless.evaluate(UNFOLD)
    unfolded = " ".join(scriptless.locator("table.compare").inner_text().split())
    for issue in dataset.issues:
        assert issue.question in visible
        for position in issue.positions:
            if dataset.party[position.party].answers == "every-issue":
                assert position.answer in visible
                assert prose.plain(position.summary) in unfolded


@pytest.mark.parametrize("scheme", SCHEMES)
def test_dark_and_light_follow_the_reader_without_javascript(
    scriptless: Page, served: str, scheme: Literal["light", "dark"]
) -> None:
    """The colours are those that the reader's system asks for, scripts or none."""
    scriptless.emulate_media(color_scheme=scheme)
    scriptless.goto(served)
    assert (brightness(scriptless) > 600) == (scheme == "light")


def brightness(page: Page) -> int:
    """Return the sum of red, green and blue of the page's ground: 0 to 765."""
    colour = str(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    return sum(int(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(","))


def test_the_chosen_theme_stays(desk: Page, served: str) -> None:
    """A reader who chooses dark finds dark on the next page."""
    desk.emulate_media(color_scheme="light")
    desk.goto(served)
    desk.get_by_role("button", name="Dark theme").click()
    desk.goto(served + "compare/")
    assert desk.get_by_role("button", name="Dark theme", pressed=True).is_visible()
    assert brightness(desk) < 200
