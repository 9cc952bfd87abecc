"""The comparison of bytes under several Pythons, on invented ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import same_bytes
from same_bytes import Taken

FILES = {"index.html": "a1", "data/v1/dataset.sqlite": "b1", "downloads/talks-offline.zip": "c1"}


def compared(folder: Path, *sites: Taken) -> int:
    """Return the status of the comparison of some sites."""
    paths = []
    for number, site in enumerate(sites):
        paths.append(str(folder / f"{number}.json"))
        Path(paths[-1]).write_text(json.dumps(site), encoding="utf-8")
    return same_bytes.main(["compare", *paths])


@pytest.mark.parametrize(
    ("changed", "sqlite", "named"),
    [
        ({}, "3.45.1", []),
        ({"index.html": "a2"}, "3.45.1", ["index.html"]),
        ({"about/index.html": "d1"}, "3.45.1", ["about/index.html"]),
        ({"data/v1/dataset.sqlite": "b2"}, "3.45.1", ["data/v1/dataset.sqlite"]),
        ({"data/v1/dataset.sqlite": "b2", "downloads/talks-offline.zip": "c2"}, "3.46.0", []),
        ({"index.html": "a2", "data/v1/dataset.sqlite": "b2"}, "3.46.0", ["index.html"]),
    ],
)
def test_every_file_that_differs_is_named(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    changed: dict[str, str],
    sqlite: str,
    named: list[str],
) -> None:
    """But for the database, and what has it inside, where another SQLite wrote it."""
    first = Taken("3.11.7", "3.45.1", FILES)
    other = Taken("3.12.1", sqlite, {**FILES, **changed})
    assert compared(tmp_path, first, first, other) == bool(named)
    same, *told = capsys.readouterr().out.splitlines()
    assert same == "Python 3.11.7 and 3.11.7: the same bytes"
    assert [line.strip() for line in told[1:]] == named


def test_one_site_alone_is_no_comparison(tmp_path: Path) -> None:
    assert compared(tmp_path, Taken("3.11.7", "3.45.1", FILES)) == 2
