"""The one reader of files that come from outside: data, docs, catalogues, forms and saved texts.

A stranger's file may be a link to something private, a pipe that never ends, or larger than memory. Only a regular file
up to a limit is opened; anything else is refused with its name and what to do about it.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from stickingpoints.problems import ContentError, Place, Problem

LARGEST_FILE = 8 * 1024 * 1024
"""How many bytes a file may have unless its reader asks for fewer."""

LARGEST_PAGE = 64 * 1024
"""How many bytes a written page may have: a build sets it several times over. A background page of this site has four thousand."""

LARGEST_CATALOGUE = 1024 * 1024
"""How many bytes a catalogue of the interface's words may have; the whole interface needs fifty thousand."""

# Windows knows neither links of this kind nor pipes in the file system, and has no such flags.
_NO_LINK_NO_WAITING = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_KINDS = (
    (stat.S_ISLNK, "a link", "put the file itself here"),
    (stat.S_ISDIR, "a folder", "put a file of that name here"),
    (stat.S_ISFIFO, "a pipe", "put a regular file here"),
)


def exists(path: Path) -> bool:
    """Return whether anything is there, be it a link that leads nowhere or in a folder that may not be looked into."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True  # whoever reads it will say why it cannot be read
    return True


def absolute(path: Path) -> Path:
    """Return a path from the root of the file system, without following links: one may lead to itself."""
    return Path(os.path.abspath(path))  # noqa: PTH100  `resolve` follows them


def read_text(path: Path, name: str, *, at_most: int = LARGEST_FILE) -> str:
    """Return the text of a UTF-8 file with unified line ends and without a byte order mark.

    `name` is what messages call the file. Raises ContentError as `read_bytes` does, and for bytes that are not UTF-8.
    """
    return decode(read_bytes(path, name, at_most=at_most), name)


def read_bytes(path: Path, name: str, *, at_most: int = LARGEST_FILE) -> bytes:
    """Return the bytes of a regular file of at most `at_most` bytes; raises ContentError, with one problem, for any other."""
    try:
        _refuse_special(os.lstat(path).st_mode, name)
        with open(path, "rb", opener=_opener) as file:
            _refuse_special(os.fstat(file.fileno()).st_mode, name)
            data = file.read(at_most + 1)
    except OSError as error:
        raise _fault(name, "unreadable", f"the file cannot be opened: {error.strerror}") from None
    if len(data) > at_most:
        raise _fault(
            name,
            "file-too-large",
            f"the file has more than the {at_most:,} bytes allowed; shorten it or split it",
        )
    return data


def decode(data: bytes, name: str) -> str:
    """Return UTF-8 bytes as a text with unified line ends; raises ContentError with the place of the first wrong byte."""
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise ContentError([_not_utf8(data, error, name)]) from None


def files(folder: Path, name: str, *endings: str) -> list[Path]:
    """Return what a folder holds under names with one of the endings (`.yaml`), sorted.

    Raises ContentError if the folder is a link or a file, or cannot be listed; a folder that does not exist holds nothing.
    """
    try:
        mode = os.lstat(folder).st_mode
        if not stat.S_ISDIR(mode):
            raise _fault(name, "unreadable", f"this is {_kind(mode)[0]}; a folder is needed here")
        return sorted(
            path
            for path in folder.iterdir()
            if path.name.endswith(endings) and not path.name.startswith(".")
        )
    except FileNotFoundError:
        return []
    except OSError as error:
        raise _fault(name, "unreadable", f"the folder cannot be listed: {error.strerror}") from None


def _opener(path: str, flags: int) -> int:
    return os.open(path, flags | _NO_LINK_NO_WAITING)


def _refuse_special(mode: int, name: str) -> None:
    if not stat.S_ISREG(mode):
        kind, instead = _kind(mode)
        raise _fault(name, "unreadable", f"this is {kind}, which is not read; {instead}")


def _kind(mode: int) -> tuple[str, str]:
    """Return what a thing in the file system is, and what to do where a regular file is needed."""
    known = ((kind, instead) for is_kind, kind, instead in _KINDS if is_kind(mode))
    return next(
        known,
        ("not a folder" if stat.S_ISREG(mode) else "no regular file", "put a regular file here"),
    )


def _not_utf8(data: bytes, error: UnicodeDecodeError, name: str) -> Problem:
    # "utf-8-sig" counts from behind the byte order mark.
    before = data.removeprefix(b"\xef\xbb\xbf")[: error.start]
    line = before.count(b"\n") + 1
    column = len(before.rpartition(b"\n")[2].decode("utf-8")) + 1
    message = (
        f"byte 0x{error.object[error.start]:02x} is not UTF-8; save the file in the encoding UTF-8"
    )
    return Problem(Place(name, line, column, line), "not-utf-8", "", message)


def _fault(name: str, rule: str, message: str) -> ContentError:
    return ContentError([Problem(Place(name, 1, 1, 1), rule, "", message)])
