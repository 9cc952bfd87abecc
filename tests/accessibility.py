"""axe-core on a page (https://github.com/dequelabs/axe-core)."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# What colours alone decide, and what takes most of the time on a long page.
_OF_COLOURS = ("color-contrast", "link-in-text-block")


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """Return the rules that a page breaks, each with the first elements that break it.

    The size of targets (WCAG 2.2) is among the rules.
    """
    return _violations(page, {"rules": {"target-size": {"enabled": True}}})


def violations_of_colours(page: Page) -> list[tuple[str, list[str]]]:
    """Return those that depend on colours, for a page that was checked in another theme."""
    return _violations(page, {"runOnly": {"type": "rule", "values": _OF_COLOURS}})


def violations_of_content(page: Page) -> list[tuple[str, list[str]]]:
    """Return all but those that depend on colours, which no content can change."""
    return _violations(page, {"rules": {rule: {"enabled": False} for rule in _OF_COLOURS}})


def _violations(page: Page, options: dict[str, Any]) -> list[tuple[str, list[str]]]:
    run = Axe().run(page, options={"resultTypes": ["violations"], **options})
    return [
        (rule["id"], [node["html"][:120] for node in rule["nodes"][:3]])
        for rule in run.response["violations"]
    ]
