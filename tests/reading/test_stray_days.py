"""Days in pages that nothing in the data moves are reported, at their place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import LAKE
from stickingpoints.cli import main
from stickingpoints.model.records import Dataset
from stickingpoints.reading.project import in_folder
from stickingpoints.reading.stray_days import stray_days


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a project with empty folders of data and pages."""
    (tmp_path / "data").mkdir()
    (tmp_path / "docs" / "issues").mkdir(parents=True)
    return tmp_path


def found(root: Path, dataset: Dataset, text: str, page: str = "about.md") -> list[str]:
    """Return where days of a page are reported, and which."""
    (root / "docs" / page).write_text(text, encoding="utf-8")
    problems = list(stray_days(in_folder(root), dataset))
    assert {problem.severity for problem in problems} <= {"warning"}
    places = [(problem.place.line, problem.place.column) for problem in problems]
    return [
        f"{line}:{column} {problem.message.split(chr(34))[1]}"
        for (line, column), problem in zip(places, problems, strict=True)
    ]


def test_a_day_of_no_record_is_named(root: Path, dataset: Dataset) -> None:
    """In words or as ISO 8601, past the front matter; days of the data are not."""
    text = "---\ntitle: On 1 May 1999\n---\n# About\n\nUntil 20 May 2031, since 1 May 1999.\n"
    assert found(root, dataset, text) == ["6:26 1 May 1999"]
    assert found(root, dataset, "On 1999-05-01 and 2031-05-20.") == ["1:4 1999-05-01"]
    assert found(root, dataset, "On 31 February 1999 and in May 1999.") == []


def test_fixed_days_and_code_are_left_alone(root: Path, dataset: Dataset) -> None:
    """So are placeholders."""
    text = "From {{ fixed 1 May 1999 }} to {{ as_of }}, as `1999-05-01`."
    assert found(root, dataset, text) == []


def test_days_in_the_language_of_the_site(root: Path, dataset: Dataset) -> None:
    """The months have the names of that language, in background texts too."""
    (root / "mkdocs.yml").write_text("theme:\n  name: material\n  language: uk\n", encoding="utf-8")
    assert found(root, dataset, "Від 1 травня 1999", "issues/x.md") == ["1:5 1 травня 1999"]


def test_the_check_reports_them(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As warnings, after the problems of the data."""
    (root / "data").rmdir()
    shutil.copytree(LAKE / "data", root / "data")
    (root / "docs" / "about.md").write_text("Since 1 May 1999.\n", encoding="utf-8")
    monkeypatch.chdir(root)
    assert main(["check"]) == 0
    assert (
        'docs/about.md:1:7: warning: [stray-day] no record has the day "1 May 1999"'
        in capsys.readouterr().out
    )
