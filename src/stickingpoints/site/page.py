"""A page of the site, and a file that pages offer to download."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import NamedTuple

from stickingpoints.exports import manifest
from stickingpoints.model.records import Record
from stickingpoints.site.link_ends import with_link_ends


class Body(NamedTuple):
    """The HTML of a page, compressed: that of a large site would take gigabytes.

    `by_file` is whether it belongs to an edition that is read from the disk.
    """

    packed: bytes
    by_file: bool

    @property
    def html(self) -> str:
        """The HTML, with the links of its edition."""
        return with_link_ends(zlib.decompress(self.packed).decode(), by_file=self.by_file)


def packed(html: str) -> bytes:
    """Return the HTML of a page for its body; its links may still be those of every edition."""
    return zlib.compress(html.encode(), level=1)


_EMPTY = Body(packed(""), by_file=False)


@dataclass(frozen=True)
class Page:
    """A page ready to be placed in the site.

    `address` is relative to the root and ends in a slash; the home page has "". `part_of` is the
    address of the list in parts that the page belongs to, or leads to the parts of; `has_parts`
    is whether there is one.
    """

    address: str
    title: str
    description: str
    kind: str
    body: Body = _EMPTY
    part_of: str = ""
    has_parts: bool = False
    record: Record | None = None
    linked_data: str = ""
    feed: str = manifest.FEED
    moves_feed: str = ""
    picture: str = ""
    picture_words: str = ""

    @property
    def html(self) -> str:
        """The HTML of the page, unpacked each time; "" until it is rendered."""
        return self.body.html

    @property
    def root(self) -> str:
        """The relative path from this page to the root of the site."""
        return "../" * self.address.count("/")


@dataclass(frozen=True)
class Download:
    """A file to download: its address, what it is, and its size in bytes."""

    address: str
    description: str
    size: int

    @property
    def name(self) -> str:
        """The name of the file; one outside downloads/ keeps its folder."""
        return self.address.removeprefix("downloads/")
