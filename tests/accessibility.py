"""axe-core on a page (https://github.com/dequelabs/axe-core)."""

from __future__ import annotations

from functools import cache
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# What colours alone decide, and what takes most of the time on a long page.
_OF_COLOURS = ("color-contrast", "link-in-text-block")
_NO_COLOURS = {rule: {"enabled": False} for rule in _OF_COLOURS}
_TARGET_SIZE = {"target-size": {"enabled": True}}
_IS_THERE = "typeof axe === 'object'"
_RUN = """options => axe.run({ resultTypes: ["violations"], ...options }).then(results =>
    results.violations.map(rule => [
        rule.id,
        rule.nodes.slice(0, 3).map(node => node.html.slice(0, 120)),
    ]))"""


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """Return the rules that a page breaks, each with the first elements that break it.

    The size of targets (WCAG 2.2) is among the rules.
    """
    return _violations(page, {"rules": _TARGET_SIZE})


def violations_of_colours(page: Page) -> list[tuple[str, list[str]]]:
    """Return those that depend on colours, for a page that was checked in another theme."""
    return _violations(page, {"runOnly": {"type": "rule", "values": _OF_COLOURS}})


def violations_of_layout(page: Page) -> list[tuple[str, list[str]]]:
    """Return all but those that depend on colours, for a page that was checked at another width."""
    return _violations(page, {"rules": _TARGET_SIZE | _NO_COLOURS})


def violations_of_content(page: Page) -> list[tuple[str, list[str]]]:
    """Return those that depend on neither colours nor sizes, which no content can change."""
    return _violations(page, {"rules": _NO_COLOURS})


def _violations(page: Page, options: dict[str, Any]) -> list[tuple[str, list[str]]]:
    if not page.evaluate(_IS_THERE):
        page.evaluate(_source())
    return [(rule, elements) for rule, elements in page.evaluate(_RUN, options)]


@cache
def _source() -> str:
    """Return the script of axe-core."""
    return str(Axe().axe_script)
