"""Texts of the data → text for Typst, and how much room they take."""

from __future__ import annotations

from typing import cast

from stickingpoints.pdf.values import Node, Text
from stickingpoints.text import prose

LONGEST_KEPT = 1400  # characters that fit on one page: such an entry is not broken across pages
_LINE = 80  # characters in a line of the text column
_MARGIN_LINE = 26  # characters in a line of the margin
_MARGIN_LINES = 4  # lines that date, stance and attribution take in the margin, at most


def rich(text: str) -> Text:
    """Return a text as nodes, or as a plain string if it holds no marks.

    Typst sets a string with less work.
    """
    nodes = _tree(text)
    if len(nodes) != 1 or nodes[0]["kind"] != "paragraph":
        return nodes
    parts = nodes[0]["children"][0]["children"]
    if any(part["kind"] != "text" for part in parts):
        return nodes
    return "".join(part["text"] for part in parts)


def optional(text: str | None) -> Text | None:
    """Return a text as `rich` does; None if there is none."""
    if text is None:
        return None
    return rich(text)


def page(text: str, level: int) -> list[Node]:
    """Return a written page as nodes, without its title.

    Its headings begin at `level`, and none is more than one level below the heading before it
    (PDF/UA-1, 7.4.2).
    """
    nodes = _tree(text, long=True)
    if nodes and nodes[0]["kind"] == "heading" and nodes[0]["level"] == 1:
        nodes = nodes[1:]
    headings = [node for node in nodes if node["kind"] == "heading"]
    # A page may begin with any level; what counts is how its headings follow each other.
    highest = min((node["level"] for node in headings), default=1)
    previous = level - 1
    for heading in headings:
        heading["level"] = min(heading["level"] - highest + level, previous + 1)
        previous = heading["level"]
    return nodes


def capitalized(text: str) -> str:
    """Return a text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def length(*texts: str | None) -> int:
    """Return how many characters texts have together."""
    return sum(len(text or "") for text in texts)


def is_taller(place: str | None, *texts: str | None) -> bool:
    """Return whether texts take more lines than the margin, which holds three lines and a place."""
    lines = 0
    for text in texts:
        lines += -(-length(text) // _LINE)
    return lines > _MARGIN_LINES + length(place) // _MARGIN_LINE


def _tree(text: str, *, long: bool = False) -> list[Node]:
    return cast("list[Node]", prose.tree(text, long=long))
