"""What commands print: results on stdout; errors, and what they are doing, on stderr."""

from __future__ import annotations

import io
import logging
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO

import click

from stickingpoints.build.steps import Step, silent
from stickingpoints.problems import Problem, one_line


@dataclass(frozen=True)
class Console:
    """What a command says to the person who called it, as much of it as `--quiet` leaves."""

    quiet: bool = False
    verbose: bool = False

    @property
    def log_level(self) -> int:
        """How much of the messages of a library is printed."""
        if self.quiet:
            return logging.WARNING
        return logging.DEBUG if self.verbose else logging.INFO

    @contextmanager
    def progress(self) -> Iterator[Step]:
        """Provide what says on stderr which part of the work has begun.

        On a terminal that is one line, which each part overwrites and which goes at the end.
        Elsewhere it is a line for each part, if `--verbose` asks for them.
        """
        if self.verbose:
            yield _say_step
        elif self.quiet or not _is_terminal(sys.stderr):
            yield silent
        else:
            try:
                yield _overwrite_step
            finally:
                _overwrite("")

    def echo(self, text: str) -> None:
        """Print what was done, unless that is not wanted."""
        if not self.quiet:
            echo(text)


def echo(text: str, *, err: bool = False, end: str = "\n") -> None:
    """Print a text; its colours go only to a terminal, and only if the environment allows them."""
    stream = sys.stderr if err else sys.stdout
    click.echo(text + end, file=stream, nl=False, color=_colour(stream))


def problems(to_print: Iterable[Problem], *, err: bool = True) -> None:
    """Print problems, a line for each: on stderr, unless the command was asked for them."""
    lines = "\n".join(map(_coloured, to_print))
    if lines:
        echo(lines, err=err)


def stopped(message: str) -> None:
    """Print on stderr, in one line, why a command cannot go on."""
    echo(f"{click.style('stickingpoints:', fg='red')} {one_line(message)}", err=True)


def escape_unprintable() -> None:
    """Print what a terminal cannot encode as escapes: file names may hold any bytes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _say_step(name: str) -> None:
    echo(f"Working on {name} …", err=True)


def _overwrite_step(name: str) -> None:
    _overwrite(f"Working on {name} …")


def _overwrite(text: str) -> None:
    """Put a text in the place of the line on which the cursor is, and leave the cursor there."""
    # A character in the last column would make some terminals go to the next line.
    width = shutil.get_terminal_size().columns - 1
    sys.stderr.write(f"\r{' ' * width}\r{text[:width]}")
    sys.stderr.flush()


def _is_terminal(stream: TextIO) -> bool:
    """Return whether a stream is a terminal that can overwrite a line and show colours."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def _colour(stream: TextIO) -> bool:
    """Return whether a stream gets colours; NO_COLOR forbids them (no-color.org)."""
    return _is_terminal(stream) and not os.environ.get("NO_COLOR")


def _coloured(problem: Problem) -> str:
    """Return the line of a problem: its place in bold, its rule red, or yellow for a warning."""
    place = one_line(f"{problem.place.file}:{problem.place.line}:{problem.place.column}:")
    rule = f"[{problem.rule}]"
    before, _, message = str(problem).removeprefix(place).partition(rule)
    colour = "yellow" if problem.severity == "warning" else "red"
    return f"{click.style(place, bold=True)}{before}{click.style(rule, fg=colour)}{message}"
