"""The options that commands have in common, in the same words everywhere."""

from __future__ import annotations

import datetime
import functools
import inspect
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import click

from stickingpoints.cli.output import Console
from stickingpoints.reading.project import Project

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Run: TypeAlias = Callable[..., int]
"""What a command does; returns the exit status."""


class _Folder(click.Path):
    """The path of a folder. Whether it is one is judged by the command, which says what to do."""

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002  click's signature
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        """Let the shell complete names of folders only."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type="dir")]


FOLDER = _Folder(path_type=Path)
FILE = click.Path(path_type=Path)


class Day(click.ParamType[datetime.date]):
    """A day as ISO 8601 writes it."""

    name = "day"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime.date:
        """Return the day; the call is wrong if it is none."""
        try:
            return datetime.date.fromisoformat(str(value))
        except ValueError:
            self.fail(f'"{value}" is not a date; use YYYY-MM-DD', param, ctx)


def command(name: str, example: str) -> Callable[[Run], click.Command]:
    """Return a decorator that makes a command of a function, whose docstring is its help.

    The function gets the project and the console, and its own options by name. `example` is a call
    without the name of the program.
    """

    def decorate(run: Run) -> click.Command:
        @functools.wraps(run)
        def called(root: Path, data: Path | None, *, quiet: bool, verbose: bool, **own: Any) -> int:
            return run(Project(root, data or root / "data"), Console(quiet, verbose), **own)

        new_command = plain_command(name, example)(called)
        new_command.params += [*_project_options(), *_console_options()]
        return new_command

    return decorate


def plain_command(name: str, example: str) -> Callable[[Run], click.Command]:
    """Return a decorator as `command` does, for what needs no project and prints one thing."""

    def decorate(run: Run) -> click.Command:
        summary = inspect.cleandoc(run.__doc__ or "").partition("\n")[0].rstrip(".")
        return click.command(name, short_help=summary, epilog=f"Example: stickingpoints {example}")(
            run
        )

    return decorate


def format_option(*formats: str) -> Callable[[Run], Run]:
    """Return the option for the form in which a result is printed; the first is the default."""
    return click.option(
        "--format",
        "output_format",
        type=click.Choice(formats),
        default=formats[0],
        help=f"The form of the output (default: {formats[0]}).",
    )


def to_folder(default: str) -> Callable[[Run], Run]:
    """Return the option for a folder to write into, with its default in words."""
    does = f"The folder to write into (default: {default})."
    return click.option("--to", type=FOLDER, metavar="DIR", help=does)


def to_file(default: str) -> Callable[[Run], Run]:
    """Return the option for a file to write, with its default in words."""
    return click.option(
        "--to", type=FILE, metavar="FILE", help=f"The file to write (default: {default})."
    )


def day_option(does: str, default: str) -> Callable[[Run], Run]:
    """Return the option for a day, with what it is and its default in words."""
    return click.option(
        "--day", type=Day(), metavar="DAY", help=f"{does}, as YYYY-MM-DD (default: {default})."
    )


def today() -> datetime.date:
    """Return the day of SOURCE_DATE_EPOCH, or else today, in UTC.

    Raises CallError if SOURCE_DATE_EPOCH is not a time in seconds.
    """
    from stickingpoints.checks.quote_lock import day_of_epoch

    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        return day_of_epoch(epoch)
    return datetime.datetime.now(datetime.UTC).date()


def _project_options() -> list[click.Parameter]:
    return [
        click.Option(
            ["--root"],
            type=FOLDER,
            metavar="DIR",
            default=Path(),
            help="The project folder, which holds mkdocs.yml (default: the current folder).",
        ),
        click.Option(
            ["--data"],
            type=FOLDER,
            metavar="DIR",
            help="The data folder (default: data in the project folder).",
        ),
    ]


def _console_options() -> list[click.Parameter]:
    return [
        click.Option(["-q", "--quiet"], is_flag=True, help="Print results and problems only."),
        click.Option(
            ["-v", "--verbose"], is_flag=True, help="Print which part of the work has begun."
        ),
    ]
