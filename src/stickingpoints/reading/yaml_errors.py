"""What the YAML parser cannot read, in an editor's words: where the mistake is, what to write."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import yaml

from stickingpoints.problems import Place, Problem
from stickingpoints.reading import yaml_slips


class _Advice(NamedTuple):
    """The message for an error of the parser, and whether its cause is where the text began."""

    message: str
    at_beginning: bool = False


_INDENT = (
    "this line is not indented like those above; indent it like its neighbours, "
    "and look for a quote that ends too early"
)
_ADVICE = {
    "mapping values are not allowed in this context": _Advice(
        'a colon is not allowed here; put text that contains ": " in quotes, '
        "or indent this line like its neighbours"
    ),
    "could not find expected ':'": _Advice(
        "this line has no key; write key: text with a space after the colon, "
        "or indent it to continue the text above",
        at_beginning=True,
    ),
    "did not find expected key": _Advice(_INDENT),
    "did not find expected '-' indicator": _Advice(_INDENT),
    "found unexpected end of stream": _Advice(
        "the quote that opens here is never closed; close it where the text ends", at_beginning=True
    ),
    "did not find expected ',' or ']'": _Advice(
        "the bracket that opens here is not closed; close it with ]", at_beginning=True
    ),
    "did not find expected ',' or '}'": _Advice(
        "the brace that opens here is not closed; close it with }", at_beginning=True
    ),
    "found unknown escape character": _Advice(
        "a backslash inside double quotes has a meaning of its own; "
        "use single quotes, or write two backslashes"
    ),
    "did not find expected alphabetic or numeric character": _Advice(
        "text cannot begin with * or & without quotes; put the whole text in quotes",
        at_beginning=True,
    ),
    "found undefined tag handle": _Advice(
        "text cannot begin with ! without quotes; put the whole text in quotes"
    ),
    "did not find expected comment or line break": _Advice(
        "after > or | the text begins on the next line, indented", at_beginning=True
    ),
}
_UNRECOGNISED = _Advice(
    "this line cannot be read; look on it or just above for a missing quote or bracket, wrong "
    "indentation, or text that begins with a sign such as -, ?, % or @ and needs quotes"
)
_KEY_WITHOUT_SPACE = re.compile(r"\s*(- +)?[a-z_]+:\S")


_CONFLICT = (
    "the file has an unresolved merge conflict; keep one version, "
    "and delete the lines <<<<<<<, ======= and >>>>>>>"
)


def explain(error: yaml.MarkedYAMLError, lines: Sequence[str], last: object, name: str) -> Problem:
    """Return where and why a file is not YAML.

    `lines` are the lines of the file, `last` is the last event that could be read, `name` the
    file's name in messages.
    """
    # First, because whatever the parser says of such a file is about the marks of the conflict.
    for number, line in enumerate(lines):
        if line.startswith("<<<<<<< "):
            return _problem(name, number, 0, _CONFLICT)
    row, _ = _position(error.problem_mark or error.context_mark, lines)
    if slip := yaml_slips.recognise(yaml_slips.Stop(error, lines, row, last)):
        return _problem(name, *slip)
    # A quotation mark inside a text ends it early; the parser then stops at what follows.
    quoted = _quoted(last)
    if quoted and quoted.end_mark.line == row and error.problem in _ADVICE:
        message = (
            f"the quote that opens here closes on line {row + 1}, and more text follows; "
            "put the whole text in one pair of quotes"
        )
        return _problem(name, quoted.start_mark.line, quoted.start_mark.column, message)
    if row and _lacks_space(lines[row - 1], error):
        column = lines[row - 1].index(":")
        return _problem(name, row - 1, column, "a space is missing after the colon")
    return _at_mark(error, lines, name)


def _position(mark: Any, lines: Sequence[str]) -> tuple[int, int]:
    """Return the row and column of a mark, from 0; the parser may mark the line after the last."""
    if mark is None:
        return 0, 0
    return min(mark.line, len(lines) - 1), mark.column


def _lacks_space(line_above: str, error: yaml.MarkedYAMLError) -> bool:
    """Return whether the line above a colon that is not allowed is a key without a space."""
    if error.problem != "mapping values are not allowed in this context":
        return False
    return _KEY_WITHOUT_SPACE.match(line_above) is not None


def _quoted(event: object) -> Any:
    """Return an event that is a text in quotes, None if it is another."""
    if isinstance(event, yaml.ScalarEvent) and event.style in ("'", '"'):
        return event
    return None


def _at_mark(error: yaml.MarkedYAMLError, lines: Sequence[str], name: str) -> Problem:
    advice = _ADVICE.get(error.problem or "", _UNRECOGNISED)
    mark = error.problem_mark or error.context_mark
    if advice.at_beginning and error.context_mark:
        mark = error.context_mark
    row, column = _position(mark, lines)
    return _problem(name, row, column, _of_character(lines[row], column, error) or advice.message)


def _of_character(line: str, column: int, error: yaml.MarkedYAMLError) -> str | None:
    """Return the message for a single character that breaks the line, None if none does."""
    if "\t" in line[: column + 1]:
        return "the line is indented with a tab; use spaces"
    if "\u00a0" in line:
        return (
            "the line contains a no-break space (U+00A0), which is not a space in YAML; "
            "write an ordinary one"
        )
    if error.problem == "found character that cannot start any token":
        character = line[column : column + 1]
        advice = "put the whole text in quotes"
        return f'text cannot begin with "{character}" without quotes; {advice}'
    return None


def _problem(name: str, row: int, column: int, message: str) -> Problem:
    return Problem(
        Place(name, row + 1, column + 1, row + 1), "broken-yaml", "", f"this is not YAML: {message}"
    )
