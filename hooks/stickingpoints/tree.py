"""A YAML file → a tree of plain values that remembers where each of them stands.

The file is read as a stream of events (YAML 1.1, libyaml through PyYAML), so that what a stranger's file may not
contain (anchors and aliases, tags, a key written twice, several documents) is refused at its own line.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from yaml.constructor import SafeConstructor
from yaml.resolver import Resolver

from stickingpoints.problems import Place, Problem

LARGEST_FILE = 8 * 1024 * 1024
DEEPEST = 20
_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NUMBER_TO_SOME = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?$")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]")


@dataclass
class Node:
    """A value with its place: `value` is a dict or list of nodes, or what YAML makes of a scalar."""

    value: Any
    place: Place
    written: str = ""
    keys: dict[str, Place] = field(default_factory=dict)

    def plain(self) -> Any:
        """Return the value without places: dicts, lists, strings, numbers, booleans, dates and None."""
        if isinstance(self.value, dict):
            return {key: child.plain() for key, child in self.value.items()}
        if isinstance(self.value, list):
            return [child.plain() for child in self.value]
        return self.value


class _Refused(Exception):
    """The file cannot be read any further."""


def parse(path: Path, name: str) -> tuple[Node | None, list[Problem]]:
    """Read one YAML file.

    Returns its tree (None if it cannot be read) and every problem met on the way. `name` is the file's name in messages.
    """
    problems: list[Problem] = []
    text = _text(path, name, problems)
    if text is None:
        return None, problems
    try:
        tree = _Builder(name, problems).build(yaml.parse(text, Loader=_PARSER))
    except yaml.MarkedYAMLError as error:
        problems.append(_broken(error, name))
        return None, problems
    except yaml.reader.ReaderError as error:
        problems.append(_unreadable_character(error, text, name))
        return None, problems
    except _Refused:
        return None, problems
    return tree, problems


def _text(path: Path, name: str, problems: list[Problem]) -> str | None:
    data = path.read_bytes()
    if len(data) > LARGEST_FILE:
        message = f"the file has {len(data):,} bytes, more than the {LARGEST_FILE:,} allowed; split it into several files"
        problems.append(Problem(Place(name, 1, 1, 1), "file-too-large", "", message))
        return None
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8")) + 1
        message = f"byte 0x{data[error.start]:02x} is not UTF-8; save the file in the encoding UTF-8"
        problems.append(Problem(Place(name, line, column, line), "not-utf-8", "", message))
        return None


def _broken(error: yaml.MarkedYAMLError, name: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    begun = f", in what begins on line {error.context_mark.line + 1}" if error.context_mark and mark is not error.context_mark else ""
    message = (
        f"this is not YAML: {error.problem or error.context}{begun}; "
        "look for a missing quote, a colon inside text without quotes, or wrong indentation on this line or just above"
    )
    return Problem(Place(name, line, column, line), "broken-yaml", "", message)


def _unreadable_character(error: yaml.reader.ReaderError, text: str, name: str) -> Problem:
    found = _FORBIDDEN.search(text)
    position = found.start() if found else 0
    line = text.count("\n", 0, position) + 1
    column = position - (text.rfind("\n", 0, position) + 1) + 1
    code = ord(text[position]) if found else 0
    message = f"the character U+{code:04X} may not stand in a text file; delete it"
    return Problem(Place(name, line, column, line), "forbidden-character", "", message)


class _Builder:
    """Turns the events of one file into nodes, refusing what may not stand in the data."""

    def __init__(self, name: str, problems: list[Problem]) -> None:
        self.name = name
        self.problems = problems
        self.resolver = Resolver()

    def build(self, events: Iterator[Any]) -> Node | None:
        self.events = events
        tree: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if tree is not None:
                    self.refuse(event, "second-document", 'the file holds a second document; delete the line "---"')
                    raise _Refused
                tree = self.node(next(events), 0)
        return tree

    def refuse(self, event: Any, rule: str, message: str) -> None:
        self.problems.append(Problem(self.place(event), rule, "", message))

    def place(self, start: Any, end: Any = None) -> Place:
        first = start.start_mark
        last = (end or start).end_mark
        # A block ends where the next thing begins, which is on a line of its own.
        last_line = last.line if last.column == 0 and last.line > first.line else last.line + 1
        return Place(self.name, first.line + 1, first.column + 1, last_line)

    def node(self, event: Any, depth: int) -> Node:
        if depth > DEEPEST:
            self.refuse(event, "too-deep", f"more than {DEEPEST} levels inside each other; the data needs fewer than ten")
            raise _Refused
        if isinstance(event, yaml.AliasEvent):
            self.refuse(event, "alias", f'the alias "*{event.anchor}" may not be used; write the text itself')
            return Node(None, self.place(event))
        self.check_properties(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(event, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, depth)
        return self.scalar(event)

    def check_properties(self, event: Any) -> None:
        if event.anchor:
            self.refuse(event, "anchor", f'the anchor "&{event.anchor}" may not be used; delete it')
        if event.tag not in (None, "!"):
            self.refuse(event, "custom-tag", f'the tag "{event.tag}" may not be used; delete it')

    def mapping(self, start: Any, depth: int) -> Node:
        children: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        end = start
        while not isinstance(end := next(self.events), yaml.MappingEndEvent):
            if not isinstance(end, yaml.ScalarEvent):
                self.refuse(end, "key-not-text", "a key must be one word")
                raise _Refused
            key = end.value
            if key in children:
                self.refuse(end, "duplicate-key", f'"{key}" stands twice here, first on line {keys[key].line}; keep one of them')
            child = self.node(next(self.events), depth + 1)
            if key not in children:
                children[key], keys[key] = child, self.place(end)
        return Node(children, self._closed(start, end, children.values()), keys=keys)

    def sequence(self, start: Any, depth: int) -> Node:
        children: list[Node] = []
        end = start
        while not isinstance(end := next(self.events), yaml.SequenceEndEvent):
            children.append(self.node(end, depth + 1))
        return Node(children, self._closed(start, end, children))

    def _closed(self, start: Any, end: Any, children: Any) -> Place:
        place = self.place(start, end)
        ends = [child.place.last_line for child in children]
        # Without brackets the end event comes after comments and blank lines: the last child says where the text ends.
        return place if start.flow_style or not ends else place._replace(last_line=max(ends))

    def scalar(self, event: Any) -> Node:
        place = self.place(event)
        found = _FORBIDDEN.search(event.value)
        if found:
            self.refuse(event, "forbidden-character", f"the character U+{ord(found[0]):04X} is invisible and may not stand in the data; delete it")
        value = self._value(event)
        written = event.value if value is not event.value or _is_number_to_some(event) else ""
        return Node(value, place, written)

    def _value(self, event: Any) -> Any:
        """Return what YAML 1.1 makes of a scalar: text, unless it is written plain and looks like something else."""
        if not event.implicit[0]:
            return event.value
        tag = self.resolver.resolve(yaml.ScalarNode, event.value, (True, False))
        if tag == "tag:yaml.org,2002:str":
            return event.value
        node = yaml.ScalarNode(tag, event.value, event.start_mark, event.end_mark)
        try:
            value = SafeConstructor().construct_object(node)
        except (ValueError, KeyError, yaml.YAMLError):
            return event.value  # 2025-13-45 looks like a date and is none: the field's own rule says so
        return value.date().isoformat() if isinstance(value, datetime.datetime) else value


def _is_number_to_some(event: Any) -> bool:
    """Return whether other YAML readers take this plain text for a number (1e3)."""
    return bool(event.implicit[0] and _NUMBER_TO_SOME.match(event.value))
