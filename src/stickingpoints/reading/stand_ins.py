"""What replaces a refused value, so that the rest of the data can still be checked."""

from __future__ import annotations

import re
from datetime import date
from typing import get_args, get_origin

from stickingpoints.model.records import Contact, Day, DayOrMonth, Id, WebAddress
from stickingpoints.problems import nearest
from stickingpoints.reading.fields import (
    base_type,
    field_annotations,
    is_record,
    literal_words,
    min_length,
    without_none,
)
from stickingpoints.text import look_alikes

STAND_IN = "stand-in-for-what-was-refused"
"""An id in the place of one that was never written: what is said of it concerns nobody."""


def stand_in(annotation: object, value: object) -> object:
    """Return a value that the annotation allows, as near as possible to the one refused."""
    required = without_none(annotation)
    if words := literal_words(required):
        texts = [word for word in words if isinstance(word, str)]
        return nearest(str(value), texts) or words[0]
    if type(None) in get_args(annotation):
        return None
    return _by_type(required, value) or _plainest(required)


def _by_type(annotation: object, value: object) -> object:
    """Return a stand-in for one of the types that have a form of their own, None for others."""
    if annotation == Day:
        return date.max  # then nothing else is too late for it
    if annotation == DayOrMonth:
        # Early, so that no rule of order complains that something comes before it.
        return "2000-01-01"
    if annotation == Id:
        return STAND_IN if value is None else slug(str(value))
    if annotation in (WebAddress, Contact):
        return "https://stand-in.invalid/"
    return None


def _plainest(annotation: object) -> object:
    """Return the simplest value of a type: the shortest list, or a record of required fields."""
    base = base_type(annotation)
    if get_origin(base) is list:
        entry = get_args(base)[0]
        return [stand_in(entry, None) for _ in range(min_length(annotation))]
    if is_record(base):
        record = {}
        for name, info in base.model_fields.items():
            key = info.alias or name
            if info.is_required():
                record[key] = stand_in(field_annotations(base)[key], None)
        return record
    if base is bool:
        return False
    if base is int:
        return 30
    return "…"


def slug(text: str) -> str:
    """Return an id made from a text."""
    plain = look_alikes.plain(text)
    return re.sub(r"[^a-z0-9]+", "-", plain.lower())[:80].strip("-") or "stand-in"
