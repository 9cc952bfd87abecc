"""Two datasets → every change in meaning, riskiest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from operator import attrgetter

from stickingpoints.diff.change import Change
from stickingpoints.diff.compared_issues import changed_issues
from stickingpoints.diff.compared_lists import changed_lists, changed_site
from stickingpoints.diff.field_kinds import OF_TEXT
from stickingpoints.model.records import Dataset
from stickingpoints.text.meaning import Meaning


def compare(was: Dataset, now: Dataset, meaning: Meaning) -> list[Change]:
    """Return the changes from one dataset to the other, riskiest first, then in file order.

    `meaning` finds the words that turn what a text says.
    """
    changes = [*changed_site(was, now), *changed_issues(was, now), *changed_lists(was, now)]
    judged = map(partial(_judged, meaning), _with_moves(changes))
    # Sorting keeps the order of equal ranks, which is that of the file.
    return sorted(judged, key=attrgetter("rank"))


def _with_moves(changes: Sequence[Change]) -> Iterator[Change]:
    """Yield changes; a statement removed here and added elsewhere is one that was moved."""
    removed = {_moving(change): change for change in changes if change.kind == "statement-removed"}
    arrived = {}
    for change in changes:
        if change.kind == "statement-added" and _moving(change) in removed:
            arrived[_moving(change)] = change
    for change in changes:
        if arrived.get(_moving(change)) is change:
            yield _moved(removed[_moving(change)], change)
        elif change.kind != "statement-removed" or _moving(change) not in arrived:
            yield change


def _moving(change: Change) -> tuple[str, str]:
    """Return what a statement keeps when it is moved: its name, and what it says and cites."""
    return change.subject, (change.was or change.now).partition(": ")[2]


def _moved(before: Change, after: Change) -> Change:
    return replace(after, kind="statement-moved", was=_whereabouts(before), now=_whereabouts(after))


def _whereabouts(change: Change) -> str:
    return " › ".join(filter(None, (change.group.id, change.party)))


def _judged(meaning: Meaning, change: Change) -> Change:
    """Return a change of text with the words that turn its meaning."""
    if change.kind not in OF_TEXT or not change.was or not change.now:
        return change
    return replace(change, turns=meaning.turns(change.was, change.now))
