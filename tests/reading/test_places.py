"""Where a value ends: at its bracket or quote, or at the last line that says something."""

from __future__ import annotations

from pathlib import Path

import pytest

from stickingpoints.reading.load import read
from stickingpoints.reading.yaml_limits import Allowance
from stickingpoints.reading.yaml_tree import parse


@pytest.mark.parametrize(
    ("text", "last_line"),
    [
        ("list:\n  - a\n  - b\n", 3),
        ("list:\n  - a\n  - b\n\n# The end.\n\ntitle: A\n", 3),
        ("list: [a,\n  b\n]\n", 3),
        ("list: [\n\n]\n", 3),
        ("list: {a: b,\n  c: d\n}\n", 3),
        ("list: []\n", 1),
    ],
)
def test_the_last_line_of_a_list(text: str, last_line: int, tmp_path: Path) -> None:
    assert lines_of("list", text, tmp_path) == (1 if text[5] == " " else 2, last_line)


@pytest.mark.parametrize(
    ("text", "last_line"),
    [
        ("text: |\n  a\n  b\ntitle: A\n", 3),
        ("text: >-\n  a\n\n  b\n", 4),
        ("text: |\n  a\n  b", 3),
        ("text: a\n  b\ntitle: A\n", 2),
        ("text: 'a\n  b\n\n  c'\ntitle: A\n", 4),
        ("text: a\n", 1),
    ],
)
def test_the_last_line_of_a_text(text: str, last_line: int, tmp_path: Path) -> None:
    """A text in a block ends where the next key begins, but above its line."""
    assert lines_of("text", text, tmp_path) == (1, last_line)


def test_the_last_line_of_records_without_hyphens(tmp_path: Path) -> None:
    """The second record ends with its last key, as if it had one."""
    path = tmp_path / "a.yaml"
    path.write_text("list:\n  - a: b\n    c: d\n    a: e\n    c: f\n\n# The end.\n", "utf-8")
    tree, problems = parse(path, "a.yaml", Allowance())
    assert tree and [problem.place.line for problem in problems] == [4]
    records = tree.value["list"].value
    assert [(record.place.line, record.place.last_line) for record in records] == [(2, 3), (4, 5)]


def lines_of(key: str, text: str, folder: Path) -> tuple[int, int]:
    """Return the first and last line of the value of a key in the text of a file."""
    path = folder / "a.yaml"
    path.write_text(text, "utf-8")
    tree, problems = parse(path, "a.yaml", Allowance())
    assert tree and problems == []
    assert isinstance(tree.value, dict)
    place = tree.value[key].place
    return place.line, place.last_line


@pytest.mark.parametrize("file", ["a.yml", None])
def test_what_concerns_a_whole_file_is_in_its_first_line(file: str | None, tmp_path: Path) -> None:
    """And what concerns a folder has no other."""
    if file:
        (tmp_path / file).write_text("title: A\nsummary: B\n", "utf-8")
    (problem,) = read(tmp_path).problems
    assert tuple(problem.place)[1:] == (1, 1, 1)


def test_a_folder_that_is_none_is_refused_once(tmp_path: Path) -> None:
    """What it would have held is not said to be missing."""
    (tmp_path / "data").write_text("title: A\n", "utf-8")
    (problem,) = read(tmp_path / "data").problems
    assert (problem.rule, *problem.place[1:]) == ("unreadable", 1, 1, 1)


def test_what_is_no_yaml_is_on_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("title: A\nlist:\n  - a\n b: c\n", "utf-8")
    (problem,) = parse(path, "a.yaml", Allowance())[1]
    assert (problem.rule, problem.place.line, problem.place.last_line) == ("broken-yaml", 4, 4)
