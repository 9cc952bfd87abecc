"""The comments of a YAML file: where they stand, and which key or list entry they belong to."""

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
Event = Any  # of PyYAML's events; what they have in common has no type
_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#.*")
_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+(#.*)")


class Comment(NamedTuple):
    """One comment, from its # to the end of the line; lines and columns count from 0, as the parsers do."""

    line: int
    column: int
    text: str
    alone: bool


class _Entry(NamedTuple):
    """A key of a record or an entry of a list: where it begins, and the collections that it lies in, outermost first."""

    line: int
    column: int
    key: Key
    path: tuple[Collection, ...]


@dataclass
class Attached:
    """The comments by what they belong to: lines above a key or entry, behind it, and at the end of a record or list."""

    above: dict[tuple[int, Key], list[str]] = field(default_factory=lambda: defaultdict(list))
    behind: dict[tuple[int, Key], str] = field(default_factory=dict)
    at_end: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))


def scalars(text: str) -> list[Event]:
    """Return the events of the keys and single values of a sound YAML text; their marks say where they stand."""
    return [
        event for event in yaml.parse(text, Loader=_PARSER) if isinstance(event, yaml.ScalarEvent)
    ]


def comments(text: str) -> list[Comment]:
    """Return the comments of a sound YAML text: what begins with # outside of its values."""
    spans = [(event.start_mark.index, event.end_mark.index) for event in scalars(text)]
    # A comment behind > or | lies inside the value, to the parser.
    in_headers = {
        start + header.start(1)
        for start, end in spans
        if (header := _HEADER.match(text, start, end))
    }
    in_value = bytearray(len(text))
    for start, end in spans:
        in_value[start:end] = b"\1" * (end - start)
    found: list[Comment] = []
    index = 0
    for number, line in enumerate(text.split("\n")):
        signs = (sign.start() for sign in _COMMENT.finditer(line))
        column = next(
            (sign for sign in signs if not in_value[index + sign] or index + sign in in_headers),
            None,
        )
        if column is not None:
            found.append(Comment(number, column, line[column:].rstrip(), not line[:column].strip()))
        index += len(line) + 1
    return found


def attach(text: str, tree: Collection) -> Attached:
    """Return each comment with what it belongs to in the tree that was read from the text."""
    attached = Attached()
    lines = text.split("\n")
    entries = list(_entries(tree, ()))
    for comment in comments(text):
        index = bisect_right(entries, comment.line, key=lambda entry: entry.line)
        before = entries[index - 1] if index else None
        after = entries[index] if index < len(entries) else None
        if not comment.alone and before:
            attached.behind[id(before.path[-1]), before.key] = comment.text
            continue
        closed = _closed_by(comment, before, after)
        place = (
            attached.at_end[id(closed)]
            if closed is not None
            else attached.above[id(after.path[-1]), after.key]
            if after
            else attached.at_end[id(tree)]
        )
        gap = place and not lines[comment.line - 1].strip()
        place += ["", comment.text] if gap else [comment.text]
    return attached


def _entries(node: object, path: tuple[Collection, ...]) -> Iterator[_Entry]:
    """Yield the keys and list entries in the order of the file, each before what it holds."""
    if isinstance(node, CommentedMap):
        for key, child in node.items():
            line, column = node.lc.key(key)
            yield _Entry(line, column, key, (*path, node))
            yield from _entries(child, (*path, node))
    if isinstance(node, CommentedSeq) and not node.fa.flow_style():
        for number, child in enumerate(node):
            yield _Entry(node.lc.item(number)[0], node.lc.col, number, (*path, node))
            yield from _entries(child, (*path, node))


def _closed_by(comment: Comment, before: _Entry | None, after: _Entry | None) -> Collection | None:
    """Return the record or list that ends with the comment: one further in than what follows, as far as the comment itself."""
    if before is None:
        return None
    open_after = {id(one) for one in after.path} if after else set()
    for collection in reversed(before.path):
        if collection.lc.col <= comment.column:
            return None if id(collection) in open_after else collection
    return None
