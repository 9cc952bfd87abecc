"""The sitemap of a site → an index and parts, where one file may not hold it (sitemaps.org).

A file holds at most 50,000 addresses and 50 MB (52,428,800 bytes) before it is compressed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markupsafe import escape

from stickingpoints.model.addresses import Site

ADDRESS = "sitemap.xml"
MOST_ADDRESSES = 50_000
LARGEST = 52_428_800

_PART = "sitemap-{}.xml"
_ENTRY = re.compile(rb"\s*<url>.*?</url>", re.DOTALL)
_DECLARED = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = b' xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
_ROOM = 200
"""Bytes for what is around the entries of a part."""


def parted(
    written: bytes, site: Site, most: int = MOST_ADDRESSES, largest: int = LARGEST
) -> dict[str, bytes]:
    """Return the files of a sitemap by address: none if what was written may be one file.

    Otherwise the index takes its place, and leads to the parts.
    """
    entries = _ENTRY.findall(written)
    if len(entries) <= most and len(written) <= largest:
        return {}
    files = {}
    for number, part in enumerate(_parts(entries, most, largest), start=1):
        body = b"".join(part)
        files[_PART.format(number)] = _DECLARED + b"<urlset" + _NAMESPACE + body + b"\n</urlset>\n"
    return {ADDRESS: _index(list(files), site), **files}


def _parts(entries: Sequence[bytes], most: int, largest: int) -> Iterator[list[bytes]]:
    part: list[bytes] = []
    size = _ROOM
    for entry in entries:
        if part and (len(part) == most or size + len(entry) > largest):
            yield part
            part, size = [], _ROOM
        part.append(entry)
        size += len(entry)
    yield part


def _index(addresses: Sequence[str], site: Site) -> bytes:
    body = b"".join(_entry(site.absolute(address)) for address in addresses)
    return _DECLARED + b"<sitemapindex" + _NAMESPACE + b"\n" + body + b"</sitemapindex>\n"


def _entry(address: str) -> bytes:
    return f"<sitemap><loc>{escape(address)}</loc></sitemap>\n".encode()
