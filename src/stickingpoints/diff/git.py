"""Git, asked for what it has stored: no hook runs, and checkout and index stay as they are."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from stickingpoints.problems import CallError

# Both settings of a repository name a program that git would run; a stranger's must not.
_QUIET = ("-c", f"core.hooksPath={os.devnull}", "-c", "core.fsmonitor=false")


def run(
    folder: Path, *arguments: str, settings: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder, with `settings` in its environment.

    Raises CallError if git is not installed.
    """
    environment = {**os.environ, **(settings or {})}
    try:
        return subprocess.run(  # noqa: S603
            ["git", *_QUIET, "-C", str(folder), *arguments],  # noqa: S607
            env=environment,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise CallError(
            "git is needed to read a revision, and is not installed; name a folder instead"
        ) from None


def output(folder: Path, *arguments: str, settings: Mapping[str, str] | None = None) -> bytes:
    """Return what git prints; raises CallError with its message if it fails."""
    done = run(folder, *arguments, settings=settings)
    if done.returncode:
        raise CallError(
            f"git could not read the repository: {done.stderr.decode(errors='replace').strip()}"
        )
    return done.stdout


def fields(printed: bytes) -> list[str]:
    """Return the fields that git printed with `-z`, decoded as `os.fsdecode` does."""
    return os.fsdecode(printed).split("\0")[:-1]
