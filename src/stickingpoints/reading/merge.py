"""The files of `data/` → one tree: the top-level keys of all files, each list joined in file order.

The tree still knows the file, line and column of every value.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from stickingpoints import bounded_files
from stickingpoints.problems import ContentError, Place, Problem, shorten
from stickingpoints.reading import messages, misplaced
from stickingpoints.reading.locations import Location, last_key
from stickingpoints.reading.locations import trail as trail_of
from stickingpoints.reading.yaml_limits import Allowance
from stickingpoints.reading.yaml_nodes import Node
from stickingpoints.reading.yaml_tree import parse as parse_file

Step = str | int
Parser = Callable[[Path, str, Allowance], tuple[Node | None, list[Problem]]]
"""Reads one file; see `yaml_tree.parse`."""


@dataclass
class Merged:
    """The files of a folder as one tree, with the problems found on the way.

    Of a key that is in no file, `tree.keys` has the file of its name, if there is one.
    `is_complete` is false if a file could not be read: what it would have held is then unknown,
    not missing.
    """

    tree: Node
    problems: list[Problem] = field(default_factory=list)
    is_complete: bool = True


def merge_folder(folder: Path, name: str, parse: Parser = parse_file) -> Merged:
    """Read every `*.yaml` file of a folder into one tree; nothing that the folder holds raises.

    `name` is what messages call the folder, `parse` what reads one file.
    """
    start = _start_of(name)
    merged = Merged(Node({}, start))
    try:
        paths = bounded_files.files(folder, name, ".yaml", ".yml")
    except ContentError as error:
        return Merged(Node({}, start), list(error.problems), is_complete=False)
    trees = _read_files(paths, name, merged, parse)
    if trees:
        merged.tree.place = _main_file(trees).place
    elif merged.is_complete:
        message = "the folder has no data; it needs at least issues.yaml"
        merged.problems.append(Problem(start, "no-data", "", message))
    for tree in trees:
        _merge_file(tree, merged)
    # Only when all files are merged is it known which list a record could belong to.
    merged.problems += misplaced.move_home(merged.tree)
    for path in paths:
        merged.tree.keys.setdefault(path.stem, _start_of(f"{name}/{path.name}"))
    return merged


def _main_file(trees: Sequence[Node]) -> Node:
    """Return the file that says what the site is about, where a missing key most likely belongs."""
    for key in ("title", "schema", "issues"):
        for tree in trees:
            if isinstance(tree.value, dict) and key in tree.value:
                return tree
    return trees[0]


def _start_of(name: str) -> Place:
    return Place(name, 1, 1, 1)


def _read_files(paths: Sequence[Path], name: str, merged: Merged, parse: Parser) -> list[Node]:
    """Return the tree of each file that has one; note in `merged` what is wrong with the files."""
    trees: list[Node] = []
    allowance = Allowance()
    for path in paths:
        file = f"{name}/{path.name}"
        if path.suffix == ".yml":
            message = f'only *.yaml is read; rename the file to "{path.stem}.yaml"'
            merged.problems.append(Problem(_start_of(file), "file-name", "", message))
            merged.is_complete = False
            continue
        tree, problems = parse(path, file, allowance)
        merged.problems += _with_trails(problems, tree)
        if tree is not None:
            trees.append(tree)
        elif problems:  # without any, the file is empty, and nothing is unknown
            merged.is_complete = False
    return trees


def _merge_file(tree: Node, merged: Merged) -> None:
    """Add the top-level keys of one file, or note why they cannot be added."""
    if not isinstance(tree.value, dict):
        message = "a file must have keys such as issues: or sources: at its left edge"
        merged.problems.append(Problem(tree.place, "wrong-type", "", message))
        merged.is_complete = False
        return
    if not tree.value:
        message = "the file has no keys; write some such as issues: or sources: at its left edge"
        merged.problems.append(Problem(tree.place, "no-data", "", message))
    for key, node in tree.value.items():
        _merge_key(key, node, tree.keys[key], merged)


def _merge_key(key: str, node: Node, place: Place, merged: Merged) -> None:
    """Add a key, or join its list to that of another file; no other key may be in two files."""
    tree = merged.tree
    earlier = tree.value.get(key)
    if earlier is None:
        # The tree of a file may be kept for the next reading, and must not grow.
        tree.value[key] = _copy(node)
        tree.keys[key] = place
    elif isinstance(node.value, list) and isinstance(earlier.value, list):
        earlier.value.extend(node.value)
    else:
        first = tree.keys[key]
        message = (
            f'"{shorten(key)}" is already defined at {first.file}:{first.line}; keep one of them'
        )
        merged.problems.append(Problem(place, "duplicate-key", key, message))


def _copy(node: Node) -> Node:
    """Return a node whose list can be extended without changing the tree of the file."""
    if isinstance(node.value, list):
        return replace(node, value=list(node.value))
    return node


# The record that a problem of the parser's lies in


def _with_trails(problems: Sequence[Problem], tree: Node | None) -> list[Problem]:
    """Name the record that each problem found by the parser lies in.

    What may be done about an empty key depends on that record, too.
    """
    if tree is None or not problems:
        return list(problems)
    plain = tree.plain()
    locate = _Locator(tree)
    named = []
    for problem in problems:
        location = locate.location(problem.place.line)
        message = problem.message
        if problem.rule == "empty" and location and isinstance(location[-1], str):
            message = messages.empty(last_key(location), location)
        named.append(replace(problem, trail=trail_of(plain, location), message=message))
    return named


class _Locator:
    """Finds the innermost value of a tree that a line belongs to.

    A file with many faults asks often, so the children of each node are listed only once.
    """

    def __init__(self, tree: Node) -> None:
        self._tree = tree
        self._children: dict[int, list[tuple[Step, Node]]] = {}

    def location(self, line: int) -> Location:
        """Return the steps to the innermost value whose lines include this one."""
        node = self._tree
        location: Location = ()
        while children := self._children_of(node):
            # Children are in the order of the file: the first that ends here or later can hold it.
            index = bisect_left(children, line, key=lambda child: child[1].place.last_line)
            if index == len(children) or children[index][1].place.line > line:
                break
            step, node = children[index]
            location = (*location, step)
        return location

    def _children_of(self, node: Node) -> list[tuple[Step, Node]]:
        if id(node) not in self._children:
            self._children[id(node)] = list(node.children())
        return self._children[id(node)]
