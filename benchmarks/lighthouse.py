"""Hold the built site against Lighthouse: four scores and the bytes of a first view, on a phone and on a desktop.

    python benchmarks/lighthouse.py [page …] [--runs N]

A page is named by its address below the site, as `issues/territory/`; `.` is the home page. Of several runs the one with the
median of performance counts. The site is served on loopback, below the folder of its address, compressed and with the cache time of
GitHub Pages. Exits 1 if the home page, an issue or the comparison misses GOAL.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from stickingpoints.build.mkdocs_hooks import read_site

GOAL = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
HELD = (".", "issues/territory/", "compare/")
PAGES = (*HELD, "plans/", "sources/", "embed/territory/")
DEVICES = {"mobile": [], "desktop": ["--preset=desktop"]}
PASSED = 0.9  # a score from here on is green in Lighthouse's own report
TYPES = {
    ".atom": "application/atom+xml",
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}
LONGEST = 180
MOST_FOUND = 4
ROOT = Path(__file__).parents[1]
LIGHTHOUSE = (
    Path(__file__).parent / "lighthouse" / "node_modules" / "lighthouse" / "cli" / "index.js"
)


def main() -> int:
    """Measure each page on each device; print the scores, then what was not passed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pages", nargs="*", default=PAGES)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    run, reports, load = _runner(), [], os.getloadavg()[0]
    print(
        "| page | device | performance | accessibility | best practices | SEO | requests | transferred |\n|---|---|---|---|---|---|---|---|",
        flush=True,
    )
    for address in _served(ROOT / "site"):
        for page in options.pages:
            for device, flags in DEVICES.items():
                runs = sorted(
                    (run(address + page.removeprefix("."), flags) for _ in range(options.runs)),
                    key=_performance,
                )
                reports.append((page, device, _median(runs)))
                print(f"| {_name(page)} | {device} | {' | '.join(_cells(runs))} |", flush=True)
    print(f"\n{_measured_with(reports)}; load before: {load:.1f}")
    print("\n".join(_not_passed(reports)))
    missed = [
        f"{_name(page)} ({device})" for page, device, report in reports if _misses(page, report)
    ]
    if missed:
        print(f"\nBelow the goal: {', '.join(missed)}")
    return int(bool(missed))


def _cells(runs: list[dict[str, Any]]) -> Iterator[str]:
    """Yield scores, the lowest and highest of performance beside its median, and what was loaded."""
    scores, lowest, highest = _scores(_median(runs)), _performance(runs[0]), _performance(runs[-1])
    for name, score in scores.items():
        spread = f" ({lowest} to {highest})" if name == "performance" and lowest != highest else ""
        yield (f"**{score}**" if score < GOAL[name] else str(score)) + spread
    loaded = _median(runs)["audits"]["network-requests"]["details"]["items"]
    yield str(len(loaded))
    yield f"{sum(request['transferSize'] for request in loaded) / 1000:.0f} kB"


def _median(runs: list[dict[str, Any]]) -> dict[str, Any]:
    return runs[len(runs) // 2]


def _scores(report: dict[str, Any]) -> dict[str, int]:
    return {name: round(100 * (report["categories"][name]["score"] or 0)) for name in GOAL}


def _performance(report: dict[str, Any]) -> int:
    return _scores(report)["performance"]


def _misses(page: str, report: dict[str, Any]) -> bool:
    return (page in HELD or page.startswith("issues/")) and any(
        score < GOAL[name] for name, score in _scores(report).items()
    )


def _name(page: str) -> str:
    return "home" if page == "." else f"`{page}`"


# Lighthouse


def _runner() -> functools.partial[dict[str, Any]]:
    """Return what runs Lighthouse, or end with what is missing."""
    sys.path.insert(0, str(ROOT / "tests"))
    import browser
    from conftest import FLAGS

    node, chromium = shutil.which("node"), browser.installed()
    if not (ROOT / "site" / "index.html").exists():
        raise SystemExit("There is no site to measure: make site")
    if not node or not LIGHTHOUSE.exists():
        raise SystemExit(
            "Lighthouse is not installed: it needs Node.js 18.16 or newer with npm, then make lighthouse"
        )
    if not chromium:
        raise SystemExit("No browser for Lighthouse: python tests/browser.py")
    return functools.partial(
        _run,
        [node, str(LIGHTHOUSE), f"--chrome-flags=--headless=new {' '.join(FLAGS)}"],
        {**os.environ, "CHROME_PATH": chromium},
    )


def _run(
    command: list[str], environment: dict[str, str], address: str, flags: list[str]
) -> dict[str, Any]:
    """Return Lighthouse's report on one page."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.json"
        asked = [
            address,
            f"--only-categories={','.join(GOAL)}",
            "--output=json",
            f"--output-path={path}",
            "--quiet",
            "--no-enable-error-reporting",
            *flags,
        ]
        with subprocess.Popen(
            [*command, *asked],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        ) as running:
            try:
                _, said = running.communicate(timeout=LONGEST)
            except subprocess.TimeoutExpired:
                running.send_signal(
                    signal.SIGINT
                )  # on which it closes its browser; killed, it would leave it behind
                raise SystemExit(
                    f"Lighthouse took more than {LONGEST} seconds on {address}"
                ) from None
        if not path.exists():
            raise SystemExit(f"Lighthouse made no report of {address}:\n{said}")
        report: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if report.get("runtimeError"):
        raise SystemExit(
            f"Lighthouse could not measure {address}: {report['runtimeError']['message']}"
        )
    return report


def _not_passed(reports: list[tuple[str, str, dict[str, Any]]]) -> Iterator[str]:
    """Yield every audit that is not green, also those that no score counts, with what was found and on which pages."""
    lines: dict[str, dict[str, dict[str, list[str]]]] = {}
    for page, device, report in reports:
        for heading, found in _findings(report):
            lines.setdefault(heading, {}).setdefault(found, {}).setdefault(_name(page), []).append(
                device
            )
    for heading, findings in lines.items():
        yield f"\n- {heading}"
        for found, pages in findings.items():
            where = ", ".join(
                page if len(devices) == len(DEVICES) else f"{page} ({', '.join(devices)})"
                for page, devices in pages.items()
            )
            yield f"  - {where}: {found or 'nothing more is said'}"
    if not lines:
        yield "\nEvery audit was passed."


def _measured_with(reports: list[tuple[str, str, dict[str, Any]]]) -> str:
    environments = [report["environment"] for _, _, report in reports]
    speeds = sorted(environment["benchmarkIndex"] for environment in environments)
    browser = environments[0]["hostUserAgent"].partition("Chrome/")[2].partition(".")[0]
    return f"Lighthouse {reports[0][2]['lighthouseVersion']}, Chromium {browser}; benchmarkIndex of the machine: {speeds[0]:.0f} to {speeds[-1]:.0f}"


def _findings(report: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for category in report["categories"].values():
        for reference in category["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if _failed(audit):
                counted = (
                    f"weight {reference['weight']:.2g} in"
                    if reference["weight"]
                    else "counts nothing in"
                )
                yield (
                    f"`{audit['id']}` ({audit['title'].rstrip('.')}; {counted} {category['title']})",
                    _found(audit),
                )
    for warning in report["runWarnings"]:
        yield "Lighthouse warns", " ".join(warning.partition(" Learn more")[0].split())


def _failed(audit: dict[str, Any]) -> bool:
    if audit["scoreDisplayMode"] == "error":
        return True
    return audit["score"] is not None and audit["score"] < (
        1 if audit["scoreDisplayMode"] == "binary" else PASSED
    )


def _found(audit: dict[str, Any]) -> str:
    said = [audit[key] for key in ("displayValue", "explanation", "errorMessage") if audit.get(key)]
    at = list(dict.fromkeys(_places(audit.get("details", {}).get("items", []))))
    more = f" and {len(at) - MOST_FOUND} more" if len(at) > MOST_FOUND else ""
    return "; ".join(said + ([", ".join(at[:MOST_FOUND]) + more] if at else []))


def _places(found: Any) -> Iterator[str]:
    """Yield what an audit's details point at: elements, addresses, and the points of a checklist that do not hold."""
    if isinstance(found, dict):
        if found.get("value") is False:
            yield str(found.get("label"))
        if found.get("snippet"):
            yield f"`{found['snippet']}`"
        elif isinstance(found.get("url"), str):
            yield urlsplit(found["url"]).path.removeprefix(f"/{_below()}")
    for inner in (
        found.values() if isinstance(found, dict) else found if isinstance(found, list) else ()
    ):
        yield from _places(inner)


# The host


def _served(folder: Path) -> Iterator[str]:
    """Serve the site on loopback, below the folder of its address, while the generator lives; yield the address of its home page."""
    below = _below()
    with tempfile.TemporaryDirectory() as host:
        link = Path(host) / below
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(folder)
        server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), functools.partial(_Host, directory=host)
        )
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/{below}/"
        server.shutdown()
        server.server_close()
        thread.join()


def _below() -> str:
    return urlsplit(read_site(ROOT / "mkdocs.yml").url).path.strip("/") or "site"


class _Host(http.server.SimpleHTTPRequestHandler):
    """Answers as GitHub Pages does: text compressed and in UTF-8, kept for ten minutes."""

    protocol_version = "HTTP/1.1"
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | TYPES

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Send the headers and return the body; redirects and what is not there are the library's business."""
        path = Path(self.translate_path(self.path))
        if urlsplit(self.path).path.endswith("/"):
            path /= "index.html"
        if not path.is_file():
            return super().send_head()
        kind = self.guess_type(path)
        text = kind.startswith("text/") or kind.endswith(("json", "xml"))
        packed = text and "gzip" in self.headers.get("Accept-Encoding", "")
        body = _packed(path) if packed else path.read_bytes()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if text:
            self.send_header("Vary", "Accept-Encoding")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        return io.BytesIO(body)

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@functools.cache
def _packed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6)


if __name__ == "__main__":
    sys.exit(main())
