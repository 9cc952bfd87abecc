"""The commands that publish: `build`, `pdf`, `export`, and `serve`, which previews."""

from __future__ import annotations

import errno
import os
import signal
import sys
import time
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stickingpoints.cli import output
from stickingpoints.cli.options import command, to_file, to_folder
from stickingpoints.cli.output import Console
from stickingpoints.problems import CallError, ContentError, Problem, one_line, quantity
from stickingpoints.reading.load import Reading, read
from stickingpoints.reading.project import Project

if TYPE_CHECKING:
    from stickingpoints.build.build import Finish
    from stickingpoints.pdf.typeset import Paper

_FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}
_UNTOUCHED = "Nothing was built, and what was built before is untouched."


@command("build", "build --to public")
@to_folder("site in the project folder")
@click.option(
    "--precompress",
    is_flag=True,
    help="Write compressed copies (.gz, and .br with the package brotli) for a host that sends "
    "them.",
)
def build(project: Project, console: Console, to: Path | None, *, precompress: bool) -> int:
    """Build the website, the PDF and the open data.

    The new site replaces an earlier one only when it is complete.
    """
    from stickingpoints.build.mkdocs_hooks import BuildError

    start = time.monotonic()
    # Python would end at once, without the clean-up of a build.
    signal.signal(signal.SIGTERM, _stop)
    target = (to or project.root / "site").resolve()
    _require(project, target)
    with console.progress() as step:
        step("the data")
        reading = read(project.data)
    output.problems(reading.problems)
    try:
        is_new = _publish(reading, project, target, console, _finish(precompress=precompress))
    except ContentError as error:
        output.problems(problem for problem in error.problems if problem not in reading.problems)
        output.echo(_UNTOUCHED, err=True)
        return 1
    except BuildError as error:
        output.echo(f"{error}\n{_UNTOUCHED}", err=True)
        return 1
    seconds = time.monotonic() - start
    if not is_new:
        console.echo(f"{target.name}/ is as it was built: nothing has changed since.")
        return 0
    console.echo(f"Built {target.name}/ in {seconds:.1f} s from {reading.contents}.")
    console.echo(
        f"The home page is {target / 'index.html'}; `stickingpoints serve` shows it in a browser."
    )
    return 0


def _require(project: Project, target: Path) -> None:
    """Raise CallError if the project is not there, or if a build may not replace the target.

    A site that a killed build moved away is put back even if the project is not complete.
    """
    from stickingpoints.build.build import clear_after_killed_builds, refuse_target

    project.require_root()
    refuse_target(project, target)
    clear_after_killed_builds(target)
    project.require_site()


def _finish(*, precompress: bool) -> Finish:
    """Return what is done with the complete site."""
    from stickingpoints.build.build import as_it_is
    from stickingpoints.build.precompress import precompress as write_copies

    return write_copies if precompress else as_it_is


def _publish(
    reading: Reading, project: Project, target: Path, console: Console, finish: Finish
) -> bool:
    """Build into the target, and print the warnings; return whether anything was written.

    Raises ContentError or BuildError, and CallError if the operating system refuses something.
    """
    from stickingpoints.build.build import build as build_site
    from stickingpoints.cache import of_user

    output.problems(_missing_translations(project))
    cache = of_user()
    dataset = reading.sound()
    with console.progress() as step, _refusals_told(target):
        built = build_site(dataset, project, target, cache, step, finish=finish)
    # After the build, which notes what it has used.
    cache.forget_unused()
    output.problems(built.warnings)
    return built.is_new


@contextmanager
def _refusals_told(target: Path) -> Iterator[None]:
    """Raise CallError where the operating system refuses something, as to write on a full disk."""
    try:
        yield
    except BrokenPipeError:
        raise  # about what the command prints
    except OSError as error:
        # The name in an error of a full disk may be that of the file that was to be copied.
        where = target.parent if error.errno in _FULL else error.filename or target.parent
        message = f"{where}: {error.strerror}; what was built before is untouched"
        raise CallError(message) from None


def _stop(number: int, _frame: object) -> None:
    """End the program on a signal, after every clean-up, with the status that shells expect."""
    sys.exit(128 + number)


def _missing_translations(project: Project) -> list[Problem]:
    from stickingpoints.build.mkdocs_hooks import read_site
    from stickingpoints.i18n.catalog import untranslated

    return untranslated(project.root, read_site(project.settings).language)


@command("serve", "serve --port 8001")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    metavar="PORT",
    default=8000,
    help="The port of this machine at which the preview is (default: 8000).",
)
@click.option("--open", "in_browser", is_flag=True, help="Open the preview in a browser.")
def serve(project: Project, console: Console, port: int, *, in_browser: bool) -> int:
    """Preview the site, and reload it when the data or a page is edited.

    The preview can be seen on this machine only, and has no PDF and no other downloads. Ctrl-C ends
    it.
    """
    from stickingpoints.build.mkdocs_hooks import BuildError, placeholder_addresses
    from stickingpoints.build.preview import Server

    project.require_site()
    output.problems(placeholder_addresses(project.settings))
    try:
        server = Server(project, port, partial(output.echo, err=True))
    except BuildError as error:
        output.echo(str(error), err=True)
        return 1
    console.echo(f"The preview is at {server.address}; Ctrl-C ends it.")
    if in_browser:
        webbrowser.open(server.address)
    # A shell lets what it runs in the background ignore Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        server.run()
    return 0


@command("pdf", "pdf --paper us-letter")
@click.option(
    "--paper",
    type=click.Choice(["a4", "us-letter"]),
    default="a4",
    help="The paper size (default: a4).",
)
@to_file("named after the site, in the project folder")
def pdf(project: Project, console: Console, paper: Paper, to: Path | None) -> int:
    """Write the PDF."""
    from stickingpoints.build.documents import pdf as set_pdf
    from stickingpoints.build.edition import load
    from stickingpoints.build.mkdocs_hooks import read_site
    from stickingpoints.model.volumes import is_one_document
    from stickingpoints.pdf.typeset import is_ours
    from stickingpoints.problems import CallError
    from stickingpoints.safe_writes import keep_others_file, write

    project.require_site()
    site = read_site(project.settings)
    target = to or project.root / f"{site.slug}.pdf"
    keep_others_file(target, is_ours, "a PDF")
    with console.progress() as step:
        step("the PDF")
        content = load(project, site)
        if not is_one_document(content.dataset):
            raise CallError(
                f"{len(content.dataset.issues):,} issues are too many for one document; "
                "`stickingpoints build` writes one for each topic into downloads/"
            )
        document = set_pdf(content, paper)
    write({target: document})
    console.echo(f"Wrote {target}")
    return 0


@command("export", "export table --to statements.csv")
@click.argument(
    "what",
    type=click.Choice(("data", "table", "markdown")),
    metavar="[WHAT]",
    default="data",
    help="data, the open data in all its files (the default); table, every statement in a row of "
    "one CSV file, which a spreadsheet edits and import table reads back; or markdown, every page "
    "with settings, which MkDocs builds without this program.",
)
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="The folder to write into (default: export in the project folder, markdown for markdown), "
    "or the file for table (default: statements.csv there).",
)
def export(project: Project, console: Console, what: str, to: Path | None) -> int:
    """Write the open data, a table of the statements, or the pages as Markdown."""
    if what == "table":
        return _export_table(project, console, to or project.root / "statements.csv")
    if what == "markdown":
        return _export_markdown(project, console, to or project.root / "markdown")
    return _export_data(project, console, to or project.root / "export")


def _export_table(project: Project, console: Console, to: Path) -> int:
    from stickingpoints.editing.imports.commands import export_table

    project.require_data()
    console.echo(one_line(export_table(project.data, to)))
    return 0


def _export_data(project: Project, console: Console, to: Path) -> int:
    from stickingpoints.build import built_from
    from stickingpoints.build.edition import load, write_open_data
    from stickingpoints.build.mkdocs_hooks import read_site

    project.require_site()
    with console.progress() as step:
        step("the open data")
        content = load(project, read_site(project.settings))
        written = write_open_data(content, to, built_from.commit(project, os.environ))
    console.echo(f"Wrote {quantity(len(written), 'file')}")
    return 0


def _export_markdown(project: Project, console: Console, to: Path) -> int:
    from stickingpoints.build.edition import load
    from stickingpoints.build.mkdocs_hooks import read_site
    from stickingpoints.build.staged_folder import write_staged
    from stickingpoints.cache import of_user

    project.require_site()
    with console.progress() as step:
        step("the pages as Markdown")
        content = load(project, read_site(project.settings))
        written = write_staged(content, project, to, of_user())
    console.echo(
        f"Wrote {quantity(len(written), 'file')}; build them with: "
        f"mkdocs build --config-file {to / 'mkdocs.yml'}"
    )
    return 0
