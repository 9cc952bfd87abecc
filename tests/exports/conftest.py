"""The open data of three invented negotiations: at the lake, at a border, and a hostile one."""

from __future__ import annotations

import pytest

from exports.readers import Files
from exports.talks import SITE, border_talks, hostile_talks
from stickingpoints.exports import open_data as exports
from stickingpoints.model.records import Dataset


@pytest.fixture(scope="session")
def files(dataset: Dataset) -> Files:
    """Return the open data of the talks at the lake, which have every kind of record."""
    return exports.files(dataset, SITE)


@pytest.fixture(scope="session")
def border() -> Dataset:
    """Return the talks about a border, as small as talks can be."""
    return border_talks()


@pytest.fixture(scope="session")
def border_files(border: Dataset) -> Files:
    """Return the open data of the talks about a border."""
    return exports.files(border, SITE)


@pytest.fixture(scope="session")
def hostile() -> Dataset:
    """Return the talks about a border with every text written by somebody who means ill."""
    return hostile_talks()


@pytest.fixture(scope="session")
def hostile_files(hostile: Dataset) -> Files:
    """Return the open data of the hostile talks."""
    return exports.files(hostile, SITE)
