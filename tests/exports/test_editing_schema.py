"""The schema by which an editor's program completes and checks the data as it is written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, FormatChecker

import plain_yaml
from exports.talks import border_talks, party, position, replaced, statement
from stickingpoints.exports import json_schema
from stickingpoints.model.records import Dataset

ROOT = Path(__file__).parents[2]
LAKE = ROOT / "tests" / "site" / "second" / "data"


def test_the_editing_schema_in_the_repository_is_current() -> None:
    written = (ROOT / "schema" / "stickingpoints.schema.json").read_bytes()
    assert written == json_schema.editing_schema_bytes(), "write it again: stickingpoints schema"


@pytest.mark.parametrize("path", sorted(LAKE.glob("*.yaml")), ids=lambda path: path.name)
def test_sound_data_meets_the_editing_schema(path: Path) -> None:
    schema = json_schema.editing_schema()
    Draft7Validator.check_schema(schema)
    validator = Draft7Validator(schema, format_checker=FormatChecker())
    validator.validate(as_an_editor_sees_it(path))


def as_an_editor_sees_it(path: Path) -> Any:
    """Return a YAML file as language servers read it: days are text."""
    content = plain_yaml.load(path.read_text("utf-8"))
    return json.loads(json.dumps(content, default=date.isoformat))


@pytest.mark.parametrize(
    ("file", "sound"),
    [
        ({}, True),
        ({"schema": 1}, True),
        ({"schema": 2}, False),
        ({"isues": []}, False),
        ({"issues": [{"id": "border"}]}, False),
        ({"parties": [{**party("north"), "id": "North"}]}, False),
        ({"parties": [{**party("north"), "colour": "red"}]}, False),
        ({"issues": [border_talks().issues[0].model_dump(mode="json")]}, True),
    ],
)
def test_the_editing_schema_takes_a_part_of_the_data_and_refuses_what_is_unknown(
    file: Any, *, sound: bool
) -> None:
    assert Draft7Validator(json_schema.editing_schema()).is_valid(file) == sound


@pytest.mark.parametrize(
    ("at", "sound"),
    [
        ("river", True),
        (["river", "sea"], True),
        (["river"], False),
        (["a", "b", "c"], False),
        (1, False),
    ],
)
def test_a_place_on_the_scale_is_a_point_or_the_two_ends_of_a_range(
    border: Dataset, at: Any, *, sound: bool
) -> None:
    north = position("north", statement("2025-11-25", at=at))
    issue = replaced(border.issues[0], positions=[north])
    assert Draft7Validator(json_schema.editing_schema()).is_valid({"issues": [issue]}) == sound


def test_editors_are_told_what_each_field_is_for() -> None:
    schema = json_schema.editing_schema()
    assert list(undescribed_fields(schema)) == []
    description = schema["properties"]["as_of"]["description"]
    assert description == Dataset.model_fields["as_of"].description


def undescribed_fields(schema: dict[str, Any]) -> Iterator[str]:
    """Yield the names of the fields of a schema and its definitions that have no description."""
    for part in (schema, *schema["definitions"].values()):
        for name, field in part["properties"].items():
            if not field.get("description"):
                yield name


def test_nothing_is_beside_a_reference_where_draft_7_would_ignore_it() -> None:
    objects = list(nested_objects(json_schema.editing_schema()))
    references = [value for value in objects if "$ref" in value]
    assert references
    assert [value for value in references if len(value) > 1] == []


def nested_objects(value: Any) -> Iterator[dict[str, Any]]:
    """Yield all objects of a JSON value, itself included."""
    if isinstance(value, dict):
        yield value
        for member in value.values():
            yield from nested_objects(member)
    elif isinstance(value, list):
        for member in value:
            yield from nested_objects(member)
