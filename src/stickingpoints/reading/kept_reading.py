"""What a preview keeps of its last reading, so that it reads only what was edited.

A file that has not changed is not parsed again, and an entry of a list such as `issues` that was in
such a file is not validated again.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from stickingpoints import bounded_files
from stickingpoints.checks.rules import SoundTexts
from stickingpoints.model.records import Dataset, Record
from stickingpoints.problems import ContentError, Problem
from stickingpoints.reading.yaml_limits import Allowance
from stickingpoints.reading.yaml_nodes import Node
from stickingpoints.reading.yaml_tree import parse, parse_text


class _File(NamedTuple):
    data: bytes
    tree: Node
    values: int


class _Entry(NamedTuple):
    node: Node
    record: Record


class KeptReading:
    """The trees of files without a fault, the records of their entries, and their sound texts.

    What is read next shares nodes and records with what was read before. Validation changes nodes
    where it refuses something, so whoever finds an error must `forget` everything.
    """

    def __init__(self) -> None:
        self._files: dict[str, _File] = {}
        self._entries: dict[int, _Entry] = {}  # by the identity of their nodes, which they keep
        self.sound_texts: SoundTexts = set()

    def parse(
        self, path: Path, name: str, allowance: Allowance
    ) -> tuple[Node | None, list[Problem]]:
        """Return the tree of a file, and its problems, as `yaml_tree.parse` does.

        `name` is the file's name in messages.
        """
        try:
            data = bounded_files.read_bytes(path, name)
            text = bounded_files.decode(data, name)
        except ContentError:
            return parse(path, name, allowance)
        kept = self._files.get(name)
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
            self._files[name] = _File(data, tree, before - allowance.values)
        return tree, problems

    def record(self, node: Node) -> Record | None:
        """Return the record that was made from a node, None if none is kept."""
        entry = self._entries.get(id(node))
        return entry.record if entry else None

    def new_nodes(self, tree: Node) -> Iterator[Node]:
        """Yield top-level values of merged files, and of lists the entries, that are not kept."""
        for node in tree.value.values():
            if isinstance(node.value, list):
                yield from (entry for entry in node.value if self.record(entry) is None)
            else:
                yield node

    def plain(self, tree: Node) -> dict[str, Any]:
        """Return merged files as plain values, with the kept records in the place of theirs."""
        plain = {}
        for key, node in tree.value.items():
            if isinstance(node.value, list):
                plain[key] = [self.record(entry) or entry.plain() for entry in node.value]
            else:
                plain[key] = node.plain()
        return plain

    def keep(self, tree: Node, dataset: Dataset) -> None:
        """Keep the records of a dataset without a fault, which was made from merged files."""
        self._entries.clear()
        for key, node in tree.value.items():
            if isinstance(node.value, list):
                for entry, record in zip(node.value, getattr(dataset, key), strict=True):
                    self._entries[id(entry)] = _Entry(entry, record)

    def forget(self) -> None:
        """Forget everything."""
        self._files.clear()
        self._entries.clear()
        self.sound_texts.clear()
