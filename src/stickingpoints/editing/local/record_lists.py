"""The records of the data in lists, as the pages of the forms show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from urllib.parse import quote

from stickingpoints.editing.local.records import CHILDREN, KINDS, Address, listed
from stickingpoints.editing.local.snapshot import Snapshot

_LONGEST_TITLE = 96


class Entry(NamedTuple):
    """A record in a list: kind, address, title, what else tells it apart, and those below."""

    kind: str
    address: str
    title: str
    about: str
    below: list[Entry]


class Section(NamedTuple):
    """The records of one kind."""

    key: str
    noun: str
    heading: str
    entries: list[Entry]


def path_of(address: Iterable[str]) -> str:
    """Return an address as a path."""
    return "/".join(quote(step, safe="") for step in address)


def section_of(snapshot: Snapshot, key: str, words: list[str]) -> Section:
    """Return the records of a kind that contain all of the words."""
    entries = Lists(snapshot.plain).entries(snapshot.plain, key, (), words)
    return Section(key, KINDS[key].noun, KINDS[key].plural, list(entries))


class Lists:
    """Lists the records of the data, with the names of their parties."""

    def __init__(self, plain: Any) -> None:
        self._parties = {}
        for _, party in listed(plain, "parties"):
            self._parties[str(party.get("id"))] = str(party.get("name") or party.get("id"))

    def entries(self, plain: object, key: str, above: Address, words: list[str]) -> Iterator[Entry]:
        """Yield the records of a list that contain the words, or hold some that do."""
        for address, record in listed(plain, key, above):
            entry = self.entry(address, key, record)
            text = f"{entry.address} {entry.title} {entry.about}".lower()
            rest = [word for word in words if word not in text]
            below: list[Entry] = []
            for child in CHILDREN.get(key, ()):
                below += self.entries(record, child, address, rest)
            if below or not rest:
                yield entry._replace(below=below)

    def entry(self, address: Address, key: str, record: Any) -> Entry:
        """Return what a list says of a record."""
        titles = ("title", "name", "term", "answer", "summary", "text")
        title = next((str(record[name]) for name in titles if record.get(name)), address[-1])
        if key == "positions":
            title = f"{self._parties.get(address[-1], address[-1])}: {title}"
        abouts = ("date", "published", "publisher", "office", "issue")
        about = [str(record[name]) for name in abouts if record.get(name)]
        if key in ("sources", "events", "documents"):
            about.append(address[-1])
        return Entry(key, path_of(address), _short(title), " · ".join(about), [])


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_TITLE else f"{text[: _LONGEST_TITLE - 1]}…"
