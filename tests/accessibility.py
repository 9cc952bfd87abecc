"""axe-core on a page (https://github.com/dequelabs/axe-core)."""

from __future__ import annotations

from functools import cache
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# What colours alone decide, and what takes most of the time on a long page.
_OF_COLOURS = ("color-contrast", "link-in-text-block")
_OF_SIZES = ("target-size", "scrollable-region-focusable")
_NO_COLOURS = {rule: {"enabled": False} for rule in _OF_COLOURS}
# Whether all is inside a landmark, which the frame of a page decides, takes as long as most others.
_NO_FRAME = {"region": {"enabled": False}}
_TARGET_SIZE = {"target-size": {"enabled": True}}
_IS_THERE = "typeof axe === 'object'"
_RUN = """async ([parts, options]) => {
    const context = parts.length ? { include: parts } : document;
    const shared = { resultTypes: ["violations"], selectors: false };
    const results = await axe.run(context, { ...shared, ...options });
    return results.violations.map(rule => [
        rule.id,
        rule.nodes.slice(0, 3).map(node => node.html.slice(0, 120)),
    ]);
}"""
# Of all texts that have the same looks, the first: its own colour, size and weight, whatever is
# painted below it, and for a link the text around it. What is laid over other things may have
# anything below it, so each of these counts, but for what waits outside of the page.
_LOOKS = """known => {
    const paint = node => {
        const style = getComputedStyle(node);
        return [style.backgroundColor, style.backgroundImage, style.opacity].join(" ");
    };
    const ancestors = node => {
        const found = [];
        for (let above = node; above; above = above.parentElement) found.push(above);
        return found;
    };
    const isPaint = look => look !== "rgba(0, 0, 0, 0) none 1";
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
            above.map(paint).filter(isPaint),
            above.some(isLaidOver) && [location.href, number],
        ]);
    };
    const isShown = node => {
        const box = node.getBoundingClientRect();
        return box.bottom + scrollY > 0 && box.right + scrollX > 0
            && node.checkVisibility({ visibilityProperty: true });
    };
    const seen = new Set(known);
    const firsts = new Map();
    [...document.querySelectorAll("body, body *")]
        .filter(node => hasText(node) && isShown(node))
        .forEach((node, number) => {
            const key = look(node, number);
            if (!seen.has(key) && !firsts.has(key)) firsts.set(key, node);
        });
    return { keys: [...firsts.keys()], nodes: [...firsts.values()] };
}"""


class Colours:
    """The looks of texts that were checked, each once, on however many pages."""

    def __init__(self) -> None:
        self._checked: list[str] = []

    def violations(self, page: Page) -> list[tuple[str, list[str]]]:
        """Return the rules on colours that texts of looks not yet checked break on a page."""
        looks = page.evaluate_handle(_LOOKS, self._checked)
        new = looks.get_property("keys").json_value()
        if not new:
            return []
        self._checked += new
        rules = {"runOnly": {"type": "rule", "values": _OF_COLOURS}}
        return _violations(page, looks.get_property("nodes"), rules)


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """Return the rules that a page breaks, each with the first elements that break it.

    The size of targets (WCAG 2.2) is among the rules.
    """
    return violations_of_layout(page) + violations_of_colours(page)


def violations_of_colours(page: Page) -> list[tuple[str, list[str]]]:
    """Return those that depend on colours, for a page that was checked in another theme."""
    return Colours().violations(page)


def violations_of_layout(page: Page) -> list[tuple[str, list[str]]]:
    """Return all but those that depend on colours, for a page that was checked at another width."""
    return _violations(page, [], {"rules": _TARGET_SIZE | _NO_COLOURS})


def violations_of_sizes(page: Page) -> list[tuple[str, list[str]]]:
    """Return those that depend on sizes, for a page that was checked at another width."""
    return _violations(page, [], {"runOnly": {"type": "rule", "values": _OF_SIZES}})


def violations_of_content(page: Page) -> list[tuple[str, list[str]]]:
    """Return those that depend on no colour, size or frame, which content leaves alone."""
    return _violations(page, [], {"rules": _NO_COLOURS | _NO_FRAME})


def _violations(page: Page, parts: Any, options: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """Return the rules that parts of a page break; without any, those that the page breaks."""
    _load(page)
    return [(rule, elements) for rule, elements in page.evaluate(_RUN, [parts, options])]


def bring_along(page: Page) -> None:
    """Let each page that a window will open have axe-core: in half the time of `_load`."""
    page.add_init_script(_source())


def _load(page: Page) -> None:
    if not page.evaluate(_IS_THERE):
        page.evaluate(_source())


@cache
def _source() -> str:
    """Return the script of axe-core."""
    return str(Axe().axe_script)
