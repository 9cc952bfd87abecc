"""The built site in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from accessibility import violations, violations_of_layout
from conftest import shared_page
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
WIDTHS = [320, 390, 768, 1024, 1280]  # pixels
# The first elements that reach beyond the right edge of the window.
TOO_WIDE = """() => [...document.querySelectorAll("main *")]
    .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 4)
    .map(element => element.outerHTML.slice(0, 90))"""


@pytest.fixture(scope="module")
def narrow(chromium: Browser) -> Iterator[Page]:
    """Yield a window as narrow as a phone."""
    yield from shared_page(
        chromium, viewport={"width": 390, "height": 900}, reduced_motion="reduce"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(narrow: Page, served: str, kind: str) -> None:
    """No page breaks an axe-core rule (WCAG 2.2 AA and best practices) on a phone."""
    narrow.goto(served + kind)
    found = violations(narrow) if kind in NARROW else violations_of_layout(narrow)
    assert found == []


def test_no_page_scrolls_sideways(chromium: Browser, served: str) -> None:
    """At any width the page is as wide as the window."""
    page = chromium.new_page()
    wide = []
    for kind in KINDS:
        page.goto(served + kind)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("innerWidth") == width
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append((kind, width, page.evaluate(TOO_WIDE)))
    page.close()
    assert wide == []


def test_no_page_asks_another_host_or_reports_an_error(chromium: Browser, served: str) -> None:
    """No page asks anything of another host, and scripts run without an error."""
    page = chromium.new_page()
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "console", lambda message: errors.append(message.text) if message.type == "error" else None
    )
    for kind in KINDS:
        page.goto(served + kind, wait_until="networkidle")
    page.close()
    own = urlsplit(served).netloc
    assert len(asked) > len(KINDS)
    assert [
        url
        for url in asked
        if urlsplit(url).netloc != own and not url.startswith(("data:", "blob:"))
    ] == []
    assert errors == []


@pytest.mark.parametrize("width", [390, 1280])
def test_the_comparison_is_complete_without_javascript(
    chromium: Browser, served: str, dataset: Dataset, width: int
) -> None:
    """Without JavaScript, every answer is visible, and every summary is a tap away."""
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    page.goto(served + "compare/")
    visible = " ".join(page.locator("table.compare").inner_text().split())
    for summary in page.locator("details.more-of > summary").all():
        summary.click()
    unfolded = " ".join(page.locator("table.compare").inner_text().split())
    context.close()
    for issue in dataset.issues:
        assert issue.question in visible
        for position in issue.positions:
            if dataset.party[position.party].answers == "every-issue":
                assert position.answer in visible
                assert prose.plain(position.summary) in unfolded


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_dark_and_light_follow_the_reader_without_javascript(
    chromium: Browser, served: str, scheme: str
) -> None:
    """The colours are those that the reader's system asks for, scripts or none."""
    context = chromium.new_context(
        java_script_enabled=False,
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    page.goto(served)
    found = brightness(page)
    context.close()
    assert (found > 600) == (scheme == "light")


def brightness(page: Page) -> int:
    """Return the sum of red, green and blue of the page's ground: 0 to 765."""
    colour = str(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    return sum(int(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(","))


def test_the_chosen_theme_stays(chromium: Browser, served: str) -> None:
    """A reader who chooses dark finds dark on the next page."""
    page = chromium.new_page(color_scheme="light")
    page.goto(served)
    page.get_by_role("button", name="Dark theme").click()
    page.goto(served + "compare/")
    assert page.get_by_role("button", name="Dark theme", pressed=True).is_visible()
    assert brightness(page) < 200
    page.close()
