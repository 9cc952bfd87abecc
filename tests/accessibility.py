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
_RUN = """async ([parts, options]) => {
    const context = parts.length ? { include: parts } : document;
    const results = await axe.run(context, { resultTypes: ["violations"], ...options });
    return results.violations.map(rule => [
        rule.id,
        rule.nodes.slice(0, 3).map(node => node.html.slice(0, 120)),
    ]);
}"""
# Of all texts that have the same looks, the first: its own colour, size and weight, whatever is
# painted below it, and for a link the text around it. What is laid over other things may have
# anything below it, so each of these counts.
_LOOKS = """() => {
    const paint = node => {
        const style = getComputedStyle(node);
        return [style.backgroundColor, style.backgroundImage, style.opacity].join(" ");
    };
    const ancestors = node => {
        const found = [];
        for (let above = node; above; above = above.parentElement) found.push(above);
        return found;
    };
    const isLaidOver = node => ["absolute", "fixed"].includes(getComputedStyle(node).position);
    const hasText = node =>
        node.matches("a, input, select, textarea")
        || [...node.childNodes].some(child => child.nodeType === 3 && child.data.trim());
    const look = (node, number) => {
        const above = ancestors(node);
        const style = getComputedStyle(node);
        return JSON.stringify([
            style.color, style.fontSize, style.fontWeight, style.textDecoration, style.textShadow,
            node.matches("a") && [node.className, node.parentElement.className],
            node.matches("a") && node.parentElement.localName,
            above.map(paint),
            above.some(isLaidOver) && number,
        ]);
    };
    const firsts = new Map();
    [...document.querySelectorAll("body, body *")]
        .filter(node => hasText(node) && node.checkVisibility({ visibilityProperty: true }))
        .forEach((node, number) => {
            const key = look(node, number);
            if (!firsts.has(key)) firsts.set(key, node);
        });
    return [...firsts.values()];
}"""


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """Return the rules that a page breaks, each with the first elements that break it.

    The size of targets (WCAG 2.2) is among the rules.
    """
    return violations_of_layout(page) + violations_of_colours(page)


def violations_of_colours(page: Page) -> list[tuple[str, list[str]]]:
    """Return those that depend on colours, for a page that was checked in another theme.

    Texts of the same looks are checked once.
    """
    _load(page)
    looks = page.evaluate_handle(_LOOKS)
    return _violations(page, looks, {"runOnly": {"type": "rule", "values": _OF_COLOURS}})


def violations_of_layout(page: Page) -> list[tuple[str, list[str]]]:
    """Return all but those that depend on colours, for a page that was checked at another width."""
    return _violations(page, [], {"rules": _TARGET_SIZE | _NO_COLOURS})


def violations_of_content(page: Page) -> list[tuple[str, list[str]]]:
    """Return those that depend on neither colours nor sizes, which no content can change."""
    return _violations(page, [], {"rules": _NO_COLOURS})


def _violations(page: Page, parts: Any, options: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """Return the rules that parts of a page break; without any, those that the page breaks."""
    _load(page)
    return [(rule, elements) for rule, elements in page.evaluate(_RUN, [parts, options])]


def _load(page: Page) -> None:
    if not page.evaluate(_IS_THERE):
        page.evaluate(_source())


@cache
def _source() -> str:
    """Return the script of axe-core."""
    return str(Axe().axe_script)
