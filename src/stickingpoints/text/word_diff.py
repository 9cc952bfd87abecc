"""Two texts → their difference, word by word, short enough to read at a glance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

_FEWEST = 2  # a single word in common is chance: shown as changed, it reads better
_LONGEST = 8  # of more words in a row in common, only the ends are shown


class Run(NamedTuple):
    """Words in a row that were kept, added or removed; in `kept` ones, … may replace the middle."""

    kind: Literal["kept", "added", "removed"]
    text: str


def difference(before: str, after: str) -> list[Run]:
    """Return what became of the words of `before` in `after` (plain text), in reading order.

    Where words were replaced, those removed come before those added.
    """
    runs: list[Run] = []
    for removed, added, kept in _blocks(before.split(), after.split()):
        if removed:
            runs.append(Run("removed", " ".join(removed)))
        if added:
            runs.append(Run("added", " ".join(added)))
        if kept:
            runs.append(Run("kept", _shortened(kept)))
    return runs


def _blocks(
    old: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[Sequence[str], Sequence[str], Sequence[str]]]:
    """Yield the words removed, those added in their place, and those in common that follow."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    at_old = at_new = 0
    for block in matcher.get_matching_blocks():
        at_end = block.size == 0
        if at_end or block.size >= _FEWEST:
            yield old[at_old : block.a], new[at_new : block.b], old[block.a : block.a + block.size]
            at_old, at_new = block.a + block.size, block.b + block.size


def _shortened(words: Sequence[str]) -> str:
    if len(words) <= _LONGEST:
        return " ".join(words)
    half = _LONGEST // 2
    return f"{' '.join(words[:half])} … {' '.join(words[-half:])}"
