"""Published records that are gone: their addresses are permanent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from stickingpoints.diff import matching
from stickingpoints.model.records import Dataset, Record
from stickingpoints.problems import Problem, nearest, quantity


class Kept(NamedTuple):
    """A list of records with permanent addresses."""

    field: str
    key: str  # the field that names a record
    noun: str
    instead: str  # what to do instead of deleting one


OF_THE_SITE = (
    Kept(
        "issues", "id", "issue", "if it is settled, write status: agreed and say so in its summary"
    ),
    Kept("parties", "id", "party", "if it speaks no more, say so in its note"),
    Kept(
        "sources",
        "id",
        "source",
        "if nothing rests on it any more, add withdrawn with date and reason to it",
    ),
    Kept(
        "events", "id", "event", "if it did not happen so, add withdrawn with date and reason to it"
    ),
    Kept("documents", "id", "plan", "if it was never on the table, say so in its summary"),
)
OF_AN_ISSUE = Kept(
    "positions",
    "party",
    "position",
    "if the party has nothing to say, write stance: no-public-position and looked_in, "
    "and withdraw its statements",
)


LISTS = ("sources", "events", "documents", "glossary", "people")
_CONSEQUENCES = ("unknown-issue", "unknown-party", "unknown-source", "missing-party")


def emptied_list(field: str, was: Dataset, now: Dataset) -> Problem:
    """Return the problem of a list of which nothing is left."""
    entries = quantity(len(getattr(was, field)), "published record")
    message = f"nothing is left of {field}, which had {entries}; put back what was there"
    return now.problem("anchor-removed", message, field)


def without_consequences(
    problems: Iterable[Problem], was: Dataset | None, now: Dataset | None
) -> list[Problem]:
    """Return problems without those that only say that a record which is gone is unknown."""
    if was is None or now is None:
        return list(problems)
    gone = set()
    for kept in OF_THE_SITE:
        ids_now = set(map(attrgetter("id"), getattr(now, kept.field)))
        gone |= set(map(attrgetter("id"), getattr(was, kept.field))) - ids_now
    return [problem for problem in problems if not _is_about(problem, gone)]


def _is_about(problem: Problem, ids: Iterable[str]) -> bool:
    return problem.rule in _CONSEQUENCES and any(f'"{name}"' in problem.message for name in ids)


def records_gone(kept: Kept, was: Record, now: Record) -> Iterator[Problem]:
    """Yield records whose permanent address is gone; one with another id is reported there."""
    before, after = getattr(was, kept.field), getattr(now, kept.field)
    name: Callable[[Record], str] = attrgetter(kept.key)
    matched = matching.by_key(before, after, name)
    renamed: dict[str, Record] = {}
    if kept.key == "id":
        renamed = {name(record): record for record in matched.new}
    for record in matched.gone:
        # An id that was only changed still has a line, and the problem belongs there.
        near = nearest(name(record), renamed)
        if near:
            yield renamed[near].problem("anchor-removed", _renamed(kept, name(record)), "id")
            continue
        message = (
            f'the {kept.noun} "{name(record)}" is gone, and its address is permanent; '
            f"put it back: {kept.instead}"
        )
        # What is gone has no line of its own; the gap is behind the record that came before it.
        neighbour = _last_remaining(before[: before.index(record)], after, name)
        if neighbour:
            yield neighbour.problem("anchor-removed", message)
        else:
            yield now.problem("anchor-removed", message, kept.field)


def _renamed(kept: Kept, name: str) -> str:
    return (
        f'the {kept.noun} "{name}" was published under that id, and its address is permanent; '
        f'write "{name}" again'
    )


def _last_remaining(
    before: Sequence[Record], after: Sequence[Record], name: Callable[[Record], str]
) -> Record | None:
    """Return, from `after`, the last of the records in `before` that is still there."""
    remaining = {name(record): record for record in after}
    for record in reversed(before):
        if name(record) in remaining:
            return remaining[name(record)]
    return None
