"""A published site beside a build of this checkout: which files differ."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stickingpoints.build.compressed_copies import copies, file_of, is_copy
from stickingpoints.build.published_site import PublishedSite, SiteInArchive, SiteInFolder
from stickingpoints.exports import manifest
from stickingpoints.problems import shorten

_LARGEST_FILE = 512 * 1024 * 1024
_ONLY_ON_SERVERS = ("404.html", "sitemap.xml")


@dataclass(frozen=True)
class Comparison:
    """What a published site has otherwise than a rebuild: addresses, sorted.

    `same` is how many files are the same. `notes` say what may explain the rest.
    """

    differing: tuple[str, ...]
    missing: tuple[str, ...]
    extra: tuple[str, ...]
    same: int
    notes: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Whether everything is as it was rebuilt, and nothing else is there."""
        return not (self.differing or self.missing or self.extra)


def compare(published: PublishedSite, rebuilt: Path) -> Comparison:
    """Compare a published site with the folder of a rebuild; names every file that differs.

    A compressed copy is compared with the file that it is of. A site without what only a server
    needs is compared with the edition for the disk.
    """
    there = published.addresses()
    ours = _edition_like(there, rebuilt)
    built = ours.addresses() - published.withheld
    judged = {address: _judged(address, published, ours) for address in sorted(built)}
    for address in copies(there, built):
        expected = ours.read(file_of(address), _LARGEST_FILE) or b""
        judged[address] = "same" if is_copy(address, published, expected) else "differs"
    differing = _with_verdict(judged, "differs")
    return Comparison(
        differing,
        _with_verdict(judged, "missing"),
        tuple(sorted(there - set(judged) - published.withheld)),
        len(_with_verdict(judged, "same")),
        tuple(_notes(published, ours, differing)),
    )


def _edition_like(there: set[str], rebuilt: Path) -> PublishedSite:
    """Return the rebuilt edition that a site with some addresses is one of."""
    if there.isdisjoint(_ONLY_ON_SERVERS):
        for archive in rebuilt.glob("downloads/*-offline.zip"):
            return SiteInArchive(archive)
    return SiteInFolder(rebuilt)


def _judged(address: str, published: PublishedSite, ours: PublishedSite) -> str:
    expected = ours.read(address, _LARGEST_FILE)
    assert expected is not None  # noqa: S101  it was listed a moment ago
    found = published.read(address, len(expected) + 1)
    if found is None:
        return "missing"
    return "same" if found == expected else "differs"


def _with_verdict(judged: dict[str, str], wanted: str) -> tuple[str, ...]:
    return tuple(sorted(address for address, verdict in judged.items() if verdict == wanted))


def _notes(
    published: PublishedSite, ours: PublishedSite, differing: tuple[str, ...]
) -> Iterator[str]:
    """Yield what may explain the differences: commit, address, release of SQLite."""
    if manifest.MANIFEST in differing:
        yield from _origin_notes(_manifest(published), _manifest(ours))
    if manifest.DATABASE in differing:
        yield (
            f"the bytes of {manifest.DATABASE} depend on the release of SQLite, which is "
            f"{sqlite3.sqlite_version} here; so do the manifest and the offline edition, which "
            "have or list it"
        )


def _origin_notes(theirs: dict[str, Any], ours: dict[str, Any]) -> Iterator[str]:
    if theirs.get("commit") != ours["commit"]:
        yield (
            f"the published site names {_commit(theirs.get('commit'))}, and this checkout has "
            f"{_commit(ours['commit'])}; check out the commit of the site, with nothing to commit"
        )
    if _address(theirs) != _address(ours):
        yield (
            f"the published site was built for the address {_address(theirs)}, and this rebuild "
            f"for {_address(ours)}; give the address as site_url in mkdocs.yml, or set the "
            "variables of the CI that built the site"
        )


def _commit(name: object) -> str:
    return f"the commit {shorten(name)}" if isinstance(name, str) else "no commit"


def _address(form: dict[str, Any]) -> str:
    """Return the address in a manifest that anybody may have written, "none" if it has none."""
    site = form.get("site")
    url = site.get("url") if isinstance(site, dict) else None
    return shorten(url) if isinstance(url, str) else "none"


def _manifest(site: PublishedSite) -> dict[str, Any]:
    """Return the manifest of a site, empty if it cannot be read."""
    try:
        form = json.loads(site.read(manifest.MANIFEST, _LARGEST_FILE) or b"")
    except (ValueError, RecursionError):
        return {}
    return form if isinstance(form, dict) else {}
