"""Caches in memory that know what a build asked of them."""

from __future__ import annotations

from stickingpoints.site.page import packed


class Recording:
    """A cache in memory that knows what was asked of it."""

    def __init__(self) -> None:
        self.entries: dict[str, bytes] = {}
        self.hits = 0
        self.made = 0

    def get(self, key: str) -> bytes | None:
        """Return an entry, None if there is none."""
        entry = self.entries.get(key)
        self.hits += entry is not None
        return entry

    def put(self, key: str, data: bytes) -> None:
        """Add an entry."""
        self.made += 1
        self.entries[key] = data


class Hits:
    """What is rendered again of what a cache has; the rest counts as kept, and is not rendered."""

    def __init__(self, full: Recording) -> None:
        self.full = full
        self.stale: list[str] = []

    def get(self, key: str) -> bytes | None:
        """Return nothing for what the cache has, so that it is rendered."""
        return None if key in self.full.entries else packed("")

    def put(self, key: str, data: bytes) -> None:
        """Note the key if the cache has something else than what was rendered."""
        if self.full.entries[key] != data:
            self.stale.append(key)
