"""axe-core on a page (https://github.com/dequelabs/axe-core)."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}


# What the styles alone decide, and what takes most of the time on a long page.
_OF_THE_STYLE = {"color-contrast": {"enabled": False}}


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """Return the rules that a page breaks, each with the first elements that break it.

    The size of targets (WCAG 2.2) is among the rules.
    """
    return _violations(page, _OPTIONS)


def violations_of_content(page: Page) -> list[tuple[str, list[str]]]:
    """Return the same but for contrast, which no content can change."""
    return _violations(page, {"resultTypes": ["violations"], "rules": _OF_THE_STYLE})


def _violations(page: Page, options: dict[str, Any]) -> list[tuple[str, list[str]]]:
    found = Axe().run(page, options=options).response["violations"]
    return [(rule["id"], [node["html"][:120] for node in rule["nodes"][:3]]) for rule in found]
