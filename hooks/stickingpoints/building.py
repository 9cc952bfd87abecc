"""Build the whole site beside the last good one, and swap the two only when everything is there."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


class BuildError(Exception):
    """The site could not be built; the message is what the site generator said."""


def build(root: Path, target: Path, as_of: datetime.date) -> None:
    """Build the project at `root` into the folder `target`, dated by the day that its content describes.

    Raises BuildError if the build fails or warns; what stood in `target` is then still there, untouched.
    """
    beside = Path(tempfile.mkdtemp(prefix=f"{target.name}.", dir=target.parent))
    try:
        _run_site_generator(root, beside, as_of)
        beside.chmod(0o755)
        _swap(beside, target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _run_site_generator(root: Path, folder: Path, as_of: datetime.date) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(root / "mkdocs.yml"), "--site-dir", str(folder)]
    # The date comes from the content, so that the same content gives the same bytes (reproducible-builds.org).
    midnight = datetime.datetime.combine(as_of, datetime.time(), datetime.UTC)
    environment = {"SOURCE_DATE_EPOCH": str(int(midnight.timestamp())), **os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  our own arguments
    if done.returncode:
        said = [line for line in done.stderr.splitlines() + done.stdout.splitlines() if not line.startswith("INFO") and line.strip()]
        raise BuildError("\n".join(said))


def _swap(made: Path, target: Path) -> None:
    old = made.with_name(f"{made.name}.old")
    if target.exists():
        target.rename(old)
    made.rename(target)
    shutil.rmtree(old, ignore_errors=True)
