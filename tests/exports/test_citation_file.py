"""CITATION.cff: a citation of the dataset that reference managers read, and no invented people."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from exports.readers import Files, json_file
from exports.talks import HOSTILE, NOWHERE, SITE, border_talks, publisher
from stickingpoints.exports import open_data as exports


def citation(files: Files) -> dict[str, Any]:
    """Return the citation file, read as the YAML that it is."""
    content: dict[str, Any] = yaml.safe_load(files["data/v1/CITATION.cff"])
    return content


def test_the_citation_names_title_day_licence_and_fingerprint(border_files: Files) -> None:
    fingerprint = json_file(border_files, "data/v1/index.json")["fingerprint"]
    assert citation(border_files) == {
        "cff-version": "1.2.0",
        "message": "Please cite the dataset with its day and its fingerprint.",
        "type": "dataset",
        "title": "Sticking Points: What divides them?",
        "abstract": "Little. And much.",
        "authors": [{"name": "Sticking Points"}],
        "version": "2025-12-01",
        "date-released": "2025-12-01",
        "license": "CC-BY-4.0",
        "url": "https://lake.example/sticking-points/",
        "repository-code": "https://git.example/lake/sticking-points",
        "identifiers": [
            {
                "type": "other",
                "value": f"sha256:{fingerprint}",
                "description": "The fingerprint of the dataset: the SHA-256 of full.json.",
            }
        ],
        "keywords": ["Border"],
    }


@pytest.mark.parametrize(
    ("contact", "key"),
    [("editors@ferry.example", "email"), ("https://ferry.example/contact", "website")],
)
def test_the_author_is_the_publisher_as_an_entity(contact: str, key: str) -> None:
    files = exports.files(border_talks(publisher=publisher(contact=contact)), SITE)
    assert citation(files)["authors"] == [{"name": "The Ferry Office", key: contact}]


@pytest.mark.parametrize("licence", [None, "LicenseRef-ours", "as we say"])
def test_a_licence_that_is_not_in_the_spdx_list_is_left_out(licence: str | None) -> None:
    files = exports.files(border_talks(licence=licence), NOWHERE)
    assert {"license", "url", "repository-code"} & citation(files).keys() == set()


def test_no_text_of_the_data_means_anything_in_yaml(hostile_files: Files) -> None:
    found = citation(hostile_files)
    assert found["title"] == f"Sticking Points: {HOSTILE}"
    assert found["authors"][0]["name"] == HOSTILE
