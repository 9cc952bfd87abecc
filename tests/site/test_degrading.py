"""Whatever a browser withholds, the content is complete.

Without any script: `test_controls.py`; how it looks at 400 % and with forced colours:
`test_access.py`. All in Chromium: Playwright's Firefox and WebKit come from a host of their own,
which not every machine can reach.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

KINDS = ("", "compare/", "issues/water-level/", "changes/", "plans/", "sources/", "about/")
PHONE = {"width": 390, "height": 844}
UNFOLD = "for (const fold of document.querySelectorAll('main details')) fold.open = true"
# But for the line that tells what the next visit will show, which is no content.
WORDS = """() => {
    document.querySelector("main .since")?.remove();
    return document.querySelector("main").innerText.split(/\\s+/);
}"""
RECORDS = """[...document.querySelectorAll("main :is(h1, h2, article, section, li, tr, dt)")]
    .filter(one => one.checkVisibility() && (one.id || one.matches("h1, h2")))
    .map(one => one.id || one.textContent.trim())"""
BLOCKED = """for (const name of ["localStorage", "sessionStorage"])
    Object.defineProperty(window, name, {
        get() { throw new DOMException("blocked", "SecurityError"); },
    });"""


def abort(route: Route) -> None:
    """Let a file not be there."""
    route.abort()


def without(files: str) -> Callable[[BrowserContext], None]:
    """Return what withholds the files whose address ends as a regular expression says."""

    def withhold(context: BrowserContext) -> None:
        context.route(re.compile(f"({files})$"), abort)

    return withhold


def without_storage(context: BrowserContext) -> None:
    """Let every access to what is kept fail, as with cookies blocked."""
    context.add_init_script(BLOCKED)


@pytest.fixture
def errors() -> list[str]:
    """Return the list of errors of the scripts, empty at first."""
    return []


@pytest.fixture
def browsing(chromium: Browser, errors: list[str]) -> Iterator[BrowserContext]:
    """Yield the browser of a first visitor with a phone."""
    context = chromium.new_context(viewport=PHONE)  # type: ignore[arg-type]
    context.on("weberror", lambda error: errors.append(str(error.error)))
    yield context
    context.close()


def seen(page: Page, address: str, expression: str) -> list[str]:
    """Open a page and everything that unfolds on it; return what an expression finds."""
    page.goto(address)
    page.evaluate(UNFOLD)
    found: list[str] = page.evaluate(expression)
    return found


@pytest.fixture(scope="module")
def whole(chromium: Browser, served: str) -> dict[str, dict[str, list[str]]]:
    """Return the words and the records of each page, seen by who withholds nothing."""
    page = chromium.new_page(viewport=PHONE)  # type: ignore[arg-type]
    found: dict[str, dict[str, Any]] = {WORDS: {}, RECORDS: {}}
    for kind in KINDS:
        found[RECORDS][kind] = seen(page, served + kind, RECORDS)
        found[WORDS][kind] = page.evaluate(WORDS)
    page.close()
    return found


@pytest.mark.parametrize(
    "case",
    [
        pytest.param((without_storage, WORDS), id="storage"),
        pytest.param((without(r"png|svg|jpe?g|webp|avif|gif|ico"), WORDS), id="images"),
        pytest.param((without("woff2"), WORDS), id="fonts"),
        pytest.param((without(r"site\.\w+\.js"), RECORDS), id="main script"),
        pytest.param((without("js"), RECORDS), id="scripts"),
        pytest.param((without("css"), RECORDS), id="styles"),
    ],
)
def test_what_is_withheld_takes_nothing_of_the_content(
    browsing: BrowserContext,
    errors: list[str],
    served: str,
    whole: dict[str, dict[str, list[str]]],
    case: tuple[Callable[[BrowserContext], None], str],
) -> None:
    """Each page has what it has otherwise, without an error of the script."""
    withhold, expression = case
    withhold(browsing)
    page = browsing.new_page()
    found = {kind: seen(page, served + kind, expression) for kind in KINDS}
    assert found == whole[expression]
    assert errors == []


def test_at_400_per_cent_in_forced_colours_every_word_is_there(
    browsing: BrowserContext, served: str, whole: dict[str, dict[str, list[str]]]
) -> None:
    """Also where both come together, on a screen of 1280 × 1024 pixels."""
    page = browsing.new_page()
    page.set_viewport_size({"width": 320, "height": 256})
    page.emulate_media(forced_colors="active")
    found = {kind: seen(page, served + kind, WORDS) for kind in KINDS}
    assert found == whole[WORDS]


def test_controls_work_where_nothing_can_be_kept(
    browsing: BrowserContext, errors: list[str], served: str
) -> None:
    """A theme lasts as long as the page, and there is nothing to delete."""
    without_storage(browsing)
    page = browsing.new_page()
    page.goto(f"{served}about/")
    page.locator("button#scheme").click()
    assert page.locator("html[data-scheme=dark]").count() == 1
    page.locator("button#forget").click()
    assert page.locator("button#forget + [role=status]").inner_text() == "deleted"
    assert errors == []


def test_what_is_unfolded_is_printed(
    browsing: BrowserContext, served: str, whole: dict[str, dict[str, list[str]]]
) -> None:
    """On paper each page has the records and the headings that the screen has.

    But for texts to copy and for what chooses another page, which are of no use there.
    """
    page = browsing.new_page()
    page.emulate_media(media="print")
    for kind in KINDS:
        printed = seen(page, served + kind, RECORDS)
        assert set(whole[RECORDS][kind]) - set(printed) <= {"take-along", "two-plans"}, kind
