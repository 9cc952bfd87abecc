"""Compressed copies of a site: what is written beside which file, and that it is the same file."""

from __future__ import annotations

import gzip
import sys
import zlib
from pathlib import Path
from types import SimpleNamespace

import pytest

from conftest import Project
from stickingpoints.build import build as building
from stickingpoints.build.precompress import precompress
from stickingpoints.cli import main

TEXT = b"<p>The upland asks for a share of the water.</p>\n" * 100
NOISE = bytes(number * 7919 % 251 for number in range(1500))


def names(folder: Path) -> set[str]:
    """Return the names of the files of a folder, with those of the folders below."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a site of a page, a short text and a picture, without Brotli on the machine."""
    monkeypatch.setitem(sys.modules, "brotli", None)
    (tmp_path / "issues").mkdir()
    (tmp_path / "issues" / "index.html").write_bytes(TEXT)
    (tmp_path / "short.json").write_bytes(b"{}")
    (tmp_path / "share.png").write_bytes(TEXT)
    return tmp_path


def test_texts_get_a_copy(folder: Path) -> None:
    """A page gets one, with the same content; a picture and what is short get none."""
    assert precompress(folder) == 1
    assert names(folder) == {"issues/index.html", "issues/index.html.gz", "short.json", "share.png"}
    copy = (folder / "issues" / "index.html.gz").read_bytes()
    assert gzip.decompress(copy) == TEXT
    assert copy[4:8] == bytes(4)  # no time (RFC 1952, 2.3.1)


def test_same_bytes(folder: Path) -> None:
    """The same site gets the same copies."""
    precompress(folder)
    copy = folder / "issues" / "index.html.gz"
    before = copy.read_bytes()
    precompress(folder)
    assert copy.read_bytes() == before


def test_brotli_where_it_is_installed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the package brotli there is a second copy."""
    stand_in = SimpleNamespace(compress=lambda data: b"br" + zlib.compress(data))
    monkeypatch.setitem(sys.modules, "brotli", stand_in)
    assert precompress(folder) == 2
    assert (folder / "issues" / "index.html.br").read_bytes().startswith(b"br")


def test_a_copy_is_smaller(folder: Path) -> None:
    """What does not get smaller gets no copy."""
    (folder / "noise.txt").write_bytes(NOISE[:1100] + bytes(range(256)) * 4)
    (folder / "packed.txt").write_bytes(
        zlib.compress(b"".join(map(str.encode, map(str, range(9999)))))
    )
    precompress(folder)
    for path in folder.rglob("*.gz"):
        assert path.stat().st_size < path.with_suffix("").stat().st_size


def test_the_option_of_a_build(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """`build --precompress` compresses the complete site before it is swapped in."""

    def generate(*arguments: object, **_others: object) -> None:
        site = Path(str(arguments[2])) / "site"
        site.mkdir()
        (site / "index.html").write_bytes(TEXT)

    monkeypatch.setattr(building, "_generate_all", generate)
    assert main(["build", "--root", str(project.root)]) == 0
    assert names(project.site) == {"index.html"}
    (project.site / building.MARK).touch()
    assert main(["build", "--precompress", "--root", str(project.root)]) == 0
    assert {"index.html", "index.html.gz"} <= names(project.site)
