"""The example of a new project: the data of the starter, for other parties and another day."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Any

from stickingpoints.editing.imports.slugs import free_id
from stickingpoints.editing.yaml_layout import Document
from stickingpoints.text.fill_in import marker

_PARTIES = ("party-one", "party-two")
"""The ids of the parties in the starter."""

_LONGEST_SHORT = 6
_ANCHOR = re.compile(rf"({'|'.join(_PARTIES)})-(\d{{4}}-\d{{2}}-\d{{2}})")
_ROLE = marker("what it is in these talks, in one neutral sentence")


def example(
    text: str, names: Sequence[str], topic: str, licence: str | None, day: datetime.date
) -> str:
    """Return the data of the starter, given as YAML, for parties with these names.

    It ends on `day`: each of its dates is as far from that as it was from the day of the starter.
    Parties after the second have no position. Comments stay.
    """
    document = Document(text, "data/issues.yaml")
    data = document.tree
    # The ids of the starter's own parties go, so that a project may use them.
    ids = _party_ids(names, _ids_in(data) - set(_PARTIES))
    _adapt(data, dict(zip(_PARTIES, ids, strict=False)), day - data["as_of"])
    if topic:
        data["title"] = title_of_talks(topic)
    if licence:
        data["licence"] = licence
    else:
        del data["licence"]
    shorts = _shorts(names)
    for number, (party_id, name, short) in enumerate(zip(ids, names, shorts, strict=True)):
        if number < len(_PARTIES):
            data["parties"][number] |= {"name": name, "short": short}
        else:
            _add_party(document, {"id": party_id, "name": name, "short": short, "role": _ROLE})
    return document.text()


def title_of_talks(topic: str) -> str:
    """Return the title of the data of talks on a topic, "" without one."""
    if not topic:
        return ""
    return f"Where the talks on {topic} are stuck"


def _add_party(document: Document, party: dict[str, str]) -> None:
    """Add a party to the data, which has said nothing on any issue."""
    parties = document.tree["parties"]
    document.insert(parties, len(parties), party)
    for issue in document.tree["issues"]:
        position = {
            "party": party["id"],
            "stance": "no-public-position",
            "answer": "Has said nothing in public",
            "summary": "It has said nothing on this, in this invented example.",
            "statements": [],
            "looked_in": marker("where you looked for a statement of this party"),
        }
        document.insert(issue["positions"], len(issue["positions"]), position)


def _ids_in(value: Any) -> set[str]:
    """Return the ids of all records."""
    if isinstance(value, dict):
        ids = set().union(*map(_ids_in, value.values()))
        return ids | {value["id"]} if "id" in value else ids
    if isinstance(value, list):
        return set().union(*map(_ids_in, value))
    return set()


def _adapt(value: Any, ids: Mapping[str, str], later: datetime.timedelta) -> Any:
    """Return a value with other ids of parties and later days; collections are changed in place."""
    if isinstance(value, dict):
        for key, child in value.items():
            value[key] = _adapt(child, ids, later)
    elif isinstance(value, list):
        for number, child in enumerate(value):
            value[number] = _adapt(child, ids, later)
    elif isinstance(value, datetime.date):
        return value + later
    elif isinstance(value, str):
        return _adapted_text(value, ids, later)
    return value


def _adapted_text(text: str, ids: Mapping[str, str], later: datetime.timedelta) -> str:
    """Return an id of a party, the anchor of a statement, or any other text, which stays."""
    anchor = _ANCHOR.fullmatch(text)
    if anchor:
        day = datetime.date.fromisoformat(anchor[2]) + later
        return f"{ids[anchor[1]]}-{day}"
    return ids.get(text, text)


# Ids and short names


def _party_ids(names: Sequence[str], taken: set[str]) -> list[str]:
    """Return an id for each name; none is taken."""
    ids: list[str] = []
    for name in names:
        ids.append(free_id(name, {*taken, *ids}, "party"))
    return ids


def _shorts(names: Sequence[str]) -> list[str]:
    """Return a short name for each name, no two the same."""
    shorts: list[str] = []
    for number, name in enumerate(names, 1):
        short = _short(name)
        if not short or short in shorts:
            short = f"P{number}"
        shorts.append(short)
    return shorts


def _short(name: str) -> str:
    """Return the initials of several words, one word or the beginning of it; "" for no letters."""
    words = re.findall(r"\w+", name)
    if len(words) > 1:
        return "".join(word[0] for word in words)[:_LONGEST_SHORT].upper()
    word = "".join(words)
    if len(word) <= _LONGEST_SHORT:
        return word
    return word[:3].upper()
