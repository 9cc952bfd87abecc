"""The kinds of records that `new` adds: where each belongs, and what must be known of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Kind(NamedTuple):
    """A kind of record: the key of the lists that hold it, and the options of `new` for it."""

    key: str
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()


KINDS: Mapping[str, Kind] = {
    "issue": Kind("issues", ("id",)),
    "party": Kind("parties", ("id",)),
    "position": Kind("positions", ("issue", "party")),
    "statement": Kind("statements", ("issue", "party", "date")),
    "source": Kind("sources", ("id",)),
    "event": Kind("events", ("id",), ("date",)),
    "document": Kind("documents", ("id",), ("date",)),
    "provision": Kind("provisions", ("document", "issue")),
    "term": Kind("glossary", ("id",)),
    "person": Kind("people", ("id",), ("party",)),
    "map": Kind("map", ("issue",)),
    "correction": Kind("corrections", ("issue",), ("party", "date")),
}
