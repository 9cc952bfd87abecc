"""Links of a built site that lead nowhere."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lxml.html import HtmlElement, document_fromstring


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
        for href in _parsed(page).xpath("//a/@href"):
            if not re.match(r"[a-z]+:", href):
                yield page, href


def _leads_somewhere(page: Path, href: str) -> bool:
    address, _, anchor = href.partition("#")
    address, _, _ = address.partition("?")  # what it asks for is for the script
    target = page
    if address:
        target = Path(os.path.normpath(page.parent / address))
    file = _file(target)
    if file is None:
        return False
    return not anchor or file.suffix != ".html" or anchor in ids(file)


@cache
def _file(target: Path) -> Path | None:
    """Return the file that a server sends for a path, None if there is none."""
    if target.is_dir():
        target /= "index.html"
    return target if target.exists() else None


@cache
def ids(page: Path) -> set[str]:
    """Return the ids of a page's elements."""
    return set(_parsed(page).xpath("//@id"))


@cache
def _parsed(page: Path) -> HtmlElement:
    return document_fromstring(page.read_text(encoding="utf-8"))
