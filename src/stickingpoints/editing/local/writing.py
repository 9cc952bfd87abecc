"""A form → the files of `data/`: changed as trees that keep comments and order, never by text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import attrgetter
from pathlib import Path
from typing import Any

from stickingpoints.editing.files import Files, place_by_id, place_of
from stickingpoints.editing.format import with_days_as_text
from stickingpoints.editing.local.records import Address, location_of, name_of, node_at
from stickingpoints.editing.local.snapshot import Snapshot
from stickingpoints.editing.local.values import Values, differs, has_records, merged
from stickingpoints.editing.yaml_layout import Document
from stickingpoints.problems import ContentError, Place, Problem, shorten
from stickingpoints.reading.yaml_tree import parse_text


class Writer:
    """The files of a snapshot of the data, opened for one change; nothing is written to disk."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.files = Files(snapshot.folder)
        self._snapshot = snapshot

    def change(self, address: Address, values: Values) -> None:
        """Change the record at an address, which exists; the site itself has keys in many files."""
        if address:
            document, record = self._opened(address)
            write_record(document, record, values)
            return
        for key, value in values.items():
            document = self.files.document(self._file_of_key(key))
            write_record(document, document.tree, Values({key: value}))

    def add(self, above: Address, key: str, values: Values) -> None:
        """Add a record to a list, where it belongs by its date or id."""
        if above:
            document, owner = self._opened(above)
        else:
            document = self._file_for_list(key)
            owner = document.tree
        if owner.get(key) is None:
            owner[key] = []
        entries = owner[key]
        document.insert(entries, number_for(key, entries, values), _new_record(values))

    def remove(self, address: Address) -> None:
        """Remove the record at an address, which exists."""
        document, entries, number = self._entry(address)
        document.remove(entries, number)

    def texts(self) -> dict[Path, str]:
        """Return the text of each file that was opened.

        Raises ContentError if one would not say what was meant.
        """
        texts = {}
        for path, document in self.files.opened.items():
            texts[path] = document.text()
            tree, _ = parse_text(texts[path], document.name)
            if tree is None or with_days_as_text(tree.plain()) != _plain(document.tree):
                raise ContentError([_not_as_meant(document.name)])
        return texts

    def _opened(self, address: Address) -> tuple[Document, Any]:
        """Return the file that holds a record, and the record's tree in it."""
        document, entries, number = self._entry(address)
        return document, entries[number]

    def _entry(self, address: Address) -> tuple[Document, Any, int]:
        """Return the file that holds a record, the list that it is in, and its number there.

        Raises ContentError if the file has it in another place than the check says.
        """
        location = location_of(self._snapshot.plain, address)
        assert location  # noqa: S101  whoever asks has looked
        node = node_at(self._snapshot.merged.tree, location)
        document = self.files.document(self._path(node.place))
        tree: Any = document.tree
        for key, name in zip(address[:-2:2], address[1:-2:2], strict=False):
            tree = _named(tree.get(key), key, name, node.place)
        entries = tree.get(address[-2])
        return document, entries, _number(entries, address[-2], address[-1], node.place)

    def _path(self, place: Place) -> Path:
        return self._snapshot.folder / Path(place.file).name

    def _file_of_key(self, key: str) -> Path:
        """Return the file that has a key at its top, or else that of the site's title."""
        tree = self._snapshot.merged.tree
        if key in tree.value:
            return self._path(tree.keys[key])
        return self._path(tree.place)

    def _file_for_list(self, key: str) -> Document:
        node = self._snapshot.merged.tree.value.get(key)
        if node is None:
            return self.files.file_for(key)
        last = node.value[-1].place if node.value else self._snapshot.merged.tree.keys[key]
        return self.files.document(self._path(last))


def _named(entries: Any, key: str, name: str, place: Place) -> Any:
    return entries[_number(entries, key, name, place)]


def _number(entries: Any, key: str, name: str, place: Place) -> int:
    for number, record in enumerate(entries or ()):
        if name_of(key, record, number) == name:
            return number
    message = f'"{shorten(name)}" is not where it was found; correct the file in a text editor'
    raise ContentError([Problem(place, "layout", "", message)])


def number_for(key: str, entries: Any, values: Mapping[str, Any]) -> int:
    """Return the number of a new record among others: by date, newest first, or by id."""
    if key in ("statements", "corrections"):
        return place_of(entries, str(values.get("date")))
    if key == "sources":
        return place_by_id(entries, str(values.get("id")))
    return len(entries)


def write_record(document: Document, record: Any, values: Values) -> None:
    """Change the fields of a record that a form says otherwise."""
    for key, value in values.items():
        if not differs(value, record.get(key)):
            continue
        if value is None:
            document.drop(record, key)
        elif isinstance(value, list) and isinstance(record.get(key), list):
            _write_list(document, record[key], value)
        elif isinstance(value, Values) and isinstance(record.get(key), dict):
            write_record(document, record[key], value)
        elif value is not False or key in record:
            record[key] = _new_value(value)


def _write_list(document: Document, entries: Any, values: list[Any]) -> None:
    if not has_records(values):
        _write_words(document, entries, values)
        return
    origins = set(map(attrgetter("origin"), values))
    for number in reversed(range(len(entries))):
        if number not in origins:
            document.remove(entries, number)
    kept = origins - {None}
    for number, value in enumerate(_in_order(values)):
        if value.origin in kept:
            write_record(document, entries[number], value)
        else:
            document.insert(entries, number, _new_record(value))


def _in_order(values: list[Values]) -> Iterator[Values]:
    """Yield the entries of a list: those of the data in its order, new ones where they are."""
    kept = iter(sorted((v for v in values if v.origin is not None), key=lambda v: v.origin or 0))
    for value in values:
        yield value if value.origin is None else next(kept)


def _write_words(document: Document, entries: Any, words: list[Any]) -> None:
    for number in reversed(range(len(words), len(entries))):
        document.remove(entries, number)
    for number, word in enumerate(words):
        if number == len(entries):
            entries.append(word)
        elif str(entries[number]) != str(word):
            entries[number] = word


def _new_record(values: Values) -> dict[str, Any]:
    """Return a new record without the fields that are left empty."""
    return {key: _new_value(value) for key, value in merged(None, values).items()}


def _new_value(value: Any) -> Any:
    if isinstance(value, Values):
        return _new_record(value)
    if isinstance(value, list):
        return list(map(_new_value, value))
    return value


def _plain(tree: Any) -> Any:
    """Return a tree of ruamel.yaml in plain values, with days as text."""
    if isinstance(tree, dict):
        return {str(key): _plain(child) for key, child in tree.items()}
    if isinstance(tree, list):
        return list(map(_plain, tree))
    if isinstance(tree, str):
        return str(tree)
    return with_days_as_text(tree)


def _not_as_meant(name: str) -> Problem:
    message = (
        "the file would not say what was meant, so nothing was written; "
        "look for unusual characters in the text, and write them in another way"
    )
    return Problem(Place(name, 1, 1, 1), "layout", "", message)
