"""The comments of a YAML file: where they are, and which key or list entry they belong to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml
from ruamel.yaml.comments import CommentedMap, CommentedSeq

Key = str | int
Collection = CommentedMap | CommentedSeq
Event = Any  # of PyYAML, whose events have no common type
_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#.*")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+(#.*)")


class Comment(NamedTuple):
    """A comment, from its # to the end of the line.

    Lines and columns count from 0, as the parsers count them. `alone` says that it has a line of
    its own.
    """

    line: int
    column: int
    text: str
    alone: bool


class _Entry(NamedTuple):
    """A key of a record or an entry of a list: its place, and the collections around it.

    The outermost collection comes first in `path`.
    """

    line: int
    column: int
    key: Key
    path: tuple[Collection, ...]


@dataclass
class Attached:
    """The comments by what they belong to.

    `above` and `behind` hold those of a key or entry, `at_end` those at the end of a record or
    list. Records and lists are named by `id()`, which is valid while their tree exists.
    """

    above: dict[tuple[int, Key], list[str]] = field(default_factory=lambda: defaultdict(list))
    behind: dict[tuple[int, Key], str] = field(default_factory=dict)
    at_end: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))


def scalars(text: str) -> Iterator[Event]:
    """Yield the parser's event for each key and single value of a valid YAML text, in order."""
    for event in yaml.parse(text, Loader=_PARSER):
        if isinstance(event, yaml.ScalarEvent):
            yield event


def comments(text: str) -> list[Comment]:
    """Return the comments of a valid YAML text: what begins with # outside of its values."""
    in_value = _characters_in_values(text)
    in_order: list[Comment] = []
    start = 0
    for number, line in enumerate(text.split("\n")):
        # A # in a quoted value or a web address begins no comment, so the first may not be the one.
        for sign in _COMMENT.finditer(line):
            column = sign.start()
            if not in_value[start + column]:
                alone = not line[:column].strip()
                in_order.append(Comment(number, column, line[column:].rstrip(), alone))
                break
        start += len(line) + 1
    return in_order


def _characters_in_values(text: str) -> bytearray:
    """Return for each character whether it is part of a key or value.

    To the parser, a comment behind > or | is part of the value that follows; here it is not.
    """
    in_value = bytearray(len(text))
    for event in scalars(text):
        start, end = event.start_mark.index, event.end_mark.index
        in_value[start:end] = b"\1" * (end - start)
        header = _BLOCK_HEADER.match(text, start, end)
        if header:
            in_value[header.start(1)] = 0
    return in_value


def attach(text: str, tree: Collection) -> Attached:
    """Return each comment with what it belongs to in the tree that was read from the text."""
    attached = Attached()
    lines = text.split("\n")
    entries = list(_entries(tree, ()))
    for comment in comments(text):
        # Entries are in the order of the file, so the one before the comment is found by halving.
        index = bisect_right(entries, comment.line, key=lambda entry: entry.line)
        before = entries[index - 1] if index else None
        after = entries[index] if index < len(entries) else None
        if before and not comment.alone:
            attached.behind[id(before.path[-1]), before.key] = comment.text
            continue
        target = _lines_for(comment, before, after, attached, tree)
        # A blank line between two comments says that they are two; it is kept.
        if target and not lines[comment.line - 1].strip():
            target.append("")
        target.append(comment.text)
    return attached


def _lines_for(
    comment: Comment,
    before: _Entry | None,
    after: _Entry | None,
    attached: Attached,
    tree: Collection,
) -> list[str]:
    """Return the list that a comment on a line of its own joins, between two entries."""
    closed = _closed_by(comment, before, after)
    if closed is not None:
        return attached.at_end[id(closed)]
    if after is not None:
        return attached.above[id(after.path[-1]), after.key]
    return attached.at_end[id(tree)]


def _entries(node: object, path: tuple[Collection, ...]) -> Iterator[_Entry]:
    """Yield the keys and list entries in the order of the file, each before what it holds."""
    if isinstance(node, CommentedMap):
        for key, child in node.items():
            line, column = node.lc.key(key)
            yield _Entry(line, column, key, (*path, node))
            yield from _entries(child, (*path, node))
    # A list in brackets is a value on one line: a comment can only be behind the whole of it.
    if isinstance(node, CommentedSeq) and not node.fa.flow_style():
        for number, child in enumerate(node):
            yield _Entry(node.lc.item(number)[0], node.lc.col, number, (*path, node))
            yield from _entries(child, (*path, node))


def _closed_by(comment: Comment, before: _Entry | None, after: _Entry | None) -> Collection | None:
    """Return the record or list that ends with the comment, None if there is none.

    It is indented as far as the comment, and does not go on with the entry after it.
    """
    if before is None:
        return None
    open_after = set(map(id, after.path)) if after else set()
    for collection in reversed(before.path):
        if collection.lc.col <= comment.column:
            goes_on = id(collection) in open_after
            return None if goes_on else collection
    return None
