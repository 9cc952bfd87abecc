"""What the YAML parser could not read, in an editor's words: where the slip is, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import yaml

from stickingpoints.problems import Place, Problem


class _Advice(NamedTuple):
    """What to say of a fault of the parser's, and whether its cause is where the broken thing began."""

    message: str
    at_beginning: bool = False


_INDENT = "this line does not fit those above; indent it like its neighbours, and look for a quote that ends too early"
_ADVICE = {
    "mapping values are not allowed in this context": _Advice(
        'a colon stands where none may; put text that holds ": " in quotes, or indent this line like its neighbours'
    ),
    "could not find expected ':'": _Advice(
        "this line has no key; write key: text with a space after the colon, or indent it to go on with the text above",
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
        "a backslash inside double quotes has a meaning of its own; use single quotes, or write two backslashes"
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
_KEY_WITHOUT_SPACE = re.compile(r"\s*(- +)?[a-z_]+:\S")


def explain(error: yaml.MarkedYAMLError, lines: Sequence[str], last: object, name: str) -> Problem:
    """Return where and why a file is not YAML.

    `lines` are the lines of the file, `last` is the last event that could be read, `name` the file's name in messages.
    """
    mark = error.problem_mark or error.context_mark
    row = min(mark.line, len(lines) - 1) if mark else 0
    conflict = next(
        (number for number, line in enumerate(lines) if line.startswith("<<<<<<< ")), None
    )
    if conflict is not None:
        return _problem(
            name,
            conflict,
            0,
            "two versions of the file met here and nobody chose; keep one of them and delete the lines <<<<<<<, ======= and >>>>>>>",
        )
    quoted = _quoted(last)
    if quoted and quoted.end_mark.line == row and error.problem in _ADVICE:
        message = f"the quote that opens here closes on line {row + 1}, and more text follows; put the whole text in one pair of quotes"
        return _problem(name, quoted.start_mark.line, quoted.start_mark.column, message)
    if (
        row
        and _KEY_WITHOUT_SPACE.match(lines[row - 1])
        and error.problem == "mapping values are not allowed in this context"
    ):
        return _problem(
            name, row - 1, lines[row - 1].index(":"), "a space is missing after the colon"
        )
    return _at_mark(error, lines, name)


def _quoted(event: object) -> Any:
    return event if isinstance(event, yaml.ScalarEvent) and event.style in ("'", '"') else None


def _at_mark(error: yaml.MarkedYAMLError, lines: Sequence[str], name: str) -> Problem:
    advice = _ADVICE.get(
        error.problem or "",
        _Advice(
            f"{error.problem or error.context}; look for a missing quote or wrong indentation on this line or just above"
        ),
    )
    beginning = error.context_mark if advice.at_beginning else None
    mark = beginning or error.problem_mark or error.context_mark
    row, column = (min(mark.line, len(lines) - 1), mark.column) if mark else (0, 0)
    return _problem(name, row, column, _of_character(lines[row], column, error) or advice.message)


def _of_character(line: str, column: int, error: yaml.MarkedYAMLError) -> str | None:
    """Return what to say of a single character that breaks the line."""
    if "\t" in line[: column + 1]:
        return "a tab stands here; indent with spaces"
    if "\u00a0" in line:
        return "the line holds a no-break space (U+00A0), which YAML does not take for a space; write an ordinary one"
    if error.problem == "found character that cannot start any token":
        return f'text cannot begin with "{line[column : column + 1]}" without quotes; put the whole text in quotes'
    return None


def _problem(name: str, row: int, column: int, message: str) -> Problem:
    return Problem(
        Place(name, row + 1, column + 1, row + 1), "broken-yaml", "", f"this is not YAML: {message}"
    )
