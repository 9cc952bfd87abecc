"""Dataset → every file of the open data."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
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
from stickingpoints.processes import results

LARGE = 100
"""How many issues make so much open data that all cores have their part."""


def files(dataset: Dataset, site: Site) -> dict[str, bytes]:
    """Return every file of the open data: address relative to the site's root → content.

    The same dataset and site give the same bytes: every date comes from the data.
    """
    kinds = (json_files.files, feeds.files, tables.files, database.files, _small_files)
    tasks = [partial(_files_of, kind, dataset, site) for kind in kinds]
    if len(dataset.issues) >= LARGE:
        groups = results(tasks, few=len(tasks))
    else:
        groups = [task() for task in tasks]
    # In the order of `kinds`.
    in_json, in_feeds, in_tables, in_database, small = groups
    fingerprint = json_files.fingerprint(in_json[manifest.FULL])
    cited = dict(citation_file.files(dataset, site, fingerprint))
    return {**in_json, **in_tables, **in_database, **cited, **small, **in_feeds}


def _files_of(
    kind: Callable[[Dataset, Site], Iterable[tuple[str, bytes]]], dataset: Dataset, site: Site
) -> dict[str, bytes]:
    return dict(kind(dataset, site))


def _small_files(dataset: Dataset, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the files that take no time."""
    yield from table_descriptions.files(dataset, site)
    yield from json_schema.files(dataset, site)
    yield from bibliography.files(dataset)
    yield manifest.EVENTS, icalendar.calendar(dataset, site)
    yield manifest.REVIEWS, icalendar.days_ahead(dataset, site)


def is_export(folder: Path) -> bool:
    """Return whether a folder holds an export of this program: its index says so."""
    path = folder / manifest.INDEX
    try:
        index = json.loads(bounded_files.read_bytes(path, path.as_posix()))
    except (ContentError, ValueError, RecursionError):
        return False
    return isinstance(index, dict) and {"fingerprint", "counts", "files"} <= index.keys()
