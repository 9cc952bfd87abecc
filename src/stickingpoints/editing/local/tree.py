"""The data with what a form says, as the check reads it: in memory, with a place for each field."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from stickingpoints.editing.local.values import Values, differs
from stickingpoints.problems import Place
from stickingpoints.reading.locations import Location
from stickingpoints.reading.yaml_tree import Node

_NEW_COLUMN = 1000
"""From here count the columns of fields that are in no file yet: no two have the same place."""


class Edited:
    """A tree with the record of a form in it, and the names of the form's fields by place."""

    def __init__(self, start: Place) -> None:
        self.names: dict[tuple[str, int, int], str] = {}
        self._start = start
        self._column = _NEW_COLUMN

    def record(self, old: Node | None, values: Values, prefix: str = "") -> Node:
        """Return the node of a record with what a form says of it."""
        known = dict(old.value) if old and isinstance(old.value, dict) else {}
        place = old.place if old else self._next_place()
        self._note(place, prefix)
        node = Node(known, place, keys=dict(old.keys) if old else {})
        for key, value in values.items():
            child = self._value(known.get(key), value, f"{prefix}{key}")
            if child is None:
                known.pop(key, None)
            else:
                known[key] = child
                node.keys.setdefault(key, child.place)
        return node

    def _value(self, old: Node | None, value: Any, name: str) -> Node | None:
        if value is None:
            return None
        if isinstance(value, Values):
            return self.record(old, value, f"{name}.")
        if isinstance(value, list):
            return self._list(old, value, name)
        if old is not None and not differs(value, old.value):
            self._note(old.place, name)
            return old
        if old is None and value is False:
            return None
        place = old.place if old else self._next_place()
        self._note(place, name)
        return Node(value, place)

    def _list(self, old: Node | None, values: list[Any], name: str) -> Node:
        entries = old.value if old and isinstance(old.value, list) else []
        place = old.place if old else self._next_place()
        children = []
        for number, value in enumerate(values):
            children.append(self._entry(entries, value, name, number))
        self._note(place, name)
        return Node(children, place)

    def _entry(self, entries: list[Node], value: Any, name: str, number: int) -> Node:
        if isinstance(value, Values):
            origin = value.origin
            is_old = origin is not None and origin < len(entries)
            return self.record(entries[origin or 0] if is_old else None, value, f"{name}.{number}.")
        place = self._next_place()
        self._note(place, name)
        return Node(value, place)

    def _next_place(self) -> Place:
        self._column += 1
        return self._start._replace(column=self._column)

    def _note(self, place: Place, name: str) -> None:
        self.names.setdefault((place.file, place.line, place.column), name)


def with_child(tree: Node, location: Location, child: Node) -> Node:
    """Return a tree with a node in the place of another; the tree itself stays as it was."""
    if not location:
        return child
    step, *others = location
    below = with_child(tree.value[step], tuple(others), child)
    value: Any = list(tree.value) if isinstance(tree.value, list) else dict(tree.value)
    value[step] = below
    return replace(tree, value=value)


def with_entry(tree: Node, location: Location, child: Node) -> Node:
    """Return a tree with a node inserted into a list, which is created if there is none."""
    *way, key, number = location
    owner = tree
    for step in way:
        owner = owner.value[step]
    entries = owner.value.get(key)
    children = list(entries.value) if entries else []
    children.insert(int(number), child)
    place = entries.place if entries else child.place
    value = {**owner.value, key: Node(children, place)}
    keys = {**owner.keys, str(key): owner.keys.get(str(key), place)}
    return with_child(tree, tuple(way), replace(owner, value=value, keys=keys))


def without_entry(tree: Node, location: Location) -> Node:
    """Return a tree without the record at a location."""
    *way, number = location
    entries = tree
    for step in way:
        entries = entries.value[step]
    children = list(entries.value)
    del children[int(number)]
    return with_child(tree, tuple(way), replace(entries, value=children))
