"""Sources of which only the address is known: a record that says what an editor has to look up."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from stickingpoints.editing.imports.slugs import free_id
from stickingpoints.model.records import Source
from stickingpoints.text.fill_in import marker
from stickingpoints.text.web_addresses import same_page

_LONGEST_TITLE = 100


@dataclass
class Sources:
    """The sources of the data, by id and by address, and those that are new.

    `day` is the day on which a new source counts as read.
    """

    day: datetime.date
    ids: set[str] = field(default_factory=set)
    by_page: dict[str, str] = field(default_factory=dict)
    new: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def of(cls, known: Iterable[Source], day: datetime.date) -> Sources:
        """Return the sources of a dataset."""
        sources = cls(day)
        for source in known:
            sources.ids.add(source.id)
            if source.url:
                sources.by_page.setdefault(same_page(source.url), source.id)
        return sources

    def id_of_address(self, address: str) -> str:
        """Return the id of the source with an address, which is added if there is none."""
        page = same_page(address)
        if page not in self.by_page:
            record = from_address(address, self)
            self.ids.add(record["id"])
            self.by_page[page] = record["id"]
            self.new.append(record)
        return self.by_page[page]


def from_address(address: str, sources: Sources) -> dict[str, Any]:
    """Return the record of a source of which the address is known, and nothing else.

    The title is in brackets, as our own description. A kind is required and cannot be known; the
    note says that it is assumed.
    """
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    page = f"{host}{unquote(parts.path)}".rstrip("/")
    return {
        "id": free_id(page, sources.ids, "source"),
        "title": f"[Page at {_shortened(page)}]",
        "publisher": host,
        "kind": "news-report",
        "url": address,
        "accessed": sources.day.isoformat(),
        "note": marker(
            "the title as published, the publisher, the day of publication, and the kind, "
            "for which news-report is assumed"
        ),
    }


def _shortened(page: str) -> str:
    if len(page) <= _LONGEST_TITLE:
        return page
    return f"{page[: _LONGEST_TITLE - 1]}…"
