"""Locations in the data: the keys and numbers that lead to a value, and what an editor calls it."""

from __future__ import annotations

from stickingpoints.problems import shorten
from stickingpoints.reading.yaml_nodes import Node

Location = tuple[str | int, ...]
"""The steps from the top of the data to a value: keys, and numbers in lists from 0."""

# An editor knows these lists by what is in them.
_SILENT_STEPS = ("positions", "statements", "provisions")
_NAMING_KEYS = ("id", "party", "source", "issue")


def at(plain: object, location: Location) -> object:
    """Return the value at a location of plain values, None if there is none."""
    for step in location:
        plain = _below(plain, step)
    return plain


def find(tree: Node, location: Location) -> Node:
    """Return the node at a location, or the nearest above it."""
    for step in location:
        child = _below(tree.value, step)
        if not isinstance(child, Node):
            return tree
        tree = child
    return tree


def _below(value: object, step: str | int) -> object:
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


def keys_only(location: Location) -> str:
    """Return a location without the numbers: `issues.positions.stance`."""
    return ".".join(step for step in location if isinstance(step, str))


def last_key(location: Location) -> str:
    """Return the key that a location ends in; for an entry of a list, that of the list."""
    for step in reversed(location):
        if isinstance(step, str):
            return shorten(step)
    return "the data"


def trail(plain: object, location: Location) -> str:
    """Return a location as an editor names it: `issues › territory › ukraine › 2025-11-25`.

    `plain` is the data, which has the names of the records.
    """
    parts: list[str] = []
    for number, step in enumerate(location, 1):
        plain = _below(plain, step)
        is_last = number == len(location)
        if isinstance(step, int):
            parts.append(_name(plain) or f"number {step + 1}")
        elif is_last or step not in _SILENT_STEPS:
            parts.append(shorten(step))
    return " › ".join(parts)


def _name(record: object) -> str | None:
    """Return what an editor calls a record: its id, party, source, issue, or date with key."""
    if not isinstance(record, dict):
        return None
    date = _word(record, "date")
    if date and not _word(record, "id"):
        key = _word(record, "key")
        return shorten("-".join(filter(None, [date, key])))
    for key in _NAMING_KEYS:
        if word := _word(record, key):
            return shorten(word)
    return None


def _word(record: dict[str, object], key: str) -> str:
    """Return a value that can name a record, "" if it cannot."""
    value = record.get(key)
    # What YAML read as yes or no, or as nothing, is no name.
    if not value or isinstance(value, (bool, dict, list)):
        return ""
    return str(value)
