"""Runs commands on hostile projects and prints the results as JSON.

Each runs in a child process that is stopped if it takes too much of the machine. The program is
imported once and forked for each command, since importing takes longer than most commands. Started
by `test_hostile.py`, never imported by a test: a process with threads must not fork.

    python -m hostile.runner [--every-command]
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import io
import json
import os
import resource
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from operator import attrgetter
from pathlib import Path

from hostile import corpus
from stickingpoints import cli

# Generous: what is promised is five seconds and 500 MB, on a machine that does nothing else.
CPU_SECONDS = 30
MEMORY = 800 * 1024 * 1024
WALL_SECONDS = 240


def main(arguments: list[str]) -> None:
    """Run on every case its commands, or every command; print one JSON object a run."""
    commands_of: Callable[[corpus.Case], tuple[corpus.Command, ...]] = attrgetter("commands")
    if arguments == ["--every-command"]:
        commands_of = attrgetter("all_commands")
    warm_up()
    for case in corpus.cases():
        for command in commands_of(case):
            print(
                json.dumps({"case": case.name, "command": " ".join(command), **run(case, command)}),
                flush=True,
            )


def warm_up() -> None:
    """Run every command once, so that the children inherit what it imports and compiles.

    The PDF is left out: it would start threads.
    """
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "project"
        corpus.sound_project(root)
        sink = io.StringIO()
        with (
            contextlib.chdir(root),
            contextlib.redirect_stdout(sink),
            contextlib.redirect_stderr(sink),
        ):
            for command in (*corpus.ON_SOUND_DATA, corpus.WORDS):
                cli.main(command)
    importlib.import_module("stickingpoints.pdf.typeset")
    gc.freeze()  # so that the collector of a child does not copy all of it


def run(case: corpus.Case, command: tuple[str, ...]) -> dict[str, object]:
    """Run one command in a fresh project of a case.

    Return its exit status, output, CPU seconds and memory.
    """
    with tempfile.TemporaryDirectory() as scratch:
        root, out = Path(scratch) / "project", Path(scratch) / "out"
        corpus.sound_project(root)
        case.spoil(root)
        child = os.fork()
        if child == 0:
            child_main(root, out, case, command)
        _, status, used = os.wait4(child, 0)
        return {
            "status": os.waitstatus_to_exitcode(status),
            "output": out.read_bytes().decode(errors="backslashreplace"),
            "cpu": used.ru_utime + used.ru_stime,
            "megabytes": used.ru_maxrss // 1024,
        }


def child_main(root: Path, out: Path, case: corpus.Case, command: tuple[str, ...]) -> None:
    """Run a command and end the process; never returns."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (virtual_memory() + MEMORY, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(WALL_SECONDS)
    os.chdir(root)
    os.environ.pop("GITHUB_STEP_SUMMARY", None)
    os.environ.pop("SOURCE_DATE_EPOCH", None)
    os.environ.update(
        {name: value.replace("{root}", str(root)) for name, value in case.environment.items()}
    )
    target = os.open(out, os.O_WRONLY | os.O_CREAT)
    os.dup2(target, sys.stdout.fileno())
    os.dup2(target, sys.stderr.fileno())
    status = 70
    try:
        status = cli.main(command)
    except SystemExit as error:
        status = (
            error.code if isinstance(error.code, int) else 1
        )  # argparse ends the process itself
    except BaseException:  # noqa: BLE001  what the test looks for
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def virtual_memory() -> int:
    """Return the address space that this process has taken, in bytes."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    main(sys.argv[1:])
    shutil.rmtree(corpus.SOUND, ignore_errors=True)
