"""What a page is made from, as a hash: pages made from the same are the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset
from stickingpoints.model.walk import records_below
from stickingpoints.site.content import Content


def fingerprint(content: Content) -> str:
    """Return the SHA-256 of content in hexadecimal, without the settings of one edition.

    These are the sizes of what can be downloaded, and whether it is read from the disk.
    """
    digest = hashlib.sha256()
    for part in _parts(content):
        digest.update(f"{len(part)}:{part}".encode())
    return digest.hexdigest()


def _parts(content: Content) -> Iterator[str]:
    yield content.dataset.model_dump_json()
    yield from _of_site(content.site)
    yield repr(sorted(content.background.items()))
    yield content.method
    yield repr(content.begins)
    yield repr((content.of_large_site, sorted(content.moved.items())))
    if content.lock:
        yield content.lock.digest
    if content.site.repo_url:
        yield from _lines(content.dataset)


def _of_site(site: Site) -> Iterator[str]:
    language = site.language
    yield repr((site.name, site.url, site.repo_url, site.forge, site.branch))
    yield repr((language.code, language.fingerprint))
    yield repr((language.replacements, language.status_words))


def _lines(dataset: Dataset) -> Iterator[str]:
    """Yield where each record is: pages link to the lines in the repository."""
    for record in records_below(dataset):
        yield str(record.where())
