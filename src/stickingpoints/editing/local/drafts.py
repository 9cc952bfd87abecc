"""A form as it was posted: which records it is about, and what the data would be with it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Any, NamedTuple

from stickingpoints.editing.local.records import Address, name_of, node_at
from stickingpoints.editing.local.targets import Target, existing, new
from stickingpoints.editing.local.tree import Edited, Spot, with_child, with_entry
from stickingpoints.editing.local.values import Posted, Values, list_key, merged, read_values
from stickingpoints.editing.local.writing import Writer, number_for
from stickingpoints.problems import MOST_SHOWN, Place, Problem, of_severity
from stickingpoints.reading import fields
from stickingpoints.reading.load import Reading, judged
from stickingpoints.reading.locations import Location, at
from stickingpoints.reading.yaml_nodes import Node

POSITION = "position."
"""What the names of fields begin with that are about the position of a statement."""

THIS = "this"
"""In the place of a statement's name: the one that the form is about."""


class Edit(NamedTuple):
    """What is to become of one record; the names of its fields begin with `prefix`."""

    target: Target
    values: Values
    prefix: str = ""

    @property
    def merged(self) -> Values:
        """The record with what the form says."""
        return merged(self.target.record, self.values)

    @property
    def location(self) -> Location:
        """Where the record is in the data with it."""
        if not self.target.is_new:
            return self.target.location
        *way, _ = self.target.location
        entries = at(self.target.snapshot.plain, tuple(way)) or []
        return (*way, number_for(self.target.key, entries, self.values))

    @property
    def name(self) -> str:
        """What tells the record apart in its list, with what the form says."""
        location = self.location
        return name_of(list_key(location), self.merged, int(location[-1]))

    def tree(self, tree: Node, edited: Edited) -> Node:
        """Return a tree of the data with the edit."""
        spot = Spot(self.prefix, self.location)
        if self.target.is_new:
            return with_entry(tree, self.location, edited.record(None, self.values, spot))
        node = edited.record(node_at(tree, self.location), self.values, spot)
        return with_child(tree, self.location, node)

    def write(self, writer: Writer) -> None:
        """Make the edit in opened files."""
        if self.target.is_new:
            writer.add(self.target.address, self.target.key, self.values)
        else:
            writer.change(self.target.address, self.values)


@dataclass(frozen=True)
class Answer:
    """What the check says of a draft, beside the data as it is.

    `beside` are the problems of the form's fields, by the name of the field ("" for the record as
    a whole), `elsewhere` those that the draft causes in other records.
    """

    reading: Reading
    beside: dict[str, list[Problem]] = field(default_factory=dict)
    elsewhere: list[Problem] = field(default_factory=list)

    @property
    def problems(self) -> list[Problem]:
        """All of them."""
        problems = list(self.elsewhere)
        for group in self.beside.values():
            problems += group
        return problems

    @property
    def errors(self) -> list[Problem]:
        """The errors that stand in the way of saving."""
        return of_severity(self.problems, "error")


@dataclass(frozen=True)
class Draft:
    """What a form says: of its record, and of others that follow from it."""

    main: Edit
    others: tuple[Edit, ...] = ()
    correction: str = ""

    @property
    def target(self) -> Target:
        """What the form is about."""
        return self.main.target

    @property
    def address(self) -> Address:
        """The address of the record once it is saved."""
        if not self.target.is_new:
            return self.target.address
        return (*self.target.address, self.target.key, self.main.name)

    def position(self) -> Any:
        """Return the position of a statement with what the form says, None if it says nothing."""
        return next((edit.merged for edit in self.others if edit.prefix == POSITION), None)

    def answer(self) -> Answer:
        """Return what the check says; the files are neither written nor read again."""
        snapshot = self.target.snapshot
        edited, tree = Edited(self._start), snapshot.merged.tree
        for edit in (*self.others, self.main):
            tree = edit.tree(tree, edited)
        reading = judged(replace(snapshot.merged, tree=tree), snapshot.folder)
        return sorted_out(reading, snapshot.reading, edited)

    @property
    def _start(self) -> Place:
        """Where a new field is said to be: at the start of what holds it."""
        tree = self.target.snapshot.merged.tree
        location = self.target.location[: -2 if self.target.is_new else None]
        return node_at(tree, location).place

    def writer(self) -> Writer:
        """Return the files with the draft in them; nothing is written to the disk."""
        writer = Writer(self.target.snapshot)
        for edit in (*self.others, self.main):
            edit.write(writer)
        return writer


def draft(target: Target, posted: Posted, today: datetime.date) -> Draft:
    """Return what a form says of its record, and what follows for others.

    `today` is the day of a correction.
    """
    main = Edit(target, read_values(target.location, posted, "", is_new=target.is_new))
    correction = posted.get("correction", "").strip()
    others = [
        *_of_position(main, posted),
        *_of_newest_day(main),
        *_corrected(main, correction, today),
    ]
    return Draft(main, tuple(others), correction)


def _of_position(main: Edit, posted: Posted) -> Iterator[Edit]:
    """Yield what the form of a statement says of its position, which has to agree with it."""
    target = main.target.position
    if target is None or not posted.get(f"{POSITION}seen"):
        return
    values = read_values(target.location, posted, POSITION, is_new=False)
    if values["since"] == THIS:
        values["since"] = main.name
    yield Edit(target, values, POSITION)


def _of_newest_day(main: Edit) -> Iterator[Edit]:
    """Yield the newest day of the site, moved on to a statement or event that is later.

    An event that is only announced leaves it where it is.
    """
    snapshot, day = main.target.snapshot, str(main.values.get("date"))
    newest = str(snapshot.plain.get("as_of"))
    is_dated = main.target.key in ("statements", "events")
    is_announced = main.values.get("announced") and not main.values.get("outcome")
    if is_dated and not is_announced and re.fullmatch(r"\d{4}-\d{2}-\d{2}", day) and day > newest:
        yield Edit(existing(snapshot, ()), Values(as_of=day), "site.")


def _corrected(main: Edit, text: str, today: datetime.date) -> Iterator[Edit]:
    """Yield the entry under the corrections of an issue that says what was wrong."""
    target = main.target
    if not text or not target.issue:
        return
    values = Values(date=today.isoformat(), summary=text, party=None)
    values["records"] = [target.address[-1]]
    if "positions" in target.address:
        values["party"] = target.address[3]
        values["records"] = ["-".join(target.address[3::2])]
    corrections = new(target.snapshot, ("issues", target.issue, "corrections"))
    yield Edit(corrections, values, "correction.")


def sorted_out(now: Reading, before: Reading, edited: Edited) -> Answer:
    """Return the problems of a reading by the fields of a form, without those of other records."""
    known = set(map(attrgetter("identity"), before.problems))
    beside: dict[str, list[Problem]] = {}
    elsewhere = []
    for problem in now.problems:
        place = problem.place
        spot = edited.spots.get((place.file, place.line, place.column))
        if spot is not None:
            beside.setdefault(_field(spot, problem), []).append(problem)
        # What was wrong before the edit is not about it, and is in the list of records.
        elif problem.identity not in known:
            elsewhere.append(problem)
    return Answer(now, beside, elsewhere[:MOST_SHOWN])


def _field(spot: Spot, problem: Problem) -> str:
    """Return the field of a form that a problem is shown at.

    The problem of a field that is left empty is at its record, and names the field last.
    """
    key = problem.trail.rpartition(" › ")[2]
    if key in fields.known_keys(spot.location):
        return f"{spot.name}{key}"
    return spot.name.rstrip(".")
