"""Wait for the script of a page."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

_TRIES = 600
_PAUSE = 50  # milliseconds


def wait_until(page: Page, script: str, arg: Any = None) -> None:
    """Wait until a script gives a true value in the page, at most half a minute.

    Playwright's `wait_for_function` calls `eval` in the page, which the policy of our pages blocks.
    """
    for _ in range(_TRIES):
        if page.evaluate(script, arg):
            return
        page.wait_for_timeout(_PAUSE)
    raise AssertionError(f"this did not come true: {script}")
