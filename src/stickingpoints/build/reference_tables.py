"""The tables of the documentation that are generated: fields of the data, rules, and commands.

Each is between a pair of comments, such as `<!-- fields -->` and `<!-- /fields -->`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import click
from pydantic import TypeAdapter

from stickingpoints.bounded_files import read_text
from stickingpoints.checks.rules import RULES
from stickingpoints.model.records import (
    Contact,
    Dataset,
    Day,
    DayOrMonth,
    Id,
    StatementName,
    Text,
    WebAddress,
)
from stickingpoints.problems import ContentError, Place, Problem, display_path
from stickingpoints.site.placeholders import PLACEHOLDERS

Schema = Mapping[str, Any]

_NAMED: tuple[tuple[Any, str], ...] = (
    (Id, "id"),
    (Text, "text"),
    (Day, "day, as `2025-11-25`"),
    (DayOrMonth, "day or month, as `2025-11-25` or `2025-11`"),
    (StatementName, "date of a statement, or date and key"),
    (WebAddress, "web address"),
    (Contact, "e-mail address or web address"),
)
_PLURALS = {"id": "ids", "text": "texts"}
_NOT_CONSTRAINTS = ("title", "description", "default")


def renewed(target: Path, tables: Mapping[str, str]) -> dict[Path, str]:
    """Return the text of a file with every table, or of each page of a folder with those it has.

    Raises ContentError if a pair of comments is missing.
    """
    if not target.is_dir():
        return {target: renew(target, tables)}
    texts = {path: read_text(path, display_path(path)) for path in sorted(target.glob("*.md"))}
    return {path: _with_own(text, tables, path) for path, text in texts.items()}


def _with_own(text: str, tables: Mapping[str, str], path: Path) -> str:
    """Return the text of a page with those tables for which it has comments."""
    own = {name: table for name, table in tables.items() if f"<!-- {name} -->" in text}
    return with_tables(text, own, display_path(path))


def renew(path: Path, tables: Mapping[str, str]) -> str:
    """Return the text of a file with its tables, as `with_tables` does."""
    return with_tables(read_text(path, display_path(path)), tables, display_path(path))


def with_tables(text: str, tables: Mapping[str, str], file: str) -> str:
    """Return a text with each table, by name, between its pair of comments.

    Raises ContentError if a pair is missing; `file` is the name of the text in messages.
    """
    for name, table in tables.items():
        before, start, rest = text.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition(f"<!-- /{name} -->")
        if not end:
            raise ContentError([_missing_comments(file, name)])
        text = f"{before}{start}\n{table}\n{end}{after}"
    return text


def _missing_comments(file: str, name: str) -> Problem:
    message = (
        f"the comments <!-- {name} --> and <!-- /{name} --> are not here; "
        "put each on a line of its own where the table belongs"
    )
    return Problem(Place(file, 1, 1, 1), "no-marks", "", message)


# Fields


def fields() -> str:
    """Return a table for each record of the data, in the order in which an editor meets them."""
    schema = Dataset.model_json_schema()
    records = {"Dataset": schema, **schema["$defs"]}
    return "\n".join(_record(name, records[name]) for name in _in_order("Dataset", records))


def _in_order(name: str, records: Mapping[str, Schema]) -> list[str]:
    """Return a record and those below it, each once, in the order of their first mention."""
    names = [name]
    for below in re.findall(r'"#/\$defs/(\w+)"', json.dumps(records[name]["properties"])):
        for other in _in_order(below, records):
            if other not in names:
                names.append(other)
    return names


def _record(name: str, schema: Schema) -> str:
    """Return the heading, the description and the table of a record."""
    lines = [
        f"### {_title(name)}",
        "",
        schema["description"],
        "",
        "| field | allowed values | meaning |",
        "|---|---|---|",
    ]
    required = schema.get("required", ())
    for field, value in schema["properties"].items():
        mark = "\\*" if field in required else ""
        meaning = _cell(value.get("description", ""))
        lines.append(f"| `{field}`{mark} | {_cell(_kind(value))} | {meaning} |")
    return "\n".join([*lines, ""])


def _kind(schema: Schema) -> str:
    """Return the values that a JSON Schema allows, in words."""
    if "anyOf" in schema:
        options = [option for option in schema["anyOf"] if option.get("type") != "null"]
        return " or ".join(map(_kind, options))
    if "$ref" in schema:
        title = _title(schema["$ref"].rpartition("/")[2])
        anchor = title.lower().replace(" ", "-")
        return f"[{title}](#{anchor})"
    if "enum" in schema or "const" in schema:
        words = schema.get("enum", [schema.get("const")])
        return ", ".join(f"`{word}`" for word in words)
    if schema["type"] == "array":
        items = _kind(schema["items"])
        return f"list of {_count(schema)}{_PLURALS.get(items, items)}"
    return _named_kind(schema) or _plain_kind(schema)


def _named_kind(schema: Schema) -> str:
    """Return what a type of the model is called, "" for any other."""
    constraints = {key: schema[key] for key in schema if key not in _NOT_CONSTRAINTS}
    for alias, name in _NAMED:
        if TypeAdapter(alias).json_schema() == constraints:
            return name
    return ""


def _plain_kind(schema: Schema) -> str:
    if schema["type"] == "boolean":
        return "`true`, `false`"
    if schema["type"] == "integer":
        return f"whole number, {schema['minimum']} to {schema['maximum']}"
    if "maxLength" in schema:
        return f"text, at most {schema['maxLength']} characters"
    return "text"


def _count(schema: Schema) -> str:
    """Return how many items a list has, followed by a space, "" for any number."""
    least, most = schema.get("minItems", 0), schema.get("maxItems")
    if most and least == most:
        return f"{least} "
    if most:
        return f"{least} to {most} "
    if least:
        return f"at least {least} "
    return ""


def _title(name: str) -> str:
    """Return a record's name as words: `ScalePoint` → `Scale point`."""
    return re.sub(r"(?<=.)([A-Z])", lambda match: f" {match[1].lower()}", name)


# Rules


def rules() -> str:
    """Return the table of the rules that a check can report, by id."""
    lines = ["| rule | what it asks for |", "|---|---|"]
    in_order = sorted(RULES, key=lambda rule: rule.id)
    lines += [f"| `{rule.id}` | {_cell(rule.help)} |" for rule in in_order]
    return "\n".join([*lines, ""])


# Commands


def placeholders() -> str:
    """Return a table of the placeholders of written pages."""
    lines = ["| placeholder | becomes |", "|---|---|"]
    for name, placeholder in PLACEHOLDERS.items():
        lines.append(f"| `{{{{ {name} }}}}` | {_cell(placeholder.meaning)} |")
    return "\n".join([*lines, ""])


class _Command(NamedTuple):
    """A command: its help in one line, and each of its arguments and options with its help."""

    purpose: str
    options: list[str]


def commands(program: click.Group) -> str:
    """Return a section for each command of a program, with the texts of its help.

    Options that most commands have in common come first.
    """
    found = _commands(program)
    shared = _shared(found.values())
    lines = [*_list(shared), ""]
    for name, command in found.items():
        own = [option for option in command.options if option not in shared]
        lines += [f"### {program.name} {name}", "", f"{command.purpose}.", "", *_list(own), ""]
    return "\n".join(lines)


def _list(options: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a list of options."""
    for option in options:
        yield f"- {option}"


def _commands(program: click.Group) -> dict[str, _Command]:
    context = click.Context(program, info_name=program.name)
    commands = {}
    for name in program.list_commands(context):
        command = program.get_command(context, name)
        if command is not None:
            commands[name] = _Command(command.get_short_help_str(), _options(command, context))
    return commands


def _options(command: click.Command, context: click.Context) -> list[str]:
    records = [parameter.get_help_record(context) for parameter in command.params]
    return [f"`{use}` {' '.join(text.split())}" for use, text in filter(None, records)]


def _shared(commands: Collection[_Command]) -> list[str]:
    """Return the options that most commands have, in their order."""
    uses = Counter(chain.from_iterable(command.options for command in commands))
    return [option for option, number in uses.items() if number > len(commands) / 2]


def _cell(text: str) -> str:
    """Return a text on one line, as a cell of a table."""
    return " ".join(text.split()).replace("|", "\\|")
