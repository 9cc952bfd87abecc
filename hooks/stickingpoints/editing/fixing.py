"""`check --fix`: mends what is safe. A misspelt id, fixed word or key with one near match; white space; the order of keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from stickingpoints.editing import formatting
from stickingpoints.editing.comments import scalars
from stickingpoints.problems import Problem
from stickingpoints.reading import read
from stickingpoints.tree import is_ambiguous, parse

_MOST_ROUNDS = 6  # a key put right can uncover a slip inside it
_BEGINNING = re.compile(r"(?P<indent>[ \u00a0]*(?:-[ \u00a0]+)?)(?P<key>[a-z_]+:)(?P<gap>[ \u00a0]*)(?=\S)")


def fix(folder: Path) -> list[str]:
    """Mend a folder's files; returns a line for each change, with its place as it was when the change was made."""
    done: list[str] = []
    for _ in range(_MOST_ROUNDS):
        problems = read(folder).problems
        changes = list(_spelling(folder, problems)) or list(_white_space(folder, problems))
        if not changes:
            break
        done += changes
    laid = formatting.formatting(folder)
    formatting.write(laid.texts)
    return done + [f"{problem.place.file}: put into the common layout (key order, white space)" for problem in laid.differing]


def _spelling(folder: Path, problems: tuple[Problem, ...]) -> Iterator[str]:
    """Write the word that was meant in the place of each misspelt one."""
    slips = [problem for problem in problems if problem.instead]
    for path in sorted(folder.glob("*.yaml")):
        here = [problem for problem in slips if Path(problem.place.file).name == path.name]
        if not here or parse(path, path.name)[0] is None:
            continue
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        spans = _words(text)
        found = [(spans[problem.place.line, problem.place.column], problem) for problem in here if (problem.place.line, problem.place.column) in spans]
        found.sort(key=lambda one: one[0])
        yield from (f"{p.place.file}:{p.place.line}:{p.place.column}: {text[start:end]} → {_word(p)}" for (start, end), p in found)
        for (start, end), problem in reversed(found):
            text = text[:start] + _word(problem) + text[end:]
        formatting.write({path: text})


def _word(problem: Problem) -> str:
    return f'"{problem.instead}"' if is_ambiguous(problem.instead) else problem.instead


def _words(text: str) -> dict[tuple[int, int], tuple[int, int]]:
    """Return the stretch of each key and value by the place that messages give it."""
    return {(event.start_mark.line + 1, event.start_mark.column + 1): (event.start_mark.index, event.end_mark.index) for event in scalars(text)}


def _white_space(folder: Path, problems: tuple[Problem, ...]) -> Iterator[str]:
    """Put ordinary spaces where a file cannot be read for want of them, if it can then be read past that line."""
    for problem in problems:
        path = folder / Path(problem.place.file).name
        if problem.rule != "broken-yaml":
            continue
        before = path.read_bytes().decode("utf-8-sig")
        lines = before.split("\n")
        number = problem.place.line - 1
        lines[number] = _BEGINNING.sub(lambda found: f"{found['indent'].replace(chr(0xA0), ' ')}{found['key']} ", lines[number], count=1)
        if lines != before.split("\n"):
            formatting.write({path: "\n".join(lines)})
            if any(left.rule == "broken-yaml" and left.place.line <= problem.place.line for left in parse(path, path.name)[1]):
                formatting.write({path: before})
                continue
            yield f"{problem.place.file}:{problem.place.line}: put ordinary spaces before and after the key"
