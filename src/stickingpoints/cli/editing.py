"""The commands that change files of the data: `edit`, `fmt`, `verify`, `new`, `propose`."""

from __future__ import annotations

import contextlib
import datetime
import functools
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from stickingpoints import bounded_files
from stickingpoints.cli import output
from stickingpoints.cli.options import (
    FILE,
    FOLDER,
    Run,
    command,
    day_option,
    today,
)
from stickingpoints.cli.output import Console
from stickingpoints.editing.kinds import KINDS
from stickingpoints.problems import CallError, ContentError, display_path, one_line, quantity
from stickingpoints.problems import command as call_of
from stickingpoints.reading.load import read
from stickingpoints.reading.project import Project
from stickingpoints.safe_writes import write_texts

if TYPE_CHECKING:
    from stickingpoints.checks import quote_lock
    from stickingpoints.editing.format import Formatting

# What reads and changes YAML is imported where it is needed: it takes a while.


@command("edit", "edit --port 8010")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    metavar="PORT",
    help="The port of this machine at which the forms are (default: a free one).",
)
@click.option("--no-browser", is_flag=True, help="Print the address only; open no browser.")
def edit(project: Project, console: Console, port: int | None, *, no_browser: bool) -> int:
    """Edit the data in forms, in a browser on this machine.

    The forms can be seen on this machine only, by whoever has the address that is printed. Nothing
    is written before you have seen what it changes. Ctrl-C ends it.
    """
    import webbrowser

    from stickingpoints.build.edition import content_of
    from stickingpoints.build.mkdocs_hooks import read_site
    from stickingpoints.editing.local.server import Server
    from stickingpoints.editing.local.views import Around

    project.require_site()
    site = read_site(project.settings)
    around = Around(functools.partial(content_of, project=project, site=site), today)
    server = Server(project.data, around, port or 0)
    output.echo(server.address)
    console.echo("Edit the data at this address; press Ctrl-C here to stop.")
    if not no_browser:
        webbrowser.open(server.address)
    with contextlib.suppress(KeyboardInterrupt):
        server.run()
    console.echo("Stopped. What you saved is in the files; nothing else was changed.")
    return 0


@command("fmt", "fmt --check")
@click.option("--check", is_flag=True, help="Write nothing; fail if a file needs formatting.")
@click.option(
    "--suggest",
    is_flag=True,
    help="Write nothing; print what would be written as notices on a pull request, and succeed.",
)
def fmt(project: Project, console: Console, *, check: bool, suggest: bool) -> int:
    """Format the data files without changing their meaning."""
    from stickingpoints.editing import format as formatter

    if check and suggest:
        raise click.UsageError("--check and --suggest exclude each other; choose one")
    project.require_data()
    name = display_path(project.data)
    if not bounded_files.files(project.data, name, ".yaml"):
        raise CallError(f"{name} has no *.yaml file; name the folder of the data with --data")
    with console.progress() as step:
        step("the layout of the data")
        result = formatter.formatting(project.data)
    if suggest:
        return _suggest(result)
    output.problems(result.refused)
    if check:
        output.problems(result.differing, err=False)
        return 1 if result.refused or result.differing else 0
    write_texts(result.texts)
    for problem in result.differing:
        console.echo(one_line(f"{problem.place.file}: formatted"))
    return 1 if result.refused else 0


def _suggest(result: Formatting) -> int:
    """Print notices, and succeed: what cannot be read is for `check` to refuse."""
    from stickingpoints.editing.suggestions import notices

    for notice in notices(result.differences):
        output.echo(notice)
    return 0


@command("verify", "verify --copies ../copies")
@click.option(
    "--copies",
    type=FOLDER,
    metavar="DIR",
    required=True,
    help="The folder of saved copies, as text: one <source-id>.txt for each source.",
)
@day_option("The day they were saved", "SOURCE_DATE_EPOCH, or else the date of each file")
def verify(project: Project, console: Console, copies: Path, day: datetime.date | None) -> int:
    """Check every quote against saved copies of the sources, and write quotes.lock.

    A lock that was edited by hand is written anew.
    """
    from stickingpoints.checks import quote_lock, quote_verify

    project.require_data()
    with console.progress() as step:
        step("the data")
        dataset = read(project.data, locked=False).sound()
    known = _lock(project.data)
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    saved = quote_verify.copies(copies, dataset, lambda path: quote_lock.day_of(path, day, epoch))
    if not saved:
        raise CallError(_no_copies(copies))
    with console.progress() as step:
        step("the quotes")
        result = quote_verify.verify(dataset, known, saved)
    output.problems(result.missing, err=False)
    path = project.data / quote_lock.NAME
    write_texts({path: quote_lock.written(result.lock)})
    console.echo(
        f"{quantity(len(result.lock.quotes), 'quote')} found in a saved copy of the source, "
        f"{len(result.missing)} not found, "
        f"{len(result.without_copy)} without a copy in {copies}; wrote {path}"
    )
    return 1 if result.missing else 0


def _lock(data: Path) -> quote_lock.Lock:
    """Return the lock as it is, empty if there is none or if it was edited by hand.

    Raises ContentError for one that cannot be opened, since it may be intact.
    """
    from stickingpoints.checks import quote_lock

    known, problems = quote_lock.read_lock(data, display_path(data))
    if any(problem.rule != "quote-lock" for problem in problems):
        raise ContentError(problems)
    return known or quote_lock.Lock(schema=1)


def _no_copies(folder: Path) -> str:
    """Return why no quote can be checked against a folder of copies."""
    if not folder.is_dir():
        return f"there is no folder {folder}; name the folder of saved copies with --copies"
    return f"{folder} has no copy of any source; save the text of each as <source-id>.txt there"


def _name_options(run: Run) -> Run:
    """Add the options that name a record and what it belongs to."""
    for option, does in (
        ("date", "Its day or month"),
        ("document", "The plan that it belongs to"),
        ("party", "Its party"),
        ("issue", "The issue that it belongs to"),
        ("id", "Its id"),
    ):
        run = click.option(
            f"--{option}",
            metavar=option.upper(),
            default="",
            help=f"{does}, for {_kinds_with(option)}.",
        )(run)
    return run


def _kinds_with(option: str) -> str:
    """Return the kinds of records that an option of `new` is for."""
    required = ", ".join(name for name, kind in KINDS.items() if option in kind.required)
    optional = ", ".join(name for name, kind in KINDS.items() if option in kind.optional)
    if optional:
        return f"{required}; optional for {optional}"
    return required


@command("new", "new statement --issue territory --party russia --date 2025-11-25")
@click.argument(
    "what",
    type=click.Choice(tuple(KINDS)),
    metavar="KIND",
    help=f"The kind of the record: {', '.join(KINDS)}.",
)
@_name_options
@click.option(
    "--from",
    "page",
    type=FILE,
    metavar="PAGE.html",
    help="For a source: a saved web page, whose title, publisher, date, authors, language and "
    "address are filled in.",
)
def new(project: Project, console: Console, what: str, page: Path | None, **named: str) -> int:
    """Add a stub of a new record, with comments that explain its fields.

    A correction is dated today, unless another day is given. A source from a saved page needs no
    id: it is made from publisher and day.
    """
    from stickingpoints.editing.files import Files
    from stickingpoints.editing.new import start
    from stickingpoints.editing.wanted import Wanted

    project.require_root()
    files = Files(project.data)
    if what == "correction" and not named["date"]:
        named["date"] = today().isoformat()
    known = _metadata(what, page) if page else {}
    added = start(files, Wanted(what, **named), known)
    files.save()
    first, number = added.empty[0], quantity(len(added.empty), "empty field")
    filled_in = f" with {', '.join(known)} from {page}" if page else ""
    console.echo(
        one_line(
            f"{added.file}:{first.line}: a stub of the {what}{filled_in}; "
            f"fill in its {number}, then run: {call_of('check', project.data)}"
        )
    )
    return 0


def _metadata(what: str, page: Path) -> dict[str, Any]:
    """Return what a saved page says of itself; raises CallError if it is not for a source."""
    from stickingpoints.editing.imports.web_page import metadata

    if what != "source":
        raise CallError(f"a new {what} takes no --from; a new source does")
    known = metadata(page)
    if not known:
        raise CallError(
            f"{page} says nothing of itself: neither title, publisher, date nor address; "
            "add the source without --from"
        )
    return known


@command("propose", "propose form.json")
@click.argument(
    "form", type=FILE, metavar="FORM.json", help="The issue as JSON, or its fields by id."
)
@day_option("The day of the correction", "SOURCE_DATE_EPOCH, or else today")
def propose(project: Project, console: Console, form: Path, day: datetime.date | None) -> int:
    """Turn a completed issue form into an edit of the data, and print a pull request text."""
    from stickingpoints.editing import completed_forms, issue_forms
    from stickingpoints.editing import propose as proposals
    from stickingpoints.editing.files import Files

    project.require_data()
    try:
        with console.progress() as step:
            step("the data")
            dataset = read(project.data).sound()
            files = Files(project.data)
            step("the form")
            completed = completed_forms.parse(_form_text(form))
            proposal = proposals.propose(files, dataset, completed, day or today())
    except issue_forms.FormError as error:
        return _refused(error.reasons)
    files.save()
    output.echo(proposal.markdown(), end="")
    return 0


def _refused(reasons: tuple[str, ...]) -> int:
    """Print why a form is refused, as Markdown: it is the answer to whoever filled it in."""
    from stickingpoints.text.markdown import escaped

    output.echo("Nothing was changed. The form cannot be accepted as it is:\n")
    for reason in reasons:
        output.echo(f"- {escaped(reason)}")
    return 1


def _form_text(path: Path) -> str:
    """Return the text of a form's file; raises FormError if it cannot be read."""
    from stickingpoints.editing import issue_forms

    try:
        return bounded_files.read_text(path, path.as_posix())
    except ContentError as error:
        reasons = [f"{path}: {problem.message}" for problem in error.problems]
        raise issue_forms.FormError(*reasons) from None
