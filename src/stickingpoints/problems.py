"""What can be wrong with the content, and where: the one shape in which every room reports it."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]

_INVISIBLE = (
    "\x00-\x09\x0b-\x1f\x7f-\x9f"  # control characters, the tab among them: editors and YAML disagree on how wide it is
    "\u202a-\u202e\u2066-\u2069"  # turn the order of reading round
    "\u2028\u2029\u200b\u2060-\u2064\u206a-\u206f\ufeff"  # line separators, joiners of no width
    "\ud800-\udfff\ufffe\uffff"  # no characters at all
    "\u00ad\u034f\u115f\u1160\u3164\uffa0\U000e0001-\U000e007f"  # soft hyphen, fillers, and tags, which can hide whole texts
)
FORBIDDEN = re.compile(f"[{_INVISIBLE}]")
"""Characters that nobody sees. U+200C and U+200D are not among them: Persian words and emoji are written with them."""

_FORBIDDEN_LEFT_TO_RIGHT = re.compile(f"[{_INVISIBLE}\u061c\u200e\u200f]")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

MOST_SHOWN = 500
"""How many errors, and how many warnings, are shown of one file."""
UNREADABLE = (
    "broken-yaml",
    "not-utf-8",
    "unreadable",
    "file-too-large",
    "second-document",
    "too-deep",
    "key-not-text",
)
"""The rules whose breach ends the reading of a file: always shown, and first."""

_MORE = "more-problems"

_LONGEST_WORD = 90
_MOST_COMPARED = 1000


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
    `count` is how many problems this one stands for, at least: more than one only where the rest are counted.
    """

    place: Place
    rule: str
    trail: str
    message: str
    severity: Severity = "error"
    instead: str = ""
    count: int = 1

    def __str__(self) -> str:
        """Return the one line that `stickingpoints check` prints, in the form editors and terminals link."""
        warning = "warning: " if self.severity == "warning" else ""
        trail = f"{self.trail}: " if self.trail else ""
        place = f"{self.place.file}:{self.place.line}:{self.place.column}"
        return one_line(f"{place}: {warning}[{self.rule}] {trail}{self.message}")

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
    return sorted(
        set(problems), key=lambda p: (p.place.file, p.place.line, p.place.column, p.rule, p.message)
    )


def at_most(problems: Iterable[Problem], most: int = MOST_SHOWN) -> list[Problem]:
    """Return the first `most` errors and warnings of each file; one more line counts the rest, where there is a rest."""
    problems = list(problems)
    groups: dict[tuple[str, Severity], list[Problem]] = defaultdict(list)
    for problem in problems:
        groups[problem.place.file, problem.severity].append(problem)
    if all(len(group) <= most for group in groups.values()):
        return problems
    return [kept for group in groups.values() for kept in _first(group, most)]


def _first(group: list[Problem], most: int) -> list[Problem]:
    """Return the first problems of one file and severity, and a count of the others behind them."""
    single = [problem for problem in group if not is_count(problem)]
    if not single:
        return group[:1]
    shown = [*single[:most], *(problem for problem in single[most:] if problem.rule in UNREADABLE)]
    rest = sum(problem.count for problem in group) - len(shown)
    counted = [replace(more(shown[-1].place, rest), severity=group[0].severity)] if rest else []
    # What was not looked at at all is no number of problems.
    return [*shown, *counted, *(problem for problem in group if problem.count == 0)]


def more(last: Place, rest: int) -> Problem:
    """Return the line that stands behind the last problem shown, and counts those that are not."""
    message = (
        f"at least {rest:,} more problems of this file are not shown; correct those above first"
    )
    return Problem(last, _MORE, "", message, count=rest)


def number_of(problems: Iterable[Problem], severity: Severity) -> int:
    """Return how many errors or warnings there are, those that are only counted included."""
    return sum(problem.count for problem in problems if problem.severity == severity)


def is_count(problem: Problem) -> bool:
    """Return whether a problem only counts others."""
    return problem.rule == _MORE


def one_line(text: str) -> str:
    """Return a text on one line of a terminal or log, with what would break or command it escaped.

    A line end could begin a line with a command to the machine that runs the check (`::stop-commands::x`), and the older
    form of such commands, `##[error]`, is obeyed anywhere in a line. A lone surrogate is a byte of a file name.
    """
    shown = _UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape").decode(), text)
    return shown.replace("##[", "#\\#[")


def forbidden_in(text: str) -> re.Pattern[str]:
    """Return what may not stand in a text: in one without right-to-left letters, the marks of their direction neither.

    U+061C, U+200E and U+200F put punctuation on the right side in Arabic and Hebrew; elsewhere they only hide.
    """
    return FORBIDDEN if _RIGHT_TO_LEFT.search(text) else _FORBIDDEN_LEFT_TO_RIGHT


def nearest(word: str, known: Iterable[str], *, at_least: float = 0.72) -> str | None:
    """Return the known word that `word` was most likely meant to be, or None if none is near.

    `at_least` is how much of both words must agree, from 0 to 1 (difflib's ratio).
    """
    matches = difflib.get_close_matches(
        word[:_LONGEST_WORD], list(islice(known, _MOST_COMPARED)), n=1, cutoff=at_least
    )
    return matches[0] if matches else None


def surely(word: str, known: Iterable[str]) -> str:
    """Return the known word that `word` is a misspelling of, "" unless exactly one is near and their digits agree.

    Digits tell two records apart (`…-2025-11-23`, `…-2025-11-24`), so that a different one is no slip of spelling.
    """
    clean = word.strip().lower()[:_LONGEST_WORD]
    words = list(islice(known, _MOST_COMPARED + 1))
    if len(words) > _MOST_COMPARED:
        return ""
    near = difflib.get_close_matches(clean, words, n=5, cutoff=0.8)
    alike = {one for one in near if _digits(one) == _digits(clean)} | {
        one for one in words if clean and one.startswith(clean)
    }
    return near[0] if near and alike == {near[0]} else ""


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def shorten(text: str) -> str:
    """Return what was written on one line and not longer than a message can bear."""
    words = " ".join(text[: 2 * _LONGEST_WORD].split())
    return words if len(words) <= _LONGEST_WORD else words[: _LONGEST_WORD - 1] + "…"


def forbidden(character: str) -> str:
    """Return what to say of a character that may not stand in the data."""
    if character == "\t":
        return "a tab stands here; write spaces instead"
    name = unicodedata.name(character, "a control character")
    return f"the invisible character U+{ord(character):04X} ({name}) may not stand in the data; delete it"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean "…"?` for the nearest known word, or nothing if none is near."""
    match = nearest(word, known)
    return f'; did you mean "{match}"?' if match else ""


def one_of(words: Iterable[str]) -> str:
    """Return the list of words that may stand here, for the end of a message."""
    return "One of: " + ", ".join(words)
