"""The program in a process of its own, without the second that it takes to load.

One process loads it and then forks for each call, so that calls share nothing but what was loaded.
It has no threads, as a process that forks must not; a test process with a browser has some.
"""

from __future__ import annotations

import atexit
import importlib
import json
import os
import pkgutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import troubles

PROGRAMS = ("stickingpoints", "mkdocs")
NOT_LOADED = ("stickingpoints.__main__",)  # it calls the program


def call(
    program: str, *arguments: str, folder: Path, trouble: tuple[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Call one of the programs in a folder, and return its status and what it printed.

    `trouble` is what happens to it: the name of a function of `troubles.py`, and its argument.
    """
    assert program in PROGRAMS
    with tempfile.TemporaryDirectory() as printed:
        out, err = Path(printed, "out"), Path(printed, "err")
        request = {
            "program": program,
            "arguments": arguments,
            "folder": str(folder),
            "trouble": trouble,
            "environment": dict(os.environ),
            "out": str(out),
            "err": str(err),
        }
        status = _answer(json.dumps(request))
        texts = (path.read_text(encoding="utf-8", errors="replace") for path in (out, err))
        return subprocess.CompletedProcess([program, *arguments], status, *texts)


def _answer(request: str) -> int:
    """Send a line to the loaded process, and return the status that it answers with."""
    process = _loaded()
    assert process.stdin and process.stdout
    process.stdin.write(f"{request}\n")
    process.stdin.flush()
    return int(process.stdout.readline())


@cache
def _loaded() -> subprocess.Popen[str]:
    """Start the process that loads the programs; it ends with this one."""
    process = subprocess.Popen(
        [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    atexit.register(process.communicate)
    return process


def main() -> None:
    """Load the programs; then run each call that is read in a fork, and print its status."""
    entries = {"stickingpoints": _stickingpoints(), "mkdocs": _mkdocs()}
    for line in sys.stdin:
        request = json.loads(line)
        child = os.fork()
        if child == 0:
            _run(entries[request["program"]], request)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _stickingpoints() -> Callable[[list[str]], int]:
    """Load every module of the program, and return its entry."""
    package = importlib.import_module("stickingpoints")
    for module in pkgutil.walk_packages(package.__path__, "stickingpoints."):
        if module.name not in NOT_LOADED:
            importlib.import_module(module.name)
    entry: Callable[[list[str]], int] = importlib.import_module("stickingpoints.cli").main
    return entry


def _mkdocs() -> Callable[[list[str]], int]:
    """Load what MkDocs needs for a build, and return its entry."""
    for name in ("mkdocs.commands.build", "material.plugins.search.plugin"):
        importlib.import_module(name)
    entry: Callable[[list[str]], int] = importlib.import_module("mkdocs.__main__").cli.main
    return entry


def _run(entry: Callable[[list[str]], int], request: Mapping[str, Any]) -> None:
    """Run a call as a process of its own would, and end the process; never returns."""
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"])
    for stream, name in ((sys.stdout, "out"), (sys.stderr, "err")):
        target = os.open(request[name], os.O_WRONLY | os.O_CREAT)
        os.dup2(target, stream.fileno())
    status = 70
    if request["trouble"]:
        name, argument = request["trouble"]
        getattr(troubles, name)(argument)
    try:
        status = entry(request["arguments"])
    except SystemExit as end:
        status = int(end.code or 0)
    except BaseException:  # noqa: BLE001  printed as Python does
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    main()
