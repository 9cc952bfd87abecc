"""`new`: adds a stub of a record where it belongs.

It goes by the files alone, not by a dataset: the data may have unfilled stubs, and a statement may
come before its source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from stickingpoints.editing.files import Files, number_of, place_by_id, place_of
from stickingpoints.editing.imports.slugs import free_id
from stickingpoints.editing.kinds import KINDS
from stickingpoints.editing.stubs import stub
from stickingpoints.editing.yaml_layout import Document
from stickingpoints.problems import (
    CallError,
    ContentError,
    Place,
    Problem,
    did_you_mean,
    display_path,
    is_count,
    one_of,
    shorten,
)
from stickingpoints.reading import fields
from stickingpoints.reading.load import read
from stickingpoints.reading.locations import Location, find, last_key
from stickingpoints.reading.merge import Merged, merge_folder
from stickingpoints.reading.yaml_nodes import Node
from stickingpoints.reading.yaml_tree import parse_text
from stickingpoints.text.web_addresses import same_page

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?")
_MISSING = {
    "id": (
        "give the new {what} an id of small letters, digits and single hyphens, "
        "such as --id open-question"
    ),
    "issue": "give the issue that the new {what} belongs to with --issue",
    "party": "give the party of the new {what} with --party",
    "document": "give the plan that the new {what} belongs to with --document",
    "date": (
        "give the date of the new {what} with --date, as 2025-11-25 or, where only the month is "
        "known, 2025-11; it is part of the address of the {what} and decides its place in the list"
    ),
}
# Whatever else the parser reports may be lost or change its meaning when the file is written.
_HARMLESS = ("empty", "no-data")
_NAMES: Mapping[type, str] = {dict: "record", list: "list of records"}


class Wanted(NamedTuple):
    """The record to add: its kind, and what is known of it, "" for what is not.

    Each field but the first is an option of the command.
    """

    what: str
    id: str = ""
    issue: str = ""
    party: str = ""
    document: str = ""
    date: str = ""


class Stub(NamedTuple):
    """A stub that was added: the file's name, and where it and its empty fields are in it."""

    file: str
    empty: tuple[Place, ...]


@dataclass(frozen=True)
class _Record:
    """A record of an opened file: the file, the record's tree, and the steps to it."""

    document: Document
    tree: Any
    location: Location = ()

    def entries(self, key: str) -> Any:
        """Return one of its lists, which is created if there is none."""
        if self.tree.get(key) is None:
            self.tree[key] = []
        return self.tree[key]

    def child(self, key: str, field: str, value: str) -> _Record | None:
        """Return the record of one of its lists whose `field` is `value`, None if there is none."""
        number = number_of(self.entries(key), field, value)
        if number is None:
            return None
        return _Record(self.document, self.tree[key][number], (*self.location, key, number))

    def insert(self, key: str, given: Mapping[str, Any], number: int | None = None) -> _Record:
        """Insert a stub into one of its lists, by default at the end."""
        entries = self.entries(key)
        if number is None:
            number = len(entries)
        location = (*self.location, key, number)
        tree = stub(self.document, location, given)
        self.document.insert(entries, number, tree)
        return _Record(self.document, tree, location)


@dataclass(frozen=True)
class _Data:
    """The data as its files have it: opened for editing, and as one tree with places."""

    files: Files
    tree: Node
    known: Mapping[str, Any] = field(default_factory=dict)

    def named(self, key: str) -> dict[str, Node]:
        """Return the records of a top-level list by id; those without an id are left out."""
        return dict(_named(self.tree.value.get(key)))

    def list_file(self, key: str) -> _Record:
        """Return the file for a new record of a top-level list: that of the last such record."""
        node = self.tree.value.get(key)
        if node is None:
            document = self.files.file_for(key)
        else:
            last = node.value[-1].place if node.value else self.tree.keys[key]
            document = self.files.document(self._path(last))
        return _Record(document, document.tree)

    def opened(self, key: str, name: str) -> _Record:
        """Return a record of a top-level list by its id, in its file."""
        document = self.files.document(self._path(self.named(key)[name].place))
        record = _Record(document, document.tree).child(key, "id", name)
        assert record  # noqa: S101  the same file was read as `tree`
        return record

    def _path(self, place: Place) -> Path:
        return self.files.folder / Path(place.file).name


def start(files: Files, wanted: Wanted, known: Mapping[str, Any] | None = None) -> Stub:
    """Add a stub to the opened files; nothing is written.

    `known` are fields of a source that have their values already; without an id it gets one that is
    made from them. Raises CallError if what must be known of it is missing or not valid, and
    ContentError if the files cannot be read.
    """
    data = _Data(files, _readable(files.folder), known or {})
    if data.known:
        _refuse_known_address(data)
        wanted = wanted._replace(id=wanted.id or _id_of(data))
    _refuse_options(wanted)
    added = _ADDERS[wanted.what](data, wanted)
    return _described(added)


def _refuse_known_address(data: _Data) -> None:
    """Raise CallError if a source has the address that is known of the new one."""
    address = data.known.get("url")
    for name, source in data.named("sources").items():
        url = source.value.get("url")
        if address and url and same_page(str(url.value)) == same_page(address):
            raise CallError(
                f'the source "{name}" has this address already ({shorten(address)}); '
                f"cite that one, at {url.place.file}:{url.place.line}"
            )


def _id_of(data: _Data) -> str:
    """Return a free id made from the publisher and the day, or else the title, of a source."""
    words = [data.known.get("publisher", ""), data.known.get("published", data.known.get("title"))]
    return free_id(" ".join(filter(None, words)), data.named("sources"), "source")


def _refuse_options(wanted: Wanted) -> None:
    """Raise CallError if an option is missing, does not apply, or has no date in it."""
    kind = KINDS[wanted.what]
    for option in Wanted._fields[1:]:
        value = getattr(wanted, option)
        if value and option not in (*kind.required, *kind.optional):
            takes = ", ".join(f"--{name}" for name in (*kind.required, *kind.optional))
            raise CallError(f"a new {wanted.what} takes no --{option}; it takes {takes}")
        if not value and option in kind.required:
            raise CallError(_MISSING[option].format(what=wanted.what))
    if wanted.date and not _DATE.fullmatch(wanted.date):
        raise CallError(
            f'"{shorten(wanted.date)}" is not a date; '
            "write 2025-11-25 or, where only the month is known, 2025-11"
        )


def _readable(folder: Path) -> Node:
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


# Where each kind belongs


def _add_top_level(data: _Data, wanted: Wanted) -> _Record:
    """Add a record that has a list of its own kind in a file."""
    key = KINDS[wanted.what].key
    _refuse_id(wanted, data.named(key))
    given = {"id": wanted.id, **data.known}
    if wanted.date:
        given["date"] = wanted.date
    if wanted.what == "event":
        given |= _still_open(data, wanted)
    if wanted.party:
        _refuse_unknown(data, "party", wanted.party)
        given["party"] = wanted.party
    file = data.list_file(key)
    number = None
    if wanted.what == "source":
        number = place_by_id(file.entries(key), wanted.id)
    return file.insert(key, given, number)


def _still_open(data: _Data, wanted: Wanted) -> Mapping[str, None]:
    """Return the fields of an event that are required though the model does not say so.

    An event later than the content describes can only have been announced.
    """
    as_of = data.tree.value.get("as_of")
    if wanted.date and as_of and wanted.date > str(as_of.value):
        return {"announced": None}
    return {"outcome": None}


def _refuse_id(wanted: Wanted, taken: Collection[str]) -> None:
    """Raise CallError if the id is not valid or not free."""
    if not _ID.fullmatch(wanted.id):
        ask = _MISSING["id"].format(what=wanted.what)
        raise CallError(f'{ask}; "{shorten(wanted.id)}" is not a valid id')
    if wanted.id in taken:
        raise CallError(f'the id "{wanted.id}" is already in use; choose another')


def _refuse_unknown(data: _Data, option: str, value: str) -> None:
    """Raise CallError if there is no record that an option names."""
    known = data.named(KINDS[option].key)
    if value in known:
        return
    noun = f"{'an' if option == 'issue' else 'a'} {option}"
    if not known:
        raise CallError(f"there is no {option} yet; add {noun} first")
    hint = did_you_mean(value, known) or "."
    raise CallError(
        f'give {noun} with --{option}; "{shorten(value)}" is not {noun}{hint} {one_of(known)}'
    )


def _add_issue(data: _Data, wanted: Wanted) -> _Record:
    """Add an issue, with a position of each party that answers every issue."""
    _refuse_id(wanted, data.named("issues"))
    file = data.list_file("issues")
    location = ("issues", 0, "positions", 0)
    positions = [
        stub(file.document, location, {"party": party, "statements": []})
        for party in _answering_everywhere(data)
    ]
    return file.insert("issues", {"id": wanted.id, "positions": positions})


def _answering_everywhere(data: _Data) -> Iterator[str]:
    """Yield the ids of the parties that answer every issue."""
    for name, party in data.named("parties").items():
        answers = party.value.get("answers")
        if answers is None or answers.value != "where-stated":
            yield name


def _issue(data: _Data, wanted: Wanted) -> _Record:
    """Return the issue that was named; raises CallError if it, or the party, does not exist."""
    _refuse_unknown(data, "issue", wanted.issue)
    if wanted.party:
        _refuse_unknown(data, "party", wanted.party)
    return data.opened("issues", wanted.issue)


def _add_position(data: _Data, wanted: Wanted) -> _Record:
    """Add a position to its issue."""
    issue = _issue(data, wanted)
    if issue.child("positions", "party", wanted.party):
        raise CallError(
            f'"{wanted.party}" has a position on "{wanted.issue}" already; edit that one'
        )
    return issue.insert("positions", {"party": wanted.party, "statements": []})


def _add_statement(data: _Data, wanted: Wanted) -> _Record:
    """Add a statement to its position, newest first; add the position too if there is none.

    Returns the outermost record that is new.
    """
    issue = _issue(data, wanted)
    position = issue.child("positions", "party", wanted.party)
    if position is None:
        about = {"party": wanted.party, "since": wanted.date, "statements": []}
        added = issue.insert("positions", about)
        added.insert("statements", {"date": wanted.date})
        return added
    statements = position.entries("statements")
    given: dict[str, Any] = {"date": wanted.date}
    if number_of(statements, "date", wanted.date) is not None:
        given["key"] = None  # without one, the two could not be told apart
    return position.insert("statements", given, place_of(statements, wanted.date))


def _add_provision(data: _Data, wanted: Wanted) -> _Record:
    """Add what a document says on an issue."""
    _refuse_unknown(data, "document", wanted.document)
    _refuse_unknown(data, "issue", wanted.issue)
    document = data.opened("documents", wanted.document)
    return document.insert("provisions", {"issue": wanted.issue, "short": None})


def _add_map(data: _Data, wanted: Wanted) -> _Record:
    """Add a map to an issue that has none."""
    issue = _issue(data, wanted)
    if issue.tree.get("map") is not None:
        raise CallError(f'"{wanted.issue}" has a map already; edit that one')
    location = (*issue.location, "map")
    answers = [stub(issue.document, (*location, "answers", 0), {"party": None})]
    issue.tree["map"] = stub(issue.document, location, {"answers": answers})
    return _Record(issue.document, issue.tree["map"], location)


def _add_correction(data: _Data, wanted: Wanted) -> _Record:
    """Add a correction to an issue, newest first."""
    issue = _issue(data, wanted)
    given: dict[str, Any] = {"date": wanted.date or None, "records": None}
    if wanted.party:
        given["party"] = wanted.party
    number = place_of(issue.entries("corrections"), wanted.date)
    return issue.insert("corrections", given, number)


_ADDERS: Mapping[str, Callable[[_Data, Wanted], _Record]] = {
    **dict.fromkeys(KINDS, _add_top_level),
    "issue": _add_issue,
    "position": _add_position,
    "statement": _add_statement,
    "provision": _add_provision,
    "map": _add_map,
    "correction": _add_correction,
}


# What is left to fill in


def _described(added: _Record) -> Stub:
    """Return where a stub and its empty fields are in the text of its file."""
    name = added.document.name
    tree, _ = parse_text(added.document.text(), name)
    assert tree  # noqa: S101  it holds the stub
    return Stub(name, tuple(_empty(find(tree, added.location))))


def _empty(node: Node) -> Iterator[Place]:
    """Yield the places of the empty fields of a record, in the order of the file."""
    if node.value is None:
        yield node.place
    for _, child in node.children():
        yield from _empty(child)
