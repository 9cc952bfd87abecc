"""Two texts → the words that were removed and added, between those that stayed."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from typing import Literal, NamedTuple

_LONGEST = 1000  # words that are compared one by one; longer texts are shown whole
_LEAST_ALIKE = 0.3
_CONTEXT = 8


Mark = Literal["same", "gone", "new"]
_Span = tuple[Mark, Sequence[str]]


class Run(NamedTuple):
    """Words of one kind in a row."""

    mark: Mark
    text: str


def marked(was: str, now: str) -> tuple[list[Run], list[Run]]:
    """Return both texts as runs; words that stayed are cut short far from a change.

    Texts that have little in common, or are very long, are one run each.
    """
    before, after = was.split(), now.split()
    if not before or not after or max(len(before), len(after)) > _LONGEST:
        return _undivided("gone", was), _undivided("new", now)
    matcher = difflib.SequenceMatcher(None, before, after)
    if matcher.ratio() < _LEAST_ALIKE:
        return _undivided("gone", was), _undivided("new", now)
    removed: list[_Span] = []
    added: list[_Span] = []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        is_same = tag == "equal"
        removed.append(("same" if is_same else "gone", before[start:end]))
        added.append(("same" if is_same else "new", after[new_start:new_end]))
    return _runs(removed), _runs(added)


def line(runs: Iterable[Run], show: Callable[[Run], str]) -> str:
    """Return runs as one line, each as `show` writes it."""
    return " ".join(map(show, runs))


def _undivided(mark: Mark, text: str) -> list[Run]:
    if not text:
        return []
    return [Run(mark, text)]


def _runs(spans: Sequence[_Span]) -> list[Run]:
    """Return the runs of one side, without the empty spans where only the other side has words."""
    runs = []
    last = len(spans) - 1
    for number, (mark, words) in enumerate(spans):
        shown = words
        if mark == "same":
            shown = _shortened(words, is_first=number == 0, is_last=number == last)
        if shown:
            runs.append(Run(mark, " ".join(shown)))
    return runs


def _shortened(words: Sequence[str], *, is_first: bool, is_last: bool) -> Sequence[str]:
    """Return words that stayed, without those that are far from a change."""
    head = [] if is_first else words[:_CONTEXT]
    tail = [] if is_last else words[-_CONTEXT:]
    if len(words) <= len(head) + len(tail) + 1:
        return words
    return [*head, "…", *tail]
