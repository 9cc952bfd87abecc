"""Measure how long an edit takes to reach the browser, from the file's close to the changed text.

    python benchmarks/preview.py [PROJECT] [--edits 5]

The preview of a copy of the project is opened in the real browser at the page of an issue; its
plain words are edited again and again. By default the project is this checkout.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import browser as browsers  # noqa: E402  these are beside the tests
from stickingpoints.reading.load import read  # noqa: E402
from windows import FLAGS  # noqa: E402

PATIENCE = 120  # seconds
SHOWS = "words => document.body.textContent.includes(words)"


def main() -> None:
    """Print the seconds of each edit, and their median."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("project", type=Path, nargs="?", default=ROOT)
    parser.add_argument("--edits", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        project = _copied(arguments.project, Path(name))
        seconds = list(_measured(project, arguments.edits))
    print(" ".join(f"{second:.2f}" for second in seconds), "s")
    print(f"median {statistics.median(seconds):.2f} s")


def _copied(project: Path, folder: Path) -> Path:
    for name in ("data", "docs", "hooks"):
        shutil.copytree(project / name, folder / name)
    shutil.copy(project / "mkdocs.yml", folder)
    return folder


def _measured(project: Path, edits: int) -> list[float]:
    issue = read(project / "data").sound().issues[0]
    place = issue.where("plain_words")
    file = project / "data" / Path(place.file).name
    port = _free_port()
    program = [sys.executable, "-m", "stickingpoints", "serve", "--port", str(port)]
    with subprocess.Popen(program, cwd=project, stdout=subprocess.PIPE, text=True) as server:
        if server.stdout:
            server.stdout.readline()  # it says where the preview is
        try:
            with sync_playwright() as playwright:
                chromium = playwright.chromium.launch(
                    executable_path=browsers.installed(), args=FLAGS
                )
                page = chromium.new_page()
                page.goto(f"http://127.0.0.1:{port}/issues/{issue.id}/")
                return [_seconds(page, file, place.last_line, number) for number in range(edits)]
        finally:
            server.terminate()


def _seconds(page: Page, file: Path, line: int, number: int) -> float:
    """Edit the line of the plain words, and return after how many seconds the page shows it."""
    words = f"edit number {number} of the benchmark"
    lines = file.read_text(encoding="utf-8").split("\n")
    lines[line - 1] = lines[line - 1].split(" (edit")[0] + f" ({words})"
    file.write_text("\n".join(lines), encoding="utf-8")
    start = time.monotonic()
    # Looked for twenty times a second: a locator looks all the time, and takes a core for itself.
    page.wait_for_function(SHOWS, arg=words, polling=50, timeout=PATIENCE * 1000)
    return time.monotonic() - start


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


if __name__ == "__main__":
    main()
