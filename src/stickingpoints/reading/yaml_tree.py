"""A YAML file → a tree of plain values, each with its place in the file.

The file is read as a stream of events (YAML 1.1, libyaml through PyYAML), so that what a stranger's
file may not contain (anchors and aliases, tags, a duplicate key, several documents) is refused at
its own line.
"""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from stickingpoints import bounded_files
from stickingpoints.problems import ContentError, Place, Problem, forbidden, forbidden_in
from stickingpoints.reading import yaml_errors
from stickingpoints.reading.yaml_builder import Builder, UnreadableError
from stickingpoints.reading.yaml_limits import LARGEST_FOLDER, Allowance, Capped
from stickingpoints.reading.yaml_nodes import Node

_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COMMENT_AFTER = re.compile(r"\S[ \t]+#")


def parse(
    path: Path, name: str, allowance: Allowance | None = None
) -> tuple[Node | None, list[Problem]]:
    """Read one YAML file.

    Returns its tree (None if it is empty or cannot be read) and the first problems found; a last
    one counts the others. `name` is the file's name in messages, `allowance` what the folder's
    other files have left.
    """
    allowance = allowance or Allowance()
    try:
        data = bounded_files.read_bytes(path, name)
        allowance.size -= len(data)
        if allowance.size < 0:
            message = (
                f"the files of this folder have more than the {LARGEST_FOLDER:,} bytes allowed "
                "together; shorten them"
            )
            return None, [Problem(Place(name, 1, 1, 1), "file-too-large", "", message)]
        text = bounded_files.decode(data, name)
    except ContentError as error:
        return None, list(error.problems)
    return parse_text(text, name, allowance)


def parse_text(
    text: str, name: str, allowance: Allowance | None = None
) -> tuple[Node | None, list[Problem]]:
    """Read the text of a YAML file; takes and returns the same as `parse`."""
    problems = Capped()
    readable = _readable(text, name, problems)
    builder = Builder(name, problems, allowance or Allowance(), _lines_with_comments(readable))
    tree = None
    try:
        tree = builder.build(yaml.parse(readable, Loader=_PARSER))
    except yaml.MarkedYAMLError as error:
        lines = readable.split("\n")
        problem = yaml_errors.explain(error, lines, builder.last, name)
        if "\t" in lines[problem.place.line - 1]:
            problems.remove_line(problem.place.line)  # it says what to do about the tab
        problems.add_last(problem)
    except UnreadableError as error:
        problems.add_last(error.args[0])
    return tree, problems.counted()


def _lines_with_comments(text: str) -> dict[int, str]:
    """Return, by their numbers from 0, the lines in which a comment may follow something."""
    if not _COMMENT_AFTER.search(text):
        return {}
    lines = enumerate(text.split("\n"))
    return {number: line for number, line in lines if _COMMENT_AFTER.search(line)}


def _readable(text: str, name: str, problems: Capped) -> str:
    """Report the forbidden characters of a text, one per line, and return it without them.

    A space replaces a tab, "_" any other. Tabs that indent a line are kept: where they are not part
    of a text, the parser says what is wrong with them.
    """
    pattern = forbidden_in(text)
    if not pattern.search(text):
        return text
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if match := pattern.search(line):
            place = Place(name, number, match.start() + 1, number)
            problems.add(Problem(place, "forbidden-character", "", forbidden(match[0])))
            lines[number - 1] = _without(line, pattern)
    return "\n".join(lines)


def _without(line: str, pattern: re.Pattern[str]) -> str:
    rest = line.lstrip(" \t")
    indent = line[: len(line) - len(rest)]
    return indent + pattern.sub("_", rest.replace("\t", " "))
