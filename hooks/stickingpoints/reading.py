"""The files of `data/` → a Dataset, or every problem at once with file, line and column.

Each file becomes a tree (`tree.py`), the trees are merged into one, and the models take it. A refused value is
explained (`refusals.py`) and replaced by a stand-in, so that the editorial rules (`checks.py`) are still tried on
everything else and one run reports it all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from stickingpoints import checks, refusals
from stickingpoints.model import Dataset, Record
from stickingpoints.problems import ContentError, Place, Problem, in_reading_order
from stickingpoints.tree import Node, parse

_MOST_ROUNDS = 5  # a stand-in can uncover a fault inside it, never more than a few deep


@dataclass(frozen=True)
class Reading:
    """What came of reading a folder: the dataset, if it is sound, and every problem, in reading order."""

    dataset: Dataset | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> list[Problem]:
        """The problems that forbid a build."""
        return [problem for problem in self.problems if problem.severity == "error"]

    @property
    def warnings(self) -> list[Problem]:
        """The problems that do not."""
        return [problem for problem in self.problems if problem.severity == "warning"]

    def sound(self) -> Dataset:
        """Return the dataset; raises ContentError if there is any error."""
        if self.dataset is None:
            raise ContentError(self.problems)
        return self.dataset


def read(folder: Path) -> Reading:
    """Read and check every `*.yaml` file of a folder."""
    trees, problems = _trees(folder)
    merged, duplicates = _merge(folder, trees)
    problems += duplicates
    plain = merged.plain()
    problems = [_with_trail(problem, merged, plain) for problem in problems]
    if merged.value:
        # What an unreadable file would have held is not missing: without it only what was read can be judged.
        whole = all(tree is not None for tree in trees)
        dataset, refused = _validate(merged, plain)
        problems += refused if whole else [problem for problem in refused if len(problem.trail.split(" › ")) > 1]
        if dataset and whole:
            problems += _not_implied(checks.problems(dataset), refused)
    sound = None if any(problem.severity == "error" for problem in problems) else dataset
    return Reading(sound, tuple(in_reading_order(problems)))


def shown(path: Path) -> str:
    """Return a path as messages show it: from the working folder if it lies inside, with forward slashes."""
    absolute, here = path.resolve(), Path.cwd().resolve()
    return (absolute.relative_to(here) if absolute.is_relative_to(here) else absolute).as_posix()


def _trees(folder: Path) -> tuple[list[Node | None], list[Problem]]:
    """Return the tree of each file (None for one that cannot be read)."""
    name, trees, problems = shown(folder), [], []
    for path in sorted(folder.glob("*.yaml")):
        tree, found = parse(path, f"{name}/{path.name}")
        problems += found
        if tree is not None or found:
            trees.append(tree)
    for path in sorted(folder.glob("*.yml")):
        message = f'only *.yaml is read; rename the file to "{path.stem}.yaml"'
        problems.append(Problem(Place(f"{name}/{path.name}", 1, 1, 1), "file-name", "", message))
    if not trees:
        problems.append(Problem(Place(name, 1, 1, 1), "no-data", "", "there is no data here; the folder needs at least issues.yaml"))
    return trees, problems


def _merge(folder: Path, trees: Sequence[Node | None]) -> tuple[Node, list[Problem]]:
    """Put the top-level keys of all files together: lists are joined, anything else may stand in one file only."""
    problems: list[Problem] = []
    readable = [tree for tree in trees if tree is not None]
    whole = Node({}, readable[0].place if readable else Place(shown(folder), 1, 1, 1))
    for tree in readable:
        if not isinstance(tree.value, dict):
            problems.append(Problem(tree.place, "wrong-type", "", "a file must hold keys such as issues: or sources: at its left edge"))
            continue
        for key, node in tree.value.items():
            before = whole.value.get(key)
            if before is None:
                whole.value[key] = Node(list(node.value), node.place) if isinstance(node.value, list) else node
                whole.keys[key] = tree.keys[key]
            elif isinstance(node.value, list) and isinstance(before.value, list):
                before.value.extend(node.value)
            else:
                message = f'"{key}" stands already in {whole.keys[key].file} on line {whole.keys[key].line}; keep one of them'
                problems.append(Problem(tree.keys[key], "duplicate-key", "", message))
    return whole, problems


def _validate(tree: Node, plain: Any) -> tuple[Dataset | None, list[Problem]]:
    """Let the models take the tree; what they refuse is explained and stood in for."""
    problems: list[Problem] = []
    for _ in range(_MOST_ROUNDS):
        try:
            dataset = Dataset.model_validate(plain)
        except ValidationError as error:
            faults = error.errors(include_url=False)
            problems += refusals.explain(faults, tree, plain)
            refusals.stand_in(faults, plain)
        else:
            _remember(dataset, tree, plain, ())
            return dataset, problems
    return None, problems


def _remember(record: Record, tree: Node, plain: Any, location: refusals.Location) -> None:
    """Tell every record where it and its fields stand."""
    node = refusals.find(tree, location)
    places = {key: child.place for key, child in node.value.items()} if isinstance(node.value, dict) else {}
    record.remember({"": node.place, **places}, refusals.trail(plain, location))
    for name, info in type(record).model_fields.items():
        value, key = getattr(record, name), info.alias or name
        if isinstance(value, Record):
            _remember(value, tree, plain, (*location, key))
        elif isinstance(value, list):
            for number, item in enumerate(value):
                if isinstance(item, Record):
                    _remember(item, tree, plain, (*location, key, number))


def _with_trail(problem: Problem, tree: Node, plain: Any) -> Problem:
    """Name the record that a problem found by the parser lies in."""
    location: refusals.Location = ()
    while isinstance(tree.value, (dict, list)):
        steps = tree.value.items() if isinstance(tree.value, dict) else enumerate(tree.value)
        inside = [(step, child) for step, child in steps if _holds(child.place, problem.place)]
        if not inside:
            break
        location, tree = (*location, inside[0][0]), inside[0][1]
    return Problem(problem.place, problem.rule, refusals.trail(plain, location), problem.message, problem.severity)


def _holds(outer: Place, inner: Place) -> bool:
    return outer.file == inner.file and outer.line <= inner.line <= outer.last_line


def _not_implied(found: Sequence[Problem], refused: Sequence[Problem]) -> list[Problem]:
    """Drop what only follows from a stand-in: problems at a refused value, and conclusions from records that hold one."""
    spots = {(problem.place.file, problem.place.line, problem.place.column) for problem in refused}
    return [
        problem
        for problem in found
        if (problem.place.file, problem.place.line, problem.place.column) not in spots
        and not (problem.rule in checks.CONCLUSIONS and any(problem.trail and fault.trail.startswith(problem.trail.rpartition(" › ")[0] or problem.trail) for fault in refused))
    ]
