"""The record of checked quotes on both sides → the quotes that a change marks as checked.

The record holds fingerprints of saved copies that are not published, so nobody else can tell a
quote that was compared from one whose entry was typed in. All that a program can do is to name
every new claim to somebody who has the copies.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from stickingpoints.checks.quote_lock import NAME, Locked, read_lock
from stickingpoints.diff import matching
from stickingpoints.diff.change import Change, Group
from stickingpoints.problems import Place, Problem

GROUP = Group("lock")
_START = re.compile(r'"quotes"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")


class Mark(NamedTuple):
    """An entry of the record, and where it is written."""

    entry: Locked
    place: Place

    @property
    def subject(self) -> str:
        """Which quote it is about: the record that cites it, and the source."""
        return f"{self.entry.record}, {self.entry.source}"

    @property
    def cited(self) -> tuple[str, str]:
        """The source, and the fingerprint of the quote."""
        return self.entry.source, self.entry.quote_sha256

    @property
    def claim(self) -> str:
        """What it says of the quote."""
        selector = self.entry.selector
        parts = [f"“{selector.exact}”"]
        if selector.prefix:
            parts.append(f"after “{selector.prefix}”")
        if selector.suffix:
            parts.append(f"before “{selector.suffix}”")
        parts.append(f"in the copy {self.entry.copy_sha256[:12]} saved on {self.entry.day}")
        return ", ".join(parts)


class Marks(NamedTuple):
    """The record of one side, empty if there is none; and what keeps it from being read."""

    entries: tuple[Mark, ...] = ()
    unreadable: tuple[Problem, ...] = ()


def read_marks(folder: Path, name: str) -> Marks:
    """Return the record of a folder of data; `name` is what messages call the folder."""
    lock, problems = read_lock(folder, name)
    if lock is None:
        return Marks(unreadable=tuple(problems))
    lines = _lines(folder / NAME, len(lock.quotes))
    marks = []
    for entry, line in zip(lock.quotes, lines, strict=True):
        marks.append(Mark(entry, Place(f"{name}/{NAME}", line, 1, line)))
    return Marks(tuple(marks))


def _lines(path: Path, entries: int) -> list[int]:
    """Return the line of each entry; 1 for all if the layout hides where they begin."""
    lines = list(_starts(path.read_text(encoding="utf-8")))
    if len(lines) != entries:
        return [1] * entries
    return lines


def _starts(text: str) -> Iterator[int]:
    """Yield the line of each entry of the first list of quotes in the text."""
    start = _START.search(text)
    if start is None:
        return
    decoder, at, line = json.JSONDecoder(), start.end(), text.count("\n", 0, start.end()) + 1
    while True:
        begins = _after_gap(text, at)
        line += text.count("\n", at, begins)
        if text[begins] == "]":
            return
        yield line
        _, at = decoder.raw_decode(text, begins)
        line += text.count("\n", begins, at)


def _after_gap(text: str, at: int) -> int:
    gap = _BETWEEN.match(text, at)
    return gap.end() if gap else at


def new_claims(was: Marks, now: Marks) -> list[Mark]:
    """Return the entries that claim what none claimed before; one that only moved is not new."""
    return _matched(was, now).new


def gone(was: Marks, now: Marks) -> list[Mark]:
    """Return the entries whose claim is made no more."""
    return _matched(was, now).gone


def changes(was: Marks, now: Marks) -> Iterator[Change]:
    """Yield the entries that are new, say something else than before, or are gone."""
    matched = _matched(was, now)
    # One claim replaced by another about the same quote is one change, not two.
    moved = matching.by_key(matched.gone, matched.new, _where)
    for before, after in moved.pairs:
        yield Change(
            "quote-marked",
            GROUP,
            subject=after.subject,
            was=before.claim,
            now=after.claim,
            place=after.place,
        )
    for mark in moved.new:
        yield Change("quote-marked", GROUP, subject=mark.subject, now=mark.claim, place=mark.place)
    for mark in moved.gone:
        yield Change("quote-unmarked", GROUP, subject=mark.subject, was=mark.claim)


def _matched(was: Marks, now: Marks) -> matching.Matched[Mark]:
    return matching.by_key(
        was.entries,
        now.entries,
        lambda mark: (
            mark.entry.source,
            mark.entry.copy_sha256,
            mark.entry.day,
            mark.entry.selector,
        ),
    )


def _where(mark: Mark) -> tuple[str, str, int]:
    return mark.entry.record, mark.entry.source, mark.entry.number
