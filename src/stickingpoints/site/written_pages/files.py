"""Which files may be in docs/."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from stickingpoints.problems import Place, Problem, one_of
from stickingpoints.site.written_pages.allowed import FILE_TYPES, HOST_FILES


def link_problems(docs: Path) -> list[Problem]:
    """Return a problem for everything in the folder `docs` that is a link, a pipe or a device.

    Following one would publish a file of the machine that builds, or wait for ever.
    """
    return [_special(docs, path) for path in _special_paths(docs)]


def _special_paths(docs: Path) -> Iterator[Path]:
    if docs.is_symlink():
        yield docs
    for folder, folders, files in os.walk(docs):
        for name in sorted([*folders, *files]):
            path = Path(folder) / name
            if _is_special(path):
                yield path


def _is_special(path: Path) -> bool:
    mode = path.lstat().st_mode
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _special(docs: Path, path: Path) -> Problem:
    name = path.relative_to(docs.parent).as_posix()
    what = "this is no regular file"
    if path.is_symlink():
        what = "this is a link"
    return Problem(
        Place(name, 1, 1, 1),
        "page-file",
        "",
        f"{what}, which is not published; put the file itself here, or delete it",
    )


def type_problem(address: str) -> Problem | None:
    """Return why a file of docs/ may not be published because of its type, None if it may.

    `address` is its place below docs/, as assets/map.png.
    """
    kind = PurePosixPath(address).suffix.lower()
    if kind in FILE_TYPES or address in HOST_FILES:
        return None
    message = (
        f'files of the type "{kind}" are not published; delete it, or convert it. '
        f"{one_of(sorted(FILE_TYPES))}"
    )
    return Problem(Place(f"docs/{address}", 1, 1, 1), "page-file", "", message)
