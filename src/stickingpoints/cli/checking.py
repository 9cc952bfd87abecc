"""The commands that read and judge: `check`, `diff`, `review`. Of files they write only fixes."""

from __future__ import annotations

import datetime

import click

from stickingpoints.build.steps import Step
from stickingpoints.cli import output
from stickingpoints.cli.options import command, day_option, format_option, today
from stickingpoints.cli.output import Console
from stickingpoints.problems import one_line, tally
from stickingpoints.reading.load import Reading, read
from stickingpoints.reading.project import Project


@command("check", "check --base main")
@format_option("text", "github", "json", "sarif")
@click.option(
    "--fix",
    is_flag=True,
    help="First fix what is safe to fix: unambiguous misspellings, white space, key order.",
)
@click.option(
    "--base", metavar="BASE", help="Also check the changes since this git revision or folder."
)
def check(
    project: Project, console: Console, output_format: str, base: str | None, *, fix: bool
) -> int:
    """Read the data and print every problem with file, line and column."""
    project.require_data()
    if fix:
        _fix(project)
    with console.progress() as step:
        reading = _reading(project, base, step)
    if output_format == "text":
        output.problems(reading.problems, err=False)
        console.echo(_verdict(reading))
    else:
        from stickingpoints.checks import report_formats

        output.echo(report_formats.FORMATS[output_format](reading.problems), end="")
        report_formats.write_summary(reading.problems)
    return 1 if reading.errors else 0


def _fix(project: Project) -> None:
    from stickingpoints.editing.fix import fix

    for change in fix(project.data):
        output.echo(one_line(f"fixed {change}"), err=True)


def _reading(project: Project, base: str | None, step: Step) -> Reading:
    """Return the data with every problem, also of its change since `base` and of the pages."""
    from stickingpoints.reading.pages import with_pages

    step("the data")
    reading = read(project.data)
    if base is not None:
        from stickingpoints.diff.base_rules import since

        step(f"the changes since {base}")
        reading = since(base, project.data, reading)
    step("the written pages")
    return with_pages(reading, project)


def _verdict(reading: Reading) -> str:
    warnings = tally(reading.problems, "warning")
    if reading.errors:
        return f"{tally(reading.problems, 'error')}, {warnings}"
    return f"{reading.contents}: no errors, {warnings}"


@command("diff", "diff main --format markdown")
@click.argument("base", help="A git revision or a folder.")
@click.argument(
    "head",
    required=False,
    help="Another; without it, the data folder is compared with where it left BASE.",
)
@format_option("text", "markdown", "json")
def diff(
    project: Project,
    console: Console,
    base: str,
    head: str | None,
    output_format: str,
) -> int:
    """Show what changed in meaning, riskiest first.

    Succeeds even for data that fails the check, which is for `check` to refuse.
    """
    from stickingpoints.diff.reports import render, report

    project.require_root()
    with console.progress() as step:
        step("the comparison")
        compared = report(base, head, project.data)
    output.echo(render(compared, output_format), end="")
    return 0


@command("review", "review --day 2025-11-25")
@day_option("The day to compare review dates with", "SOURCE_DATE_EPOCH, or else today")
def review(project: Project, console: Console, day: datetime.date | None) -> int:
    """List the issues past their review date, as Markdown."""
    from stickingpoints.build.mkdocs_hooks import read_site
    from stickingpoints.checks.overdue import markdown, overdue

    project.require_site()
    day = day or today()
    site = read_site(project.settings)
    text = markdown(overdue(read(project.data).sound(), day), site, day)
    output.echo(text, end="")
    if not text and not console.quiet:
        # On stderr, so that the file of an empty list is empty.
        output.echo(f"No issue is past its review date as of {day}.", err=True)
    return 0
