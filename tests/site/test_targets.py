"""Where a build may write: it replaces its own earlier output, and nothing else."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import ROOT, Project
from small import small_project
from stickingpoints.build import build as building
from stickingpoints.cli import main
from stickingpoints.reading.load import read
from stickingpoints.reading.project import in_folder

SECOND = Path(__file__).parent / "second"
HOLDS_PROJECT = "holds the project itself"
IS_SOURCE = "is part of what the site is built from"
UNMARKED = "holds files that no build has written"


@pytest.fixture
def empty_project(tmp_path: Path) -> Project:
    """Return a project that stops at its first file, which is far enough for a refusal."""
    for name in ("data", "docs", "tests"):
        (tmp_path / "project" / name).mkdir(parents=True)
    (tmp_path / "project" / "tests" / "test.py").write_text("pass")
    return Project(tmp_path / "project")


@pytest.mark.parametrize(
    ("site", "reason"),
    [
        (".", HOLDS_PROJECT),
        ("..", HOLDS_PROJECT),
        ("data", IS_SOURCE),
        ("docs", IS_SOURCE),
        ("docs/site", IS_SOURCE),
        ("tests", UNMARKED),
        ("tests/test.py", "is a file, not a folder"),
    ],
)
def test_a_build_refuses_to_replace_what_it_did_not_write(
    site: str, reason: str, empty_project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """The folder is kept, and the message says what to do instead."""
    root = empty_project.root
    assert main(["build", "--root", str(root), "--to", str(root / site)]) == 2
    message = capsys.readouterr().err
    assert reason in message
    assert "build into a folder of its own, as --to site" in message
    assert (root / "tests" / "test.py").read_text() == "pass"
    assert (root / "data").is_dir()
    assert (root / "docs").is_dir()


def test_a_link_to_a_folder_is_judged_by_the_folder(
    empty_project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A link that leads to somebody's files is no way around the refusal."""
    thesis = tmp_path / "thesis"
    thesis.mkdir()
    (thesis / "thesis.txt").write_text("years of work")
    (empty_project.root / "site").symlink_to(thesis)
    assert main(["build", "--root", str(empty_project.root)]) == 2
    assert f"{thesis} {UNMARKED}" in capsys.readouterr().err
    assert (thesis / "thesis.txt").read_text() == "years of work"


def test_a_repository_in_an_earlier_build_is_not_deleted(
    empty_project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A checkout of the published branch has the mark of a build, but also a history."""
    published = tmp_path / "published"
    (published / ".git").mkdir(parents=True)
    (published / ".stickingpoints").touch()
    assert main(["build", "--root", str(empty_project.root), "--to", str(published)]) == 2
    assert "is a git repository, which a build would delete" in capsys.readouterr().err
    assert (published / ".git").is_dir()


def test_a_build_replaces_an_earlier_one(tmp_path: Path) -> None:
    """An empty folder is built into; the next build replaces it and leaves no stale file."""
    project = small_project(tmp_path)
    project.site.mkdir()
    assert project.build().returncode == 0
    (project.site / "stale.html").touch()
    done = project.build()
    assert done.returncode == 0, done.stderr
    assert (project.site / "index.html").is_file()
    assert not (project.site / "stale.html").exists()


def test_a_site_that_a_killed_build_moved_away_comes_back(
    empty_project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """The next build puts it back before anything can fail, and clears what was left beside it."""
    previous = empty_project.root / "site.build-x1" / "previous"
    previous.mkdir(parents=True)
    (previous / "index.html").write_text("the last good one")
    (empty_project.root / "site.build-x2" / "beside").mkdir(parents=True)
    (empty_project.root / "site.notes").mkdir()
    assert main(["build", "--root", str(empty_project.root)]) == 2
    assert "mkdocs.yml, which holds the settings of the site" in capsys.readouterr().err
    assert (empty_project.site / "index.html").read_text() == "the last good one"
    assert sorted(path.name for path in empty_project.root.glob("site*")) == ["site", "site.notes"]


def test_the_work_of_a_killed_build_never_replaces_a_site(tmp_path: Path) -> None:
    """Where there is a site, it stays."""
    site, previous = tmp_path / "site", tmp_path / "site.build-x1" / "previous"
    for folder, text in ((site, "newer"), (previous, "older")):
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(text)
    building.clear_after_killed_builds(site)
    assert (site / "index.html").read_text() == "newer"
    assert not previous.exists()


@pytest.mark.slow
def test_a_build_that_is_told_to_stop_leaves_no_litter(tmp_path: Path) -> None:
    """SIGTERM in the middle of a build keeps the last site and removes what was begun."""
    project = small_project(tmp_path)
    project.site.mkdir()
    (project.site / ".stickingpoints").touch()
    command = [sys.executable, "-m", "stickingpoints", "build"]
    build = subprocess.Popen(
        command, cwd=project.root, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    while not list(project.root.glob("site.build-*/offline")):
        assert build.poll() is None, "the build ended before it began"
        time.sleep(0.01)
    os.kill(build.pid, signal.SIGTERM)
    assert build.wait() == 128 + signal.SIGTERM
    assert sorted(path.name for path in project.root.glob("site*")) == ["site"]
    assert [path.name for path in project.site.iterdir()] == [".stickingpoints"]


def test_a_swap_that_fails_puts_the_last_site_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the new site cannot be moved into place, the old one is there again."""
    root, site = tmp_path / "project", tmp_path / "site"
    for folder in (root, site):
        folder.mkdir()
    (site / ".stickingpoints").write_text("the last good one")
    shutil.copytree(SECOND / "data", root / "data")
    (root / "docs").mkdir()
    shutil.copytree(ROOT / "hooks", root / "hooks")
    settings = "site_name: Lake Talks\ntheme: material\nhooks: [hooks/microsite.py]\n"
    (root / "mkdocs.yml").write_text(settings)
    # So that there is nothing to move.
    monkeypatch.setattr(building, "_generate_all", lambda *_, **__: None)
    with pytest.raises(FileNotFoundError):
        building.build(read(root / "data").sound(), in_folder(root), site)
    assert (site / ".stickingpoints").read_text() == "the last good one"
    assert [path.name for path in tmp_path.glob("site*")] == ["site"]
