"""What a form says of a record: from posted fields to values, by the models alone.

The name of a field is its way in the record, as `citations.0.quote`. What the models do not know is
never read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args, get_origin

from werkzeug.datastructures import MultiDict

from stickingpoints.editing.local.records import CHILDREN
from stickingpoints.model.records import ScalePlace
from stickingpoints.reading import fields
from stickingpoints.reading.locations import Location

MOST_ENTRIES = 200
"""How many entries of a list are read from a form."""

_TOP_LISTS = ("parties", "sources", "issues", "events", "documents", "glossary", "people")
_FIXED = {"positions": ("party",), "statements": ("date", "key")}

Posted = MultiDict[str, str]


class Values(dict[str, Any]):
    """The fields of a record as a form has them, None for one that is left empty.

    `origin` is the number that the record has in its list in the data, None for a new one.
    """

    origin: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether every field is left empty."""
        return all(value is None for value in self.values())


def list_key(location: Location) -> str:
    """Return the key of the list that the record at a location is in, "" for any other."""
    if len(location) > 1 and isinstance(location[-1], int):
        return str(location[-2])
    return ""


def editable_keys(location: Location, *, is_new: bool) -> list[str]:
    """Return the keys of a record that its form has, in their order."""
    skipped = {"schema", *_TOP_LISTS} if not location else set()
    if is_new:
        skipped.add("withdrawn")
    else:
        skipped |= {*CHILDREN.get(list_key(location), ()), *fixed_keys(location)}
    return [key for key in fields.known_keys(location) if key not in skipped]


def fixed_keys(location: Location) -> tuple[str, ...]:
    """Return the keys of an existing record that no form changes: its address rests on them."""
    return ("id", *_FIXED.get(list_key(location), ()))


def kind_of(location: Location) -> str:
    """Return what sort of value a field takes: `record`, `records`, `lines`, `place`, `scalar`."""
    annotation = fields.without_none(fields.annotation_at(location))
    if annotation == ScalePlace:
        return "place"
    base = fields.base_type(annotation)
    if fields.is_record(base):
        return "record"
    if get_origin(base) is not list:
        return "scalar"
    return "records" if fields.is_record(fields.base_type(get_args(base)[0])) else "lines"


def read_values(location: Location, posted: Posted, prefix: str, *, is_new: bool) -> Values:
    """Return what the fields whose names begin with a prefix say of the record at a location."""
    values = Values()
    for key in editable_keys(location, is_new=is_new):
        values[key] = _value((*location, key), posted, f"{prefix}{key}")
    return values


def _value(location: Location, posted: Posted, name: str) -> Any:
    kind = kind_of(location)
    if kind == "record":
        return _record(location, posted, name)
    if kind == "records":
        return list(_entries(location, posted, name)) or None
    if kind == "lines":
        return list(_lines(posted.getlist(name))) or None
    if kind == "place":
        return _place(list(_lines(posted.getlist(name))))
    return _scalar(location, _clean(posted.get(name, "")))


def _record(location: Location, posted: Posted, name: str) -> Values | None:
    values = read_values(location, posted, f"{name}.", is_new=True)
    if values.is_empty:
        return None
    return values


def _entries(location: Location, posted: Posted, name: str) -> Iterator[Values]:
    """Yield the records of a list that were neither removed nor left empty."""
    origins: set[int | None] = {None}
    for number in _numbers(posted, name):
        prefix = f"{name}.{number}."
        if posted.get(f"{prefix}gone"):
            continue
        origin = _origin(posted.get(f"{prefix}origin", ""))
        # Two entries cannot be one record of the data: the second of them is new.
        is_new = origin in origins
        values = read_values((*location, 0), posted, prefix, is_new=is_new)
        if not is_new:
            values.origin = origin
            origins.add(origin)
        if not (is_new and values.is_empty):
            yield values


def _numbers(posted: Posted, name: str) -> list[int]:
    """Return the numbers of the entries of a list that a form has, in order."""
    numbers: set[int] = set()
    for field in posted:
        number = field.removeprefix(f"{name}.").partition(".")[0]
        # A number of any length would do: int() takes long for thousands of digits.
        if field.startswith(f"{name}.") and number.isdecimal() and len(number) < 5:
            numbers.add(int(number))
    return sorted(numbers)[:MOST_ENTRIES]


def _origin(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 6 else None


def _lines(texts: list[str]) -> Iterator[str]:
    """Yield the lines of texts that are not empty."""
    for text in texts:
        yield from filter(None, map(str.strip, _clean(text).split("\n")))


def _place(points: list[str]) -> str | list[str] | None:
    """Return a point of a scale, the two ends of a range, or nothing."""
    if len(points) == 2 and points[0] != points[1]:
        return points
    return points[0] if points else None


def _scalar(location: Location, text: str) -> Any:
    base = fields.base_type(fields.without_none(fields.annotation_at(location)))
    if base is bool:
        return text == "true"
    if base is int and text.isdecimal() and len(text) < 18:
        return int(text)
    return text or None


def _clean(text: str) -> str:
    """Return a text with the line ends of the data, without white space around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def differs(value: Any, before: Any) -> bool:
    """Return whether a value of a form says something else than one of the data."""
    if isinstance(value, bool) and before is None:
        return value  # what is not set is false
    if isinstance(value, list) and isinstance(before, list):
        return list(map(str, value)) != list(map(str, before))
    if isinstance(before, (dict, list)) or value is None or before is None:
        return bool(value != before)
    return _clean(str(value)) != _clean(str(before))


def merged(before: Mapping[str, Any] | None, values: Values) -> Values:
    """Return a record of the data with what a form says of it."""
    record = Values(before or {})
    record.origin = values.origin
    for key, value in values.items():
        old = record.get(key)
        if not differs(value, old):
            continue
        if value is None:
            del record[key]
        else:
            record[key] = _merged_value(old, value)
    return record


def _merged_value(old: Any, value: Any) -> Any:
    if isinstance(value, Values):
        return merged(old if isinstance(old, dict) else None, value)
    if isinstance(value, list) and has_records(value):
        return [merged(entry_of(old, entry), entry) for entry in value]
    return value


def has_records(entries: Iterable[Any]) -> bool:
    """Return whether a list has records, and not words alone."""
    return any(isinstance(entry, Values) for entry in entries)


def entry_of(entries: Any, values: Values) -> Any:
    """Return the record of a list that the values of an entry are about, None for a new one."""
    if values.origin is None or not isinstance(entries, list) or values.origin >= len(entries):
        return None
    return entries[values.origin]


def add_empty(record: Any, name: str) -> None:
    """Add an empty entry to the list of a record that has this name in its form, if it has one."""
    *way, key = name.split(".")
    for step in way:
        if isinstance(record, list) and step.isdecimal() and int(step) < len(record):
            record = record[int(step)]
        elif isinstance(record, dict):
            record = record.get(step)
    if isinstance(record, dict):
        record[key] = [*(record.get(key) or ()), Values()]


def as_values(record: Mapping[str, Any], keys: Iterable[str]) -> Values:
    """Return what a form says that was opened for a record of the data and not changed."""
    return Values({key: _as_value(record.get(key)) for key in keys})


def _as_value(value: Any) -> Any:
    if isinstance(value, dict):
        return as_values(value, value)
    if isinstance(value, list):
        return [_as_entry(entry, number) for number, entry in enumerate(value)]
    return value


def _as_entry(entry: Any, number: int) -> Any:
    if not isinstance(entry, dict):
        return entry
    values = as_values(entry, entry)
    values.origin = number
    return values
