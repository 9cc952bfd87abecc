"""Whatever changes in the data or the pages, the comparison never says that nothing did."""

from __future__ import annotations

import copy
import datetime
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path as FilePath
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from conftest import LAKE
from diff.test_cases import BASE
from stickingpoints.diff import pages as page_changes
from stickingpoints.diff.compare import compare
from stickingpoints.diff.other_files import FileChange, Tree
from stickingpoints.model.records import Dataset
from stickingpoints.text.meaning import NO_WORDS, Meaning

MEANING = Meaning(NO_WORDS)
Path = tuple[str | int, ...]
TREE = yaml.safe_load(BASE.read_text("utf-8"))
# How records are told from one another, and the version of the format, say nothing to readers.
SILENT = {"schema"}


def leaves(tree: Any, path: Path = ()) -> Iterator[Path]:
    """Yield the path of every value."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from leaves(value, (*path, key))
    elif isinstance(tree, list):
        for number, value in enumerate(tree):
            yield from leaves(value, (*path, number))
    elif not SILENT.intersection(path):
        yield path


def branches(tree: Any, path: Path = ()) -> Iterator[Path]:
    """Yield the path of every record, list and value that can be left out."""
    if isinstance(tree, dict | list):
        pairs = tree.items() if isinstance(tree, dict) else enumerate(tree)
        for key, value in pairs:
            yield (*path, key)
            yield from branches(value, (*path, key))


def mutants(value: Any) -> Iterator[Any]:
    """Yield values that say something else."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield value + 1
    elif isinstance(value, datetime.date):
        yield value + datetime.timedelta(days=1)
    else:
        yield f"{value} x"
        yield f"{value}x"


def parent(tree: Any, path: Path) -> Any:
    """Return what holds the value at a path."""
    for key in path[:-1]:
        tree = tree[key]
    return tree


def dataset(tree: Any) -> Dataset | None:
    """Return the dataset of a tree, None if it is not valid."""
    try:
        return Dataset.model_validate(tree)
    except ValidationError:
        return None


@pytest.fixture(scope="module")
def published() -> Dataset:
    """Return the dataset before the change."""
    return Dataset.model_validate(TREE)


def other_values() -> Iterator[tuple[Path, Any]]:
    """Yield the data with another value at one place, and that place."""
    for path in leaves(TREE):
        for mutant in mutants(parent(TREE, path)[path[-1]]):
            tree = copy.deepcopy(TREE)
            parent(tree, path)[path[-1]] = mutant
            yield path, tree


def parts_left_out() -> Iterator[tuple[Path, Any]]:
    """Yield the data without one record, list or value, and where it was."""
    for path in branches(TREE):
        if not SILENT.intersection(path) and parent(TREE, path)[path[-1]] != []:
            tree = copy.deepcopy(TREE)
            del parent(tree, path)[path[-1]]
            yield path, tree


@pytest.mark.proof
@pytest.mark.parametrize(("change", "fewest"), [(other_values, 150), (parts_left_out, 50)])
def test_another_value_or_none_is_a_change(
    published: Dataset, change: Callable[[], Iterator[tuple[Path, Any]]], fewest: int
) -> None:
    """Of every record, list and value, one at a time, where the data stays valid."""
    unseen, seen = [], 0
    for path, tree in change():
        changed = dataset(tree)
        if changed is None:
            continue
        seen += 1
        if not compare(published, changed, MEANING):
            unseen.append(path)
    assert seen > fewest
    assert unseen == []


def test_another_order_is_a_change_where_readers_see_it(published: Dataset) -> None:
    """Of issues, parties, people, options, citations, and statements of one day."""
    for path in branches(TREE):
        value = parent(TREE, path)[path[-1]]
        is_seen = path[-1] in ("issues", "parties", "points", "citations", "at")
        if not isinstance(value, list) or len(value) < 2 or not is_seen:
            continue
        tree = copy.deepcopy(TREE)
        parent(tree, path)[path[-1]].reverse()
        changed = dataset(tree)
        assert changed
        assert compare(published, changed, MEANING), path


STRONGEST_FIRST = (
    "official-document",
    "leaked-document",
    "unnamed-official",
    "second-hand",
    "outlet-report",
)


@pytest.mark.parametrize(("stronger", "weaker"), list(pairwise(STRONGEST_FIRST)))
def test_each_weaker_attribution_is_called_so(stronger: str, weaker: str) -> None:
    """From the strongest to the weakest, step by step; the other way it has only changed."""
    assert attribution_changes(stronger, weaker) == ["attribution-weakened"]
    assert attribution_changes(weaker, stronger) == ["attribution-changed"]


def attribution_changes(was: str, now: str) -> list[str]:
    """Return the kinds of the changes that a statement with another attribution makes."""
    sides = []
    for attribution in (was, now):
        tree = copy.deepcopy(TREE)
        statement = tree["issues"][0]["positions"][0]["statements"][0]
        statement["attribution"] = attribution
        sides.append(Dataset.model_validate(tree))
    changes = compare(sides[0], sides[1], MEANING)
    return [change.kind for change in changes if change.kind.startswith("attribution")]


def test_another_character_in_a_page_is_a_change(tmp_path: FilePath) -> None:
    """Wherever it is in the pages of the talks at the lake, and in their settings."""
    pages = [*(LAKE / "docs").glob("*.md"), LAKE / "mkdocs.yml"]
    seen = 0
    for page in pages:
        path = "mkdocs.yml" if page.name == "mkdocs.yml" else f"docs/{page.name}"
        text = page.read_text("utf-8")
        for match in re.finditer(r"\w{4,}", text):
            now = f"{text[: match.start()]}x{text[match.start() :]}"
            write(tmp_path / "was" / path, text)
            write(tmp_path / "now" / path, now)
            files = [FileChange(path, "changed")]
            trees = Tree(tmp_path / "was"), Tree(tmp_path / "now")
            found, others = page_changes.changes(files, *trees, MEANING)
            assert found and not others, match
            seen += 1
    assert seen > 50


def write(path: FilePath, text: str) -> None:
    """Write a file and the folders that it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
