"""Every refusal of the reading, word for word.

Each case is a small edit of one sound dataset, and the lines printed. `pytest --force-regen
tests/reading` writes the printed lines into the cases; a reviewer reads the difference. The line
that was edited is found by its text, not taken from the expectation: a message must point there and
nowhere else.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

import plain_yaml
from stickingpoints.reading.load import read

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases").glob("*.yaml"))
KEY = "expected:"


def test_the_base_is_sound() -> None:
    """What the cases edit has no fault of its own."""
    assert read(HERE / "base").problems == ()


@pytest.mark.parametrize(
    ("old", "new", "is_readable"),
    [
        ("status: disputed", "status: unclear", False),
        ("herald.example/2031/banks", "brezia.example/letters/7", True),
        ("publisher: The Sel Herald", "publisher: &herald The Sel Herald", False),
    ],
)
def test_data_that_breaks_a_rule_can_be_read(
    old: str, new: str, tmp_path: Path, *, is_readable: bool
) -> None:
    """Where a value is refused, it cannot: another stands in its place."""
    text = (HERE / "base" / "issues.yaml").read_text("utf-8")
    (tmp_path / "issues.yaml").write_text(text.replace(old, new), "utf-8")
    reading = read(tmp_path)
    assert reading.dataset is None
    assert (reading.readable is not None) == is_readable


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_refusal(
    path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    file_regression: FileRegressionFixture,
) -> None:
    """The printed lines are those of the case, and each points to an edited line."""
    case = plain_yaml.load(path.read_text("utf-8"))
    monkeypatch.chdir(tmp_path)
    texts = edited(case)
    write(Path("data"), texts, case.get("encoding", "utf-8"))
    printed = "".join(f"{problem}\n" for problem in read(Path("data")).problems)
    file_regression.check(with_expectation(path, printed), fullpath=path, encoding="utf-8")
    assert {line.rsplit(":", 1)[0] for line in places(printed)} == expected_places(case, texts)


def edited(case: dict[str, Any]) -> dict[str, str]:
    """Return the files of a case by name: the base with every change made, and the files added."""
    text = (HERE / "base" / "issues.yaml").read_text("utf-8")
    for change in case.get("change", []):
        assert text.count(change["from"]) == 1, f"must occur once in the base: {change['from']!r}"
        text = text.replace(change["from"], change["to"])
    text += "#" * (case.get("pad_to", 0) - len(text))
    files = {"issues.yaml": text, **case.get("files", {})}
    files.pop(case.get("without", ""), None)
    return files


def write(folder: Path, texts: dict[str, str], encoding: str) -> None:
    """Write the files of a case."""
    folder.mkdir()
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode(encoding))


def places(printed: str) -> list[str]:
    """Return `file:line:column` of each printed line; the folder alone has neither."""
    return [line.split(": ", 1)[0] for line in printed.splitlines()]


def expected_places(case: dict[str, Any], texts: dict[str, str]) -> set[str]:
    """Return `file:line` of every line that a case says is at fault.

    By default that is the line that it changed.
    """
    if "place" in case:
        return set(case["place"])
    snippets = case.get("at") or [change["to"] for change in case["change"]]
    return {place(snippet, texts) for snippet in snippets}


def place(snippet: str, texts: dict[str, str]) -> str:
    """Return `file:line` of the only place where a text begins, not counting its indentation."""
    count = sum(text.count(snippet) for text in texts.values())
    assert count == 1, f"must occur once in the data: {snippet!r}"
    (name, text) = next((name, text) for name, text in texts.items() if snippet in text)
    start = text.index(snippet) + len(snippet) - len(snippet.lstrip())
    return f"data/{name}:{text.count(chr(10), 0, start) + 1}"


def with_expectation(path: Path, printed: str) -> str:
    """Return the text of a case with the printed lines as its expectation."""
    before, _, _ = path.read_text("utf-8").partition(f"\n{KEY}")
    if not printed:
        return f'{before}\n{KEY} ""\n'
    indented = "".join(f"  {line}\n" for line in printed.splitlines())
    return f"{before}\n{KEY} |\n{indented}"
