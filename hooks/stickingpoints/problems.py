"""What can be wrong with the content, and where: the one shape in which every room reports it."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]

FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff\ufffe\uffff]")
"""Control characters, those that turn the order of reading round, and invisible ones that split words."""

_LONGEST_WORD = 90


class Place(NamedTuple):
    """Where something stands in a file: lines and columns count from 1, as editors show them."""

    file: str
    line: int
    column: int
    last_line: int


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where it is, which rule it breaks, and what to write instead.

    `instead` is the one word that may be put in its place without asking, "" where there is none (see `surely`).
    """

    place: Place
    rule: str
    trail: str
    message: str
    severity: Severity = "error"
    instead: str = ""

    def __str__(self) -> str:
        """Return the line that `stickingpoints check` prints, in the form editors and terminals link."""
        warning = "warning: " if self.severity == "warning" else ""
        trail = f"{self.trail}: " if self.trail else ""
        return f"{self.place.file}:{self.place.line}:{self.place.column}: {warning}[{self.rule}] {trail}{self.message}"

    def as_warning(self) -> Problem:
        """Return the same problem as a warning, which is shown and does not fail the check."""
        return replace(self, severity="warning")


class ContentError(Exception):
    """The content cannot be built from; `problems` holds every reason, errors and warnings alike."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class CallError(Exception):
    """A command cannot do what it was asked to; the message says what to write instead."""


def in_reading_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems by file, line and column, each once."""
    return sorted(set(problems), key=lambda p: (p.place.file, p.place.line, p.place.column, p.rule, p.message))


def nearest(word: str, known: Iterable[str], *, at_least: float = 0.72) -> str | None:
    """Return the known word that `word` was most likely meant to be, or None if none is near.

    `at_least` is how much of both words must agree, from 0 to 1 (difflib's ratio).
    """
    matches = difflib.get_close_matches(word[:_LONGEST_WORD], list(known), n=1, cutoff=at_least)
    return matches[0] if matches else None


def surely(word: str, known: Iterable[str]) -> str:
    """Return the known word that `word` is a misspelling of, "" unless exactly one is near and their digits agree.

    Digits tell two records apart (`…-2025-11-23`, `…-2025-11-24`), so that a different one is no slip of spelling.
    """
    clean = word.strip().lower()[:_LONGEST_WORD]
    words = list(known)
    near = difflib.get_close_matches(clean, words, n=5, cutoff=0.8)
    alike = {one for one in near if _digits(one) == _digits(clean)} | {one for one in words if clean and one.startswith(clean)}
    return near[0] if near and alike == {near[0]} else ""


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def shorten(text: str) -> str:
    """Return what was written on one line and not longer than a message can bear."""
    words = " ".join(text[: 2 * _LONGEST_WORD].split())
    return words if len(words) <= _LONGEST_WORD else words[: _LONGEST_WORD - 1] + "…"


def forbidden(character: str) -> str:
    """Return what to say of a character that may not stand in the data."""
    name = unicodedata.name(character, "a control character")
    return f"the invisible character U+{ord(character):04X} ({name}) may not stand in the data; delete it"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean "…"?` for the nearest known word, or nothing if none is near."""
    match = nearest(word, known)
    return f'; did you mean "{match}"?' if match else ""


def one_of(words: Iterable[str]) -> str:
    """Return the list of words that may stand here, for the end of a message."""
    return "One of: " + ", ".join(words)
