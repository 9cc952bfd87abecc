"""The command `stickingpoints`: check the data, build everything, write the schema."""

from __future__ import annotations

import argparse
import datetime
import io
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from stickingpoints.bounded_files import read_text
from stickingpoints.problems import (
    CallError,
    ContentError,
    Problem,
    at_most,
    display_path,
    one_line,
    tally,
)
from stickingpoints.reading.load import Reading, read
from stickingpoints.safe_writes import keep_others_file, keep_others_folder, write

_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001  the only name that its type has


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns the exit status: 0 done, 1 the content or the build is at fault, 2 a wrong call or a machine that does not do
    what it should (a full disk), 130 interrupted.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(
                errors="backslashreplace"
            )  # names of files may hold bytes that are no text
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
        # Whoever read the output has seen enough; nothing is left for the interpreter to write at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        return _stopped(f"{error.filename or 'the operating system says'}: {error.strerror}", 2)
    return status


def _stopped(message: str, status: int) -> int:
    print(f"stickingpoints: {one_line(message)}", file=sys.stderr)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="stickingpoints", description="Explainer microsites for stuck negotiations."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_editing(commands)
    _add_reviewing(commands)
    _add_publishing(commands)
    return parser


def _add_editing(commands: _Commands) -> None:
    check = commands.add_parser(
        "check", help="read the data and print every problem with file, line and column"
    )
    check.add_argument(
        "--data", type=Path, default=Path("data"), help="the folder of the data (default: data)"
    )
    check.add_argument(
        "--format",
        choices=("text", "github", "json", "sarif"),
        default="text",
        help="the form of the list (default: text)",
    )
    check.add_argument(
        "--fix",
        action="store_true",
        help="first mend what is safe: spelling with one near match, white space, key order",
    )
    check.add_argument(
        "--base", metavar="BASE", help="also judge what changed since this git revision or folder"
    )
    check.set_defaults(run=_check)
    fmt = commands.add_parser("fmt", help="write the data in the common layout; changes no meaning")
    fmt.add_argument(
        "--data", type=Path, default=Path("data"), help="the folder of the data (default: data)"
    )
    fmt.add_argument(
        "--check", action="store_true", help="write nothing; fail if a file is laid out otherwise"
    )
    fmt.set_defaults(run=_fmt)
    verify = commands.add_parser(
        "verify",
        help="hold every quote against saved texts of the sources, and write data/quotes.lock",
    )
    verify.add_argument(
        "--copies",
        type=Path,
        required=True,
        help="the folder of the saved texts: one <source-id>.txt a source",
    )
    verify.add_argument(
        "--day",
        type=datetime.date.fromisoformat,
        help="the day they were saved (default: SOURCE_DATE_EPOCH, else the day of each file)",
    )
    verify.add_argument(
        "--data", type=Path, default=Path("data"), help="the folder of the data (default: data)"
    )
    verify.set_defaults(run=_verify)
    new = commands.add_parser("new", help="write a commented stub of a new record into its place")
    new.add_argument("what", choices=("issue", "statement", "source", "event"))
    new.add_argument("--id", default="", help="the id of the new issue, source or event")
    new.add_argument("--issue", default="", help="the issue of the new statement")
    new.add_argument("--party", default="", help="the party of the new statement")
    new.add_argument("--date", default="", help="the day or month of the new statement or event")
    new.add_argument(
        "--data", type=Path, default=Path("data"), help="the folder of the data (default: data)"
    )
    new.set_defaults(run=_new)
    propose = commands.add_parser(
        "propose",
        help="turn a filled issue form into an edit of the data, and print its summary for a pull request",
    )
    propose.add_argument(
        "form", type=Path, metavar="FORM.json", help="the issue as JSON, or its fields by id"
    )
    propose.add_argument(
        "--day",
        type=datetime.date.fromisoformat,
        help="the day of the correction (default: SOURCE_DATE_EPOCH, else this one)",
    )
    propose.add_argument(
        "--data", type=Path, default=Path("data"), help="the folder of the data (default: data)"
    )
    propose.set_defaults(run=_propose)


def _add_reviewing(commands: _Commands) -> None:
    diff = commands.add_parser("diff", help="show what changed in meaning, riskiest first")
    diff.add_argument("base", metavar="BASE", help="a git revision, or a folder")
    diff.add_argument(
        "head",
        metavar="HEAD",
        nargs="?",
        help="the same; without it, the files of --data against where they left BASE",
    )
    diff.add_argument(
        "--data", type=Path, default=Path("data"), help="the folder of the data (default: data)"
    )
    diff.add_argument(
        "--format",
        choices=("text", "markdown", "json"),
        default="text",
        help="text, Markdown for a comment, or JSON (default: text)",
    )
    diff.set_defaults(run=_diff)
    review = _command(
        commands, "review", "print the issues past their review date, as Markdown", _review
    )
    review.add_argument(
        "--today",
        type=_day,
        default=None,
        metavar="DAY",
        help="the day to judge by, as 2025-11-25 (default: today)",
    )


def _add_publishing(commands: _Commands) -> None:
    build = _command(commands, "build", "build the site and every edition into site/", _build)
    build.add_argument(
        "--site",
        type=Path,
        default=None,
        help="the folder to build into (default: site in the project's folder)",
    )
    pdf = _command(commands, "pdf", "write the PDF", _pdf)
    pdf.add_argument(
        "--paper",
        choices=("a4", "us-letter"),
        default="a4",
        help="the size of the paper (default: a4)",
    )
    pdf.add_argument(
        "--to", type=Path, default=None, help="the file to write (default: named after the site)"
    )
    export = _command(commands, "export", "write the open data", _export)
    export.add_argument(
        "--to", type=Path, default=Path("export"), help="the folder to write into (default: export)"
    )
    schema = commands.add_parser(
        "schema", help="write the JSON Schema that editors check the data with"
    )
    schema.add_argument(
        "--to",
        type=Path,
        default=Path("schema/stickingpoints.schema.json"),
        help="the file to write",
    )
    schema.set_defaults(run=_schema)
    words = _command(
        commands,
        "words",
        "renew the catalogue of the interface's words in a language, languages/CODE.po",
        _words,
    )
    words.add_argument("code", metavar="CODE", help="the code of the language, as uk")
    fields = commands.add_parser(
        "fields", help="renew the tables of fields and commands in CONTRIBUTING.md"
    )
    fields.add_argument(
        "--to",
        type=Path,
        default=Path("CONTRIBUTING.md"),
        help="the file that holds them (default: CONTRIBUTING.md)",
    )
    fields.add_argument(
        "--check", action="store_true", help="change nothing; fail if they are not up to date"
    )
    fields.set_defaults(run=_fields)


def _command(
    commands: _Commands, name: str, does: str, run: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    """Add a command that works on a whole project."""
    command = commands.add_parser(name, help=does)
    command.add_argument(
        "--root",
        type=Path,
        default=Path(),
        help="the project's folder, where mkdocs.yml stands (default: this one)",
    )
    command.set_defaults(run=run)
    return command


def _check(options: argparse.Namespace) -> int:
    if options.fix:
        from stickingpoints.editing.fix import fix  # noqa: PLC0415  `check` must start fast

        for change in fix(options.data):
            print(one_line(f"mended {change}"), file=sys.stderr)
    reading = read(options.data)
    if options.base is not None:
        from stickingpoints.diff.base_rules import since  # noqa: PLC0415  as below

        reading = since(options.base, options.data, reading)
    if options.format == "text":
        _print(reading.problems)
        print(_verdict(reading))
    else:
        from stickingpoints.checks import report_formats  # noqa: PLC0415  `check` must start fast

        print(report_formats.FORMATS[options.format](reading.problems), end="")
        report_formats.write_summary(reading.problems)
    return 1 if reading.errors else 0


def _fmt(options: argparse.Namespace) -> int:
    from stickingpoints.editing.commands import fmt  # noqa: PLC0415  as above

    return fmt(options)


def _verify(options: argparse.Namespace) -> int:
    from stickingpoints.editing.commands import verify  # noqa: PLC0415  as above

    return verify(options)


def _new(options: argparse.Namespace) -> int:
    from stickingpoints.editing.commands import new  # noqa: PLC0415  as above

    return new(options)


def _propose(options: argparse.Namespace) -> int:
    from stickingpoints.editing.commands import propose  # noqa: PLC0415  as above

    return propose(options)


def _verdict(reading: Reading) -> str:
    warnings = tally(reading.problems, "warning")
    if reading.errors:
        return f"{tally(reading.problems, 'error')}, {warnings}"
    return f"{_holds(reading)}: no errors, {warnings}"


def _diff(options: argparse.Namespace) -> int:
    """Print the changes. What they are, broken data included, is no fault of the call: `check` is the one to fail."""
    from stickingpoints.diff import render, report  # noqa: PLC0415  as below

    sys.stdout.write(render(report(options.base, options.head, options.data), options.format))
    return 0


def _build(options: argparse.Namespace) -> int:
    from stickingpoints.build.build import (  # noqa: PLC0415  `check` must start fast
        build,
        clear_after_killed_builds,
        refuse_target,
    )
    from stickingpoints.build.mkdocs_hooks import BuildError  # noqa: PLC0415  as above

    start = time.monotonic()
    # So that a build which is told to stop leaves nothing half done: Python ends at once otherwise.
    signal.signal(signal.SIGTERM, _stop)
    root, target = options.root.resolve(), (options.site or options.root / "site").resolve()
    refuse_target(root, target)
    clear_after_killed_builds(target)
    reading = read(options.root / "data")
    _print(reading.problems)
    try:
        _print(_of_the_language(options.root))
        build(reading.sound(), root, target)
    except ContentError as error:
        _print(problem for problem in error.problems if problem not in reading.problems)
        print("Nothing was built, and what was built before is untouched.", file=sys.stderr)
        return 1
    except BuildError as error:
        print(
            f"{error}\nNothing was built, and what was built before is untouched.", file=sys.stderr
        )
        return 1
    print(f"Built {target.name}/ in {time.monotonic() - start:.1f} s from {_holds(reading)}.")
    print(f"The home page is {target / 'index.html'}; `make serve` shows it in a browser.")
    return 0


def _stop(number: int, _frame: object) -> None:
    """End the program at a signal with the exit status that shells know it by, after every clean-up."""
    sys.exit(128 + number)


def _of_the_language(root: Path) -> list[Problem]:
    from stickingpoints.build.mkdocs_hooks import read_site  # noqa: PLC0415
    from stickingpoints.i18n.catalog import untranslated  # noqa: PLC0415  as above

    return untranslated(root, read_site(root / "mkdocs.yml").language)


def _pdf(options: argparse.Namespace) -> int:
    from stickingpoints.build.edition import load, pdf  # noqa: PLC0415  as above
    from stickingpoints.build.mkdocs_hooks import read_site  # noqa: PLC0415
    from stickingpoints.pdf.typeset import is_ours  # noqa: PLC0415

    site = read_site(options.root / "mkdocs.yml")
    target = options.to or Path(f"{site.slug}.pdf")
    keep_others_file(target, is_ours, "a PDF")
    return _written({target: pdf(load(options.root, site), options.paper)})


def _export(options: argparse.Namespace) -> int:
    from stickingpoints.build.edition import edition, load, open_data  # noqa: PLC0415  as above
    from stickingpoints.build.mkdocs_hooks import read_site  # noqa: PLC0415
    from stickingpoints.exports import is_export  # noqa: PLC0415

    keep_others_folder(options.to, is_export, "an earlier export")
    content = load(options.root, read_site(options.root / "mkdocs.yml"))
    files = edition(content, open_data(content)).files
    return _written({options.to / address: data for address, data in files.items()})


def _written(files: Mapping[Path, bytes]) -> int:
    write(files)
    print(f"Wrote {next(iter(files)) if len(files) == 1 else f'{len(files)} files'}")
    return 0


def _schema(options: argparse.Namespace) -> int:
    from stickingpoints.exports.json_schema import editing_schema_bytes, is_editing_schema  # noqa: PLC0415  as above

    keep_others_file(options.to, is_editing_schema, "a schema")
    write({options.to: editing_schema_bytes()})
    return 0


def _words(options: argparse.Namespace) -> int:
    from stickingpoints.i18n.catalog import read_language, renew, untranslated  # noqa: PLC0415  as above

    path = renew(options.root, options.code)
    print(f"Wrote {path}")
    _print(untranslated(options.root, read_language(options.root, options.code)))
    return 0


def _review(options: argparse.Namespace) -> int:
    from stickingpoints.build.mkdocs_hooks import read_site  # noqa: PLC0415
    from stickingpoints.checks.overdue import markdown, overdue  # noqa: PLC0415  as above

    today = options.today or datetime.datetime.now(datetime.UTC).date()
    site, dataset = read_site(options.root / "mkdocs.yml"), read(options.root / "data").sound()
    text = markdown(overdue(dataset, today), site, today)
    if text:
        print(text, end="")
    else:  # on stderr, so that no list is an empty file
        print(f"No issue is past its review date as of {today}.", file=sys.stderr)
    return 0


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{text}" is not a day; write it as 2025-11-25') from None


def _fields(options: argparse.Namespace) -> int:
    from stickingpoints.build import reference_tables as fields  # noqa: PLC0415  as above

    renewed = fields.renew(
        options.to, {"fields": fields.fields(), "commands": fields.commands(_parser())}
    )
    if not options.check:
        return _written({options.to: renewed.encode()})
    if renewed != read_text(options.to, display_path(options.to)):
        print(
            f"{options.to}: the tables of fields and commands are not up to date; run make fields, and commit what it changes"
        )
        return 1
    return 0


def _print(problems: Iterable[Problem]) -> None:
    for problem in problems:
        print(problem)


def _holds(reading: Reading) -> str:
    dataset = reading.sound()
    return (
        f"{len(dataset.issues)} issues, {len(dataset.parties)} parties, {dataset.position_count} positions, "
        f"{dataset.statement_count} statements, {len(dataset.sources)} sources"
    )


if __name__ == "__main__":
    sys.exit(main())
