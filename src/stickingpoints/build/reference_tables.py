"""The tables in CONTRIBUTING.md that are made from the code: every field of the data, and every command.

They stand between a pair of comments, `<!-- fields -->` and `<!-- /fields -->`, which the reader of the page does not see.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from stickingpoints.bounded_files import read_text
from stickingpoints.model.records import Dataset, Day, DayOrMonth, Id, Text, WebAddress
from stickingpoints.problems import ContentError, Place, Problem, display_path

Schema = Mapping[str, Any]

_HEADING = "####"
_NAMED: tuple[tuple[Any, str], ...] = (
    (Id, "id"),
    (Text, "text"),
    (Day, "day, as `2025-11-25`"),
    (DayOrMonth, "day or month, as `2025-11-25` or `2025-11`"),
    (WebAddress, "web address"),
)


def renew(path: Path, tables: Mapping[str, str]) -> str:
    """Return a file's text with each table between the comments of its name; raises ContentError if they are not there."""
    text = read_text(path, display_path(path))
    for name, table in tables.items():
        head, start, rest = text.partition(f"<!-- {name} -->\n")
        _, end, tail = rest.partition(f"<!-- /{name} -->")
        if not end:
            message = f"the comments <!-- {name} --> and <!-- /{name} --> are not here; put each on a line of its own where the table is to stand"
            raise ContentError(
                [Problem(Place(display_path(path), 1, 1, 1), "no-marks", "", message)]
            )
        text = f"{head}{start}\n{table}\n{end}{tail}"
    return text


# Fields


def fields() -> str:
    """Return one table for each record of the data, in the order in which an editor meets them."""
    schema = Dataset.model_json_schema()
    records = {"Dataset": schema, **schema["$defs"]}
    return "\n".join(_record(name, records[name]) for name in _in_order("Dataset", records))


def _in_order(name: str, records: Mapping[str, Schema]) -> list[str]:
    """Return a record and those below it, each once, the first that is named first."""
    found = [name]
    for below in re.findall(r'"#/\$defs/(\w+)"', json.dumps(records[name]["properties"])):
        found += [other for other in _in_order(below, records) if other not in found]
    return found


def _record(name: str, schema: Schema) -> str:
    rows = [
        _row(field, value, required=field in schema.get("required", ()))
        for field, value in schema["properties"].items()
    ]
    return f"{_HEADING} {_title(name)}\n\n{schema['description']}\n\n| field | allowed values | meaning |\n|---|---|---|\n{''.join(rows)}"


def _row(field: str, schema: Schema, *, required: bool) -> str:
    mark = "\\*" if required else ""
    return (
        f"| `{field}`{mark} | {_cell(_kind(schema))} | {_cell(schema.get('description', ''))} |\n"
    )


def _kind(schema: Schema) -> str:
    """Return in words what JSON Schema says of a value."""
    if "anyOf" in schema:
        return " or ".join(
            _kind(option) for option in schema["anyOf"] if option.get("type") != "null"
        )
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{_title(name)}](#{_title(name).lower().replace(' ', '-')})"
    if "enum" in schema or "const" in schema:
        return ", ".join(f"`{word}`" for word in schema.get("enum", [schema.get("const")]))
    if schema["type"] == "array":
        return f"list of {_count(schema)}{_several(_kind(schema['items']))}"
    return _plain_kind(schema)


def _plain_kind(schema: Schema) -> str:
    constraints = {
        key: value
        for key, value in schema.items()
        if key not in ("title", "description", "default")
    }
    for alias, words in _NAMED:
        if TypeAdapter(alias).json_schema() == constraints:
            return words
    if schema["type"] == "boolean":
        return "`true`, `false`"
    if schema["type"] == "integer":
        return f"whole number, {schema['minimum']} to {schema['maximum']}"
    return f"text, at most {schema['maxLength']} characters" if "maxLength" in schema else "text"


def _count(schema: Schema) -> str:
    least, most = schema.get("minItems", 0), schema.get("maxItems")
    if most:
        return f"{least} " if least == most else f"{least} to {most} "
    return f"at least {least} " if least else ""


def _several(words: str) -> str:
    return {"id": "ids", "text": "texts"}.get(words, words)


def _title(name: str) -> str:
    """Return a record's name as words: `ScalePoint` → `Scale point`."""
    return re.sub(r"(?<=.)([A-Z])", lambda match: f" {match[1].lower()}", name)


# Commands


def commands(parser: argparse.ArgumentParser) -> str:
    """Return the table of a parser's commands, with what their help says."""
    rows = [
        f"| `{parser.prog} {name}` | {_cell(does)} | {_options(command)} |\n"
        for name, does, command in _commands(parser)
    ]
    return f"| command | purpose | options |\n|---|---|---|\n{''.join(rows)}"


def _commands(
    parser: argparse.ArgumentParser,
) -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    # argparse keeps what it prints as help in attributes that it does not document; they have not moved since Python 3.2.
    for action in parser._actions:  # noqa: SLF001
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for entry in action._choices_actions:  # noqa: SLF001
                yield entry.dest, entry.help or "", action.choices[entry.dest]


def _options(command: argparse.ArgumentParser) -> str:
    options = [
        action
        for action in command._actions  # noqa: SLF001
        if action.dest != "help" and action.help != argparse.SUPPRESS
    ]
    return "<br>".join(
        f"{_usage(option)} {_cell((option.help or '') % vars(option))}".rstrip()
        for option in options
    )


def _usage(option: argparse.Action) -> str:
    """Return how an option is written, and the words that it takes where only some are taken."""
    name = (
        option.option_strings[-1]
        if option.option_strings
        else str(option.metavar or option.dest.upper())
    )
    choices = ", ".join(f"`{choice}`" for choice in option.choices or ())
    return f"`{name}` {choices}:" if choices else f"`{name}`"


def _cell(text: str) -> str:
    """Return a text that can stand in a cell of a table."""
    return " ".join(text.split()).replace("|", "\\|")
