"""The command `stickingpoints`: check and edit the data, compare versions, build and publish.

Modules that only some commands need are imported by those commands, so that `check` starts fast.
"""

from __future__ import annotations

import argparse
import datetime
import io
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeAlias

from stickingpoints import __version__, export
from stickingpoints.bounded_files import read_text
from stickingpoints.editing.kinds import KINDS
from stickingpoints.problems import (
    CallError,
    ContentError,
    Problem,
    at_most,
    display_path,
    one_line,
    quantity,
    tally,
)
from stickingpoints.reading.load import Reading, read
from stickingpoints.safe_writes import keep_others_file, write

# argparse has no public name for this type.
_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001
_Run: TypeAlias = Callable[[argparse.Namespace], int]

_UNTOUCHED = "Nothing was built, and what was built before is untouched."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status.

    The status is 0 for success, 1 if the content or the build is at fault, 2 for a wrong call or a
    failing machine (a full disk, say), and 130 after an interrupt.
    """
    _escape_unprintable()
    options = _parser().parse_args(arguments)
    try:
        status = int(options.run(options))
        sys.stdout.flush()
    except ContentError as error:
        _print(at_most(error.problems))
        return 1
    except CallError as error:
        return _stopped(str(error), 2)
    except KeyboardInterrupt:
        return _stopped("interrupted", 130)
    except BrokenPipeError:
        # Whoever read the output has closed it. The interpreter must not write to it on exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        return _stopped(f"{error.filename or 'the operating system says'}: {error.strerror}", 2)
    return status


def _escape_unprintable() -> None:
    """Print what a terminal cannot encode as escapes: file names may hold any bytes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _stopped(message: str, status: int) -> int:
    print(f"stickingpoints: {one_line(message)}", file=sys.stderr)
    return status


# The parser


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="stickingpoints",
        description="Build explainer microsites for stuck negotiations.",
        epilog="Run stickingpoints COMMAND --help for the options of a command.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for add in (
        _add_check,
        _add_fmt,
        _add_verify,
        _add_new,
        _add_propose,
        _add_diff,
        _add_review,
        _add_build,
        _add_pdf,
        _add_export,
        _add_schema,
        _add_translations,
        _add_fields,
    ):
        add(commands)
    return parser


def _command(
    commands: _Commands, name: str, run: _Run, does: str, example: str
) -> argparse.ArgumentParser:
    """Add a command; `does` is its help in one line, `example` a call of it without the program."""
    command = commands.add_parser(
        name,
        help=does,
        description=f"{does[0].upper()}{does[1:]}.",
        epilog=f"Example: stickingpoints {example}",
    )
    command.set_defaults(run=run)
    return command


def _add_data(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--data", type=Path, default=Path("data"), help="the data folder (default: data)"
    )


def _add_root(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--root",
        type=Path,
        default=Path(),
        help="the project folder, which holds mkdocs.yml (default: the current folder)",
    )


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{text}" is not a date; use YYYY-MM-DD') from None


def _add_check(commands: _Commands) -> None:
    does = "read the data and print every problem with file, line and column"
    check = _command(commands, "check", _check, does, "check --base main")
    _add_data(check)
    check.add_argument(
        "--format",
        choices=("text", "github", "json", "sarif"),
        default="text",
        help="the output format (default: text)",
    )
    check.add_argument(
        "--fix",
        action="store_true",
        help="first fix what is safe to fix: unambiguous misspellings, white space, key order",
    )
    check.add_argument(
        "--base", metavar="BASE", help="also check the changes since this git revision or folder"
    )


def _add_fmt(commands: _Commands) -> None:
    does = "format the data files without changing their meaning"
    fmt = _command(commands, "fmt", _fmt, does, "fmt --check")
    _add_data(fmt)
    instead = fmt.add_mutually_exclusive_group()
    instead.add_argument(
        "--check", action="store_true", help="write nothing; fail if a file needs formatting"
    )
    instead.add_argument(
        "--suggest",
        action="store_true",
        help="write nothing; print what would be written as notices on a pull request, and succeed",
    )


def _add_verify(commands: _Commands) -> None:
    does = "check every quote against saved copies of the sources, and write data/quotes.lock"
    verify = _command(commands, "verify", _verify, does, "verify --copies ../copies")
    verify.add_argument(
        "--copies",
        type=Path,
        required=True,
        help="the folder of saved copies, as text: one <source-id>.txt for each source",
    )
    verify.add_argument(
        "--day",
        type=_day,
        help="the day they were saved (default: SOURCE_DATE_EPOCH, or else the date of each file)",
    )
    _add_data(verify)


def _add_new(commands: _Commands) -> None:
    does = "add a stub of a new record, with comments that explain its fields"
    example = "new statement --issue territory --party russia --date 2025-11-25"
    new = _command(commands, "new", _new, does, example)
    new.add_argument("what", choices=tuple(KINDS), help="the kind of the record")
    for option, does in (
        ("id", "its id"),
        ("issue", "the issue that it belongs to"),
        ("party", "its party"),
        ("document", "the plan that it belongs to"),
        ("date", "its day or month"),
    ):
        new.add_argument(f"--{option}", default="", help=f"{does}, for {_kinds_with(option)}")
    _add_data(new)


def _kinds_with(option: str) -> str:
    """Return the kinds of records that an option of `new` is for."""
    required = ", ".join(name for name, kind in KINDS.items() if option in kind.required)
    optional = ", ".join(name for name, kind in KINDS.items() if option in kind.optional)
    if optional:
        return f"{required}; optional for {optional}"
    return required


def _add_propose(commands: _Commands) -> None:
    does = "turn a completed issue form into an edit of the data, and print a pull request text"
    propose = _command(commands, "propose", _propose, does, "propose form.json")
    propose.add_argument(
        "form", type=Path, metavar="FORM.json", help="the issue as JSON, or its fields by id"
    )
    propose.add_argument(
        "--day",
        type=_day,
        help="the day of the correction (default: SOURCE_DATE_EPOCH, or else today)",
    )
    _add_data(propose)


def _add_diff(commands: _Commands) -> None:
    does = "show what changed in meaning, riskiest first"
    diff = _command(commands, "diff", _diff, does, "diff main --format markdown")
    diff.add_argument("base", metavar="BASE", help="a git revision or a folder")
    diff.add_argument(
        "head",
        metavar="HEAD",
        nargs="?",
        help="a git revision or a folder (default: --data, compared with where it left BASE)",
    )
    _add_data(diff)
    diff.add_argument(
        "--format",
        choices=("text", "markdown", "json"),
        default="text",
        help="the output format; Markdown is for a comment on a forge (default: text)",
    )


def _add_review(commands: _Commands) -> None:
    does = "list the issues past their review date, as Markdown"
    review = _command(commands, "review", _review, does, "review --today 2025-11-25")
    _add_root(review)
    review.add_argument(
        "--today",
        type=_day,
        metavar="DAY",
        help="the day to compare review dates with, as YYYY-MM-DD (default: today)",
    )


def _add_build(commands: _Commands) -> None:
    does = "build the website, the PDF and the open data"
    build = _command(commands, "build", _build, does, "build --site public")
    _add_root(build)
    build.add_argument(
        "--site", type=Path, help="the folder to build into (default: site in the project folder)"
    )


def _add_pdf(commands: _Commands) -> None:
    pdf = _command(commands, "pdf", _pdf, "write the PDF", "pdf --paper us-letter")
    _add_root(pdf)
    pdf.add_argument(
        "--paper", choices=("a4", "us-letter"), default="a4", help="the paper size (default: a4)"
    )
    pdf.add_argument("--to", type=Path, help="the file to write (default: named after the site)")


def _add_export(commands: _Commands) -> None:
    command = _command(commands, "export", _export, "write the open data", "export --to open-data")
    _add_root(command)
    command.add_argument(
        "--to", type=Path, default=Path("export"), help="the folder to write into (default: export)"
    )


def _add_schema(commands: _Commands) -> None:
    does = "write the JSON Schema that text editors check the data with"
    schema = _command(commands, "schema", _schema, does, "schema --to schema.json")
    schema.add_argument(
        "--to",
        type=Path,
        default=Path("schema/stickingpoints.schema.json"),
        help="the file to write (default: schema/stickingpoints.schema.json)",
    )


def _add_translations(commands: _Commands) -> None:
    does = "create or update the translations of the interface into a language, CODE.po"
    translations = _command(commands, "translations", _translations, does, "translations fr")
    _add_root(translations)
    translations.add_argument(
        "--to",
        type=Path,
        help="the folder to write into (default: languages in the project folder)",
    )
    translations.add_argument("code", metavar="CODE", help="a language code, such as uk")


def _add_fields(commands: _Commands) -> None:
    does = "update the tables of fields, rules and commands in CONTRIBUTING.md"
    fields = _command(commands, "fields", _fields, does, "fields --check")
    fields.add_argument(
        "--to",
        type=Path,
        default=Path("CONTRIBUTING.md"),
        help="the file that holds the tables (default: CONTRIBUTING.md)",
    )
    fields.add_argument(
        "--check", action="store_true", help="write nothing; fail if a table is out of date"
    )


# What each command does


def _check(options: argparse.Namespace) -> int:
    if options.fix:
        from stickingpoints.editing.fix import fix

        for change in fix(options.data):
            print(one_line(f"fixed {change}"), file=sys.stderr)
    from stickingpoints.reading.pages import with_pages

    reading = read(options.data)
    if options.base is not None:
        from stickingpoints.diff.base_rules import since

        reading = since(options.base, options.data, reading)
    reading = with_pages(reading, options.data)
    if options.format == "text":
        _print(reading.problems)
        print(_verdict(reading))
    else:
        from stickingpoints.checks import report_formats

        print(report_formats.FORMATS[options.format](reading.problems), end="")
        report_formats.write_summary(reading.problems)
    return 1 if reading.errors else 0


def _verdict(reading: Reading) -> str:
    warnings = tally(reading.problems, "warning")
    if reading.errors:
        return f"{tally(reading.problems, 'error')}, {warnings}"
    return f"{_contents(reading)}: no errors, {warnings}"


def _fmt(options: argparse.Namespace) -> int:
    from stickingpoints.editing.commands import fmt

    return fmt(options)


def _verify(options: argparse.Namespace) -> int:
    from stickingpoints.editing.commands import verify

    return verify(options)


def _new(options: argparse.Namespace) -> int:
    from stickingpoints.editing.commands import new

    return new(options)


def _propose(options: argparse.Namespace) -> int:
    from stickingpoints.editing.commands import propose

    return propose(options)


def _diff(options: argparse.Namespace) -> int:
    """Print the changes; succeeds even for broken data, which is for `check` to refuse."""
    from stickingpoints.diff import render, report

    sys.stdout.write(render(report(options.base, options.head, options.data), options.format))
    return 0


def _review(options: argparse.Namespace) -> int:
    from stickingpoints.build.mkdocs_hooks import read_site
    from stickingpoints.checks.overdue import markdown, overdue

    today = options.today or datetime.datetime.now(datetime.UTC).date()
    site = read_site(options.root / "mkdocs.yml")
    dataset = read(options.root / "data").sound()
    text = markdown(overdue(dataset, today), site, today)
    if text:
        print(text, end="")
    else:
        # On stderr, so that the file of an empty list is empty.
        print(f"No issue is past its review date as of {today}.", file=sys.stderr)
    return 0


def _build(options: argparse.Namespace) -> int:
    from stickingpoints.build.build import build, clear_after_killed_builds, refuse_target
    from stickingpoints.build.mkdocs_hooks import BuildError

    start = time.monotonic()
    # Python would end at once, without the clean-up of a build.
    signal.signal(signal.SIGTERM, _stop)
    root, target = options.root.resolve(), (options.site or options.root / "site").resolve()
    refuse_target(root, target)
    clear_after_killed_builds(target)
    reading = read(options.root / "data")
    _print(reading.problems)
    try:
        _print(_missing_translations(options.root))
        _print(build(reading.sound(), root, target))
    except ContentError as error:
        _print(problem for problem in error.problems if problem not in reading.problems)
        print(_UNTOUCHED, file=sys.stderr)
        return 1
    except BuildError as error:
        print(f"{error}\n{_UNTOUCHED}", file=sys.stderr)
        return 1
    print(f"Built {target.name}/ in {time.monotonic() - start:.1f} s from {_contents(reading)}.")
    print(f"The home page is {target / 'index.html'}; `make serve` shows it in a browser.")
    return 0


def _stop(number: int, _frame: object) -> None:
    """End the program on a signal, after every clean-up, with the status that shells expect."""
    sys.exit(128 + number)


def _missing_translations(root: Path) -> list[Problem]:
    from stickingpoints.build.mkdocs_hooks import read_site
    from stickingpoints.i18n.catalog import untranslated

    return untranslated(root, read_site(root / "mkdocs.yml").language)


def _pdf(options: argparse.Namespace) -> int:
    from stickingpoints.build.edition import load, pdf
    from stickingpoints.build.mkdocs_hooks import read_site
    from stickingpoints.pdf.typeset import is_ours

    site = read_site(options.root / "mkdocs.yml")
    target = options.to or Path(f"{site.slug}.pdf")
    keep_others_file(target, is_ours, "a PDF")
    return _written(target, pdf(load(options.root, site), options.paper))


def _export(options: argparse.Namespace) -> int:
    print(f"Wrote {quantity(len(export(options.root, options.to)), 'file')}")
    return 0


def _written(path: Path, content: bytes) -> int:
    """Write a file and say so; returns the exit status of success."""
    write({path: content})
    print(f"Wrote {path}")
    return 0


def _schema(options: argparse.Namespace) -> int:
    from stickingpoints.exports.json_schema import editing_schema_bytes, is_editing_schema

    keep_others_file(options.to, is_editing_schema, "a schema")
    write({options.to: editing_schema_bytes()})
    return 0


def _translations(options: argparse.Namespace) -> int:
    from stickingpoints.i18n.catalog import missing_translations, read_catalog, update

    path = update(options.root, options.code, options.to)
    print(f"Wrote {path}")
    read_catalog(path, options.code)  # raises for faulty translations, which were kept
    _print(missing_translations(path, options.code))
    return 0


def _fields(options: argparse.Namespace) -> int:
    from stickingpoints.build import reference_tables

    tables = {
        "fields": reference_tables.fields(),
        "rules": reference_tables.rules(),
        "commands": reference_tables.commands(_parser()),
        "placeholders": reference_tables.placeholders(),
    }
    renewed = reference_tables.renew(options.to, tables)
    if not options.check:
        return _written(options.to, renewed.encode())
    if renewed != read_text(options.to, display_path(options.to)):
        print(f"{options.to}: a table is out of date; run make generated, and commit the changes")
        return 1
    return 0


# Printing


def _print(problems: Iterable[Problem]) -> None:
    for problem in problems:
        print(problem)


def _contents(reading: Reading) -> str:
    """Return how many records of each kind a sound reading holds."""
    dataset = reading.sound()
    counts = [
        quantity(len(dataset.issues), "issue"),
        f"{len(dataset.parties)} parties",
        quantity(dataset.position_count, "position"),
        quantity(dataset.statement_count, "statement"),
        quantity(len(dataset.sources), "source"),
    ]
    return ", ".join(counts)


if __name__ == "__main__":
    sys.exit(main())
