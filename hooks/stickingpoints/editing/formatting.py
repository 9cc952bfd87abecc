"""`fmt`: the files of `data/` in the common layout, written only where they then say what they said before."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from stickingpoints.editing.comments import comments
from stickingpoints.editing.laying_out import laid_out
from stickingpoints.problems import Place, Problem
from stickingpoints.reading import read, shown
from stickingpoints.tree import parse

_REMEDY = "run: stickingpoints fmt"


@dataclass(frozen=True)
class Formatting:
    """What laying out a folder comes to: new texts by file, and what keeps files from it or differs from the layout."""

    texts: Mapping[Path, str]
    refused: tuple[Problem, ...]
    differing: tuple[Problem, ...]


def formatting(folder: Path) -> Formatting:
    """Lay out every file of a folder without writing; a file that cannot be read, or would change its meaning, is refused."""
    texts, refused, differing = {}, [], []
    for path in sorted(folder.glob("*.yaml")):
        name = f"{shown(folder)}/{path.name}"
        tree, problems = parse(path, name)
        if problems or tree is None:
            refused += problems
            continue
        before = path.read_bytes().decode("utf-8")
        unix = before.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        after = laid_out(unix)
        if after == before:
            continue
        line = _first_difference(before, after)
        if _meaning(tree.plain()) == _meaning_of(after, name) and _remarks(unix) == _remarks(after):
            texts[path] = after
            differing.append(Problem(Place(name, line, 1, line), "layout", "", f"this is not in the common layout; {_REMEDY}"))
        else:
            refused.append(_kept(name, line))
    if texts and not _reads_alike(folder, texts):
        refused += [_kept(f"{shown(folder)}/{path.name}", 1) for path in texts]
        texts = {}
    return Formatting(texts, tuple(refused), tuple(differing))


def write(texts: Mapping[Path, str]) -> None:
    """Write each file whole or not at all."""
    for path, text in texts.items():
        handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        if path.exists():
            shutil.copymode(path, beside)
        Path(beside).replace(path)


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
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "one.yaml"
        path.write_text(text, encoding="utf-8")
        tree, problems = parse(path, name)
    return _meaning(tree.plain()) if tree and not problems else None


def _remarks(text: str) -> list[str]:
    return sorted(comment.text for comment in comments(text))


def _reads_alike(folder: Path, texts: Mapping[Path, str]) -> bool:
    """Return whether the whole dataset is the same with the new texts: its content, or else what is wrong with it."""
    with tempfile.TemporaryDirectory() as other:
        for path in folder.glob("*.yaml"):
            (Path(other) / path.name).write_text(texts.get(path) or path.read_text(encoding="utf-8"), encoding="utf-8")
        before, after = read(folder), read(Path(other))
    if before.dataset is None or after.dataset is None:
        return sorted((p.rule, p.trail) for p in before.errors) == sorted((p.rule, p.trail) for p in after.errors)
    return before.dataset.model_dump() == after.dataset.model_dump()
