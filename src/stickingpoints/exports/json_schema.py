"""The records → JSON Schema of what editors write, JSON Schema and OpenAPI description of what is published."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from stickingpoints.exports import manifest, tables
from stickingpoints.exports import schemas as forms
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset
from stickingpoints.text.json_bytes import json_bytes

Schema = dict[str, Any]

_EDITING_TITLE = "A file of data/"
_DRAFT_7 = "http://json-schema.org/draft-07/schema#"
_DRAFT_2020 = "https://json-schema.org/draft/2020-12/schema"
_FORMS: dict[str, type[BaseModel]] = {
    manifest.INDEX: forms.Index,
    manifest.FULL: forms.Full,
    manifest.ISSUE: forms.IssueFile,
    manifest.PARTY: forms.PartyFile,
}
_TABLES = {
    manifest.POSITIONS: ("PositionRow", tables.POSITIONS),
    manifest.STATEMENTS: ("StatementRow", tables.STATEMENTS),
    manifest.SOURCES: ("SourceRow", tables.SOURCES),
}


def files(dataset: Dataset, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield address and content of the JSON Schema of full.json and of the OpenAPI description."""
    yield manifest.SCHEMA, json_bytes(published_schema(site))
    yield manifest.OPENAPI, json_bytes(openapi(dataset, site))


def editing_schema() -> Schema:
    """Return the JSON Schema (draft-07, which editors' language servers know best) of a file in `data/`.

    The files are merged, so that none needs to hold every key. What a schema cannot say (ids that exist, every party's
    answer) is for `stickingpoints check`.
    """
    made = Dataset.model_json_schema(ref_template="#/definitions/{model}", schema_generator=_Plain)
    made.pop("required")
    for field in made["properties"].values():
        field.pop("minItems", None)
    made["title"], made["description"] = (
        _EDITING_TITLE,
        "Files of data/ hold any of these keys and are merged into one dataset.",
    )
    made["definitions"] = made.pop("$defs")
    return {"$schema": _DRAFT_7, **_siblings_apart(made)}


def editing_schema_bytes() -> bytes:
    """Return the same as the content of `schema/stickingpoints.schema.json`."""
    return json_bytes(editing_schema())


def is_editing_schema(data: bytes) -> bool:
    """Return whether a file is an editing schema that this program wrote, of this version or another."""
    try:
        made = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return isinstance(made, dict) and made.get("title") == _EDITING_TITLE


def published_schema(site: Site) -> Schema:
    """Return the JSON Schema (2020-12) of full.json."""
    made = forms.Full.model_json_schema(schema_generator=_Published, mode="serialization")
    head = {"$schema": _DRAFT_2020, **({"$id": site.absolute(manifest.SCHEMA)} if site.url else {})}
    return {**head, **made, "title": f"full.json, version {manifest.VERSION}"}


def openapi(dataset: Dataset, site: Site) -> Schema:
    """Return the description (OpenAPI 3.1) of every published file, as if each were answered by a server."""
    return {
        "openapi": "3.1.0",
        "info": _info(dataset, site),
        # Without a public address the server is where this description stands, two folders below the root.
        "servers": [{"url": site.url.rstrip("/") or "../.."}],
        "paths": {
            f"/{kind.address}": {**_parameters(dataset, kind), "get": _operation(kind)}
            for kind in manifest.KINDS
        },
        "components": {
            "schemas": {
                **_form_schemas(),
                **{name: _row_schema(columns) for name, columns in _TABLES.values()},
            }
        },
    }


# OpenAPI


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
    address = manifest.licence_address(dataset)
    return (
        {"license": {"name": dataset.licence, **({"url": address} if address else {})}}
        if dataset.licence
        else {}
    )


def _parameters(dataset: Dataset, kind: manifest.Kind) -> Schema:
    known = {
        "issue": [issue.id for issue in dataset.issues],
        "party": [party.id for party in dataset.parties],
    }
    named = [name for name in known if f"{{{name}}}" in kind.address]
    made = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "string", "enum": known[name]},
        }
        for name in named
    ]
    return {"parameters": made} if made else {}


def _operation(kind: manifest.Kind) -> Schema:
    name = kind.address.removeprefix(manifest.ROOT).translate(str.maketrans("/.", "__", "{}"))
    answer = {"description": kind.description, "content": {kind.media_type: _content(kind.address)}}
    return {"operationId": f"get_{name}", "summary": kind.description, "responses": {"200": answer}}


def _content(address: str) -> Schema:
    if address in _FORMS:
        return {"schema": {"$ref": f"#/components/schemas/{_FORMS[address].__name__}"}}
    if address in _TABLES:
        return {
            "schema": {
                "type": "array",
                "items": {"$ref": f"#/components/schemas/{_TABLES[address][0]}"},
            }
        }
    return (
        {"schema": {"type": "array" if address == manifest.CSL else "object"}}
        if address.endswith(".json")
        else {"schema": {"type": "string"}}
    )


@cache
def _form_schemas() -> Schema:
    wanted: list[tuple[type[BaseModel], Literal["serialization"]]] = [
        (form, "serialization") for form in _FORMS.values()
    ]
    _, made = models_json_schema(
        wanted,
        ref_template="#/components/schemas/{model}",
        schema_generator=_Published,
    )
    schemas: Schema = made["$defs"]
    return schemas


def _row_schema(columns: tables.Columns) -> Schema:
    cells = {
        name: {"type": "string", "description": description}
        for name, description in columns.items()
    }
    return {
        "type": "object",
        "description": 'A row of the table; several values in a cell stand apart by "; ".',
        "properties": cells,
        "required": list(columns),
    }


# Form of a schema


class _Plain(GenerateJsonSchema):
    """Leaves out what says nothing: titles made from names, and `null` as the default."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002  the base class's signature
        return False

    def default_schema(self, schema: Any) -> Schema:
        made = super().default_schema(schema)
        if made.get("default", "") is None:
            made.pop("default")
        return made


class _Published(_Plain):
    """Says what is promised: every key is there, and within v1 one may be added."""

    def model_schema(self, schema: Any) -> Schema:
        made = super().model_schema(schema)
        made.pop("additionalProperties", None)
        return {**made, "required": list(made["properties"])}

    def default_schema(self, schema: Any) -> Schema:
        made = super().default_schema(schema)
        made.pop("default", None)
        return made


def _siblings_apart(value: Any) -> Any:
    """Return a schema in which nothing stands beside a `$ref`, where draft-07 would have it ignored."""
    if isinstance(value, list):
        return [_siblings_apart(item) for item in value]
    if not isinstance(value, dict):
        return value
    made = {key: _siblings_apart(item) for key, item in value.items()}
    if "$ref" in made and len(made) > 1:
        return {"allOf": [{"$ref": made.pop("$ref")}], **made}
    return made
