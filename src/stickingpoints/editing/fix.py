"""`check --fix`: mends what is safe. A misspelt id, fixed word or key with one near match; white space; the order of keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from stickingpoints import bounded_files
from stickingpoints.editing import format as formatting
from stickingpoints.editing.yaml_comments import scalars
from stickingpoints.problems import Problem, display_path
from stickingpoints.reading.load import read
from stickingpoints.reading.yaml_tree import is_ambiguous, parse, parse_text
from stickingpoints.safe_writes import write_texts

_MOST_ROUNDS = 6  # a key put right can uncover a slip inside it
_BEGINNING = re.compile(
    r"(?P<indent>[ \u00a0]*(?:-[ \u00a0]+)?)(?P<key>[a-z_]+:)(?P<gap>[ \u00a0]*)(?=\S)"
)


def fix(folder: Path) -> list[str]:
    """Mend a folder's files; returns a line for each change, with its place as it was when the change was made."""
    done: list[str] = []
    for _ in range(_MOST_ROUNDS):
        problems = read(folder).problems
        changes = (
            list(_spelling(folder, problems))
            or list(_white_space(folder, problems))
            or list(_tabs(folder, problems))
        )
        if not changes:
            break
        done += changes
    laid = formatting.formatting(folder)
    write_texts(laid.texts)
    return done + [
        f"{problem.place.file}: put into the common layout (key order, white space)"
        for problem in laid.differing
    ]


def _spelling(folder: Path, problems: tuple[Problem, ...]) -> Iterator[str]:
    """Write the word that was meant in the place of each misspelt one."""
    slips = [problem for problem in problems if problem.instead]
    for path in bounded_files.files(folder, display_path(folder), ".yaml"):
        here = [problem for problem in slips if Path(problem.place.file).name == path.name]
        if not here or not _is_readable(path):
            continue
        text = bounded_files.read_text(path, path.name)
        spans = _words(text)
        found = [
            (spans[problem.place.line, problem.place.column], problem)
            for problem in here
            if (problem.place.line, problem.place.column) in spans
        ]
        found.sort(key=lambda one: one[0])
        yield from (
            f"{p.place.file}:{p.place.line}:{p.place.column}: {text[start:end]} → {_word(p)}"
            for (start, end), p in found
        )
        for (start, end), problem in reversed(found):
            text = text[:start] + _word(problem) + text[end:]
        write_texts({path: text})


def _is_readable(path: Path) -> bool:
    """Return whether a file can be read as it is; a hidden character that is a line end to YAML moves all the places behind it."""
    tree, problems = parse(path, path.name)
    return tree is not None and all(problem.rule != "forbidden-character" for problem in problems)


def _word(problem: Problem) -> str:
    return f'"{problem.instead}"' if is_ambiguous(problem.instead) else problem.instead


def _words(text: str) -> dict[tuple[int, int], tuple[int, int]]:
    """Return the stretch of each key and value by the place that messages give it."""
    return {
        (event.start_mark.line + 1, event.start_mark.column + 1): (
            event.start_mark.index,
            event.end_mark.index,
        )
        for event in scalars(text)
    }


def _white_space(folder: Path, problems: tuple[Problem, ...]) -> Iterator[str]:
    """Put ordinary spaces where a file cannot be read for want of them, if it can then be read past that line."""
    for problem in problems:
        path = folder / Path(problem.place.file).name
        if problem.rule != "broken-yaml":
            continue
        before = bounded_files.read_text(path, path.name)
        lines = before.split("\n")
        number = problem.place.line - 1
        lines[number] = _BEGINNING.sub(
            lambda found: f"{found['indent'].replace(chr(0xA0), ' ')}{found['key']} ",
            lines[number],
            count=1,
        )
        left = parse_text("\n".join(lines), path.name)[1]
        if lines != before.split("\n") and not any(
            one.rule == "broken-yaml" and one.place.line <= problem.place.line for one in left
        ):
            write_texts({path: "\n".join(lines)})
            yield f"{problem.place.file}:{problem.place.line}: put ordinary spaces before and after the key"


def _tabs(folder: Path, problems: tuple[Problem, ...]) -> Iterator[str]:
    """Put a space in the place of each tab inside a line; one that indents a line could stand for any number of spaces."""
    found = {
        Path(problem.place.file).name: problem
        for problem in problems
        if problem.rule == "forbidden-character"
    }
    for name, problem in found.items():
        path = folder / name
        before = bounded_files.read_text(path, name)
        after = re.sub(r"(?<=[^\s])[ \t]*\t[ \t]*(?=\S)|\t+$", _spaces, before, flags=re.MULTILINE)
        if after != before:
            write_texts({path: after})
            yield f"{problem.place.file}: put spaces in the place of tabs"


def _spaces(tabs: re.Match[str]) -> str:
    return (
        tabs[0].replace("\t", " ")
        if tabs.end() < len(tabs.string) and tabs.string[tabs.end()] != "\n"
        else ""
    )
