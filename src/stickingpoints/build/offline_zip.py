"""A built site → a zip archive that is read from the disk, the same bytes each time."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

_FOR_SERVERS = ("404.html", "sitemap.xml", "sitemap.xml.gz")


def remove_what_servers_need(folder: Path) -> None:
    """Remove from the site in a folder what only a server needs."""
    for name in _FOR_SERVERS:
        (folder / name).unlink(missing_ok=True)


def offline(folder: Path, name: str, day: datetime.date) -> bytes:
    """Return the site in `folder` as a zip archive.

    Its entries are in a folder `name`, and all have the date `day`.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for address in sorted(_addresses(folder)):
            archive.writestr(_entry(f"{name}/{address}", day), (folder / address).read_bytes())
    return out.getvalue()


def _addresses(folder: Path) -> Iterator[str]:
    """Yield the addresses of the files in a site, in no order."""
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.relative_to(folder).as_posix()


def _entry(name: str, day: datetime.date) -> zipfile.ZipInfo:
    # The format cannot date an entry before 1980 or after 2107 (APPNOTE 4.4.6, MS-DOS dates).
    dated = min(max(day, datetime.date(1980, 1, 1)), datetime.date(2107, 12, 31))
    entry = zipfile.ZipInfo(name, (dated.year, dated.month, dated.day, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o100644 << 16
    return entry
