"""What an issue, its positions and its statements may not become without a reason on record."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from stickingpoints.diff import matching, support
from stickingpoints.diff.permanence import OF_AN_ISSUE, records_gone
from stickingpoints.model.records import Issue, Position, Statement
from stickingpoints.model.scale import place_in_yaml
from stickingpoints.model.standing import newest_first
from stickingpoints.problems import Problem

_IF_WRONG = "or, if it was wrong from the start, say so in an entry under corrections of the issue"


def changed_without_reason(was: Issue, now: Issue) -> Iterator[Problem]:
    """Yield what changed on an issue that nothing new supports, or that is gone from it."""
    if was.status != now.status and not support.status_supported(was, now):
        message = _unsupported("status", was.status, now.status)
        yield now.problem("unsupported-change", message, "status")
    yield from records_gone(OF_AN_ISSUE, was, now)
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
    # A correction says openly what the statement said before, so it may say something else now.
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
        # With the same date, the key is what makes the name another.
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
