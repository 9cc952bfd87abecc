"""What a built site weighs: on the disk, and for a reader who visits it or searches."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from pathlib import Path

GZIP_LEVEL = 9


@dataclass(frozen=True)
class Weight:
    """What a site weighs, in bytes; what a reader fetches is gzipped, as hosts send it.

    `visit` is the home page with what it loads, `search` what comes before a first result.
    """

    issues: int
    program: str
    site: int
    files: int
    largest_page: int
    visit: int
    search: int


def weighed(site: Path, issues: int, program: str) -> Weight:
    """Return what the site that a program made of so many issues weighs."""
    files = [path for path in site.rglob("*") if path.is_file()]
    pages = [
        path.stat().st_size
        for path in files
        if path.suffix == ".html" and "downloads" not in path.parts
    ]
    return Weight(
        issues,
        program,
        site=sum(path.stat().st_size for path in files),
        files=len(files),
        largest_page=max(pages),
        visit=_visit(site),
        search=_before_first_result(site),
    )


_LOADED = re.compile(
    r"""<(?:link\b[^>]*\brel=["']?(?:stylesheet|preload|icon)\b[^>]*\bhref"""
    r"""|script\b[^>]*\bsrc)=["']?([^"' >]+)"""
)


def _visit(site: Path) -> int:
    """Return the bytes of the home page, gzipped, with what it names: styles, scripts, fonts."""
    home = site / "index.html"
    loaded = {home}
    for address in _LOADED.findall(home.read_text(encoding="utf-8")):
        path = (site / address.partition("?")[0]).resolve()
        if path.is_file():
            loaded.add(path)
    return sum(map(_gzipped, loaded))


def _before_first_result(site: Path) -> int:
    """Return the bytes that a search fetches before its first result, 0 without a search."""
    patterns = (
        "search/names.json",
        "assets/search*.js",
        "search/search_index.json",
        "search.json",
        "assets/javascripts/workers/search*.js",
    )
    found = (path for pattern in patterns for path in site.glob(pattern))
    return sum(map(_gzipped, found))


def _gzipped(path: Path) -> int:
    data = path.read_bytes()
    if path.suffix in (".woff2", ".png", ".ico"):
        return len(data)
    return len(gzip.compress(data, GZIP_LEVEL, mtime=0))
