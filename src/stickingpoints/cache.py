"""What was made before, kept under the hash of what it was made from.

The folder belongs to the user of the machine, not to the project, so that no pull request can bring
entries along. It may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from importlib import metadata
from pathlib import Path
from platform import python_version
from typing import Protocol

from platformdirs import user_cache_path

from stickingpoints import bounded_files
from stickingpoints.problems import CallError, ContentError
from stickingpoints.safe_writes import write

FOLDER_VARIABLE = "STICKINGPOINTS_CACHE"
"""The environment variable that names another folder."""

_PACKAGE = Path(__file__).parent
_LARGEST_ENTRY = 256 * 1024 * 1024
_LARGEST = 1_000_000_000  # bytes of all entries together
_KEPT_FOR = 14 * 24 * 60 * 60  # seconds since an entry was used last
_USED_TODAY = 24 * 60 * 60  # seconds in which the use of an entry is noted once
_NAME = re.compile(r"^[\w.-]+", re.MULTILINE)
_DIGEST = hashlib.sha256().digest_size


class Cache(Protocol):
    """Keeps bytes by key."""

    def get(self, key: str) -> bytes | None:
        """Return what is kept under a key, None if nothing is."""

    def put(self, key: str, data: bytes) -> None:
        """Keep bytes under a key."""


class _NoCache:
    """Keeps nothing: everything is made anew."""

    def get(self, key: str) -> bytes | None:  # noqa: ARG002
        """Return None."""
        return None

    def put(self, key: str, data: bytes) -> None:
        """Forget the bytes."""


NO_CACHE: Cache = _NoCache()


class FolderCache:
    """Keeps each entry in a file of its own, which begins with the hash of the rest.

    A folder that cannot be written is one in which nothing is kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> bytes | None:
        """Return what is kept under a key, None if nothing is, or if it is not whole."""
        path = self._path(key)
        try:
            entry = bounded_files.read_bytes(path, path.name, at_most=_LARGEST_ENTRY)
        except ContentError:
            return None
        data = entry[_DIGEST:]
        # A disk that was full, or another program, may have cut it off.
        if hashlib.sha256(data).digest() != entry[:_DIGEST]:
            return None
        _note_use(path)
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keep bytes under a key."""
        try:
            write({self._path(key): hashlib.sha256(data).digest() + data})
        except CallError:
            return

    def forget_unused(self) -> None:
        """Delete what no build has used for two weeks, or since the last gigabyte of others.

        What a killed build has left half written goes too. If it is that of another build which is
        at work, that build keeps nothing under its key.
        """
        oldest, size = time.time() - _KEPT_FOR, 0
        for used, bytes_, path in sorted(self._entries(), reverse=True):
            size += bytes_
            is_half_written = path.name.startswith(".")
            if is_half_written or used < oldest or size > _LARGEST:
                with suppress(OSError):  # another build was faster, or nothing may be deleted here
                    path.unlink()

    def _entries(self) -> Iterator[tuple[float, int, Path]]:
        """Yield when each entry was used last, how large it is, and its file."""
        for path in self._folder.glob("*/*"):
            with suppress(OSError):
                state = path.stat()
                yield state.st_mtime, state.st_size, path

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key[2:]


def _note_use(path: Path) -> None:
    try:
        if path.stat().st_mtime < time.time() - _USED_TODAY:
            os.utime(path)
    except OSError:
        return


def of_user() -> FolderCache:
    """Return the cache of the user of this machine."""
    named = os.environ.get(FOLDER_VARIABLE)
    return FolderCache(Path(named) if named else user_cache_path("stickingpoints"))


def kept(cache: Cache, parts: Iterable[str | bytes], make: Callable[[], bytes]) -> bytes:
    """Return what is made from the given parts: from the cache, or made and kept there."""
    key = key_of(parts)
    data = cache.get(key)
    if data is None:
        data = make()
        cache.put(key, data)
    return data


def kept_files(
    cache: Cache, parts: Iterable[str | bytes], make: Callable[[], Mapping[str, bytes]]
) -> dict[str, bytes]:
    """Return files by their addresses as `kept` does bytes."""
    return _unpacked(kept(cache, ["files", *parts], lambda: _packed(make())))


def _packed(files: Mapping[str, bytes]) -> bytes:
    """Return files as one: a line with their addresses and sizes, then their bytes."""
    sizes = {address: len(data) for address, data in files.items()}
    return b"".join([json.dumps(sizes).encode(), b"\n", *files.values()])


def _unpacked(data: bytes) -> dict[str, bytes]:
    line, _, rest = data.partition(b"\n")
    files, start = {}, 0
    for address, size in json.loads(line).items():
        files[address] = rest[start : start + size]
        start += size
    return files


def key_of(parts: Iterable[str | bytes]) -> str:
    """Return the key of what is made from the given parts by this version of the program."""
    digest = hashlib.sha256(_program())
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        # With its length, so that no two lists of parts are joined to the same bytes.
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()


@cache
def _program() -> bytes:
    """Return the hash of this program: its files, what it is built on, and Python."""
    digest = hashlib.sha256(python_version().encode())
    for library in _libraries():
        digest.update(f"{library} {metadata.version(library)}\n".encode())
    for path in sorted(_PACKAGE.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(str(path.relative_to(_PACKAGE)).encode())
            digest.update(path.read_bytes())
    return digest.digest()


def _libraries() -> list[str]:
    """Return what this program is built on; nothing if it is run from a folder, not installed."""
    try:
        requirements = metadata.requires("stickingpoints") or []
    except metadata.PackageNotFoundError:
        return []
    needed = [line for line in requirements if "extra ==" not in line]
    return sorted(_NAME.findall("\n".join(needed)))
