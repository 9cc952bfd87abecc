"""Where a list or record ends: at its bracket, or at the last line that says something."""

from __future__ import annotations

from pathlib import Path

import pytest

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
    path = tmp_path / "a.yaml"
    path.write_text(text, "utf-8")
    tree, problems = parse(path, "a.yaml", Allowance())
    assert tree and problems == []
    assert isinstance(tree.value, dict)
    assert (tree.value["list"].place.line, tree.value["list"].place.last_line) == (
        1 if text[5] == " " else 2,
        last_line,
    )
