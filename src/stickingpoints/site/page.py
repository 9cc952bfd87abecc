"""A page of the site, and a file that pages offer to download."""

from __future__ import annotations

from dataclasses import dataclass

from stickingpoints.exports import manifest
from stickingpoints.model.records import Record


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
    html: str = ""
    part_of: str = ""
    has_parts: bool = False
    record: Record | None = None
    linked_data: str = ""
    feed: str = manifest.FEED
    moves_feed: str = ""
    picture: str = ""
    picture_words: str = ""

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
