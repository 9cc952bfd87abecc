"""The common layout of a file of `data/`: order of keys, indentation, folding, quotes. Comments stay with what they belong to."""

from __future__ import annotations

import io
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import CommentMark, MarkedYAMLError
from ruamel.yaml.tokens import CommentToken

from stickingpoints.editing.yaml_comments import Attached, Collection, Key, attach
from stickingpoints.editing.yaml_styles import BLOCK, WIDTH, styled
from stickingpoints.problems import ContentError, Place, Problem, shorten
from stickingpoints.reading import validation
from stickingpoints.reading.validation import Location


def laid_out(text: str, name: str = "data") -> str:
    """Return the text of a sound file of `data/` in the common layout; raises ContentError if the editor cannot take it apart."""
    return Document(text, name).text()


class Document:
    """A sound file of `data/` as a tree that may be changed; its comments stay with what they belong to.

    `name` is the file's name in messages. Raises ContentError for the few texts that this YAML reader refuses and the
    one of the check does not.
    """

    def __init__(self, text: str, name: str) -> None:
        try:
            self.tree: Any = _reader().load(text)
        except MarkedYAMLError as error:
            raise ContentError([_refused(error, name)]) from None
        self._read = text
        is_collection = isinstance(self.tree, (CommentedMap, CommentedSeq))
        self.comments = attach(text, self.tree) if is_collection else Attached()

    def insert(self, entries: Any, index: int, value: object) -> None:
        """Put a value into a list of the tree; comments stay with the entries that follow."""
        for kept in (self.comments.above, self.comments.behind):
            _shift(kept, id(entries), index)
        entries.insert(index, value)

    def explain(self, record: Any, key: Key | None, lines: list[str]) -> None:
        """Put comments above a key of a record, or at the record's end."""
        place = (
            self.comments.at_end[id(record)]
            if key is None
            else self.comments.above[id(record), key]
        )
        place += [f"# {line}" for line in lines]

    def text(self) -> str:
        """Return the file in the common layout."""
        if not isinstance(self.tree, (CommentedMap, CommentedSeq)):
            return self._read
        return _dumped(_Layout(self.comments).collection(self.tree, (), 0))


def _refused(error: MarkedYAMLError, name: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    row, column = (mark.line, mark.column) if mark else (0, 0)
    message = f"the file cannot be laid out or edited: {shorten(str(error.problem))}; put the text here in quotes"
    return Problem(Place(name, row + 1, column + 1, row + 1), "layout", "", message)


class _Constructor(RoundTripConstructor):
    """Reads as `tree.py` does: what looks like a day and is none is a text."""

    def construct_yaml_timestamp(self, node: Any, values: Any = None) -> Any:
        try:
            return super().construct_yaml_timestamp(node, values)
        except ValueError:
            return self.construct_scalar(node)


_Constructor.add_constructor("tag:yaml.org,2002:timestamp", _Constructor.construct_yaml_timestamp)


def _shift(kept: dict[tuple[int, Key], Any], owner: int, index: int) -> None:
    """Count the entries of a list one on, from an index."""
    moved = {
        key: kept.pop((owner, key))
        for (one, key) in list(kept)
        if one == owner and isinstance(key, int) and key >= index
    }
    kept.update({(owner, key + 1): value for key, value in moved.items()})


def _reader() -> YAML:
    reader = YAML()
    reader.Constructor = _Constructor
    reader.version = (1, 1)  # as `tree.py` reads
    return reader


def _dumped(tree: Collection) -> str:
    writer = YAML()
    writer.indent(mapping=2, sequence=4, offset=2)
    writer.width = 1_000_000  # lines are folded here, at words
    target = io.StringIO()
    writer.dump(tree, target)
    return target.getvalue()


class _Layout:
    """Builds the tree anew: each value in its style and each comment in its place."""

    def __init__(self, attached: Attached) -> None:
        self.attached = attached

    def collection(self, node: Any, location: Location, column: int) -> Collection:
        """Return a record or list, whose keys or hyphens stand in `column`."""
        made = (
            self.record(node, location, column)
            if isinstance(node, dict)
            else self.list(node, location, column)
        )
        if self.attached.at_end[id(node)]:
            _put_at_end(made, self.attached.at_end[id(node)], column)
        return made

    def record(self, node: dict[str, Any], location: Location, column: int) -> CommentedMap:
        known = validation.known_keys(location)
        order = [key for key in known if key in node] + [key for key in node if key not in known]
        made = CommentedMap()
        for key in order:
            made[key] = self.value(node[key], (*location, key), column, len(str(key)) + 2)
            self.comment(node, made, key, column)
        if not location:
            for key in order[1:]:
                if isinstance(made[key], CommentedSeq):
                    _put_above(made, key, [""], 0, first=True)
        return made

    def list(self, node: list[Any], location: Location, column: int) -> CommentedSeq:
        made = CommentedSeq()
        for number, child in enumerate(node):
            made.append(self.value(child, (*location, number), column, 2))
            self.comment(node, made, number, column)
            _hoist(made, number, column)
            if number and len(location) == 1:
                _put_above(made, number, [""], column, first=True)
        if _fits_on_a_line(made, location, column):
            made.fa.set_flow_style()
        return made

    def value(self, node: Any, location: Location, column: int, before: int) -> Any:
        """Return a value; `before` is what stands before it on its line."""
        if isinstance(node, dict):
            return self.collection(node, location, column + 2)
        if isinstance(node, list):
            return self.collection(node, location, column + 2)
        if isinstance(node, str):
            return styled(str(node), location, column, before)
        return node

    def comment(self, node: Any, made: Collection, key: Key, column: int) -> None:
        """Put the comments of a key or entry where they belong; one behind a block of text moves above it."""
        above = list(self.attached.above.get((id(node), key), ()))
        behind = self.attached.behind.get((id(node), key))
        if behind and isinstance(made[key], BLOCK):
            above.append(behind)
        elif behind:
            made.yaml_add_eol_comment(behind, key)
        if above:
            _put_above(made, key, above, column)


def _fits_on_a_line(made: CommentedSeq, location: Location, column: int) -> bool:
    """Return whether a list of words can stand in brackets behind its key."""
    if (
        any(not isinstance(entry, str) or isinstance(entry, BLOCK) for entry in made)
        or made.ca.items
    ):
        return False
    return column - 2 + len(str(location[-1])) + 4 + sum(len(entry) + 4 for entry in made) <= WIDTH


def _put_above(
    made: Collection, key: Key, lines: list[str], column: int, *, first: bool = False
) -> None:
    tokens = [
        CommentToken(f"{line}\n", start_mark=CommentMark(column if line else 0)) for line in lines
    ]
    slots = made.ca.items.setdefault(key, [None, None, None, None])
    above = slots[1] or []
    slots[1] = [*tokens, *above] if first else [*above, *tokens]


def _hoist(made: CommentedSeq, number: int, column: int) -> None:
    """Move what stands above the first key of an entry above the entry's hyphen."""
    child = made[number]
    if isinstance(child, CommentedMap) and child:
        slots = child.ca.items.get(next(iter(child)))
        if slots and slots[1]:
            _put_above(made, number, [token.value.rstrip("\n") for token in slots[1]], column)
            slots[1] = None


def _put_at_end(made: Collection, lines: list[str], column: int) -> None:
    """Put comments behind the last value of a record or list, where ruamel keeps what follows a value."""
    text = "".join(f"\n{' ' * column if line else ''}{line}" for line in lines)
    holder: Any = made
    while True:
        key = next(reversed(holder)) if isinstance(holder, CommentedMap) else len(holder) - 1
        child = holder[key]
        if (
            not isinstance(child, (CommentedMap, CommentedSeq))
            or not child
            or (isinstance(child, CommentedSeq) and child.fa.flow_style())
        ):
            break
        holder = child
    slots = holder.ca.items.setdefault(key, [None, None, None, None])
    before = slots[2].value.rstrip("\n") if slots[2] else ""
    # The line of a block of text is ended already.
    text = text.removeprefix("\n") if isinstance(child, BLOCK) else f"{before}{text}"
    slots[2] = CommentToken(
        f"{text}\n", start_mark=CommentMark(slots[2].start_mark.column if slots[2] else 0)
    )
