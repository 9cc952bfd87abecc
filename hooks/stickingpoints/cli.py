"""The command `stickingpoints`: check the data, build everything, write the schema."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from stickingpoints.problems import Problem
from stickingpoints.reading import Reading, read


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit status: 0 done, 1 the content or the build is at fault, 2 a wrong call."""
    options = _parser().parse_args(arguments)
    return int(options.run(options))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="stickingpoints", description="Explainer microsites for stuck negotiations.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="read the data and print every problem with file, line and column")
    check.add_argument("--data", type=Path, default=Path("data"), help="the folder of the data (default: data)")
    check.set_defaults(run=_check)
    build = commands.add_parser("build", help="build the site and every edition into site/")
    build.add_argument("--root", type=Path, default=Path(), help="the project's folder, where mkdocs.yml stands (default: this one)")
    build.add_argument("--site", type=Path, default=None, help="the folder to build into (default: site in the project's folder)")
    build.set_defaults(run=_build)
    schema = commands.add_parser("schema", help="write the JSON Schema that editors check the data with")
    schema.add_argument("--to", type=Path, default=Path("schema/stickingpoints.schema.json"), help="the file to write")
    schema.set_defaults(run=_schema)
    return parser


def _check(options: argparse.Namespace) -> int:
    reading = read(options.data)
    _print(reading.problems)
    if reading.errors:
        print(f"{len(reading.errors)} errors, {len(reading.warnings)} warnings")
        return 1
    print(f"{_holds(reading)}: no errors, {len(reading.warnings)} warnings")
    return 0


def _build(options: argparse.Namespace) -> int:
    from stickingpoints.building import BuildError, build  # noqa: PLC0415  `check` must start fast

    start = time.monotonic()
    reading = read(options.root / "data")
    _print(reading.problems)
    if reading.errors:
        print(f"{len(reading.errors)} errors: nothing was built, and what was built before is untouched.")
        return 1
    target = (options.site or options.root / "site").resolve()
    try:
        build(options.root.resolve(), target, reading.sound().as_of)
    except BuildError as error:
        print(f"{error}\nNothing was built, and what was built before is untouched.", file=sys.stderr)
        return 1
    print(f"Built {target.name}/ in {time.monotonic() - start:.1f} s from {_holds(reading)}.")
    print(f"Open {target / 'index.html'} through a web server; `make serve` starts one.")
    return 0


def _schema(options: argparse.Namespace) -> int:
    from stickingpoints.exports.schema import editing_schema_bytes  # noqa: PLC0415  as above

    options.to.parent.mkdir(parents=True, exist_ok=True)
    options.to.write_bytes(editing_schema_bytes())
    return 0


def _print(problems: Sequence[Problem]) -> None:
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
