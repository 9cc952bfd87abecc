"""The files of `data/` → a Dataset, or every problem at once with file, line and column.

Each file becomes a tree (`tree.py`), the trees are merged into one, and the models take it. A refused value is
explained (`validation.py`) and replaced by a stand-in, so that the editorial rules (`checks.py`) are still tried on
everything else and one run reports it all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError

from stickingpoints import bounded_files
from stickingpoints.checks import follow_ups, quote_lock
from stickingpoints.checks import rules as checks
from stickingpoints.model.records import Dataset, Patience, Record
from stickingpoints.problems import (
    MOST_SHOWN,
    ContentError,
    Place,
    Problem,
    at_most,
    display_path,
    has_errors,
    in_reading_order,
    more,
)
from stickingpoints.reading import validation
from stickingpoints.reading.validation import Refusal
from stickingpoints.reading.yaml_tree import Allowance, Node, parse

_MOST_ROUNDS = 5  # a key put right can uncover a fault inside it, never more than a few deep
_LISTS = ("parties", "sources", "issues", "events", "documents", "glossary")


@dataclass(frozen=True)
class Reading:
    """What came of reading a folder: the dataset, if it is sound, and every problem, in reading order.

    `readable` is the dataset even where it breaks an editorial rule, as long as every file and value could be read.
    """

    dataset: Dataset | None
    problems: tuple[Problem, ...]
    readable: Dataset | None = None

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


def read(folder: Path, name: str | None = None, *, locked: bool = True) -> Reading:
    """Read and check every `*.yaml` file of a folder; nothing that it holds raises, all faults are problems.

    `name` is what messages call the folder; without it, its path. `locked` says whether its quotes are held against its
    `quote_lock.lock`, if it has one.
    """
    name = name or display_path(folder)
    trees, problems = _trees(folder, name)
    # What an unreadable file would have held is not missing: without it only what was read can be judged.
    whole = all(tree is not None and isinstance(tree.value, dict) for tree in trees)
    merged, duplicates = _merge(name, [tree for tree in trees if tree is not None])
    problems += duplicates
    dataset, refused, unexplained = _validate(merged) if merged.value else (None, [], [])
    readable = dataset if whole and not refused and not has_errors(problems) else None
    reported = {problem.place for problem in problems}
    problems += [
        refusal.problem
        for refusal in refused
        if refusal.problem and (whole or len(refusal.location) > 1)
    ]
    problems += unexplained
    lock, unreadable = quote_lock.read_lock(folder, display_path(folder)) if locked else (None, [])
    problems += unreadable
    if (
        dataset
        and whole
        and len(refused) <= MOST_SHOWN
        and not any(_lost_records(refusal, merged) for refusal in refused)
    ):
        found = [*checks.problems(dataset), *(quote_lock.problems(dataset, lock) if lock else ())]
        problems += _not_implied(found, refused, reported)
    sound = None if has_errors(problems) else dataset
    return Reading(sound, tuple(at_most(in_reading_order(problems))), readable)


def _trees(folder: Path, name: str) -> tuple[list[Node | None], list[Problem]]:
    """Return the tree of each file that is not empty (None for one that cannot be read)."""
    trees: list[Node | None] = []
    problems: list[Problem] = []
    allowance = Allowance()
    try:
        paths = bounded_files.files(folder, name, ".yaml", ".yml")
    except ContentError as error:
        return [None], list(error.problems)
    for path in paths:
        if path.suffix == ".yml":
            message = f'only *.yaml is read; rename the file to "{path.stem}.yaml"'
            problems.append(
                Problem(Place(f"{name}/{path.name}", 1, 1, 1), "file-name", "", message)
            )
            trees.append(None)
            continue
        tree, found = parse(path, f"{name}/{path.name}", allowance)
        problems += _with_trails(found, tree)
        if tree is not None or found:
            trees.append(tree)
    if not trees:
        problems.append(
            Problem(
                Place(name, 1, 1, 1),
                "no-data",
                "",
                "there is no data here; the folder needs at least issues.yaml",
            )
        )
    return trees, problems


def _merge(name: str, trees: Sequence[Node]) -> tuple[Node, list[Problem]]:
    """Put the top-level keys of all files together: lists are joined, anything else may stand in one file only."""
    problems: list[Problem] = []
    whole = Node({}, trees[0].place if trees else Place(name, 1, 1, 1))
    for tree in trees:
        if not isinstance(tree.value, dict):
            problems.append(
                Problem(
                    tree.place,
                    "wrong-type",
                    "",
                    "a file must hold keys such as issues: or sources: at its left edge",
                )
            )
            continue
        if not tree.value:
            problems.append(
                Problem(
                    tree.place,
                    "no-data",
                    "",
                    "the file holds nothing; write keys such as issues: or sources: at its left edge",
                )
            )
        for key, node in tree.value.items():
            before = whole.value.get(key)
            if before is None:
                whole.value[key] = (
                    replace(node, value=list(node.value)) if isinstance(node.value, list) else node
                )
                whole.keys[key] = tree.keys[key]
            elif isinstance(node.value, list) and isinstance(before.value, list):
                before.value.extend(node.value)
            else:
                message = f"it stands already in {whole.keys[key].file} on line {whole.keys[key].line}; keep one of them"
                problems.append(Problem(tree.keys[key], "duplicate-key", key, message))
    return whole, problems


def _validate(tree: Node) -> tuple[Dataset | None, list[Refusal], list[Problem]]:
    """Let the models take the tree; what they refuse is explained and stood in for.

    Returns the dataset, the refusals, and what says that there are too many to explain them all.
    """
    plain = tree.plain()
    refused = list(validation.known(tree, plain))
    for _ in range(_MOST_ROUNDS):
        patience = Patience(validation.MOST_EXPLAINED)
        try:
            dataset = Dataset.model_validate(plain, context=patience)
        except ValidationError as error:
            faults = error.errors(include_url=False)
            first = faults[: validation.MOST_EXPLAINED]
            explained = validation.explain(first, tree, plain)
            refused += explained
            if patience.passed_over or len(faults) > len(first):
                return (
                    None,
                    refused,
                    _unexplained(
                        explained[-1].spot, len(faults) - len(first), patience.passed_over
                    ),
                )
            validation.stand_in(faults, tree, plain)
        else:
            _remember(dataset, tree, plain, "")
            return dataset, refused, []
    return None, refused, []


def _unexplained(last: Place, faults: int, passed_over: int) -> list[Problem]:
    """Return the lines that count the faults that were not explained, and the records that were not looked at."""
    # One problem has at most two faults, as a misspelt key that is missing too.
    found = [more(last, (faults + 1) // 2)] if faults else []
    if passed_over:
        found.append(
            replace(
                more(last, 0),
                message=f"the check stopped here; {passed_over:,} more records were not looked at",
            )
        )
    return found


def _remember(record: Record, node: Node, plain: object, trail: str) -> None:
    """Tell a record, and those below it, where it and its fields stand."""
    record.remember({"": node.place, **_field_places(node)}, trail)
    for name, info in type(record).model_fields.items():
        value, key = getattr(record, name), info.alias or name
        below = (
            [((key, number), item) for number, item in enumerate(value)]
            if isinstance(value, list)
            else [((key,), value)]
        )
        for steps, item in below:
            if isinstance(item, Record):
                names = [trail] if trail else []
                _remember(
                    item,
                    validation.find(node, steps),
                    validation.at(plain, steps),
                    " › ".join([*names, validation.trail(plain, steps)]),
                )


def _field_places(node: Node) -> dict[str, Place]:
    """Return where each field of a record stands, and each entry of a field that is a list of words."""
    places: dict[str, Place] = {}
    for key, child in node.value.items() if isinstance(node.value, dict) else ():
        places[key] = child.place
        if isinstance(child.value, list):
            places |= {
                f"{key} › number {number}": item.place
                for number, item in enumerate(child.value, 1)
                if not isinstance(item.value, (dict, list))
            }
    return places


def _with_trails(problems: Sequence[Problem], tree: Node | None) -> list[Problem]:
    """Name the record that each problem found by the parser lies in."""
    plain = tree.plain() if tree and problems else None
    children: dict[int, list[tuple[str | int, Node]]] = {}
    return [
        replace(problem, trail=validation.trail(plain, _location(problem.place, tree, children)))
        for problem in problems
    ]


def _location(
    place: Place, tree: Node | None, children: dict[int, list[tuple[str | int, Node]]]
) -> validation.Location:
    """Return the steps to the value that holds a place; `children` keeps what each node holds for the next question."""
    location: validation.Location = ()
    while tree and isinstance(tree.value, (dict, list)):
        if id(tree) not in children:
            children[id(tree)] = list(
                tree.value.items() if isinstance(tree.value, dict) else enumerate(tree.value)
            )
        below = children[id(tree)]
        # What a node holds stands in the order of the file.
        index = bisect_left(below, place.line, key=lambda child: child[1].place.last_line)
        if index == len(below) or below[index][1].place.line > place.line:
            break
        step, tree = below[index]
        location = (*location, step)
    return location


def _lost_records(refusal: Refusal, tree: Node) -> bool:
    """Return whether whole records went with a refused value: what refers to them cannot be judged."""
    return len(refusal.location) == 1 and (
        refusal.path in _LISTS or isinstance(validation.find(tree, refusal.location).value, list)
    )


def _not_implied(
    found: Sequence[Problem], refused: Sequence[Refusal], reported: set[Place]
) -> list[Problem]:
    """Drop what only follows from a stand-in: problems at a refused value, and conclusions from records that hold one."""
    spots = reported | {refusal.spot for refusal in refused}
    return [
        problem
        for problem in found
        if problem.place not in spots and not any(_follows(problem, refusal) for refusal in refused)
    ]


def _follows(problem: Problem, refusal: Refusal) -> bool:
    """Return whether a problem is a conclusion from a value that was refused."""
    grounds = follow_ups.CONCLUSIONS.get(problem.rule, ())
    if not any(
        ground == refusal.path or ground.startswith(f"{refusal.path}.") for ground in grounds
    ):
        return False
    elsewhere = refusal.location[0] != problem.trail.partition(" › ")[0]
    return elsewhere or refusal.trail.startswith(f"{follow_ups.scope_of(problem)} › ")
