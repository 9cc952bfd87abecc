"""A small project whose every text is an attempt to get markup into the pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from babel.messages.pofile import read_po, write_po

import warm_program
from conftest import Project
from small import small_project, whole_data
from stickingpoints.i18n import nouns
from stickingpoints.i18n.catalog import SHIPPED, read_language
from stickingpoints.model.records import Dataset

Schema = Mapping[str, Any]

ELEMENT = "<svg/onload=ran()>"
TEXT = (
    f"40 {ELEMENT} </title></style></script></textarea>--><img/src/onerror=ran()> "
    "\" onfocus=ran() autofocus x='&lt;b/onclick=ran()&gt;&quot;onclick=ran()&#39; {{ 7*7 }} "
    "<https://x.example/onfocus=ran()/autofocus/tabindex=1>"
)
"""Runs `ran()` wherever it is not escaped: in text, an attribute or an element of raw text."""

PLACED = f"{ELEMENT}</title>\"'"
"""The same where a text has room for sixty characters only."""

ADDRESS = "https://evil.example/'onclick='ran()'&quot;onclick=ran()"
"""What the check lets pass as the address of a source."""

HEADING = "Facts &amp; *figures*: R&D, 1 < 2"
"""A heading of a written page, which gives its title: HTML to MkDocs, no payload."""

TAKEN = "\n## Find\n\n## Scheme\n\n## As of\n\n## Finder\n"
"""Headings whose ids are those of the site's own controls."""

SETTING = "https://evil.example/\"'><svg/onload=ran()>/"

_SCHEMA = Dataset.model_json_schema()


def hostile_project(target: Path) -> Project:
    """Return a project with a payload in each text: data, catalogue, settings, pages of docs/."""
    project = small_project(target)
    data = poisoned(_SCHEMA, whole_data() | {"status_words": {}})
    for number, source in enumerate(data["sources"]):
        source["url"] += f"#{number}"  # no two sources have one address
    for event in data["events"]:
        if "announced" in event:
            del event["outcome"]  # nothing came of it yet
    data["nouns"] = {"issue": "clause", "plan": "text", "words": list(_poisoned_nouns())}
    (project.root / "data" / "issues.yaml").write_text(
        yaml.safe_dump(data, sort_keys=False), encoding="utf-8"
    )
    _poison_settings(project.root / "mkdocs.yml")
    _poison_catalogue(SHIPPED / "uk.po", project.root / "languages" / "uk.po")
    meta = {"title": TEXT, "description": TEXT}
    (project.root / "docs" / "corrections.md").write_text(f"# {HEADING}\n{TAKEN}", encoding="utf-8")
    for name in ("about", "data"):
        (project.root / "docs" / f"{name}.md").write_text(
            f"---\n{yaml.safe_dump(meta)}---\n# A heading\n", encoding="utf-8"
        )
    return project


def _poisoned_nouns() -> Iterator[dict[str, str]]:
    """Yield a payload for each form in which Ukrainian texts use a party."""
    for phrase in nouns.phrases(read_language(Path(), "uk").translated)["party"]:
        yield {"instead_of": phrase, "write": PLACED}


def call(project: Project, *arguments: str) -> None:
    """Call a command on a project with the rule against HTML switched off.

    Escaping alone then protects what is written from the data.
    """
    trouble = ("without_the_rule_against_html", "")
    done = warm_program.call("stickingpoints", *arguments, folder=project.root, trouble=trouble)
    assert done.returncode == 0, done.stdout + done.stderr


def poisoned(schema: Schema, value: Any) -> Any:
    """Return a value of the data with a payload in the place of each of its texts.

    Texts that were left out are included.
    """
    schema = _resolved(schema)
    if payload := _payload(schema):
        return payload
    if schema.get("type") == "array":
        return _poisoned_list(schema.get("items", {}), value)
    if schema.get("type") == "object":
        return _poisoned_record(schema["properties"], value)
    return value


def _poisoned_list(items: Schema, values: Any) -> list[Any]:
    if payload := _payload(_resolved(items)):
        return [payload]
    return [poisoned(items, value) for value in values]


def _poisoned_record(fields: Schema, record: Any) -> dict[str, Any]:
    filled = {}
    for name, schema in fields.items():
        if name in record or _is_text(schema):
            filled[name] = poisoned(schema, record.get(name))
    if "quote_kind" in fields:
        filled["quote_kind"] = "speaker"
    return filled


def text_fields() -> set[tuple[str, str]]:
    """Return every text field of every record, as record and field."""
    return set(_text_fields())


def _text_fields() -> Iterator[tuple[str, str]]:
    records = {"Dataset": _SCHEMA, **_SCHEMA["$defs"]}
    for name, record in records.items():
        for field, schema in record.get("properties", {}).items():
            if _is_text(schema):
                yield name, field


def filled_fields(schema: Schema, value: Any) -> Iterator[tuple[str, str]]:
    """Yield every field that a value of the data fills, as record and field."""
    schema = _resolved(schema)
    if isinstance(value, list):
        for item in value:
            yield from filled_fields(schema.get("items", {}), item)
    elif isinstance(value, dict):
        for name, below in value.items():
            yield schema["title"], name
            yield from filled_fields(schema["properties"][name], below)


def whole_schema() -> Schema:
    """Return the schema of the dataset."""
    return _SCHEMA


def _poison_settings(path: Path) -> None:
    settings = yaml.safe_load(path.read_text(encoding="utf-8"))
    settings |= {
        "site_name": TEXT,
        "site_url": SETTING,
        "repo_url": SETTING,
        "site_description": TEXT,
    }
    settings["theme"]["language"] = "uk"
    path.write_text(yaml.safe_dump(settings, sort_keys=False), encoding="utf-8")


def _poison_catalogue(shipped: Path, path: Path) -> None:
    path.parent.mkdir()
    with shipped.open("rb") as file:
        catalogue = read_po(file)
    for message in catalogue:
        if nouns.is_table(str(message.id)):
            message.string = str(message.string).replace("\n", f"{ELEMENT}\n")
        elif message.id and message.string:
            message.string = _poisoned_message(message.string)
    with path.open("wb") as file:
        write_po(file, catalogue)


def _poisoned_message(translation: str | tuple[str, ...] | list[str]) -> str | tuple[str, ...]:
    """Return a translation with a payload before it, in quotes in a pattern of dates (CLDR)."""
    if not isinstance(translation, str):
        return tuple(f"{ELEMENT}\"' {form}" for form in translation)
    is_date = set(translation.split()) <= {"d", "LLL", "LLLL", "MMM", "MMMM", "y", "'р'.", "'року'"}
    if is_date:
        return f"'{ELEMENT}' {translation}"
    return f"{ELEMENT}\"' {translation}"


def _resolved(schema: Schema) -> Schema:
    """Return the schema that a reference or an optional field stands for."""
    if "anyOf" in schema:
        schema = schema["anyOf"][0]
    if "$ref" not in schema:
        return schema
    _, _, name = schema["$ref"].rpartition("/")
    resolved: Schema = _SCHEMA["$defs"][name]
    return resolved


def _is_text(schema: Schema) -> bool:
    schema = _resolved(schema)
    return bool(_payload(schema) or _payload(_resolved(schema.get("items", {}))))


def _payload(schema: Schema) -> str | None:
    """Return what to write into a field: None if it is no text that an editor may choose."""
    if "https?://" in schema.get("pattern", ""):
        return ADDRESS
    if schema.get("pattern") != r"\S":
        return None
    room = schema["maxLength"]
    return next(text for text in (TEXT, PLACED, "<b/a>") if len(text) <= room)
