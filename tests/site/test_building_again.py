"""A build of what has not changed writes nothing; any change of what it is made from is built."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Project
from small import small_project

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = small_project(tmp_path_factory.mktemp("again"))
    (project.root / "overrides").mkdir()
    assert project.build().returncode == 0
    return project


def times(site: Path) -> dict[str, int]:
    """Return when each file and folder of a site was written."""
    return {str(path.relative_to(site)): path.lstat().st_mtime_ns for path in site.rglob("*")}


def test_without_a_change_nothing_is_written(built: Project) -> None:
    site, folder = built.root / "site", built.root
    before, beside = times(site), folder.lstat().st_mtime_ns
    again = built.build()
    assert again.returncode == 0
    assert "site/ is as it was built" in again.stdout
    assert times(site) == before
    assert sorted(path.name for path in folder.glob("site.build-*")) == []
    assert folder.lstat().st_mtime_ns == beside


@pytest.mark.parametrize(
    ("file", "old", "new", "page"),
    [
        ("data/issues.yaml", "differ on water.", "differ on rain.", "issues/summer-share/"),
        pytest.param("mkdocs.yml", "site_name: ", "site_name: New ", "", marks=pytest.mark.proof),
        pytest.param("docs/about.md", "\n", "\nFirst words.\n", "about/", marks=pytest.mark.proof),
    ],
)
def test_a_change_is_built(built: Project, file: str, old: str, new: str, page: str) -> None:
    built.replace(file, old, new)
    assert built.build().returncode == 0
    html = (built.root / "site" / page / "index.html").read_text(encoding="utf-8")
    assert new.removeprefix("site_name: ").strip() in html


@pytest.mark.proof
def test_a_site_that_was_touched_is_built_again(built: Project) -> None:
    """Also if only one of its files is no longer what the build wrote."""
    page = built.root / "site" / "index.html"
    whole = page.read_bytes()
    page.write_text("Something else", encoding="utf-8")
    assert built.build().returncode == 0
    assert page.read_bytes() == whole
    (built.root / "site" / "about" / "index.html").unlink()
    assert built.build().returncode == 0
    assert (built.root / "site" / "about" / "index.html").is_file()
