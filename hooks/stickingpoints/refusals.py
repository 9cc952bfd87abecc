"""What the models refuse, in an editor's words; and what stands in for it so that the reading can go on."""

from __future__ import annotations

import datetime
import re
import types
from collections.abc import Sequence
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic_core import ErrorDetails

from stickingpoints.model import Dataset, Day, DayOrMonth, Id, Record, ScalePlace, WebAddress
from stickingpoints.problems import Place, Problem, did_you_mean, nearest, one_of
from stickingpoints.tree import Node

Location = tuple[str | int, ...]

_SILENT_STEPS = ("positions", "statements")
_NOUNS = {"stance": "stance", "status": "status", "trend": "trend", "attribution": "attribution", "quote_kind": "kind of quote", "kind": "kind of source", "answers": "way of answering"}


def explain(faults: Sequence[ErrorDetails], tree: Node, plain: Any) -> list[Problem]:
    """Return one problem for each value that the models refused.

    `tree` says where things stand, `plain` is the same content as plain values. A key that is only misspelt is reported
    once, not also as missing.
    """
    found: dict[Location, Problem] = {}
    renamed = {(*location[:-1], meant) for location, meant in _misspelt(faults, plain)}
    for fault in faults:
        location = _location(fault)
        if not (fault["type"] == "missing" and location in renamed):
            found.setdefault(location, _problem(fault, location, tree, plain))
    return list(found.values())


def stand_in(faults: Sequence[ErrorDetails], plain: Any) -> None:
    """Replace in `plain` each refused value by one that the models take; the nearest word, if the fault is a slip."""
    for location, meant in _misspelt(faults, plain):
        parent = _at(plain, location[:-1])
        parent[meant] = parent.pop(location[-1])
    for fault in faults:
        location = _location(fault)
        parent = _at(plain, location[:-1])
        if fault["type"] == "extra_forbidden":
            if isinstance(parent, dict):
                parent.pop(location[-1], None)
        elif isinstance(parent, dict) and fault["type"] == "missing" and location[-1] in parent:
            continue
        elif isinstance(parent, (dict, list)):
            parent[location[-1]] = _like(_hint(location), _at(plain, location))


def trail(plain: Any, location: Location) -> str:
    """Return a location in the words of an editor: `issues › territory › ukraine › 2025-11-25 › stance`."""
    parts: list[str] = []
    for number, step in enumerate(location):
        plain = _step(plain, step)
        if isinstance(step, int):
            parts.append(_name(plain) or f"number {step + 1}")
        elif step not in _SILENT_STEPS or number == len(location) - 1:
            parts.append(step)
    return " › ".join(parts)


def find(tree: Node, location: Location) -> Node:
    """Return the node at a location, or the nearest above it."""
    for step in location:
        below = _step(tree.value, step)
        if not isinstance(below, Node):
            return tree
        tree = below
    return tree


def _location(fault: ErrorDetails) -> Location:
    """Return the steps to the refused value, without the names that pydantic gives to the two forms of `at`."""
    steps = tuple(fault["loc"])
    return steps[: steps.index("at") + 1] if "at" in steps else steps


def _misspelt(faults: Sequence[ErrorDetails], plain: Any) -> list[tuple[Location, str]]:
    """Return the unknown keys that were meant to be a known one which is not there."""
    found = []
    for fault in faults:
        location = _location(fault)
        parent = _at(plain, location[:-1])
        if fault["type"] == "extra_forbidden" and isinstance(parent, dict):
            meant = nearest(str(location[-1]), [key for key in _keys(location[:-1]) if key not in parent])
            if meant:
                found.append((location, meant))
    return found


def _problem(fault: ErrorDetails, location: Location, tree: Node, plain: Any) -> Problem:
    node = find(tree, location)
    place = node.place
    if fault["type"] == "extra_forbidden":
        place = find(tree, location[:-1]).keys.get(str(location[-1]), place)
    elif node.value is None:
        place = _key_place(tree, location) or place
    rule, message = _words(fault, location, node)
    return Problem(place, rule, trail(plain, location), message)


def _key_place(tree: Node, location: Location) -> Place | None:
    return find(tree, location[:-1]).keys.get(str(location[-1])) if location else None


def _words(fault: ErrorDetails, location: Location, node: Node) -> tuple[str, str]:
    """Return the name of the broken rule and what to do about it."""
    kind, value, field = fault["type"], fault["input"], str(location[-1]) if location else "the data"
    if kind == "missing":
        return "missing", f'"{field}" is missing; add it' + (" with at least one source" if field == "citations" else "")
    if kind == "extra_forbidden":
        keys = _keys(location[:-1])
        return "unknown-key", f'there is no key "{field}" here{did_you_mean(field, keys) or "."} {one_of(keys)}'
    if value is None:
        return "empty", f'"{field}" is empty; write something after the colon, or delete the line'
    words = _literal_words(_hint(location))
    if kind == "literal_error" and words and isinstance(words[0], str):
        return "unknown-word", f'"{node.written or value}" is not a {_NOUNS.get(field, field)}{did_you_mean(str(value), words) or ";"} {one_of(words)}'
    if kind == "value_error":
        return "bad-value", f'"{node.written or value}" {fault["ctx"]["error"]}'
    if node.written and _wants_text(location):
        return "read-as-other", _read_as(node)
    return _form(kind, location, node, fault.get("ctx", {}))


def _form(kind: str, location: Location, node: Node, limits: dict[str, Any]) -> tuple[str, str]:
    """Return the words for a value of the wrong form."""
    field, shown = str(location[-1]) if location else "the data", node.written or node.value
    if kind == "string_pattern_mismatch" and _strip(_hint(location)) in (Id, ScalePlace):
        return "bad-id", f'"{shown}" is not an id; write small letters, digits and single hyphens, as in "{_slug(str(shown))}"'
    if kind in ("string_pattern_mismatch", "string_too_short"):
        return "bad-value", f'"{shown}" cannot stand as {field}; ' + ("write a language tag as en or uk" if field == "language" else "write some text")
    if kind == "string_too_long":
        return "too-long", f"{field} has {len(str(shown))} characters; at most {limits['max_length']} may stand here"
    if kind == "too_short":
        return "missing", f"{field} needs at least {limits['min_length']}, and holds {limits['actual_length']}; add what is missing"
    if kind == "too_long":
        return "too-long", f"{field} holds {limits['actual_length']}; at most {limits['max_length']} may stand here"
    if kind == "literal_error":
        return "bad-value", f'"{shown}" cannot stand as {field}; write {limits["expected"]}'
    if kind in ("int_type", "int_parsing", "greater_than_equal", "less_than_equal"):
        return "wrong-type", f'"{shown}" cannot stand as {field}; write a whole number from 1 to 3650'
    return "wrong-type", f"{field} should be {_wanted(_hint(location))}, and {_kind_of(node)} stands here"


def _read_as(node: Node) -> str:
    value = node.value
    if isinstance(value, bool):
        read = "yes or no (true or false)"
    elif isinstance(value, datetime.date):
        read = "a date"
    elif value is None:
        read = "nothing"
    else:
        read = "a number"
    return f'YAML reads {node.written} as {read}, not as text; put it in quotes: "{node.written}"'


def _wants_text(location: Location) -> bool:
    hint = _strip(_hint(location))
    return hint in (str, Id, WebAddress, ScalePlace) or (get_origin(hint) is Annotated and get_args(hint)[0] is str)


def _wanted(hint: Any) -> str:
    hint = _strip(hint)
    base = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    if get_origin(base) is list:
        return "a list (lines that begin with a hyphen)"
    if isinstance(base, type) and issubclass(base, Record):
        return "a record (indented lines of key: value)"
    return {bool: "true or false", int: "a whole number", datetime.date: "a day as 2025-11-25"}.get(base, "text")


def _kind_of(node: Node) -> str:
    if isinstance(node.value, dict):
        return "a record (key: value)"
    if isinstance(node.value, list):
        return "a list"
    return f'"{node.written or node.value}"'


# What the models allow at a location.


@cache
def _hints(model: type[Record]) -> dict[str, Any]:
    hints = get_type_hints(model, include_extras=True)
    return {info.alias or name: hints[name] for name, info in model.model_fields.items()}


def _hint(location: Location) -> Any:
    """Return the annotation of the field at a location."""
    hint: Any = Dataset
    for step in location:
        hint = _strip(hint)
        base = get_args(hint)[0] if get_origin(hint) is Annotated else hint
        if isinstance(step, int):
            hint = get_args(base)[0] if get_origin(base) is list else Any
        elif isinstance(base, type) and issubclass(base, Record):
            hint = _hints(base).get(step, Any)
        else:
            return Any
    return hint


def _strip(hint: Any) -> Any:
    """Return an annotation without its `| None`."""
    if get_origin(hint) in (Union, types.UnionType):
        kept = [part for part in get_args(hint) if part is not type(None)]
        return kept[0] if len(kept) == 1 else Union[tuple(kept)]  # noqa: UP007  built at run time
    return hint


def _keys(location: Location) -> list[str]:
    model = _strip(_hint(location))
    base = get_args(model)[0] if get_origin(model) is Annotated else model
    return list(_hints(base)) if isinstance(base, type) and issubclass(base, Record) else []


def _literal_words(hint: Any) -> tuple[Any, ...]:
    stripped = _strip(hint)
    return get_args(stripped) if get_origin(stripped) is Literal else ()


# Stand-ins.


def _like(hint: Any, value: Any) -> Any:
    """Return a value that the annotation allows, as near as can be to the one refused."""
    stripped = _strip(hint)
    if stripped is not hint and type(None) in get_args(hint):
        return None if not _literal_words(hint) or value is None else _nearest_word(hint, value)
    if _literal_words(stripped):
        return _nearest_word(stripped, value)
    if stripped == Day:
        return datetime.date(2000, 1, 1)
    if stripped == DayOrMonth:
        return "2000-01-01"
    if stripped == Id:
        return _slug(str(value))
    if stripped == WebAddress:
        return "https://stand-in.invalid/"
    return _plainest(get_args(stripped)[0] if get_origin(stripped) is Annotated else stripped, value)


def _plainest(base: Any, value: Any) -> Any:
    if get_origin(base) is list:
        return [_like(get_args(base)[0], None)]
    if isinstance(base, type) and issubclass(base, Record):
        return {info.alias or name: _like(_hints(base)[info.alias or name], None) for name, info in base.model_fields.items() if info.is_required()}
    if base is bool:
        return False
    if base is int:
        return 30
    return str(value)[:6] if isinstance(value, (str, int, float)) and str(value).strip() else "…"


def _nearest_word(hint: Any, value: Any) -> Any:
    words = _literal_words(hint)
    return nearest(str(value), [word for word in words if isinstance(word, str)]) or words[0]


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:80] or "stand-in"


def _at(plain: Any, location: Location) -> Any:
    for step in location:
        plain = _step(plain, step)
    return plain


def _step(value: Any, step: str | int) -> Any:
    try:
        return value[step]
    except (KeyError, IndexError, TypeError):
        return None


def _name(record: Any) -> str | None:
    """Return what an editor calls a record: its id, party, source, or date with key."""
    if not isinstance(record, dict):
        return None
    if record.get("date") and not record.get("id"):
        return f"{record['date']}-{record['key']}" if record.get("key") else str(record["date"])
    return next((str(record[key]) for key in ("id", "party", "source") if record.get(key)), None)
