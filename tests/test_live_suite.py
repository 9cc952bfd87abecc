"""Every valid edit keeps the tests of live content green, whatever the content is about."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

import stickingpoints
from conftest import ROOT, Project

pytestmark = pytest.mark.proof
NEW_STATEMENT = """        statements:
          - date: 2031-05-12
            summary: In the mill, Upland refused every change to the height of the lake.
            stance: rejects
            attribution: on-record
            stated_by: Speaker of Upland, in the mill
            citations:
              - source: mill-notes
                quote: We left the mill with our view of the height of the lake.
                speaker: Speaker of Upland
                quote_kind: speaker
"""
NEW_SOURCE = """sources:
  - id: mill-notes
    title: Notes from the mill
    publisher: Shore Courier
    kind: news-report
    url: https://shore.example/mill
    published: 2031-05-12
    accessed: 2031-05-21

"""
NEW_EVENT = """events:
  - id: meeting-in-the-mill
    date: 2031-05-12
    title: The parties meet in the mill
    place: The mill
    outcome: They agreed on nothing.
    citations:
      - source: mill-notes
"""
WITHDRAWN = """
            withdrawn:
              date: 2031-05-20
              reason: The paper took it back.
"""


def move_the_record_on(project: Project) -> None:
    project.replace("data/issues.yaml", "as_of: 2031-05-20", "as_of: 2031-05-21")


def take_the_lead_off_an_issue(project: Project) -> None:
    project.replace("data/issues.yaml", "    lead: true\n", "")


def add_a_source_and_a_statement(project: Project) -> None:
    project.replace("data/issues.yaml", "sources:\n", NEW_SOURCE)
    project.replace("data/issues.yaml", "        statements:\n", NEW_STATEMENT)


def withdraw_a_statement(project: Project) -> None:
    line = "            stated_by: Speaker of Upland, in the granary"
    project.replace("data/issues.yaml", line, line + WITHDRAWN.rstrip("\n"))


def reword_a_question(project: Project) -> None:
    old = "At what height should the lake be kept?"
    project.replace("data/issues.yaml", old, "How high should the lake be?")


def change_a_status(project: Project) -> None:
    project.replace("data/issues.yaml", "    status: proposed\n", "    status: disputed\n")


def rename_a_party(project: Project) -> None:
    project.replace("data/issues.yaml", "    name: Delta Cities\n", "    name: Cities\n")


def remove_a_term(project: Project) -> None:
    file = project.root / "data" / "issues.yaml"
    text = file.read_text("utf-8")
    start = text.index("\n  - id:", text.index("\nglossary:"))
    end = text.index("\n  - id:", start + 1)
    file.write_text(text[:start] + text[end:], encoding="utf-8")


def add_an_event(project: Project) -> None:
    project.replace("data/issues.yaml", "events:\n", NEW_EVENT)


def write_a_page_anew(project: Project) -> None:
    text = "# About\n\nAn invented lake.\n\n## Who writes it\n\nNobody.\n"
    (project.root / "docs" / "about.md").write_text(text, encoding="utf-8")


EDITS: list[Callable[[Project], None]] = [
    move_the_record_on,
    take_the_lead_off_an_issue,
    add_a_source_and_a_statement,
    withdraw_a_statement,
    reword_a_question,
    change_a_status,
    rename_a_party,
    remove_a_term,
    add_an_event,
    write_a_page_anew,
]


@pytest.fixture
def edited(lake: Project) -> Project:
    """Return the talks at the lake after every edit, each valid after those before it."""
    for edit in EDITS:
        edit(lake)
        problems = stickingpoints.check(lake.root / "data")
        errors = [str(problem) for problem in problems if problem.severity == "error"]
        assert errors == [], edit.__name__
    return lake


def run_live_suite(project: Project) -> subprocess.CompletedProcess[str]:
    """Run the tests of live content on a project."""
    command = [sys.executable, "-m", "pytest", "-n", "0", "tests/live"]
    return subprocess.run(
        [*command, "--project", str(project.root)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_passes_after_edits_of_every_kind(edited: Project) -> None:
    """On other talks than ours, the day, the lead, records of each kind and a page may change."""
    done = run_live_suite(edited)
    assert done.returncode == 0, done.stdout
    assert "5 passed" in done.stdout


def test_it_fails_where_the_content_does(lake: Project) -> None:
    """A link that leads nowhere and an error of the check are both reported."""
    page = lake.root / "docs" / "about.md"
    page.write_text("# About\n\n[Gone](#gone)\n", encoding="utf-8")
    lake.replace("data/issues.yaml", "  - source: courier-1", "  - source: courier-99")
    done = run_live_suite(lake)
    assert done.returncode == 1, done.stdout
    assert "courier-99" in done.stdout
