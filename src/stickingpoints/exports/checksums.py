"""Published files → the manifest: the size and the SHA-256 of each, as `sha256sum` prints it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from stickingpoints.exports import manifest, schemas
from stickingpoints.exports.json_files import head, publication
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset
from stickingpoints.text.json_bytes import json_bytes

UNLISTED = frozenset({".stickingpoints", ".nojekyll", ".git"})
"""Names in the folder of a site that are not published: the mark of a build, notes to a host."""


def manifest_of(
    dataset: Dataset, site: Site, commit: str | None, files: Mapping[str, bytes]
) -> bytes:
    """Return the manifest of files that are published together, given by address.

    `commit` is the one that they were built from, None if it is not known.
    """
    return _manifest(dataset, site, commit, _entries(files))


def manifest_of_folder(dataset: Dataset, site: Site, commit: str | None, folder: Path) -> bytes:
    """Return the manifest of a folder that holds a whole site; links are not followed."""
    return _manifest(dataset, site, commit, _entries_of_folder(folder))


def _manifest(
    dataset: Dataset, site: Site, commit: str | None, entries: Iterable[schemas.ManifestFile]
) -> bytes:
    # The manifest cannot hold its own hash.
    listed = {entry.address: entry for entry in entries if entry.address != manifest.MANIFEST}
    form = schemas.Manifest(
        **head(dataset),
        site=publication(site),
        commit=commit,
        fingerprint=listed[manifest.FULL].sha256,
        files=[listed[address] for address in sorted(listed)],
    )
    return json_bytes(form)


def _entries(files: Mapping[str, bytes]) -> Iterator[schemas.ManifestFile]:
    for address, data in files.items():
        yield _entry(address, data)


def _entries_of_folder(folder: Path) -> Iterator[schemas.ManifestFile]:
    for address in addresses(folder):
        yield _entry(address, (folder / address).read_bytes())


def addresses(folder: Path) -> Iterator[str]:
    """Yield the address of every published file in the folder of a site, in no order."""
    for parent, folders, names in os.walk(folder):
        # In place: os.walk goes on with what is left in this list.
        folders[:] = _listed(folders)
        for name in _listed(names):
            yield Path(parent, name).relative_to(folder).as_posix()


def _listed(names: Iterable[str]) -> list[str]:
    return [name for name in names if name not in UNLISTED]


def _entry(address: str, data: bytes) -> schemas.ManifestFile:
    return schemas.ManifestFile(
        address=address, bytes=len(data), sha256=hashlib.sha256(data).hexdigest()
    )
