"""A completed issue form of the forge → its kind and its values, cleaned.

It is the JSON of an issue, whose `body` is Markdown (a heading for each label, then the value), or
JSON with the fields by id. Whoever completed it may be a stranger.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from stickingpoints.editing.issue_forms import FORMS, Field, Filled, FormError, Kind
from stickingpoints.problems import did_you_mean, forbidden, forbidden_in, one_of, shorten

LARGEST = 200_000
"""How many characters a form may have."""

_LONGEST_LINE = 500
_LONGEST_TEXT = 5_000
_NO_RESPONSE = "_No response_"  # what the forge writes for an empty field
_NO_CHOICE = "None"  # what it writes for a menu without a choice
_ENVELOPE_KEYS = ("kind", "labels", "number", "title")  # of an issue; not fields of the form
_LIST_ITEM = re.compile(r"([-*+]|\d+[.)]) ")


def parse(text: str) -> Filled:
    """Parse a completed form; raises FormError with every reason why it cannot be accepted."""
    form = _json_object(text)
    kind = _kind(form)
    values: dict[str, str] = {}
    reasons: list[str] = []
    given = _given_values(form, FORMS[kind])
    for field in FORMS[kind]:
        try:
            value = _clean(field, given.get(field.id, ""))
        except FormError as error:
            reasons += error.reasons
            continue
        if value:
            values[field.id] = value
    if reasons:
        raise FormError(*reasons)
    return Filled(kind, values)


def _json_object(text: str) -> dict[str, Any]:
    if len(text) > LARGEST:
        raise FormError(f"the form has more than the {LARGEST:,} characters allowed")
    try:
        form = json.loads(text)
    except (ValueError, RecursionError):  # a number of thousands of digits is a ValueError too
        raise FormError("the form is not JSON") from None
    if not isinstance(form, dict):
        raise FormError("the form is not a JSON object")
    return form


def _kind(form: Mapping[str, Any]) -> Kind:
    """Return which form was completed, by its `kind`, by its label, or else by its headings."""
    # A label is set by the forge; the headings of a body can be written by anybody.
    kinds = _named_kinds(form)
    body = form.get("body")
    if not kinds and isinstance(body, str):
        kinds = _kinds_with_headings(body)
    if len(kinds) != 1:
        raise FormError(
            "it is not clear which form this is; give its kind, or one label that names it. "
            f"{one_of(FORMS)}"
        )
    return kinds[0]


def _named_kinds(form: Mapping[str, Any]) -> list[Kind]:
    """Return the forms that the JSON names, as its `kind` or as a label of the issue."""
    names = [form.get("kind")]
    labels = form.get("labels")
    if isinstance(labels, list):
        names += _label_names(labels)
    return [kind for kind in FORMS if kind in names]


def _label_names(labels: list[Any]) -> Iterator[Any]:
    for label in labels:
        if isinstance(label, dict):
            yield label.get("name")
        else:
            yield label


def _kinds_with_headings(body: str) -> list[Kind]:
    """Return the forms whose required fields all have a heading in the body of an issue."""
    lines = set(map(str.strip, body.splitlines()))
    kinds: list[Kind] = []
    for kind, fields in FORMS.items():
        required = {f"### {field.label}" for field in fields if field.required}
        if required <= lines:
            kinds.append(kind)
    return kinds


def _given_values(form: Mapping[str, Any], fields: tuple[Field, ...]) -> dict[str, str]:
    """Return the values as they were given, by the id of their field."""
    body = form.get("body")
    if isinstance(body, str):
        return _from_markdown(body, fields)
    return _from_json(form, fields)


def _from_json(form: Mapping[str, Any], fields: tuple[Field, ...]) -> dict[str, str]:
    """Return the values of JSON that has the fields by id, under `fields` or at its top."""
    known = {field.id: field for field in fields}
    by_id = _fields_of(form)
    _refuse_unknown(by_id, known)
    values = {}
    for key, given in by_id.items():
        value = _single(given)
        if not isinstance(value, str):
            raise FormError(f"“{known[key].label}” is not a text")
        values[key] = value
    return values


def _fields_of(form: Mapping[str, Any]) -> dict[str, Any]:
    inner = form.get("fields")
    if inner is None:
        return {key: value for key, value in form.items() if key not in _ENVELOPE_KEYS}
    if not isinstance(inner, dict):
        raise FormError("“fields” is not a JSON object")
    return inner


def _refuse_unknown(keys: Iterable[str], known: Mapping[str, Field]) -> None:
    """Raise FormError if a key is not the id of a field, with a reason for each such key."""
    reasons = []
    for key in keys:
        if key not in known:
            hint = did_you_mean(key, known)
            reasons.append(f'there is no field "{shorten(key)}" in this form{hint}')
    if reasons:
        raise FormError(*reasons)


def _single(value: Any) -> Any:
    """Return the choice in a list of one, as some parsers write it, and "" for nothing."""
    if isinstance(value, list) and len(value) == 1:
        return value[0]
    if value is None or value == []:
        return ""
    return value


def _from_markdown(body: str, fields: tuple[Field, ...]) -> dict[str, str]:
    """Return the values in the body of an issue: `### Label`, then the value.

    Raises FormError for a label that occurs twice.
    """
    ids = {field.label: field.id for field in fields}
    lines_of: dict[str, list[str]] = {}
    lines: list[str] = []  # what comes before the first label is dropped
    for line in body.replace("\r\n", "\n").split("\n"):
        field_id = _field_of_heading(line, ids)
        if field_id is None:
            lines.append(line)
            continue
        # Whoever writes the text could otherwise replace the value of another field with it.
        if field_id in lines_of:
            label = line[4:].strip()
            raise FormError(
                f"the heading “{label}” occurs twice in the form; leave headings out of the texts"
            )
        lines = lines_of[field_id] = []
    return {field_id: "\n".join(lines) for field_id, lines in lines_of.items()}


def _field_of_heading(line: str, ids: Mapping[str, str]) -> str | None:
    """Return the id of the field whose label a line is, as a heading; None for any other line."""
    if not line.startswith("### "):
        return None
    return ids.get(line[4:].strip())


def _clean(field: Field, given: str) -> str:
    """Return a value without superfluous white space; raises FormError if the field refuses it."""
    value = given.replace("\t", " ").strip()
    if value == _NO_RESPONSE or (field.options and value == _NO_CHOICE):
        value = ""
    _refuse_unfit(field, value)
    if field.is_text:
        return _paragraphs(value)
    return " ".join(value.split())


def _refuse_unfit(field: Field, value: str) -> None:
    """Raise FormError if a field does not take a value."""
    if not value and field.required:
        raise FormError(f"“{field.label}” is empty; fill it in")
    longest = _LONGEST_TEXT if field.is_text else _LONGEST_LINE
    if len(value) > longest:
        raise FormError(f"“{field.label}” is too long: {len(value):,} characters")
    unified = value.replace("\r", "\n")
    if hidden := forbidden_in(value).search(unified):
        raise FormError(f"“{field.label}”: {forbidden(hidden[0])}")
    if not field.is_text and "\n" in unified:
        raise FormError(f"“{field.label}” has more than one line; write it on one")
    if value and field.options and value not in field.options:
        raise FormError(
            f"“{field.label}”: “{shorten(value)}” is not a choice. {one_of(field.options)}"
        )


def _paragraphs(text: str) -> str:
    """Return a text with the lines of each paragraph joined; lists keep their lines."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    paragraphs = []
    for block in re.split(r"\n\s*\n", unified):
        lines = [" ".join(line.split()) for line in block.split("\n")]
        is_list = any(map(_LIST_ITEM.match, lines))
        separator = "\n" if is_list else " "
        paragraph = separator.join(filter(None, lines))
        if paragraph:
            paragraphs.append(paragraph)
    return "\n\n".join(paragraphs)
