"""`fmt`: the files of `data/` in the common layout, written only if they still say the same.

The comments that explain the fields of a stub go once the stub is filled in.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from stickingpoints import bounded_files
from stickingpoints.editing.stubs import drop_help
from stickingpoints.editing.yaml_comments import comments
from stickingpoints.editing.yaml_layout import Document
from stickingpoints.problems import (
    ContentError,
    Place,
    Problem,
    command,
    display_path,
    is_count,
)
from stickingpoints.reading.load import Reading, read
from stickingpoints.reading.yaml_nodes import Node
from stickingpoints.reading.yaml_tree import parse, parse_text


class Difference(NamedTuple):
    """A file: its text, with its own line ends, and its text in the common layout."""

    path: Path
    name: str
    before: str
    after: str

    @property
    def problem(self) -> Problem:
        """The difference as a problem at its first line."""
        line = _first_difference(self.before, self.after)
        remedy = command("fmt", self.path.parent)
        message = f"this is not in the common layout; run: {remedy}"
        return Problem(Place(self.name, line, 1, line), "layout", "", message)


@dataclass(frozen=True)
class Formatting:
    """The files of a folder that are not in the common layout, and why others are not formatted."""

    differences: tuple[Difference, ...]
    refused: tuple[Problem, ...]

    @property
    def texts(self) -> dict[Path, str]:
        """The new text of each file that differs."""
        return {difference.path: difference.after for difference in self.differences}

    @property
    def differing(self) -> tuple[Problem, ...]:
        """A problem for each file that differs."""
        return tuple(difference.problem for difference in self.differences)


class Formatted(NamedTuple):
    """The text of a file in the common layout, and the help that was dropped from it."""

    text: str
    dropped: Sequence[str]


def formatted(text: str, name: str = "data") -> Formatted:
    """Return the text of a valid file of `data/` in the common layout.

    Raises ContentError as `Document` does.
    """
    document = Document(text, name)
    dropped = drop_help(document)
    return Formatted(document.text(), dropped)


def formatting(folder: Path) -> Formatting:
    """Format every file of a folder without writing.

    A file is refused if it cannot be read, or if the layout would change its meaning. The whole
    folder is refused while it has more problems than are shown, since formatting takes long.
    """
    reading = read(folder)
    if any(map(is_count, reading.errors)):
        return Formatting((), tuple(reading.errors))
    differences: list[Difference] = []
    refused: list[Problem] = []
    for path in bounded_files.files(folder, display_path(folder), ".yaml"):
        try:
            differences.append(_difference(path, f"{display_path(folder)}/{path.name}"))
        except ContentError as error:
            refused += error.problems
    result = Formatting(tuple(filter(_is_needed, differences)), tuple(refused))
    # Each file was compared with itself; this compares what the data as a whole means.
    if result.differences and not _reads_alike(reading, folder, result.texts):
        refused += [_would_change(difference.name, 1) for difference in result.differences]
        return Formatting((), tuple(refused))
    return result


def _is_needed(difference: Difference) -> bool:
    return difference.before != difference.after


def _difference(path: Path, name: str) -> Difference:
    """Return the text of a file beside its text in the common layout.

    Raises ContentError if it cannot be read, or if the layout would change what it says.
    """
    tree, problems = parse(path, name)
    if _other_than_empty(problems):
        raise ContentError(problems)
    # The bytes as they are: a text with unified line ends would hide that the file has others.
    before = bounded_files.read_bytes(path, name).decode("utf-8")
    if tree is None:
        return Difference(path, name, before, before)
    if not isinstance(tree.value, dict):
        message = "a file must have keys such as issues: or sources: at its left edge"
        raise ContentError([Problem(tree.place, "wrong-type", "", message)])
    text = bounded_files.decode(before.encode(), name)
    new = formatted(text, name)
    if new.text != before and not _says_the_same(tree, text, new, name):
        raise ContentError([_would_change(name, _first_difference(before, new.text))])
    return Difference(path, name, before, new.text)


def _other_than_empty(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that forbid formatting; an empty field, as in a stub, does not."""
    return [problem for problem in problems if problem.rule != "empty"]


def _says_the_same(tree: Node, before: str, after: Formatted, name: str) -> bool:
    """Return whether a file has the same values and comments with its new text."""
    new_tree, problems = parse_text(after.text, name)
    if new_tree is None or _other_than_empty(problems):
        return False
    if with_days_as_text(new_tree.plain()) != with_days_as_text(tree.plain()):
        return False
    return _comment_texts(before) == _comment_texts(after.text) + Counter(after.dropped)


def _first_difference(before: str, after: str) -> int:
    """Return the first line that differs, counted from 1.

    Where one text is only longer, that is the last line of the shorter one.
    """
    old_lines, new_lines = before.split("\n"), after.split("\n")
    for number, (old, new) in enumerate(zip(old_lines, new_lines, strict=False), 1):
        if old != new:
            return number
    return min(len(old_lines), len(new_lines))


def _would_change(name: str, line: int) -> Problem:
    message = (
        "the common layout would change what the file says or lose a comment; "
        "the file was not changed. Please report this as a bug of fmt"
    )
    return Problem(Place(name, line, 1, line), "layout", "", message)


def with_days_as_text(value: Any) -> Any:
    """Return plain values with days as text: in a field of days, quotes make no difference."""
    if isinstance(value, dict):
        return {key: with_days_as_text(child) for key, child in value.items()}
    if isinstance(value, list):
        return list(map(with_days_as_text, value))
    if isinstance(value, date):
        return value.isoformat()
    return value


def _comment_texts(text: str) -> Counter[str]:
    return Counter(comment.text for comment in comments(text))


def _reads_alike(before: Reading, folder: Path, texts: Mapping[Path, str]) -> bool:
    """Return whether the folder has the same content, or else the same errors, with new texts."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch)
        for path in bounded_files.files(folder, display_path(folder), ".yaml", ".yml"):
            if path in texts:
                (copy / path.name).write_text(texts[path], encoding="utf-8", newline="\n")
            elif path.is_file():
                shutil.copy(path, copy, follow_symlinks=False)
        after = read(copy)
    # Faulty data has no dataset to compare; the same rules must then be broken by the same records.
    if before.dataset is None or after.dataset is None:
        return _rules_and_trails(before) == _rules_and_trails(after)
    return before.dataset.model_dump() == after.dataset.model_dump()


def _rules_and_trails(reading: Reading) -> list[tuple[str, str]]:
    return sorted((problem.rule, problem.trail) for problem in reading.errors)
