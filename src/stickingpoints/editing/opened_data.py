"""The data as its files have it, opened for a new record.

Nothing is opened that could not be written again without a loss.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from stickingpoints.editing.files import Files, number_of
from stickingpoints.editing.stubs import stub
from stickingpoints.editing.yaml_layout import Document
from stickingpoints.problems import ContentError, Place, Problem, display_path, is_count
from stickingpoints.reading import fields
from stickingpoints.reading.load import read
from stickingpoints.reading.locations import Location, last_key
from stickingpoints.reading.merge import Merged, merge_folder
from stickingpoints.reading.yaml_nodes import Node

# Whatever else the parser reports may be lost or change its meaning when the file is written.
_HARMLESS = ("empty", "no-data")
_NAMES: Mapping[type, str] = {dict: "record", list: "list of records"}


@dataclass(frozen=True)
class OpenRecord:
    """A record of an opened file: the file, the record's tree, and the steps to it."""

    document: Document
    tree: Any
    location: Location = ()

    def entries(self, key: str) -> Any:
        """Return one of its lists, which is created if there is none."""
        if self.tree.get(key) is None:
            self.tree[key] = []
        return self.tree[key]

    def child(self, key: str, field: str, value: str) -> OpenRecord | None:
        """Return the record of one of its lists whose `field` is `value`, None if there is none."""
        number = number_of(self.entries(key), field, value)
        if number is None:
            return None
        return OpenRecord(self.document, self.tree[key][number], (*self.location, key, number))

    def insert(self, key: str, given: Mapping[str, Any], number: int | None = None) -> OpenRecord:
        """Insert a stub into one of its lists, by default at the end."""
        entries = self.entries(key)
        if number is None:
            number = len(entries)
        location = (*self.location, key, number)
        tree = stub(self.document, location, given)
        self.document.insert(entries, number, tree)
        return OpenRecord(self.document, tree, location)


@dataclass(frozen=True)
class OpenData:
    """The data as its files have it: opened for editing, and as one tree with places."""

    files: Files
    tree: Node
    known: Mapping[str, Any] = field(default_factory=dict)

    def named(self, key: str) -> dict[str, Node]:
        """Return the records of a top-level list by id; those without an id are left out."""
        return dict(_named(self.tree.value.get(key)))

    def list_file(self, key: str) -> OpenRecord:
        """Return the file for a new record of a top-level list: that of the last such record."""
        node = self.tree.value.get(key)
        if node is None:
            document = self.files.file_for(key)
        else:
            # A list may be spread over files; where its last record is, editors have been adding.
            last = node.value[-1].place if node.value else self.tree.keys[key]
            document = self.files.document(self._path(last))
        return OpenRecord(document, document.tree)

    def opened(self, key: str, name: str) -> OpenRecord:
        """Return a record of a top-level list by its id, in its file."""
        document = self.files.document(self._path(self.named(key)[name].place))
        record = OpenRecord(document, document.tree).child(key, "id", name)
        assert record  # noqa: S101  the same file was read as `tree`
        return record

    def _path(self, place: Place) -> Path:
        return self.files.folder / Path(place.file).name


def readable(folder: Path) -> Node:
    """Return the tree of a folder whose files can be written again without a loss.

    Raises ContentError for any other, and for one with more problems than are shown: what holds
    them can take long to write.
    """
    reading = read(folder)
    if any(map(is_count, reading.errors)):
        raise ContentError(reading.problems)
    merged = merge_folder(folder, display_path(folder))
    harmful = not_writable(merged)
    if harmful:
        raise ContentError(harmful)
    return merged.tree


def not_writable(merged: Merged) -> list[Problem]:
    """Return the problems for which something could be lost if the files were written again."""
    harmful = [problem for problem in merged.problems if problem.rule not in _HARMLESS]
    harmful += _wrong_types(merged.tree, ())
    return harmful


def _wrong_types(node: Node, location: Location) -> Iterator[Problem]:
    """Yield a problem for each value in the place of a record or of a list of records."""
    needed: type | None = None
    if fields.record_at(location):
        needed = dict
    elif fields.record_at((*location, 0)):
        needed = list
    if needed and node.value is not None and not isinstance(node.value, needed):
        message = f"a {_NAMES[needed]} is needed here; correct this first"
        yield Problem(node.place, "wrong-type", last_key(location), message)
    for step, child in node.children():
        yield from _wrong_types(child, (*location, step))


def _named(node: Node | None) -> Iterator[tuple[str, Node]]:
    """Yield the records of a list, each with its id; those without an id are left out."""
    if node is None:
        return
    for _, record in node.children():
        if isinstance(record.value, dict) and "id" in record.value:
            yield str(record.value["id"].value), record
