"""The one reader of files from outside: data, docs, catalogues, forms and saved copies of sources.

A stranger's file may be a link to something private, a pipe that never ends, or larger than memory.
Only a regular file up to a limit is opened; anything else is refused, with its name and a remedy.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from stickingpoints.problems import ContentError, Place, Problem

LARGEST_FILE = 8 * 1024 * 1024
"""How many bytes a file may have unless its reader asks for fewer."""

LARGEST_PAGE = 64 * 1024
"""How many bytes a written page may have, since a build renders it several times.

A background page has about four thousand.
"""

LARGEST_CATALOGUE = 1024 * 1024
"""How many bytes a catalogue may have; a complete one has about fifty thousand."""

# Windows has neither flag, and neither links of this kind nor pipes in the file system.
_NO_LINK_NO_WAITING = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_KINDS = (
    (stat.S_ISREG, "not a folder", "put a folder of that name here"),
    (stat.S_ISLNK, "a link", "put the file itself here"),
    (stat.S_ISDIR, "a folder", "put a file of that name here"),
    (stat.S_ISFIFO, "a pipe", "put a regular file here"),
)


def exists(path: Path) -> bool:
    """Return whether anything has this path, a broken link included.

    Also true in a folder that may not be searched.
    """
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True  # reading it will report the reason
    return True


def absolute(path: Path) -> Path:
    """Return an absolute path without following links, of which one may lead to itself."""
    return Path(os.path.abspath(path))  # noqa: PTH100  `resolve` follows them


def read_text(path: Path, name: str, *, at_most: int = LARGEST_FILE) -> str:
    """Return the text of a UTF-8 file with unified line ends and without a byte order mark.

    `name` is the file's name in messages. Raises ContentError as `read_bytes` does, and for bytes
    that are not UTF-8.
    """
    return decode(read_bytes(path, name, at_most=at_most), name)


def read_bytes(path: Path, name: str, *, at_most: int = LARGEST_FILE) -> bytes:
    """Return the bytes of a regular file of at most `at_most` bytes.

    Raises ContentError, with one problem, for any other.
    """
    with opened(path, name) as file:
        # One byte more than allowed: a size that is asked for beforehand may be that of a growing
        # file.
        data = file.read(at_most + 1)
    if len(data) > at_most:
        raise _fault(
            name,
            "file-too-large",
            f"the file has more than the {at_most:,} bytes allowed; shorten it or split it",
        )
    return data


@contextmanager
def opened(path: Path, name: str) -> Iterator[IO[bytes]]:
    """Provide a regular file to read from; raises ContentError, with one problem, for any other."""
    try:
        # Looked at before it is opened, because opening a pipe or a device may already do
        # something.
        _refuse_special(os.lstat(path).st_mode, name)
        with open(path, "rb", opener=_opener) as file:
            # And again once it is open, since it may have been exchanged in between.
            _refuse_special(os.fstat(file.fileno()).st_mode, name)
            yield file
    except OSError as error:
        raise _fault(name, "unreadable", f"the file cannot be opened: {error.strerror}") from None


def decode(data: bytes, name: str) -> str:
    """Return UTF-8 bytes as a text with unified line ends.

    Raises ContentError with the place of the first byte that is not UTF-8.
    """
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise ContentError([_not_utf8(data, error, name)]) from None


def files(folder: Path, name: str, *endings: str) -> list[Path]:
    """Return the paths in a folder with one of the endings (`.yaml`), sorted, hidden ones left out.

    A folder that does not exist is empty. Raises ContentError if the folder is a link or a file, or
    cannot be listed.
    """
    try:
        mode = os.lstat(folder).st_mode
        if not stat.S_ISDIR(mode):
            kind, _ = _kind(mode)
            raise _fault(name, "unreadable", f"this is {kind}; a folder is needed here")
        paths = sorted(folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise _fault(name, "unreadable", f"the folder cannot be listed: {error.strerror}") from None
    return [path for path in paths if path.name.endswith(endings) and not path.name.startswith(".")]


def _opener(path: str, flags: int) -> int:
    return os.open(path, flags | _NO_LINK_NO_WAITING)


def _refuse_special(mode: int, name: str) -> None:
    if not stat.S_ISREG(mode):
        kind, instead = _kind(mode)
        raise _fault(name, "unreadable", f"this is {kind}, which is not read; {instead}")


def _kind(mode: int) -> tuple[str, str]:
    """Return what a path is that should be something else, and what to do about it."""
    for is_kind, kind, instead in _KINDS:
        if is_kind(mode):
            return kind, instead
    return "not a regular file", "put a regular file here"


def _not_utf8(data: bytes, error: UnicodeDecodeError, name: str) -> Problem:
    # "utf-8-sig" counts from the end of the byte order mark.
    before = data.removeprefix(b"\xef\xbb\xbf")[: error.start]
    line = before.count(b"\n") + 1
    column = len(before.rpartition(b"\n")[2].decode("utf-8")) + 1
    message = (
        f"byte 0x{error.object[error.start]:02x} is not UTF-8; save the file in the encoding UTF-8"
    )
    return Problem(Place(name, line, column, line), "not-utf-8", "", message)


def _fault(name: str, rule: str, message: str) -> ContentError:
    return ContentError([Problem(Place(name, 1, 1, 1), rule, "", message)])
