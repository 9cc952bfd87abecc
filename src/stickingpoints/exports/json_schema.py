"""The records → JSON Schema of what editors write; JSON Schema and OpenAPI of the open data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from stickingpoints.exports import columns, manifest
from stickingpoints.exports import schemas as forms
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset, Issue, Party
from stickingpoints.text.json_bytes import json_bytes

Schema = dict[str, Any]

_EDITING_TITLE = "A file of data/"
_DRAFT_7 = "http://json-schema.org/draft-07/schema#"
_DRAFT_2020 = "https://json-schema.org/draft/2020-12/schema"
_FORMS: dict[str, type[BaseModel]] = {
    manifest.INDEX: forms.Index,
    manifest.MANIFEST: forms.Manifest,
    manifest.FULL: forms.Full,
    manifest.ISSUE: forms.IssueFile,
    manifest.PARTY: forms.PartyFile,
}
_TABLES = {table.address: table for table in columns.TABLES}


def files(dataset: Dataset, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield address and content of the JSON Schema of full.json and of the OpenAPI description."""
    yield manifest.SCHEMA, json_bytes(published_schema(site))
    yield manifest.OPENAPI, json_bytes(openapi(dataset, site))


def editing_schema() -> Schema:
    """Return the JSON Schema of a file in `data/` (draft-07, which editors' programs know best).

    The files are merged, so that none needs to hold every key. What a schema cannot say (ids that
    exist, every party's answer) is for `stickingpoints check`.
    """
    schema = Dataset.model_json_schema(
        ref_template="#/definitions/{model}", schema_generator=_Plain
    )
    # No key is required of a single file: another file may have it.
    schema.pop("required")
    for field in schema["properties"].values():
        field.pop("minItems", None)
    schema["title"] = _EDITING_TITLE
    schema["description"] = "Files of data/ hold any of these keys and are merged into one dataset."
    schema["definitions"] = schema.pop("$defs")
    return {"$schema": _DRAFT_7, **_siblings_apart(schema)}


@cache
def editing_schema_bytes() -> bytes:
    """Return the same as the content of `schema/stickingpoints.schema.json`."""
    return json_bytes(editing_schema())


def is_editing_schema(data: bytes) -> bool:
    """Return whether a file is an editing schema that this program wrote, in any version."""
    try:
        schema = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return isinstance(schema, dict) and schema.get("title") == _EDITING_TITLE


def published_schema(site: Site) -> Schema:
    """Return the JSON Schema (2020-12) of full.json."""
    head = {"$schema": _DRAFT_2020}
    if site.url:
        head["$id"] = site.absolute(manifest.SCHEMA)
    schema = forms.Full.model_json_schema(schema_generator=_Published, mode="serialization")
    return {**head, **schema, "title": f"full.json, version {manifest.VERSION}"}


def openapi(dataset: Dataset, site: Site) -> Schema:
    """Return the description (OpenAPI 3.1) of every file, as if a server answered with it."""
    rows = {table.row: _row_schema(table.columns) for table in columns.TABLES}
    return {
        "openapi": "3.1.0",
        "info": _info(dataset, site),
        # Without a public address the server is the root, two folders above this description.
        "servers": [{"url": site.url.rstrip("/") or "../.."}],
        "paths": dict(_paths(dataset)),
        "components": {"schemas": {**_form_schemas(), **rows}},
    }


# OpenAPI


def _paths(dataset: Dataset) -> Iterator[tuple[str, Schema]]:
    for kind in manifest.KINDS:
        yield f"/{kind.address}", {**_parameters(dataset, kind), "get": _operation(kind)}


def _info(dataset: Dataset, site: Site) -> Schema:
    return {
        "title": f"{site.name}: open data",
        "version": f"{manifest.VERSION}.0.0",
        "summary": dataset.title,
        "description": f"Static files. The content is as of {dataset.as_of}.",
        **_licence(dataset),
        "x-schema-version": manifest.VERSION,
        "x-as-of": dataset.as_of.isoformat(),
    }


def _licence(dataset: Dataset) -> Schema:
    if not dataset.licence:
        return {}
    licence = {"name": dataset.licence}
    if address := manifest.licence_address(dataset):
        licence["url"] = address
    return {"license": licence}


def _parameters(dataset: Dataset, kind: manifest.Kind) -> Schema:
    if "{issue}" in kind.address:
        return {"parameters": [_parameter("issue", dataset.issues)]}
    if "{party}" in kind.address:
        return {"parameters": [_parameter("party", dataset.parties)]}
    return {}


def _parameter(name: str, records: Sequence[Issue | Party]) -> Schema:
    ids = [record.id for record in records]
    schema = {"type": "string", "enum": ids}
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _operation(kind: manifest.Kind) -> Schema:
    name = kind.address.removeprefix(manifest.ROOT).translate(str.maketrans("/.", "__", "{}"))
    answer = {"description": kind.in_english, "content": {kind.media_type: _content(kind.address)}}
    return {"operationId": f"get_{name}", "summary": kind.in_english, "responses": {"200": answer}}


def _content(address: str) -> Schema:
    if address in _FORMS:
        return {"schema": {"$ref": f"#/components/schemas/{_FORMS[address].__name__}"}}
    if address in _TABLES:
        row = {"$ref": f"#/components/schemas/{_TABLES[address].row}"}
        return {"schema": {"type": "array", "items": row}}
    return {"schema": {"type": _json_type(address)}}


def _json_type(address: str) -> str:
    """Return the type of a file that has no form of its own."""
    if address == manifest.CSL:
        return "array"
    if address.endswith(".json"):
        return "object"
    return "string"


@cache
def _form_schemas() -> Schema:
    wanted: list[tuple[type[BaseModel], Literal["serialization"]]] = [
        (form, "serialization") for form in _FORMS.values()
    ]
    _, definitions = models_json_schema(
        wanted,
        ref_template="#/components/schemas/{model}",
        schema_generator=_Published,
    )
    schemas: Schema = definitions["$defs"]
    return schemas


def _row_schema(of_table: columns.Columns) -> Schema:
    cells = {}
    for name, column in of_table.items():
        cells[name] = {"type": "string", "description": column.description}
    return {
        "type": "object",
        "description": 'A row of the table; several values in a cell stand apart by "; ".',
        "properties": cells,
        "required": list(of_table),
    }


# Form of a schema


class _Plain(GenerateJsonSchema):
    """Leaves out what says nothing: titles defined from names, and `null` as the default."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002  as the base class
        return False

    def default_schema(self, schema: Any) -> Schema:
        defined = super().default_schema(schema)
        if defined.get("default", "") is None:
            defined.pop("default")
        return defined


class _Published(_Plain):
    """Says what is promised: every key is there, and within v1 one may be added."""

    def model_schema(self, schema: Any) -> Schema:
        defined = super().model_schema(schema)
        defined.pop("additionalProperties", None)
        return {**defined, "required": list(defined["properties"])}

    def default_schema(self, schema: Any) -> Schema:
        defined = super().default_schema(schema)
        defined.pop("default", None)
        return defined


def _siblings_apart(value: Any) -> Any:
    """Return a schema without keys beside a `$ref`, which draft-07 would ignore."""
    if isinstance(value, list):
        return list(map(_siblings_apart, value))
    if not isinstance(value, dict):
        return value
    schema = {key: _siblings_apart(item) for key, item in value.items()}
    if "$ref" in schema and len(schema) > 1:
        return {"allOf": [{"$ref": schema.pop("$ref")}], **schema}
    return schema
