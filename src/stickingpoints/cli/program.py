"""The program: its commands, and what its exit status says."""

from __future__ import annotations

import os
import pkgutil
import sys
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import click

from stickingpoints import __version__
from stickingpoints.cli import output
from stickingpoints.problems import CallError, ContentError, at_most, did_you_mean
from stickingpoints.processes import collect_rarely

SUCCESS, CONTENT_AT_FAULT, CALL_AT_FAULT, INTERRUPTED = 0, 1, 2, 130

_NAME = "stickingpoints"
_EPILOG = """\
Run stickingpoints COMMAND --help for the options of a command, and an example.

\b
Exit status:
  0    success
  1    the content is at fault: the data, the pages or the settings
  2    the call is wrong, or the machine fails (a full disk, say)
  130  interrupted with Ctrl-C
"""

_COMMANDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "Check and compare": {
            "check": "checking:check",
            "diff": "checking:diff",
            "review": "checking:review",
            "verify": "editing:verify",
        },
        "Edit": {
            "edit": "editing:edit",
            "new": "editing:new",
            "import": "importing:import_",
            "fmt": "editing:fmt",
            "propose": "editing:propose",
        },
        "Publish": {
            "serve": "building:serve",
            "build": "building:build",
            "pdf": "building:pdf",
            "export": "building:export",
            "verify-build": "verifying:verify_build",
        },
        "Set up": {
            "init": "starting:init",
            "translations": "maintaining:translations",
            "schema": "maintaining:schema",
            "fields": "maintaining:fields",
            "completion": "maintaining:completion",
        },
    }
)
"""The commands by heading; each with its module of this package, and its name there."""


class Program(click.Group):
    """The commands, of which only the one that is called is imported."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """Return the names of the commands, in the order of the help."""
        names: list[str] = []
        for section in _COMMANDS.values():
            names += section
        return names

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002
        cmd_name: str,
    ) -> click.Command | None:
        """Return a command, None if there is none of the name."""
        for section in _COMMANDS.values():
            if cmd_name in section:
                return _load(section[cmd_name])
        return None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is called, and its arguments; an unknown one is a wrong call."""
        known = self.list_commands(ctx)
        if args[0] not in known and not ctx.resilient_parsing:
            ctx.fail(f'unknown command "{args[0]}"{did_you_mean(args[0], known)}')
        return super().resolve_command(ctx, args)

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002
        formatter: click.HelpFormatter,
    ) -> None:
        """Write the commands under their headings, with a line on each."""
        for heading, section in _COMMANDS.items():
            with formatter.section(heading):
                formatter.write_dl(
                    [(name, _load(where).get_short_help_str()) for name, where in section.items()]
                )


def _load(where: str) -> click.Command:
    command: click.Command = pkgutil.resolve_name(f"{__package__}.{where}")
    return command


@click.group(
    _NAME,
    cls=Program,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def program() -> None:
    """Build explainer microsites for stuck negotiations."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status, which the help of the program lists."""
    # Before anything is printed, a message about a file name among it.
    output.escape_unprintable()
    collect_rarely()
    try:
        status = int(program.main(arguments, prog_name=_NAME, standalone_mode=False))
        # Here, so that a reader that has closed the pipe is noticed while its error is still
        # handled.
        sys.stdout.flush()
    except (ContentError, CallError, click.ClickException, click.Abort, OSError) as error:
        return _reported(error)
    return status


def _reported(error: Exception) -> int:
    """Print why a command ended, and return the exit status."""
    match error:
        case ContentError():
            output.problems(at_most(error.problems))
            return CONTENT_AT_FAULT
        case BrokenPipeError():
            # Whoever read the output has closed it. The interpreter must not write to it on exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return CONTENT_AT_FAULT
        case click.Abort():
            output.stopped("interrupted")
            return INTERRUPTED
        case click.ClickException():
            error.show()
        case OSError():
            output.stopped(f"{error.filename or 'the operating system says'}: {error.strerror}")
        case _:
            output.stopped(str(error))
    return CALL_AT_FAULT
