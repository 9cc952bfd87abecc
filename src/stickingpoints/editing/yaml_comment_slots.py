"""Where ruamel.yaml keeps comments, and how lines get there.

`ca.items` of a record or list has four slots for each key or entry. The second holds the lines
above it, the third what follows a key's value, the first what follows an entry.
"""

from __future__ import annotations

from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import CommentMark
from ruamel.yaml.tokens import CommentToken

from stickingpoints.editing.yaml_comments import Collection, Key
from stickingpoints.editing.yaml_styles import BLOCK


def put_behind(collection: Collection, key: Key, comment: str) -> None:
    """Put a comment behind a value, two spaces after it.

    ruamel's own function would give it the column of a neighbour's comment.
    """
    slot = 2 if isinstance(collection, CommentedMap) else 0
    # ruamel writes at least one space before a comment; the other one is part of this.
    _slots(collection, key)[slot] = _token(f" {comment}", 0)


def put_above(
    collection: Collection, key: Key, lines: list[str], column: int, *, first: bool = False
) -> None:
    """Put lines above a key or entry, above those that are there with `first`, else below them."""
    tokens = [_token(line, column) for line in lines]
    slots = _slots(collection, key)
    above = slots[1] or []
    if first:
        slots[1] = tokens + above
    else:
        slots[1] = above + tokens


def _slots(collection: Collection, key: Key) -> list[Any]:
    slots: list[Any] = collection.ca.items.setdefault(key, [None, None, None, None])
    return slots


def _token(text: str, column: int) -> CommentToken:
    if not text:
        column = 0  # an empty line has no indent
    return CommentToken(f"{text}\n", start_mark=CommentMark(column))


def hoist_comments(entries: CommentedSeq, number: int, column: int) -> None:
    """Move what is above the first key of an entry above the entry's hyphen."""
    child = entries[number]
    if not isinstance(child, CommentedMap) or not child:
        return
    slots = child.ca.items.get(next(iter(child)))
    if slots and slots[1]:
        lines = [token.value.rstrip("\n") for token in slots[1]]
        put_above(entries, number, lines, column)
        slots[1] = None


def put_at_end(collection: Collection, lines: list[str], column: int) -> None:
    """Put comments behind the last value of a record or list."""
    text = ""
    for line in lines:
        text += f"\n{' ' * column}{line}".rstrip(" ")
    holder, key = _last_value(collection)
    slots = _slots(holder, key)
    start = 0
    if slots[2]:
        start = slots[2].start_mark.column
    if isinstance(holder[key], BLOCK):
        text = text.removeprefix("\n")  # a block ends its own line
    elif slots[2]:
        text = slots[2].value.rstrip("\n") + text
    slots[2] = _token(text, start)


def _last_value(collection: Collection) -> tuple[Any, Key]:
    """Return the innermost collection at the end of another, with the key of its last value.

    A list in brackets counts as a value, and so does an empty collection.
    """
    holder: Any = collection
    while True:
        key: Key = len(holder) - 1
        if isinstance(holder, CommentedMap):
            key = next(reversed(holder))
        child = holder[key]
        if not _is_open(child):
            return holder, key
        holder = child


def _is_open(value: object) -> bool:
    """Return whether a value is a collection with its entries on lines of their own."""
    if isinstance(value, CommentedSeq):
        return bool(value) and not value.fa.flow_style()
    return isinstance(value, CommentedMap) and bool(value)
