"""The open data grows with the content, not with its square, and repeats as little as it may."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping

import pytest
import talks

from exports.talks import SITE
from stickingpoints.exports import manifest
from stickingpoints.exports import open_data as exports
from stickingpoints.model.records import Dataset

Sizes = Mapping[str, int]
MOST = 2.2
"""How many times the bytes twice the data may make: names and numbers get a little longer."""


def dataset_of(issues: int) -> Dataset:
    """Return talks about so many issues."""
    content: dict[str, list[object]] = {}
    for file in talks.files(issues).values():
        for key, value in file.items():
            content[key] = [*content[key], *value] if key in content else value
    return Dataset.model_validate(content)


def sizes(dataset: Dataset) -> dict[str, int]:
    """Return the bytes of each kind of file."""
    counted: Counter[str] = Counter()
    for address, data in exports.files(dataset, SITE).items():
        counted[kind_of(address)] += len(data)
    return dict(counted)


def kind_of(address: str) -> str:
    """Return an address with the id of an issue or a party taken out."""
    return re.sub(r"(issues|parties)/[^/.]+", r"\1/X", address)


@pytest.fixture(scope="module")
def some() -> Sizes:
    """Return the bytes of the files of some issues."""
    return sizes(dataset_of(20))


@pytest.fixture(scope="module")
def twice() -> Sizes:
    """Return the bytes of the files of twice as many."""
    return sizes(dataset_of(40))


def test_every_kind_of_file(some: Sizes, twice: Sizes) -> None:
    """Twice the issues make at most little more than twice the bytes, in each kind of file."""
    assert some.keys() == twice.keys()
    grown = {kind: twice[kind] / some[kind] for kind in some}
    assert {kind: times for kind, times in grown.items() if times > MOST} == {}


def test_feeds_of_all_end_after_a_hundred() -> None:
    """The feeds of the whole site hold the newest hundred entries."""
    files = exports.files(dataset_of(40), SITE)
    for address in (manifest.FEED, manifest.MOVES_FEED):
        assert files[address].count(b"<entry>") <= 100
    assert files[manifest.FEED].count(b"<entry>") == 100


def test_a_source_is_in_the_files_that_cite_it() -> None:
    """A file of an issue or a party has the sources that it cites, and no others."""
    dataset = dataset_of(20)
    files = exports.files(dataset, SITE)
    for issue in dataset.issues:
        file = json.loads(files[manifest.issue_file(issue.id)])
        named = set(
            re.findall(r'"source":"([^"]+)"', files[manifest.issue_file(issue.id)].decode())
        )
        assert {source["id"] for source in file["sources"]} == named
    for party in dataset.parties:
        file = json.loads(files[manifest.party_file(party.id)])
        assert len(file["sources"]) < len(dataset.sources)


def test_what_repeats_is_on_one_line() -> None:
    """Files of one issue or one party have no indentation; the file of everything can be read."""
    files = exports.files(dataset_of(3), SITE)
    for address, data in files.items():
        if kind_of(address) in ("data/v1/issues/X.json", "data/v1/parties/X.json"):
            assert data.count(b"\n") == 1, address
    assert files[manifest.FULL].startswith(b'{\n "schema_version": 1,')
