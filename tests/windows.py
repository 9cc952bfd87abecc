"""A real browser, and the windows that tests share: opening one takes longer than most tests.

Each is cleared after every test. A test that needs what cannot be taken back opens its own.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, ViewportSize, sync_playwright

import accessibility
import browser as browsers

DESK: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
# A page from the disk may keep nothing, an empty one cannot.
FORGET = "try { localStorage.clear(); sessionStorage.clear(); } catch {}"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Yield a real browser; that there is none is a failure, not a reason to skip."""
    path = browsers.installed()
    assert path, "no browser: run `python tests/browser.py`"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def shared_page(chromium: Browser, **options: Any) -> Iterator[Page]:
    """Yield a page for tests that only read: opening one takes as long as loading what it shows."""
    page = chromium.new_page(**options)
    yield page
    page.close()


def forget(page: Page, size: ViewportSize) -> None:
    """Let a shared window be as it was when it was opened: empty, of its size, with nothing kept.

    What cannot be taken back is not for shared windows: a clock, scripts for every page, rights.
    """
    page.unroute_all()
    page.context.clear_cookies()
    _forget_what_is_kept(page)
    page.goto("about:blank")
    page.mouse.move(0, 0)
    page.emulate_media(media="null", color_scheme="null")
    if page.viewport_size != size:
        page.set_viewport_size(size)


def _forget_what_is_kept(page: Page) -> None:
    """Clear the storage of the page that is shown, which may just be opening another."""
    for _ in range(3):
        with contextlib.suppress(Error):  # another page took the place of this one meanwhile
            page.evaluate(FORGET)
            return
    raise AssertionError(f"{page.url} never comes to rest")


@pytest.fixture(scope="session")
def _desk(chromium: Browser) -> Iterator[Page]:
    yield from shared_page(chromium, viewport=DESK)


@pytest.fixture
def desk(_desk: Page) -> Iterator[Page]:
    """Yield a window at a desk, as if just opened."""
    yield _desk
    forget(_desk, DESK)


@pytest.fixture(scope="session")
def _phone(chromium: Browser) -> Iterator[Page]:
    yield from shared_page(chromium, viewport=PHONE, has_touch=True, is_mobile=True)


@pytest.fixture
def phone(_phone: Page) -> Iterator[Page]:
    """Yield the window of a phone, narrow and touched, as if just opened."""
    yield _phone
    forget(_phone, PHONE)


@pytest.fixture(scope="session")
def _examined(chromium: Browser) -> Iterator[Page]:
    for page in shared_page(chromium, viewport=DESK, reduced_motion="reduce"):
        accessibility.bring_along(page)
        yield page


@pytest.fixture
def examined(_examined: Page) -> Iterator[Page]:
    """Yield a window at a desk for pages that axe-core examines, as if just opened."""
    yield _examined
    forget(_examined, DESK)


@pytest.fixture(scope="session")
def _scriptless(chromium: Browser) -> Iterator[Page]:
    yield from shared_page(chromium, viewport=DESK, java_script_enabled=False)


@pytest.fixture
def scriptless(_scriptless: Page) -> Iterator[Page]:
    """Yield a window at a desk whose browser runs no script, as if just opened."""
    yield _scriptless
    forget(_scriptless, DESK)
