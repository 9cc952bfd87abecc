"""The pages of docs/ and their background texts, as `check` reads them: line by line, unbuilt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from stickingpoints.bounded_files import read_text
from stickingpoints.problems import ContentError, Place, Problem, display_path
from stickingpoints.text import fill_in


def readable_pages(docs: Path) -> Iterator[tuple[str, str]]:
    """Yield the name in messages and the text of each page of a folder.

    Pages that cannot be read are left to the build.
    """
    for path in sorted([*docs.glob("*.md"), *docs.glob("issues/*.md")]):
        name = display_path(path)
        try:
            yield name, read_text(path, name)
        except ContentError:
            continue


def fill_ins(docs: Path) -> Iterator[Problem]:
    """Yield a warning for each `[fill in: …]` in the pages of a folder."""
    for name, text in readable_pages(docs):
        for marker in fill_in.markers(text):
            place = _place(name, text, marker.start)
            yield Problem(place, "fill-in", "", fill_in.message(marker.what), "warning")


def _place(name: str, text: str, start: int) -> Place:
    """Return the place of a character of a page, given by its index."""
    line = text.count("\n", 0, start) + 1
    column = start - text.rfind("\n", 0, start)
    return Place(name, line, column, line)
