"""Whatever happens to a build, the last site is whole, and the next build is as if nothing had."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from conftest import Project, fingerprints
from small import small_project

pytestmark = pytest.mark.proof

SEED = 20261128
BUILD = [sys.executable, "-m", "stickingpoints", "build"]
NEWS = ("differ on water.", "differ on rain.")
# A build may be done before its time has come.
ENDS = {"killed_before": (-signal.SIGKILL,), "killed_after": (-signal.SIGALRM, 0)}
# Root may write anywhere, unless it gives that up.
AS_ANYBODY = [] if os.geteuid() else ["setpriv", "--bounding-set=-dac_override"]


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a project that was built, then edited."""
    project = small_project(tmp_path_factory.mktemp("edited"))
    assert project.build().returncode == 0
    project.replace("data/issues.yaml", *NEWS)
    return project


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return the edited project, built where nothing was before."""
    project = small_project(tmp_path_factory.mktemp("clean"))
    project.replace("data/issues.yaml", *NEWS)
    assert project.build().returncode == 0
    return project


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let builds keep what they make in a folder that is empty at first."""
    monkeypatch.setenv("STICKINGPOINTS_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


def copied(project: Project, folder: Path) -> Project:
    """Return a copy of a project and its site, with the times of the files."""
    shutil.copytree(project.root, folder)
    return Project(folder)


def names(project: Project) -> list[str]:
    return sorted(path.name for path in project.root.iterdir())


def last_site(project: Project) -> Path:
    """Return the site, or where a killed build has put it aside."""
    if project.site.exists():
        return project.site
    (aside,) = project.root.glob("site.build-*/previous")
    return aside


def moments(project: Project, folder: Path, count: int) -> Iterator[tuple[str, str]]:
    """Yield when a build is killed: before changes of the disk, or after a time.

    A random half of `count` are changes, to which come those of the swap.
    """
    noting, begun = copied(project, folder), time.monotonic()
    assert noting.build("noted_in", str(folder / "notes")).returncode == 0
    seconds = time.monotonic() - begun
    changes = (folder / "notes").read_text().splitlines()
    swap = [number for number, name in enumerate(changes, 1) if name == "os.rename"][-3:]
    random = Random(SEED)  # noqa: S311
    for number in [*random.sample(range(1, len(changes)), count - count // 2), *swap]:
        yield "killed_before", str(number)
    for _ in range(count // 2):
        yield "killed_after", str(random.uniform(0.01, seconds))


def test_a_build_that_is_killed(
    edited: Project,
    clean: Project,
    own_cache: Path,
    tmp_path: Path,
    pytestconfig: pytest.Config,
) -> None:
    """The last site, or the new one, is whole; what was left is gone after the next build."""
    whole = (fingerprints(edited.site), fingerprints(clean.site))
    for moment in moments(edited, tmp_path / "noted", pytestconfig.getoption("--moments")):
        shutil.rmtree(own_cache, ignore_errors=True)
        project = copied(edited, tmp_path / "killed")
        assert project.build(*moment).returncode in ENDS[moment[0]], moment
        assert fingerprints(last_site(project)) in whole, moment
        assert project.build().returncode == 0, moment
        assert fingerprints(project.site) == whole[1], moment
        assert names(project) == names(clean), moment
        assert [path for path in own_cache.rglob(".*") if path.is_file()] == [], moment
        shutil.rmtree(project.root)


@pytest.mark.parametrize("size", [2_000, 300_000])
def test_a_disk_that_is_full(edited: Project, own_cache: Path, tmp_path: Path, size: int) -> None:
    """Whichever file is too much, the last site stays, and the command says why."""
    project = copied(edited, tmp_path / "full")
    failed = project.build("full_after", str(size))
    assert failed.returncode == 2
    said = f"{tmp_path / 'full'}: File too large; what was built before is untouched"
    assert said in failed.stderr
    assert fingerprints(project.site) == fingerprints(edited.site)
    assert names(project) == names(edited)
    assert [path for path in own_cache.rglob(".*") if path.is_file()] == []


@pytest.mark.parametrize("folder", ["", "site"])
def test_a_folder_that_may_not_be_written(edited: Project, tmp_path: Path, folder: str) -> None:
    """That of the project or that of the site: it stays as it was, and the command says why."""
    project = copied(edited, tmp_path / "closed")
    closed = project.root / folder
    closed.chmod(0o555)
    failed = subprocess.run(
        [*AS_ANYBODY, *BUILD], cwd=project.root, capture_output=True, text=True, check=False
    )
    closed.chmod(0o755)
    assert failed.returncode == 2
    assert f"stickingpoints: {closed}" in failed.stderr
    assert "Permission denied" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert fingerprints(project.site) == fingerprints(edited.site)
    assert names(project) == names(edited)


def test_two_builds_at_once(edited: Project, clean: Project, tmp_path: Path) -> None:
    """Each ends well, whoever comes first, and the site is that of one build."""
    project = copied(edited, tmp_path / "twice")
    silent = subprocess.DEVNULL
    builds = [
        subprocess.Popen(BUILD, cwd=project.root, stdout=silent, stderr=silent) for _ in range(2)
    ]
    assert [build.wait() for build in builds] == [0, 0]
    assert fingerprints(project.site) == fingerprints(clean.site)
    assert names(project) == names(clean)


def test_no_build_uses_the_network(
    edited: Project, clean: Project, own_cache: Path, tmp_path: Path
) -> None:
    """Without an earlier site and without a cache, nothing so much as makes a socket."""
    project = copied(edited, tmp_path / "offline")
    shutil.rmtree(project.site)
    built = project.build("without_network", "")
    assert built.returncode == 0, built.stderr
    assert fingerprints(project.site) == fingerprints(clean.site)
    assert own_cache.exists()
