"""What `fmt` would write, as notices on the lines of a pull request: they fail no check.

Workflow commands: docs.github.com, "Workflow commands for GitHub Actions".
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from stickingpoints.checks.report_formats import SHOWN_BY_GITHUB, annotation
from stickingpoints.editing.format import Difference
from stickingpoints.problems import Place, quantity

_MOST_LINES = 20
_NO_NEED = "Nothing needs to be done: the files are formatted after the merge."


class Suggestion(NamedTuple):
    """Lines that the common layout writes in another way: their place, and the wanted text."""

    place: Place
    wanted: tuple[str, ...]


def notices(differences: Iterable[Difference]) -> Iterator[str]:
    """Yield a workflow command for each suggestion, as many as GitHub shows of one step.

    The last one counts those that are left out.
    """
    listed: list[Suggestion] = []
    for difference in differences:
        listed += suggestions(difference)
    shown = listed
    if len(listed) > SHOWN_BY_GITHUB:
        shown = listed[: SHOWN_BY_GITHUB - 1]
    for suggestion in shown:
        yield _notice(suggestion.place, _message(suggestion))
    if len(listed) > len(shown):
        rest = quantity(len(listed) - len(shown), "more place")
        last = listed[len(shown)].place
        yield _notice(last, f"{rest} differ from the common layout. {_NO_NEED}")


def suggestions(difference: Difference) -> Iterator[Suggestion]:
    """Yield the lines of a file that the common layout writes in another way."""
    before, after = difference.before.splitlines(), difference.after.splitlines()
    # A byte order mark goes without a word: the line would look the same in a notice.
    before[:1] = [line.removeprefix("\ufeff") for line in before[:1]]
    if before == after:
        yield Suggestion(Place(difference.name, 1, 1, 1), ())
    matcher = difflib.SequenceMatcher(None, before, after)
    # With the line before and after, there is always something to point to and to write.
    for group in matcher.get_grouped_opcodes(1):
        first, last = group[0], group[-1]
        place = Place(difference.name, first[1] + 1, 1, last[2])
        yield Suggestion(place, tuple(after[first[3] : last[4]]))


def _message(suggestion: Suggestion) -> str:
    """Return the text of a notice: that nothing needs to be done, and what could be written."""
    if not suggestion.wanted:
        return f"The ends of lines, or of the file, differ from the common layout. {_NO_NEED}"
    text = "\n".join(_limited(suggestion.wanted))
    return f"{_NO_NEED} The common layout of these lines is:\n{text}"


def _limited(lines: Sequence[str]) -> Sequence[str]:
    if len(lines) <= _MOST_LINES:
        return lines
    return [*lines[:_MOST_LINES], f"… and {quantity(len(lines) - _MOST_LINES, 'more line')}"]


def _notice(place: Place, message: str) -> str:
    properties = {
        "file": place.file,
        "line": place.line,
        "endLine": place.last_line,
        "title": "layout",
    }
    return annotation("notice", properties, message)
