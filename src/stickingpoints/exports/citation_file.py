"""How to cite the dataset, for reference managers and forges: the Citation File Format 1.2.0.

https://citation-file-format.github.io; a CFF file is YAML.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from operator import attrgetter
from typing import Any

from stickingpoints.exports import manifest
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset
from stickingpoints.text import prose


def files(dataset: Dataset, site: Site, fingerprint: str) -> Iterator[tuple[str, bytes]]:
    """Yield address and content of the file; `fingerprint` is that of full.json."""
    lines = [
        f"{key}: {_value(value)}\n" for key, value in _fields(dataset, site, fingerprint) if value
    ]
    yield manifest.CITATION_FILE, "".join(lines).encode()


def _fields(dataset: Dataset, site: Site, fingerprint: str) -> Iterator[tuple[str, Any]]:
    yield "cff-version", "1.2.0"
    yield "message", "Please cite the dataset with its day and its fingerprint."
    yield "type", "dataset"
    yield "title", f"{site.name}: {dataset.title}"
    yield "abstract", prose.plain(dataset.summary)
    yield "authors", [_author(dataset, site)]
    yield "version", dataset.as_of.isoformat()
    yield "date-released", dataset.as_of.isoformat()
    yield "license", _licence(dataset)
    yield "url", site.url
    yield "repository-code", site.repo_url
    yield "identifiers", [_fingerprint(fingerprint)]
    # The format demands that no keyword comes twice, and two issues may have one title.
    yield "keywords", list(dict.fromkeys(map(attrgetter("title"), dataset.issues)))


def _author(dataset: Dataset, site: Site) -> dict[str, str]:
    """Return the publisher as an entity, or the site by its name: no person is invented."""
    publisher = dataset.publisher
    if publisher is None:
        return {"name": site.name}
    key = "email" if publisher.has_email else "website"
    return {"name": publisher.name, key: publisher.contact}


def _licence(dataset: Dataset) -> str | None:
    """Return the licence, if it can be one of the SPDX list, which the format demands."""
    if manifest.licence_address(dataset) is None or re.match("LicenseRef-", dataset.licence or ""):
        return None
    return dataset.licence


def _fingerprint(fingerprint: str) -> dict[str, str]:
    return {
        "type": "other",
        "value": f"sha256:{fingerprint}",
        "description": "The fingerprint of the dataset: the SHA-256 of full.json.",
    }


def _value(value: Any) -> str:
    """Return a value as JSON, which is YAML too: no text of the data can mean anything there."""
    return json.dumps(value, ensure_ascii=False)
