"""Measure the PDF edition beside WeasyPrint on the same text: seconds, pages a second and peak memory at 10, 100 and 1,000 issues.

    python benchmarks/pdf.py [issues …] [--beside PYTHON]

`--beside` names the Python of another environment in which WeasyPrint is installed; this one is taken if it is left out.
Each measurement runs in a process of its own, so that its peak memory is its own; it may take LONGEST seconds and MOST_MEMORY
bytes. A typesetter that did not end is not asked for a larger size.
"""

from __future__ import annotations

import argparse
import html
import io
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

with suppress(ImportError):
    import weasyprint  # type: ignore[import-not-found]
with suppress(ImportError):  # in the environment of WeasyPrint
    import pikepdf

    from stickingpoints.model.addresses import Site
    from stickingpoints.model.records import Dataset
    from stickingpoints.pdf import document as printed
    from stickingpoints.pdf import typeset
    from stickingpoints.reading.load import read

    SITE = Site(name="Sticking Points", url="https://example.org/sticking-points/")

SIZES = (10, 100, 1000)
LONGEST = 600
MOST_MEMORY = 12 * 1024**3
ROOT = Path(__file__).parents[1]
STYLE = """
@page { size: A4; margin: 26mm 24mm 24mm; @bottom-right { content: counter(page) } }
@page wide { size: A4 landscape; margin: 20mm 16mm }
body { font: 10.5pt/1.35 "Libertinus Serif", "DejaVu Serif", serif }
h1 { break-before: page; font-size: 24pt } h2, h3 { break-after: avoid }
section.wide { page: wide } section.sources { columns: 2; font-size: 8.3pt }
table { border-collapse: collapse; font-size: 8.8pt } td, th { border-bottom: 0.4pt solid #aaa; padding: 2mm; vertical-align: top; text-align: left }
tr, .entry { break-inside: avoid } .back::after { content: " " target-counter(attr(href), page) } a { color: inherit }
"""


def main() -> None:
    """Measure each size with each typesetter and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("issues", nargs="*", type=int, default=SIZES)
    parser.add_argument("--beside", default=sys.executable, help="the Python that has WeasyPrint")
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(_measured(*options.measure.split(","))))
        return
    print(
        "| issues | typesetter | seconds | pages | pages a second | peak memory | PDF |\n|---|---|---|---|---|---|---|",
        flush=True,
    )
    running = {"Typst": sys.executable, "WeasyPrint": options.beside}
    with tempfile.TemporaryDirectory() as folder:
        for size in options.issues:
            _write(size, Path(folder))
            for name, python in list(running.items()):
                found = _run([python, __file__, "--measure", f"{name},{folder}"])
                print(
                    f"| {size:,} | {name} | {found if isinstance(found, str) else _cells(found)} |",
                    flush=True,
                )
                if isinstance(found, str):
                    del running[name]


def _run(command: list[str]) -> dict[str, float] | str:
    """Return what was measured, or why nothing was."""
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=False,
            preexec_fn=_bounded,
        )
    except subprocess.TimeoutExpired:
        return f"not done in {LONGEST} | | | |"
    if done.returncode < 0 or "MemoryError" in done.stderr:
        return f"not done in {MOST_MEMORY // 1024**3} GB | | | |"
    if done.returncode:
        raise SystemExit(done.stderr)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _cells(found: dict[str, float]) -> str:
    return f"{found['seconds']:.1f} | {found['pages']:,} | {found['pages'] / found['seconds']:.0f} | {found['peak']:,} MB | {found['size']:.1f} MB"


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def _measured(name: str, folder: str) -> dict[str, float]:
    seconds, pages, made = _typst(Path(folder)) if name == "Typst" else _weasyprint(Path(folder))
    return {
        "seconds": seconds,
        "pages": pages,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "size": len(made) / 1e6,
    }


def _typst(folder: Path) -> tuple[float, int, bytes]:
    dataset = Dataset.model_validate_json((folder / "dataset.json").read_bytes())
    start = time.perf_counter()
    made = typeset.pdf(dataset, SITE)
    seconds = time.perf_counter() - start
    with pikepdf.open(io.BytesIO(made)) as document:
        return seconds, len(document.pages), made


def _weasyprint(folder: Path) -> tuple[float, int, bytes]:
    text = (folder / "dataset.html").read_text(encoding="utf-8")
    start = time.perf_counter()
    document = weasyprint.HTML(string=text).render(pdf_variant="pdf/ua-1")
    made = document.write_pdf(pdf_variant="pdf/ua-1")
    return time.perf_counter() - start, len(document.pages), made


# The text


def _write(size: int, folder: Path) -> None:
    dataset = larger(read(ROOT / "data").sound(), size)
    (folder / "dataset.json").write_text(dataset.model_dump_json(by_alias=True), encoding="utf-8")
    (folder / "dataset.html").write_text(
        "".join(_html(printed.document(dataset, SITE, {}))), encoding="utf-8"
    )


def larger(dataset: Dataset, size: int) -> Dataset:
    """Return a dataset of `size` issues: ours, over and over, each time with ids, sources and events of its own."""
    whole = json.loads(dataset.model_dump_json(by_alias=True))
    rounds = -(-size // len(whole["issues"]))
    copies = [_copy(whole, number) for number in range(rounds)]
    issues = [issue for copy in copies for issue in copy["issues"]][:size]
    kept = {issue["id"] for issue in issues}
    events = [
        event | {"issues": [issue for issue in event["issues"] if issue in kept]}
        for copy in copies
        for event in copy["events"]
    ]
    sources = [source for copy in copies for source in copy["sources"]]
    return Dataset.model_validate(whole | {"issues": issues, "events": events, "sources": sources})


def _copy(whole: dict[str, Any], number: int) -> dict[str, Any]:
    """Return issues, sources and events with another ending on every id that refers to one of them."""
    if number == 0:
        return whole
    made: dict[str, Any] = json.loads(
        json.dumps({key: whole[key] for key in ("issues", "sources", "events")}),
        object_hook=lambda record: _renamed(record, f"-{number}"),
    )
    return made


def _renamed(record: dict[str, Any], ending: str) -> dict[str, Any]:
    if (
        "id" in record and "label" not in record
    ):  # the points of a scale have a label, and keep their ids
        record["id"] += ending
    if "source" in record:
        record["source"] += ending
    if isinstance(record.get("issues"), list) and all(
        isinstance(issue, str) for issue in record["issues"]
    ):
        record["issues"] = [issue + ending for issue in record["issues"]]
    return record


def _html(shown: Mapping[str, Any]) -> Iterator[str]:
    """Yield the same text as HTML, with the same links, tables, contents and page numbers of citations."""
    yield f"<!doctype html><html lang=en><title>{_text(shown['title'])}</title><style>{STYLE}</style><h1>{_text(shown['title'])}</h1>{_block(shown['summary'])}"
    yield "<h1>Contents</h1>" + "".join(
        f'<p><a class="back" href="#issue-{issue["id"]}">{_text(issue["title"])}</a></p>'
        for issue in shown["issues"]
    )
    yield "<h1>State of play</h1>" + _table(
        ["Issue", "Status", "What is stuck"],
        [[i["title"], i["status"]["word"], i["line"]] for i in shown["issues"]],
    )
    for issue in shown["issues"]:
        yield from _issue(issue)
    for group in shown["comparison"]:
        rows = [
            [
                issue["title"],
                *(
                    f"{cell['stance']} {_plain(cell['summary'])}" if cell else ""
                    for cell in row["cells"]
                ),
            ]
            for issue, row in zip(shown["issues"], group["rows"], strict=True)
        ]
        yield f'<section class="wide"><h1>Comparison</h1>{_table(["Issue", *(party["name"] for party in group["parties"])], rows)}</section>'
    yield "<h1>Timeline</h1>" + "".join(
        f'<div class="entry" id="event-{e["id"]}"><b>{e["date"]}</b> {_block(e["title"])}{_block(e["outcome"])}{_cites(e["cites"])}</div>'
        for e in shown["events"]
    )
    yield (
        '<h1>Sources</h1><section class="sources">'
        + "".join(_source(source) for source in shown["sources"])
        + "</section></html>"
    )


def _issue(issue: dict[str, Any]) -> Iterator[str]:
    yield f'<h1 id="issue-{issue["id"]}">{_text(issue["title"])}</h1>{_block(issue["question"])}{_block(issue["summary"])}<h2>Why it matters</h2>{_block(issue["why"])}'
    for position in issue["positions"]:
        yield (
            f"<h3>{_text(position['name'])}</h3><p>{position['stance']} {position['place'] or ''}</p>"
            + "".join(_block(position[key]) for key in ("summary", "reason", "looked_in"))
        )
        for said in position["statements"]:
            quotes = "".join(
                f"<blockquote>“{_text(quote['text'])}” — {_text(quote['whose'])}{_cites([quote])}</blockquote>"
                for quote in said["quotes"]
            )
            yield f'<div class="entry" id="{said["label"]}"><b>{said["date"]}</b> {said["stance"]} {said["place"] or ""} {said["attribution"]}'
            yield f"{_block(said['summary'])}{quotes}{_block(said['detail'])}{_block(said['caveat'])}<p>{_text(said['by'])} {_cites(said['cites'])}</p></div>"
    if issue["moves"]:
        yield "<h2>How positions moved</h2>" + _table(
            ["Date", "Party", "From", "To"],
            [[m["date"], m["name"], m["before"], m["after"]] for m in issue["moves"]],
        )


def _source(source: dict[str, Any]) -> str:
    cited = "".join(
        f' <a class="back" href="#{label}">{_text(part["title"])}</a>'
        for part in source["cited"]
        for label in part["labels"]
    )
    link = (
        f'<p><a href="{_text(source["href"])}">{_text(source["url"])}</a></p>'
        if source["url"]
        else ""
    )
    return (
        f'<div class="entry" id="source-{source["n"]}"><p>{source["n"]} {_text(source["authors"])} “{_text(source["title"])}” {_text(source["published"])}</p>'
        f"<p>{_text(source['kind'])}</p>{_block(source['note'])}{link}<p>Cited in{cited}</p></div>"
    )


def _table(head: list[str], rows: list[list[str]]) -> str:
    heads = "".join(f"<th scope=col>{_text(cell)}</th>" for cell in head)
    lines = "".join(
        f"<tr><th scope=row>{_text(row[0])}</th>{''.join(f'<td>{_text(cell)}</td>' for cell in row[1:])}</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>"


def _cites(cites: list[dict[str, Any]]) -> str:
    return " ".join(f'<a href="#source-{cite["n"]}">[{cite["n"]}]</a>' for cite in cites)


def _block(nodes: Any) -> str:
    return f"<p>{_text(_plain(nodes))}</p>" if nodes else ""


def _plain(nodes: Any) -> str:
    if isinstance(nodes, str):
        return nodes
    return "".join(node.get("text", "") + _plain(node.get("children", [])) for node in nodes)


def _text(text: str | None) -> str:
    return html.escape(text or "")


if __name__ == "__main__":
    main()
