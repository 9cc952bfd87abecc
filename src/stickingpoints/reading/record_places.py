"""Records and the tree that they were made from → where each record and its fields are."""

from __future__ import annotations

from collections.abc import Iterator

from stickingpoints.model.records import Dataset, Record
from stickingpoints.problems import Place
from stickingpoints.reading.kept_reading import KeptReading
from stickingpoints.reading.locations import Location, at, find
from stickingpoints.reading.locations import trail as trail_of
from stickingpoints.reading.yaml_nodes import Node


def remember_new(dataset: Dataset, tree: Node, plain: object, kept: KeptReading) -> None:
    """Tell a dataset and its records, but for the kept ones, where they are; see `remember`."""
    dataset.remember({"": tree.place, **_field_places(tree)}, "")
    for location, record in _records_below(dataset):
        node = find(tree, location)
        if kept.record(node) is None:
            remember(record, node, at(plain, location), trail_of(plain, location))


def remember(record: Record, node: Node, plain: object, trail: str) -> None:
    """Tell a record, and those below it, where it and its fields are, and its name in messages."""
    record.remember({"": node.place, **_field_places(node)}, trail)
    for location, child in _records_below(record):
        child_trail = trail_of(plain, location)
        if trail:
            child_trail = f"{trail} › {child_trail}"
        remember(child, find(node, location), at(plain, location), child_trail)


def _records_below(record: Record) -> Iterator[tuple[Location, Record]]:
    """Yield the records directly below a record, each with the steps to it."""
    for name, info in type(record).model_fields.items():
        key = info.alias or name
        value = getattr(record, name)
        if isinstance(value, Record):
            yield (key,), value
        elif isinstance(value, list):
            for number, item in enumerate(value):
                if isinstance(item, Record):
                    yield (key, number), item


def _field_places(node: Node) -> dict[str, Place]:
    """Return the place of each field of a record, and of each entry of a list of words."""
    places: dict[str, Place] = {}
    if not isinstance(node.value, dict):
        return places
    for key, child in node.value.items():
        places[key] = child.place
        if isinstance(child.value, list):
            places.update(_entry_places(key, child))
    return places


def _entry_places(key: str, node: Node) -> Iterator[tuple[str, Place]]:
    for number, item in enumerate(node.value, 1):
        if not isinstance(item.value, (dict, list)):
            yield f"{key} › number {number}", item.place
