"""Rules that need to know what was published before.

Nothing permanent goes, and no stance changes without a reason on record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import starmap
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from stickingpoints.checks.quote_lock import NAME as LOCK
from stickingpoints.checks.quote_match import fingerprint
from stickingpoints.diff import corrected, matching, quote_marks, support
from stickingpoints.diff.judge import judge
from stickingpoints.diff.quote_marks import read_marks
from stickingpoints.diff.revisions import Side, left
from stickingpoints.model.records import Dataset, Issue, Position, Record, Statement
from stickingpoints.model.scale import place_in_yaml
from stickingpoints.model.standing import newest_first, statements_ever
from stickingpoints.model.walk import citations
from stickingpoints.problems import (
    Place,
    Problem,
    display_path,
    has_errors,
    in_reading_order,
    nearest,
    quantity,
)
from stickingpoints.reading.load import Reading
from stickingpoints.text.meaning import Meaning


class _Kept(NamedTuple):
    """A list of records with permanent addresses."""

    field: str
    key: str  # the field that names a record
    noun: str
    instead: str  # what to do instead of deleting one


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
    "if the party has nothing to say, write stance: no-public-position and looked_in, "
    "and withdraw its statements",
)


_LISTS = ("sources", "events", "documents", "glossary", "people")
_CONSEQUENCES = ("unknown-issue", "unknown-party", "unknown-source", "missing-party")

_IF_WRONG = "or, if it was wrong from the start, say so in an entry under corrections of the issue"


def since(base: str, data: Path, now: Reading) -> Reading:
    """Return a reading with the problems of its change since `base` added.

    Data that cannot be read is not compared, and a base that cannot be read forbids nothing: both
    are warnings, as is every quote that the change marks as checked. What only follows from a
    record that is gone is left out. Raises CallError if there is no such base.
    """
    was = left(base, data)
    added: list[Problem] = []
    if was.reading.readable is None:
        added.append(_unreadable(was, data))
    elif now.readable is None:
        added.append(_unchecked(was, data))
    else:
        meaning, _ = judge(data, was.reading.readable)
        added += problems(was.reading.readable, now.readable, meaning)
        added += _marks_gone(was, data, now.readable)
    added += map(_claimed, quote_marks.new_claims(was.marks, read_marks(data, display_path(data))))
    explained = _without_consequences(now.problems, was.reading.readable, now.readable)
    all_problems = tuple(in_reading_order([*explained, *added]))
    if has_errors(added):
        return replace(now, dataset=None, problems=all_problems)
    return replace(now, problems=all_problems)


def problems(was: Dataset, now: Dataset, meaning: Meaning) -> Iterator[Problem]:
    """Yield what a change may not do, at the line that does it, or beside a line that is gone.

    `meaning` tells slips of spelling from changes of meaning.
    """
    emptied = [field for field in _LISTS if getattr(was, field) and not getattr(now, field)]
    for field in emptied:
        yield _emptied(field, was, now)
    for kept in _OF_THE_SITE:
        if kept.field not in emptied:
            yield from _gone(kept, was, now)
    for before, after in matching.by_key(was.issues, now.issues, attrgetter("id")).pairs:
        yield from _issue(before, after)
        yield from _corrections(before, after, meaning)
    yield from corrected.problems(was, now, meaning)
    yield from _late(was, now)


def _late(was: Dataset, now: Dataset) -> Iterator[Problem]:
    """Yield a warning for each new statement that readers of feeds would not see as new."""
    published = set(starmap(_key, statements_ever(was)))
    for issue, position, statement in statements_ever(now):
        is_new = _key(issue, position, statement) not in published
        if is_new and statement.added is None and statement.date < was.as_of.isoformat():
            message = (
                f"the record had already reached {was.as_of} when this was added; "
                "write the day of adding it under added, so that feeds list it as new"
            )
            yield statement.problem("late-statement", message, "date").as_warning()


def _key(issue: Issue, position: Position, statement: Statement) -> tuple[str, str, str]:
    return issue.id, position.party, statement.name


def _emptied(field: str, was: Dataset, now: Dataset) -> Problem:
    """Return the problem of a list of which nothing is left."""
    entries = quantity(len(getattr(was, field)), "published record")
    message = f"nothing is left of {field}, which had {entries}; put back what was there"
    return now.problem("anchor-removed", message, field)


def _corrections(was: Issue, now: Issue, meaning: Meaning) -> Iterator[Problem]:
    """Yield the published corrections that are gone or say something else."""
    matched = matching.corrections(was.corrections, now.corrections)
    for entry in matched.gone:
        message = (
            f"the correction of {entry.date} is gone; what was corrected stays on record, "
            "so put it back"
        )
        yield now.problem("correction-removed", message, "corrections")
    for before, after in matched.pairs:
        if not meaning.is_slip(before.summary, after.summary):
            message = (
                f"the correction of {before.date} was published in other words; put them back, "
                "and add another entry if it was wrong itself"
            )
            yield after.problem("correction-removed", message, "summary")


def _marks_gone(was: Side, data: Path, now: Dataset) -> Iterator[Problem]:
    """Yield one problem if quotes that stayed are no longer marked as checked."""
    quotes = set()
    for _, citation in citations(now):
        if citation.quote:
            quotes.add((citation.source, fingerprint(citation.quote)))
    marks = read_marks(data, display_path(data))
    lost = [mark for mark in quote_marks.gone(was.marks, marks) if mark.cited in quotes]
    if lost:
        count = quantity(len(lost), "quote")
        message = (
            f"the record of {count} that did not change is gone, the first of {lost[0].subject}; "
            f"put the file back as it was in {was.name}"
        )
        place = Place(f"{display_path(data)}/{LOCK}", 1, 1, 1)
        yield Problem(place, "quote-unmarked", "", message)


def _without_consequences(
    found: Iterable[Problem], was: Dataset | None, now: Dataset | None
) -> list[Problem]:
    """Return problems without those that only say that a record which is gone is unknown."""
    if was is None or now is None:
        return list(found)
    gone = set()
    for kept in _OF_THE_SITE:
        ids_now = set(map(attrgetter("id"), getattr(now, kept.field)))
        gone |= set(map(attrgetter("id"), getattr(was, kept.field))) - ids_now
    return [problem for problem in found if not _is_about(problem, gone)]


def _is_about(problem: Problem, ids: Iterable[str]) -> bool:
    return problem.rule in _CONSEQUENCES and any(f'"{name}"' in problem.message for name in ids)


def _unreadable(was: Side, data: Path) -> Problem:
    first = was.reading.errors[0]
    errors = quantity(len(was.reading.errors), "error")
    message = (
        f"the data of {was.name} cannot be read, so the change since then is not checked; "
        f"the first of {errors} there: {first}"
    )
    return Problem(Place(display_path(data), 1, 1, 1), "base-unreadable", "", message, "warning")


def _unchecked(was: Side, data: Path) -> Problem:
    message = (
        f"the change since {was.name} is not checked until the errors are put right, "
        "because not all of the data can be read"
    )
    return Problem(Place(display_path(data), 1, 1, 1), "base-unreadable", "", message, "warning")


def _claimed(mark: quote_marks.Mark) -> Problem:
    message = (
        f"{mark.subject} is marked as checked: {mark.claim}; "
        "only someone who has that copy can confirm this, so ask who compared them"
    )
    return Problem(mark.place, "quote-marked", "", message, "warning")


def _gone(kept: _Kept, was: Record, now: Record) -> Iterator[Problem]:
    """Yield records whose permanent address is gone; one with another id is reported there."""
    before, after = getattr(was, kept.field), getattr(now, kept.field)
    name: Callable[[Record], str] = attrgetter(kept.key)
    matched = matching.by_key(before, after, name)
    renamed: dict[str, Record] = {}
    if kept.key == "id":
        renamed = {name(record): record for record in matched.new}
    for record in matched.gone:
        near = nearest(name(record), renamed)
        if near:
            yield renamed[near].problem("anchor-removed", _renamed(kept, name(record)), "id")
            continue
        message = (
            f'the {kept.noun} "{name(record)}" is gone, and its address is permanent; '
            f"put it back: {kept.instead}"
        )
        neighbour = _last_remaining(before[: before.index(record)], after, name)
        if neighbour:
            yield neighbour.problem("anchor-removed", message)
        else:
            yield now.problem("anchor-removed", message, kept.field)


def _renamed(kept: _Kept, name: str) -> str:
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


def _issue(was: Issue, now: Issue) -> Iterator[Problem]:
    if was.status != now.status and not support.status_supported(was, now):
        message = _unsupported("status", was.status, now.status)
        yield now.problem("unsupported-change", message, "status")
    yield from _gone(_OF_AN_ISSUE, was, now)
    for before, after in matching.by_key(was.positions, now.positions, attrgetter("party")).pairs:
        yield from _position((was, now), before, after)


def _position(issues: tuple[Issue, Issue], was: Position, now: Position) -> Iterator[Problem]:
    if not support.position_supported(issues, was, now):
        yield from _moved(was, now)
    yield from _stale_reason(was, now)
    matched = matching.statements(was, now)
    for statement in matched.gone:
        message = (
            f'the statement "{statement.name}" is gone, and its address is permanent; '
            "put it back, and add to it withdrawn with date and reason"
        )
        yield now.problem("anchor-removed", message, "statements")
    if not support.corrected(*issues, now.party):
        for before, after in matched.pairs:
            yield from _overwritten(before, after)


def _stale_reason(was: Position, now: Position) -> Iterator[Problem]:
    """Yield a problem if the reason was written before the newest statement was."""
    newest = next(iter(newest_first(now)), None)
    if newest is None or not now.reason or not was.reason:
        return
    published = set(map(attrgetter("name"), was.statements))
    if newest.name not in published and matching.flat(now.reason) == matching.flat(was.reason):
        message = (
            f'the reason was written before the newest statement, "{newest.name}"; say why the '
            "position differs from that one too, or delete it if it no longer differs"
        )
        yield now.problem("stale-reason", message, "reason")


def _moved(was: Position, now: Position) -> Iterator[Problem]:
    """Yield the changes of stance and place that rest on nothing new."""
    if was.stance != now.stance:
        message = _unsupported("stance", was.stance, now.stance)
        yield now.problem("unsupported-change", message, "stance")
    if was.at != now.at:
        message = _unsupported("place", place_in_yaml(was.at), place_in_yaml(now.at))
        yield now.problem("unsupported-change", message, _place_field(now))


def _overwritten(was: Statement, now: Statement) -> Iterator[Problem]:
    """Yield what a published statement says otherwise: statements are added, never overwritten."""
    if was.name != now.name:
        message = (
            f'the statement was published as "{was.name}" (date and key), and its address is '
            f"permanent; write that again, {_IF_WRONG}"
        )
        field = "date"
        if was.date == now.date and now.key:
            field = "key"
        yield now.problem("anchor-removed", message, field)
    if was.stance != now.stance:
        yield now.problem("overwritten", _not_overwritten(was.stance, now.stance), "stance")
    if was.at is not None and was.at != now.at:
        message = _not_overwritten(place_in_yaml(was.at), place_in_yaml(now.at))
        yield now.problem("overwritten", message, _place_field(now))


def _not_overwritten(was: str, now: str) -> str:
    return (
        f'a published statement is not overwritten ("{was}" became "{now}"); '
        f"put it back and add a new statement, {_IF_WRONG}"
    )


def _unsupported(what: str, was: str, now: str) -> str:
    return (
        f'the {what} changed from "{was}" to "{now}" with nothing new to rest on; '
        "add the dated, cited statement that changed it, "
        f'or an entry under corrections of the issue if "{was}" was wrong'
    )


def _place_field(record: Position | Statement) -> str:
    """Return the field of a record's place, or of the record as a whole if it has none."""
    if record.at is None:
        return ""
    return "at"
