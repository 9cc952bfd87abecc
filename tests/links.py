"""Links of a built site that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup


def broken_links(site: Path) -> list[tuple[str, str]]:
    """Return the internal links that lead to no file or to no element of it, each with its page."""
    return [
        (page.relative_to(site).as_posix(), href)
        for page, href in _internal_links(site)
        if not _leads_somewhere(page, href)
    ]


def _internal_links(site: Path) -> Iterator[tuple[Path, str]]:
    """Yield each page with each of its links; the page for missing addresses is shown anywhere."""
    for page in sorted(site.rglob("*.html")):
        if page.name == "404.html":
            continue
        for link in _soup(page).select("a[href]"):
            href = str(link["href"])
            if not re.match(r"[a-z]+:", href):
                yield page, href


def _leads_somewhere(page: Path, href: str) -> bool:
    address, _, anchor = href.partition("#")
    address, _, _ = address.partition("?")  # what it asks for is for the script
    target = page
    if address:
        target = (page.parent / address).resolve()
    if target.is_dir():
        target /= "index.html"
    if not target.exists():
        return False
    return not anchor or target.suffix != ".html" or anchor in ids(target)


@cache
def ids(page: Path) -> set[str]:
    """Return the ids of a page's elements."""
    return {str(tag["id"]) for tag in _soup(page).select("[id]")}


@cache
def _soup(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_text(encoding="utf-8"), "lxml")
