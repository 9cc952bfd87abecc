"""What an editor meant who wrote something else where an id belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from stickingpoints.problems import did_you_mean, unambiguous_match
from stickingpoints.reading.locations import Location, at, last_key
from stickingpoints.reading.stand_ins import slug
from stickingpoints.text import look_alikes
from stickingpoints.text.web_addresses import same_page

_LISTS = {
    "source": "sources",
    "sources": "sources",
    "party": "parties",
    "issue": "issues",
    "issues": "issues",
}
_PAIR = re.compile(
    r"""
    \[? ([a-z0-9-]+)
    \s* (?: [,;/–—] | \b to \b | \b and \b | \s-\s ) \s*
    ([a-z0-9-]+) \]?
    """,
    re.VERBOSE,
)
_ADDRESS = re.compile(r"https?:|www\.", re.IGNORECASE)


class Meant(NamedTuple):
    """What to say of a value that is no id, and the id that it stands for ("" if not certain)."""

    message: str
    instead: str = ""


def explain(text: str, location: Location, plain: object) -> Meant:
    """Return what is wrong with a value that is no id; `plain` is the whole data."""
    known = list(_known_ids(location, plain))
    field = last_key(location)
    # First: two points in one text are near to no id, and would only be called misspelt.
    if field == "at" and (pair := _PAIR.fullmatch(text)):
        advice = f"write a range as [{pair[1]}, {pair[2]}], without quotes"
        return Meant(f'"{text}" is not a point; {advice}')
    if _LISTS.get(field) == "sources" and _ADDRESS.match(text):
        return _of_address(text, plain)
    return _of_letters(text, known)


def _of_address(address: str, plain: object) -> Meant:
    """Return the source with an address, or that there is none yet."""
    for source in _records(plain, "sources"):
        if same_page(str(source.get("url", ""))) == same_page(address):
            source_id = str(source.get("id", ""))
            return Meant(
                f'"{address}" is an address; write the id of the source with this address, '
                f'"{source_id}"',
                source_id,
            )
    return Meant(
        f'"{address}" is an address, and no source has it; add the source to sources, '
        "and write its id here"
    )


def _of_letters(text: str, known: list[str]) -> Meant:
    """Return the id that a text looks or sounds like, or how an id is written."""
    reason = look_alikes.named(text)
    likely = slug(text)
    subject = f'"{text}" is not an id: {reason}' if reason else f'"{text}" is not an id'
    if hint := did_you_mean(likely, known):
        return Meant(subject + hint, unambiguous_match(likely, known))
    return Meant(f'{subject}; write small letters, digits and single hyphens, as in "{likely}"')


def _known_ids(location: Location, plain: object) -> Iterator[str]:
    """Yield the ids that the field at a location may name, none if it gives its record an id."""
    field = last_key(location)
    records = _records(plain, _LISTS.get(field, ""))
    if field == "at" and location[0] == "issues":
        records = _records(at(plain, (*location[:2], "scale")), "points")
    for record in records:
        record_id = record.get("id")
        if isinstance(record_id, str):
            yield record_id


def _records(parent: object, key: str) -> Iterator[dict[str, object]]:
    """Yield the records of a list, nothing if it is none."""
    entries = at(parent, (key,))
    if not isinstance(entries, list):
        return
    for entry in entries:
        if isinstance(entry, dict):
            yield entry
