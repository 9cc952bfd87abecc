"""Why the models refuse a value, in an editor's words, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_origin

from pydantic_core import ErrorDetails

from stickingpoints.model.records import Day, DayOrMonth, Id, ScalePlace, WebAddress
from stickingpoints.problems import did_you_mean, nearest, one_of, shorten
from stickingpoints.reading import bad_ids, yaml_slips
from stickingpoints.reading.fields import (
    annotation_at,
    base_type,
    choices,
    is_record,
    is_required,
    is_scalar,
    known_keys,
    literal_words,
    min_length,
    without_none,
)
from stickingpoints.reading.locations import Location, last_key
from stickingpoints.reading.yaml_nodes import Node
from stickingpoints.reading.yaml_scalars import reads_as
from stickingpoints.text import look_alikes

_NOUNS = {
    "attribution": "an attribution",
    "quote_kind": "a kind of quote",
    "kind": "a kind of source",
    "answers": "a way of answering",
}
_EXPECTED = {
    "language": "a language tag, as en or uk",
    "interval_days": "a whole number from 1 to 3650, without quotes",
    "points": "a whole number from 1 to 999, without quotes",
    "figure": "a whole number, without quotes or commas",
}
_SHORT_KEY = 3
_LAST_WORDS = 4


def describe(fault: ErrorDetails, location: Location, node: Node, plain: object) -> tuple[str, str]:
    """Return the rule that a refused value breaks, and the message: what is wrong, what to do.

    `fault` is what pydantic reports of the value, `node` the value as it was read, `plain` the
    whole data.
    """
    field = last_key(location)
    if fault["type"] == "missing":
        return "missing", _missing(field, location)
    if fault["type"] == "extra_forbidden":
        return "unknown-key", _unknown_key(field, known_keys(location[:-1]))
    if isinstance(node.value, (dict, list)) or not is_scalar(location):
        return _wrong_form(fault, location, node)
    return _wrong_word(fault, location, node, plain)


def nearest_key(word: str, keys: Iterable[str]) -> str | None:
    """Return the key that was most likely meant, None if none is near."""
    keys = list(keys)
    # One letter is half of a key such as "id" or "at".
    short_keys = [key for key in keys if len(key) <= _SHORT_KEY]
    return nearest(word, keys) or nearest(word, short_keys, at_least=0.5)


def _missing(field: str, location: Location) -> str:
    if field == "citations":
        return '"citations" is missing; add it with at least one source'
    match choices(location):
        case ():
            return f'"{field}" is missing; add it'
        case (word,):
            return f'"{field}" is missing; add {field}: {word}'
        case words:
            return f'"{field}" is missing; add it. {one_of(words)}'


def empty(field: str, location: Location) -> str:
    """Return the message for a key without a value; a key that must stay cannot be deleted."""
    message = f'"{field}" is empty; write '
    if not is_required(location):
        return f"{message}something after the colon, or delete the line"
    annotation = without_none(annotation_at(location))
    if _wants_text(annotation):
        return f"{message}something after the colon"
    message += _EXPECTED.get(field) or _expected(annotation)
    if get_origin(base_type(annotation)) is list and not min_length(annotation):
        return f"{message}, or [] if there is nothing to list"
    return message


def _unknown_key(field: str, keys: list[str]) -> str:
    meant = nearest_key(look_alikes.plain(field), keys)
    unknown = f'unknown key "{field}"{_look_alike(field)}'
    if meant:
        return f'{unknown}; did you mean "{meant}"? {one_of(keys)}'
    return f"{unknown}. {one_of(keys)}"


def _look_alike(word: str) -> str:
    """Return, after a colon, which letter of a word only looks like another, "" if none does."""
    reason = look_alikes.named(word)
    return f": {reason}" if reason else ""


def _wrong_word(
    fault: ErrorDetails, location: Location, node: Node, plain: object
) -> tuple[str, str]:
    """Return the rule and message for a single value that its field does not accept."""
    annotation = without_none(annotation_at(location))
    field = last_key(location)
    shown = shorten(text_of(node))
    words = literal_words(annotation)
    if words and isinstance(words[0], str):
        noun = _NOUNS.get(field, f"a {field}")
        reason = _look_alike(shown)
        hint = did_you_mean(look_alikes.plain(shown), words) or "."
        return "unknown-word", f'"{shown}" is not {noun}{reason}{hint} {one_of(words)}'
    if fault["type"] == "value_error":
        return "bad-value", f'"{shown}" {fault["ctx"]["error"]}'
    if not shown.strip():
        return "bad-value", f'"{field}" has no text; write some'
    if node.written and _wants_text(annotation):
        return "read-as-other", reads_as(node.written, node.value)
    if annotation in (Id, ScalePlace) and fault["type"] != "string_too_long":
        return "bad-id", bad_ids.explain(shown, location, plain).message
    return _wrong_value(fault, location, shown)


def _wrong_value(fault: ErrorDetails, location: Location, shown: str) -> tuple[str, str]:
    annotation = without_none(annotation_at(location))
    field = last_key(location)
    if fault["type"] == "string_too_long":
        length, most = len(fault["input"]), fault["ctx"]["max_length"]
        return "too-long", f'"{field}" has {length} characters; at most {most} are allowed'
    expected = _EXPECTED.get(field) or _expected(annotation)
    return "bad-value", f'"{shown}" is not allowed as "{field}"; write {expected}'


def _wrong_form(fault: ErrorDetails, location: Location, node: Node) -> tuple[str, str]:
    """Return the rule and message for a list, record or single value where another is wanted."""
    field = last_key(location)
    limits = fault.get("ctx", {})
    # Of `at`, a list of the wrong length is a wrong form: it takes one point, or two.
    if fault["type"] == "too_short" and field != "at":
        number, fewest = limits["actual_length"], limits["min_length"]
        return "missing", f'"{field}" has too few entries ({number} of at least {fewest}); add more'
    if fault["type"] == "too_long" and field != "at":
        number, most = limits["actual_length"], limits["max_length"]
        return (
            "too-long",
            f'"{field}" has too many entries ({number} of at most {most}); remove some',
        )
    if isinstance(node.value, str) and yaml_slips.BULLET.match(node.value):
        return "wrong-type", yaml_slips.bullet_message(node.value)
    owner = f'"{field}"'
    if isinstance(location[-1], int):
        owner = f'an entry of "{field}"'
    expected = _expected(without_none(annotation_at(location)))
    return "wrong-type", f"{owner} is {_kind_of(node)}; write {expected}"


def _expected(annotation: object) -> str:
    """Return in an editor's words what a field accepts."""
    base = base_type(annotation)
    if annotation == ScalePlace:
        return "one point of the scale, or the two ends of a range, as [first, second]"
    if get_origin(base) is list:
        return "a list (lines that begin with a hyphen)"
    if is_record(base):
        return "a record (indented lines of key: value)"
    return _expected_scalar(annotation)


def _expected_scalar(annotation: object) -> str:
    base = base_type(annotation)
    words = literal_words(base)
    if words and isinstance(words[0], str):
        return f"one word. {one_of(words)}"
    if words:
        return f"{words[0]}, without quotes"
    if annotation in (Day, DayOrMonth):
        return "a day, as 2025-11-25"
    if base is bool:
        return "true or false, without quotes"
    return "text"


def _wants_text(annotation: object) -> bool:
    return annotation in (Id, WebAddress, ScalePlace) or base_type(annotation) is str


def _kind_of(node: Node) -> str:
    if isinstance(node.value, dict):
        return "a record (key: value)"
    if isinstance(node.value, list):
        return "a list"
    return f'"{shorten(text_of(node))}"'


def cut_text(text: str, comment: str) -> str:
    """Return the message for a text that a comment cuts off."""
    return (
        f'YAML takes "{shorten(comment)}" for a comment, so the text ends at '
        f'"{_end_of(text)}"; if it belongs to the text, put the whole text in quotes, '
        "otherwise write the comment on a line of its own"
    )


def _end_of(text: str) -> str:
    """Return the last words of a text."""
    words = text.split()
    if len(words) <= _LAST_WORDS:
        return shorten(text)
    return "… " + shorten(" ".join(words[-_LAST_WORDS:]))


def text_of(node: Node) -> str:
    """Return the text of a single value as it was written."""
    return str(node.written or node.value)
