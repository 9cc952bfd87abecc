"""The invented talks that benchmarks measure are sound data, and the same each time."""

from __future__ import annotations

from pathlib import Path

import pytest
import talks

from stickingpoints.cli import main


def test_sound(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A few issues pass the check without even a warning."""
    talks.write_project(12, tmp_path / "small")
    assert main(["check", "--root", str(tmp_path / "small")]) == 0
    assert "12 issues, 4 parties, 48 positions" in capsys.readouterr().out


def test_same_bytes() -> None:
    """The same number of issues gives the same data, another number other data."""
    assert talks.files(5) == talks.files(5)
    assert talks.files(5) != talks.files(6)


def test_skew() -> None:
    """One issue in a hundred has forty statements, most have a few."""
    issues = talks.files(60)["issues.yaml"]["issues"]
    counts = [
        sum(len(position["statements"]) for position in issue["positions"]) for issue in issues
    ]
    assert max(counts) == counts[0] >= 30
    assert sorted(counts)[30] <= 8
