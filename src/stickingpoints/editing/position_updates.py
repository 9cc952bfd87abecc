"""What follows from a new statement: the position that it moves, and the day of the content."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Protocol

from stickingpoints.editing.files import Files
from stickingpoints.model.records import Dataset, Position
from stickingpoints.model.standing import newest_first


class Changes(Protocol):
    """What is recorded of an edit: the values replaced, and what a reviewer should look at."""

    look_at: list[str]

    def change(self, what: str, before: object, after: object) -> None:
        """Record that a value was replaced."""


def update_position(
    before: Position, tree: Any, statement: Mapping[str, Any], changes: Changes
) -> None:
    """Move a position that a newest statement contradicts; its summary is left to an editor.

    `before` is the position as it was read, `tree` the one to change, `statement` its fields.
    """
    statements = newest_first(before)
    # An older statement, added late, says nothing about where the party is now.
    if statements and statements[0].date > statement["date"]:
        return
    # The editors have already said why they conclude something else; only they can say if it holds.
    if before.reason:
        changes.look_at.append("the position, which stays as it is for the reason that it gives")
        return
    for key in ("stance", "at"):
        if _contradicts(key, tree, statement):
            _change_position(key, tree, statement[key], changes)
            _change_position("since", tree, name_of(statement), changes)
            changes.look_at.append(
                f"the answer and the summary of the position, whose {key} changed with this"
                " statement"
            )


def name_of(statement: Mapping[str, Any]) -> str:
    """Return the name of a statement, given by its fields: its date, and its key if it has one."""
    return "-".join(filter(None, [str(statement["date"]), statement.get("key")]))


def _change_position(key: str, tree: Any, value: Any, changes: Changes) -> None:
    if tree.get(key) != value:
        changes.change(f"{key} of the position", tree.get(key), value)
        tree[key] = value


def _contradicts(key: str, position: Any, statement: Mapping[str, Any]) -> bool:
    """Return whether a statement says something else than a position says in a field."""
    if key not in statement or position.get(key) == statement[key]:
        return False
    # A position without a place has none of its own: it takes that of its statements.
    return key == "stance" or position.get(key) is not None


def update_as_of(files: Files, dataset: Dataset, date: str, changes: Changes) -> None:
    """Move `as_of` on to the date of a new statement if that is a later day."""
    before = dataset.as_of
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", date) and date > before.isoformat():
        file = dataset.where("as_of").file.rpartition("/")[2]
        files.document(files.folder / file).tree["as_of"] = date
        changes.change("as_of", before, date)
