"""A file that has not changed is not parsed again, and what is read is the same all the same."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from small import in_letters, whole_data
from stickingpoints.problems import Problem
from stickingpoints.reading.kept_trees import KeptTrees
from stickingpoints.reading.load import Reading, read
from stickingpoints.reading.yaml_limits import Allowance
from stickingpoints.reading.yaml_nodes import Node
from stickingpoints.reading.yaml_tree import parse_text


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a folder of three files."""
    content = in_letters(whole_data(), {})  # a copy, in which nothing is shared
    for key in ("sources", "events"):
        (tmp_path / f"{key}.yaml").write_text(yaml.safe_dump({key: content.pop(key)}))
    (tmp_path / "issues.yaml").write_text(yaml.safe_dump(content))
    return tmp_path


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list of the files that are parsed from now on."""
    names: list[str] = []

    def noted(text: str, name: str, allowance: Allowance) -> tuple[Node | None, list[Problem]]:
        names.append(name.rpartition("/")[2])
        return parse_text(text, name, allowance)

    monkeypatch.setattr("stickingpoints.reading.kept_trees.parse_text", noted)
    return names


def edit(data: Path, file: str, old: str, new: str) -> None:
    path = data / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def as_read(reading: Reading) -> tuple[object, list[str]]:
    """Return the records of a reading with their places, and its problems."""
    dataset = reading.readable
    places = [issue.where("question") for issue in dataset.issues] if dataset else []
    return (dataset, places), [str(problem) for problem in reading.problems]


def test_only_the_file_that_was_edited_is_parsed(data: Path, parsed: list[str]) -> None:
    trees = KeptTrees()
    read(data, parse=trees.parse)
    assert sorted(parsed) == ["events.yaml", "issues.yaml", "sources.yaml"]
    parsed.clear()
    edit(data, "issues.yaml", "They differ on water.", "They differ on rain.")
    again = read(data, parse=trees.parse)
    assert parsed == ["issues.yaml"]
    assert as_read(again) == as_read(read(data))
    assert again.sound().issues[0].plain_words == "They differ on rain."


def test_a_fault_and_its_correction_are_read_as_without_it(data: Path) -> None:
    """Validation changes what it refuses; nothing of that is left when the file is corrected."""
    trees = KeptTrees()
    edits = (
        ("issues.yaml", "stance: rejects", "stence: rejects"),
        ("sources.yaml", "kind: news-report", "kind: news"),
        ("sources.yaml", "kind: news\n", "kind: news-report\n"),
        ("issues.yaml", "stence: rejects", "stance: rejects"),
    )
    read(data, parse=trees.parse)
    for change in edits:
        edit(data, *change)
        reading = read(data, parse=trees.parse)
        if reading.errors:
            trees.forget()
        assert as_read(reading) == as_read(read(data))
    assert read(data, parse=trees.parse).dataset is not None
