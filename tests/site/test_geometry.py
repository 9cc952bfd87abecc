"""Where the labels of the figures stand, measured in a real browser on a small invented site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from conftest import serve

ISSUE_PAGE = "issues/summer-share/"

# The middles of the elements that a selector finds, in pixels from the left of the window.
MIDDLES = """selector => [...document.querySelectorAll(selector)].map(element => {
    const box = element.getBoundingClientRect();
    return (box.left + box.right) / 2;
})"""

# The middle of the text itself, however wide the element is that holds it.
TEXT_MIDDLES = """selector => [...document.querySelectorAll(selector)].map(element => {
    const text = document.createRange();
    text.selectNodeContents(element);
    const box = text.getBoundingClientRect();
    return (box.left + box.right) / 2;
})"""

OPTION_TICKS = ".scale.full:not(.plot) .tick"
OPTION_LABELS = ".scale.full .points li"
NUMBER_TICKS = ".scale.plot .grid"
NUMBER_LABELS = ".scale.plot .ticks text"


@pytest.fixture(scope="module")
def address(small_site: Path) -> Iterator[str]:
    """Yield the address of the small site, served on loopback."""
    yield from serve(small_site)


def opened(chromium: Browser, address: str, width: int) -> Page:
    """Return the page of an issue in a window of the given width in pixels."""
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.goto(address + ISSUE_PAGE)
    return page


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_every_number_is_centred_under_its_line(
    chromium: Browser, address: str, width: int
) -> None:
    """A number of the plot is within 1 px of its line.

    The first, zero, is at the left edge of the figure and starts there by design.
    """
    page = opened(chromium, address, width)
    lines = page.evaluate(MIDDLES, NUMBER_TICKS)
    labels = page.evaluate(TEXT_MIDDLES, NUMBER_LABELS)
    page.close()
    assert len(lines) == len(labels) > 1
    assert labels[1:] == pytest.approx(lines[1:], abs=1)


def test_every_option_is_centred_under_its_tick(chromium: Browser, address: str) -> None:
    """On a wide window the label of an option is within 1 px of its tick, at the edges too."""
    page = opened(chromium, address, 1280)
    ticks = page.evaluate(MIDDLES, OPTION_TICKS)
    labels = page.evaluate(TEXT_MIDDLES, OPTION_LABELS)
    page.close()
    assert len(ticks) == len(labels) > 1
    assert labels == pytest.approx(ticks, abs=1)


@pytest.mark.parametrize("width", [320, 768])
def test_on_a_narrow_window_the_options_are_a_numbered_list(
    chromium: Browser, address: str, width: int
) -> None:
    """Below 864 px no label stands under a tick: by design the options are a list from the left."""
    page = opened(chromium, address, width)
    figure = page.locator(".scale.full").first.bounding_box()
    items = page.locator(OPTION_LABELS).all()
    boxes = [item.bounding_box() for item in items]
    page.close()
    assert figure and len(boxes) > 1
    lefts = {box["x"] for box in boxes if box}
    tops = [box["y"] for box in boxes if box]
    assert len(lefts) == 1
    assert tops == sorted(set(tops))
    assert 0 <= lefts.pop() - figure["x"] < 30
