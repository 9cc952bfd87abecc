"""Build talks of several sizes with this generator and with others, and weigh what comes out.

    python benchmarks/builds.py --sizes 12,100,1000 --rounds 3 --beside FOLDER

Prints the tables of benchmarks/builds.md. The others get the very same words: the Markdown that
`stickingpoints export markdown` writes. `--beside` is the `bin` of the environment that has them
(requirements-bench.txt). Each build is a process of its own, and the rounds take turns, so that
what else the machine does is shared. Every measurement is kept at once in `--work`, with the
projects: an interrupted run goes on where it was, and `--sizes 10000 --only ours` adds to it.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from cases import BIN, Case, prepare
from weighing import Weight, weighed

ROOT = Path(__file__).parent.parent
LARGEST_PDF = 40
"""Of more issues there is one document for each topic, set by a whole build."""


@dataclass(frozen=True)
class Program:
    """What is measured: its command for a size, and where its site is then, if it makes one."""

    name: str
    command: Callable[[Case], list[str]]
    site: Callable[[Case], Path] | None = None
    largest: int = 10_000
    ours: bool = True
    keeps: str = ""
    """The program whose cache is kept from its run before; else there is none."""


@dataclass(frozen=True)
class Measured:
    """One run of a program: seconds of wall clock and of processor, peak memory in bytes."""

    issues: int
    program: str
    round: int
    seconds: float
    processor: float
    memory: int


def main() -> None:
    """Measure what has not been measured yet, and print the tables."""
    options = _options()
    results = Results(options.work / "results.jsonl")
    for size in map(int, options.sizes.split(",")):
        case = Case(size, options.work / str(size), options.beside)
        programs = list(_programs(case, only=options.only))
        prepare(case, needs_peers=not all(program.ours for program in programs))
        for number in range(options.rounds):
            for program in programs:
                _measure(program, case, number, results)
    _print_tables(results)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", default="12,100,1000", help="how many issues, with commas")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="", help="begin of the names of what is measured: ours")
    parser.add_argument("--beside", type=Path, default=BIN, help="where mkdocs, zensical, hugo are")
    parser.add_argument("--work", type=Path, default=ROOT / "benchmarks" / "measured")
    return parser.parse_args()


def _programs(case: Case, only: str) -> Iterator[Program]:
    """Yield what is measured at a size."""
    for program in PROGRAMS:
        if case.issues <= program.largest and program.name.startswith(only):
            yield program


def _in_ours(name: str, *arguments: str) -> Callable[[Case], list[str]]:
    """Return the command of our program on the project; {site} is the folder that it writes."""

    def command(case: Case) -> list[str]:
        filled = [argument.format(site=case.site(name)) for argument in arguments]
        return [str(BIN / "stickingpoints"), *filled, "--root", str(case.project)]

    return command


def _mkdocs(
    program: Callable[[Case], Path], name: str, source: str, *more: str
) -> Callable[[Case], list[str]]:
    """Return the command of MkDocs, or of its like, on one of the folders of a case."""

    def command(case: Case) -> list[str]:
        settings = str(getattr(case, source) / "mkdocs.yml")
        build = [str(program(case)), "build", "--quiet", "--config-file", settings, *more]
        return [*build, "--site-dir", str(case.site(name))]

    return command


def _zensical(case: Case) -> list[str]:
    program = str(case.beside / "zensical")
    return [
        program,
        "build",
        "--clean",
        "--strict",
        "--config-file",
        str(case.markdown / "mkdocs.yml"),
    ]


def _hugo(case: Case) -> list[str]:
    target = str(case.site("hugo"))
    return [str(case.beside / "hugo"), "--quiet", "--source", str(case.hugo), "-d", target]


def _own_site(name: str) -> Callable[[Case], Path]:
    return lambda case: case.site(name)


PROGRAMS = (
    Program("ours, check", _in_ours("check", "check")),
    Program(
        "ours, pages and open data",
        _mkdocs(lambda _: BIN / "mkdocs", "pages", "project"),
        _own_site("pages"),
    ),
    Program(
        "ours, the same again",
        _mkdocs(lambda _: BIN / "mkdocs", "pages", "project"),
        _own_site("pages"),
        keeps="ours, pages and open data",
    ),
    Program(
        "ours, whole with PDF and pictures",
        _in_ours("whole", "build", "--to", "{site}"),
        _own_site("whole"),
        largest=LARGEST_PDF,
    ),
    Program("ours, PDF", _in_ours("pdf", "pdf", "--to", "{site}.pdf"), largest=LARGEST_PDF),
    Program(
        "MkDocs with Material",
        _mkdocs(lambda case: case.beside / "mkdocs", "material", "markdown", "--strict"),
        _own_site("material"),
        largest=1000,
        ours=False,
    ),
    Program(
        "ProperDocs with Material",
        _mkdocs(lambda case: case.beside / "properdocs", "properdocs", "markdown", "--strict"),
        _own_site("properdocs"),
        largest=LARGEST_PDF,
        ours=False,
    ),
    Program("Zensical", _zensical, lambda case: case.markdown / "site", largest=1000, ours=False),
    Program("Hugo, bare theme", _hugo, _own_site("hugo"), largest=1000, ours=False),
    Program(
        "an empty site of Material",
        _mkdocs(lambda case: case.beside / "mkdocs", "nothing", "empty"),
        largest=12,
        ours=False,
    ),
)


class Results:
    """The measurements, one JSON object a line, of this run and those before it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.times: list[Measured] = []
        self.weights: list[Weight] = []
        if path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                self._take(json.loads(line))

    def _take(self, record: dict[str, float | int | str]) -> None:
        if "seconds" in record:
            self.times.append(Measured(**record))  # type: ignore[arg-type]
        else:
            self.weights.append(Weight(**record))  # type: ignore[arg-type]

    def add(self, result: Measured | Weight) -> None:
        """Keep a measurement, on the disk too."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(result)) + "\n")
        self._take(asdict(result))

    def has(self, issues: int, program: str, number: int) -> bool:
        """Return whether a round has been measured."""
        return any(
            (one.issues, one.program, one.round) == (issues, program, number) for one in self.times
        )

    def of(self, issues: int, program: str) -> Measured | None:
        """Return the medians of the rounds, None if there are none."""
        rounds = [one for one in self.times if (one.issues, one.program) == (issues, program)]
        if not rounds:
            return None
        return replace(
            rounds[0],
            round=len(rounds),
            seconds=statistics.median(one.seconds for one in rounds),
            processor=statistics.median(one.processor for one in rounds),
            memory=max(one.memory for one in rounds),
        )


def _measure(program: Program, case: Case, number: int, results: Results) -> None:
    """Run a program once, unless this round has been measured; weigh what it made."""
    if results.has(case.issues, program.name, number):
        return
    site = program.site(case) if program.site else None
    if site:
        shutil.rmtree(site, ignore_errors=True)
    if not program.keeps:
        shutil.rmtree(case.cache, ignore_errors=True)
    print(f"{case.issues:,} issues, round {number + 1}: {program.name} …", file=sys.stderr)
    results.add(
        replace(
            _run(program.command(case), case.cache),
            issues=case.issues,
            program=program.name,
            round=number,
        )
    )
    if site and number == 0 and not program.keeps:
        results.add(weighed(site, case.issues, program.name))


def _run(command: list[str], cache: Path) -> Measured:
    """Run a command and return what it took; raises SystemExit with its output if it fails."""
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "STICKINGPOINTS_CACHE": str(cache),
    }
    start = time.monotonic()
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment
    ) as process:
        assert process.stderr  # noqa: S101  it is a pipe
        said = process.stderr.read()
        # Of this child and those that it waited for, which getrusage would give of all together.
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - start
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}\n{said.decode()}")
    return Measured(0, "", 0, seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


def _print_tables(results: Results) -> None:
    print("| issues | what | seconds | processor | peak memory | to Material | to Zensical |")
    print("|---|---|---|---|---|---|---|")
    for issues in _sizes(results.times):
        for row in _time_rows(issues, results):
            print(row)
    print("\n| issues | what | site | files | largest page | first visit | before a first result |")
    print("|---|---|---|---|---|---|---|")
    for one in sorted(results.weights, key=lambda one: one.issues):
        print(_weight_row(one))


def _sizes(times: Iterable[Measured]) -> list[int]:
    return sorted({one.issues for one in times})


def _time_rows(issues: int, results: Results) -> Iterator[str]:
    medians = {program.name: results.of(issues, program.name) for program in PROGRAMS}
    for name, one in medians.items():
        if one:
            ratios = [
                _ratio(one, medians.get(peer)) for peer in ("MkDocs with Material", "Zensical")
            ]
            cells = [
                f"{issues:,}",
                name,
                f"{one.seconds:.1f}",
                f"{one.processor:.1f}",
                _size(one.memory),
            ]
            yield f"| {' | '.join([*cells, *ratios])} |"


def _ratio(one: Measured, other: Measured | None) -> str:
    return f"{one.seconds / other.seconds:.2f}" if other else ""


def _weight_row(one: Weight) -> str:
    sizes = map(_size, (one.largest_page, one.visit, one.search))
    cells = [f"{one.issues:,}", one.program, _size(one.site), f"{one.files:,}", *sizes]
    return f"| {' | '.join(cells)} |"


def _size(number: int) -> str:
    """Return a number of bytes in words."""
    if number >= 1_000_000:
        return f"{number / 1_000_000:.1f} MB"
    return f"{number / 1_000:.0f} kB" if number else ""


if __name__ == "__main__":
    main()
