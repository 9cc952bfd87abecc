"""The published schema of the full file, and the OpenAPI description of all files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator

from exports.readers import Files, json_file, table
from exports.talks import NOWHERE, SITE
from stickingpoints.exports import columns
from stickingpoints.exports import open_data as exports
from stickingpoints.exports.checksums import manifest_of
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset

OPENAPI = "data/v1/openapi.json"


@pytest.mark.parametrize("content", ["files", "border_files", "hostile_files"])
def test_full_json_meets_its_published_schema(content: str, request: pytest.FixtureRequest) -> None:
    published = request.getfixturevalue(content)
    schema = json_file(published, "data/v1/schema.json")
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    validator.validate(json_file(published, "data/v1/full.json"))


def test_the_schema_demands_every_key_and_allows_keys_to_be_added(files: Files) -> None:
    """The compatibility promise: within v1 a key may be added, none may go."""
    validator = Draft202012Validator(json_file(files, "data/v1/schema.json"))
    more = json_file(files, "data/v1/full.json")
    first_citation(more)["new"] = 1
    assert validator.is_valid(more)
    less = json_file(files, "data/v1/full.json")
    del first_citation(less)["quote"]
    assert not validator.is_valid(less)


def first_citation(full: Mapping[str, Any]) -> dict[str, Any]:
    """Return the first citation of the full file."""
    statement: dict[str, Any] = full["issues"][0]["positions"][0]["statements"][0]
    citation: dict[str, Any] = statement["citations"][0]
    return citation


@pytest.mark.parametrize("site", [SITE, pytest.param(NOWHERE, marks=pytest.mark.proof)])
def test_the_openapi_description_is_valid(dataset: Dataset, hostile: Dataset, site: Site) -> None:
    for content in (dataset, hostile):
        description = json_file(exports.files(content, site), OPENAPI)
        assert list(OpenAPIV31SpecValidator(description).iter_errors()) == []


def test_the_openapi_description_has_every_file_and_its_form(
    dataset: Dataset, files: Files
) -> None:
    description = json_file(files, OPENAPI)
    schemas = dict(schemas_by_address(description))
    files = {**files, "data/v1/manifest.json": manifest_of(dataset, SITE, None, files)}
    assert set(schemas) == set(files)
    for address, schema in schemas.items():
        if address.endswith(".json"):
            with_components = {**schema, "components": description["components"]}
            Draft202012Validator(with_components).validate(json_file(files, address))


def schemas_by_address(description: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the address and the schema of every file that an OpenAPI description lists."""
    for path, item in description["paths"].items():
        content = next(iter(item["get"]["responses"]["200"]["content"].values()))
        for address in addresses(path, item):
            yield address, content["schema"]


def addresses(path: str, item: Mapping[str, Any]) -> Iterator[str]:
    """Yield the addresses that a path stands for: one for each value of its parameter, if any."""
    if "parameters" not in item:
        yield path.removeprefix("/")
        return
    parameter = item["parameters"][0]
    for value in parameter["schema"]["enum"]:
        yield path.replace(f"{{{parameter['name']}}}", value).removeprefix("/")


@pytest.mark.parametrize("of_table", columns.TABLES, ids=lambda of_table: of_table.name)
def test_the_openapi_description_has_the_columns_of_the_tables(
    files: Files, of_table: columns.Table
) -> None:
    described = json_file(files, OPENAPI)["components"]["schemas"][of_table.row]["properties"]
    assert list(table(files, of_table.name)[0]) == list(described)
    assert all(column["description"] for column in described.values())
