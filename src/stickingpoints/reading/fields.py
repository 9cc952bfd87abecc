"""What the models allow at a location of the data, as their annotations say."""

from __future__ import annotations

import types
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Literal,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from stickingpoints.model.records import (
    Contact,
    Dataset,
    Day,
    DayOrMonth,
    Id,
    Record,
    ScalePlace,
    StatementName,
    WebAddress,
)

if TYPE_CHECKING:  # the parser of YAML, which locations know, asks here what a field may hold
    from stickingpoints.reading.locations import Location


def annotation_at(location: Location) -> object:
    """Return the annotation of the field at a location, None if there is no such field."""
    return _annotation_of(tuple(0 if isinstance(step, int) else step for step in location))


@lru_cache(maxsize=4096)  # keys may be a stranger's, and so any number
def _annotation_of(field: Location) -> object:
    """Return the annotation of a field, at whichever entry of its lists."""
    annotation: object = Dataset
    for step in field:
        annotation = _annotation_below(without_none(annotation), step)
    return annotation


def _annotation_below(annotation: object, step: str | int) -> object:
    base = base_type(annotation)
    if isinstance(step, str):
        if is_record(base):
            return field_annotations(base).get(step)
        return None
    if annotation == ScalePlace:
        return Id
    if get_origin(base) is list:
        return get_args(base)[0]
    return None


@cache
def field_annotations(model: type[Record]) -> Mapping[str, object]:
    """Return the annotation of each field of a model, by its key in the data."""
    hints = get_type_hints(model, include_extras=True)
    return {info.alias or name: hints[name] for name, info in model.model_fields.items()}


def without_none(annotation: object) -> object:
    """Return an annotation without its `| None`."""
    if get_origin(annotation) not in (Union, types.UnionType):
        return annotation
    kept = tuple(part for part in get_args(annotation) if part is not type(None))
    return Union[kept]  # noqa: UP007  built at run time; of a single part, that part


def base_type(annotation: object) -> Any:
    """Return the type of an annotation without its constraints."""
    if get_origin(annotation) is Annotated:
        return get_args(annotation)[0]
    return annotation


def is_record(base: object) -> bool:
    """Return whether a type is one of the records."""
    return isinstance(base, type) and issubclass(base, Record)


def record_at(location: Location) -> type[Record] | None:
    """Return the model of the record at a location, None if something else belongs there."""
    base = base_type(without_none(annotation_at(location)))
    if not location:
        return Dataset
    if is_record(base):
        return base  # type: ignore[no-any-return]
    return None


def known_keys(location: Location) -> list[str]:
    """Return the keys that the record at a location may have, none if it is no record."""
    model = record_at(location)
    if model is None:
        return []
    return list(field_annotations(model))


def choices(location: Location) -> tuple[Any, ...]:
    """Return the words that the field at a location is restricted to, none if it is not."""
    return literal_words(without_none(annotation_at(location)))


def literal_words(annotation: object) -> tuple[Any, ...]:
    """Return the words of a literal type, none for any other."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return ()


def is_date(location: Location) -> bool:
    """Return whether a day, a day or month, or the name of a statement is wanted at a location."""
    return without_none(annotation_at(location)) in (Day, DayOrMonth, StatementName)


def is_text(location: Location) -> bool:
    """Return whether a text in an editor's own words is wanted at a location."""
    annotation = without_none(annotation_at(location))
    if annotation in (Id, WebAddress, Contact) or is_date(location):
        return False
    return base_type(annotation) is str


def is_scalar(location: Location) -> bool:
    """Return whether a single value is wanted at a location, not a record or a list."""
    base = base_type(without_none(annotation_at(location)))
    return not is_record(base) and get_origin(base) is not list


def is_required(location: Location) -> bool:
    """Return whether a record must have the field at a location."""
    model = record_at(location[:-1])
    if model is None:
        return False
    for name, info in model.model_fields.items():
        if location[-1] == (info.alias or name):
            return info.is_required()
    return False


def min_length(annotation: object) -> int:
    """Return how many entries a list must have."""
    fewest = 0
    for info in get_args(annotation)[1:]:
        for rule in info.metadata:
            fewest = max(fewest, getattr(rule, "min_length", 0))
    return fewest
