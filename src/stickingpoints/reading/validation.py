"""The values that the models refuse: what to report of each, and a stand-in to go on with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pydantic_core import ErrorDetails

from stickingpoints.problems import MOST_SHOWN, Place, Problem, unambiguous_match
from stickingpoints.reading import bad_ids, messages
from stickingpoints.reading.fields import annotation_at, choices, is_text, known_keys
from stickingpoints.reading.locations import Location, at, find, keys_only, trail
from stickingpoints.reading.stand_ins import stand_in
from stickingpoints.reading.yaml_nodes import Node

MOST_EXPLAINED = 2 * MOST_SHOWN
"""How many faults are explained: a problem can have two, as a misspelt key that is missing too."""


class Refusal(NamedTuple):
    """A value that is refused: where it is, and the problem to report (None: it was reported).

    `location` is its place among the records, and `path` the same without numbers, as
    `issues.positions.stance`; `spot` is its place in the file.
    """

    location: Location
    path: str
    spot: Place
    trail: str
    problem: Problem | None


def explain(faults: Sequence[ErrorDetails], tree: Node, plain: object) -> list[Refusal]:
    """Return one refusal for each value that the models refused.

    `tree` has the places, `plain` is the same content as plain values. A key that is only misspelt
    is reported once, not also as missing.
    """
    refusals: dict[Location, Refusal] = {}
    renamed = {(*location[:-1], meant) for location, meant in _misspelt(faults, plain)}
    parents = {_location(fault)[:-1] for fault in faults}
    for fault in faults:
        location = _location(fault)
        is_renamed = fault["type"] == "missing" and location in renamed
        # Of the two forms of `at`, only the one that was meant counts: a list with a wrong entry
        # is no wrong word.
        is_other_form = fault["type"] == "string_type" and location in parents
        if location not in refusals and not is_renamed and not is_other_form:
            refusals[location] = _refusal(fault, location, tree, plain)
    return list(refusals.values())


def _refusal(fault: ErrorDetails, location: Location, tree: Node, plain: object) -> Refusal:
    node = find(tree, location)
    problem: Problem | None = None
    # The parser has reported a faulty value already; that a key is missing in it, it has not.
    if not node.faulty or fault["type"] == "missing":
        problem = _problem(fault, location, tree, plain)
    return Refusal(location, keys_only(location), node.place, trail(plain, location), problem)


def marked(tree: Node, location: Location = ()) -> Iterator[tuple[Location, Node]]:
    """Yield, with its location, each value that the parser refused or left a comment behind."""
    if tree.faulty or tree.comment:
        yield location, tree
    for step, child in tree.children():
        yield from marked(child, (*location, step))


def known(marked_nodes: Iterable[tuple[Location, Node]], plain: object) -> Iterator[Refusal]:
    """Yield the values that were refused, and reported, before the models saw them."""
    for location, node in marked_nodes:
        if node.faulty:
            yield Refusal(location, keys_only(location), node.place, trail(plain, location), None)


def cut_texts(marked_nodes: Iterable[tuple[Location, Node]], plain: object) -> Iterator[Problem]:
    """Yield a problem for each text that YAML ends where a comment begins.

    It is an error if no space follows the #, as in "No. #1": nobody writes a comment like that.
    """
    for location, node in marked_nodes:
        if not node.comment or not is_text(location):
            continue
        message = messages.cut_text(messages.text_of(node), node.comment.text)
        problem = Problem(node.comment.place, "cut-text", trail(plain, location), message)
        is_meant = node.comment.text[1:2] in ("", " ", "#")
        yield problem.as_warning() if is_meant else problem


def _location(fault: ErrorDetails) -> Location:
    """Return the steps to the refused value.

    After `at`, pydantic adds the names of its two forms: only numbers count there.
    """
    steps = tuple(fault["loc"])
    if "at" not in steps:
        return steps
    end = steps.index("at") + 1
    return (*steps[:end], *(step for step in steps[end:] if isinstance(step, int)))


def _misspelt(faults: Sequence[ErrorDetails], plain: object) -> Iterator[tuple[Location, str]]:
    """Yield the location of each misspelt key, and the key that was meant and is missing."""
    for fault in faults:
        if fault["type"] != "extra_forbidden":
            continue
        location = _location(fault)
        meant = messages.nearest_key(str(location[-1]), _missing_keys(location, plain))
        if meant:
            yield location, meant


def _missing_keys(location: Location, plain: object) -> list[str]:
    """Return the keys that the record with an unknown key at this location does not have yet."""
    record = at(plain, location[:-1])
    if not isinstance(record, dict):
        return []
    return [key for key in known_keys(location[:-1]) if key not in record]


def _problem(fault: ErrorDetails, location: Location, tree: Node, plain: object) -> Problem:
    node = find(tree, location)
    place = node.place
    is_missing_at_top = fault["type"] == "missing" and len(location) == 1
    if fault["type"] == "extra_forbidden" or is_missing_at_top:
        place = find(tree, location[:-1]).keys.get(str(location[-1]), place)
    rule, message = messages.describe(fault, location, node, plain)
    instead = _instead(rule, location, node, plain)
    return Problem(place, rule, trail(plain, location), message, instead=instead)


def _instead(rule: str, location: Location, node: Node, plain: object) -> str:
    """Return the word or key that a misspelt one stands for, "" if that is not certain."""
    if rule == "unknown-word":
        return unambiguous_match(messages.text_of(node), choices(location))
    if rule == "bad-id":
        return bad_ids.explain(messages.text_of(node), location, plain).instead
    if rule == "unknown-key":
        return unambiguous_match(str(location[-1]), _missing_keys(location, plain))
    return ""


# Stand-ins


def replace_refused(faults: Sequence[ErrorDetails], tree: Node, plain: object) -> None:
    """Replace each refused value in `plain` by one that the models accept.

    A misspelt key gets its right name, in `tree` too.
    """
    for location, meant in list(_misspelt(faults, plain)):
        node = find(tree, location[:-1])
        for record in (at(plain, location[:-1]), node.value, node.keys):
            _rename(record, location[-1], meant)
    for fault in faults:
        location = _location(fault)
        record = at(plain, location[:-1])
        value = stand_in(annotation_at(location), at(plain, location))
        if fault["type"] == "extra_forbidden":
            _remove(record, location[-1])
        elif fault["type"] == "missing":
            _add(record, location[-1], value)
        else:
            _replace(record, location[-1], value)


def _rename(record: object, key: str | int, meant: str) -> None:
    if isinstance(record, dict) and key in record:
        record[meant] = record.pop(key)


def _remove(record: object, key: str | int) -> None:
    if isinstance(record, dict):
        record.pop(key, None)


def _add(record: object, key: str | int, value: object) -> None:
    """Add a missing value, unless a misspelt key has just got its right name."""
    if isinstance(record, dict):
        record.setdefault(key, value)


def _replace(parent: object, step: str | int, value: object) -> None:
    is_entry = isinstance(parent, list) and isinstance(step, int) and step < len(parent)
    if is_entry or isinstance(parent, dict):
        parent[step] = value  # type: ignore[index]
