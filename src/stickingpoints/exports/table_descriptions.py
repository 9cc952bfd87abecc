"""The tables → their descriptions for programs: a Data Package and CSVW.

`datapackage.json` follows the Data Package standard 2.0 (https://datapackage.org) with its Table
Schema; `csv-metadata.json` follows the W3C's "Metadata Vocabulary for Tabular Data" and has the
name under which programs look for it beside a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from stickingpoints.exports import manifest
from stickingpoints.exports.columns import TABLES, Column, ForeignKey, Kind, Table, table
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset
from stickingpoints.text import prose
from stickingpoints.text.json_bytes import json_bytes

Form = dict[str, Any]

_PROFILES = "https://datapackage.org/profiles/2.0"
_DAY_OR_MONTH = r"\d{4}-\d{2}(-\d{2})?"
_GUARD = (
    "A cell that a spreadsheet would take for a formula begins with an apostrophe, which is not "
    "part of the text."
)
_FIELD_TYPES: Mapping[Kind, Form] = MappingProxyType(
    {
        "text": {"type": "string"},
        "texts": {"type": "string"},  # a text may hold the separator
        "id": {"type": "string"},
        "ids": {"type": "list", "delimiter": "; ", "itemType": "string"},
        "integer": {"type": "integer"},
        "yes-no": {"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]},
        "day": {"type": "date"},
        "day-or-month": {"type": "string"},
        "address": {"type": "string"},  # relative where the site has no public address
    }
)
_CELL_TYPES: Mapping[Kind, Form] = MappingProxyType(
    {
        "text": {"datatype": "string"},
        "texts": {"datatype": "string"},
        "id": {"datatype": "string"},
        "ids": {"datatype": "string", "separator": "; "},
        "integer": {"datatype": "integer"},
        "yes-no": {"datatype": {"base": "boolean", "format": "yes|no"}},
        "day": {"datatype": {"base": "date", "format": "yyyy-MM-dd"}},
        "day-or-month": {"datatype": {"base": "string", "format": _DAY_OR_MONTH}},
        "address": {"datatype": "anyURI"},
    }
)


def files(dataset: Dataset, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield address and content of both descriptions of the tables."""
    yield manifest.DATA_PACKAGE, json_bytes(data_package(dataset, site))
    yield manifest.CSVW, json_bytes(csvw(dataset, site))


# Data Package


def data_package(dataset: Dataset, site: Site) -> Form:
    """Return the tables as a Data Package 2.0; the paths are relative to the description."""
    return _filled(
        {
            "$schema": f"{_PROFILES}/datapackage.json",
            "name": site.slug,
            "title": f"{site.name}: {dataset.title}",
            "description": f"{prose.plain(dataset.summary)}\n\n{_GUARD}",
            "homepage": site.url,
            "version": dataset.as_of.isoformat(),
            "licenses": _licences(dataset),
            "contributors": [_contributor(dataset, site)],
            "keywords": list(map(attrgetter("title"), dataset.issues)),
            "resources": list(map(_resource, TABLES)),
        }
    )


def _licences(dataset: Dataset) -> list[Form]:
    """Return the licence, if it is an SPDX identifier; others have no form in the standard."""
    address = manifest.licence_address(dataset)
    if address is None:
        return []
    return [{"name": dataset.licence, "path": address}]


def _contributor(dataset: Dataset, site: Site) -> Form:
    if dataset.publisher is None:
        return {"title": site.name, "roles": ["publisher"]}
    publisher = dataset.publisher
    contact = {"path": publisher.contact}
    if publisher.has_email:
        contact = {"email": publisher.contact}
    return {"title": publisher.name, **contact, "roles": ["publisher"]}


def _resource(table: Table) -> Form:
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": table.name,
        "type": "table",
        "path": table.file,
        "description": manifest.description(table.address),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\r\n"},
        "schema": _table_schema(table),
    }


def _table_schema(table: Table) -> Form:
    return _filled(
        {
            "$schema": f"{_PROFILES}/tableschema.json",
            "fields": [_field(name, column) for name, column in table.columns.items()],
            "primaryKey": list(table.primary_key),
            "foreignKeys": list(map(_reference, table.foreign_keys)),
        }
    )


def _field(name: str, column: Column) -> Form:
    form = {"name": name, **_FIELD_TYPES[column.kind], "description": column.description}
    return {**form, **_filled({"constraints": _constraints(column)})}


def _constraints(column: Column) -> Form:
    form: Form = {}
    if column.required:
        form["required"] = True
    if column.words:
        form["enum"] = list(column.words)
    if column.kind == "day-or-month":
        form["pattern"] = _DAY_OR_MONTH
    return form


def _reference(key: ForeignKey) -> Form:
    target = {"resource": key.table, "fields": list(table(key.table).primary_key)}
    return {"fields": list(key.columns), "reference": target}


# CSVW


def csvw(dataset: Dataset, site: Site) -> Form:
    """Return the tables as a table group of CSVW; the addresses are relative to the description."""
    return _filled(
        {
            "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
            "dc:title": f"{site.name}: {dataset.title}",
            "dc:description": _GUARD,
            "dc:modified": {"@value": dataset.as_of.isoformat(), "@type": "xsd:date"},
            "dc:license": _licence_link(dataset),
            "tables": list(map(_described, TABLES)),
        }
    )


def _licence_link(dataset: Dataset) -> Form | str | None:
    address = manifest.licence_address(dataset)
    if address is None:
        return dataset.licence
    return {"@id": address}


def _described(table: Table) -> Form:
    return {
        "url": table.file,
        "dc:description": manifest.description(table.address),
        "tableSchema": _filled(
            {
                "columns": [_column(name, column) for name, column in table.columns.items()],
                "primaryKey": list(table.primary_key),
                "foreignKeys": [
                    _link(key) for key in table.foreign_keys if _never_empty(table, key)
                ],
            }
        ),
    }


def _column(name: str, column: Column) -> Form:
    form: Form = {
        "name": name,
        "titles": name,
        "dc:description": column.description,
        **_CELL_TYPES[column.kind],
    }
    if column.words:
        form["datatype"] = {"base": "string", "format": "|".join(column.words)}
    if column.required:
        form["required"] = True
    return form


def _never_empty(table: Table, key: ForeignKey) -> bool:
    """Return whether every row has the key: a strict validator takes an empty one for broken."""
    return all(table.columns[name].required for name in key.columns)


def _link(key: ForeignKey) -> Form:
    target = table(key.table)
    return {
        "columnReference": list(key.columns),
        "reference": {"resource": target.file, "columnReference": list(target.primary_key)},
    }


def _filled(form: Form) -> Form:
    """Return the properties that have a value."""
    return {name: value for name, value in form.items() if value not in (None, "", [], {})}
