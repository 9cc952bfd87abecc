"""A site that was published, read from wherever it is: a folder, an archive or the web.

All of it may come from a stranger. Nothing is unpacked, no link is followed, and no more of a file
is read than is asked for.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Protocol

from stickingpoints import bounded_files
from stickingpoints.exports.checksums import UNLISTED, addresses
from stickingpoints.problems import CallError, ContentError

_MOST_FILES = 200_000
_LARGEST_ARCHIVE = 512 * 1024 * 1024
_LARGEST_DIRECTORY = 32 * 1024 * 1024
"""How many bytes of an archive may list its files, since all of the list is kept in memory."""

_LONGEST_COMMENT = 65_535
_END = b"PK\x05\x06"  # of the central directory; APPNOTE 4.3.16
_END_LENGTH = 22
_ZIP64_LOCATOR = b"PK\x06\x07"  # right before it; APPNOTE 4.3.15
_LOCATOR_LENGTH = 20
_ENCRYPTED = 0x1


class PublishedSite(Protocol):
    """The files of a site, by their addresses relative to its root."""

    withheld: frozenset[str]
    """Addresses of files that may be there without being published."""

    def addresses(self) -> set[str]:
        """Return every address that is known to be published."""

    def read(self, address: str, at_most: int) -> bytes | None:
        """Return the first `at_most` bytes of a file, None if there is none at the address."""


class SiteInFolder:
    """A site in a folder of this machine."""

    withheld: frozenset[str] = frozenset()

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def addresses(self) -> set[str]:
        """Return the address of every file; raises CallError if there are too many."""
        found: set[str] = set()
        for address in addresses(self._folder):
            found.add(address)
            _refuse_too_many(len(found))
        return found

    def read(self, address: str, at_most: int) -> bytes | None:
        """Return the first bytes of a regular file, None for anything else, as a link."""
        path = self._folder / address
        if _leads_elsewhere(self._folder, address) or not bounded_files.exists(path):
            return None
        try:
            with bounded_files.opened(path, address) as file:
                return file.read(at_most)
        except ContentError:
            return None


class SiteInArchive:
    """A site in a zip archive, in its root or in the one folder that it has."""

    withheld: frozenset[str] = frozenset()

    def __init__(self, path: Path) -> None:
        """Open the archive; raises CallError if it is none, or none that may be read."""
        self._entries: dict[str, zipfile.ZipInfo] = {}
        try:
            self._archive = _opened_archive(path)
        except (ContentError, zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
            raise CallError(
                f"{path} is not a zip archive that can be read; give the archive of a site, "
                "or the folder that was unpacked from it"
            ) from None
        for entry in _file_entries(self._archive):
            self._keep(entry)
        self._root = _root_of(self._entries)

    def _keep(self, entry: zipfile.ZipInfo) -> None:
        if entry.filename in self._entries:
            raise CallError(f"the archive has two files with the name {entry.filename}")
        self._entries[entry.filename] = entry

    def addresses(self) -> set[str]:
        """Return the address of every file."""
        found = set()
        for name in self._entries:
            address = name.removeprefix(self._root)
            if UNLISTED.isdisjoint(address.split("/")):
                found.add(address)
        return found

    def read(self, address: str, at_most: int) -> bytes | None:
        """Return the first bytes of a file; what is damaged counts as empty."""
        entry = self._entries.get(self._root + address)
        if entry is None:
            return None
        try:
            with self._archive.open(entry) as file:
                return file.read(at_most)
        except (
            zipfile.BadZipFile,
            NotImplementedError,
            RuntimeError,
            OSError,
            EOFError,
            zlib.error,
        ):
            return b""


def _leads_elsewhere(folder: Path, address: str) -> bool:
    """Return whether a folder on the way to a file is a link."""
    way = Path(address).parents
    return any((folder / part).is_symlink() for part in way)


def _refuse_too_many(number: int) -> None:
    if number > _MOST_FILES:
        raise CallError(f"this has more than {_MOST_FILES:,} files, so it is no site of ours")


def _opened_archive(path: Path) -> zipfile.ZipFile:
    """Return an archive whose list of files is short enough to be read."""
    if path.stat().st_size > _LARGEST_ARCHIVE:
        raise ValueError("too large")
    with bounded_files.opened(path, path.as_posix()) as file:
        if not 0 < _length_of_directory(file) <= _LARGEST_DIRECTORY:
            raise ValueError("a long list of files")
    return zipfile.ZipFile(path)


def _length_of_directory(file: IO[bytes]) -> int:
    """Return how many bytes list the files of an archive, 0 if that cannot be told.

    Archives of the form Zip64, whose lists have no limit, are not told: no site needs it.
    """
    size = file.seek(0, 2)
    file.seek(max(0, size - _END_LENGTH - _LONGEST_COMMENT - _LOCATOR_LENGTH))
    tail = file.read()
    end = tail.rfind(_END)
    before = tail[max(0, end - _LOCATOR_LENGTH) : end]
    if end < 0 or len(tail) - end < _END_LENGTH or before.startswith(_ZIP64_LOCATOR):
        return 0
    return int.from_bytes(tail[end + 12 : end + 16], "little")


def _file_entries(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """Yield the files in an archive; raises CallError for one that may not be in a site."""
    entries = archive.infolist()
    _refuse_too_many(len(entries))
    for entry in entries:
        _refuse_unsafe(entry)
        if not entry.is_dir():
            yield entry


def _refuse_unsafe(entry: zipfile.ZipInfo) -> None:
    parts = entry.filename.rstrip("/").split("/")
    unsafe_name = {"", ".", ".."}.intersection(parts) or "\\" in entry.filename
    if unsafe_name or ":" in parts[0]:
        raise CallError(f"the archive has a name that leads out of it: {entry.filename}")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise CallError(f"the archive has a link, which no site has: {entry.filename}")
    if entry.flag_bits & _ENCRYPTED:
        raise CallError(f"the archive has an encrypted file, which no site has: {entry.filename}")


def _root_of(entries: dict[str, zipfile.ZipInfo]) -> str:
    """Return the folder in which an archive has the site, "" for its root."""
    if "index.html" in entries:
        return ""
    folders = {name.partition("/")[0] for name in entries}
    for folder in folders:
        if len(folders) == 1 and f"{folder}/index.html" in entries:
            return f"{folder}/"
    raise CallError("the archive has no index.html in its root, nor in the one folder of it")
