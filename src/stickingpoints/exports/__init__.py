"""Dataset → the open data: static files under `data/v1/`, and Atom feeds beside the pages.

What may change within a version is promised in `site/written/data.md`.
"""

from __future__ import annotations

import json
from pathlib import Path

from stickingpoints import bounded_files
from stickingpoints.exports import (
    bibliography,
    citation_file,
    database,
    feeds,
    icalendar,
    json_files,
    json_schema,
    manifest,
    table_descriptions,
    tables,
)
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset
from stickingpoints.problems import ContentError

__all__ = ["files", "is_export"]


def files(dataset: Dataset, site: Site) -> dict[str, bytes]:
    """Return every file of the open data: address relative to the site's root → content.

    The same dataset and site give the same bytes: every date comes from the data.
    """
    in_json = dict(json_files.files(dataset, site))
    fingerprint = json_files.fingerprint(in_json[manifest.FULL])
    return {
        **in_json,
        **dict(tables.files(dataset, site)),
        **dict(database.files(dataset, site)),
        **dict(table_descriptions.files(dataset, site)),
        **dict(citation_file.files(dataset, site, fingerprint)),
        **dict(json_schema.files(dataset, site)),
        **dict(bibliography.files(dataset)),
        manifest.EVENTS: icalendar.calendar(dataset, site),
        manifest.REVIEWS: icalendar.days_ahead(dataset, site),
        **dict(feeds.files(dataset, site)),
    }


def is_export(folder: Path) -> bool:
    """Return whether a folder holds an export of this program: its index says so."""
    path = folder / manifest.INDEX
    try:
        index = json.loads(bounded_files.read_bytes(path, path.as_posix()))
    except (ContentError, ValueError, RecursionError):
        return False
    return isinstance(index, dict) and {"fingerprint", "counts", "files"} <= index.keys()
