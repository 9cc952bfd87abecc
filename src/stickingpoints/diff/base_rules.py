"""Rules that need to know what was published before: nothing permanent goes, no stance changes without a reason on record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from stickingpoints.diff import matching, quote_marks, support
from stickingpoints.diff.revisions import Side, left
from stickingpoints.model.records import Dataset, Issue, Position, Record, ScalePlace, Statement
from stickingpoints.problems import Place, Problem, in_reading_order, nearest
from stickingpoints.reading.load import Reading, shown


class _Kept(NamedTuple):
    """A list of records with a permanent address: the field it is in, what names a record, what one is called, what to do instead."""

    field: str
    key: str
    noun: str
    instead: str


_OF_THE_SITE = (
    _Kept(
        "issues", "id", "issue", "if it is settled, write status: agreed and say so in its summary"
    ),
    _Kept("parties", "id", "party", "if it speaks no more, say so in its note"),
    _Kept(
        "sources",
        "id",
        "source",
        "if nothing rests on it any more, add withdrawn with date and reason to it",
    ),
    _Kept(
        "events", "id", "event", "if it did not happen so, add withdrawn with date and reason to it"
    ),
    _Kept("documents", "id", "plan", "if it was never on the table, say so in its summary"),
)
_OF_AN_ISSUE = _Kept(
    "positions",
    "party",
    "position",
    "if the party has nothing to say, write stance: no-public-position and looked_in, and withdraw its statements",
)


def since(base: str, data: Path, now: Reading) -> Reading:
    """Return a reading with the problems of its change since `base` added; raises CallError if there is no such base.

    Data that is at fault in itself is judged no further. A base that cannot be read forbids nothing: it is told as a warning, as is
    every quote that the change marks as checked.
    """
    was = left(base, data)
    before, after = was.reading.readable, now.dataset
    found = [_unreadable(was, data)] if before is None else []
    found += [
        _claimed(mark)
        for mark in quote_marks.new_claims(was.marks, quote_marks.read_marks(data, shown(data)))
    ]
    if before is not None and after is not None:
        found += problems(before, after)
    fails = any(problem.severity == "error" for problem in found)
    return replace(
        now,
        dataset=None if fails else now.dataset,
        problems=tuple(in_reading_order([*now.problems, *found])),
    )


def problems(was: Dataset, now: Dataset) -> Iterator[Problem]:
    """Yield what a change may not do, each at the line that did it or, where a line is gone, beside it."""
    for kept in _OF_THE_SITE:
        yield from _gone(kept, was, now)
    for before, after in matching.by_key(was.issues, now.issues, lambda one: one.id).pairs:
        yield from _issue(before, after)


def _unreadable(was: Side, data: Path) -> Problem:
    first = was.reading.errors[0]
    message = f"the data of {was.name} cannot be read, so what changed since is not judged; the first of {len(was.reading.errors)} errors there: {first}"
    return Problem(Place(shown(data), 1, 1, 1), "base-unreadable", "", message, "warning")


def _claimed(mark: quote_marks.Mark) -> Problem:
    message = f"{mark.subject} is marked as checked: {mark.claim}; only someone who has that copy can confirm this, so ask who compared them"
    return Problem(mark.place, "quote-marked", "", message, "warning")


def _gone(kept: _Kept, was: Record, now: Record) -> Iterator[Problem]:
    """Find records whose permanent address is gone; one whose id was changed is told at the new id."""
    before, after, name = getattr(was, kept.field), getattr(now, kept.field), attrgetter(kept.key)
    found = matching.by_key(before, after, name)
    renamed = {name(record): record for record in found.new} if kept.key == "id" else {}
    for record in found.gone:
        near = nearest(name(record), renamed)
        if near:
            message = f'the {kept.noun} "{name(record)}" was published under that id, and its address is permanent; write "{name(record)}" again'
            yield renamed[near].problem("anchor-removed", message, "id")
        else:
            message = f'the {kept.noun} "{name(record)}" is gone, and its address is permanent; put it back: {kept.instead}'
            beside = _beside(
                before[: before.index(record)], {name(one): one for one in after}, name
            )
            yield (
                beside.problem("anchor-removed", message)
                if beside
                else now.problem("anchor-removed", message, kept.field)
            )


def _beside(
    before: Sequence[Record], after: Mapping[str, Record], name: Callable[[Record], str]
) -> Record | None:
    """Return the last of the records before one that is gone which is still there."""
    return next((after[name(one)] for one in reversed(before) if name(one) in after), None)


def _issue(was: Issue, now: Issue) -> Iterator[Problem]:
    if was.status != now.status and not support.status_supported(was, now):
        message = _unsupported("status", was.status, now.status)
        yield now.problem("unsupported-change", message, "status")
    yield from _gone(_OF_AN_ISSUE, was, now)
    for before, after in matching.by_key(was.positions, now.positions, lambda one: one.party).pairs:
        yield from _position((was, now), before, after)


def _position(issues: tuple[Issue, Issue], was: Position, now: Position) -> Iterator[Problem]:
    if not support.position_supported(issues, was, now):
        if was.stance != now.stance:
            yield now.problem(
                "unsupported-change", _unsupported("stance", was.stance, now.stance), "stance"
            )
        if was.at != now.at:
            yield now.problem(
                "unsupported-change",
                _unsupported("place", _shown(was.at), _shown(now.at)),
                "at" if now.at else "",
            )
    found = matching.statements(was, now)
    for statement in found.gone:
        message = f'the statement "{statement.name}" is gone, and its address is permanent; put it back, and add to it withdrawn with date and reason'
        yield now.problem("anchor-removed", message, "statements")
    if not support.corrected(*issues, now.party):
        for before, after in found.pairs:
            yield from _overwritten(before, after)


def _overwritten(was: Statement, now: Statement) -> Iterator[Problem]:
    """Find published statements that say something else: statements are added, never overwritten."""
    wrong = "or, if it was wrong from the start, say so in an entry under corrections of the issue"
    if was.name != now.name:
        message = f'the statement was published as "{was.name}" (date and key), and its address is permanent; write that again, {wrong}'
        yield now.problem(
            "anchor-removed", message, "key" if was.date == now.date and now.key else "date"
        )
    if was.stance != now.stance:
        message = f'a published statement is not overwritten ("{was.stance}" became "{now.stance}"); put it back and add a new statement, {wrong}'
        yield now.problem("overwritten", message, "stance")
    if was.at != now.at and was.at is not None:
        message = f'a published statement is not overwritten ("{_shown(was.at)}" became "{_shown(now.at)}"); put it back and add a new statement, {wrong}'
        yield now.problem("overwritten", message, "at" if now.at else "")


def _unsupported(what: str, was: str, now: str) -> str:
    return (
        f'the {what} changed from "{was}" to "{now}" with nothing new to rest on; add the dated, cited statement that changed it, '
        f'or an entry under corrections of the issue if "{was}" was wrong'
    )


def _shown(at: ScalePlace | None) -> str:
    return "none" if at is None else at if isinstance(at, str) else f"[{', '.join(at)}]"
