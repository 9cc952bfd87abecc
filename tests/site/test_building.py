"""What real builds refuse and leave in place; the same content gives the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

import namespaces
import warm_program
from conftest import Project, fingerprints
from small import small_project
from stickingpoints.cache import FOLDER_VARIABLE

LATER = "2040-02-29T23:59:50+00:00"


def modes(folder: Path) -> set[int]:
    """Return the permissions of files and folders."""
    return {path.stat().st_mode & 0o777 for path in folder.rglob("*")}


def another_user(home: Path) -> dict[str, str]:
    """Return the environment of a user elsewhere, who builds for the first time."""
    home.mkdir()
    theirs = {"HOME": home, "TMPDIR": home, FOLDER_VARIABLE: home / "nothing yet"}
    place = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "USER": "somebody"}
    chance = {"PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "1"}
    return {**os.environ, **{name: str(path) for name, path in theirs.items()}, **place, **chance}


@pytest.mark.proof
def test_the_same_content_gives_the_same_bytes(lake: Project, site: Path) -> None:
    """Whatever differs about the users and their machines; modes are those that a user wants.

    The other machine has no network, unless this one cannot make such a machine and says so.
    """
    elsewhere = [*namespaces.alone(), "taskset", "--cpu-list", str(min(os.sched_getaffinity(0)))]
    command = [*elsewhere, sys.executable, "-m", "stickingpoints", "build"]
    theirs = another_user(lake.root / "home")
    subprocess.run(command, cwd=lake.root, env=theirs, umask=0o077, check=True, capture_output=True)
    assert fingerprints(site) == fingerprints(lake.site)
    assert modes(lake.site) == {0o700, 0o600}
    assert modes(site) == {0o755, 0o644}
    assert [path.name for path in (lake.root / "home").iterdir()] == ["nothing yet"]


@pytest.mark.proof
@pytest.mark.parametrize("moment", [LATER, "2031-05-19T12:00:00+00:00"])
def test_the_clock_changes_no_byte(
    project: Project, small_site: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """Neither another decade does, nor the day before the record ends."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(project.root / "nothing yet"))
    built = project.build("at_the_time", moment)
    assert built.returncode == 0, built.stderr
    assert fingerprints(project.site) == fingerprints(small_site)


def test_the_clock_of_these_builds_is_the_one_of_the_program(project: Project) -> None:
    """A command that asks for the day gets the other one."""
    clock = ("at_the_time", LATER)
    asked = warm_program.call("stickingpoints", "review", folder=project.root, trouble=clock)
    assert "As of 29 February 2040, 2 issues are past the review date." in asked.stdout


def test_a_failed_build_leaves_the_last_good_site(tmp_path: Path) -> None:
    """Bad data and a page that MkDocs refuses leave site/ as it was, with nothing beside it."""
    project = small_project(tmp_path)
    project.site.mkdir()
    (project.site / ".stickingpoints").touch()
    (project.site / "index.html").write_text("the last good one")
    project.replace("data/issues.yaml", "status: disputed", "status: disputd")
    refused = project.build()
    assert refused.returncode == 1
    assert (
        '[unknown-word] issues › summer-share › status: "disputd" is not a status' in refused.stderr
    )
    project.replace("data/issues.yaml", "status: disputd", "status: disputed")
    project.replace("docs/about.md", "A text.", "[nowhere](nowhere.md)")
    refused = project.build()
    assert refused.returncode == 1
    assert "nowhere.md" in refused.stderr
    assert (project.site / "index.html").read_text() == "the last good one"
    assert sorted(path.name for path in project.root.glob("site*")) == ["site"]


def test_an_address_that_two_sources_claim_is_refused(tmp_path: Path) -> None:
    """A page in docs/ at the address of a generated one stops the build with a message."""
    project = small_project(tmp_path)
    (project.root / "docs/timeline.md").write_text("# Mine\n")
    refused = project.build()
    assert refused.returncode == 1
    assert (
        "docs/timeline.md has the address of a generated page (timeline/); rename it"
        in refused.stderr
    )


def test_background_of_no_issue_is_refused(lake: Project) -> None:
    """A background text names an issue that exists; the message says which there are."""
    lake.replace("docs/issues/water-level.md", "issue: water-level", "issue: water-levl")
    refused = lake.build()
    assert refused.returncode == 1
    assert (
        'docs/issues/water-level.md:2:8: [unknown-issue] unknown issue "water-levl";'
        ' did you mean "water-level"?' in refused.stderr
    )


def test_another_negotiation_needs_other_content_only(site: Path) -> None:
    """A site with other data/, docs/ and name builds without a word of ours."""
    home = BeautifulSoup((site / "index.html").read_text(encoding="utf-8"), "html.parser")
    assert len(home.select("article.row")) == 6
    everything = " ".join(path.read_text(encoding="utf-8") for path in site.rglob("*.html"))
    for word in ("Sticking Points", "Ukraine", "Donbas", "NATO", "Russia"):
        assert word not in everything


def test_a_hook_of_the_site_sees_the_pages(project: Project) -> None:
    """What a site does with the content of its pages reaches the generated ones."""
    own = "def on_page_content(html, **_): return html + '<p>Seen by the site.</p>' * bool(html)\n"
    (project.root / "hooks/own.py").write_text(own)
    project.replace(
        "mkdocs.yml", "  - hooks/microsite.py\n", "  - hooks/microsite.py\n  - hooks/own.py\n"
    )
    assert project.build_pages().returncode == 0
    assert_shown(project, "Seen by the site.")


def test_a_template_of_the_site_shows_the_pages(project: Project) -> None:
    """A frame of its own finds the content of a page where MkDocs has it."""
    (project.root / "own").mkdir()
    frame = (
        "<title>{{ page.title }}</title><p>In the frame of the site.</p>{{ page.content | safe }}"
    )
    (project.root / "own/main.html").write_text(frame)
    project.replace("mkdocs.yml", "  name: material\n", "  name: material\n  custom_dir: own\n")
    assert project.build_pages().returncode == 0
    assert_shown(project, "In the frame of the site.")


def assert_shown(project: Project, words: str) -> None:
    """Assert that a generated page shows words of the site, and the statements that it is about."""
    page = (project.site / "issues/summer-share/index.html").read_text(encoding="utf-8")
    assert words in page
    assert '<h2 id="statements">' in page
