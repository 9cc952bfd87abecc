"""Data with one field of one record replaced, as the schema of the fields allows or forbids."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from hypothesis import strategies as st

from small import in_letters, whole_data
from stickingpoints.exports.json_schema import editing_schema

Schema = Mapping[str, Any]

SCHEMA: Schema = editing_schema()
DATA: dict[str, Any] = json.loads(json.dumps(in_letters(whole_data(), {}), default=date.isoformat))
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.dates().map(date.isoformat),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=5,
)
_LONGEST = 90


class Spot(NamedTuple):
    """A field of a record of the data: the way to it, and what the schema says of it."""

    way: tuple[str | int, ...]
    schema: Schema


def spots() -> list[Spot]:
    """Return every field of every record of the data, those that are not filled in too."""
    return list(_spots(DATA, SCHEMA, ()))


def _spots(value: Any, schema: Schema, way: tuple[str | int, ...]) -> Iterator[Spot]:
    for kind in _kinds(schema):
        if isinstance(value, dict):
            for name, of_field in kind.get("properties", {}).items():
                yield Spot((*way, name), of_field)
                yield from _spots(value.get(name), of_field, (*way, name))
        elif isinstance(value, list) and "items" in kind:
            for number, item in enumerate(value):
                yield Spot((*way, number), kind["items"])
                yield from _spots(item, kind["items"], (*way, number))


def _kinds(schema: Schema) -> Iterator[Schema]:
    """Yield the schemas of which a value may meet any; references are followed."""
    if "$ref" in schema:
        yield from _kinds(SCHEMA["definitions"][schema["$ref"].rpartition("/")[2]])
        return
    choices = schema.get("anyOf") or schema.get("allOf")
    if not choices:
        yield schema
        return
    for choice in choices:
        yield from _kinds(choice)


def values(schema: Schema) -> st.SearchStrategy[Any]:
    """Return values that a schema allows, but for patterns of which it has several."""
    return st.one_of([_BY_TYPE[kind.get("type", "null")](kind) for kind in _kinds(schema)])


def _texts(schema: Schema) -> st.SearchStrategy[Any]:
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "const" in schema:
        return st.just(schema["const"])
    if schema.get("format") == "date":
        return st.dates().map(date.isoformat)
    if schema.get("pattern", r"\S") == r"\S":
        return st.text(min_size=1, max_size=min(schema.get("maxLength", _LONGEST), _LONGEST))
    return st.from_regex(schema["pattern"]).map(
        lambda text: text[: schema.get("maxLength", _LONGEST)]
    )


def _numbers(schema: Schema) -> st.SearchStrategy[Any]:
    return st.integers(schema.get("minimum"), schema.get("maximum"))


def _lists(schema: Schema) -> st.SearchStrategy[Any]:
    least = schema.get("minItems", 0)
    most = min(schema.get("maxItems", least + 2), least + 2)
    return st.lists(st.deferred(lambda: values(schema["items"])), min_size=least, max_size=most)


def _records(schema: Schema) -> st.SearchStrategy[Any]:
    required: dict[str, st.SearchStrategy[Any]] = {}
    optional: dict[str, st.SearchStrategy[Any]] = {}
    for name, of_field in schema.get("properties", {}).items():
        here = required if name in schema.get("required", ()) else optional
        here[name] = values(of_field)
    return st.fixed_dictionaries(required, optional=optional)


_BY_TYPE: Mapping[str, Callable[[Schema], st.SearchStrategy[Any]]] = {
    "string": _texts,
    "integer": _numbers,
    "number": _numbers,
    "boolean": lambda _: st.booleans(),
    "null": lambda _: st.none(),
    "array": _lists,
    "object": _records,
}


@st.composite
def changed_data(draw: st.DrawFn, places: list[Spot]) -> dict[str, Any]:
    """Return the data with one to three fields replaced, by what is allowed or by anything."""
    data = copy.deepcopy(DATA)
    for spot in draw(st.lists(st.sampled_from(places), min_size=1, max_size=3)):
        _put(data, spot.way, draw(values(spot.schema) | ANYTHING))
    return data


def _put(data: Any, way: tuple[Any, ...], value: Any) -> None:
    """Set a value in the data, unless an earlier change has cut off the way to it."""
    for step in way[:-1]:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return
    last = way[-1]
    if isinstance(data, dict) or (isinstance(data, list) and last in range(len(data))):
        data[last] = value
