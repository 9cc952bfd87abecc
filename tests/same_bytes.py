"""The bytes of a site under several Pythons: one command takes them, the other compares.

    python tests/same_bytes.py take bytes-3.12.json
    python tests/same_bytes.py compare bytes-3.11.json bytes-3.12.json

The first builds the talks at the lake without a cache. The second names every file that differs,
and then ends with status 1; it needs nothing but Python.
"""

from __future__ import annotations

import json
import os
import platform
import sqlite3
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

_HOLD_THE_DATABASE = ("data/v1/dataset.sqlite", "data/v1/manifest.json", "-offline.zip")
"""How the addresses end whose bytes depend on the release of SQLite, which writes the database."""


class Taken(NamedTuple):
    """The files of a site, address → SHA-256, and the releases of what made them."""

    python: str
    sqlite: str
    files: dict[str, str]


def taken() -> Taken:
    """Build a site with the Python that runs this, and return its bytes."""
    import conftest
    from stickingpoints.cache import FOLDER_VARIABLE

    with tempfile.TemporaryDirectory() as scratch:
        os.environ[FOLDER_VARIABLE] = str(Path(scratch, "cache"))
        project = conftest.lake_project(Path(scratch, "lake"))
        done = project.build()
        if done.returncode:
            sys.exit(done.stderr)
        files = conftest.fingerprints(project.site)
    return Taken(platform.python_version(), sqlite3.sqlite_version, files)


def differing(one: Taken, other: Taken) -> list[str]:
    """Return the addresses of files that are not the same, or that one of two sites lacks.

    What the release of SQLite decides is left out if theirs differ.
    """
    addresses = sorted({address for address, _ in one.files.items() ^ other.files.items()})
    if one.sqlite == other.sqlite:
        return addresses
    return [address for address in addresses if not address.endswith(_HOLD_THE_DATABASE)]


def compare(paths: list[str]) -> int:
    """Print what differs between the first site and each other; return 1 if anything does."""
    first, *others = (Taken(*json.loads(Path(path).read_text("utf-8"))) for path in paths)
    status = 0
    for other in others:
        names = differing(first, other)
        verdict = f"{len(names)} files differ" if names else "the same bytes"
        print(f"Python {first.python} and {other.python}: {verdict}", *names, sep="\n    ")
        status = max(status, bool(names))
    return status


def main(arguments: list[str]) -> int:
    """Run one of the two commands; comparing fewer than two sites is no comparison."""
    match arguments:
        case ["take", path]:
            Path(path).write_text(json.dumps(taken()), "utf-8")
            return 0
        case ["compare", *paths] if len(paths) > 1:
            return compare(paths)
        case _:
            print(__doc__, file=sys.stderr)
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
