"""Run Lighthouse on the built site: scores and bytes of a first view, on a phone and a desktop.

    python benchmarks/lighthouse.py [page …] [--runs N]

A page is named by its address in the site, such as `issues/territory/`; `.` is the home page. Of
several runs the one with the median performance counts. The site is served on loopback, below the
folder of its address, compressed and with the cache time of GitHub Pages. Exits with 1 if the home
page, an issue or the comparison misses GOAL.
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
from collections import defaultdict
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple
from urllib.parse import urlsplit

from stickingpoints.build.mkdocs_hooks import read_site

GOAL = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
MUST_REACH_GOAL = (".", "issues/territory/", "compare/")
PAGES = (*MUST_REACH_GOAL, "plans/", "sources/", "embed/territory/")
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
LONGEST = 180  # seconds for one run
MOST_LISTED = 4
HEAD = """\
| page | device | performance | accessibility | best practices | SEO | requests | transferred |
|---|---|---|---|---|---|---|---|"""
ROOT = Path(__file__).parents[1]
LIGHTHOUSE = (
    Path(__file__).parent / "lighthouse" / "node_modules" / "lighthouse" / "cli" / "index.js"
)

Report = dict[str, Any]
_Failures = defaultdict[str, defaultdict[str, defaultdict[str, list[str]]]]


class Result(NamedTuple):
    """The report of the median run for a page on a device."""

    page: str
    device: str
    report: Report


def main() -> int:
    """Measure each page on each device; print the scores, then the audits that failed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pages", nargs="*", default=PAGES)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    run = _runner()
    load, _, _ = os.getloadavg()
    print(HEAD, flush=True)
    results = []
    for address in _served(ROOT / "site"):
        for page in options.pages:
            for device, flags in DEVICES.items():
                reports = [
                    run(address + page.removeprefix("."), flags) for _ in range(options.runs)
                ]
                reports.sort(key=_performance)
                results.append(Result(page, device, _median(reports)))
                cells = " | ".join(_cells(reports))
                print(f"| {_name(page)} | {device} | {cells} |", flush=True)
    print(f"\n{_environment(results)}; load before: {load:.1f}")
    print("\n".join(_failures(results)))
    missed = [f"{_name(result.page)} ({result.device})" for result in results if _misses(result)]
    if missed:
        print(f"\nBelow the goal: {', '.join(missed)}")
        return 1
    return 0


def _cells(reports: list[Report]) -> Iterator[str]:
    """Yield the scores of the median run, with the range of performance, and what was loaded.

    The reports are sorted by performance.
    """
    lowest, highest = _performance(reports[0]), _performance(reports[-1])
    for name, score in _scores(_median(reports)).items():
        cell = str(score)
        if score < GOAL[name]:
            cell = f"**{score}**"
        if name == "performance" and lowest != highest:
            cell += f" ({lowest} to {highest})"
        yield cell
    requests = _median(reports)["audits"]["network-requests"]["details"]["items"]
    yield str(len(requests))
    yield f"{sum(request['transferSize'] for request in requests) / 1000:.0f} kB"


def _median(reports: list[Report]) -> Report:
    return reports[len(reports) // 2]


def _scores(report: Report) -> dict[str, int]:
    """Return the scores from 0 to 100 by category; a category without a score has 0."""
    return {name: round(100 * (report["categories"][name]["score"] or 0)) for name in GOAL}


def _performance(report: Report) -> int:
    return _scores(report)["performance"]


def _misses(result: Result) -> bool:
    """Return whether a page that must reach the goal does not."""
    if result.page not in MUST_REACH_GOAL and not result.page.startswith("issues/"):
        return False
    return any(score < GOAL[name] for name, score in _scores(result.report).items())


def _name(page: str) -> str:
    return "home" if page == "." else f"`{page}`"


# Lighthouse


def _runner() -> Callable[[str, list[str]], Report]:
    """Return the function that runs Lighthouse on an address; exits if something is missing."""
    sys.path.insert(0, str(ROOT / "tests"))
    import browser
    from windows import FLAGS

    node, chromium = shutil.which("node"), browser.installed()
    if not (ROOT / "site" / "index.html").exists():
        raise SystemExit("There is no site to measure: make site")
    if not node or not LIGHTHOUSE.exists():
        raise SystemExit(
            "Lighthouse is not installed: it needs Node.js 18.16 or newer with npm, "
            "then make lighthouse"
        )
    if not chromium:
        raise SystemExit("No browser for Lighthouse: python tests/browser.py")
    command = [node, str(LIGHTHOUSE), f"--chrome-flags=--headless=new {' '.join(FLAGS)}"]
    return functools.partial(_run, command, {**os.environ, "CHROME_PATH": chromium})


def _run(command: list[str], environment: dict[str, str], address: str, flags: list[str]) -> Report:
    """Return Lighthouse's report on one page."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.json"
        options = [
            f"--only-categories={','.join(GOAL)}",
            "--output=json",
            f"--output-path={path}",
            "--quiet",
            "--no-enable-error-reporting",
            *flags,
        ]
        errors = _wait([*command, address, *options], environment, address)
        if not path.exists():
            raise SystemExit(f"Lighthouse wrote no report on {address}:\n{errors}")
        report: Report = json.loads(path.read_text(encoding="utf-8"))
    if report.get("runtimeError"):
        message = report["runtimeError"]["message"]
        raise SystemExit(f"Lighthouse could not measure {address}: {message}")
    return report


def _wait(command: list[str], environment: dict[str, str], address: str) -> str:
    """Run Lighthouse to its end; return what it printed on stderr."""
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            _, errors = process.communicate(timeout=LONGEST)
        except subprocess.TimeoutExpired:
            # On SIGINT it closes its browser; killed, it would leave it running.
            process.send_signal(signal.SIGINT)
            raise SystemExit(f"Lighthouse took more than {LONGEST} seconds on {address}") from None
    return errors


def _environment(results: list[Result]) -> str:
    environments = [result.report["environment"] for result in results]
    speeds = sorted(environment["benchmarkIndex"] for environment in environments)
    browser = environments[0]["hostUserAgent"].partition("Chrome/")[2].partition(".")[0]
    version = results[0].report["lighthouseVersion"]
    return (
        f"Lighthouse {version}, Chromium {browser}; "
        f"benchmarkIndex of the machine: {speeds[0]:.0f} to {speeds[-1]:.0f}"
    )


# Failed audits


def _failures(results: list[Result]) -> Iterator[str]:
    """Yield every audit that failed, with its findings and their pages.

    Audits that count in no score are included.
    """
    # Audit → finding → page → devices.
    failures: _Failures = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for page, device, report in results:
        for audit, finding in _findings(report):
            failures[audit][finding][_name(page)].append(device)
    if not failures:
        yield "\nEvery audit passed."
    for audit, findings in failures.items():
        yield f"\n- {audit}"
        for finding, devices_by_page in findings.items():
            pages = ", ".join(_on_devices(devices_by_page))
            yield f"  - {pages}: {finding or 'no details'}"


def _on_devices(devices_by_page: dict[str, list[str]]) -> Iterator[str]:
    """Yield each page, with the devices unless it is all of them."""
    for page, devices in devices_by_page.items():
        if len(devices) == len(DEVICES):
            yield page
        else:
            yield f"{page} ({', '.join(devices)})"


def _findings(report: Report) -> Iterator[tuple[str, str]]:
    """Yield each failed audit and each warning of a run, with its details."""
    for category in report["categories"].values():
        for reference in category["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if _failed(audit):
                yield _title(audit, category["title"], reference["weight"]), _details(audit)
    for warning in report["runWarnings"]:
        yield "Lighthouse warns", " ".join(warning.partition(" Learn more")[0].split())


def _title(audit: Report, category: str, weight: float) -> str:
    counts = f"weight {weight:.2g} in" if weight else "not counted in"
    return f"`{audit['id']}` ({audit['title'].rstrip('.')}; {counts} {category})"


def _failed(audit: Report) -> bool:
    mode, score = audit["scoreDisplayMode"], audit["score"]
    if mode == "error":
        return True
    if score is None:
        return False
    return bool(score < (1 if mode == "binary" else PASSED))


def _details(audit: Report) -> str:
    """Return what an audit reports, with the first of the places that it points at."""
    details = [
        audit[key] for key in ("displayValue", "explanation", "errorMessage") if audit.get(key)
    ]
    places = list(dict.fromkeys(_places(audit.get("details", {}).get("items", []))))
    if places:
        listed = ", ".join(places[:MOST_LISTED])
        if len(places) > MOST_LISTED:
            listed += f" and {len(places) - MOST_LISTED} more"
        details.append(listed)
    return "; ".join(details)


def _places(details: Any) -> Iterator[str]:
    """Yield what an audit's details point at: elements, addresses, failed points of a checklist."""
    if isinstance(details, list):
        for item in details:
            yield from _places(item)
    if not isinstance(details, dict):
        return
    if details.get("value") is False:
        yield str(details.get("label"))
    if details.get("snippet"):
        yield f"`{details['snippet']}`"
    elif isinstance(details.get("url"), str):
        yield urlsplit(details["url"]).path.removeprefix(f"/{_base_path()}")
    for item in details.values():
        yield from _places(item)


# The host


def _served(folder: Path) -> Iterator[str]:
    """Serve the site on loopback while the generator lives; yield the address of its home page.

    It is served below the folder of its address, as it is published.
    """
    base = _base_path()
    with tempfile.TemporaryDirectory() as host:
        link = Path(host) / base
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(folder)
        server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), functools.partial(_Host, directory=host)
        )
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/{base}/"
        server.shutdown()
        server.server_close()
        thread.join()


def _base_path() -> str:
    return urlsplit(read_site(ROOT / "mkdocs.yml").url).path.strip("/") or "site"


class _Host(http.server.SimpleHTTPRequestHandler):
    """Responds as GitHub Pages does: text compressed and in UTF-8, cached for ten minutes."""

    protocol_version = "HTTP/1.1"
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | TYPES

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Send the headers and return the body; the library handles redirects and missing files."""
        path = Path(self.translate_path(self.path))
        if urlsplit(self.path).path.endswith("/"):
            path /= "index.html"
        if not path.is_file():
            return super().send_head()
        kind = self.guess_type(path)
        headers = {"Content-Type": kind, "Cache-Control": "max-age=600"}
        body = path.read_bytes()
        if kind.startswith("text/") or kind.endswith(("json", "xml")):
            headers |= {"Content-Type": f"{kind}; charset=utf-8", "Vary": "Accept-Encoding"}
            if "gzip" in self.headers.get("Accept-Encoding", ""):
                headers["Content-Encoding"] = "gzip"
                body = _compressed(path)
        self.send_response(HTTPStatus.OK)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@functools.cache
def _compressed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6)


if __name__ == "__main__":
    sys.exit(main())
