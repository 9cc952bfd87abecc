"""A git revision or a folder → its data as read, its record of checked quotes, its other files.

Only what git has stored is read, with `ls-tree` and `cat-file`: nothing is checked out, and no
attribute or filter of the repository is applied. A shallow checkout will do if it has the revision.
"""

from __future__ import annotations

import errno
import tempfile
from pathlib import Path
from typing import NamedTuple

from stickingpoints.bounded_files import LARGEST_FILE, absolute
from stickingpoints.checks.quote_lock import NAME as LOCK
from stickingpoints.diff import git
from stickingpoints.diff.other_files import Tree
from stickingpoints.diff.quote_marks import Marks, read_marks
from stickingpoints.problems import CallError, display_path, shorten
from stickingpoints.reading.load import Reading, read

_LINK = "120000"
_YAML = (".yaml", ".yml")
_LONGEST_NAME = 4096  # of a path on Linux; git's own names are far shorter


class Side(NamedTuple):
    """One side of a comparison: its name in messages, its data as read, the project around it."""

    name: str
    reading: Reading
    marks: Marks
    tree: Tree | None


def change_of(base: str, head: str | None, data: Path) -> tuple[Side, Side]:
    """Return the two sides of a change; without `head`, the files in `data` since they left `base`.

    Raises CallError if one of them is neither a folder nor a revision.
    """
    if head is not None:
        return side(base, data), side(head, data)
    return left(base, data), Side(
        "the working files", read(data), read_marks(data, display_path(data)), Tree(_around(data))
    )


def left(base: str, data: Path) -> Side:
    """Return the base of the change in `data`: where its history left the revision, if known.

    What the base has gained since is no part of the change. Raises CallError as `side` does.
    """
    if _folder(base):
        return side(base, data)
    commit = _commit(base, data)
    # Empty in a shallow checkout that does not reach so far back; then the revision itself is the
    # base.
    common = git.run(_around(data), "merge-base", commit, "HEAD").stdout.decode().strip()
    return _at(base, common or commit, data)


def side(name: str, data: Path) -> Side:
    """Return the data of a folder (itself, or its `data` folder), or of a revision.

    Raises CallError if the name is neither, or the folder cannot be read.
    """
    folder = _folder(name)
    if folder is None:
        return _at(name, _commit(name, data), data)
    return Side(
        name, read(folder), read_marks(folder, display_path(folder)), _project(folder, Path(name))
    )


def _around(data: Path) -> Path:
    return absolute(data).parent


def _folder(name: str) -> Path | None:
    """Return the folder of data that a name means; None if it has none, and may be a branch."""
    # Neither can name a folder, and both make Python raise where a path is looked up.
    if not name.strip() or "\0" in name or len(name) > _LONGEST_NAME:
        return None
    return next((path for path in (Path(name), Path(name) / "data") if _holds_data(path)), None)


def _holds_data(folder: Path) -> bool:
    try:
        return any(entry.suffix == ".yaml" for entry in folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            return False
        raise CallError(
            f'the folder "{shorten(str(folder))}" cannot be read: {error.strerror}'
        ) from None


def _project(folder: Path, named: Path) -> Tree | None:
    """Return the project of a folder of data: the folder named, or the one above with settings."""
    if folder != named:
        return Tree(named)
    above = absolute(folder).parent
    return Tree(above) if (above / "mkdocs.yml").is_file() else None


def _commit(name: str, data: Path) -> str:
    if name.startswith("-"):
        raise CallError(
            f'"{shorten(name)}" begins with a hyphen, as an option does; '
            f"write the full name of the branch: refs/heads/{shorten(name)}"
        )
    if "\0" in name or len(name) > _LONGEST_NAME:
        called = shorten(name).replace("\0", "�")
        raise CallError(
            f'"{called}" cannot be the name of a folder or of a revision; '
            "write one, such as main or HEAD~1"
        )
    revision = git.run(_around(data), "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    if revision.returncode:
        raise CallError(_no_revision(name, data))
    return revision.stdout.decode().strip()


def _no_revision(name: str, data: Path) -> str:
    inside = git.run(_around(data), "rev-parse", "--is-inside-work-tree")
    called = f'"{shorten(name)}"'
    if inside.returncode:
        reason = inside.stderr.decode(errors="replace").strip().splitlines()[0]
        return f"{called} is no folder with data, and this is no git repository ({reason})"
    return (
        f"{called} is neither a folder with data nor a revision in this repository; "
        "a shallow checkout must fetch it first: git fetch --depth=1 origin …"
    )


def _at(name: str, commit: str, data: Path) -> Side:
    """Return what a commit holds."""
    around, called = _around(data), f"{name}:{display_path(data)}"
    with tempfile.TemporaryDirectory() as folder:
        for entry in git.fields(
            git.output(around, "ls-tree", "-z", "--long", commit, "--", f"{absolute(data).name}/")
        ):
            about, _, path = entry.partition("\t")
            mode, kind, blob, size = about.split()
            if (
                kind == "blob"
                and mode != _LINK
                and (path.endswith(_YAML) or Path(path).name == LOCK)
            ):
                _copy(around, blob, int(size), Path(folder) / Path(path).name)
        # Whether its quotes agree with its record is a matter for `check`, not for a comparison.
        return Side(
            name,
            read(Path(folder), called, locked=False),
            read_marks(Path(folder), called),
            Tree(around, commit),
        )


def _copy(repository: Path, blob: str, size: int, target: Path) -> None:
    """Write what git has stored into a file; if too large, an empty one that is refused."""
    with target.open("wb") as file:
        if size > LARGEST_FILE:
            file.truncate(LARGEST_FILE + 1)
        else:
            file.write(git.output(repository, "cat-file", "blob", blob))
