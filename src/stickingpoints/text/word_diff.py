"""Two texts → what one says that the other does not, word by word.

`difference` is one text in which both can be read, for readers; `whole` keeps the two texts apart
and leaves nothing out, for readers too; `side_by_side` keeps them apart, for reviewers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

_FEWEST = 2  # fewer words in common in a row are chance: shown as changed, they read better
_LONGEST = 8  # of more words in common in a row, only the ends are shown


_MOST_WORDS = 1000  # that are compared one by one; longer texts are shown undivided
_LEAST_ALIKE = 0.3  # of 1: below, texts side by side are shown undivided
_ENOUGH_ALIKE = 0.4  # of 1: below, texts for readers are shown without marks
_CONTEXT = 8  # words in common that are shown beside a change

Kind = Literal["kept", "added", "removed"]
_Span = tuple[Kind, Sequence[str]]


class Run(NamedTuple):
    """Words in a row that stayed, came, or went; of `kept` ones a part may be left out (…)."""

    kind: Kind
    text: str


def difference(before: str, after: str) -> list[Run]:
    """Return what became of the words of `before` (plain text) in `after`, removed ones first."""
    old, new = before.split(), after.split()
    runs: list[Run] = []
    for gone, came, kept in _blocks(old, new):
        runs += _run("removed", " ".join(gone))
        runs += _run("added", " ".join(came))
        runs += _run("kept", _shortened(kept))
    return runs


def _blocks(
    old: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[Sequence[str], Sequence[str], Sequence[str]]]:
    """Yield the words that went, those that came instead, and those in common that follow."""
    # autojunk would ignore the commonest words of texts of 200 words and more.
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


def whole(was: str, now: str) -> tuple[list[Run], list[Run]]:
    """Return both texts (plain) whole, as runs: in the first what went, in the second what came.

    Texts that have little in common, or are very long, are one run each, as if nothing differed:
    to mark nearly every word would say less. `word_marks.js` does the same in a browser.
    """
    old, new = was.split(), now.split()
    blocks = []
    if max(len(old), len(new)) <= _MOST_WORDS:
        blocks = list(_blocks(old, new))
    in_common = sum(len(kept) for _, _, kept in blocks)
    if 2 * in_common < _ENOUGH_ALIKE * (len(old) + len(new)):
        return [Run("kept", " ".join(old))], [Run("kept", " ".join(new))]
    before: list[Run] = []
    after: list[Run] = []
    for gone, came, kept in blocks:
        before += _run("removed", " ".join(gone))
        after += _run("added", " ".join(came))
        before += _run("kept", " ".join(kept))
        after += _run("kept", " ".join(kept))
    return before, after


# Side by side


def side_by_side(was: str, now: str) -> tuple[list[Run], list[Run]]:
    """Return both texts as runs; words that stayed are cut short far from a change.

    Texts that have little in common, or are very long, are one run each.
    """
    before, after = was.split(), now.split()
    if max(len(before), len(after)) > _MOST_WORDS:
        return _run("removed", was), _run("added", now)
    matcher = SequenceMatcher(None, before, after)
    if matcher.ratio() < _LEAST_ALIKE:
        return _run("removed", was), _run("added", now)
    removed: list[_Span] = []
    added: list[_Span] = []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        is_same = tag == "equal"
        removed.append(("kept" if is_same else "removed", before[start:end]))
        added.append(("kept" if is_same else "added", after[new_start:new_end]))
    return _runs(removed), _runs(added)


def line(runs: Iterable[Run], show: Callable[[Run], str]) -> str:
    """Return runs as one line, each as `show` writes it."""
    return " ".join(map(show, runs))


def _run(kind: Kind, text: str) -> list[Run]:
    """Return a text as one run, or nothing if it is empty."""
    if not text:
        return []
    return [Run(kind, text)]


def _runs(spans: Sequence[_Span]) -> list[Run]:
    """Return the runs of one side, without the empty spans where only the other side has words."""
    runs = []
    last = len(spans) - 1
    for number, (kind, words) in enumerate(spans):
        shown = words
        if kind == "kept":
            shown = _near_changes(words, is_first=number == 0, is_last=number == last)
        if shown:
            runs.append(Run(kind, " ".join(shown)))
    return runs


def _near_changes(words: Sequence[str], *, is_first: bool, is_last: bool) -> Sequence[str]:
    """Return words that stayed, without those that are far from a change."""
    head = [] if is_first else words[:_CONTEXT]
    tail = [] if is_last else words[-_CONTEXT:]
    if len(words) <= len(head) + len(tail) + 1:
        return words
    return [*head, "…", *tail]
