"""What is written once every page is there: the search of docs/, a divided sitemap, headers."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from pathlib import Path

from stickingpoints.model.addresses import Site
from stickingpoints.site import policy, search_files, sitemap
from stickingpoints.site.content import Content
from stickingpoints.site.search_entries import Entry


def write_search_of_docs(folder: Path, entries: Iterable[Entry], content: Content) -> None:
    """Write the piece of the search that is about the written pages into the folder of a site."""
    language, by_file = content.site.language, content.by_file
    for address, data in search_files.written(entries, language, by_file=by_file).items():
        (folder / address).write_bytes(data)


def divide_sitemap(folder: Path, site: Site) -> None:
    """Put an index and parts in the place of a sitemap that is too long for one file."""
    path = folder / sitemap.ADDRESS
    files = sitemap.parted(path.read_bytes(), site)
    for address, data in files.items():
        (folder / address).write_bytes(data)
    if files:
        # MkDocs has written the whole once more, compressed.
        packed = gzip.compress(files[sitemap.ADDRESS], mtime=0)
        path.with_name(f"{path.name}.gz").write_bytes(packed)


def write_headers(folder: Path, docs: Path, assets: Iterable[str]) -> None:
    """Write the file of headers for hosts that read one, unless `docs` has its own.

    `assets` are the addresses of the files that may be kept for ever.
    """
    if (docs / policy.HEADERS_FILE).exists():
        return
    folders = [path.name for path in folder.iterdir() if path.is_dir()]
    headers = policy.headers_file(folders, set(assets))
    (folder / policy.HEADERS_FILE).write_text(headers, encoding="utf-8")
