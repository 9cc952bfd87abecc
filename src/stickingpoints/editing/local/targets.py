"""What a form is about: a record of the data, or a new one in a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from stickingpoints.editing.local.records import CHILDREN, KINDS, TOP, Address, location_of
from stickingpoints.editing.local.snapshot import Snapshot, digest_of_record
from stickingpoints.editing.local.values import editable_keys, list_key
from stickingpoints.reading.locations import Location, at


class NoRecordError(Exception):
    """There is no such record, or no such list for a new one."""


@dataclass(frozen=True)
class Target:
    """What a form is about: a record of the data, or a new one in a list.

    For a new record, `address` is that of the record that has the list, and `key` the list's.
    """

    snapshot: Snapshot
    address: Address
    location: Location
    key: str = ""

    @property
    def is_new(self) -> bool:
        """Whether the record is not in the data yet."""
        return bool(self.key)

    @property
    def noun(self) -> str:
        """What a record of its kind is called."""
        key = list_key(self.location)
        return KINDS[key].noun if key else "site"

    @cached_property
    def record(self) -> Any:
        """The record as the data has it, None for a new one."""
        return None if self.is_new else at(self.snapshot.plain, self.location)

    @property
    def seen(self) -> str:
        """The fingerprint of the record, by which a form knows whether it has changed since."""
        if self.record is None:
            return ""
        keys = editable_keys(self.location, is_new=False)
        return digest_of_record({key: self.record.get(key) for key in keys})

    @property
    def position(self) -> Target | None:
        """The position that a statement belongs to, None for any other record."""
        if list_key(self.location) != "statements":
            return None
        return existing(self.snapshot, self.address if self.is_new else self.address[:-2])

    @property
    def issue(self) -> str:
        """The issue whose corrections say what was wrong in the record, "" if there is none."""
        if self.address[:1] == ("issues",) and not self.is_new:
            return self.address[1]
        if list_key(self.location) == "events" and self.record:
            return str(next(iter(self.record.get("issues") or ()), ""))
        return ""


def existing(snapshot: Snapshot, address: Address) -> Target:
    """Return the record at an address; raises NoRecordError if there is none."""
    location = location_of(snapshot.plain, address)
    if location is None:
        raise NoRecordError
    return Target(snapshot, address, location)


def new(snapshot: Snapshot, address: Address) -> Target:
    """Return a new record of the list whose key ends an address; raises NoRecordError."""
    *above, key = address or ("",)
    location = location_of(snapshot.plain, tuple(above))
    if location is None:
        raise NoRecordError
    allowed: Sequence[str] = CHILDREN.get(list_key(location), ()) if above else TOP
    if key not in allowed:
        raise NoRecordError
    entries: Any = at(snapshot.plain, (*location, key)) or []
    return Target(snapshot, tuple(above), (*location, key, len(entries)), key)
