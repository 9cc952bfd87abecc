"""Every address within a page leads to what it names, just below the bars that stay in view."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Page

# Where an element came to rest, where the page's own offsets put it, and how far the bars reach
# that stay in view at the top of the window. Pixels from the top of the window.
_REST = """
const rest = (element) => {
    const bars = [...document.querySelectorAll("header.top, nav.contents")]
        .filter(bar => getComputedStyle(bar).position === "sticky" && bar.offsetWidth > 300)
        .map(bar => bar.getBoundingClientRect())
        .filter(bar => bar.top < 60);
    const px = (node, name) => parseFloat(getComputedStyle(node)[name]) || 0;
    const root = document.documentElement;
    return {
        anchor: element.id,
        top: element.getBoundingClientRect().top,
        wanted: px(root, "scrollPaddingTop") + px(element, "scrollMarginTop"),
        covered: Math.max(0, ...bars.map(bar => bar.bottom)),
        at_start: scrollY < 1,
        at_end: scrollY > root.scrollHeight - innerHeight - 1,
    };
};
"""
# From the top of the page to each anchor in turn.
_FOLLOW_ALL = (
    "async () => {"
    + _REST
    + """
    const drawn = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    const rests = [];
    for (const element of document.querySelectorAll("main [id]:not(form, form *, svg *)")) {
        scrollTo(0, 0);
        location.hash = element.id;
        await drawn();
        rests.push(rest(element));
    }
    return rests;
}"""
)
_HERE = "(anchor) => {" + _REST + "return rest(document.getElementById(anchor)); }"


class Rest(NamedTuple):
    """Where an anchor came to rest in the window, in pixels from its top."""

    anchor: str
    top: float
    wanted: float
    covered: float
    at_start: bool
    at_end: bool

    @property
    def lands(self) -> bool:
        """Whether it is where it should be: at its place, or as near as the page's ends allow."""
        if self.at_end and self.top > self.wanted:
            return True
        if self.at_start and self.top < self.wanted:
            return True
        return abs(self.top - self.wanted) <= 4 and self.top >= self.covered


def rest(measured: dict[str, Any]) -> Rest:
    """Return what the browser measured."""
    return Rest(**measured)


@pytest.fixture(scope="module")
def longest(site: Path) -> str:
    """Return the address of the longest page of an issue."""
    pages = (site / "issues").glob("*/index.html")
    longest = max(pages, key=lambda path: path.stat().st_size)
    return f"issues/{longest.parent.name}/"


@pytest.fixture(
    params=[
        pytest.param((390, 844), id="phone"),
        pytest.param((1000, 900), id="tablet", marks=pytest.mark.proof),
        pytest.param((1280, 900), id="desk", marks=pytest.mark.proof),
    ]
)
def page(desk: Page, request: pytest.FixtureRequest) -> Page:
    """Return a page in a window of each size; each has other bars in view."""
    width, height = request.param
    desk.set_viewport_size({"width": width, "height": height})
    return desk


@pytest.mark.parametrize("address", ["longest", "sources/"])
def test_every_anchor_lands(page: Page, served: str, longest: str, address: str) -> None:
    """From the top of the page, each comes to rest within 4 px of its place."""
    page.goto(served + (longest if address == "longest" else address))
    rests = [rest(measured) for measured in page.evaluate(_FOLLOW_ALL)]
    assert len(rests) > 10
    assert [rest for rest in rests if not rest.lands] == []


def test_anchors_land_from_another_page(page: Page, served: str, longest: str) -> None:
    """The headings, and the last entry of the page, also where they are followed from elsewhere."""
    page.goto(served + longest)
    anchors = page.locator("main h2[id], main li[id]").evaluate_all("all => all.map(e => e.id)")
    headings = page.locator("main h2[id]").evaluate_all("all => all.map(e => e.id)")
    assert "plans" in headings
    for anchor in [*headings, anchors[-1]]:
        page.goto(f"{served}404.html")
        page.evaluate("address => { location.href = address; }", f"{served}{longest}#{anchor}")
        page.wait_for_url(f"**/{longest}#{anchor}")
        found = rest(page.evaluate(_HERE, anchor))
        assert found.lands, found
