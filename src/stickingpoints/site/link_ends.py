"""What the links of a page end with: it differs between the editions, which share the page."""

from __future__ import annotations

HOME, INDEX, WRITTEN = "\ufffeh", "\ufffei", "\ufffew"
"""What a link to a page ends with, until the edition is known. No text may hold the character.

They are for the home page seen from itself, for a generated page, and for a page of docs/.
"""
_ON_THE_WEB = {HOME: "./", INDEX: "", WRITTEN: "/"}
_ON_DISK = {HOME: "index.html", INDEX: "index.html", WRITTEN: ".html"}


def with_link_ends(html: str, *, by_file: bool) -> str:
    """Return the HTML of a page with links for the web, or for an edition read from the disk."""
    ends = _ON_DISK if by_file else _ON_THE_WEB
    for mark, end in ends.items():
        html = html.replace(mark, end)
    return html
