"""The data as it is on disk at one moment: its tree, what the check says, and a fingerprint."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from stickingpoints import bounded_files
from stickingpoints.checks.quote_lock import Lock, read_lock
from stickingpoints.editing.opened_data import not_writable
from stickingpoints.problems import ContentError, Problem, display_path
from stickingpoints.reading.load import Reading, read
from stickingpoints.reading.merge import Merged, merge_folder
from stickingpoints.text.json_bytes import json_bytes


@dataclass(frozen=True)
class Snapshot:
    """A data folder at one moment; `digest` is the fingerprint of its files."""

    folder: Path
    digest: str
    merged: Merged

    @cached_property
    def plain(self) -> Any:
        """The data without places."""
        return self.merged.tree.plain()

    @cached_property
    def reading(self) -> Reading:
        """What the check says of it."""
        # Read anew: judging a tree gives misspelt keys their right names in it.
        return read(self.folder)

    @cached_property
    def obstacles(self) -> list[Problem]:
        """The problems for which no form can be filled in: something could be lost in writing."""
        return not_writable(self.merged)

    @cached_property
    def lock(self) -> Lock | None:
        """The quotes that were checked against saved copies."""
        return read_lock(self.folder)[0]


class Folder:
    """A data folder, which is read again only after a change on disk."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._last: Snapshot | None = None

    def now(self) -> Snapshot:
        """Return the data as it is now; raises ContentError if the folder cannot be listed."""
        digest = digest_of(self.path)
        if self._last is None or self._last.digest != digest:
            self._last = Snapshot(self.path, digest, merge_folder(self.path, self.name))
        return self._last

    @property
    def name(self) -> str:
        """What messages call the folder."""
        return display_path(self.path)


def digest_of(folder: Path) -> str:
    """Return the fingerprint of the files of a folder that the data is read from."""
    digest = hashlib.sha256()
    for path in bounded_files.files(folder, display_path(folder), ".yaml", ".yml", "quotes.lock"):
        # The name, too: text that moves from one file to another changes the data.
        digest.update(f"{path.name}\0".encode())
        digest.update(_digest_of_file(path))
    return digest.hexdigest()


def _digest_of_file(path: Path) -> bytes:
    try:
        return hashlib.sha256(bounded_files.read_bytes(path, path.name)).digest()
    except ContentError:
        return b"unreadable"


def digest_of_record(record: Mapping[str, Any] | None) -> str:
    """Return the fingerprint of what a record says, "" of none."""
    if record is None:
        return ""
    return hashlib.sha256(json_bytes(_as_text(record))).hexdigest()


def _as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _as_text(child) for key, child in value.items()}
    if isinstance(value, list):
        return list(map(_as_text, value))
    return str(value)
