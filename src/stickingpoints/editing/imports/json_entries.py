"""JSON → its entries, each with the place where it begins, and those of its fields."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from stickingpoints.editing.imports.references import MOST_ENTRIES, problem
from stickingpoints.problems import ContentError, Place

_BETWEEN = re.compile(r"[\s,]*")
_ITEMS = re.compile(r'\{\s*"items"\s*:\s*\[')


class JsonEntry(NamedTuple):
    """An object of a list: its value, its text, and where that begins in the file."""

    value: dict[str, Any]
    text: str
    start: int
    file: str
    file_text: str

    @property
    def place(self) -> Place:
        """Where the entry begins."""
        return _place(self.file_text, self.start, self.file)

    def place_of(self, field: str) -> Place:
        """Return where the first field of a name is in the entry."""
        match = re.search(rf'"{re.escape(field)}"\s*:', self.text)
        return _place(self.file_text, self.start + (match.start() if match else 0), self.file)


def entries(text: str, name: str) -> Iterator[JsonEntry]:
    """Yield the objects of a list, or of the list `items` of an object, as Zotero exports both.

    Raises ContentError, with line and column, for what is not JSON (RFC 8259), or no such list.
    """
    _refuse_other_than_json(text, name)
    decoder = json.JSONDecoder()
    position = _first(text, name)
    number = 0
    while text[(position := _after_space(text, position))] != "]":
        value, end = decoder.raw_decode(text, position)
        number += 1
        if not isinstance(value, dict):
            raise _fault(text, position, name, "an entry is an object in { }, and this is not one")
        if number > MOST_ENTRIES:
            message = f"the file has more than {MOST_ENTRIES:,} entries; split it"
            raise _fault(text, position, name, message)
        yield JsonEntry(value, text[position:end], position, name, text)
        position = end


def _after_space(text: str, position: int) -> int:
    match = _BETWEEN.match(text, position)
    return match.end() if match else position


def _first(text: str, name: str) -> int:
    """Return where the first entry of the list may begin."""
    start = len(text) - len(text.lstrip())
    if match := _ITEMS.match(text, start):
        return match.end()
    if text[start] == "[":
        return start + 1
    message = (
        "the file is no list of references; export CSL-JSON, which begins with [, from the "
        "reference manager"
    )
    raise _fault(text, start, name, message)


def _refuse_other_than_json(text: str, name: str) -> None:
    """Raise ContentError for a text that is not JSON."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        message = "this is not JSON; export the file from the reference manager again"
        raise _fault(text, error.pos, name, message) from None
    except RecursionError:
        raise _fault(text, 0, name, "the file is nested too deeply to be read") from None
    except ValueError:  # a number of more digits than Python reads
        raise _fault(text, 0, name, "the file holds a number that is too large") from None


def _fault(text: str, position: int, name: str, message: str) -> ContentError:
    return ContentError([problem(_place(text, position, name), "", message)])


def _place(text: str, position: int, name: str) -> Place:
    line = text.count("\n", 0, position) + 1
    column = position - text.rfind("\n", 0, position)
    return Place(name, line, column, line)
