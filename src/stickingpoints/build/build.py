"""Build the site and every edition beside the last good one, and swap the two only when everything is there."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from stickingpoints.build import offline_zip
from stickingpoints.build.edition import documents, load
from stickingpoints.build.mkdocs_hooks import BESIDE, BY_FILE, read_site
from stickingpoints.problems import CallError
from stickingpoints.site import THEME
from stickingpoints.site.content import editions

MARK = ".stickingpoints"
"""The file that marks a folder as written by a build, which may therefore replace it."""

_MARK_TEXT = "Written by `stickingpoints build`, which replaces this whole folder each time.\n"
_PREVIOUS = "previous"


class BuildError(Exception):
    """The site could not be built; the message is what the site generator said."""


def build(root: Path, target: Path) -> None:
    """Build the project at `root` into the folder `target`: the site, and every edition of it.

    Both paths are absolute. A second build of the same target waits for the first to end. Raises
    CallError if `target` may hold anything but an earlier build, ContentError or BuildError if
    anything fails or warns; what was in `target` is then still there, untouched.
    """
    refuse_target(root, target)
    with _only_build_of(target), _workshop(target) as workshop:
        _generate_all(root, workshop)
        _swap(workshop / "site", target, workshop / _PREVIOUS)


def clear_after_killed_builds(target: Path) -> None:
    """Remove what killed builds left, after putting back a site that one had moved away and not replaced."""
    with _only_build_of(target):
        for workshop in target.parent.glob(f"{_workshop_prefix(target)}*"):
            previous = workshop / _PREVIOUS
            if previous.exists() and not target.exists():
                previous.rename(target)
            shutil.rmtree(workshop, ignore_errors=True)


def refuse_target(root: Path, target: Path) -> None:
    """Raise CallError unless `target` may be replaced by a build of the project at `root`.

    It may if it does not exist, is empty, or carries the mark of an earlier build.
    """
    instead = "build into a folder of its own, as --site site"
    if root.is_relative_to(target):
        raise CallError(
            f"{target} holds the project itself, and a build replaces the whole folder; {instead}"
        )
    for source in (root / "data", root / "docs"):
        if target.is_relative_to(source):
            raise CallError(f"{target} is part of what the site is built from; {instead}")
    if target.exists() and not target.is_dir():
        raise CallError(f"{target} is a file, not a folder; {instead}")
    if not target.exists() or not any(target.iterdir()):
        return
    if not (target / MARK).is_file():
        raise CallError(
            f"{target} holds files that no build has written, and a build replaces the whole folder; "
            f"{instead}, or delete this one first if nothing in it is needed"
        )
    if (target / ".git").exists():
        raise CallError(
            f"{target} is a git repository, which a build would delete; {instead}, and copy it over"
        )


@contextmanager
def _only_build_of(target: Path) -> Iterator[None]:
    """Let one build at a time work on a target; the operating system ends the lock of a killed one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(target.parent / f".{target.name}.lock"):
        yield


@contextmanager
def _workshop(target: Path) -> Iterator[Path]:
    """Provide a folder beside the target, on the same disk, to build in; it is removed at the end."""
    workshop = Path(tempfile.mkdtemp(prefix=_workshop_prefix(target), dir=target.parent))
    try:
        yield workshop
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _workshop_prefix(target: Path) -> str:
    return f"{target.name}.build-"


def _generate_all(root: Path, workshop: Path) -> None:
    """Write the documents, then the site for reading from the disk, then the site that offers both."""
    content = load(root, read_site(root / "mkdocs.yml"))
    beside = workshop / "beside"
    style = (THEME / "assets" / "site.css").read_text(encoding="utf-8")
    for address, data in documents(content, style).items():
        _write(beside / address, data)
    day = content.dataset.as_of
    _generate(root, workshop / "offline", beside, day, by_file=True)
    _, _, offline, _ = editions(content.site)
    _write(
        beside / offline.address, offline_zip.offline(workshop / "offline", content.site.slug, day)
    )
    _generate(root, workshop / "site", beside, day)
    _write(workshop / "site" / MARK, _MARK_TEXT.encode())


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _generate(
    root: Path, folder: Path, beside: Path, day: datetime.date, *, by_file: bool = False
) -> None:
    """Run the site generator; its hook finds the files that stand beside the pages through the environment."""
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--config-file",
        str(root / "mkdocs.yml"),
        "--site-dir",
        str(folder),
    ]
    # The date comes from the content, so that the same content gives the same bytes (reproducible-builds.org).
    midnight = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
    settings = {
        "NO_MKDOCS_2_WARNING": "1",
        BESIDE: str(beside),
        BY_FILE: "1" if by_file else "",
        "SOURCE_DATE_EPOCH": str(int(midnight.timestamp())),
    }
    done = subprocess.run(  # noqa: S603
        command,
        cwd=root,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = [
            line
            for line in done.stderr.splitlines() + done.stdout.splitlines()
            if not line.startswith("INFO") and line.strip()
        ]
        raise BuildError("\n".join(said))


def _swap(built: Path, target: Path, previous: Path) -> None:
    """Put the built site in the place of the previous one, which comes back if that fails."""
    if target.exists():
        target.rename(previous)
    try:
        built.rename(target)
    except OSError:
        if previous.exists():
            previous.rename(target)
        raise
