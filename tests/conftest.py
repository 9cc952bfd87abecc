"""What several tests share: the content, a project to build, the built site, and a real browser."""

from __future__ import annotations

import functools
import http.server
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

import browser as browsers
from stickingpoints.model.records import Dataset
from stickingpoints.reading.load import read

ROOT = Path(__file__).parent.parent
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
]


@dataclass(frozen=True)
class Project:
    """A copy of this project that a test may edit and build."""

    root: Path

    @property
    def site(self) -> Path:
        """Where it is built."""
        return self.root / "site"

    def build(self) -> subprocess.CompletedProcess[str]:
        """Build it as `make site` does."""
        command = [sys.executable, "-m", "stickingpoints.cli", "build"]
        return subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=False)

    def replace(self, file: str, old: str, new: str) -> None:
        """Put `new` in the place of `old`, which must stand in the file."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


def copy_project(target: Path) -> Project:
    """Copy what a build needs."""
    for name in ("data", "docs", "hooks", "languages"):
        shutil.copytree(
            ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info")
        )
    shutil.copy(ROOT / "mkdocs.yml", target)
    return Project(target)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a copy of the project that the test may spoil."""
    return copy_project(tmp_path)


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    """Return the content of this site."""
    return read(ROOT / "data").sound()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Build the site, once for all workers, and return its folder."""
    if worker_id == "master":
        return _built(tmp_path_factory.mktemp("project"))
    shared = tmp_path_factory.getbasetemp().parent / "project"
    told = shared / "built"
    try:
        shared.mkdir()
    except FileExistsError:
        _wait_for(told)
        assert told.read_text() == "yes", "the site could not be built; another worker says why"
        return shared / "site"
    try:
        site = _built(shared)
    except BaseException:
        told.write_text("no")
        raise
    told.write_text("yes")
    return site


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a small invented site with every edition of it and return its folder."""
    from small import small_project

    project = small_project(tmp_path_factory.mktemp("small"))
    done = project.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return project.site


def _built(folder: Path) -> Path:
    project = copy_project(folder)
    done = project.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return project.site


def _wait_for(file: Path) -> None:
    end = time.monotonic() + 300
    while not (file.exists() and file.read_text()):
        assert time.monotonic() < end, "another worker began to build the site and did not end"
        time.sleep(0.2)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


def serve(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback while the generator lives; yield its address."""
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder))
    )
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


def serve_published(site: Path, host: Path) -> Iterator[str]:
    """Serve a built site below a folder of an empty host, as it is published; yield its address."""
    (host / "sticking-points").symlink_to(site)
    for address in serve(host):
        yield f"{address}sticking-points/"


@pytest.fixture(scope="session")
def served(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of the built site, served on loopback below a folder, as it is published."""
    yield from serve_published(site, tmp_path_factory.mktemp("host"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Yield a real browser; that there is none is a failure, not a reason to skip."""
    path = browsers.installed()
    assert path, "no browser: run `python tests/browser.py`"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
