"""The records of the data by address, as `issues/territory/positions/russia`.

An address is made of the keys of lists and of the names of records in them, in turn. The empty
address is that of the site itself: the keys at the top of the data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from stickingpoints.reading.locations import Location
from stickingpoints.reading.yaml_nodes import Node

Address = tuple[str, ...]
Plain = Mapping[str, Any]


class Kind(NamedTuple):
    """A kind of record: what one is called, and what several are called."""

    noun: str
    plural: str


KINDS: Mapping[str, Kind] = {
    "issues": Kind("issue", "Issues"),
    "positions": Kind("position", "Positions"),
    "statements": Kind("statement", "Statements"),
    "corrections": Kind("correction", "Corrections"),
    "events": Kind("event", "Events"),
    "documents": Kind("plan", "Plans"),
    "provisions": Kind("provision", "Provisions"),
    "sources": Kind("source", "Sources"),
    "parties": Kind("party", "Parties"),
    "people": Kind("person", "People"),
    "glossary": Kind("word", "Words of the glossary"),
}
CHILDREN: Mapping[str, tuple[str, ...]] = {
    "issues": ("positions", "corrections"),
    "positions": ("statements",),
    "documents": ("provisions",),
}
"""The lists in a record whose entries have forms of their own."""

TOP = ("issues", "events", "documents", "sources", "parties", "people", "glossary")
_NAMED_BY = {**dict.fromkeys(TOP, "id"), "positions": "party"}


def parse(path: str) -> Address:
    """Return the address that a path of the page means."""
    return tuple(filter(None, path.split("/")))


def location_of(plain: object, address: Address) -> Location | None:
    """Return where the record at an address is in plain data, None if there is none."""
    location: Location = ()
    for key, name in zip(address[::2], address[1::2], strict=False):
        entries = plain.get(key) if isinstance(plain, dict) else None
        if key not in KINDS or not isinstance(entries, list):
            return None
        number = _number(key, entries, name)
        if number is None:
            return None
        location = (*location, key, number)
        plain = entries[number]
    return None if len(address) % 2 else location


def _number(key: str, entries: list[Any], name: str) -> int | None:
    for number, record in enumerate(entries):
        if name_of(key, record, number) == name:
            return number
    return None


def name_of(key: str, record: object, number: int) -> str:
    """Return what tells a record apart in its list, "" if it lacks that.

    `number` is its index: corrections and provisions have no other name.
    """
    if not isinstance(record, dict):
        return ""
    if key == "statements":
        parts = filter(None, [record.get("date"), record.get("key")])
        return "-".join(map(str, parts))
    if key in _NAMED_BY:
        return str(record.get(_NAMED_BY[key]) or "")
    return str(number + 1)


def listed(plain: object, key: str, above: Address = ()) -> Iterator[tuple[Address, Plain]]:
    """Yield the address and the content of each record of a list; those without a name are not."""
    entries = plain.get(key) if isinstance(plain, dict) else None
    for number, record in enumerate(entries or ()):
        name = name_of(key, record, number)
        if name:
            yield (*above, key, name), record


def node_at(tree: Node, location: Location) -> Node:
    """Return the node at a location that exists."""
    for step in location:
        tree = tree.value[step]
    return tree
