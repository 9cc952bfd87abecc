"""The marker of what an editor has to write: it is shown as it is, and the check warns of it."""

from __future__ import annotations


def fill_in(what: str) -> str:
    """Return the marker for a text that cannot be known here: `[fill in: what it wants]`."""
    return f"[fill in: {what}]"
