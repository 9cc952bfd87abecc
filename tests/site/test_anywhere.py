"""A project is built from any folder, into any folder, whatever the paths are called."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import Project, fingerprints
from small import small_project
from stickingpoints import cli

PROGRAM = [sys.executable, "-m", "stickingpoints"]
PATIENCE = 60  # seconds


@pytest.mark.proof
def test_a_build_from_elsewhere_has_the_same_bytes(
    small_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the current folder nor the names of the three folders show in what is published."""
    project = small_project(tmp_path / "мої переговори" / "the talks")
    data = project.root.parent / "дані № 1" / "data"
    data.parent.mkdir()
    (project.root / "data").rename(data)
    monkeypatch.chdir(tmp_path)
    call = ["build", "--root", "мої переговори/the talks", "--data", str(data), "--to", "موقع web"]
    assert cli.main(call) == 0
    assert fingerprints(tmp_path / "موقع web") == fingerprints(small_site)


@pytest.fixture
def port() -> int:
    """Return a port that nothing uses."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
    return number


@pytest.fixture
def previewed(project: Project, port: int) -> Iterator[subprocess.Popen[str]]:
    """Yield the preview of a project whose data is elsewhere, from another folder."""
    (project.root / "data").rename(project.root / "my data")
    call = [*PROGRAM, "serve", "--port", str(port), "--root", project.root.name]
    call += ["--data", f"{project.root.name}/my data"]
    with subprocess.Popen(
        call, cwd=project.root.parent, stderr=subprocess.PIPE, text=True
    ) as preview:
        yield preview
        preview.kill()


@pytest.mark.slow
def test_a_preview_follows_the_data(
    project: Project, previewed: subprocess.Popen[str], port: int
) -> None:
    """It is below the path of the published site, and Ctrl-C ends it without an error."""
    project_path = "sticking-points/"
    wait_for(f"http://127.0.0.1:{port}/{project_path}", "Summer share")
    project.replace("my data/issues.yaml", "title: Summer share", "title: Water in summer")
    wait_for(f"http://127.0.0.1:{port}/{project_path}", "Water in summer")
    previewed.send_signal(signal.SIGINT)
    assert previewed.wait(PATIENCE) == 0


def wait_for(address: str, text: str) -> None:
    """Wait until a page can be had and holds a text."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address) as answer:  # noqa: S310  loopback
                if text in answer.read().decode():
                    return
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"{address} did not show {text!r}")


@pytest.mark.slow
def test_a_port_in_use_is_named(project: Project, capfd: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        assert cli.main(["serve", "--port", str(number), "--root", str(project.root)]) == 2
    assert (
        f"port {number} is in use by another program; name another with --port"
        in capfd.readouterr().err
    )


@pytest.mark.slow
def test_a_preview_of_faulty_data_names_the_place(project: Project) -> None:
    """It ends at the start, as a build does."""
    project.replace("data/issues.yaml", "stance: rejects", "stance: refuses")
    done = subprocess.run(
        [*PROGRAM, "serve"], cwd=project.root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert re.search(r"data/issues.yaml:\d+:\d+: \[unknown-word\]", done.stderr)
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_the_links_below_a_path_stay_below_it(small_site: Path) -> None:
    """The site is published below a path: no link leads to the root of its host."""
    for page in small_site.rglob("*.html"):
        links = re.findall(r'(?:href|src)="(/[^"]*)"', page.read_text(encoding="utf-8"))
        outside = [link for link in links if not link.startswith("/sticking-points/")]
        assert outside == [], page
