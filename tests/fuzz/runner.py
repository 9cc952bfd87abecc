"""Runs commands on mutants, and keeps whatever ends in anything but an answer.

    python -m fuzz.runner --seconds 600 --seed 7 --to fuzz-findings

Every finding is a folder: the mutant, what it was made of, the call, and what was printed. The same
seed gives the same runs, as many of them as there is time for.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import re
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from fuzz.comments import fault_of_posting
from fuzz.forms import fault_of_opening, fault_of_sending
from fuzz.inputs import (
    DATA,
    INPUTS,
    OPENED,
    POSTED,
    PREVIEWED,
    PROJECTS,
    PUSHED,
    SENT,
    Command,
    Input,
    project,
)
from fuzz.mutations import mutant
from fuzz.patches import fault_of_patch
from fuzz.previews import fault_of_preview
from stickingpoints import cli
from stickingpoints.cache import FOLDER_VARIABLE

LONGEST_SECONDS = 60
"""How long a command may take on a machine that does other things as well."""

SLOW_SHARE = 0.02
"""In how many runs of a file one of the commands that take seconds has its turn."""

_LARGEST_MEMORY = 4 * 1024**3
_STATUSES = (0, 1, 2)
_ORDER = re.compile(r"^::|##\[", re.MULTILINE)
_PLACE = re.compile(r"^[^\n]+:\d+:\d+: ", re.MULTILINE)
_CALLED = re.compile(
    r"(?<![\\\u200b;&])@\w"
    r"|(?<!\\)<(?!/?sub>|/?details>|/?summary>|br>|/?ins>|/?del>|!-- )[a-z/!]"
)


class TookTooLongError(BaseException):
    """A command was still running after the longest time."""


@dataclass(frozen=True)
class Answer:
    """How a command ended, and what it printed."""

    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Finding:
    """A run that did not end as it should."""

    name: str
    file: str
    command: Command
    data: bytes
    reason: str


def answer(command: Command) -> Answer:
    """Return how a command ends in the working folder; a traceback has status 70."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), _time_limit():
        try:
            status = cli.main(command)
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 70
        except (Exception, TookTooLongError):  # noqa: BLE001  what is looked for
            err.write(traceback.format_exc())
            status = 70
    return Answer(status, _printed(out), _printed(err))


def _printed(stream: io.TextIOWrapper) -> str:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode("utf-8", errors="replace")


@contextlib.contextmanager
def _time_limit() -> Iterator[None]:
    """Raise TookTooLongError in whatever takes too long."""

    def stop(*_: object) -> None:
        raise TookTooLongError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(LONGEST_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def fault(file: str, command: Command) -> str:
    """Return what is wrong with how a command ends in the working folder, "" if nothing is.

    `file` may be anything.
    """
    if command in _PARTS:
        return _fault_of_part(_PARTS[command], Path(file))
    ended = answer(command)
    printed = f"{ended.out[-4000:]}\n{ended.err[-6000:]}"
    for reason, is_wrong in _FAULTS:
        if is_wrong(command, ended):
            return f"status {ended.status}, {reason}\n{printed}"
    if command == ("fmt",) and file == DATA and ended.status == 0:
        return _fault_of_formatting()
    return ""


_PARTS: Mapping[Command, Callable[[Path], str]] = {
    OPENED: fault_of_opening,
    POSTED: fault_of_posting,
    PREVIEWED: fault_of_preview,
    PUSHED: fault_of_patch,
    SENT: fault_of_sending,
}
"""What is no call of the program: each returns what is wrong with how a file is answered."""


def _fault_of_part(part: Callable[[Path], str], file: Path) -> str:
    try:
        with _time_limit():
            return part(file)
    except (Exception, TookTooLongError):  # noqa: BLE001  what is looked for
        return traceback.format_exc()


def _is_no_answer(_: Command, ended: Answer) -> bool:
    return ended.status not in _STATUSES or "Traceback (most recent" in ended.err + ended.out


def _is_silent(_: Command, ended: Answer) -> bool:
    return ended.status != 0 and not (ended.out + ended.err).strip()


def _commands_the_runner(command: Command, ended: Answer) -> bool:
    """Return whether a line is an order to the machine of a forge, which are for it alone."""
    return command[-1] not in ("github", "--suggest") and bool(_ORDER.search(ended.out + ended.err))


def _names_no_place(command: Command, ended: Answer) -> bool:
    text = ended.out + ended.err
    return command == ("check",) and ended.status == 1 and not _PLACE.search(text)


def _calls_somebody(command: Command, ended: Answer) -> bool:
    """Return whether the comment of a pull request would have a mention or an element."""
    return command[-1] == "markdown" and bool(_CALLED.search(ended.out))


_FAULTS = (
    ("not an answer", _is_no_answer),
    ("without a word", _is_silent),
    ("with an order to the machine", _commands_the_runner),
    ("with no place in a file", _names_no_place),
    ("with markup in the comment", _calls_somebody),
)


def _fault_of_formatting() -> str:
    """Return what is wrong with data that was just formatted: that it is not."""
    again = answer(("fmt", "--check"))
    if again.status == 0:
        return ""
    return f"formatted, and not formatted\n{again.out}\n{again.err}"


def run(random: Random, name: str, place: Input, base: Path) -> Finding | None:
    """Change a file of a project, and run one of its commands; return what went wrong."""
    slow = bool(place.slow) and (not place.commands or random.random() < SLOW_SHARE)
    command = random.choice(place.slow if slow else place.commands)
    data = mutant((base / place.file).read_bytes(), random)
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "project"
        shutil.copytree(base, root)
        (root / place.file).write_bytes(data)
        with contextlib.chdir(root):
            reason = fault(place.file, command)
    if not reason:
        return None
    return Finding(name, place.file, command, data, reason)


def findings(
    seed: int, runs: Iterable[object], inputs: Sequence[Input], names: Sequence[str]
) -> Iterator[Finding]:
    """Yield what goes wrong in as many runs as `runs` has items, on files of the named projects."""
    random = Random(seed)  # noqa: S311  the same for the same seed, on purpose
    with tempfile.TemporaryDirectory() as scratch:
        bases = {}
        for name in names:
            bases[name] = Path(scratch) / name
            project(bases[name], name)
        for _ in runs:
            name = random.choice(names)
            there = [place for place in inputs if (bases[name] / place.file).exists()]
            found = run(random, name, random.choice(there), bases[name])
            if found:
                yield found


def keep(found: Finding, folder: Path) -> None:
    """Write a finding into a folder."""
    folder.mkdir(parents=True)
    (folder / Path(found.file).name).write_bytes(found.data)
    facts = {"project": found.name, "file": found.file, "command": found.command}
    (folder / "run.json").write_text(json.dumps(facts, indent=1), "utf-8")
    (folder / "reason.txt").write_text(found.reason, "utf-8")


def _until(deadline: float) -> Iterator[int]:
    """Yield numbers until a moment of the monotonic clock."""
    number = 0
    while time.monotonic() < deadline:
        number += 1
        yield number
    print(f"{number:,} runs", flush=True)


def main() -> int:
    """Run for as long as asked for; return 1 if anything was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=int.from_bytes(os.urandom(4), "big"))
    parser.add_argument("--to", type=Path, default=Path("fuzz-findings"))
    chosen = parser.parse_args()
    print(f"seed {chosen.seed}", flush=True)
    resource.setrlimit(resource.RLIMIT_AS, (_LARGEST_MEMORY, resource.RLIM_INFINITY))
    folder = chosen.to.resolve() / str(chosen.seed)
    with tempfile.TemporaryDirectory() as cache:
        os.environ[FOLDER_VARIABLE] = cache
        return _search(chosen.seed, chosen.seconds, folder)


def _search(seed: int, seconds: float, folder: Path) -> int:
    """Keep every finding in a folder, and print a line for each; return 1 if there is one."""
    number = 0
    for found in findings(seed, _until(time.monotonic() + seconds), INPUTS, PROJECTS):
        number += 1
        keep(found, folder / str(number))
        last = found.reason.strip().splitlines()[-1]
        print(
            f"{folder / str(number)}: {found.file}, {' '.join(found.command)}: {last}", flush=True
        )
    return 1 if number else 0


if __name__ == "__main__":
    sys.exit(main())
