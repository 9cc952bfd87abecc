"""The files that the editor's pages load: the site's style and fonts, and a few of their own."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from stickingpoints.site import THEME
from stickingpoints.site import assets as of_the_site

_HERE = Path(__file__).parent
FONTS = "fonts/"


class File(NamedTuple):
    """A file to load."""

    data: bytes
    media_type: str


@cache
def file(name: str) -> File | None:
    """Return a file by its name below `assets/`, None if there is none.

    Only names from a fixed list are looked up in the file system.
    """
    if name == "site.css":
        return File(of_the_site.texts("")[name].encode(), "text/css")
    if name == "edit.css":
        return File((_HERE / "style" / "edit.css").read_bytes(), "text/css")
    if name == "edit.js":
        return File((_HERE / "script" / "edit.js").read_bytes(), "text/javascript")
    if name == "icon.svg":
        return File((THEME / "assets" / "icon.svg").read_bytes(), "image/svg+xml")
    if name in _fonts():
        return File((THEME / "assets" / name).read_bytes(), "font/woff2")
    return None


@cache
def _fonts() -> frozenset[str]:
    return frozenset(f"{FONTS}{path.name}" for path in (THEME / "assets" / "fonts").iterdir())
