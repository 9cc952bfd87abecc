"""`new`: adds a stub of a record where it belongs.

It goes by the files alone, not by a dataset: the data may have unfilled stubs, and a statement may
come before its source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from stickingpoints.editing.added_records import ADDERS
from stickingpoints.editing.files import Files
from stickingpoints.editing.imports.slugs import free_id
from stickingpoints.editing.opened_data import OpenData, OpenRecord, readable
from stickingpoints.editing.wanted import Wanted, refuse_options
from stickingpoints.problems import CallError, Place, shorten
from stickingpoints.reading.locations import find
from stickingpoints.reading.yaml_nodes import Node
from stickingpoints.reading.yaml_tree import parse_text
from stickingpoints.text.web_addresses import same_page


class Stub(NamedTuple):
    """A stub that was added: the file's name, and where it and its empty fields are in it."""

    file: str
    empty: tuple[Place, ...]


def start(files: Files, wanted: Wanted, known: Mapping[str, Any] | None = None) -> Stub:
    """Add a stub to the opened files; nothing is written.

    `known` are fields of a source that have their values already; without an id it gets one that is
    made from them. Raises CallError if what must be known of it is missing or not valid, and
    ContentError if the files cannot be read.
    """
    data = OpenData(files, readable(files.folder), known or {})
    if data.known:
        _refuse_known_address(data)
        wanted = wanted._replace(id=wanted.id or _id_of(data))
    refuse_options(wanted)
    added = ADDERS[wanted.what](data, wanted)
    return _described(added)


def _refuse_known_address(data: OpenData) -> None:
    """Raise CallError if a source has the address that is known of the new one."""
    address = data.known.get("url")
    for name, source in data.named("sources").items():
        url = source.value.get("url")
        # Addresses copied from a browser differ by parameters that only count visitors.
        if address and url and same_page(str(url.value)) == same_page(address):
            raise CallError(
                f'the source "{name}" has this address already ({shorten(address)}); '
                f"cite that one, at {url.place.file}:{url.place.line}"
            )


def _id_of(data: OpenData) -> str:
    """Return a free id made from the publisher and the day, or else the title, of a source."""
    words = [data.known.get("publisher", ""), data.known.get("published", data.known.get("title"))]
    return free_id(" ".join(filter(None, words)), data.named("sources"), "source")


def _described(added: OpenRecord) -> Stub:
    """Return where a stub and its empty fields are in the text of its file."""
    name = added.document.name
    tree, _ = parse_text(added.document.text(), name)
    assert tree  # noqa: S101  it holds the stub
    return Stub(name, tuple(_empty(find(tree, added.location))))


def _empty(node: Node) -> Iterator[Place]:
    """Yield the places of the empty fields of a record, in the order of the file."""
    if node.value is None:
        yield node.place
    for _, child in node.children():
        yield from _empty(child)
