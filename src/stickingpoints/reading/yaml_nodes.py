"""The tree of a YAML file: plain values, each with its place in the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from stickingpoints.problems import Place


class Comment(NamedTuple):
    """A comment at the end of a line: its place, and its text with the #."""

    place: Place
    text: str


@dataclass
class Node:
    """A value with its place: `value` is a dict or list of nodes, or what YAML reads in a scalar.

    `written` is the text of a scalar that YAML does not read as text. `keys` are the places of the
    keys of a dict. A value that has been refused is `faulty`. `comment` is the place of a comment
    that ends a text without quotes: it may have been meant as a part of the text.
    """

    value: Any
    place: Place
    written: str = ""
    keys: dict[str, Place] = field(default_factory=dict)
    faulty: bool = False
    comment: Comment | None = None

    def plain(self) -> Any:
        """Return the value without places, in the types of the standard library."""
        if isinstance(self.value, dict):
            return {key: child.plain() for key, child in self.value.items()}
        if isinstance(self.value, list):
            return [child.plain() for child in self.value]
        return self.value

    def children(self) -> Iterator[tuple[str | int, Node]]:
        """Yield the nodes directly below, each with its key or its number from 0."""
        if isinstance(self.value, dict):
            yield from self.value.items()
        elif isinstance(self.value, list):
            yield from enumerate(self.value)
