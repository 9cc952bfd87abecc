"""The events of a YAML file → its tree, refusing what the data may not contain."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any, NamedTuple

import yaml
from yaml.constructor import SafeConstructor
from yaml.resolver import Resolver

from stickingpoints.problems import Place, Problem, forbidden, forbidden_in, shorten
from stickingpoints.reading import yaml_slips
from stickingpoints.reading.yaml_limits import (
    DEEPEST,
    MOST_VALUES,
    MOST_VALUES_OF_FILE,
    Allowance,
    Capped,
)
from stickingpoints.reading.yaml_nodes import Comment, Node
from stickingpoints.reading.yaml_scalars import (
    LONGEST_NUMBER,
    NUMBERS,
    OTHER_TO_SOME,
    reads_as,
    tag_of,
)

Event = Any  # of PyYAML's events; what they have in common has no type
_SEVERAL = 2


class UnreadableError(Exception):
    """The file cannot be read any further; the only argument is the problem."""


class _Pair(NamedTuple):
    """A key of a mapping, the event that it was read from, and its value."""

    key: str
    event: Event
    value: Node


def _records_in(pairs: Sequence[_Pair]) -> list[Sequence[_Pair]]:
    """Divide the keys of an entry of a list into records: several where hyphens are missing.

    A record begins where the first key comes again and others do, too. One key that is there twice
    is a slip within one record.
    """
    starts = [number for number, pair in enumerate(pairs) if pair.key == pairs[0].key]
    ends = [*starts[1:], len(pairs)]
    groups = [pairs[start:end] for start, end in zip(starts, ends, strict=True)]
    if len(groups) < _SEVERAL or not all(_repeats(group, groups[0]) for group in groups):
        return [pairs]
    return groups


def _repeats(group: Sequence[_Pair], first: Sequence[_Pair]) -> bool:
    """Return whether a group of keys has a key, beside its first, that the first group has."""
    known = set(map(attrgetter("key"), first))
    return any(pair.key in known for pair in group[1:])


def _duplicate(key: str, first: Place, first_key: str) -> str:
    """Return the message for a key that its record has already."""
    message = f'"{shorten(key)}" is already defined on line {first.line}; keep one of them'
    if key != first_key:
        return message
    return f'{message}, or write "- " before this one if a new record begins here'


class Builder:
    """Turns the events of one file into nodes, refusing what the data may not contain."""

    def __init__(
        self, name: str, problems: Capped, allowance: Allowance, comments: Mapping[int, str]
    ) -> None:
        self.name = name
        self.comments = comments
        self.problems = problems
        self.allowance = allowance
        self.values = MOST_VALUES_OF_FILE
        self.resolver = Resolver()
        self.constructor = SafeConstructor()
        self.events: Iterator[Event] = iter(())
        self.last: Event = None

    def build(self, events: Iterator[Event]) -> Node | None:
        """Return the tree of a file, None if it is empty; raises UnreadableError."""
        self.events = events
        tree: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if tree is not None:
                    message = 'the file contains a second document; delete the line "---"'
                    raise self.stop(event, "second-document", message)
                tree = self.node(next(events), 0)
        if tree is None or tree.value is None:
            return None
        return tree

    def refuse(self, event: Event, rule: str, message: str) -> None:
        """Note a problem, and go on reading."""
        self.problems.add(Problem(self.place(event), rule, "", message))

    def spend(self, event: Event) -> None:
        """Count a key or value; refuse the first that is too many."""
        self.values -= 1
        self.allowance.values -= 1
        if self.values < 0:
            limit = f"{MOST_VALUES_OF_FILE:,} keys and values allowed"
            message = f"the file contains more than the {limit}; shorten it or split it"
            raise self.stop(event, "file-too-large", message)
        if self.allowance.values < 0:
            limit = f"{MOST_VALUES:,} keys and values allowed"
            message = f"the files contain more than the {limit} together; shorten them"
            raise self.stop(event, "file-too-large", message)

    def stop(self, event: Event, rule: str, message: str) -> UnreadableError:
        """Return what ends the reading, to be raised."""
        return UnreadableError(Problem(self.place(event), rule, "", message))

    def place(self, start: Event, end: Event = None) -> Place:
        """Return the place from the start of one event to the end of another, or of itself."""
        first = start.start_mark
        last = (end or start).end_mark
        # A block ends where the next thing begins, which is on a line of its own.
        ends_before = last.column == 0 and last.line > first.line
        last_row = last.line - 1 if ends_before else last.line
        return Place(self.name, first.line + 1, first.column + 1, last_row + 1)

    def enter(self, event: Event, depth: int) -> None:
        """Count a value, and refuse one that is nested too deeply."""
        self.spend(event)
        if depth > DEEPEST:
            message = f"more than {DEEPEST} levels of nesting; the data needs fewer than ten"
            raise self.stop(event, "too-deep", message)

    def node(self, event: Event, depth: int) -> Node:
        """Return the value that begins with an event, read up to its end."""
        self.enter(event, depth)
        if isinstance(event, yaml.AliasEvent):
            message = (
                f'the alias "*{shorten(str(event.anchor))}" is not allowed; write the text itself, '
                "or put text that begins with * in quotes"
            )
            self.refuse(event, "alias", message)
            return Node(None, self.place(event), faulty=True)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(event, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, depth)
        return self.scalar(event)

    def has_properties(self, event: Event) -> bool:
        """Refuse an anchor or a tag, `&name` or `!name` before a value; return if it has a tag."""
        if not event.anchor and not event.tag:
            return False
        advice = "delete it, or put text that begins with {} in quotes"
        if event.anchor:
            anchor = f"&{shorten(event.anchor)}"
            message = f'the anchor "{anchor}" is not allowed; {advice.format("&")}'
            self.refuse(event, "anchor", message)
        if event.tag:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            message = f'the tag "{shorten(tag)}" is not allowed; {advice.format("!")}'
            self.refuse(event, "custom-tag", message)
        return bool(event.tag)

    def mapping(self, start: Event, depth: int) -> Node:
        """Return a record, which ends with its last key."""
        self.has_properties(start)
        pairs, end = self.pairs(depth)
        return self.record(start, end, pairs)

    def pairs(self, depth: int) -> tuple[list[_Pair], Event]:
        """Return the keys and values up to the end of a mapping, and the event that ends it."""
        pairs: list[_Pair] = []
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.key(event)
            child = self.node(next(self.events), depth + 1)
            if child.value is None:
                message = f'"{shorten(key)}" is empty; write something after the colon'
                self.refuse_nothing(child, event, message)
            pairs.append(_Pair(key, event, child))
        return pairs, event

    def record(self, start: Event, end: Event, pairs: Sequence[_Pair]) -> Node:
        """Return the node of some keys and values; of each key, the first counts."""
        children: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        for key, event, child in pairs:
            if key in keys:
                self.refuse(event, "duplicate-key", _duplicate(key, keys[key], pairs[0].key))
                continue
            children[key], keys[key] = child, self.place(event)
        node = Node(children, self.closed(start, end, children.values()), keys=keys)
        node.faulty = self.has_bullets(pairs)
        return node

    def has_bullets(self, pairs: Sequence[_Pair]) -> bool:
        """Refuse each bullet or dash where a hyphen belongs; return whether there is any."""
        bulleted = [pair for pair in pairs if yaml_slips.BULLET.match(pair.key)]
        for pair in bulleted:
            self.refuse(pair.event, "wrong-type", yaml_slips.bullet_message(pair.key))
        return bool(bulleted)

    def entry(self, event: Event, depth: int) -> Iterator[Node]:
        """Yield what one entry of a list holds: several records where hyphens are missing."""
        # In brackets no record can begin by the indent of its keys, so none lacks a hyphen.
        if not isinstance(event, yaml.MappingStartEvent) or event.flow_style:
            yield self.node(event, depth)
            return
        self.enter(event, depth)
        self.has_properties(event)
        pairs, end = self.pairs(depth)
        first, *others = _records_in(pairs)
        yield self.record(event, end, first)
        for group in others:
            start = group[0].event
            self.refuse(start, "duplicate-key", yaml_slips.missing_hyphen(group[0].key))
            yield self.record(start, end, group)

    def key(self, event: Event) -> str:
        """Return the text of a key; what is no text ends the reading."""
        self.spend(event)
        if not isinstance(event, yaml.ScalarEvent):
            message = (
                "a key must be a plain word, as in title: …; "
                "put text that begins with [, { or * in quotes"
            )
            raise self.stop(event, "key-not-text", message)
        self.last = event
        self.has_properties(event)
        return self.clean(event)

    def sequence(self, start: Event, depth: int) -> Node:
        """Return a list, in which each entry may hold several records."""
        self.has_properties(start)
        children: list[Node] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            children += self.entry(event, depth + 1)
            if children[-1].value is None:
                advice = "write something after the hyphen, or delete the line"
                message = f"this entry of the list is empty; {advice}"
                self.refuse_nothing(children[-1], event, message)
        return Node(children, self.closed(start, event, children))

    def closed(self, start: Event, end: Event, children: Iterable[Node]) -> Place:
        """Return the place of a list or record, up to the last line that says something."""
        place = self.place(start, end)
        if getattr(start, "flow_style", False):
            return place
        # Without brackets, something is in it, and the end event comes after blank lines.
        return place._replace(last_line=max(child.place.last_line for child in children))

    def scalar(self, event: Event) -> Node:
        """Return a single value; only one without quotes can be other than text."""
        self.last = event
        node = Node(event.value, self.place(event), faulty=self.has_properties(event))
        # True for a scalar without quotes and without a tag: only then may it be other than text.
        if event.implicit[0]:
            self.read(node, event)
            node.comment = self.comment_after(event.end_mark)
        elif self.hidden(event):
            node.value, node.faulty = self.clean(event), True
        return node

    def comment_after(self, mark: Any) -> Comment | None:
        """Return the comment that follows on the same line, None if there is none."""
        line = self.comments.get(mark.line, "")
        text = line[mark.column :].lstrip()
        if not text.startswith("#"):
            return None
        row, column = mark.line + 1, len(line) - len(text) + 1
        return Comment(Place(self.name, row, column, row), text)

    def clean(self, event: Event) -> str:
        """Return the text of a scalar, and refuse a forbidden character in it.

        It can only be an escape there, a backslash and a number: others are replaced before.
        """
        match = self.hidden(event)
        if not match:
            return str(event.value)
        self.refuse(event, "forbidden-character", forbidden(match[0]))
        return match.re.sub("_", event.value)

    def hidden(self, event: Event) -> re.Match[str] | None:
        """Return the first forbidden character of a scalar, unless it was found in its line.

        Only in double quotes can it be an escape.
        """
        if event.style != '"':
            return None
        return forbidden_in(event.value).search(event.value)

    def read(self, node: Node, event: Event) -> None:
        """Give a plain scalar its value in YAML 1.1; refuse one that programs read differently."""
        value = self.value(event)
        is_too_long = isinstance(value, int) and len(event.value) > LONGEST_NUMBER
        is_disputed = isinstance(value, str) and OTHER_TO_SOME.match(value)
        if is_too_long or is_disputed or isinstance(value, datetime):
            self.refuse(event, "read-as-other", reads_as(event.value, value))
            node.faulty = True
        elif not isinstance(value, str):
            node.value, node.written = value, event.value

    def value(self, event: Event) -> Any:
        """Return what YAML 1.1 reads in a scalar without quotes."""
        tag = tag_of(self.resolver, event.value)
        if tag == "tag:yaml.org,2002:str":
            return event.value
        if tag in NUMBERS and len(event.value) > LONGEST_NUMBER:
            return 0  # not computed: that can take long, and `read` refuses it
        try:
            return self.constructor.construct_object(yaml.ScalarNode(tag, event.value))
        except (ValueError, KeyError, OverflowError, yaml.YAMLError):
            # 2025-13-45 looks like a date and is none: the rule of the field says so.
            return event.value

    def refuse_nothing(self, node: Node, event: Event, message: str) -> None:
        """Refuse a value that is left out, or that YAML reads as nothing."""
        if node.faulty:
            return
        if node.written:
            self.refuse(event, "read-as-other", reads_as(node.written, None))
        else:
            self.refuse(event, "empty", message)
        node.faulty = True
