"""What may happen to a build: it is killed, the disk is full, there is no network, it is 2040.

Each is begun in the process of the build, before the program runs; see `warm_program.call`.
"""

from __future__ import annotations

import datetime
import itertools
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

_CHANGES = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "os.truncate"}


def killed_before(change: str) -> None:
    """Kill the process before it changes the disk for the n-th time, counted from 1."""
    numbers = itertools.count(1)

    def kill(_: str) -> None:
        if next(numbers) == int(change):
            os.kill(os.getpid(), signal.SIGKILL)

    _before_each_change(kill)


def killed_after(seconds: str) -> None:
    """End the process after some seconds, wherever it is: nobody handles the signal."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, float(seconds))


def noted_in(path: str) -> None:
    """Append the name of each change of the disk to a file, a line each."""
    notes = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    _before_each_change(lambda name: os.write(notes, f"{name}\n".encode()))


def full_after(size: str) -> None:
    """Let no file become larger than `size` bytes: writing fails, as it does on a full disk."""
    import resource  # which Windows has not

    resource.setrlimit(resource.RLIMIT_FSIZE, (int(size), int(size)))


def without_network(_: str) -> None:
    """Raise RuntimeError at whatever is done with a socket."""
    sys.addaudithook(_refuse_sockets)


def at_the_time(moment: str) -> None:
    """Let the clock go on from another moment (ISO 8601), in this process and in what it forks."""
    import time_machine

    time_machine.travel(datetime.datetime.fromisoformat(moment), tick=True).start()


def without_the_rule_against_html(_: str) -> None:
    """Let texts of the data pass the check whatever markup is in them."""
    from stickingpoints.text import prose

    prose.faults = lambda text: iter(())  # noqa: ARG005  called by that name


def _refuse_sockets(name: str, _: object) -> None:
    if name.startswith("socket."):
        raise RuntimeError(f"the network was used: {name}")


def _before_each_change(act: Callable[[str], object]) -> None:
    """Act before this process changes the disk (PEP 578); its children do so unheard."""
    process = os.getpid()

    def hear(name: str, arguments: tuple[Any, ...]) -> None:
        is_change = name in _CHANGES or (name == "open" and _is_writing(*arguments))
        if is_change and os.getpid() == process:
            act(name)

    sys.addaudithook(hear)


def _is_writing(path: object, _mode: object, flags: int) -> bool:
    is_named = isinstance(path, (str, bytes, Path))  # others are open already
    return is_named and bool(flags & (os.O_WRONLY | os.O_RDWR))
