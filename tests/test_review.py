"""The list of issues whose read-through is due."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from stickingpoints.checks.overdue import markdown, overdue
from stickingpoints.cli import main
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset
from stickingpoints.reading.load import read

BASE = Path(__file__).parent / "reading" / "base"
SITE = Site("Sel", "https://sel.example/")


@pytest.fixture(scope="module")
def invented() -> Dataset:
    """Return the invented data: two issues read in May 2031, due after 60 and after 90 days."""
    return read(BASE).sound()


def day(text: str) -> datetime.date:
    """Return a day."""
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2031-05-20", []),
        ("2031-07-19", []),
        ("2031-07-20", ["summer-share"]),
        ("2032-01-01", ["summer-share", "gauges"]),
    ],
)
def test_an_issue_is_overdue_from_the_day_after_it_is_due(
    invented: Dataset, today: str, expected: list[str]
) -> None:
    assert [entry.issue.id for entry in overdue(invented, day(today))] == expected


def test_the_list_says_what_since_when_and_where(invented: Dataset) -> None:
    listed = markdown(overdue(invented, day("2031-07-20")), SITE, day("2031-07-20"))
    assert listed.startswith("As of 20 July 2031, 1 issue is past the review date.\n")
    (row,) = [line for line in listed.splitlines() if "Summer share" in line]
    assert row.startswith(
        "| [Summer share](https://sel.example/issues/summer-share/) "
        "| 20 May 2031, every 60 days | 19 July 2031 | "
    )
    file, line = row.removesuffix(" |").rpartition("| ")[2].split(", line ")
    assert "last: 2031-05-20" in Path(file).read_text(encoding="utf-8").splitlines()[int(line) - 1]


def test_no_list_is_nothing_at_all() -> None:
    assert markdown([], SITE, day("2031-05-20")) == ""


def test_a_title_is_text_and_no_markup(invented: Dataset) -> None:
    """A title cannot link, shout, mention anybody, or break the table."""
    issue = invented.issues[0].model_copy(
        update={"title": "[x](y) | *z* <b> @octocat #1 www.evil.example &#64;a"}
    )
    listed = markdown(
        overdue(invented.model_copy(update={"issues": [issue]}), day("2032-01-01")),
        Site("Sel"),
        day("2032-01-01"),
    )
    shown = (
        r"\[x\]\(y\) \| \*z\* \<b\> @&#8203;octocat \#&#8203;1 "
        r"www&#8203;.evil.example \&\#&#8203;64;a"
    )
    assert f"| {shown} |" in listed


def project(folder: Path) -> list[str]:
    """Make a project of the invented data and return the command that reviews it."""
    (folder / "data").mkdir()
    (folder / "data" / "issues.yaml").write_bytes((BASE / "issues.yaml").read_bytes())
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(
        "site_name: Sel\nsite_url: https://sel.example/\n", encoding="utf-8"
    )
    return ["review", "--root", str(folder), "--day"]


def test_the_command_prints_the_list_and_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = project(tmp_path)
    before = (tmp_path / "data" / "issues.yaml").read_bytes()
    assert main([*command, "2032-01-01"]) == 0
    assert "2 issues are past the review date" in capsys.readouterr().out
    assert (tmp_path / "data" / "issues.yaml").read_bytes() == before


def test_the_command_prints_nothing_when_nothing_is_due(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The workflow opens no issue for an empty list.

    A person reads on the other channel that there is none.
    """
    assert main([*project(tmp_path), "2031-05-21"]) == 0
    assert capsys.readouterr() == ("", "No issue is past its review date as of 2031-05-21.\n")


def test_a_day_that_is_none_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*project(tmp_path), "tomorrow"]) == 2
    assert '"tomorrow" is not a date; use YYYY-MM-DD' in capsys.readouterr().err
