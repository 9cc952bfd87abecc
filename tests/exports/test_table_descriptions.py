"""The Data Package and CSVW: they describe the tables as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from exports.readers import Files, json_file, table
from exports.talks import SITE, border_talks, publisher
from stickingpoints.exports import open_data as exports

PACKAGE = "data/v1/datapackage.json"
CSVW = "data/v1/csv-metadata.json"


def test_the_data_package_has_every_column_of_every_table(files: Files) -> None:
    package = json_file(files, PACKAGE)
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    described = {
        resource["path"]: names(resource["schema"]["fields"]) for resource in package["resources"]
    }
    assert described == tables(files)


def test_csvw_has_every_column_of_every_table(files: Files) -> None:
    described = json_file(files, CSVW)
    assert described["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "en"}]
    found = {each["url"]: names(each["tableSchema"]["columns"]) for each in described["tables"]}
    assert found == tables(files)


def names(fields: list[dict[str, Any]]) -> list[str]:
    """Return the names of columns, each of which must be described."""
    for field in fields:
        assert field.get("description") or field.get("dc:description")
    return [field["name"] for field in fields]


def tables(files: Files) -> dict[str, list[str]]:
    """Return the columns of every published table by the name of its file."""
    found = {}
    for address in files:
        if match := re.fullmatch(r"data/v1/(\w+)\.csv", address):
            found[f"{match[1]}.csv"] = list(table(files, match[1])[0])
    return found


@pytest.mark.parametrize("content", ["files", "border_files", "hostile_files"])
def test_every_cell_is_what_the_data_package_says(
    content: str, request: pytest.FixtureRequest
) -> None:
    published = request.getfixturevalue(content)
    for resource in json_file(published, PACKAGE)["resources"]:
        rows = table(published, resource["name"])
        for field in resource["schema"]["fields"]:
            for cell in (row[field["name"]] for row in rows):
                assert list(faults(field, cell)) == []


def faults(field: dict[str, Any], cell: str) -> Iterator[str]:
    """Yield what in a cell breaks the description of its column (Table Schema 2.0)."""
    constraints = field.get("constraints", {})
    if not cell:
        if "required" in constraints:
            yield f"{field['name']} is empty"
        return
    if cell not in constraints.get("enum", [cell]):
        yield f"{cell} is not a word of {field['name']}"
    pattern = constraints.get("pattern", PATTERNS[field["type"]])
    if not re.fullmatch(pattern, cell, re.DOTALL):
        yield f"{cell} is no {field['type']}"


PATTERNS = {
    "string": ".*",
    "list": r"[a-z0-9-]+(; [a-z0-9-]+)*",
    "integer": r"\d+",
    "boolean": "yes|no",
    "date": r"\d{4}-\d{2}-\d{2}",
}


def test_keys_lead_to_the_primary_key_of_another_table(files: Files) -> None:
    resources = {each["name"]: each["schema"] for each in json_file(files, PACKAGE)["resources"]}
    assert resources["statements"]["primaryKey"] == ["id"]
    assert {"fields": ["source"], "reference": {"resource": "sources", "fields": ["id"]}} in (
        resources["citations"]["foreignKeys"]
    )
    for schema in resources.values():
        for key in schema.get("foreignKeys", []):
            target = resources[key["reference"]["resource"]]
            assert key["reference"]["fields"] == target["primaryKey"]


def test_csvw_has_only_keys_that_are_never_empty(files: Files) -> None:
    """Strict validators take an empty foreign key for a broken one."""
    for each in json_file(files, CSVW)["tables"]:
        for key in each["tableSchema"].get("foreignKeys", []):
            for row in table(files, each["url"].removesuffix(".csv")):
                assert all(row[name] for name in key["columnReference"])


def test_the_data_package_names_day_licence_and_publisher() -> None:
    named = exports.files(border_talks(publisher=publisher()), SITE)
    package = json_file(named, PACKAGE)
    assert package["version"] == "2025-12-01"
    assert package["licenses"] == [
        {"name": "CC-BY-4.0", "path": "https://spdx.org/licenses/CC-BY-4.0.html"}
    ]
    assert package["contributors"] == [
        {"title": "The Ferry Office", "email": "editors@ferry.example", "roles": ["publisher"]}
    ]


def test_a_dataset_without_a_publisher_is_contributed_by_the_site(border_files: Files) -> None:
    contributors = json_file(border_files, PACKAGE)["contributors"]
    assert contributors == [{"title": "Sticking Points", "roles": ["publisher"]}]
