"""Inputs that nobody thought of: the part of `make fuzz` that every run of the tests has."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from random import Random

import click
import pytest
import yaml
from hypothesis import given, settings
from jsonschema import Draft7Validator

from fuzz import runner
from fuzz.inputs import DATA as DATA_FILE
from fuzz.inputs import INPUTS, OPENED, SENT, Input, project
from fuzz.mutations import LONGEST, MUTATIONS, TOKENS, mutant
from fuzz.records import DATA, SCHEMA, changed_data, spots
from reading.test_any_file import assert_told, read_bytes
from stickingpoints import cli
from stickingpoints.cli.program import program

pytestmark = [pytest.mark.slow, pytest.mark.no_cover]

RUNS = 30
QUICK = tuple(place for place in INPUTS if place.commands)
VALIDATOR = Draft7Validator(SCHEMA)
STEADY = settings(deadline=None, derandomize=True, database=None, max_examples=25)


def test_every_command_that_reads_what_a_stranger_wrote_is_tried() -> None:
    """The others read their options alone, or the documentation of this repository."""
    tried = set()
    for place in INPUTS:
        for command in (*place.commands, *place.slow):
            tried.add(command[0])
    others = {"completion", "fields", "schema"}
    assert set(program.list_commands(click.Context(program))) - tried == others


def test_mutants_of_every_input_are_answered() -> None:
    """Each command ends with an answer in words, whatever a file holds."""
    found = list(runner.findings(20310520, range(RUNS), QUICK, ["base"]))
    assert not found, found[0]


def test_mutants_of_an_artifact_are_posted_as_a_comment() -> None:
    """Whatever the job that compares hands to the job that may write."""
    posted = [place for place in INPUTS if place.file == "diff.md"]
    found = list(runner.findings(20310520, range(4), posted, ["base"]))
    assert not found, found[0]


def test_mutants_of_a_form_are_answered(tmp_path: Path) -> None:
    """The forms of `edit` take any form and any data, and leave data that is sound."""
    project(tmp_path / "base", "base")
    for place in (Input("sent.txt", (SENT,)), Input(DATA_FILE, (OPENED,))):
        assert (tmp_path / "base" / place.file).stat().st_size > 200
        found = list(runner.findings(20310520, range(6), [place], ["base"]))
        assert not found, found[0]


def test_the_data_that_is_changed_is_sound() -> None:
    assert read_bytes(as_yaml(DATA)).dataset
    assert len(spots()) > 500


@STEADY
@given(changed_data(spots()))
def test_the_schema_of_the_fields_is_no_narrower_than_the_check(data: object) -> None:
    """What passes the check meets the schema; what does not is told, each problem at its place."""
    written = as_yaml(data)
    reading = read_bytes(written)
    assert_told(reading, written)
    if reading.dataset is not None:
        errors = list(VALIDATOR.iter_errors(data))
        assert not errors, errors[0]


def as_yaml(data: object) -> bytes:
    """Return data as a file of data/, with days as text."""
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False).encode("utf-8", "replace")


# The tool itself


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_a_mutation_takes_any_bytes(mutation: Callable[[bytes, Random], bytes]) -> None:
    for data in (b"", b"\n", b"a: b\n", bytes(range(256)) * 20):
        for seed in range(20):
            assert len(mutation(data, Random(seed))) < LONGEST  # noqa: S311


def test_the_same_seed_gives_the_same_mutants() -> None:
    data = b"a: b\nc: d\n" * 20
    mutants = {mutant(data, Random(seed)) for seed in range(300)}  # noqa: S311
    assert len(mutants) > 200
    assert mutants == {mutant(data, Random(seed)) for seed in range(300)}  # noqa: S311
    assert len(set(TOKENS)) > 100


@pytest.mark.parametrize(
    ("does", "reason"),
    [
        (lambda: 1 / 0, "ZeroDivisionError"),
        (lambda: 3, "not an answer"),
        (lambda: 1, "without a word"),
        (lambda: print("::error::x") or 1, "with an order to the machine"),
        (lambda: print("Wrong.") or 1, "with no place in a file"),
    ],
)
def test_what_is_no_answer_is_found_and_kept(
    does: Callable[[], object], reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command that fails in each way is reported, with all that is needed to repeat it."""
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "form.json").write_text("{}")
    monkeypatch.setattr(cli, "main", lambda _: does())
    place = Input("form.json", (("check",),))
    found = runner.run(Random(1), "base", place, tmp_path / "base")  # noqa: S311
    assert found
    assert reason in found.reason
    runner.keep(found, tmp_path / "kept")
    assert (tmp_path / "kept" / "form.json").read_bytes() == found.data
    kept = json.loads((tmp_path / "kept" / "run.json").read_text())
    assert kept == {"project": "base", "file": "form.json", "command": ["check"]}


def test_a_command_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(_: object) -> int:
        while True:
            pass

    monkeypatch.setattr(cli, "main", endless)
    monkeypatch.setattr(runner, "LONGEST_SECONDS", 1)
    assert "TookTooLongError" in runner.answer(("check",)).err
