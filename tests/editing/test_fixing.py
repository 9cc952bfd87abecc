"""`check --fix` reports each fix, keeps comments, and leaves alone what is not safe to fix."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from formatted_base import formatted_base
from stickingpoints import cli
from stickingpoints.problems import unambiguous_match
from stickingpoints.reading.load import read

HERE = Path(__file__).parent
CASES = yaml.safe_load((HERE / "fixes.yaml").read_text("utf-8"))
BASE = formatted_base()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_fix(
    case: dict[str, Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Each fix is reported and restores the file; what is not fixed stays an error."""
    monkeypatch.chdir(tmp_path)
    path = Path("data/issues.yaml")
    path.parent.mkdir()
    assert BASE.count(case["from"]) == 1
    slip = BASE.replace(case["from"], case["to"])
    path.write_text(slip, "utf-8")
    left = case.get("left", [])
    assert cli.main(["check", "--fix"]) == (1 if left else 0)
    printed = capsys.readouterr()
    assert printed.err.splitlines() == [f"fixed {line}" for line in case.get("fixed", [])]
    assert all(rule in printed.out for rule in left)
    expected = BASE.replace(case["from"], case["from"] + case.get("comment", ""))
    assert path.read_text("utf-8") == (slip if left else expected)


def test_sound_data_is_not_touched(tmp_path: Path) -> None:
    """Nothing is written if nothing needs fixing."""
    from stickingpoints.editing.fix import fix

    (tmp_path / "issues.yaml").write_text(BASE, "utf-8")
    before = (tmp_path / "issues.yaml").stat().st_mtime_ns
    assert fix(tmp_path) == []
    assert (tmp_path / "issues.yaml").stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("rejetcs", "rejects"),
        ("Rejects ", "rejects"),
        ("reject", "rejects"),
        ("note-2031-03-03", ""),
        ("noet-2031-03-02", "note-2031-03-02"),
        ("x", ""),
        ("", ""),
    ],
)
def test_an_unambiguous_match(word: str, meant: str) -> None:
    """A word is corrected only if one known word is near and has the same digits."""
    assert (
        unambiguous_match(word, ["accepts", "rejects", "note-2031-03-02", "letter-2031-03-03"])
        == meant
    )


def test_a_problem_holds_the_correct_word(tmp_path: Path) -> None:
    """Programs find the correction in the problem itself."""
    (tmp_path / "issues.yaml").write_text(
        BASE.replace("status: disputed", "status: dispute"), "utf-8"
    )
    (problem,) = read(tmp_path).problems
    assert (problem.rule, problem.instead) == ("unknown-word", "disputed")
