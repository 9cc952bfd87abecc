"""Two texts → the words that went and the words that came, between those that stayed."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from typing import Literal, NamedTuple

_LONGEST = 1000  # words that are compared one by one; longer texts are shown whole
_LEAST_ALIKE = 0.3
_CONTEXT = 8


Mark = Literal["same", "gone", "new"]


class Run(NamedTuple):
    """Words of one kind in a row."""

    mark: Mark
    text: str


def marked(was: str, now: str) -> tuple[list[Run], list[Run]]:
    """Return both texts as runs; words that stayed are cut short far from a change.

    Texts that have little in common, or are very long, are each one run.
    """
    before, after = was.split(), now.split()
    if not before or not after or max(len(before), len(after)) > _LONGEST:
        return _whole(was, now)
    matcher = difflib.SequenceMatcher(None, before, after)
    if matcher.ratio() < _LEAST_ALIKE:
        return _whole(was, now)
    codes = matcher.get_opcodes()
    return (
        _runs(
            [
                ("same" if tag == "equal" else "gone", before[start:end])
                for tag, start, end, _, _ in codes
            ]
        ),
        _runs(
            [
                ("same" if tag == "equal" else "new", after[start:end])
                for tag, _, _, start, end in codes
            ]
        ),
    )


def line(runs: list[Run], show: Callable[[Run], str]) -> str:
    """Return runs as one line, each as `show` writes it."""
    return " ".join(show(run) for run in runs)


def _whole(was: str, now: str) -> tuple[list[Run], list[Run]]:
    return [Run("gone", was)] if was else [], [Run("new", now)] if now else []


def _runs(spans: list[tuple[Mark, list[str]]]) -> list[Run]:
    """Return the runs of one side; where the other side has words that this one has not, there is none."""
    last = len(spans) - 1
    return [
        Run(
            mark,
            _short(words, is_first=number == 0, is_last=number == last)
            if mark == "same"
            else " ".join(words),
        )
        for number, (mark, words) in enumerate(spans)
        if words
    ]


def _short(words: list[str], *, is_first: bool, is_last: bool) -> str:
    """Return words that stayed, without those that are far from the words that did not."""
    head = [] if is_first else words[:_CONTEXT]
    tail = [] if is_last else words[-_CONTEXT:]
    return " ".join(words if len(words) <= len(head) + len(tail) + 1 else [*head, "…", *tail])
