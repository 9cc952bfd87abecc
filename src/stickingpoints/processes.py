"""How the program uses the machine: every core of it, and its memory without too much tidying."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from typing import Any, TypeVar

Result = TypeVar("Result")

_FEW = 50  # tasks that take less time than it takes to begin a process
_MOST_AT_ONCE = 1_000
"""How many tasks a process works on: what they return is in memory twice while it is sent."""


def collect_rarely() -> None:
    """Let Python look for unused objects less often, in the whole process.

    A dataset is many objects that all stay: looking through them again and again takes as long as
    reading them. A program calls this when it begins; a library must not.
    """
    gc.set_threshold(100_000, 50, 100)


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Let Python look for no unused objects during what leaves none, such as reading.

    Looking took a quarter of the time that ten thousand issues take to read. Afterwards it looks
    as it did before.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def results(tasks: Sequence[Callable[[], Result]], *, few: int = _FEW) -> list[Result]:
    """Return what each task returns, in the order of the tasks.

    The tasks must not depend on each other, and what they return must be something that `pickle`
    takes. Fewer than `few` of them are not worth another process. If several raise, one of the
    exceptions is raised here.
    """
    processes = _processes_for(len(tasks), few)
    if processes == 1:
        return [task() for task in tasks]
    returned: list[Result] = []
    at_once = processes * _MOST_AT_ONCE
    for start in range(0, len(tasks), at_once):
        returned += _shared(tasks[start : start + at_once], processes)
    return returned


def _processes_for(tasks: int, few: int) -> int:
    """Return how many processes work on so many tasks.

    One only where a process cannot begin with the memory of this one, as on Windows, and where
    other threads run, which may hold a lock at that moment.
    """
    can_fork = "fork" in multiprocessing.get_all_start_methods()
    if tasks < few or not can_fork or threading.active_count() > 1:
        return 1
    return _cores()


def _cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _shared(tasks: Sequence[Callable[[], Result]], processes: int) -> list[Result]:
    """Return what the tasks return; of three processes, each has every third task."""
    receivers = [_begun(tasks[number::processes]) for number in range(1, processes)]
    # This process works on its share while the others work on theirs.
    shares = [[task() for task in tasks[::processes]]]
    shares += map(_received, receivers)
    return [shares[number % processes][number // processes] for number in range(len(tasks))]


def _begun(tasks: Sequence[Callable[[], Result]]) -> Connection:
    """Begin a process that works on tasks; return from where its results come."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    context.Process(target=_send_results, args=(tasks, sender), daemon=True).start()
    sender.close()  # so that the end of the other process is the end of what can be received
    return receiver


def _send_results(tasks: Sequence[Callable[[], object]], sender: Connection) -> None:
    """Send what the tasks return, or the exception of the first that raises."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the first process, which says so
    answer: object
    try:
        answer = [task() for task in tasks]
    except Exception as error:  # noqa: BLE001  it is raised where the tasks come from
        answer = error
    with suppress(BrokenPipeError):  # nobody is left to hear it
        sender.send(answer)


def _received(receiver: Connection) -> list[Any]:
    """Return what another process has sent; raises the exception if it has sent one."""
    answer: list[Any] | Exception = receiver.recv()
    if isinstance(answer, Exception):
        raise answer
    return answer
