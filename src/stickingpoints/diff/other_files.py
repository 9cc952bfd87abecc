"""Two projects → the files that differ and that are no data: pages, settings, code."""

from __future__ import annotations

import filecmp
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Literal, NamedTuple

from stickingpoints.bounded_files import absolute
from stickingpoints.checks.quote_lock import NAME as LOCK
from stickingpoints.diff import git
from stickingpoints.problems import quantity

What = Literal["added", "changed", "removed"]
_WHAT: Mapping[str, What] = MappingProxyType({"A": "added", "D": "removed"})
_SWAPPED: Mapping[What, What] = MappingProxyType(
    {"added": "removed", "removed": "added", "changed": "changed"}
)
_FILE, _LINK, _SUBMODULE, _ABSENT = "100644", "120000", "160000", "000000"  # git's modes
_KINDS: Mapping[str, str] = MappingProxyType({_LINK: "symbolic link", _SUBMODULE: "submodule"})
_LARGEST_TEXT = 1_000_000  # bytes of a page that is compared by words
_COMPARED = ("-z", "--raw", "--numstat", "--no-renames", "--no-ext-diff", "--no-textconv")


class Tree(NamedTuple):
    """The project around a folder of data: a folder, or what a commit stored of that folder."""

    folder: Path
    commit: str = ""


class FileChange(NamedTuple):
    """A file that differs.

    `lines` counts those added or removed, None if unknown; `kind` names what is no plain file.
    """

    path: str
    what: What
    lines: int | None = None
    kind: str = ""

    def __str__(self) -> str:
        """Return the path, its invisible characters written out, and what happened to it."""
        text = "".join(map(_visible, self.path))
        if self.kind:
            text += f" ({self.kind})"
        text += f" {self.what}"
        if self.lines is not None:
            text += f" ({quantity(self.lines, 'line')})"
        return text


def _visible(character: str) -> str:
    if character.isprintable():
        return character
    return ascii(character)[1:-1]


def changed_files(was: Tree | None, now: Tree | None, data: Path) -> tuple[FileChange, ...] | None:
    """Return the files outside of the data that differ, new ones last; None without a project.

    `data` is the folder of data of the repository. Raises CallError if git cannot read it.
    """
    if was is None or now is None:
        return None
    name = absolute(data).name
    changes = []
    for change, mode in _differing(was, now):
        if not _is_covered(change.path, mode, name):
            changes.append(change)
    # So that many new files cannot hide one that was altered.
    return tuple(sorted(changes, key=lambda change: (change.what == "added", change.path)))


def text_of(tree: Tree, path: str) -> str | None:
    """Return the text of a file of a project, empty if there is none.

    None means that it is no text, or too large to compare.
    """
    content = _content(tree, path)
    if len(content) > _LARGEST_TEXT:
        return None
    try:
        return content.decode()
    except UnicodeDecodeError:
        return None


def _content(tree: Tree, path: str) -> bytes:
    if tree.commit:
        return git.run(tree.folder, "cat-file", "blob", f"{_stored(tree)}{path}").stdout
    file = tree.folder / path
    if file.is_symlink() or not file.is_file():
        return b""
    return file.read_bytes()


def _differing(was: Tree, now: Tree) -> Iterator[tuple[FileChange, str]]:
    """Yield every file that differs, with its mode."""
    if was.commit and now.commit:
        yield from _compared(
            git.output(was.folder, "diff-tree", "-r", *_COMPARED, _stored(was), _stored(now))
        )
    elif was.commit:
        yield from _with_folder(was, now.folder)
    elif now.commit:
        for change, mode in _with_folder(now, was.folder):
            yield change._replace(what=_SWAPPED[change.what]), mode
    else:
        yield from _between_folders(was.folder, now.folder)


def _is_covered(path: str, mode: str, data: str) -> bool:
    parts = PurePosixPath(path)
    return (
        mode not in _KINDS
        and str(parts.parent) == data
        and (parts.suffix in (".yaml", ".yml") or parts.name == LOCK)
    )


def _stored(tree: Tree) -> str:
    """Return the name by which git knows what a commit stored of the project's folder."""
    prefix = git.output(tree.folder, "rev-parse", "--show-prefix").decode().strip()
    return f"{tree.commit}:{prefix}"


def _compared(printed: bytes) -> Iterator[tuple[FileChange, str]]:
    """Yield each file that git names, with its mode; the raw format precedes the line counts."""
    fields = git.fields(printed)
    heads = list(takewhile(lambda field: field.startswith(":"), fields[::2]))
    counts: dict[str, int] = {}
    for field in fields[2 * len(heads) :]:
        came, went, path = field.split("\t", 2)
        if came != "-":  # git counts no lines of what is not text
            counts[path] = int(came) + int(went)
    for head, path in zip(heads, fields[1::2], strict=False):
        before, after, _, _, status = head[1:].split(" ")
        mode = after
        if after == _ABSENT:
            mode = before
        kind = _KINDS.get(mode, "")
        lines = None
        if not kind:
            lines = counts.get(path)
        yield FileChange(path, _WHAT.get(status, "changed"), lines, kind), mode


def _with_folder(was: Tree, folder: Path) -> Iterator[tuple[FileChange, str]]:
    """Yield the files in which a folder differs from a commit, new ones included."""
    repository = git.output(was.folder, "rev-parse", "--absolute-git-dir").decode().strip()
    tree = _stored(was)
    with tempfile.TemporaryDirectory() as scratch:
        # An index of our own: that of the checkout knows what is staged, not what the commit holds.
        settings = {
            "GIT_INDEX_FILE": f"{scratch}/index",
            "GIT_DIR": repository,
            "GIT_WORK_TREE": str(absolute(folder)),
        }
        git.output(folder, "read-tree", tree, settings=settings)
        yield from _compared(git.output(folder, "diff", *_COMPARED, settings=settings))
        others = git.output(
            folder, "ls-files", "-z", "--others", "--exclude-standard", settings=settings
        )
    for path in git.fields(others):
        yield _unknown_to_git(path, "added", folder)


def _between_folders(was: Path, now: Path) -> Iterator[tuple[FileChange, str]]:
    before, after = _listed(was), _listed(now)
    for path in after - before:
        yield _unknown_to_git(path, "added", now)
    for path in before - after:
        yield _unknown_to_git(path, "removed", was)
    for path in before & after:
        if not _same(was / path, now / path):
            yield _unknown_to_git(path, "changed", now)


def _unknown_to_git(path: str, what: What, folder: Path) -> tuple[FileChange, str]:
    mode = _FILE
    if (folder / path).is_symlink():
        mode = _LINK
    return FileChange(path, what, kind=_KINDS.get(mode, "")), mode


def _listed(folder: Path) -> set[str]:
    """Return the files of a folder; of a checkout those that git knows or would add."""
    return set(filter(lambda path: _is_file_or_link(folder / path), _paths(folder)))


def _paths(folder: Path) -> Iterable[str]:
    if shutil.which("git"):
        known = git.run(folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
        if known.stdout:
            return git.fields(known.stdout)
    return _paths_without_git(folder)


def _paths_without_git(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if ".git" not in path.parts:
            yield path.relative_to(folder).as_posix()


def _is_file_or_link(path: Path) -> bool:
    return path.is_symlink() or path.is_file()


def _same(first: Path, second: Path) -> bool:
    """Return whether two files hold the same; a link is what it points to, and is not followed."""
    if first.is_symlink() or second.is_symlink():
        return first.is_symlink() and second.is_symlink() and first.readlink() == second.readlink()
    return filecmp.cmp(first, second, shallow=False)
