"""Records in a list of another kind, as an event among the sources: reported once, and moved."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from stickingpoints.problems import Problem
from stickingpoints.reading.fields import is_required, known_keys
from stickingpoints.reading.locations import trail
from stickingpoints.reading.yaml_nodes import Node

_KINDS = {
    "parties": "a party",
    "sources": "a source",
    "issues": "an issue",
    "events": "an event",
    "documents": "a document",
    "glossary": "a term of the glossary",
    "people": "a person",
}
_FEWEST_FOREIGN = 2  # one unknown key is more likely misspelt


class _Stray(NamedTuple):
    """A record, the list that it is in, its number there, and the list where it belongs."""

    node: Node
    here: str
    number: int
    home: str


def move_home(tree: Node) -> list[Problem]:
    """Move each record that is in the wrong list of a tree, and return a problem for each.

    References to the record are then checked as if it were where it belongs.
    """
    strays = list(_strays(tree))
    problems = [_problem(stray, tree) for stray in strays]
    for stray in reversed(strays):  # the numbers of those before stay as they are
        del tree.value[stray.here].value[stray.number]
        home = tree.value.setdefault(stray.home, Node([], stray.node.place))
        home.value.append(stray.node)
    return problems


def _strays(tree: Node) -> Iterator[_Stray]:
    for here in _KINDS:
        records = tree.value.get(here)
        if not records or not isinstance(records.value, list):
            continue
        for number, node in enumerate(records.value):
            if home := _home(node, here, tree):
                yield _Stray(node, here, number, home)


def _home(node: Node, here: str, tree: Node) -> str:
    """Return the only list whose records have all keys of this one, "" if it may stay here."""
    if not isinstance(node.value, dict):
        return ""
    keys = node.value.keys()
    if len(keys - set(known_keys((here, 0)))) < _FEWEST_FOREIGN:
        return ""
    fitting = [kind for kind in _KINDS if _fits(keys, kind) and _takes(tree, kind)]
    # Where two lists would do, only the editor knows.
    return fitting[0] if len(fitting) == 1 else ""


def _fits(keys: AbstractSet[str], kind: str) -> bool:
    """Return whether a kind of record has all these keys, and needs hardly any more."""
    known = known_keys((kind, 0))
    required = {key for key in known if is_required((kind, 0, key))}
    # A record that lacks a field or two still counts, since the slip may come on top of another.
    return keys <= set(known) and len(required - keys) < len(required & keys)


def _takes(tree: Node, kind: str) -> bool:
    """Return whether a record can be added to a list of the tree: nothing else is in its place."""
    return kind not in tree.value or isinstance(tree.value[kind].value, list)


def _problem(stray: _Stray, tree: Node) -> Problem:
    here = tree.keys[stray.here]
    message = f"this looks like {_KINDS[stray.home]}, not {_KINDS[stray.here]}; move it to "
    message += f'"{stray.home}"'
    home = tree.keys.get(stray.home)
    if home and home.file != here.file:
        message += f" in {home.file}"
    name = trail(tree.plain(), (stray.here, stray.number))
    return Problem(stray.node.place, "wrong-list", name, message)
