"""The commands for formats that people keep. Each returns the exit status."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from stickingpoints import bounded_files
from stickingpoints.checks import quote_lock
from stickingpoints.editing.files import Files
from stickingpoints.editing.imports import (
    bibtex,
    columns,
    csl_json,
    references,
    statement_table,
)
from stickingpoints.editing.imports.cells import read_table
from stickingpoints.editing.imports.statements import Report, import_statements
from stickingpoints.problems import CallError, command, display_path, one_line, quantity
from stickingpoints.reading.load import read
from stickingpoints.safe_writes import keep_others_file, write


def export_table(data: Path, to: Path) -> int:
    """Write the statements of a data folder as a table.

    Raises CallError if `to` is a file that this program did not write.
    """
    dataset = read(data).sound()
    keep_others_file(to, statement_table.is_table, "a table of statements")
    write({to: statement_table.table(dataset)})
    number = sum(len(p.statements) for issue in dataset.issues for p in issue.positions)
    print(one_line(f"Wrote {to}: {quantity(number, 'statement')}, one in each row"))
    return 0


def import_table(data: Path, path: Path, day: datetime.date) -> int:
    """Write what a table says into the data, and print what that changed.

    `day` is the day on which new sources count as read. Raises ContentError, and writes nothing,
    if anything in the table cannot be read or is refused by the check.
    """
    dataset = read(data).sound()
    lock, _ = quote_lock.read_lock(data, display_path(data))
    name = display_path(path)
    table = read_table(bounded_files.read_bytes(path, name), name, columns.WANTED)
    files = Files(data)
    report = import_statements(files, dataset, lock, table, day)
    files.save()
    for line in _lines(report, table.unknown):
        print(one_line(line))
    print(one_line(_summary(report, files, data)))
    return 0


def import_sources(data: Path, path: Path, day: datetime.date) -> int:
    """Add the sources of a CSL-JSON or BibTeX file to the data, and print which.

    `day` is the day of reading for entries that give none. Raises CallError for a file of another
    ending, and ContentError, with nothing written, if an entry cannot be read or is refused by the
    check.
    """
    dataset = read(data).sound()
    name = display_path(path)
    readers = {".json": csl_json.references, ".bib": bibtex.references}
    if path.suffix.lower() not in readers:
        raise CallError(
            f"{name} is neither CSL-JSON nor BibTeX; name a file that ends in .json or .bib"
        )
    text = bounded_files.read_text(path, name, at_most=references.LARGEST_FILE)
    files = Files(data)
    entries = readers[path.suffix.lower()](text, name)
    report = references.import_references(files, dataset, entries, day)
    files.save()
    for line in _source_lines(report):
        print(one_line(line))
    written = ", ".join(document.name for document in files.opened.values())
    then = f"wrote {written}. Now run: {command('check', data)}" if written else "nothing written"
    counts = f"{quantity(len(report.added), 'source')} added, {len(report.known)} already there"
    print(one_line(f"{counts}; {then}"))
    return 0


def _source_lines(report: references.Report) -> Iterator[str]:
    """Yield what was added, what was there already, and what to look at."""
    for name in report.known:
        yield f"already there: {name}"
    for name in report.added:
        yield f"added: {name}"
    for remark in report.remarks:
        yield f"please look at: {remark}"


def _lines(report: Report, unknown: tuple[str, ...]) -> Iterator[str]:
    """Yield what a table changed, record by record."""
    for heading in unknown:
        yield f'not read: the column "{heading}"'
    for source in report.sources:
        yield f"added: source {source}, which needs a title, a publisher and a kind"
    for record in report.added:
        yield f"added: {record}"
    for record, changes in report.changed.items():
        for change in changes:
            yield f"changed: {record}: {change}"
    for look in report.look_at:
        yield f"please look at: {look}"


def _summary(report: Report, files: Files, data: Path) -> str:
    """Return how much a table changed, and what to do next."""
    changed = [record for record in report.changed if record not in report.added]
    counts = (
        f"{quantity(len(report.added), 'statement')} added, "
        f"{quantity(len(changed), 'record')} changed, {report.unchanged} left as they were"
    )
    if not files.opened:
        return f"{counts}; nothing was written"
    written = ", ".join(document.name for document in files.opened.values())
    return f"{counts}; wrote {written}. Now run: {command('check', data)}"
