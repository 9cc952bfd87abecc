"""A YAML file → a tree of plain values that remembers where each of them stands.

The file is read as a stream of events (YAML 1.1, libyaml through PyYAML), so that what a stranger's file may not
contain (anchors and aliases, tags, a key written twice, several documents) is refused at its own line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml
from yaml.constructor import SafeConstructor
from yaml.resolver import Resolver

from stickingpoints import bounded_files
from stickingpoints.problems import (
    MOST_SHOWN,
    ContentError,
    Place,
    Problem,
    forbidden,
    forbidden_in,
    more,
    shorten,
)
from stickingpoints.reading import yaml_errors

Event = Any  # of PyYAML's events; what they have in common has no type
DEEPEST = 20
LARGEST_FOLDER = 32 * 1024 * 1024
"""How many bytes the files of one folder may have together."""

MOST_VALUES = 250_000
"""How many keys and values the files of one folder may hold together: a thousand issues of four positions."""

_LONGEST_NUMBER = (
    40  # no field takes more digits, and Python refuses to print numbers beyond some thousands
)
_NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
_INDENT = re.compile(r"[ \t]*")
_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OTHER_TO_SOME = re.compile(r"([-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?|0o[0-7]+|[yYnN])$")


@dataclass
class Node:
    """A value with its place: `value` is a dict or list of nodes, or what YAML makes of a scalar.

    `written` is the text of a scalar that YAML does not read as text. A value that was refused already is `faulty`.
    """

    value: Any
    place: Place
    written: str = ""
    keys: dict[str, Place] = field(default_factory=dict)
    faulty: bool = False

    def plain(self) -> Any:
        """Return the value without places: dicts, lists, strings, numbers, booleans, dates and None."""
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


@dataclass
class Allowance:
    """What is left of the limits that the files of one folder share."""

    values: int = MOST_VALUES
    size: int = LARGEST_FOLDER


class _UnreadableError(Exception):
    """The file cannot be read any further; the only argument is the problem."""


def parse(
    path: Path, name: str, allowance: Allowance | None = None
) -> tuple[Node | None, list[Problem]]:
    """Read one YAML file.

    Returns its tree (None if it is empty or cannot be read) and the first problems met on the way; a last one counts
    those beyond. `name` is the file's name in messages, `allowance` what the folder's other files have left.
    """
    allowance = allowance or Allowance()
    try:
        data = bounded_files.read_bytes(path, name)
        allowance.size -= len(data)
        if allowance.size < 0:
            message = f"the files of this folder have more than the {LARGEST_FOLDER:,} bytes allowed together; shorten them"
            return None, [Problem(Place(name, 1, 1, 1), "file-too-large", "", message)]
        text = bounded_files.decode(data, name)
    except ContentError as error:
        return None, list(error.problems)
    return parse_text(text, name, allowance)


def parse_text(
    text: str, name: str, allowance: Allowance | None = None
) -> tuple[Node | None, list[Problem]]:
    """Read YAML that is at hand already; takes and returns the same as `parse`."""
    problems = _Capped()
    readable = _readable(text, name, problems)
    builder = _Builder(name, problems, allowance or Allowance())
    tree = None
    try:
        tree = builder.build(yaml.parse(readable, Loader=_PARSER))
    except yaml.MarkedYAMLError as error:
        _add_broken(
            problems, yaml_errors.explain(error, readable.split("\n"), builder.last, name), readable
        )
    except _UnreadableError as error:
        problems.add_last(error.args[0])
    return tree, problems.counted()


class _Capped:
    """The first problems of one file, and the number of all."""

    def __init__(self) -> None:
        self.first: list[Problem] = []
        self.number = 0

    def add(self, problem: Problem) -> None:
        self.number += 1
        if self.number <= MOST_SHOWN:
            self.first.append(problem)

    def add_last(self, problem: Problem) -> None:
        """Add what ended the reading, which is never left out."""
        self.number += 1
        self.first.append(problem)

    def counted(self) -> list[Problem]:
        rest = self.number - len(self.first)
        return [*self.first, more(self.first[-1].place, rest)] if rest else self.first


def _add_broken(problems: _Capped, found: Problem, text: str) -> None:
    """Add what the parser stopped at; a tab that it stopped at is not reported a second time."""
    line = text.split("\n")[found.place.line - 1]
    if "\t" in line:
        kept = [problem for problem in problems.first if problem.place.line != found.place.line]
        problems.number -= len(problems.first) - len(kept)
        problems.first = kept
    problems.add_last(found)


def reads_as(written: str, value: object) -> str:
    """Return what to say of a word that YAML does not read as the text that it looks like."""
    if isinstance(value, str):
        read = "yes or no" if written.isalpha() else "a number"
        return f'some programs read {shorten(written)} as {read}, not as text; put it in quotes: "{shorten(written)}"'
    if isinstance(value, datetime):
        return f"YAML reads {written} as a time of day; write the day alone, as {value.date()}, or put it in quotes if text is meant"
    if value is None:
        return f'YAML reads {written} as nothing; put it in quotes if the word is meant: "{written}", else delete the line'
    read = (
        "yes or no (true or false)"
        if isinstance(value, bool)
        else "a date"
        if isinstance(value, date)
        else "a number"
    )
    return f'YAML reads {shorten(written)} as {read}, not as text; put it in quotes: "{shorten(written)}"'


def is_ambiguous(text: str) -> bool:
    """Return whether a text would not be read as text, by every program, if it stood there without quotes."""
    tag = Resolver().resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return tag != "tag:yaml.org,2002:str" or bool(_OTHER_TO_SOME.match(text))


def _readable(text: str, name: str, problems: _Capped) -> str:
    """Report the forbidden characters of a text, one a line, and return it with a space or "_" in their place.

    Tabs that indent a line stay: where they are no part of a text, the parser says what is wrong with them.
    """
    pattern = forbidden_in(text)
    if not pattern.search(text):
        return text
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        found = pattern.search(line)
        if found:
            problems.add(
                Problem(
                    Place(name, number, found.start() + 1, number),
                    "forbidden-character",
                    "",
                    forbidden(found[0]),
                )
            )
            lines[number - 1] = _without(line, pattern)
    return "\n".join(lines)


def _without(line: str, pattern: re.Pattern[str]) -> str:
    indent, rest = line[: (end := _indent(line))], line[end:]
    return indent + pattern.sub("_", rest.replace("\t", " "))


def _indent(line: str) -> int:
    found = _INDENT.match(line)
    return found.end() if found else 0


class _Builder:
    """Turns the events of one file into nodes, refusing what may not stand in the data."""

    def __init__(self, name: str, problems: _Capped, allowance: Allowance) -> None:
        self.name = name
        self.problems = problems
        self.allowance = allowance
        self.resolver = Resolver()
        self.constructor = SafeConstructor()
        self.events: Iterator[Event] = iter(())
        self.last: Event = None

    def build(self, events: Iterator[Event]) -> Node | None:
        self.events = events
        tree: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if tree is not None:
                    raise self.stop(
                        event,
                        "second-document",
                        'the file holds a second document; delete the line "---"',
                    )
                tree = self.node(next(events), 0)
        return None if tree is None or tree.value is None else tree

    def refuse(self, event: Event, rule: str, message: str) -> None:
        self.problems.add(Problem(self.place(event), rule, "", message))

    def spend(self, event: Event) -> None:
        """Count a key or value; refuse the first that is too many."""
        self.allowance.values -= 1
        if self.allowance.values < 0:
            raise self.stop(
                event,
                "file-too-large",
                f"the files hold more than the {MOST_VALUES:,} keys and values allowed; shorten the data",
            )

    def stop(self, event: Event, rule: str, message: str) -> _UnreadableError:
        """Return what ends the reading, to be raised."""
        return _UnreadableError(Problem(self.place(event), rule, "", message))

    def place(self, start: Event, end: Event = None) -> Place:
        first = start.start_mark
        last = (end or start).end_mark
        # A block ends where the next thing begins, which is on a line of its own.
        last_line = last.line if last.column == 0 and last.line > first.line else last.line + 1
        return Place(self.name, first.line + 1, first.column + 1, last_line)

    def node(self, event: Event, depth: int) -> Node:
        self.spend(event)
        if depth > DEEPEST:
            raise self.stop(
                event,
                "too-deep",
                f"more than {DEEPEST} levels inside each other; the data needs fewer than ten",
            )
        if isinstance(event, yaml.AliasEvent):
            self.refuse(
                event,
                "alias",
                f'the alias "*{shorten(str(event.anchor))}" may not be used; write the text itself, or put text that begins with * in quotes',
            )
            return Node(None, self.place(event), faulty=True)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(event, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, depth)
        return self.scalar(event)

    def has_properties(self, event: Event) -> bool:
        """Refuse an anchor or a tag; a word of the kind `&name` or `!name` before a value."""
        if event.anchor:
            self.refuse(
                event,
                "anchor",
                f'the anchor "&{shorten(event.anchor)}" may not be used; delete it, or put text that begins with & in quotes',
            )
        if event.tag:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.refuse(
                event,
                "custom-tag",
                f'the tag "{shorten(tag)}" may not be used; delete it, or put text that begins with ! in quotes',
            )
        return bool(event.tag)

    def mapping(self, start: Event, depth: int) -> Node:
        self.has_properties(start)
        children: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.key(event)
            if key in keys:
                self.refuse(
                    event,
                    "duplicate-key",
                    f'"{shorten(key)}" stands twice here, first on line {keys[key].line}; keep one of them',
                )
            child = self.node(next(self.events), depth + 1)
            self.refuse_nothing(
                child,
                event,
                f'"{shorten(key)}" is empty; write something after the colon, or delete the line',
            )
            if key not in keys:
                children[key], keys[key] = child, self.place(event)
        return Node(children, self.closed(start, event, children.values()), keys=keys)

    def key(self, event: Event) -> str:
        self.spend(event)
        if not isinstance(event, yaml.ScalarEvent):
            raise self.stop(
                event,
                "key-not-text",
                "a key must be a plain word, as in title: …; put text that begins with [, { or * in quotes",
            )
        self.last = event
        self.has_properties(event)
        return self.clean(event)

    def sequence(self, start: Event, depth: int) -> Node:
        self.has_properties(start)
        children: list[Node] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            children.append(self.node(event, depth + 1))
            self.refuse_nothing(
                children[-1],
                event,
                "this entry of the list is empty; write something after the hyphen, or delete the line",
            )
        return Node(children, self.closed(start, event, children))

    def closed(self, start: Event, end: Event, children: Iterable[Node]) -> Place:
        place = self.place(start, end)
        # Without brackets the end event comes after comments and blank lines: the last child says where the text ends.
        last_line = max((child.place.last_line for child in children), default=0)
        return place if start.flow_style or not last_line else place._replace(last_line=last_line)

    def scalar(self, event: Event) -> Node:
        self.last = event
        node = Node(event.value, self.place(event), faulty=self.has_properties(event))
        if event.implicit[0]:
            self.read(node, event)
        elif self.hidden(event):
            node.value, node.faulty = self.clean(event), True
        return node

    def clean(self, event: Event) -> str:
        """Return the text of a scalar; a forbidden character can stand there only as an escape, as a backslash and a number."""
        found = self.hidden(event)
        if not found:
            return str(event.value)
        self.refuse(event, "forbidden-character", forbidden(found[0]))
        return found.re.sub("_", event.value)

    def hidden(self, event: Event) -> re.Match[str] | None:
        """Return the first forbidden character of a scalar, unless its line was refused for it already, as for a tab."""
        # Only in double quotes can a tab be an escape; written out, it was found in its line.
        text = event.value if event.style == '"' else event.value.replace("\t", " ")
        return forbidden_in(text).search(text)

    def read(self, node: Node, event: Event) -> None:
        """Give a plain scalar the value that YAML 1.1 reads; refuse one that programs do not agree on."""
        value = self.value(event)
        if isinstance(value, int) and len(event.value) > _LONGEST_NUMBER:
            self.refuse(event, "read-as-other", reads_as(event.value, 0))
            node.faulty = True
            return
        if isinstance(value, datetime) or (isinstance(value, str) and _OTHER_TO_SOME.match(value)):
            self.refuse(event, "read-as-other", reads_as(event.value, value))
            node.faulty = True
        elif not isinstance(value, str):
            node.value, node.written = value, event.value

    def value(self, event: Event) -> Any:
        tag = self.resolver.resolve(yaml.ScalarNode, event.value, (True, False))  # type: ignore[no-untyped-call]
        if tag == "tag:yaml.org,2002:str":
            return event.value
        if tag in _NUMBERS and len(event.value) > _LONGEST_NUMBER:
            return 0  # not worked out: that can take long, and `read` refuses it
        try:
            return self.constructor.construct_object(yaml.ScalarNode(tag, event.value))
        except (ValueError, KeyError, OverflowError, yaml.YAMLError):
            return (
                event.value
            )  # 2025-13-45 looks like a date and is none: the field's own rule says so

    def refuse_nothing(self, node: Node, event: Event, message: str) -> None:
        """Refuse a value that is left out, or that YAML reads as nothing."""
        if node.value is None and not node.faulty:
            word = node.written
            self.refuse(
                event,
                "read-as-other" if word else "empty",
                reads_as(word, None) if word else message,
            )
            node.faulty = True
