"""The record that `new` adds: what must be known of it, and what is said where that is missing."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from stickingpoints.editing.kinds import KINDS
from stickingpoints.problems import CallError, shorten

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?")
_MISSING = {
    "id": (
        "give the new {what} an id of small letters, digits and single hyphens, "
        "such as --id open-question"
    ),
    "issue": "give the issue that the new {what} belongs to with --issue",
    "party": "give the party of the new {what} with --party",
    "document": "give the plan that the new {what} belongs to with --document",
    "date": (
        "give the date of the new {what} with --date, as 2025-11-25 or, where only the month is "
        "known, 2025-11; it is part of the address of the {what} and decides its place in the list"
    ),
}


class Wanted(NamedTuple):
    """The record to add: its kind, and what is known of it, "" for what is not.

    Each field but the first is an option of the command.
    """

    what: str
    id: str = ""
    issue: str = ""
    party: str = ""
    document: str = ""
    date: str = ""


def refuse_options(wanted: Wanted) -> None:
    """Raise CallError if an option is missing, does not apply, or has no date in it."""
    kind = KINDS[wanted.what]
    for option in Wanted._fields[1:]:
        value = getattr(wanted, option)
        if value and option not in (*kind.required, *kind.optional):
            takes = ", ".join(f"--{name}" for name in (*kind.required, *kind.optional))
            raise CallError(f"a new {wanted.what} takes no --{option}; it takes {takes}")
        if not value and option in kind.required:
            raise CallError(_MISSING[option].format(what=wanted.what))
    if wanted.date and not _DATE.fullmatch(wanted.date):
        raise CallError(
            f'"{shorten(wanted.date)}" is not a date; '
            "write 2025-11-25 or, where only the month is known, 2025-11"
        )


def refuse_id(wanted: Wanted, taken: Collection[str]) -> None:
    """Raise CallError if the id is not valid or not free."""
    if not _ID.fullmatch(wanted.id):
        ask = _MISSING["id"].format(what=wanted.what)
        raise CallError(f'{ask}; "{shorten(wanted.id)}" is not a valid id')
    if wanted.id in taken:
        raise CallError(f'the id "{wanted.id}" is already in use; choose another')
