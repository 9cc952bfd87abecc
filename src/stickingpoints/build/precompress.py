"""Copies of a site's files that a host sends compressed, made once instead of at each request.

`page.html.gz` is gzip (RFC 1952) without a time, as nginx's `gzip_static` looks for it;
`page.html.br` is Brotli (RFC 7932), for hosts that have a module for it, where the package `brotli`
is installed. The same file gives the same bytes with the same release of zlib or Brotli.
"""

from __future__ import annotations

import gzip
import importlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Protocol

from stickingpoints.processes import results

ENDINGS = frozenset(
    (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".atom", ".csv", ".ics", ".bib")
)
"""What is text; pictures, fonts, PDF and archives are compressed as they are."""

SMALLEST = 1024
"""Below so many bytes a file fits into one packet anyway."""

_LEVEL = 9


class _Brotli(Protocol):
    def compress(self, data: bytes) -> bytes: ...


def precompress(site: Path) -> int:
    """Write the compressed copies of a site beside its files; return how many."""
    return sum(results([partial(_written, path) for path in _texts(site)]))


def _written(path: Path) -> int:
    """Write the copies of a file; return how many."""
    data, brotli = path.read_bytes(), _brotli()
    count = _write(path, ".gz", gzip.compress(data, _LEVEL, mtime=0), len(data))
    if brotli:
        count += _write(path, ".br", brotli.compress(data), len(data))
    return count


def _texts(site: Path) -> Iterator[Path]:
    """Yield the files that are worth it, in the order of their paths."""
    for path in sorted(site.rglob("*")):
        if path.suffix in ENDINGS and path.is_file() and path.stat().st_size >= SMALLEST:
            yield path


def _write(path: Path, ending: str, data: bytes, size: int) -> int:
    """Write a copy, unless it is no smaller; return how many were written."""
    if len(data) >= size:
        return 0
    path.with_name(path.name + ending).write_bytes(data)
    return 1


def _brotli() -> _Brotli | None:
    """Return the package that compresses with Brotli, at its highest quality by default."""
    try:
        module: _Brotli = importlib.import_module("brotli")
    except ImportError:
        return None
    return module
