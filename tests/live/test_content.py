"""A project's own content makes a sound site. Nothing is asserted about what the content says.

These are the only tests that read live content, and every valid edit of it passes them. They run on
this checkout, or on any other project: `pytest tests/live --project FOLDER`.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

import stickingpoints
from accessibility import violations_of_content
from conftest import serve
from links import broken_links
from stickingpoints.model.records import Dataset


@pytest.fixture(scope="module")
def root(request: pytest.FixtureRequest) -> Path:
    """Return the folder of the project whose content is tested."""
    return Path(request.config.getoption("--project")).resolve()


@pytest.fixture(scope="module")
def content(root: Path) -> Dataset:
    """Return what the data says."""
    return stickingpoints.read(root / "data").sound()


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the site that is built from the content."""
    site = tmp_path_factory.mktemp("live") / "site"
    command = [sys.executable, "-m", "stickingpoints", "build", "--to", str(site)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return site


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    """Yield the address of the built site, served on loopback."""
    yield from serve(built)


def test_the_check_reports_no_error(root: Path) -> None:
    """The data is sound, and no quote differs from what was found in a saved copy of its source."""
    problems = stickingpoints.check(root / "data")
    assert [str(problem) for problem in problems if problem.severity == "error"] == []


@pytest.mark.proof
def test_every_issue_party_and_written_page_has_a_page(
    root: Path, content: Dataset, built: Path
) -> None:
    """Nothing that an editor wrote is left out of the site."""
    wanted = [Path("index.html"), Path("compare/index.html"), Path("sources/index.html")]
    wanted += [Path("issues", issue.id, "index.html") for issue in content.issues]
    wanted += [Path("parties", party.id, "index.html") for party in content.parties]
    wanted += [Path(page.stem, "index.html") for page in (root / "docs").glob("*.md")]
    assert [page for page in wanted if not (built / page).is_file()] == []


@pytest.mark.proof
def test_every_edition_is_published(built: Path) -> None:
    """The PDF, the site for the disk, the one-file page and the open data are there."""
    files = [path.relative_to(built) for path in built.rglob("*") if path.is_file()]
    suffixes = {path.suffix for path in files if path.parts[0] == "downloads"}
    assert {".pdf", ".zip", ".html"} <= suffixes
    assert Path("data/v1/full.json") in files


@pytest.mark.proof
def test_every_link_leads_somewhere(built: Path) -> None:
    """Each internal link of each page leads to a file, and each anchor to an element of it."""
    assert broken_links(built) == []


def addresses_to_check(site: Path) -> list[str]:
    """Return every page but those that repeat what others say; of these, the longest of a kind."""
    kinds = ("embed/*/*", "changes/*/*", "plans/*/*")
    repeating = [sorted(site.glob(kind), key=length) for kind in kinds]
    left_out = {path for pages in repeating for path in pages[:-1]}
    pages = set(site.rglob("index.html")) - left_out
    return sorted(path.relative_to(site).as_posix() for path in pages)


def length(path: Path) -> int:
    """Return the size of a file in bytes."""
    return path.stat().st_size


@pytest.mark.proof
def test_axe_finds_nothing_on_any_page(examined: Page, built: Path, address: str) -> None:
    """No page breaks a rule of axe-core; colours and widths do not depend on content.

    Of cards, of the changes since a day, and of two plans side by side, the longest is checked: the
    pages of issues, of all changes and of all plans have what they say.
    """
    examined.set_viewport_size({"width": 390, "height": 900})
    found = {}
    for name in addresses_to_check(built):
        examined.goto(address + name)
        found[name] = violations_of_content(examined)
    assert found, "the site has no page"
    assert {name: broken for name, broken in found.items() if broken} == {}
