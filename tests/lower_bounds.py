"""Raises the lower bounds in pyproject.toml to the versions that are locked, and so tested.

`make lock` runs it; a test compares the two.
"""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
_PINNED = re.compile(r"^([\w.-]+)==([^\s;]+)", re.MULTILINE)
_RANGE = re.compile(r'"([\w.-]+)>=([^,"]+)(,<[^"]+")')


def raised(settings: str, lock: str) -> str:
    """Return pyproject.toml with each lower bound at the version that a lock file has."""
    locked = {}
    for name, version in _PINNED.findall(lock):
        locked[_normalized(name)] = version

    def at_locked(found: re.Match[str]) -> str:
        version = locked.get(_normalized(found[1]), found[2])
        return f'"{found[1]}>={version}{found[3]}'

    return _RANGE.sub(at_locked, settings)


def _normalized(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    path = ROOT / "pyproject.toml"
    path.write_text(
        raised(path.read_text("utf-8"), (ROOT / "requirements.txt").read_text("utf-8")), "utf-8"
    )
