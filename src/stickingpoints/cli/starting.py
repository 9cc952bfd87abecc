"""The command that begins a project: `init`."""

from __future__ import annotations

import datetime
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stickingpoints import __version__
from stickingpoints.cli import output
from stickingpoints.cli.options import FILE, FOLDER, day_option, plain_command, today
from stickingpoints.problems import CallError, display_path, one_line

if TYPE_CHECKING:
    from stickingpoints.editing.imports.new_project import Beginning
    from stickingpoints.editing.init import NewProject

_GUIDE = "CONTRIBUTING.md"


@plain_command("init", "init my-talks --forge gitlab")
@click.argument("folder", type=FOLDER, help="The folder of the new project.")
@click.option("--title", help="The name of the site (default: after the folder).")
@click.option("--topic", help="What the talks are about, in a few words.")
@click.option("--parties", help="Their names, with commas between them (default: City, Union).")
@click.option("--language", help="The language of the interface, as en or uk (default: en).")
@click.option(
    "--forge",
    type=click.Choice(["github", "gitlab", "codeberg"]),
    default="github",
    help="Where the project will be, for what checks and publishes it there (default: github).",
)
@click.option(
    "--licence",
    type=click.Choice(["cc-by-4.0", "cc0", "none"]),
    default="cc-by-4.0",
    help="The licence of the content (default: cc-by-4.0).",
)
@click.option(
    "--from",
    "table",
    type=FILE,
    metavar="TABLE.csv",
    help="Begin with the statements of a table instead of an example: one in each row, with the "
    "columns issue, party, date, statement and source (an address).",
)
@day_option(
    "The day on which the example ends, or the sources of a table were read",
    "SOURCE_DATE_EPOCH, or else today",
)
def init(
    folder: Path,
    forge: str,
    licence: str,
    table: Path | None,
    day: datetime.date | None,
    **given: str | None,
) -> int:
    """Begin a project of your own: a small site to edit, with all that publishes it.

    On a terminal you are asked for the title, the topic, the parties and the language, unless the
    call names them. Nothing that exists is replaced.
    """
    from stickingpoints.editing.init import create, files, refuse_taken

    chosen = {"forge": forge, "licence": licence}
    usual = _usual_answers(folder)
    # Before anybody is asked: a wrong folder or table makes the answers useless.
    refuse_taken(folder, files(_project(usual, chosen, day or today())))
    beginning = None
    if table:
        beginning = _beginning(table, day or today())
        given = _without_parties(given, usual)
    project = _project(_answers(given, usual), chosen, day or today())
    contents = files(project, _data(beginning, project))
    contents[_GUIDE] = _with_tables(contents[_GUIDE])
    create(folder, contents)
    _say_what_next(folder, len(contents))
    return 0


def _beginning(table: Path, day: datetime.date) -> Beginning:
    """Return the data of a project that begins from a table, and say what of it is not read."""
    from stickingpoints import bounded_files
    from stickingpoints.editing.imports.new_project import from_table

    name = display_path(table)
    beginning = from_table(bounded_files.read_bytes(table, name), name, day)
    for heading in beginning.unread:
        output.echo(one_line(f'not read: the column "{heading}" of {name}'))
    return beginning


def _without_parties(
    given: Mapping[str, str | None], usual: Mapping[str, str]
) -> dict[str, str | None]:
    """Return the answers with nothing to be asked about parties, which are those of the table.

    Raises CallError if some are named.
    """
    if given["parties"] is not None:
        raise CallError("the parties are those of the table; leave --parties out, or --from")
    return {**given, "parties": usual["parties"]}


def _data(beginning: Beginning | None, project: NewProject) -> str:
    """Return the text of data/issues.yaml, "" for that of the example."""
    from stickingpoints.editing.init import LICENCES
    from stickingpoints.editing.starter_data import title_of_talks

    if beginning is None:
        return ""
    return beginning.text(title_of_talks(project.topic), LICENCES[project.licence])


def _usual_answers(folder: Path) -> dict[str, str]:
    from stickingpoints.editing.init import PARTIES, title_from

    return {
        "title": title_from(folder),
        "topic": "",
        "parties": ", ".join(PARTIES),
        "language": "en",
    }


def _project(
    answers: Mapping[str, str], chosen: Mapping[str, str], day: datetime.date
) -> NewProject:
    """Return the project that is asked for; raises CallError for an answer that cannot be taken."""
    from stickingpoints.editing.init import NewProject, one_line, party_names

    return NewProject(
        title=one_line(answers["title"]),
        parties=party_names(answers["parties"]),
        topic=one_line(answers["topic"]),
        language=answers["language"],
        day=day,
        version=__version__,
        **chosen,
    )


_QUESTIONS = {
    "title": "The name of the site",
    "topic": "What the talks are about, in a few words",
    "parties": "The parties, with commas between them",
    "language": "The language of the interface",
}


def _answers(given: Mapping[str, str | None], usual: Mapping[str, str]) -> dict[str, str]:
    """Return what was given; the rest is asked for on a terminal, and as usual elsewhere."""
    is_asked = sys.stdin.isatty() and sys.stdout.isatty()
    answers: dict[str, str] = {}
    for name, question in _QUESTIONS.items():
        value = given[name]
        if value is None and is_asked:
            value = click.prompt(question, default=usual[name], show_default=bool(usual[name]))
        answers[name] = usual[name] if value is None else value
    return answers


def _with_tables(guide: bytes) -> bytes:
    """Return the guide for editors with the tables of this version."""
    from stickingpoints.build.reference_tables import with_tables
    from stickingpoints.cli.maintaining import generated_tables

    return with_tables(guide.decode(), generated_tables(), _GUIDE).encode()


def _say_what_next(folder: Path, number: int) -> None:
    from stickingpoints.editing.init import is_unreleased

    output.echo(
        f"Wrote {number} files into {folder}. Next:\n"
        f"  cd {shlex.quote(str(folder))}\n"
        "  stickingpoints serve     see the site, and edit data/issues.yaml beside it\n"
        "  stickingpoints check     list what is wrong, and what is still to be written\n"
        f"{_GUIDE} says how to edit and how to publish."
    )
    if is_unreleased(__version__):
        output.echo(
            f"This generator ({__version__}) is between two releases, so the project's CI cannot "
            "install it; write a released version into requirements-generator.txt before you push.",
            err=True,
        )
