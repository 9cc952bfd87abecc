"""Build the site and every edition beside the last good one, and swap the two only when everything is there."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from stickingpoints import archive
from stickingpoints.content import editions
from stickingpoints.edition import documents, load
from stickingpoints.settings import read_site

BESIDE = "STICKINGPOINTS_BESIDE"
BY_FILE = "STICKINGPOINTS_BY_FILE"


class BuildError(Exception):
    """The site could not be built; the message is what the site generator said."""


def build(root: Path, target: Path) -> None:
    """Build the project at `root` into the folder `target`: the site, and every edition of it.

    Raises ContentError or BuildError if anything fails or warns; what stood in `target` is then still there, untouched.
    """
    workshop = Path(tempfile.mkdtemp(prefix=f"{target.name}.", dir=target.parent))
    try:
        _make(root, workshop)
        _swap(workshop / "site", target, workshop / "old")
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _make(root: Path, workshop: Path) -> None:
    """Make the documents, then the site for reading from the disk, then the site that offers both."""
    content = load(root, read_site(root / "mkdocs.yml"))
    beside = workshop / "beside"
    for address, data in documents(content, (root / "docs" / "assets" / "site.css").read_text(encoding="utf-8")).items():
        _write(beside / address, data)
    day = content.dataset.as_of
    _generate(root, workshop / "offline", beside, day, by_file=True)
    _, _, offline, _ = editions(content.site)
    _write(beside / offline.address, archive.offline(workshop / "offline", content.site.slug, day))
    _generate(root, workshop / "site", beside, day)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _generate(root: Path, folder: Path, beside: Path, day: datetime.date, *, by_file: bool = False) -> None:
    """Run the site generator; its hook finds the files that stand beside the pages through the environment."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(root / "mkdocs.yml"), "--site-dir", str(folder)]
    # The date comes from the content, so that the same content gives the same bytes (reproducible-builds.org).
    midnight = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
    settings = {"NO_MKDOCS_2_WARNING": "1", BESIDE: str(beside), BY_FILE: "1" if by_file else "", "SOURCE_DATE_EPOCH": str(int(midnight.timestamp()))}
    done = subprocess.run(command, cwd=root, env={**os.environ, **settings}, capture_output=True, text=True, check=False)  # noqa: S603  our own arguments
    if done.returncode:
        said = [line for line in done.stderr.splitlines() + done.stdout.splitlines() if not line.startswith("INFO") and line.strip()]
        raise BuildError("\n".join(said))


def _swap(made: Path, target: Path, old: Path) -> None:
    if target.exists():
        target.rename(old)
    made.rename(target)
