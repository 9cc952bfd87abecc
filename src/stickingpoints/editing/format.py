"""`fmt`: the files of `data/` in the common layout, written only where they then say what they said before."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from stickingpoints import bounded_files
from stickingpoints.editing.yaml_comments import comments
from stickingpoints.editing.yaml_layout import laid_out
from stickingpoints.problems import ContentError, Place, Problem, display_path, is_count
from stickingpoints.reading.load import Reading, read
from stickingpoints.reading.yaml_tree import parse, parse_text

_REMEDY = "run: stickingpoints fmt"


@dataclass(frozen=True)
class Formatting:
    """What laying out a folder comes to: new texts by file, and what keeps files from it or differs from the layout."""

    texts: Mapping[Path, str]
    refused: tuple[Problem, ...]
    differing: tuple[Problem, ...]


def formatting(folder: Path) -> Formatting:
    """Lay out every file of a folder without writing; a file that cannot be read, or would change its meaning, is refused.

    So is the folder as a whole while it has more problems than are shown: laying out takes long.
    """
    reading = read(folder)
    if any(is_count(problem) for problem in reading.errors):
        return Formatting({}, tuple(reading.errors), ())
    texts: dict[Path, str] = {}
    refused: list[Problem] = []
    differing: list[Problem] = []
    for path in bounded_files.files(folder, display_path(folder), ".yaml"):
        try:
            before, after = _before_and_after(path, f"{display_path(folder)}/{path.name}")
        except ContentError as error:
            refused += error.problems
            continue
        if after == before:
            continue
        texts[path] = after
        line = _first_difference(before, after)
        place = Place(f"{display_path(folder)}/{path.name}", line, 1, line)
        differing.append(
            Problem(place, "layout", "", f"this is not in the common layout; {_REMEDY}")
        )
    if texts and not _reads_alike(reading, folder, texts):
        refused += [_kept(f"{display_path(folder)}/{path.name}", 1) for path in texts]
        texts = {}
    return Formatting(texts, tuple(refused), tuple(differing))


def _before_and_after(path: Path, name: str) -> tuple[str, str]:
    """Return the text of a file, line ends included, and its text in the common layout.

    Raises ContentError if it cannot be read, or if the layout would change what it says.
    """
    tree, problems = parse(path, name)
    if problems:
        raise ContentError(problems)
    before = bounded_files.read_bytes(path, name).decode("utf-8")
    if tree is None:
        return before, before
    if not isinstance(tree.value, dict):
        raise ContentError(
            [
                Problem(
                    tree.place,
                    "wrong-type",
                    "",
                    "a file must hold keys such as issues: or sources: at its left edge",
                )
            ]
        )
    unix = bounded_files.decode(before.encode(), name)
    after = laid_out(unix, name)
    if after != before and (
        _meaning(tree.plain()) != _meaning_of(after, name) or _remarks(unix) != _remarks(after)
    ):
        raise ContentError([_kept(name, _first_difference(before, after))])
    return before, after


def _first_difference(before: str, after: str) -> int:
    pairs = zip(before.split("\n"), after.split("\n"), strict=False)
    lines = min(before.count("\n"), after.count("\n")) + 1
    return next((number for number, (one, other) in enumerate(pairs, 1) if one != other), lines)


def _kept(name: str, line: int) -> Problem:
    message = "the common layout would change what the file says or lose a comment; it was left as it is. Please report this file as a fault of fmt"
    return Problem(Place(name, line, 1, line), "layout", "", message)


def _meaning(plain: Any) -> Any:
    """Return plain values with days as text: in the fields that hold one, a day means the same with quotes and without."""
    if isinstance(plain, dict):
        return {key: _meaning(value) for key, value in plain.items()}
    if isinstance(plain, list):
        return [_meaning(value) for value in plain]
    return plain.isoformat() if isinstance(plain, date) else plain


def _meaning_of(text: str, name: str) -> Any:
    tree, problems = parse_text(text, name)
    return _meaning(tree.plain()) if tree and not problems else None


def _remarks(text: str) -> list[str]:
    return sorted(comment.text for comment in comments(text))


def _reads_alike(before: Reading, folder: Path, texts: Mapping[Path, str]) -> bool:
    """Return whether the whole dataset is the same with the new texts: its content, or else what is wrong with it."""
    with tempfile.TemporaryDirectory() as other:
        for path in bounded_files.files(folder, display_path(folder), ".yaml", ".yml"):
            if path in texts:
                (Path(other) / path.name).write_text(texts[path], encoding="utf-8", newline="\n")
            elif path.is_file():
                shutil.copy(path, other, follow_symlinks=False)
        after = read(Path(other))
    if before.dataset is None or after.dataset is None:
        return sorted((p.rule, p.trail) for p in before.errors) == sorted(
            (p.rule, p.trail) for p in after.errors
        )
    return before.dataset.model_dump() == after.dataset.model_dump()
