"""The PDF, the offline site, the one-file page and the open data say what the pages say."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

from stickingpoints.i18n.language import ENGLISH
from stickingpoints.model.records import Dataset
from stickingpoints.text import prose

NAME = "lake-talks"


def squeezed(text: str) -> str:
    """Return a text without any white space or hyphens, which a line break may add or take."""
    return re.sub(r"[\s\ufffe\u00ad\u2010-]+", "", text)


def printed(path: Path) -> list[str]:
    """Return the words of each page of a PDF."""
    with contextlib.closing(pypdfium2.PdfDocument(path)) as document:
        return [str(page.get_textpage().get_text_range()) for page in document]


@pytest.fixture(scope="module")
def unpacked(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack the offline site and return its folder."""
    folder = tmp_path_factory.mktemp("disk with a space")
    with zipfile.ZipFile(site / f"downloads/{NAME}-offline.zip") as archive:
        archive.extractall(folder)
    return folder / NAME


def one_file(site: Path) -> BeautifulSoup:
    return BeautifulSoup((site / f"downloads/{NAME}.html").read_text(encoding="utf-8"), "lxml")


def test_the_downloads_page_lists_every_file_with_its_size(site: Path, dataset: Dataset) -> None:
    """What is listed is there, as large as it says, and dated; home leads to the editions."""
    page = BeautifulSoup((site / "downloads/index.html").read_text(encoding="utf-8"), "lxml")
    listed = {}
    for row in page.select("table.downloads tbody tr"):
        name = row.select_one("a")
        size, day = row.select("td")
        assert name
        listed[str(name["href"])] = size.get_text()
        assert day.get_text() == ENGLISH.long_date(dataset.as_of)
    for href, size_text in listed.items():
        length = (site / "downloads" / href).resolve().stat().st_size
        assert size_text == (
            f"{length / 1e6:.1f} MB" if length >= 1e6 else f"{max(length / 1000, 0.1):.0f} kB"
        ), href
    editions = [f"{NAME}.pdf", f"{NAME}-letter.pdf", f"{NAME}-offline.zip", f"{NAME}.html"]
    assert [f"../downloads/{name}" for name in editions] == list(listed)[:4]
    home = BeautifulSoup((site / "index.html").read_text(encoding="utf-8"), "lxml")
    offered = [a["href"] for a in home.select(".doors a")]
    assert {
        f"downloads/{NAME}.pdf",
        f"downloads/{NAME}-offline.zip",
        f"downloads/{NAME}.html",
        "downloads/",
    } <= set(offered)


def test_every_position_stands_in_every_edition(
    site: Path, unpacked: Path, dataset: Dataset
) -> None:
    """Parity: page in one file, offline site, PDF on both papers, JSON."""
    whole = " ".join(one_file(site).get_text().split())
    offline = {
        path.parent.name: squeezed(
            BeautifulSoup(path.read_text(encoding="utf-8"), "lxml").get_text()
        )
        for path in unpacked.glob("issues/*/index.html")
    }
    papers = [
        squeezed("".join(printed(site / f"downloads/{name}.pdf")))
        for name in (NAME, f"{NAME}-letter")
    ]
    full = json.loads((site / "data/v1/full.json").read_bytes())
    published = {
        (issue["id"], position["party"]): position["summary"]
        for issue in full["issues"]
        for position in issue["positions"]
    }
    for issue in dataset.issues:
        for position in issue.positions:
            words = prose.plain(position.summary)
            assert words in whole
            assert squeezed(words) in offline[issue.id]
            assert published[issue.id, position.party] == position.summary
            for paper in papers:
                assert squeezed(words) in paper, (issue.id, position.party)


def test_the_cover_of_the_pdf_carries_the_fingerprint_of_the_published_data(site: Path) -> None:
    """The number on the cover is that of the file that a reader can fetch."""
    fingerprint = hashlib.sha256((site / "data/v1/full.json").read_bytes()).hexdigest()
    cover = printed(site / f"downloads/{NAME}.pdf")[0]
    assert squeezed(fingerprint) in squeezed(cover)


def test_a_pdf_leads_back_to_the_manifest(site: Path) -> None:
    """Its metadata names the data, the attachment is that data, and the manifest lists both."""
    listed = {file["address"]: file["sha256"] for file in manifest(site)["files"]}
    for edition in ("", "-letter", "-state"):
        data = (site / f"downloads/{NAME}{edition}.pdf").read_bytes()
        assert listed[f"downloads/{NAME}{edition}.pdf"] == hashlib.sha256(data).hexdigest()
        with pikepdf.open(io.BytesIO(data)) as document, document.open_metadata() as metadata:
            named = metadata["dc:identifier"]
            assert metadata["dc:source"].endswith("data/v1/full.json")
            attached = [file.get_file().read_bytes() for file in document.attachments.values()]
        assert named == f"sha256:{listed['data/v1/full.json']}"
        assert {hashlib.sha256(file).hexdigest() for file in attached} <= {named[7:]}
        assert bool(attached) == (edition != "-state")


def test_the_manifest_lists_every_published_file_with_its_bytes(site: Path, unpacked: Path) -> None:
    """So does that of the offline edition, which the site's lists as one file."""
    for folder in (site, unpacked):
        there = {}
        for path in folder.rglob("*"):
            if path.is_file() and path.name not in (".stickingpoints", "manifest.json"):
                there[path.relative_to(folder).as_posix()] = path.read_bytes()
        assert manifest(folder)["commit"] is None  # it was built outside of a repository
        assert manifest(folder)["files"] == [
            {
                "address": address,
                "bytes": len(there[address]),
                "sha256": hashlib.sha256(there[address]).hexdigest(),
            }
            for address in sorted(there)
        ]


def manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest in the folder of a site."""
    listed: dict[str, Any] = json.loads((folder / "data/v1/manifest.json").read_bytes())
    return listed


@pytest.mark.parametrize(
    "address",
    [
        "index.html",
        "issues/water-level/index.html",
        "compare/index.html",
        "sources/index.html",
        "method/fairness/index.html",
        "method.html",
        "about.html",
    ],
)
def test_the_offline_site_needs_no_network(desk: Page, unpacked: Path, address: str) -> None:
    """Opened from the disk, every page shows its style and asks nothing of any host."""
    asked: list[str] = []
    errors: list[str] = []
    desk.on("request", lambda request: asked.append(request.url))
    desk.on("pageerror", lambda error: errors.append(str(error)))
    desk.goto((unpacked / address).as_uri())
    assert (
        desk.evaluate("getComputedStyle(document.querySelector('.site-name')).fontWeight") == "700"
    )
    assert [] == [url for url in asked if not url.startswith(("file:", "data:"))]
    assert [] == errors


def test_the_offline_site_can_be_walked_and_searched(desk: Page, unpacked: Path) -> None:
    """From the home page by links, and by search, without a server."""
    desk.goto((unpacked / "index.html").as_uri())
    desk.get_by_role("link", name="Compare all positions").click()
    desk.wait_for_url("**/compare/index.html")
    desk.keyboard.press("/")
    desk.get_by_role("searchbox", name="Search this site").fill("driftwood")
    desk.wait_for_selector("#find-results a")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/issues/winter-ice/index.html#islands-2031-04-10")
    assert desk.locator("#islands-2031-04-10").is_visible()


@pytest.mark.proof
def test_the_links_of_the_offline_site_lead_to_files(unpacked: Path) -> None:
    """A browser on a disk opens files, not folders: every internal link names one that is there."""
    broken = []
    for path in unpacked.rglob("*.html"):
        for link in BeautifulSoup(path.read_text(encoding="utf-8"), "lxml").select("a[href]"):
            href = re.split("[?#]", str(link["href"]))[0]
            if (
                href
                and not re.match(r"[a-z]+:", href)
                and not href.endswith("-offline.zip")
                and not (path.parent / href).is_file()
            ):
                broken.append((path.relative_to(unpacked).as_posix(), href))
    assert [] == broken


def test_the_one_file_page_stands_alone(chromium: Browser, site: Path, dataset: Dataset) -> None:
    """It has its styles inside, no script, no request and no dead link, and fits a phone."""
    soup = one_file(site)
    ids = [tag["id"] for tag in soup.select("[id]")]
    assert len(set(ids)) == len(ids)
    assert [] == [a["href"] for a in soup.select('a[href^="#"]') if str(a["href"])[1:] not in ids]
    assert [] == [
        a["href"] for a in soup.select("a[href]") if not re.match(r"#|https?:", str(a["href"]))
    ]
    assert [] == soup.select("script, link[rel=stylesheet], img")
    assert len(dataset.issues) == len(soup.select("article.row"))
    page = chromium.new_page(viewport={"width": 390, "height": 800})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    address = (site / f"downloads/{NAME}.html").as_uri()
    page.goto(address)
    assert [address] == asked
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()


def test_the_archive_holds_one_folder_and_no_clock(site: Path, dataset: Dataset) -> None:
    """Entries lie in one folder, sorted, dated by the content."""
    with zipfile.ZipFile(
        io.BytesIO((site / f"downloads/{NAME}-offline.zip").read_bytes())
    ) as archive:
        names = archive.namelist()
        dates = {entry.date_time[:3] for entry in archive.infolist()}
    assert {NAME} == {name.split("/")[0] for name in names}
    assert sorted(names) == names
    assert {(dataset.as_of.year, dataset.as_of.month, dataset.as_of.day)} == dates
