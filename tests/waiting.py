"""Wait for the script of a page."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

# Nothing is being painted, and nothing waits to be done.
_IDLE = """() => new Promise(done =>
    requestAnimationFrame(() => requestIdleCallback(() => setTimeout(done))))"""
_TRIES = 3_000
_PAUSE = 10  # milliseconds


def wait_until(page: Page, script: str, arg: Any = None) -> None:
    """Wait until a script gives a true value in the page, at most half a minute.

    Playwright's `wait_for_function` calls `eval` in the page, which the policy of our pages blocks.
    """
    for _ in range(_TRIES):
        if page.evaluate(script, arg):
            return
        page.wait_for_timeout(_PAUSE)
    raise AssertionError(f"this did not come true: {script}")


def settle(page: Page) -> None:
    """Wait until the script of a page that was loaded has done what it does by itself.

    Half a second without a request, as Playwright's `networkidle`, says the same more slowly: our
    scripts set no clock, so that what they do begins before the browser is idle.
    """
    page.evaluate(_IDLE)
