"""The common layout of a file of `data/`: order of keys, indentation, folding, quotes.

Comments stay with what they belong to.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError

from stickingpoints.editing.yaml_comment_slots import (
    hoist_comments,
    put_above,
    put_at_end,
    put_behind,
)
from stickingpoints.editing.yaml_comments import Attached, Collection, Key, attach
from stickingpoints.editing.yaml_styles import BLOCK, WIDTH, styled
from stickingpoints.problems import ContentError, Place, Problem, shorten
from stickingpoints.reading import fields
from stickingpoints.reading.locations import Location


def commented(lines: Iterable[str]) -> list[str]:
    """Return lines as comments."""
    return [f"# {line}" for line in lines]


class Document:
    """A valid file of `data/` as a tree to edit; its comments stay with what they belong to.

    `name` is the file's name in messages. Raises ContentError for the few texts that ruamel.yaml
    refuses and the reader of the check accepts.
    """

    def __init__(self, text: str, name: str) -> None:
        try:
            self.tree: Any = _reader().load(text)
        except MarkedYAMLError as error:
            raise ContentError([_refused(error, name)]) from None
        self.name = name
        self._read = text
        # Comments know what they belong to by `id()`, which nothing else may get meanwhile.
        self._removed: list[Any] = []
        is_collection = isinstance(self.tree, (CommentedMap, CommentedSeq))
        self.comments = attach(text, self.tree) if is_collection else Attached()

    def insert(self, entries: Any, index: int, value: object) -> None:
        """Insert a value into a list of the tree; comments stay with the entries that follow."""
        for comments in (self.comments.above, self.comments.behind):
            _shift(comments, id(entries), index, 1)
        entries.insert(index, value)

    def arrange(self, entries: Any, values: Sequence[object]) -> None:
        """Make a list of the tree hold other values; comments stay with the entries it keeps."""
        before = list(entries)
        for comments in (self.comments.above, self.comments.behind):
            kept: dict[int, Any] = {}
            for number, value in enumerate(before):
                if (id(entries), number) in comments:
                    kept[id(value)] = comments.pop((id(entries), number))
            for number, value in enumerate(values):
                if id(value) in kept:
                    comments[id(entries), number] = kept[id(value)]
        entries.clear()
        entries.extend(values)

    def remove(self, entries: Any, index: int) -> None:
        """Remove a value from a list of the tree, and the comments above and behind it."""
        self._removed.append(entries.pop(index))
        for comments in (self.comments.above, self.comments.behind):
            comments.pop((id(entries), index), None)
            _shift(comments, id(entries), index, -1)

    def drop(self, record: Any, key: Key) -> None:
        """Remove a key of a record; its comments move to the record's end."""
        self._removed.append(record.pop(key))
        owner = (id(record), key)
        lines = self.comments.above.pop(owner, [])
        behind = self.comments.behind.pop(owner, "")
        self.comments.at_end[id(record)] += filter(None, [*lines, behind])

    def explain(self, record: Any, key: Key | None, lines: Sequence[str]) -> None:
        """Put comments above a key of a record, or at the record's end."""
        if key is None:
            target = self.comments.at_end[id(record)]
        else:
            target = self.comments.above[id(record), key]
        target += commented(lines)

    def text(self) -> str:
        """Return the file in the common layout."""
        if not isinstance(self.tree, (CommentedMap, CommentedSeq)):
            return self._read
        return _dumped(_Layout(self.comments).collection(self.tree, (), 0))


def _refused(error: MarkedYAMLError, name: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line = column = 1
    if mark:
        line, column = mark.line + 1, mark.column + 1
    message = (
        f"the file cannot be formatted or edited: {shorten(str(error.problem))}; "
        "put the text here in quotes"
    )
    return Problem(Place(name, line, column, line), "layout", "", message)


class _Constructor(RoundTripConstructor):
    """Reads as `yaml_tree.py` does: what looks like a day but is not in the calendar is a text."""

    def construct_yaml_timestamp(self, node: Any, values: Any = None) -> Any:
        try:
            return super().construct_yaml_timestamp(node, values)
        except ValueError:
            return self.construct_scalar(node)


_Constructor.add_constructor("tag:yaml.org,2002:timestamp", _Constructor.construct_yaml_timestamp)


def _shift(comments: dict[tuple[int, Key], Any], collection: int, index: int, by: int) -> None:
    """Move the comments of a list's entries by so many entries, from an index on."""
    moved: dict[tuple[int, Key], Any] = {}
    for owner, key in list(comments):
        if owner == collection and isinstance(key, int) and key >= index:
            moved[owner, key + by] = comments.pop((owner, key))
    comments.update(moved)


def _reader() -> YAML:
    reader = YAML()
    reader.Constructor = _Constructor
    reader.version = (1, 1)  # as `yaml_tree.py` reads
    return reader


def _dumped(tree: Collection) -> str:
    writer = YAML()
    writer.indent(mapping=2, sequence=4, offset=2)
    writer.width = 1_000_000  # lines are folded here, at words
    target = io.StringIO()
    writer.dump(tree, target)
    return target.getvalue()


class _Layout:
    """Builds the tree again, with each value in its style and each comment in its place."""

    def __init__(self, attached: Attached) -> None:
        self.attached = attached

    def collection(self, node: Any, location: Location, column: int) -> Collection:
        """Return a record or list, whose keys or hyphens are indented by `column`."""
        new: Collection
        if isinstance(node, dict):
            new = self.record(node, location, column)
        else:
            new = self.list(node, location, column)
        if self.attached.at_end[id(node)]:
            put_at_end(new, self.attached.at_end[id(node)], column)
        return new

    def record(self, node: dict[str, Any], location: Location, column: int) -> CommentedMap:
        new = CommentedMap()
        for key in _ordered_keys(node, location):
            new[key] = self.value(node[key], (*location, key), column, len(str(key)) + 2)
            self.comment(node, new, key, column)
        if not location:
            _separate_lists(new)
        return new

    def list(self, node: list[Any], location: Location, column: int) -> CommentedSeq:
        new = CommentedSeq()
        for number, child in enumerate(node):
            new.append(self.value(child, (*location, number), column, 2))
            self.comment(node, new, number, column)
            hoist_comments(new, number, column)
            if number and len(location) == 1:
                put_above(new, number, [""], column, first=True)
        if _fits_on_a_line(new, location, column):
            new.fa.set_flow_style()
        return new

    def value(self, node: Any, location: Location, column: int, before: int) -> Any:
        """Return a value; `before` is how many characters come before it on its line."""
        if isinstance(node, (dict, list)):
            return self.collection(node, location, column + 2)
        if isinstance(node, str):
            return styled(str(node), location, column, before)
        return node

    def comment(self, node: Any, new: Collection, key: Key, column: int) -> None:
        """Add the comments of a key or entry; one behind a block of text moves above it."""
        above = list(self.attached.above.get((id(node), key), ()))
        behind = self.attached.behind.get((id(node), key))
        if behind and isinstance(new[key], BLOCK):
            above.append(behind)
        elif behind:
            put_behind(new, key, behind)
        if above:
            put_above(new, key, above, column)


def _ordered_keys(node: dict[str, Any], location: Location) -> list[str]:
    """Return the keys of a record in the order of its model, followed by any others."""
    known = fields.known_keys(location)
    ordered = [key for key in known if key in node]
    others = [key for key in node if key not in known]
    return ordered + others


def _separate_lists(file: CommentedMap) -> None:
    """Put an empty line above each list of a file, except at its top."""
    _, *others = file
    for key in others:
        if isinstance(file[key], CommentedSeq):
            put_above(file, key, [""], 0, first=True)


def _fits_on_a_line(entries: CommentedSeq, location: Location, column: int) -> bool:
    """Return whether a list of words can be written in brackets behind its key."""
    if entries.ca.items or not all(map(_is_word, entries)):
        return False
    key = str(location[-1])
    length = sum(len(entry) + 4 for entry in entries)  # with quotes, comma and space
    return column - 2 + len(key) + 4 + length <= WIDTH


def _is_word(value: object) -> bool:
    return isinstance(value, str) and not isinstance(value, BLOCK)
