"""Every kind of edit, word for word: what a reviewer sees, and what `check --base` refuses.

Each case is a small edit of the sound dataset in `tests/reading/base`.
`pytest --force-regen tests/diff` writes what is printed into the cases; a reviewer reads the
difference.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from pytest_regressions.file_regression import FileRegressionFixture

from stickingpoints.cli import main

HERE = Path(__file__).parent
BASE = HERE.parent / "reading" / "base" / "issues.yaml"
CASES = sorted((HERE / "cases").glob("*.yaml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_edit(
    path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    file_regression: FileRegressionFixture,
) -> None:
    """The change and the refusals are those of the case; without a refusal the check passes."""
    case = yaml.safe_load(path.read_text("utf-8"))
    monkeypatch.chdir(tmp_path)
    text = edited(BASE.read_text("utf-8"), case.get("before", []))
    write(Path("was"), {"issues.yaml": text})
    write(
        Path("data"), {"issues.yaml": edited(text, case.get("change", [])), **case.get("files", {})}
    )
    assert main(["diff", "was"]) == 0
    diff = capsys.readouterr().out
    status = main(["check", "--base", "was"])
    refused = [
        line
        for line in capsys.readouterr().out.splitlines()
        if line.startswith("data/") and "warning:" not in line
    ]
    outcome = with_outcome(path, diff, refused)
    file_regression.check(outcome, fullpath=path, encoding="utf-8")
    assert status == (1 if refused else 0)


def test_there_are_thirty_kinds_of_edit() -> None:
    """The cases cover what editors do, and each is about another thing."""
    assert len(CASES) >= 30
    assert len({path.read_text("utf-8").splitlines()[0] for path in CASES}) == len(CASES)


def edited(text: str, changes: list[dict[str, Any]]) -> str:
    """Return a text with every change made; what is changed must occur once."""
    for change in changes:
        assert text.count(change["from"]) == 1, f"must occur once: {change['from']!r}"
        text = text.replace(change["from"], change["to"])
    return text


def write(folder: Path, files: dict[str, str]) -> None:
    """Write files into a new folder; an empty one is left out."""
    folder.mkdir()
    for name, text in files.items():
        if text:
            (folder / name).write_text(text, "utf-8")


def with_outcome(path: Path, diff: str, refused: list[str]) -> str:
    """Return the text of a case with what was printed."""
    before = path.read_text("utf-8").partition("diff: |\n")[0]
    printed = block("diff", diff.splitlines())
    return f"{before}{printed}{block('refused', refused)}"


def block(name: str, lines: list[str]) -> str:
    """Return lines as a literal block of YAML."""
    indented = "".join(f"  {line}".rstrip() + "\n" for line in lines)
    return f"{name}: |\n{indented}"
