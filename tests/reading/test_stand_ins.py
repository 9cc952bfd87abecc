"""What replaces a refused value is never reported: an editor did not write it."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import plain_yaml
from stickingpoints.problems import Problem
from stickingpoints.reading.load import read

BASE = plain_yaml.load((Path(__file__).parent / "base" / "issues.yaml").read_text("utf-8"))
INVENTED = re.compile(r'stand-in|"none"|9999|2000-01-01|"…"')


def containers(value: Any, *path: Any) -> Iterator[tuple[Any, ...]]:
    """Yield the steps to each record and list below a value, the first and second of each list."""
    steps: list[Any] = []
    if isinstance(value, dict):
        steps = list(value)
    elif isinstance(value, list):
        steps = list(range(min(2, len(value))))
    for step in steps:
        if isinstance(value[step], (dict, list)):
            yield (*path, step)
            yield from containers(value[step], *path, step)


def without_form(path: tuple[Any, ...]) -> Any:
    """Return the base with a record in the place of a list, or a list in that of a record."""
    data = copy.deepcopy(BASE)
    parent = data
    for step in path[:-1]:
        parent = parent[step]
    value = parent[path[-1]]
    if isinstance(value, dict):
        parent[path[-1]] = [value]
    else:
        parent[path[-1]] = value[0] if value and isinstance(value[0], dict) else {"a": "b"}
    return data


def problems(data: Any, folder: Path) -> tuple[Problem, ...]:
    """Return the problems of a dataset."""
    text = plain_yaml.dump(data)
    (folder / "issues.yaml").write_text(text, "utf-8")
    return read(folder).problems


def test_no_stand_in_is_reported(tmp_path: Path) -> None:
    """Wherever a record and a list are confused, what is reported was written by the editor."""
    paths = list(containers(BASE))
    assert len(paths) > 40
    for path in paths:
        found = problems(without_form(path), tmp_path)
        assert found, path
        assert not [problem for problem in found if INVENTED.search(str(problem))], path
