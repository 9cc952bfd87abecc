"""A git revision or a folder → the reading of its data.

Only what git has stored is read, with `ls-tree` and `cat-file`: nothing is checked out, and no attribute or filter that
the repository sets is applied. Works in a shallow checkout, as long as it holds the revision.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

from stickingpoints.problems import CallError
from stickingpoints.reading import Reading, read, shown

_LINK = "120000"
_YAML = (".yaml", ".yml")


class Side(NamedTuple):
    """One side of a comparison: what messages call it, and what came of reading it."""

    name: str
    reading: Reading


def change_of(base: str, head: str | None, data: Path) -> tuple[Side, Side]:
    """Return the two sides of a change; without `head`, the files in `data` and the point where they left `base`.

    Raises CallError if one of them is neither a folder nor a revision.
    """
    if head is not None:
        return side(base, data), side(head, data)
    return left(base, data), Side("the working files", read(data))


def left(base: str, data: Path) -> Side:
    """Return the base of the change that lies in `data`: where its history left the revision, if the checkout knows.

    What the base has gained since is no part of the change. Raises CallError as `side` does.
    """
    if _folder(base):
        return side(base, data)
    commit = _commit(base, data)
    common = _git(data, "merge-base", commit, "HEAD").stdout.decode().strip()
    return Side(base, _at(base, common or commit, data))


def side(name: str, data: Path) -> Side:
    """Return the data of a folder (itself, or its `data` folder), or of a revision; raises CallError if it is neither."""
    folder = _folder(name)
    return Side(name, read(folder) if folder else _at(name, _commit(name, data), data))


def _folder(name: str) -> Path | None:
    """Return the folder of data that a name means; one that holds none may still be a branch of the same name."""
    folders = (Path(name), Path(name) / "data") if name.strip() else ()
    return next((path for path in folders if any(path.glob("*.yaml"))), None)


def _commit(name: str, data: Path) -> str:
    found = None if name.startswith("-") else _git(data, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    if found is None or found.returncode:
        raise CallError(_no_revision(name, data))
    return found.stdout.decode().strip()


def _no_revision(name: str, data: Path) -> str:
    inside = _git(data, "rev-parse", "--is-inside-work-tree")
    if inside.returncode:
        return f'"{name}" is no folder with data, and this is no git repository ({inside.stderr.decode(errors="replace").strip().splitlines()[0]})'
    return f'"{name}" is neither a folder with data nor a revision in this repository; a shallow checkout must fetch it first: git fetch --depth=1 origin …'


def _at(name: str, commit: str, data: Path) -> Reading:
    """Return the reading of the data that a commit holds."""
    listed = _stored(data, "ls-tree", "-z", commit, "--", f"{data.resolve().name}/").decode(errors="surrogateescape")
    with tempfile.TemporaryDirectory() as folder:
        for entry in listed.split("\0")[:-1]:
            about, _, path = entry.partition("\t")
            mode, kind, blob = about.split()
            if kind == "blob" and mode != _LINK and path.endswith(_YAML):
                (Path(folder) / Path(path).name).write_bytes(_stored(data, "cat-file", "blob", blob))
        return read(Path(folder), f"{name}:{shown(data)}")


def _stored(data: Path, *arguments: str) -> bytes:
    done = _git(data, *arguments)
    if done.returncode:
        raise CallError(f"git could not read the data: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


def _git(data: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    folder = Path(os.path.abspath(data)).parent  # noqa: PTH100  a link that leads to itself cannot be resolved
    try:
        return subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)  # noqa: S603, S607  git, without a shell
    except FileNotFoundError:
        raise CallError("git is needed to read a revision, and is not installed; name a folder instead") from None
