"""The marker of what an editor still has to write, in a text of the data or a page: `[fill in: …]`.

Whatever writes a text for an editor, such as a starter or a table that is read in, marks with it
what it does not know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_MARKER = re.compile(r"\[fill in:\s*([^\[\]]*?)\s*\]")


class Found(NamedTuple):
    """A marker in a text: what is to be written, and where it begins, counted from 0."""

    what: str
    start: int


def marker(what: str) -> str:
    """Return the marker that asks for something: `[fill in: what the talks are about]`."""
    return f"[fill in: {what}]"


def markers(text: str) -> Iterator[Found]:
    """Yield each marker of a text, which may be broken over lines."""
    for match in _MARKER.finditer(text):
        yield Found(" ".join(match[1].split()), match.start())


def without(text: str) -> str:
    """Return a text without its markers, and without the space around them."""
    return " ".join(part.strip() for part in _MARKER.split(text)[::2]).strip()


def message(what: str) -> str:
    """Return what to do about a marker that asks for `what`."""
    return f"this is still to be written: {what}; put it in the place of the brackets"
