"""What the first view of every page weighs, asks for, reports and moves, in a real browser."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser

from conftest import asset
from waiting import settle
from windows import PHONE

pytestmark = pytest.mark.proof
LARGEST = 100_000  # bytes, gzipped, in all
LARGEST_SCRIPT = 15_000
# How many elements have an inline handler of an event, and how far the layout has shifted.
SEEN = """() => {
    const handles = node => [...node.attributes].some(({ name }) => name.startsWith("on"));
    return [[...document.querySelectorAll("*")].filter(handles).length, window.shift];
}"""
SUM_SHIFTS = """
window.shift = 0;
const observer = new PerformanceObserver(list => {
    for (const entry of list.getEntries()) window.shift += entry.value;
});
observer.observe({ type: "layout-shift", buffered: true });
"""


class FirstView(NamedTuple):
    """What the first visit of a page asks for, reports and moves.

    `handlers` are the elements with an inline handler, `shift` is the Cumulative Layout Shift.
    """

    asked: list[str]
    errors: list[str]
    handlers: int
    shift: float


@pytest.fixture(scope="module")
def first_views(chromium: Browser, served: str, site: Path) -> dict[str, FirstView]:
    """Return the first view of every page, by its address; a phone's window shifts most."""
    page = chromium.new_page(viewport=PHONE)
    page.add_init_script(SUM_SHIFTS)
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "console", lambda message: errors.append(message.text) if message.type == "error" else None
    )
    views = {}
    for path in [*site.rglob("index.html"), site / "404.html"]:
        address = path.relative_to(site).as_posix().removesuffix("index.html")
        page.goto(served + address)
        settle(page)
        handlers, shift = page.evaluate(SEEN)
        views[address] = FirstView(asked.copy(), errors.copy(), handlers, shift)
        asked.clear()
        errors.clear()
    page.close()
    assert len(views) > 30
    return views


def test_first_views_are_light(first_views: dict[str, FirstView], served: str, site: Path) -> None:
    """Every first view is at most 100 kB gzipped, its script 15 kB, with no inline handler."""
    weights = {}
    for address, view in first_views.items():
        files = {site / url.removeprefix(served).partition("?")[0] for url in view.asked}
        whole = [file / "index.html" if file.is_dir() else file for file in files]
        weights[address] = sum(map(gzipped_size, whole))
        assert view.handlers == 0, address
    assert {address: size for address, size in weights.items() if not 0 < size <= LARGEST} == {}
    assert gzipped_size(asset(site, "site.js")) <= LARGEST_SCRIPT


@cache  # most pages ask for the same fonts, style and script
def gzipped_size(file: Path) -> int:
    """Return how many bytes of a file travel to a reader."""
    return len(gzip.compress(file.read_bytes()))


def test_no_page_asks_another_host_or_reports_an_error(
    first_views: dict[str, FirstView], served: str
) -> None:
    """No page asks anything of another host, and scripts run without an error."""
    for address, view in first_views.items():
        assert f"{served}{address}" in view.asked
        assert [url for url in view.asked if not url.startswith((served, "data:", "blob:"))] == []
        assert view.errors == [], address


def test_the_layout_does_not_shift(first_views: dict[str, FirstView]) -> None:
    """Nothing jumps while a page loads (Cumulative Layout Shift, web.dev/cls)."""
    shifts = {address: view.shift for address, view in first_views.items()}
    assert {address: shift for address, shift in shifts.items() if shift > 0.01} == {}
