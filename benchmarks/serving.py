"""Ask a web server on this machine for pages of a built site, and for a bare file of the same size.

    python benchmarks/serving.py SITE [--seconds 10] [--rounds 3]

nginx serves the site as the guide says: with the headers that the site needs, and with the copies
that `stickingpoints build --precompress` has written. The bare file has as many bytes as the home
page sends, and no header of ours. wrk asks on one connection of each of 64 clients as fast as it
can. On Debian both come with: apt-get install nginx-light wrk
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from stickingpoints.build.precompress import precompress
from stickingpoints.site import policy

CLIENTS = 64
SETTINGS = """\
{user}
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000;
    {temporary}
    server {{
        listen 127.0.0.1:{bare};
        root {folder}/bare;
    }}
    server {{
        listen 127.0.0.1:{port};
        root {folder}/site;
        gzip_static on;
        gzip_vary on;
        {headers}
    }}
}}
"""
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


class Asked(NamedTuple):
    """What is asked for: its name in the table, its port, its path."""

    name: str
    port: int
    path: str


class Answered(NamedTuple):
    """What came back in a second: requests, and bytes in MB."""

    requests: float
    megabytes: float


def main() -> None:
    """Print requests a second for each of several pages, the medians of the rounds."""
    options = _options()
    missing = [name for name in ("nginx", "wrk") if not shutil.which(name)]
    if missing:
        raise SystemExit(
            f"{' and '.join(missing)} missing; on Debian: apt-get install nginx-light wrk"
        )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)  # else the server's own user may not enter it
        _prepare(options.site, folder)
        with _serving(folder) as (bare, port):
            asked = _asked(options.site, bare, port)
            _print_table(asked, options.rounds, options.seconds)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("site", type=Path, help="a built site")
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args()


def _prepare(site: Path, folder: Path) -> None:
    """Copy the site with its compressed copies, and write the bare file."""
    shutil.copytree(site, folder / "site")
    precompress(folder / "site")
    (folder / "bare").mkdir()
    sent = len(gzip.compress((site / "index.html").read_bytes(), 9))
    (folder / "bare" / "file").write_bytes(os.urandom(sent))


def _asked(site: Path, bare: int, port: int) -> list[Asked]:
    issue = min(path.parent.name for path in site.glob("issues/*/index.html"))
    (style,) = site.glob("assets/site.*.css")
    return [
        Asked("a bare file of the size of the home page", bare, "/file"),
        Asked("home page", port, "/"),
        Asked("page of an issue", port, f"/issues/{issue}/"),
        Asked("comparison", port, "/compare/"),
        Asked("style sheet", port, f"/assets/{style.name}"),
    ]


@contextmanager
def _serving(folder: Path) -> Iterator[tuple[int, int]]:
    """Run nginx; provide the ports of the bare file and of the site."""
    bare, port = _free_port(), _free_port()
    settings = folder / "nginx.conf"
    settings.write_text(_settings(folder, bare, port), encoding="utf-8")
    with subprocess.Popen(["nginx", "-c", str(settings), "-p", str(folder)]) as server:
        try:
            _wait_for(port)
            yield bare, port
        finally:
            server.terminate()


def _settings(folder: Path, bare: int, port: int) -> str:
    # The maps of the snippet belong to `http`, the lines after them may be in `server`.
    maps: list[str] = []
    lines: list[str] = []
    for block in re.findall(
        r"map .*?^\}\n|^add_header.*?\n", policy.nginx(), re.DOTALL | re.MULTILINE
    ):
        (maps if block.startswith("map") else lines).append(block)
    temporary = "".join(f"{name}_temp_path {folder}/{name};" for name in TEMPORARY)
    return SETTINGS.format(
        user="user root;" if os.geteuid() == 0 else "",
        folder=folder,
        bare=bare,
        port=port,
        temporary=temporary + "".join(maps),
        headers="".join(lines),
    )


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    return port


def _wait_for(port: int) -> None:
    for _ in range(100):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise SystemExit("nginx does not answer")


def _print_table(asked: list[Asked], rounds: int, seconds: int) -> None:
    answers: dict[Asked, list[Answered]] = {one: [] for one in asked}
    for _ in range(rounds):
        for one in asked:
            answers[one].append(_answered(one, seconds))
    bare = statistics.median(one.requests for one in answers[asked[0]])
    print("| what | requests a second | to the bare file | MB a second |\n|---|---|---|---|")
    for one, several in answers.items():
        requests = statistics.median(answer.requests for answer in several)
        megabytes = statistics.median(answer.megabytes for answer in several)
        print(f"| {one.name} | {requests:,.0f} | {requests / bare:.2f} | {megabytes:,.0f} |")


def _answered(one: Asked, seconds: int) -> Answered:
    """Ask as often as possible for some seconds; raises SystemExit if an answer is no page."""
    address = f"http://127.0.0.1:{one.port}{one.path}"
    command = [
        "wrk",
        "-t1",
        f"-c{CLIENTS}",
        f"-d{seconds}s",
        "-H",
        "Accept-Encoding: gzip",
        address,
    ]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said:
        raise SystemExit(f"{address} is not there:\n{said}")
    return Answered(_number("Requests/sec", said), _transfer(said))


def _number(label: str, said: str) -> float:
    found = re.search(rf"{label}:\s+([\d.]+)", said)
    return float(found[1]) if found else 0.0


def _transfer(said: str) -> float:
    found = re.search(r"Transfer/sec:\s+([\d.]+)([KMG]?)B", said)
    if not found:
        return 0.0
    return float(found[1]) * {"": 1e-6, "K": 1.024e-3, "M": 1.048576, "G": 1073.741824}[found[2]]


if __name__ == "__main__":
    main()
