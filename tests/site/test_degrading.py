"""Whatever a browser withholds, the content is complete.

Without any script: `test_controls.py`; how it looks at 400 % and with forced colours:
`test_access.py`. All in Chromium: Playwright's Firefox and WebKit come from a host of their own,
which not every machine can reach.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from windows import PHONE

KINDS = ("", "compare/", "issues/water-level/", "changes/", "plans/", "sources/", "about/")
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


@pytest.fixture
def errors() -> list[str]:
    """Return the list of errors of the scripts, empty at first."""
    return []


@pytest.fixture
def browsing(chromium: Browser, errors: list[str]) -> Iterator[Page]:
    """Yield the window of a visitor, narrow as a phone."""
    page = chromium.new_page(viewport=PHONE)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    page.close()


@pytest.fixture
def storeless(browsing: Page) -> Page:
    """Return such a window in which every access to what is kept fails, as with cookies blocked."""
    browsing.add_init_script(BLOCKED)
    return browsing


def seen(page: Page, address: str, expression: str) -> list[str]:
    """Open a page and everything that unfolds on it; return what an expression finds."""
    page.goto(address)
    page.evaluate(UNFOLD)
    found: list[str] = page.evaluate(expression)
    return found


@pytest.fixture(scope="module")
def whole(chromium: Browser, served: str) -> dict[str, dict[str, list[str]]]:
    """Return the words and the records of each page, seen by who withholds nothing."""
    page = chromium.new_page(viewport=PHONE)
    found: dict[str, dict[str, Any]] = {WORDS: {}, RECORDS: {}}
    for kind in KINDS:
        found[RECORDS][kind] = seen(page, served + kind, RECORDS)
        found[WORDS][kind] = page.evaluate(WORDS)
    page.close()
    return found


@pytest.mark.proof
@pytest.mark.parametrize(
    "case",
    [
        pytest.param((r"png|svg|jpe?g|webp|avif|gif|ico", WORDS), id="images"),
        pytest.param(("woff2", WORDS), id="fonts"),
        pytest.param((r"site\.\w+\.js", RECORDS), id="main script"),
        pytest.param(("js", RECORDS), id="scripts"),
        pytest.param(("css", RECORDS), id="styles"),
    ],
)
def test_what_is_withheld_takes_nothing_of_the_content(
    browsing: Page,
    errors: list[str],
    served: str,
    whole: dict[str, dict[str, list[str]]],
    case: tuple[str, str],
) -> None:
    """Each page has what it has otherwise, without an error of the script."""
    files, expression = case
    browsing.route(re.compile(f"({files})$"), lambda route: route.abort())
    found = {kind: seen(browsing, served + kind, expression) for kind in KINDS}
    assert found == whole[expression]
    assert errors == []


@pytest.mark.proof
def test_at_400_per_cent_in_forced_colours_every_word_is_there(
    browsing: Page, served: str, whole: dict[str, dict[str, list[str]]]
) -> None:
    """Also where both come together, on a screen of 1280 × 1024 pixels."""
    browsing.set_viewport_size({"width": 320, "height": 256})
    browsing.emulate_media(forced_colors="active")
    found = {kind: seen(browsing, served + kind, WORDS) for kind in KINDS}
    assert found == whole[WORDS]


@pytest.mark.proof
def test_a_blocked_storage_takes_nothing_of_the_content(
    storeless: Page, errors: list[str], served: str, whole: dict[str, dict[str, list[str]]]
) -> None:
    """Each page has the words that it has otherwise, without an error of the script."""
    found = {kind: seen(storeless, served + kind, WORDS) for kind in KINDS}
    assert found == whole[WORDS]
    assert errors == []


def test_controls_work_where_nothing_can_be_kept(
    storeless: Page, errors: list[str], served: str
) -> None:
    """A theme lasts as long as the page, and there is nothing to delete."""
    storeless.goto(f"{served}about/")
    storeless.locator("button#scheme").click()
    assert storeless.locator("html[data-scheme=dark]").count() == 1
    storeless.locator("button#forget").click()
    assert storeless.locator("button#forget + [role=status]").inner_text() == "deleted"
    assert errors == []


@pytest.mark.proof
def test_what_is_unfolded_is_printed(
    browsing: Page, served: str, whole: dict[str, dict[str, list[str]]]
) -> None:
    """On paper each page has the records and the headings that the screen has.

    But for texts to copy and for what chooses another page, which are of no use there.
    """
    browsing.emulate_media(media="print")
    for kind in KINDS:
        printed = seen(browsing, served + kind, RECORDS)
        assert set(whole[RECORDS][kind]) - set(printed) <= {"take-along", "two-plans"}, kind
