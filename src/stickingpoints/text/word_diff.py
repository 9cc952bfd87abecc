"""Two texts → what one says that the other does not, word by word, short enough to read at a glance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

_FEWEST = 2  # fewer words in common in a row are chance: shown as changed, they read better
_LONGEST = 8  # of more words in common in a row, only the ends are shown


class Run(NamedTuple):
    """Words in a row that stayed, came, or went; `kept` ones may have lost their middle (…)."""

    kind: Literal["kept", "added", "removed"]
    text: str


def difference(before: str, after: str) -> list[Run]:
    """Return what became of the words of `before` (plain text) in `after`; what went stands before what came."""
    old, new = before.split(), after.split()
    runs: list[Run] = []
    for gone, came, kept in _blocks(old, new):
        runs += [Run("removed", " ".join(gone))] if gone else []
        runs += [Run("added", " ".join(came))] if came else []
        runs += [Run("kept", _shortened(kept))] if kept else []
    return runs


def _blocks(
    old: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[Sequence[str], Sequence[str], Sequence[str]]]:
    """Yield, in order, the words that went, those that came in their place, and those in common that follow."""
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
