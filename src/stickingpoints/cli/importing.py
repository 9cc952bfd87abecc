"""The command that takes in what people keep elsewhere: `import`."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from stickingpoints.cli.options import FILE, command, day_option, today
from stickingpoints.cli.output import Console
from stickingpoints.problems import one_line
from stickingpoints.reading.project import Project


@command("import", "import table statements.csv")
@click.argument(
    "what",
    type=click.Choice(("table", "sources")),
    metavar="WHAT",
    help="What the file holds: table, statements as CSV with one in each row, or sources, from a "
    "reference manager as CSL-JSON (.json) or BibTeX (.bib).",
)
@click.argument("file", type=FILE, metavar="FILE", help="The file.")
@day_option(
    "The day on which new sources were read, where the file does not say",
    "SOURCE_DATE_EPOCH, or else today",
)
def import_(
    project: Project, console: Console, what: str, file: Path, day: datetime.date | None
) -> int:
    """Add statements from a table, or sources from a reference manager, to the data.

    A row of a table that is about a statement of the data changes it; nothing is ever deleted. If
    anything cannot be read, all of it is refused, and nothing is written.
    """
    from stickingpoints.editing.imports import commands

    project.require_data()
    importers = {"table": commands.import_table, "sources": commands.import_sources}
    for line in importers[what](project.data, file, day or today()):
        console.echo(one_line(line))
    return 0
