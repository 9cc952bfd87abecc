"""Work that is shared between processes: in whichever it is done, the results are the same."""

from __future__ import annotations

import copy
import subprocess
import sys

from stickingpoints.problems import ContentError, Place, Problem

# In a process of its own: one with threads, as that of a test, does not fork.
PROGRAM = """
from functools import partial
from stickingpoints import processes

def doubled(number):
    if number == {faulty}:
        raise ValueError(f"no such number: {{number}}")
    return 2 * number

processes._cores = lambda: 3
try:
    print(processes.results([partial(doubled, number) for number in range(3_500)]))
except ValueError as error:
    print(error)
"""


def printed(faulty: int) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(faulty=faulty)],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_results_come_in_the_order_of_the_tasks() -> None:
    assert printed(faulty=-1) == str(list(range(0, 7_000, 2)))


def test_a_fault_in_another_process_is_raised_in_the_first() -> None:
    assert printed(faulty=3_400) == "no such number: 3400"


def test_an_error_of_the_content_says_the_same_in_every_process() -> None:
    error = ContentError([Problem(Place("data/issues.yaml", 7, 3, 7), "no-glyph", "", "no font")])
    received = copy.copy(error)  # in the way in which it is sent
    assert str(received) == str(error)
    assert received.problems == error.problems
