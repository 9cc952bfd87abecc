"""Problems with the content, with their place: the one form in which every package reports them."""

from __future__ import annotations

import difflib
import os
import re
import shlex
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]

_INVISIBLE = (
    # Control characters, the tab among them: editors and YAML disagree on its width.
    "\x00-\x09\x0b-\x1f\x7f-\x9f"
    "\u202a-\u202e\u2066-\u2069"  # reverse the direction of the text
    "\u2028\u2029\u200b\u2060-\u2064\u206a-\u206f\ufeff"  # line separators, zero-width joiners
    "\ud800-\udfff\ufffe\uffff"  # not characters at all
    # Soft hyphen, fillers, and tags, which can hide whole texts.
    "\u00ad\u034f\u115f\u1160\u3164\uffa0\U000e0001-\U000e007f"
)
FORBIDDEN = re.compile(f"[{_INVISIBLE}]")
"""Invisible characters, except U+200C and U+200D, which Persian and emoji need."""

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
"""The rules that stop the reading of a file: always shown, and first."""

_MORE = "more-problems"

_LONGEST_WORD = 90
_MOST_COMPARED = 1000


class Place(NamedTuple):
    """A place in a file: lines and columns count from 1, as editors show them."""

    file: str
    line: int
    column: int
    last_line: int


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where it is, which rule it breaks, and what to write instead.

    `instead` is the word that may replace the faulty one without asking, "" if there is none
    (see `unambiguous_match`). `count` is how many problems this one represents, at least: more than
    one only where the rest are counted.
    """

    place: Place
    rule: str
    trail: str
    message: str
    severity: Severity = "error"
    instead: str = ""
    count: int = 1

    def __str__(self) -> str:
        """Return the line that `stickingpoints check` prints, in the form that editors link."""
        parts = [f"{self.place.file}:{self.place.line}:{self.place.column}: "]
        if self.severity == "warning":
            parts.append("warning: ")
        parts.append(f"[{self.rule}] ")
        if self.trail:
            parts.append(f"{self.trail}: ")
        return one_line("".join([*parts, self.message]))

    @property
    def identity(self) -> tuple[str, str, str]:
        """What tells it from other problems, wherever an edit has moved its line."""
        return self.rule, self.trail, self.message

    def as_warning(self) -> Problem:
        """Return the same problem as a warning, which is shown and does not fail the check."""
        return replace(self, severity="warning")


class ContentError(Exception):
    """The content cannot be built; `problems` holds every error and warning."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[ContentError], tuple[tuple[Problem, ...]]]:
        """Return how it is made again in another process: from its problems, not its message."""
        return ContentError, (self.problems,)


class CallError(Exception):
    """A command cannot do what it was asked to; the message says what to write instead."""


def display_path(path: Path) -> str:
    """Return a path for messages: relative to the working folder if inside it, with slashes."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100  `resolve` follows links
    here = Path.cwd()
    if absolute.is_relative_to(here):
        return absolute.relative_to(here).as_posix()
    return absolute.as_posix()


def command(call: str, folder: Path) -> str:
    """Return a call of the program for a data folder, as it can be pasted into a shell."""
    name = display_path(folder)
    option = "" if name == "data" else f" --data {shlex.quote(name)}"
    return f"stickingpoints {call}{option}"


def has_errors(problems: Iterable[Problem]) -> bool:
    """Return whether any of the problems is an error, which forbids a build."""
    return any(problem.severity == "error" for problem in problems)


def of_severity(problems: Iterable[Problem], severity: Severity) -> list[Problem]:
    """Return the errors or the warnings among some problems, in their order."""
    return [problem for problem in problems if problem.severity == severity]


def in_reading_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems by file, line and column, without duplicates."""
    return sorted(set(problems), key=_reading_order)


def _reading_order(problem: Problem) -> tuple[str, int, int, str, str]:
    place = problem.place
    return place.file, place.line, place.column, problem.rule, problem.message


def at_most(problems: Iterable[Problem], most: int = MOST_SHOWN) -> list[Problem]:
    """Return the first `most` errors and warnings of each file, with a count of any others."""
    problems = list(problems)
    groups: dict[tuple[str, Severity], list[Problem]] = defaultdict(list)
    for problem in problems:
        groups[problem.place.file, problem.severity].append(problem)
    if max(map(len, groups.values()), default=0) <= most:
        return problems
    limited: list[Problem] = []
    for group in groups.values():
        limited += _limited(group, most)
    return limited


def _limited(group: list[Problem], most: int) -> list[Problem]:
    """Return the first problems of one file and severity, followed by a count of the others."""
    shown: list[Problem] = []
    uncounted: list[Problem] = []
    single = 0
    for problem in group:
        if is_count(problem):
            if problem.count == 0:  # records that were never checked are no number of problems
                uncounted.append(problem)
            continue
        single += 1
        if single <= most or problem.rule in UNREADABLE:
            shown.append(problem)
    if not shown:
        return group[:1]
    rest = sum(problem.count for problem in group) - len(shown)
    if rest:
        shown.append(replace(more(shown[-1].place, rest), severity=group[0].severity))
    return shown + uncounted


def more(last: Place, rest: int) -> Problem:
    """Return the line after the last problem shown, which counts those that are not shown."""
    problems = quantity(rest, "more problem")
    verb = "is" if rest == 1 else "are"
    message = f"at least {problems} of this file {verb} not shown; correct those above first"
    return Problem(last, _MORE, "", message, count=rest)


def number_of(problems: Iterable[Problem], severity: Severity) -> int:
    """Return how many errors or warnings there are, those that are only counted included."""
    return sum(problem.count for problem in problems if problem.severity == severity)


def quantity(number: int, noun: str) -> str:
    """Return a number with its English noun, given in the singular: `1 error`, `2,000 errors`."""
    plural = "" if number == 1 else "s"
    return f"{number:,} {noun}{plural}"


def tally(problems: Iterable[Problem], severity: Severity) -> str:
    """Return `2 errors` or `1 warning`, after "at least" where some are only counted."""
    problems = list(problems)
    number = quantity(number_of(problems, severity), severity)
    for problem in problems:
        if is_count(problem) and problem.severity == severity:
            return f"at least {number}"
    return number


def is_count(problem: Problem) -> bool:
    """Return whether a problem only counts others."""
    return problem.rule == _MORE


def one_line(text: str) -> str:
    """Return a text safe for one line of a terminal or log: control characters are escaped.

    After a line end, a workflow runner would obey a command such as `::stop-commands::x`; it obeys
    the older form, `##[error]`, anywhere in a line. A lone surrogate is a byte of a file name.
    """
    printable = _UNPRINTABLE.sub(_escape, text)
    return printable.replace("##[", "#\\#[")


def _escape(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode()


def forbidden_in(text: str) -> re.Pattern[str]:
    """Return the pattern of characters that a text may not contain.

    U+061C, U+200E and U+200F are allowed only beside right-to-left letters: they place punctuation
    in Arabic and Hebrew; elsewhere they only hide.
    """
    if _RIGHT_TO_LEFT.search(text):
        return FORBIDDEN
    return _FORBIDDEN_LEFT_TO_RIGHT


def nearest(word: str, known: Iterable[str], *, at_least: float = 0.72) -> str | None:
    """Return the known word that `word` was most likely meant to be, or None if none is near.

    `at_least` is how much of both words must agree, from 0 to 1 (difflib's ratio).
    """
    # difflib compares every pair: a large list would make a misspelt word take seconds.
    candidates = list(islice(known, _MOST_COMPARED))
    matches = difflib.get_close_matches(word[:_LONGEST_WORD], candidates, n=1, cutoff=at_least)
    if not matches:
        return None
    return matches[0]


def unambiguous_match(word: str, known: Iterable[str]) -> str:
    """Return the known word that `word` misspells, "" unless exactly one is near.

    Digits must agree: they distinguish records (`…-2025-11-23`, `…-2025-11-24`), so a different
    digit is not a spelling mistake. Every word that begins with `word` counts as near.
    """
    clean = word.strip().lower()[:_LONGEST_WORD]
    candidates = list(islice(known, _MOST_COMPARED + 1))
    if not clean or len(candidates) > _MOST_COMPARED:
        return ""
    near = difflib.get_close_matches(clean, candidates, n=5, cutoff=0.8)
    plausible = set()
    for candidate in near:
        if _digits(candidate) == _digits(clean):
            plausible.add(candidate)
    for candidate in candidates:
        if candidate.startswith(clean):
            plausible.add(candidate)
    # A second candidate makes it a guess, and a guess is not written into the data.
    if not near or plausible != {near[0]}:
        return ""
    return near[0]


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def shorten(text: str) -> str:
    """Return a quotation from the data for a message: on one line and of limited length."""
    words = " ".join(text[: 2 * _LONGEST_WORD].split())
    if len(words) <= _LONGEST_WORD:
        return words
    return words[: _LONGEST_WORD - 1] + "…"


def forbidden(character: str) -> str:
    """Return the message for a character that the data may not contain."""
    if character == "\t":
        return "the line contains a tab; use spaces instead"
    name = unicodedata.name(character, "a control character")
    code = f"U+{ord(character):04X}"
    return f"the invisible character {code} ({name}) is not allowed in the data; delete it"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean "…"?` for the nearest known word, or nothing if none is near."""
    match = nearest(word, known)
    if not match:
        return ""
    return f'; did you mean "{match}"?'


def one_of(words: Iterable[str]) -> str:
    """Return the list of allowed words, for the end of a message."""
    return "One of: " + ", ".join(words)
