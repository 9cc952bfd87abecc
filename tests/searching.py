"""The queries that the search is judged by, the texts they are asked of, and what it weighs."""

from __future__ import annotations

import gzip
import json
import shutil
import tomllib
from pathlib import Path

from conftest import LAKE, ROOT
from stickingpoints.site import assets, search_files

OWN = ROOT / "tests" / "site" / "search"
KINDS = ["issue", "position", "statement", "plan", "event", "person", "term", "source", "prose"]
"""In the order in which they are shown."""


def queries() -> dict[str, str]:
    """Return the queries of the list, each with the address wanted first."""
    groups = tomllib.loads((OWN / "queries.toml").read_text("utf-8"))
    wanted: dict[str, str] = {}
    for group in groups.values():
        wanted |= group
    return wanted


def write_talks(root: Path) -> None:
    """Write the talks at the lake, with the records that the queries need besides, as a project."""
    shutil.copytree(LAKE / "data", root / "data")
    shutil.copytree(LAKE / "background", root / "docs" / "issues")
    for path in (OWN / "data").iterdir():
        shutil.copy(path, root / "data")


def entries(files: dict[str, bytes]) -> dict[str, dict[str, str]]:
    """Return every entry of an index by its address, with its texts."""
    found: dict[str, dict[str, str]] = {}
    for data in files.values():
        for entry in json.loads(data)["entries"]:
            found.setdefault(entry["address"], {}).update(entry)
    return found


def weight(files: dict[str, bytes]) -> int:
    """Return the bytes that a reader gets before the first result, gzipped."""
    script = len(gzip.compress(assets.search_script().encode()))
    return script + len(gzip.compress(files[search_files.NAMES]))
