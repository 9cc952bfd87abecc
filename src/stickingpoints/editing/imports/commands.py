"""What `import` and `export table` do with files: read, write, and say in lines what they did."""

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
from stickingpoints.editing.imports.statements import import_statements
from stickingpoints.editing.imports.table_import import Report
from stickingpoints.problems import CallError, command, display_path, quantity
from stickingpoints.reading.load import read
from stickingpoints.safe_writes import keep_others_file, write


def export_table(data: Path, to: Path) -> str:
    """Write the statements of a data folder as a table, and return what was written.

    Raises CallError if `to` is a file that this program did not write.
    """
    dataset = read(data).sound()
    keep_others_file(to, statement_table.is_table, "a table of statements")
    write({to: statement_table.table(dataset)})
    number = dataset.statement_count
    return f"Wrote {display_path(to)}: {quantity(number, 'statement')}, each in a row"


def import_table(data: Path, path: Path, day: datetime.date) -> list[str]:
    """Write what a table says into the data, and return what that changed.

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
    return [*_changes(report, table.unknown), _summary(report, files)]


def import_sources(data: Path, path: Path, day: datetime.date) -> list[str]:
    """Add the sources of a CSL-JSON or BibTeX file to the data, and return which those are.

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
    counts = f"{quantity(len(report.added), 'source')} added, {len(report.known)} already there"
    return [*_sources(report), f"{counts}; {_written(files)}"]


def _sources(report: references.Report) -> Iterator[str]:
    """Yield what was added, what was there already, and what to look at."""
    for name in report.known:
        yield f"already there: {name}"
    for name in report.added:
        yield f"added: {name}"
    for remark in report.remarks:
        yield f"please look at: {remark}"


def _changes(report: Report, unread: tuple[str, ...]) -> Iterator[str]:
    """Yield what a table changed, record by record."""
    for heading in unread:
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


def _summary(report: Report, files: Files) -> str:
    """Return how much a table changed, and what to do next."""
    counts = (
        f"{quantity(len(report.added), 'statement')} added, "
        f"{quantity(len(report.changed), 'record')} changed, {report.unchanged} left as they were"
    )
    return f"{counts}; {_written(files)}"


def _written(files: Files) -> str:
    """Return which files were written, and what to do next."""
    if not files.opened:
        return "nothing was written"
    written = ", ".join(document.name for document in files.opened.values())
    return f"wrote {written}. Now run: {command('check', files.folder)}"
