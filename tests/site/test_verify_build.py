"""A published site beside a build: what is named, and what a stranger's archive or host can do."""

from __future__ import annotations

import gzip
import shutil
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import serve
from stickingpoints import cli
from stickingpoints.build.fetched_site import SiteOnTheWeb
from stickingpoints.build.published_site import SiteInArchive, SiteInFolder
from stickingpoints.build.verify_build import compare
from stickingpoints.problems import CallError


@pytest.fixture
def published(small_site: Path, tmp_path: Path) -> Path:
    """Return a copy of the built site, as a host has it."""
    shutil.copytree(small_site, tmp_path / "published")
    (tmp_path / "published" / ".nojekyll").touch()
    return tmp_path / "published"


@pytest.fixture
def tampered(published: Path) -> Path:
    """Return the copy with a page changed, one gone, one more, and a link in place of another."""
    home = published / "index.html"
    home.write_text(home.read_text("utf-8").replace("Summer", "Winter"), "utf-8")
    (published / "about" / "index.html").unlink()
    (published / "timeline" / "index.html").unlink()
    (published / "timeline" / "index.html").symlink_to("/etc/passwd")
    (published / "more.html").write_text("More", "utf-8")
    return published


def packed(folder: Path, below: str = "") -> Path:
    """Return a zip archive of a folder."""
    target = folder.parent / f"{folder.name}-{len(below)}.zip"
    with zipfile.ZipFile(target, "w") as archive:
        for path in folder.rglob("*"):
            if path.is_file():
                archive.write(path, below + path.relative_to(folder).as_posix())
    return target


@pytest.fixture
def served_copy(published: Path) -> Iterator[str]:
    """Yield the address of the copy."""
    yield from serve(published)


def test_the_same_site_is_the_same_wherever_it_is(
    small_site: Path, published: Path, served_copy: str
) -> None:
    """What hosts keep to themselves is no difference; nor is the folder in an archive."""
    for site in (
        SiteInFolder(published),
        SiteInArchive(packed(published)),
        SiteInArchive(packed(published, "artifact/")),
        SiteOnTheWeb(served_copy),
    ):
        comparison = compare(site, small_site)
        assert comparison.is_same, comparison
        assert comparison.same > 30


def test_the_offline_edition_is_compared_with_the_offline_edition(small_site: Path) -> None:
    (archive,) = small_site.glob("downloads/*-offline.zip")
    assert compare(SiteInArchive(archive), small_site).is_same


def test_what_differs_is_missing_or_extra_is_named(small_site: Path, tampered: Path) -> None:
    """A link on the host's disk is no file, and is not followed."""
    found = compare(SiteInFolder(tampered), small_site)
    assert found.differing == ("index.html",)
    assert found.missing == ("about/index.html", "timeline/index.html")
    assert found.extra == ("more.html",)


def test_a_compressed_copy_of_something_else_is_a_difference(
    small_site: Path, published: Path
) -> None:
    """A host sends the copy in the place of the file."""
    page = published / "index.html"
    copy = published / "index.html.gz"
    copy.write_bytes(gzip.compress(page.read_bytes()))
    assert compare(SiteInFolder(published), small_site).is_same
    for other in (gzip.compress(b"Other words"), b"no archive", gzip.compress(bytes(10**7))):
        copy.write_bytes(other)
        assert compare(SiteInFolder(published), small_site).differing == ("index.html.gz",)


def test_a_host_cannot_conceal_what_it_changed(
    small_site: Path, tampered: Path, served_copy: str
) -> None:
    """A manifest that still lists the old hashes proves nothing; the files themselves count."""
    shutil.rmtree(tampered / "timeline")
    shutil.rmtree(tampered / "about")
    found = compare(SiteOnTheWeb(served_copy), small_site)
    assert found.differing == ("index.html",)
    assert found.missing == ("about/index.html", "timeline/index.html")


def test_another_commit_and_another_address_are_explained(
    small_site: Path, published: Path
) -> None:
    manifest = published / "data/v1/manifest.json"
    text = manifest.read_text("utf-8").replace('"commit": null', f'"commit": "{"a" * 40}"')
    manifest.write_text(text.replace('"url": "', '"url": "https://elsewhere.example/'), "utf-8")
    commit, address = compare(SiteInFolder(published), small_site).notes
    assert f"names the commit {'a' * 40}, and this checkout has no commit" in commit
    assert "for the address https://elsewhere.example/" in address


@pytest.mark.proof
def test_the_command_builds_and_compares(
    small_site: Path, tampered: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither the published site nor the earlier build is touched."""
    before = sorted(small_site.parent.rglob("*"))
    call = ["verify-build", str(tampered), "--root", str(small_site.parent)]
    assert cli.main(call) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[:4] == [
        "differs  index.html",
        "missing  about/index.html",
        "missing  timeline/index.html",
        "extra    more.html",
    ]
    assert "files the same, 1 different, 2 missing from the published site, 1 that no" in lines[4]
    assert sorted(small_site.parent.rglob("*")) == before


# What a stranger may send


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../evil.html", "a name that leads out of it"),
        ("/evil.html", "a name that leads out of it"),
        ("a/../../evil.html", "a name that leads out of it"),
        ("C:/evil.html", "a name that leads out of it"),
        ("index.html", "two files with the name index.html"),
    ],
)
def test_an_archive_with_a_name_that_no_site_has_is_refused(
    tmp_path: Path, name: str, reason: str
) -> None:
    path = tmp_path / "site.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("index.html", "x")
        if name in archive.namelist():
            with pytest.warns(UserWarning, match="Duplicate"):
                archive.writestr(name, "y")
        else:
            archive.writestr(name, "y")
    with pytest.raises(CallError, match=reason):
        SiteInArchive(path)


def test_an_archive_with_a_link_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("about.html")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "site.zip", "w") as archive:
        archive.writestr("index.html", "x")
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(CallError, match="has a link"):
        SiteInArchive(tmp_path / "site.zip")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK",
        b"PK\x05\x06",
        b"no archive",
        b"PK\x05\x06" + b"\0" * 18,
        b"PK\x05\x06" + b"\xff" * 18,
    ],
)
def test_what_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "site.zip").write_bytes(content)
    with pytest.raises(CallError, match="not a zip archive that can be read"):
        SiteInArchive(tmp_path / "site.zip")


def test_of_a_bomb_only_as_much_is_read_as_is_compared(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "site.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("index.html", bytes(50_000_000))
    assert SiteInArchive(tmp_path / "site.zip").read("index.html", 11) == bytes(11)


def test_a_damaged_file_in_an_archive_is_a_difference(small_site: Path, published: Path) -> None:
    path = packed(published)
    data = path.read_bytes()
    start = data.index((published / "index.html").read_bytes())
    path.write_bytes(data[:start] + b"X" + data[start + 1 :])
    assert compare(SiteInArchive(path), small_site).differing == ("index.html",)


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/",
        "file:///etc/",
        "ftp://example.org/",
        "https://name@example.org/",
        "https://example.org/?x",
        "https://example.org/#x",
        "https:///x",
    ],
)
def test_only_addresses_of_https_are_fetched(address: str) -> None:
    with pytest.raises(CallError, match="is not fetched"):
        SiteOnTheWeb(address)


def test_nothing_is_fetched_without_consent(
    small_site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ["verify-build", "https://example.org/", "--root", str(small_site.parent)]
    assert cli.main(call) == 2
    assert "would be fetched, file by file; add --fetch to allow that" in capsys.readouterr().err


def test_a_redirection_is_not_followed(served_copy: str) -> None:
    """The server redirects from a folder without its slash, as hosts do from one to another."""
    assert SiteOnTheWeb(served_copy).read("about", 10) is None


def test_a_host_that_is_no_site_of_ours(tmp_path: Path) -> None:
    (tmp_path / "data" / "v1").mkdir(parents=True)
    for address in serve(tmp_path):
        with pytest.raises(CallError, match=r"there is no data/v1/manifest.json below"):
            SiteOnTheWeb(address)
        (tmp_path / "data/v1/manifest.json").write_text('{"files": 7}', "utf-8")
        with pytest.raises(CallError, match="is not a manifest of ours"):
            SiteOnTheWeb(address)


def test_a_host_that_does_not_answer() -> None:
    with pytest.raises(CallError, match="cannot be fetched"):
        SiteOnTheWeb("http://127.0.0.1:9/")
