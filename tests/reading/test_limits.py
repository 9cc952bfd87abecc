"""How much the files of a folder may hold, each by itself and all together."""

from __future__ import annotations

from pathlib import Path

import pytest

from stickingpoints.reading.yaml_limits import Allowance
from stickingpoints.reading.yaml_tree import parse


def problems_of(path: Path, allowance: Allowance) -> list[str]:
    """Return the problems of a file that belongs to a folder with so much left."""
    _, problems = parse(path, path.name, allowance)
    return [f"{problem.place.line}: [{problem.rule}] {problem.message}" for problem in problems]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a file with seven keys and values, counting the list and the file as a whole."""
    path = tmp_path / "sources.yaml"
    path.write_text("publishers:\n  - Herald\n  - Post\ntitle: Talks\n", encoding="utf-8")
    return path


def test_values_of_all_files_together(file: Path) -> None:
    """What one file takes is not there for the next; the line is that of the first too many."""
    allowance = Allowance(values=12)
    assert problems_of(file, allowance) == []
    assert problems_of(file, allowance) == [
        (
            "4: [file-too-large] the files contain more than the 5,000,000 keys and values allowed "
            "together; shorten them"
        )
    ]


def test_bytes_of_all_files_together(file: Path) -> None:
    """The same holds for bytes."""
    allowance = Allowance(size=80)
    assert problems_of(file, allowance) == []
    assert problems_of(file, allowance) == [
        (
            "1: [file-too-large] the files of this folder have more than the 134,217,728 bytes "
            "allowed together; shorten them"
        )
    ]
