"""What can be wrong with the content, and where: the one shape in which every room reports it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Place(NamedTuple):
    """Where something stands in a file: lines and columns count from 1, as editors show them."""

    file: str
    line: int
    column: int
    last_line: int


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where it is, which rule it breaks, and what to write instead."""

    place: Place
    rule: str
    trail: str
    message: str
    severity: Severity = "error"

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


def in_reading_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems by file, line and column, each once."""
    return sorted(set(problems), key=lambda p: (p.place.file, p.place.line, p.place.column, p.rule, p.message))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that `word` was most likely meant to be, or None if none is near."""
    matches = difflib.get_close_matches(word, list(known), n=1, cutoff=0.72)
    return matches[0] if matches else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean "…"?` for the nearest known word, or nothing if none is near."""
    match = nearest(word, known)
    return f'; did you mean "{match}"?' if match else ""


def one_of(words: Iterable[str]) -> str:
    """Return the list of words that may stand here, for the end of a message."""
    return "One of: " + ", ".join(words)
