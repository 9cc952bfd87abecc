"""What the models refuse, in an editor's words; and what stands in for it so that the reading can go on."""

from __future__ import annotations

import re
import types
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from pydantic_core import ErrorDetails

from stickingpoints.model.records import (
    Dataset,
    Day,
    DayOrMonth,
    Id,
    Record,
    ScalePlace,
    WebAddress,
)
from stickingpoints.problems import (
    MOST_SHOWN,
    Place,
    Problem,
    did_you_mean,
    nearest,
    one_of,
    shorten,
    unambiguous_match,
)
from stickingpoints.reading.yaml_tree import Node, reads_as

Location = tuple[str | int, ...]

_SILENT_STEPS = ("positions", "statements", "provisions")
_NOUNS = {
    "attribution": "an attribution",
    "quote_kind": "a kind of quote",
    "kind": "a kind of source",
    "answers": "a way of answering",
}
_SHORT_KEY = 3
MOST_EXPLAINED = 2 * MOST_SHOWN
"""How many faults are explained: a problem can have two, as a misspelt key that is missing too."""


class Refusal(NamedTuple):
    """A value that may not stand: where it is among the records and in the file, and what to report (None: it was).

    `path` is the location without numbers: `issues.positions.stance`.
    """

    location: Location
    path: str
    spot: Place
    trail: str
    problem: Problem | None


def explain(faults: Sequence[ErrorDetails], tree: Node, plain: object) -> list[Refusal]:
    """Return one refusal for each value that the models refused.

    `tree` says where things stand, `plain` is the same content as plain values. A key that is only misspelt is reported
    once, not also as missing.
    """
    found: dict[Location, Refusal] = {}
    renamed = {(*location[:-1], meant) for location, meant in _misspelt(faults, plain)}
    above = {_location(fault)[:-1] for fault in faults}
    for fault in faults:
        location = _location(fault)
        # Of the two forms of `at`, only the one that was meant counts: a list with a wrong entry is no wrong word.
        implied = (fault["type"] == "missing" and location in renamed) or (
            fault["type"] == "string_type" and location in above
        )
        if location not in found and not implied:
            problem = _problem(fault, location, tree, plain)
            node = find(tree, location)
            is_known = node.faulty and fault["type"] != "missing"
            found[location] = Refusal(
                location, _path(location), node.place, problem.trail, None if is_known else problem
            )
    return list(found.values())


def known(tree: Node, plain: object, location: Location = ()) -> Iterator[Refusal]:
    """Yield the values that were refused, and reported, before the models saw them."""
    if tree.faulty:
        yield Refusal(location, _path(location), tree.place, trail(plain, location), None)
    for step, child in tree.children():
        yield from known(child, plain, (*location, step))


def stand_in(faults: Sequence[ErrorDetails], tree: Node, plain: object) -> None:
    """Replace in `plain` each refused value by one that the models take; a misspelt key gets its right name in `tree` too."""
    for location, meant in _misspelt(faults, plain):
        for parent in (
            at(plain, location[:-1]),
            find(tree, location[:-1]).value,
            find(tree, location[:-1]).keys,
        ):
            if isinstance(parent, dict) and location[-1] in parent:
                parent[meant] = parent.pop(location[-1])
    for fault in faults:
        location = _location(fault)
        parent = at(plain, location[:-1])
        if fault["type"] != "extra_forbidden":
            _replace(
                parent,
                location[-1],
                _like(_hint(location), at(plain, location)),
                keep=fault["type"] == "missing",
            )
        elif isinstance(parent, dict):
            parent.pop(location[-1], None)


def _replace(parent: object, step: str | int, value: object, *, keep: bool) -> None:
    """Put a value in a record or list; one that got its right name just before, `keep` lets stand."""
    is_entry = isinstance(parent, list) and isinstance(step, int) and step < len(parent)
    if is_entry or (isinstance(parent, dict) and not (keep and step in parent)):
        parent[step] = value  # type: ignore[index]


def trail(plain: object, location: Location) -> str:
    """Return a location in the words of an editor: `issues › territory › ukraine › 2025-11-25 › stance`."""
    parts: list[str] = []
    for number, step in enumerate(location):
        plain = _step(plain, step)
        if isinstance(step, int):
            parts.append(_name(plain) or f"number {step + 1}")
        elif step not in _SILENT_STEPS or number == len(location) - 1:
            parts.append(shorten(step))
    return " › ".join(parts)


def find(tree: Node, location: Location) -> Node:
    """Return the node at a location, or the nearest above it."""
    for step in location:
        below = _step(tree.value, step)
        if not isinstance(below, Node):
            return tree
        tree = below
    return tree


def _path(location: Location) -> str:
    return ".".join(step for step in location if isinstance(step, str))


def _location(fault: ErrorDetails) -> Location:
    """Return the steps to the refused value, without the names that pydantic gives to the two forms of `at`."""
    steps = tuple(fault["loc"])
    end = steps.index("at") + 1 if "at" in steps else len(steps)
    return (*steps[:end], *(step for step in steps[end:] if isinstance(step, int)))


def _misspelt(faults: Sequence[ErrorDetails], plain: object) -> list[tuple[Location, str]]:
    """Return the unknown keys that were meant to be a known one which is not there."""
    found = []
    for fault in faults:
        location = _location(fault)
        parent = at(plain, location[:-1])
        if fault["type"] == "extra_forbidden" and isinstance(parent, dict):
            meant = _nearest_key(
                str(location[-1]), [key for key in known_keys(location[:-1]) if key not in parent]
            )
            if meant:
                found.append((location, meant))
    return found


def _nearest_key(word: str, keys: Sequence[str]) -> str | None:
    # Of "id" and "at" one letter is half of the word.
    return nearest(word, keys) or nearest(
        word, [key for key in keys if len(key) <= _SHORT_KEY], at_least=0.5
    )


# Messages


def _problem(fault: ErrorDetails, location: Location, tree: Node, plain: object) -> Problem:
    node = find(tree, location)
    place = node.place
    if fault["type"] == "extra_forbidden":
        place = find(tree, location[:-1]).keys.get(str(location[-1]), place)
    rule, message = _words(fault, location, node)
    return Problem(
        place, rule, trail(plain, location), message, instead=_instead(rule, location, node, plain)
    )


def _instead(rule: str, location: Location, node: Node, plain: object) -> str:
    """Return the fixed word or the key that a misspelt one stands for, if there is no doubt."""
    if rule == "unknown-word":
        return unambiguous_match(
            str(node.written or node.value), _literal_words(_strip(_hint(location)))
        )
    record = at(plain, location[:-1])
    if rule == "unknown-key" and isinstance(record, dict):
        return unambiguous_match(
            str(location[-1]), [key for key in known_keys(location[:-1]) if key not in record]
        )
    return ""


def _words(fault: ErrorDetails, location: Location, node: Node) -> tuple[str, str]:
    """Return the name of the broken rule and what to do about it."""
    field = _field(location)
    if fault["type"] == "missing":
        return "missing", f'"{field}" is missing; add it' + (
            " with at least one source" if field == "citations" else ""
        )
    if fault["type"] == "extra_forbidden":
        keys = known_keys(location[:-1])
        meant = _nearest_key(field, keys)
        hint = f'; did you mean "{meant}"?' if meant else "."
        return "unknown-key", f'there is no key "{field}" here{hint} {one_of(keys)}'
    if isinstance(node.value, (dict, list)) or not _is_scalar(location):
        return _wrong_form(fault, location, node)
    return _wrong_word(fault, location, node)


def _wrong_word(fault: ErrorDetails, location: Location, node: Node) -> tuple[str, str]:
    """Return the words for a single value that may not stand in its field."""
    hint, field, shown = (
        _strip(_hint(location)),
        _field(location),
        shorten(str(node.written or node.value)),
    )
    words = _literal_words(hint)
    if words and isinstance(words[0], str):
        return (
            "unknown-word",
            f'"{shown}" is not {_NOUNS.get(field, f"a {field}")}{did_you_mean(shown, words) or "."} {one_of(words)}',
        )
    if fault["type"] == "value_error":
        return "bad-value", f'"{shown}" {fault["ctx"]["error"]}'
    if not shown.strip():
        return "bad-value", f'"{field}" holds no text; write some'
    if node.written and _wants_text(hint):
        return "read-as-other", reads_as(node.written, node.value)
    return _wrong_value(fault, location, shown)


def _wrong_value(fault: ErrorDetails, location: Location, shown: str) -> tuple[str, str]:
    hint, field, limits = _strip(_hint(location)), _field(location), fault.get("ctx", {})
    if fault["type"] == "string_too_long":
        return (
            "too-long",
            f'"{field}" has {len(fault["input"])} characters; at most {limits["max_length"]} may stand here',
        )
    if hint in (Id, ScalePlace):
        return (
            "bad-id",
            f'"{shown}" is not an id; write small letters, digits and single hyphens, as in "{_slug(shown)}"',
        )
    wanted = {
        "language": "a language tag, as en or uk",
        "interval_days": "a whole number from 1 to 3650, without quotes",
        "points": "a whole number from 1 to 999, without quotes",
        "figure": "a whole number, without quotes or commas",
    }
    return (
        "bad-value",
        f'"{shown}" cannot stand as "{field}"; write {wanted.get(field) or _wanted(hint)}',
    )


def _wrong_form(fault: ErrorDetails, location: Location, node: Node) -> tuple[str, str]:
    """Return the words for a list, a record or a single value where another of these is wanted."""
    field, limits = _field(location), fault.get("ctx", {})
    if fault["type"] == "too_short" and field != "at":
        return (
            "missing",
            f'"{field}" needs at least {limits["min_length"]}, and holds {limits["actual_length"]}; add what is missing',
        )
    if fault["type"] == "too_long" and field != "at":
        return (
            "too-long",
            f'"{field}" holds {limits["actual_length"]}; at most {limits["max_length"]} may stand here',
        )
    owner = f'"{field}"' if isinstance(location[-1], str) else f'each entry of "{field}"'
    return (
        "wrong-type",
        f"{owner} should be {_wanted(_strip(_hint(location)))}; {_kind_of(node)} stands here",
    )


def _field(location: Location) -> str:
    """Return the key that a location ends in; for an entry of a list, the list's."""
    return shorten(next((step for step in reversed(location) if isinstance(step, str)), "the data"))


def _wanted(hint: object) -> str:
    """Return in an editor's words what may stand in a field."""
    base = _base(hint)
    if hint == ScalePlace:
        return "one point of the scale, or the two ends of a range, as [first, second]"
    if get_origin(base) is list:
        return "a list (lines that begin with a hyphen)"
    if _is_record(base):
        return "a record (indented lines of key: value)"
    if words := _literal_words(base):
        return (
            ("one word. " + one_of(words))
            if isinstance(words[0], str)
            else f"{words[0]}, without quotes"
        )
    if hint in (Day, DayOrMonth):
        return "a day, as 2025-11-25"
    return "true or false, without quotes" if base is bool else "text"


def _kind_of(node: Node) -> str:
    if isinstance(node.value, dict):
        return "a record (key: value)"
    return (
        "a list"
        if isinstance(node.value, list)
        else f'"{shorten(str(node.written or node.value))}"'
    )


# What the models allow at a location


@cache
def _hints(model: type[Record]) -> Mapping[str, object]:
    hints = get_type_hints(model, include_extras=True)
    return {info.alias or name: hints[name] for name, info in model.model_fields.items()}


def _hint(location: Location) -> object:
    """Return the annotation of the field at a location, None where there is none."""
    hint: object = Dataset
    for step in location:
        base = _base(_strip(hint))
        if isinstance(step, int):
            hint = (
                Id
                if _strip(hint) == ScalePlace
                else get_args(base)[0]
                if get_origin(base) is list
                else None
            )
        else:
            hint = _hints(base).get(step) if _is_record(base) else None
    return hint


def _strip(hint: object) -> object:
    """Return an annotation without its `| None`."""
    if get_origin(hint) in (Union, types.UnionType):
        kept = [part for part in get_args(hint) if part is not type(None)]
        return kept[0] if len(kept) == 1 else Union[tuple(kept)]  # noqa: UP007  built at run time
    return hint


def _base(hint: object) -> Any:
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint


def _is_record(base: object) -> bool:
    return isinstance(base, type) and issubclass(base, Record)


def record_at(location: Location) -> type[Record] | None:
    """Return the model of the record at a location, None if something else belongs there."""
    base = _base(_strip(_hint(location)))
    return base if _is_record(base) else None


def choices(location: Location) -> tuple[Any, ...]:
    """Return the fixed words that may stand at a location, none if it takes others."""
    return _literal_words(_strip(_hint(location)))


def is_date(location: Location) -> bool:
    """Return whether a day, or a day or month, is wanted at a location."""
    return _strip(_hint(location)) in (Day, DayOrMonth)


def _is_scalar(location: Location) -> bool:
    base = _base(_strip(_hint(location)))
    return not (_is_record(base) or get_origin(base) is list)


def _wants_text(hint: object) -> bool:
    return hint in (Id, WebAddress, ScalePlace) or _base(hint) is str


def known_keys(location: Location) -> list[str]:
    """Return the keys that the record at a location may have, in their order; none if it is no record."""
    base = _base(_strip(_hint(location)))
    return list(_hints(base)) if _is_record(base) else []


def _literal_words(hint: object) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) is Literal else ()


# Stand-ins


def _like(hint: object, value: object) -> object:
    """Return a value that the annotation allows, as near as can be to the one refused."""
    stripped = _strip(hint)
    if words := _literal_words(stripped):
        return nearest(str(value), [word for word in words if isinstance(word, str)]) or words[0]
    if stripped is not hint and type(None) in get_args(hint):
        return None
    # A day after all others: nothing else is then too late for it.
    simple = {
        Day: date.max,
        DayOrMonth: "2000-01-01",
        Id: _slug(str(value)),
        WebAddress: "https://stand-in.invalid/",
    }
    return next((made for kind, made in simple.items() if kind == stripped), None) or _plainest(
        stripped
    )


def _plainest(hint: object) -> object:
    base = _base(hint)
    if get_origin(base) is list:
        fewest = max(
            (
                getattr(rule, "min_length", 0)
                for info in get_args(hint)[1:]
                for rule in info.metadata
            ),
            default=0,
        )
        return [_like(get_args(base)[0], None) for _ in range(fewest)]
    if _is_record(base):
        return {
            info.alias or name: _like(_hints(base)[info.alias or name], None)
            for name, info in base.model_fields.items()
            if info.is_required()
        }
    return {bool: False, int: 30}.get(base, "…")


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower())[:80].strip("-") or "stand-in"


def at(plain: object, location: Location) -> object:
    """Return what stands at a location of plain values, None if nothing does."""
    for step in location:
        plain = _step(plain, step)
    return plain


def _step(value: object, step: str | int) -> object:
    if isinstance(value, dict):
        return value.get(step)
    return (
        value[step]
        if isinstance(value, list) and isinstance(step, int) and step < len(value)
        else None
    )


def _name(record: object) -> str | None:
    """Return what an editor calls a record: its id, party, source, issue, or date with key."""
    if not isinstance(record, dict):
        return None
    # A word that YAML read as yes or no, or as nothing, is no name.
    named = ((key, record.get(key)) for key in ("id", "party", "source", "issue", "date", "key"))
    words = {
        key: str(value)
        for key, value in named
        if value and not isinstance(value, (bool, dict, list))
    }
    if "date" in words and "id" not in words:
        return shorten("-".join(words[key] for key in ("date", "key") if key in words))
    return next(
        (shorten(words[key]) for key in ("id", "party", "source", "issue") if key in words), None
    )
