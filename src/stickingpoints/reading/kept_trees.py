"""The trees of files that were read before: a file that has not changed is not parsed again."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from stickingpoints import bounded_files
from stickingpoints.problems import ContentError, Problem
from stickingpoints.reading.yaml_limits import Allowance
from stickingpoints.reading.yaml_nodes import Node
from stickingpoints.reading.yaml_tree import parse, parse_text


class _Kept(NamedTuple):
    data: bytes
    tree: Node
    values: int


class KeptTrees:
    """Parses files as `yaml_tree.parse` does, and keeps the trees of those without a fault.

    What is read next may share nodes with what was read before. Validation changes nodes where it
    refuses something, so whoever finds an error must `forget` the trees.
    """

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}

    def parse(
        self, path: Path, name: str, allowance: Allowance
    ) -> tuple[Node | None, list[Problem]]:
        """Return the tree of a file, and its problems; `name` is the file's name in messages."""
        try:
            data = bounded_files.read_bytes(path, name)
            text = bounded_files.decode(data, name)
        except ContentError:
            return parse(path, name, allowance)
        kept = self._kept.get(name)
        if kept is None or kept.data != data:
            return self._parsed(data, text, name, allowance)
        allowance.size -= len(data)
        allowance.values -= kept.values
        return kept.tree, []

    def _parsed(
        self, data: bytes, text: str, name: str, allowance: Allowance
    ) -> tuple[Node | None, list[Problem]]:
        before = allowance.values
        allowance.size -= len(data)
        tree, problems = parse_text(text, name, allowance)
        if tree is not None and not problems:
            self._kept[name] = _Kept(data, tree, before - allowance.values)
        return tree, problems

    def forget(self) -> None:
        """Forget every tree."""
        self._kept.clear()
