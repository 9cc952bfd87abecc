"""A form as it was posted: which record it is about, and what the data would be with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from stickingpoints.editing.local.records import CHILDREN, KINDS, TOP, Address, location_of, node_at
from stickingpoints.editing.local.snapshot import Snapshot, digest_of_record
from stickingpoints.editing.local.tree import Edited, with_child, with_entry
from stickingpoints.editing.local.values import (
    Posted,
    Values,
    as_values,
    editable_keys,
    merged,
    read_values,
)
from stickingpoints.editing.local.writing import Writer, number_for
from stickingpoints.problems import MOST_SHOWN, Place, Problem
from stickingpoints.reading import fields
from stickingpoints.reading.load import Reading, judged
from stickingpoints.reading.locations import Location, at


class NoRecordError(Exception):
    """There is no such record, or no such list for a new one."""


@dataclass(frozen=True)
class Target:
    """What a form is about: a record of the data, or a new one in a list.

    `above` and `key` name the list of a new record; for a record of the data `key` is empty.
    """

    snapshot: Snapshot
    address: Address
    location: Location
    key: str = ""

    @property
    def is_new(self) -> bool:
        """Whether the record is not in the data yet."""
        return bool(self.key)

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
    allowed: Sequence[str] = CHILDREN.get(above[-2], ()) if above else TOP
    if location is None or key not in allowed:
        raise NoRecordError
    entries: Any = at(snapshot.plain, (*location, key)) or []
    return Target(snapshot, tuple(above), (*location, key, len(entries)), key)


@dataclass(frozen=True)
class Answer:
    """What the check says of a draft, beside the data as it is.

    `beside` are the problems of the form's fields, by the name of the field ("" for the record as
    a whole), `elsewhere` those that the draft causes in other records.
    """

    reading: Reading
    beside: dict[str, list[Problem]]
    elsewhere: list[Problem]

    @property
    def errors(self) -> list[Problem]:
        """The errors that stand in the way of saving."""
        found = [problem for group in self.beside.values() for problem in group]
        return [problem for problem in [*found, *self.elsewhere] if problem.severity == "error"]


@dataclass(frozen=True)
class Draft:
    """The values of a form for a record."""

    target: Target
    values: Values

    @cached_property
    def merged(self) -> Values:
        """The record with what the form says."""
        return merged(self.target.record, self.values)

    @cached_property
    def location(self) -> Location:
        """Where the record is in the data with it."""
        if not self.target.is_new:
            return self.target.location
        *way, _ = self.target.location
        entries = at(self.target.snapshot.plain, tuple(way)) or []
        return (*way, number_for(self.target.key, entries, self.values))

    def answer(self) -> Answer:
        """Return what the check says; the files are neither written nor read again."""
        snapshot = self.target.snapshot
        edited = Edited(self._start)
        tree = self._tree(edited)
        reading = judged(replace(snapshot.merged, tree=tree), snapshot.folder)
        return sorted_out(reading, snapshot.reading, self.location, edited.names)

    def _tree(self, edited: Edited) -> Any:
        whole = self.target.snapshot.merged.tree
        if self.target.is_new:
            return with_entry(whole, self.location, edited.record(None, self.values))
        node = edited.record(node_at(whole, self.location), self.values)
        return with_child(whole, self.location, node)

    @property
    def _start(self) -> Place:
        """Where a new field is said to be: at the start of what holds it."""
        tree = self.target.snapshot.merged.tree
        location = self.target.location[: -2 if self.target.is_new else None]
        return node_at(tree, location).place

    def writer(self) -> Writer:
        """Return the files with the draft in them; nothing is written to the disk."""
        writer = Writer(self.target.snapshot)
        if self.target.is_new:
            writer.add(self.target.address, self.target.key, self.values)
        else:
            writer.change(self.target.address, self.values)
        return writer


def draft(target: Target, posted: Posted) -> Draft:
    """Return what a form says of its record."""
    return Draft(target, read_values(target.location, posted, "", is_new=target.is_new))


def known_problems(target: Target) -> Answer:
    """Return what the check says of a record as the data has it, nothing of a new one."""
    if target.is_new:
        return Answer(target.snapshot.reading, {}, [])
    keys = editable_keys(target.location, is_new=False)
    return Draft(target, as_values(target.record, keys)).answer()


def sorted_out(
    now: Reading, before: Reading, location: Location, names: dict[tuple[str, int, int], str]
) -> Answer:
    """Return the problems of a reading by the fields of a form, without those of other records."""
    known = {_identity(problem) for problem in before.problems}
    beside: dict[str, list[Problem]] = {}
    elsewhere = []
    for problem in now.problems:
        place = problem.place
        name = names.get((place.file, place.line, place.column))
        if name is not None:
            beside.setdefault(_field(name, problem, location), []).append(problem)
        elif _identity(problem) not in known:
            elsewhere.append(problem)
    return Answer(now, beside, elsewhere[:MOST_SHOWN])


def _identity(problem: Problem) -> tuple[str, str, str]:
    return problem.rule, problem.trail, problem.message


def _field(name: str, problem: Problem, location: Location) -> str:
    """Return the field of a form that a problem is shown at.

    The problem of a field that is left empty is at its record, and names the field last.
    """
    if name and not name.endswith("."):
        return name
    key = problem.trail.rpartition(" › ")[2]
    steps: list[str | int] = [
        int(step) if step.isdecimal() else step for step in name.rstrip(".").split(".") if step
    ]
    if key in fields.known_keys((*location, *steps)):
        return f"{name}{key}"
    return name.rstrip(".")


def new_noun(target: Target) -> str:
    """Return what the record of a form is called."""
    key = target.key or (target.address[-2] if target.address else "")
    return KINDS[key].noun if key else "site"
