"""What has not changed is not read again, and the reading is the same all the same."""

from __future__ import annotations

from itertools import pairwise
from operator import is_
from pathlib import Path

import pytest
import yaml

from small import in_letters, whole_data
from stickingpoints.checks import rules
from stickingpoints.model.walk import texts
from stickingpoints.problems import Problem
from stickingpoints.reading.kept_reading import KeptReading
from stickingpoints.reading.load import Reading, read, read_again
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

    monkeypatch.setattr("stickingpoints.reading.kept_reading.parse_text", noted)
    return names


def edit(data: Path, file: str, old: str, new: str) -> None:
    path = data / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def as_read(reading: Reading) -> tuple[object, list[str]]:
    """Return the records of a reading with their places, and its problems."""
    dataset = reading.readable
    places = []
    for record, field, _ in texts(dataset) if dataset else ():
        places.append((str(record.where(field)), record.problem("", "", field).trail))
    return (dataset, places), [str(problem) for problem in reading.problems]


def test_only_the_file_that_was_edited_is_parsed(data: Path, parsed: list[str]) -> None:
    kept = KeptReading()
    read_again(data, kept)
    assert sorted(parsed) == ["events.yaml", "issues.yaml", "sources.yaml"]
    parsed.clear()
    edit(data, "issues.yaml", "They differ on water.", "They differ on rain.")
    again = read_again(data, kept)
    assert parsed == ["issues.yaml"]
    assert as_read(again) == as_read(read(data))
    assert again.sound().issues[0].plain_words == "They differ on rain."


@pytest.mark.no_cover
def test_a_fault_and_its_correction_are_read_as_without_it(data: Path) -> None:
    """Validation changes what it refuses; nothing of that is left when the file is corrected."""
    kept = KeptReading()
    edits = (
        ("issues.yaml", "stance: rejects", "stence: rejects"),
        ("sources.yaml", "kind: news-report", "kind: news"),
        ("sources.yaml", "kind: news\n", "kind: news-report\n"),
        ("issues.yaml", "stence: rejects", "stance: rejects"),
    )
    read_again(data, kept)
    for change in edits:
        edit(data, *change)
        reading = read_again(data, kept)
        assert as_read(reading) == as_read(read(data))
    assert read_again(data, kept).dataset is not None


def test_only_the_entries_of_the_edited_file_are_validated(data: Path) -> None:
    kept = KeptReading()
    before = read_again(data, kept).sound()
    edit(data, "issues.yaml", "They differ on water.", "They differ on rain.")
    after = read_again(data, kept).sound()
    assert all(map(is_, after.sources, before.sources))
    assert all(map(is_, after.events, before.events))
    assert not any(map(is_, after.issues, before.issues))


def test_an_entry_that_moves_keeps_its_place(data: Path) -> None:
    kept = KeptReading()
    read_again(data, kept)
    path = data / "sources.yaml"
    path.write_text(f"# one line more\n{path.read_text()}")
    assert as_read(read_again(data, kept)) == as_read(read(data))


def test_a_comment_that_cuts_a_text_is_reported_each_time(data: Path) -> None:
    kept = KeptReading()
    edit(data, "events.yaml", "title: ", "title: Round # 1 of ")
    for file in ("issues.yaml", "sources.yaml"):
        reading = read_again(data, kept)
        assert "cut-text" in {problem.rule for problem in reading.problems}
        edit(data, file, "\n", "\n# edited\n")


def test_a_text_that_is_corrected_is_reported_no_longer(data: Path) -> None:
    """What was found sound once is not looked at again, what was not is."""
    kept = KeptReading()
    words = (
        "They differ on water.",
        "They differ now.",
        "They differ on rain.",
        "They differ now.",
    )
    for before, after in pairwise(words):
        edit(data, "issues.yaml", before, after)
        reading = read_again(data, kept)
        assert as_read(reading) == as_read(read(data))
        reported = {problem.rule for problem in reading.problems}
        assert ("relative-time" in reported) == ("now" in after)


def test_a_text_that_no_rule_was_asked_of_is_not_sound(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of very many problems not all are found; those left are found once others are corrected."""
    monkeypatch.setattr(rules, "_MOST_OF_A_RULE", 1)
    edit(data, "issues.yaml", "They differ on water.", "They differ now.")
    edit(data, "events.yaml", "The minutes were signed", "The minutes are now signed")
    kept = KeptReading()
    file = now_in(read_again(data, kept))
    edit(data, file, " now", " then")
    assert {file, now_in(read_again(data, kept))} == {"issues.yaml", "events.yaml"}


def now_in(reading: Reading) -> str:
    """Return the name of the only file in which a word for now is reported."""
    (problem,) = [problem for problem in reading.problems if problem.rule == "relative-time"]
    return problem.place.file.rpartition("/")[2]
