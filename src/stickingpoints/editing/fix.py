"""`check --fix`: corrects what is safe to correct.

That is a misspelt id, fixed word or key with one near match; white space; the order of keys.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from stickingpoints import bounded_files
from stickingpoints.editing import format as formatter
from stickingpoints.editing.yaml_comments import scalars
from stickingpoints.problems import Problem, display_path
from stickingpoints.reading.load import read
from stickingpoints.reading.yaml_scalars import is_ambiguous
from stickingpoints.reading.yaml_tree import parse, parse_text
from stickingpoints.safe_writes import write_texts

_MOST_ROUNDS = 6  # a corrected key can uncover a mistake inside it
_KEY_AT_START = re.compile(
    r"""
    (?P<indent> [ \u00a0]* (?:-[ \u00a0]+)? )  # "    ", "  - ", also with no-break spaces
    (?P<key> [a-z_]+: )                        # "summary:"
    [ \u00a0]*                                 # nothing, or no-break spaces
    (?=\S)
    """,
    re.VERBOSE,
)
_NO_BREAK_SPACE = "\u00a0"
_TABS = re.compile(
    r"""
    (?<=\S) [ \t]*\t[ \t]* (?=\S)  # between words; not at the start of a line
    | \t+$                         # at the end of a line
    """,
    re.MULTILINE | re.VERBOSE,
)


def fix(folder: Path) -> list[str]:
    """Correct a folder's files.

    Returns a line for each change, with the place that it had when the change was made.
    """
    done: list[str] = []
    for _ in range(_MOST_ROUNDS):
        changes = _fix_once(folder)
        if not changes:
            break
        done += changes
    # Last: the layout moves keys, after which no place of a problem would be right.
    formatting = formatter.formatting(folder)
    write_texts(formatting.texts)
    for problem in formatting.differing:
        done.append(f"{problem.place.file}: formatted (key order, white space)")
    return done


def _fix_once(folder: Path) -> list[str]:
    """Make the first kind of correction that applies: each changes the places of the others."""
    problems = read(folder).problems
    for correct in (_fix_spelling, _fix_spaces, _fix_tabs):
        changes = list(correct(folder, problems))
        if changes:
            return changes
    return []


def _fix_spelling(folder: Path, problems: tuple[Problem, ...]) -> Iterator[str]:
    """Replace each misspelt word that has an unambiguous correction."""
    for path in bounded_files.files(folder, display_path(folder), ".yaml"):
        misspelt = list(_with_correction(problems, path.name))
        if misspelt and _has_reliable_places(path):
            yield from _fix_spelling_of_file(path, misspelt)


def _with_correction(problems: tuple[Problem, ...], name: str) -> Iterator[Problem]:
    """Yield the problems of a file that have an unambiguous correction."""
    for problem in problems:
        if problem.instead and Path(problem.place.file).name == name:
            yield problem


def _fix_spelling_of_file(path: Path, misspelt: list[Problem]) -> Iterator[str]:
    text = bounded_files.read_text(path, path.name)
    spans = _spans_by_place(text)
    corrections = []
    for problem in misspelt:
        span = spans.get((problem.place.line, problem.place.column))
        if span:
            corrections.append((span, problem))
    if not corrections:
        return
    corrections.sort(key=lambda correction: correction[0])
    corrected = text
    # From the end, so that the spans before it stay right.
    for (start, end), problem in reversed(corrections):
        corrected = corrected[:start] + _correction(problem) + corrected[end:]
    write_texts({path: corrected})
    for (start, end), problem in corrections:
        place = problem.place
        before, after = text[start:end], _correction(problem)
        yield f"{place.file}:{place.line}:{place.column}: {before} → {after}"


def _has_reliable_places(path: Path) -> bool:
    """Return whether the places in messages are those in the file.

    An invisible character that YAML takes for a line end shifts every place after it.
    """
    tree, problems = parse(path, path.name)
    return tree is not None and all(problem.rule != "forbidden-character" for problem in problems)


def _correction(problem: Problem) -> str:
    """Return the correct word as it is written in YAML."""
    # The name of a statement may be a date, which is written without quotation marks.
    if problem.rule != "unknown-statement" and is_ambiguous(problem.instead):
        return f'"{problem.instead}"'
    return problem.instead


def _spans_by_place(text: str) -> dict[tuple[int, int], tuple[int, int]]:
    """Return the start and end, in characters, of each key and value by its line and column."""
    spans = {}
    for event in scalars(text):
        start, end = event.start_mark, event.end_mark
        spans[start.line + 1, start.column + 1] = (start.index, end.index)
    return spans


def _fix_spaces(folder: Path, problems: tuple[Problem, ...]) -> Iterator[str]:
    """Replace no-break spaces around a key, and add the missing space after it.

    Only in lines that keep a file from being read, and only if it can then be read past them.
    """
    for problem in problems:
        if problem.rule != "broken-yaml":
            continue
        path = folder / Path(problem.place.file).name
        before = bounded_files.read_text(path, path.name)
        lines = before.split("\n")
        index = problem.place.line - 1
        lines[index] = _KEY_AT_START.sub(_spaced, lines[index], count=1)
        after = "\n".join(lines)
        if after != before and _is_readable_past(problem.place.line, after, path.name):
            write_texts({path: after})
            yield (
                f"{problem.place.file}:{problem.place.line}: "
                "put ordinary spaces before and after the key"
            )


def _spaced(match: re.Match[str]) -> str:
    indent = match["indent"].replace(_NO_BREAK_SPACE, " ")
    return f"{indent}{match['key']} "


def _is_readable_past(line: int, text: str, name: str) -> bool:
    _, problems = parse_text(text, name)
    for problem in problems:
        if problem.rule == "broken-yaml" and problem.place.line <= line:
            return False
    return True


def _fix_tabs(folder: Path, problems: tuple[Problem, ...]) -> Iterator[str]:
    """Replace each tab inside a line with a space.

    A tab that indents a line stays: it could mean any number of spaces.
    """
    for file in _files_with_forbidden_characters(problems):
        path = folder / Path(file).name
        before = bounded_files.read_text(path, path.name)
        after = _TABS.sub(_without_tabs, before)
        if after != before:
            write_texts({path: after})
            yield f"{file}: replaced tabs with spaces"


def _files_with_forbidden_characters(problems: tuple[Problem, ...]) -> list[str]:
    """Return the files, each once, as messages name them."""
    files: list[str] = []
    for problem in problems:
        if problem.rule == "forbidden-character" and problem.place.file not in files:
            files.append(problem.place.file)
    return files


def _without_tabs(tabs: re.Match[str]) -> str:
    rest = tabs.string[tabs.end() :]
    if not rest or rest.startswith("\n"):
        return ""
    return tabs[0].replace("\t", " ")
