"""The compressed copies of a published site: whether each is that of its file.

A host sends the copy in the place of the file, so a copy of something else would go unseen.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from stickingpoints.build.published_site import PublishedSite

_GZIP = ".gz"
_WINDOW = 31  # of zlib: the largest, of gzip
_LEAST_RATIO = 2  # no copy is larger than its file, but for what damage adds


def copies(there: Iterable[str], built: set[str]) -> Iterator[str]:
    """Yield the addresses that are copies in gzip (RFC 1952) of files that were built."""
    for address in there:
        if address not in built and address.removesuffix(_GZIP) in built:
            yield address


def is_copy(address: str, published: PublishedSite, expected: bytes) -> bool:
    """Return whether a copy holds these bytes and no more; as much is read as that takes."""
    packed = published.read(address, _LEAST_RATIO * len(expected) + 1) or b""
    unpacking = zlib.decompressobj(_WINDOW)
    try:
        data = unpacking.decompress(packed, len(expected) + 1)
    except zlib.error:
        return False
    return data == expected and unpacking.eof and not unpacking.unused_data


def file_of(address: str) -> str:
    """Return the address of the file of which an address has the copy."""
    return address.removesuffix(_GZIP)
