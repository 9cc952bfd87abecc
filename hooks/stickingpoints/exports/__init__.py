"""Dataset → the open data: static files under `data/v1/`, and Atom feeds beside the pages.

What may change within a version is promised in `docs/data.md`.
"""

from __future__ import annotations

import json
from pathlib import Path

from stickingpoints import outside
from stickingpoints.addresses import Site
from stickingpoints.exports import citations, events_calendar, feeds, json_files, layout, schema, tables
from stickingpoints.model import Dataset
from stickingpoints.problems import ContentError

__all__ = ["files", "is_export"]


def files(dataset: Dataset, site: Site) -> dict[str, bytes]:
    """Return every file of the open data: address relative to the site's root → content.

    The same dataset and site give the same bytes: every date comes from the data.
    """
    return {
        **dict(json_files.files(dataset, site)),
        **dict(tables.files(dataset, site)),
        **dict(schema.files(dataset, site)),
        **dict(citations.files(dataset)),
        layout.EVENTS: events_calendar.calendar(dataset, site),
        **dict(feeds.files(dataset, site)),
    }


def is_export(folder: Path) -> bool:
    """Return whether a folder holds an export of this program, of any dataset: its index says so."""
    path = folder / layout.INDEX
    try:
        index = json.loads(outside.read_bytes(path, path.as_posix()))
    except (ContentError, ValueError, RecursionError):
        return False
    return isinstance(index, dict) and {"fingerprint", "counts", "files"} <= index.keys()
