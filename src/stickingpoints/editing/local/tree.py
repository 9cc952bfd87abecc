"""The data with what a form says, as the check reads it: in memory, with a place for each field."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

from stickingpoints.editing.local.values import Values, differs, entry_of
from stickingpoints.problems import Place
from stickingpoints.reading.locations import Location
from stickingpoints.reading.yaml_nodes import Node

_NEW_COLUMN = 1000
"""From here count the columns of fields that are in no file yet: no two have the same place."""


class Spot(NamedTuple):
    """A field of a form, or a record in it, whose name ends in a dot; and where it is in the data.

    The record that the form is about has no name.
    """

    name: str
    location: Location

    def below(self, step: str | int) -> Spot:
        """Return the field of a record, or the entry of a list."""
        dot = "." if isinstance(step, int) else ""
        return Spot(f"{self.name}{step}{dot}", (*self.location, step))


class Edited:
    """Puts what forms say into trees, and remembers the fields of the forms by place."""

    def __init__(self, start: Place) -> None:
        self.spots: dict[tuple[str, int, int], Spot] = {}
        self._start = start
        self._column = _NEW_COLUMN

    def record(self, old: Node | None, values: Values, spot: Spot) -> Node:
        """Return the node of a record with what a form says of it."""
        known = dict(old.value) if old and isinstance(old.value, dict) else {}
        place = old.place if old else self._next_place()
        self._note(place, spot)
        node = Node(known, place, keys=dict(old.keys) if old else {})
        for key, value in values.items():
            child = self._value(known.get(key), value, spot.below(key))
            if child is None:
                known.pop(key, None)
            else:
                known[key] = child
                node.keys.setdefault(key, child.place)
        return node

    def _value(self, old: Node | None, value: Any, spot: Spot) -> Node | None:
        if value is None or (old is None and value is False):
            return None
        if isinstance(value, Values):
            return self.record(old, value, spot._replace(name=f"{spot.name}."))
        if isinstance(value, list):
            return self._list(old, value, spot)
        place = old.place if old else self._next_place()
        self._note(place, spot)
        if old is not None and not differs(value, old.value):
            return old
        return Node(value, place)

    def _list(self, old: Node | None, values: list[Any], spot: Spot) -> Node:
        entries = old.value if old and isinstance(old.value, list) else []
        place = old.place if old else self._next_place()
        children = []
        for number, value in enumerate(values):
            children.append(self._entry(entries, value, spot, number))
        self._note(place, spot)
        return Node(children, place)

    def _entry(self, entries: list[Node], value: Any, spot: Spot, number: int) -> Node:
        if isinstance(value, Values):
            below = spot._replace(name=f"{spot.name}.").below(number)
            return self.record(entry_of(entries, value), value, below)
        place = self._next_place()
        self._note(place, spot)
        return Node(value, place)

    def _next_place(self) -> Place:
        # No two new fields get one place, so that a problem of one is not shown at another.
        self._column += 1
        return self._start._replace(column=self._column)

    def _note(self, place: Place, spot: Spot) -> None:
        self.spots.setdefault((place.file, place.line, place.column), spot)


def with_child(tree: Node, location: Location, child: Node) -> Node:
    """Return a tree with a node in the place of another; the tree itself stays as it was."""
    if not location:
        return child
    step, *others = location
    below = with_child(tree.value[step], tuple(others), child)
    # A copy of every node on the way, and of no other: the snapshot goes on being used.
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
