"""Work that is shared between processes: in whichever it is done, the results are the same."""

from __future__ import annotations

import copy
import os
import subprocess
import sys
from pathlib import Path

import pytest

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


TYPESETTING = """
import sys
from pathlib import Path
from small import small_project
from stickingpoints.build.documents import documents, pdf
from stickingpoints.build.edition import load
from stickingpoints.build.mkdocs_hooks import read_site
from stickingpoints.build.steps import silent
from stickingpoints.cache import NO_CACHE
from stickingpoints.reading.project import in_folder

project = in_folder(small_project(Path(sys.argv[1])).root)
content = load(project, read_site(project.settings))
pdf(content, "a4")
print(len(documents(content, "", silent, NO_CACHE)))
"""


@pytest.mark.slow
def test_a_process_that_has_set_a_pdf_can_set_everything_again(tmp_path: Path) -> None:
    """Typst leaves threads behind, for which a forked process would wait for ever."""
    done = subprocess.run(
        [sys.executable, "-c", TYPESETTING, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert int(done.stdout) > 0


VOLUME = """
import sys
from pathlib import Path
from small import small_project
from stickingpoints.model.addresses import Site
from stickingpoints.pdf import typeset
from stickingpoints.reading.project import in_folder
from stickingpoints.reading.load import read

dataset = read(in_folder(small_project(Path(sys.argv[1])).root).data).sound()
print(len(typeset.volume(dataset, Site("Talks"), b"{}")))
"""


@pytest.mark.slow
def test_a_program_without_a_guard_sets_a_volume(tmp_path: Path) -> None:
    """It is not run again in the process that sets the volume, as one of multiprocessing would."""
    program = tmp_path / "program.py"
    program.write_text(VOLUME, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, program, tmp_path / "project"],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(done.stdout) > 0
