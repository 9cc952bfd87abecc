"""Ask our search and others the sixty queries of tests/site/search, and weigh them.

    python benchmarks/search.py

The others are MiniSearch, lunr and Pagefind, in the versions that benchmarks/search locks. All of
them get the same entries, made from the talks at the lake: titles, texts, and what is searched but
not shown. Each is asked as its documentation advises. A query counts if its first result is the one
wanted: as the search ranks by itself, and with its results put into our order of kinds, which any
of them could be given. Bytes and milliseconds are for the entries of this checkout's own data.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parent.parent
TOOLS = ROOT / "benchmarks" / "search"
sys.path.insert(0, str(ROOT / "tests"))


import browser as browsers  # noqa: E402  these are beside the tests
from conftest import serve  # noqa: E402
from searching import KINDS, entries, queries, weight, write_talks  # noqa: E402
from stickingpoints.build.edition import content_of  # noqa: E402
from stickingpoints.model.addresses import Site  # noqa: E402
from stickingpoints.reading.load import read  # noqa: E402
from stickingpoints.reading.project import in_folder  # noqa: E402
from stickingpoints.site import search_files  # noqa: E402
from windows import FLAGS  # noqa: E402

QUERIES = 60
SCRIPTS = {
    "MiniSearch": "minisearch/dist/umd/index.js",
    "MiniSearch with our words": "minisearch/dist/umd/index.js",
    "lunr, as MkDocs uses it": "lunr/lunr.min.js",
}
ASK = """async query => {
    const pagefind = await import("/pagefind/pagefind.js");
    const { results } = await pagefind.search(query);
    const found = await Promise.all(results.map(result => result.data()));
    return found.map(({ url }) => decodeURI(url).replace(/^\\//, ""));
}"""
READY = """async query => {
    const start = performance.now();
    const pagefind = await import("/pagefind/pagefind.js");
    const { results } = await pagefind.search(query);
    if (results.length) await results[0].data();
    return performance.now() - start;
}"""


class Result(NamedTuple):
    """What a search makes of the queries: those whose first result is not the one wanted.

    `size` is in bytes, gzipped: what a reader has to get before the first result.
    """

    search: str
    missed: list[str]
    missed_in_order: list[str]
    size: int
    milliseconds: float


def main() -> None:
    """Print the table of benchmarks/search.md, and the queries that each search misses."""
    with tempfile.TemporaryDirectory() as name:
        results = _results(Path(name))
    print("| search | first as wanted | in our order of kinds | first result after | ready after |")
    print("|---|---|---|---|---|")
    for result in results:
        found = [QUERIES - len(missed) for missed in (result.missed, result.missed_in_order)]
        weight, wait = f"{result.size / 1000:.0f} kB", f"{result.milliseconds:.0f} ms"
        print(f"| {result.search} | {found[0]} | {found[1]} | {weight} | {wait} |")
    for result in results:
        print(f"\n{result.search} misses: {', '.join(result.missed_in_order) or 'none'}")


def _results(folder: Path) -> list[Result]:
    """Return what each search makes of the queries."""
    talks, live = folder / "talks.json", folder / "live.json"
    talks.write_text(json.dumps(_talks(folder / "talks")), encoding="utf-8")
    live.write_text(json.dumps(_live()), encoding="utf-8")
    asked, weighed = _measured(talks), _measured(live)
    results = []
    for search, answers in asked.items():
        missed, times = answers["missed"], weighed[search]
        milliseconds = times["start"] + times["answer"]
        size = _bytes(search, times)
        results.append(Result(search, missed["asItComes"], missed["inOrder"], size, milliseconds))
    return [*results, _pagefind(talks, live, folder)]


def _talks(root: Path) -> dict[str, Any]:
    """Return the entries of the tests, with the queries."""
    write_talks(root)
    content = content_of(read(root / "data").sound(), in_folder(root), Site("Lake Talks"))
    found = entries(search_files.files(content, []))
    asked = [{"query": query, "first": first} for query, first in queries().items()]
    return {"entries": _complete(found), "queries": asked}


def _live() -> dict[str, Any]:
    content = content_of(read(ROOT / "data").sound(), in_folder(ROOT), Site("Live"))
    found = entries(search_files.files(content, []))
    return {"entries": _complete(found), "queries": [{"query": "sanctions", "first": ""}]}


def _complete(entries: Mapping[str, Mapping[str, str]]) -> list[dict[str, str]]:
    """Return entries with every field, as the other searches need them."""
    return [{"title": "", "text": "", "also": "", **entry} for entry in entries.values()]


def _measured(given: Path) -> dict[str, Any]:
    command = ["node", str(TOOLS / "measure.mjs"), str(given)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def _bytes(search: str, weighed: Mapping[str, Any]) -> int:
    """Return what a reader gets before the first result: the script, and what it has to read."""
    if search not in SCRIPTS:
        content = content_of(read(ROOT / "data").sound(), in_folder(ROOT), Site("Live"))
        return weight(search_files.files(content, []))
    script = (TOOLS / "node_modules" / SCRIPTS[search]).read_bytes()
    return len(gzip.compress(script)) + int(weighed["bytes"])


def _pagefind(talks: Path, live: Path, folder: Path) -> Result:
    """Return what Pagefind makes of the queries, in a browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browsers.installed(), args=FLAGS)
        with _indexed(talks, folder / "served") as address:
            page = browser.new_page()
            page.goto(address)
            missed, missed_in_order = _missed(page, json.loads(talks.read_text("utf-8")))
        with _indexed(live, folder / "weighed") as address:
            page = browser.new_page()
            sizes: list[int] = []
            page.on("response", lambda response: sizes.append(len(gzip.compress(response.body()))))
            page.goto(address)
            milliseconds = float(page.evaluate(READY, "sanctions"))
        browser.close()
    return Result("Pagefind", missed, missed_in_order, sum(sizes), milliseconds)


def _missed(page: Page, data: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Return the queries that Pagefind misses by itself, and in our order of kinds."""
    kinds = {entry["address"]: entry["kind"] for entry in data["entries"]}

    def kind_of(address: str) -> int:
        return KINDS.index(kinds[address])

    missed, missed_in_order = [], []
    for query in data["queries"]:
        found = page.evaluate(ASK, query["query"])
        if found[:1] != [query["first"]]:
            missed.append(query["query"])
        if sorted(found, key=kind_of)[:1] != [query["first"]]:
            missed_in_order.append(query["query"])
    return missed, missed_in_order


@contextmanager
def _indexed(given: Path, folder: Path) -> Iterator[str]:
    """Serve a folder with Pagefind's index of the entries; yield its address."""
    folder.mkdir()
    (folder / "index.html").write_text("<!doctype html>", encoding="utf-8")
    command = ["node", str(TOOLS / "pagefind.mjs"), str(given), str(folder / "pagefind")]
    subprocess.run(command, check=True, capture_output=True)
    yield from serve(folder)


if __name__ == "__main__":
    main()
