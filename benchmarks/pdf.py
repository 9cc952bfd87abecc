"""Compare the PDF edition with WeasyPrint on the same text, at 10, 100 and 1,000 issues.

    python benchmarks/pdf.py [issues …] [--beside PYTHON]

Prints seconds, pages per second and peak memory. `--beside` names the Python of an environment that
has WeasyPrint (default: this one). Each measurement runs in its own process, so that its peak
memory is its own, for at most LONGEST seconds and with at most MOST_MEMORY bytes. A typesetter that
fails is not measured at larger sizes.
"""

from __future__ import annotations

import argparse
import html
import io
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
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

    SITE = Site(name="Sticking Points", url="https://lake.example/sticking-points/")

SIZES = (10, 100, 1000)
LONGEST = 600
MOST_MEMORY = 12 * 1024**3
ROOT = Path(__file__).parents[1]
HEAD = """\
| issues | typesetter | seconds | pages | pages a second | peak memory | PDF |
|---|---|---|---|---|---|---|"""
STYLE = """
@page { size: A4; margin: 26mm 24mm 24mm; @bottom-right { content: counter(page) } }
@page wide { size: A4 landscape; margin: 20mm 16mm }
body { font: 10.5pt/1.35 "Libertinus Serif", "DejaVu Serif", serif }
h1 { break-before: page; font-size: 24pt } h2, h3 { break-after: avoid }
section.wide { page: wide } section.sources { columns: 2; font-size: 8.3pt }
table { border-collapse: collapse; font-size: 8.8pt }
td, th { border-bottom: 0.4pt solid #aaa; padding: 2mm; vertical-align: top; text-align: left }
tr, .entry { break-inside: avoid }
.back::after { content: " " target-counter(attr(href), page) }
a { color: inherit }
"""


def main() -> None:
    """Measure each size with each typesetter and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("issues", nargs="*", type=int, default=SIZES)
    parser.add_argument("--beside", default=sys.executable, help="the Python that has WeasyPrint")
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(_measure(*options.measure.split(","))))
        return
    print(HEAD, flush=True)
    pythons = {"Typst": sys.executable, "WeasyPrint": options.beside}
    with tempfile.TemporaryDirectory() as folder:
        for size in options.issues:
            _write(size, Path(folder))
            for name, python in list(pythons.items()):
                try:
                    cells = _cells(_run([python, __file__, "--measure", f"{name},{folder}"]))
                except _LimitError as error:
                    cells = f"not done in {error} | | | |"
                    del pythons[name]
                print(f"| {size:,} | {name} | {cells} |", flush=True)


class _LimitError(Exception):
    """A measurement reached a limit, which is the message."""


def _run(command: list[str]) -> dict[str, float]:
    """Return what a process measured; raises _LimitError if it reached a limit."""
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=False,
            preexec_fn=_limit_memory,
        )
    except subprocess.TimeoutExpired:
        raise _LimitError(str(LONGEST)) from None
    if done.returncode < 0 or "MemoryError" in done.stderr:
        raise _LimitError(f"{MOST_MEMORY // 1024**3} GB")
    if done.returncode:
        raise SystemExit(done.stderr)
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def _cells(measured: dict[str, float]) -> str:
    seconds, pages = measured["seconds"], measured["pages"]
    cells = [
        f"{seconds:.1f}",
        f"{pages:,}",
        f"{pages / seconds:.0f}",
        f"{measured['peak']:,} MB",
        f"{measured['size']:.1f} MB",
    ]
    return " | ".join(cells)


def _limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def _measure(name: str, folder: str) -> dict[str, float]:
    """Typeset the text in a folder; return seconds, pages, peak memory in MB and size in MB."""
    typesetters = {"Typst": _typst, "WeasyPrint": _weasyprint}
    seconds, pages, pdf = typesetters[name](Path(folder))
    return {
        "seconds": seconds,
        "pages": pages,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "size": len(pdf) / 1e6,
    }


def _typst(folder: Path) -> tuple[float, int, bytes]:
    dataset = Dataset.model_validate_json((folder / "dataset.json").read_bytes())
    start = time.perf_counter()
    pdf = typeset.set_document(typeset.manuscript_of(dataset, SITE))
    seconds = time.perf_counter() - start
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return seconds, len(document.pages), pdf


def _weasyprint(folder: Path) -> tuple[float, int, bytes]:
    text = (folder / "dataset.html").read_text(encoding="utf-8")
    start = time.perf_counter()
    document = weasyprint.HTML(string=text).render(pdf_variant="pdf/ua-1")
    pdf = document.write_pdf(pdf_variant="pdf/ua-1")
    return time.perf_counter() - start, len(document.pages), pdf


# The dataset


def _write(size: int, folder: Path) -> None:
    dataset = larger(read(ROOT / "data").sound(), size)
    (folder / "dataset.json").write_text(dataset.model_dump_json(by_alias=True), encoding="utf-8")
    (folder / "dataset.html").write_text(
        "".join(_html(printed.document(dataset, SITE, {}))), encoding="utf-8"
    )


def larger(dataset: Dataset, size: int) -> Dataset:
    """Return a dataset of `size` issues: copies of the given ones, each with its own ids."""
    original = json.loads(dataset.model_dump_json(by_alias=True))
    merged: dict[str, list[Any]] = {"issues": [], "events": [], "sources": []}
    for number in range(math.ceil(size / len(original["issues"]))):
        copy = _copy(original, number)
        for key, records in merged.items():
            records.extend(copy[key])
    del merged["issues"][size:]
    kept = {issue["id"] for issue in merged["issues"]}
    for event in merged["events"]:
        event["issues"] = [issue for issue in event["issues"] if issue in kept]
    return Dataset.model_validate(original | merged)


def _copy(original: dict[str, Any], number: int) -> dict[str, Any]:
    """Return issues, sources and events with `-NUMBER` after each of their ids; 0 changes none."""
    if number == 0:
        return original
    records = {key: original[key] for key in ("issues", "sources", "events")}
    copy: dict[str, Any] = json.loads(
        json.dumps(records), object_hook=lambda record: _renamed(record, f"-{number}")
    )
    return copy


def _renamed(record: dict[str, Any], ending: str) -> dict[str, Any]:
    # The points of a scale have a label; their ids stay.
    if "id" in record and "label" not in record:
        record["id"] += ending
    if "source" in record:
        record["source"] += ending
    issues = record.get("issues")
    if isinstance(issues, list) and all(isinstance(issue, str) for issue in issues):
        record["issues"] = [issue + ending for issue in issues]
    return record


# The text as HTML, with the links, tables, contents and page numbers of citations that the PDF has


def _html(document: Mapping[str, Any]) -> Iterator[str]:
    title = _text(document["title"])
    yield f"<!doctype html><html lang=en><title>{title}</title><style>{STYLE}</style>"
    yield f"<h1>{title}</h1>{_block(document['summary'])}"
    yield "<h1>Contents</h1>"
    for issue in document["issues"]:
        link = _link(f"issue-{issue['id']}", issue["title"])
        yield f"<p>{link}</p>"
    yield "<h1>State of play</h1>"
    state = [
        [issue["title"], issue["status"]["word"], issue["line"]] for issue in document["issues"]
    ]
    yield _table(["Issue", "Status", "What is stuck"], state)
    for issue in document["issues"]:
        yield from _issue(issue)
    for group in document["comparison"]:
        yield _comparison(document["issues"], group)
    yield "<h1>Timeline</h1>"
    for event in document["events"]:
        yield f'<div class="entry" id="event-{event["id"]}"><b>{event["date"]}</b> '
        yield _block(event["title"]) + _block(event["outcome"]) + _cites(event["cites"]) + "</div>"
    yield '<h1>Sources</h1><section class="sources">'
    yield from map(_source, document["sources"])
    yield "</section></html>"


def _issue(issue: dict[str, Any]) -> Iterator[str]:
    yield f'<h1 id="issue-{issue["id"]}">{_text(issue["title"])}</h1>'
    yield _block(issue["question"]) + _block(issue["summary"])
    yield f"<h2>Why it matters</h2>{_block(issue['why'])}"
    for position in issue["positions"]:
        yield f"<h3>{_text(position['name'])}</h3>"
        yield f"<p>{position['stance']} {position['place'] or ''}</p>"
        yield _block(position["summary"])
        yield _block(position["reason"])
        yield _block(position["looked_in"])
        for statement in position["statements"]:
            yield from _statement(statement)
    if issue["moves"]:
        moves = [
            [move[key] for key in ("date", "name", "before", "after")] for move in issue["moves"]
        ]
        yield "<h2>How positions moved</h2>"
        yield _table(["Date", "Party", "From", "To"], moves)


def _statement(statement: dict[str, Any]) -> Iterator[str]:
    yield f'<div class="entry" id="{statement["label"]}"><b>{statement["date"]}</b> '
    yield f"{statement['stance']} {statement['place'] or ''} {statement['attribution']}"
    yield _block(statement["summary"])
    for quote in statement["quotes"]:
        yield f"<blockquote>“{_text(quote['text'])}” — {_text(quote['whose'])}"
        yield f"{_cites([quote])}</blockquote>"
    yield _block(statement["detail"]) + _block(statement["caveat"])
    yield f"<p>{_text(statement['by'])} {_cites(statement['cites'])}</p></div>"


def _comparison(issues: list[dict[str, Any]], group: dict[str, Any]) -> str:
    head = ["Issue", *_names(group["parties"])]
    rows = []
    for issue, row in zip(issues, group["rows"], strict=True):
        rows.append([issue["title"], *map(_cell, row["cells"])])
    return f'<section class="wide"><h1>Comparison</h1>{_table(head, rows)}</section>'


def _names(parties: Iterable[dict[str, Any]]) -> list[str]:
    return [party["name"] for party in parties]


def _cell(cell: dict[str, Any] | None) -> str:
    if not cell:
        return ""
    return f"{cell['stance']} {_plain(cell['summary'])}"


def _source(source: dict[str, Any]) -> str:
    cited = ""
    for part in source["cited"]:
        for label in part["labels"]:
            cited += f" {_link(label, part['title'])}"
    number = source["n"]
    parts = [
        f'<div class="entry" id="source-{number}"><p>{number} {_text(source["authors"])} ',
        f"“{_text(source['title'])}” {_text(source['published'])}</p>",
        f"<p>{_text(source['kind'])}</p>{_block(source['note'])}",
    ]
    if source["url"]:
        parts.append(f'<p><a href="{_text(source["href"])}">{_text(source["url"])}</a></p>')
    return "".join([*parts, f"<p>Cited in{cited}</p></div>"])


def _link(anchor: str, text: str) -> str:
    """Return a link within the document, which is printed with the number of its page."""
    return f'<a class="back" href="#{anchor}">{_text(text)}</a>'


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [f"<table><thead><tr>{_cells_of(head, 'th scope=col')}</tr></thead><tbody>"]
    for first, *others in rows:
        lines.append(f"<tr>{_cells_of([first], 'th scope=row')}{_cells_of(others, 'td')}</tr>")
    return "".join([*lines, "</tbody></table>"])


def _cells_of(texts: list[str], tag: str) -> str:
    end = tag.partition(" ")[0]
    return "".join(f"<{tag}>{_text(text)}</{end}>" for text in texts)


def _cites(cites: list[dict[str, Any]]) -> str:
    return " ".join(f'<a href="#source-{cite["n"]}">[{cite["n"]}]</a>' for cite in cites)


def _block(nodes: Any) -> str:
    if not nodes:
        return ""
    return f"<p>{_text(_plain(nodes))}</p>"


def _plain(nodes: Any) -> str:
    """Return the text of a tree of prose."""
    if isinstance(nodes, str):
        return nodes
    text = ""
    for node in nodes:
        text += node.get("text", "") + _plain(node.get("children", []))
    return text


def _text(text: str | None) -> str:
    return html.escape(text or "")


if __name__ == "__main__":
    main()
