"""Everything that one build publishes, made once from the content: pages and downloads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from stickingpoints import exports
from stickingpoints import pages as making_pages
from stickingpoints.addresses import Site
from stickingpoints.background import read_background
from stickingpoints.pages import Content, Page
from stickingpoints.reading import read
from stickingpoints.words import long_date


@dataclass(frozen=True)
class Edition:
    """The pages (by address) and downloadable files (by address) of one build."""

    content: Content
    pages: Mapping[str, Page]
    downloads: Mapping[str, bytes]

    @property
    def as_of_line(self) -> str:
        """The line at the foot of every page."""
        licence = self.content.dataset.licence
        return f"As of {long_date(self.content.dataset.as_of)}" + (f" · Content: {licence}" if licence else "")


def load(root: Path, site: Site) -> Edition:
    """Read the content below a project's root and make everything that is published from it.

    Raises ContentError with every problem, so that nothing is made from content that does not pass the check.
    """
    dataset = read(root / "data").sound()
    content = Content(dataset, site, read_background(root / "docs" / "issues", dataset))
    return Edition(content, making_pages.pages(content), exports.files(dataset, site))
