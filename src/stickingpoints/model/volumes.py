"""A large dataset → the volumes of its editions in one file: one for each topic, or several.

Typst keeps a document in memory as a whole, so that a document of a thousand issues would need some
20 GB. How much an issue takes was measured; it is bounded here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from stickingpoints.i18n.language import Language
from stickingpoints.model import parts
from stickingpoints.model.parts import Part
from stickingpoints.model.records import Dataset, Event, Issue

LARGEST_VOLUME = 1_000_000
"""How many kilobytes of memory a volume takes at most, about."""

LARGEST_WHOLE = 2_000_000
"""How many the document of a whole site may take; a larger site has its volumes alone."""

_OF_POSITION, _OF_STATEMENT = 4_300, 600
"""Kilobytes: 45 issues of four parties with 293 statements took 930 MB, 12 with 273 took 360."""


class Volume(NamedTuple):
    """A volume: how its file is called after the site, its title, and what it holds."""

    slug: str
    title: str
    dataset: Dataset


def volumes(dataset: Dataset, language: Language) -> list[Volume]:
    """Return the volumes of a large site by topic; none for a small one, which is one document."""
    if not parts.has_parts(dataset):
        return []
    groups = parts.by_topic(dataset.issues, language.say("Others"))
    # Each has as few issues as a small site, so that its lists are whole.
    divided = parts.divided("part/", groups, _memory, parts.MANY - 1, LARGEST_VOLUME)
    return [_volume(dataset, language, part) for part in divided]


def is_one_document(dataset: Dataset) -> bool:
    """Return whether the whole site can be one document."""
    return sum(map(_memory, dataset.issues)) <= LARGEST_WHOLE


def _memory(issue: Issue) -> int:
    """Return about how many kilobytes of memory it takes to set an issue."""
    memory = 0
    for position in issue.positions:
        memory += _OF_POSITION + _OF_STATEMENT * len(position.statements)
    return memory


def _volume(dataset: Dataset, language: Language, part: Part[Issue]) -> Volume:
    title = parts.title(dataset.title, part, language)
    slug = part.address.strip("/").replace("/", "-")
    return Volume(slug, title, excerpt(dataset, part.entries, title))


def excerpt(dataset: Dataset, issues: Sequence[Issue], title: str) -> Dataset:
    """Return a dataset with some of its issues, and the events that touch them."""
    ids = {issue.id for issue in issues}
    events: list[Event] = []
    for event in dataset.events:
        touched = [issue for issue in event.issues if issue in ids]
        if touched:
            events.append(event.model_copy(update={"issues": touched}))
    copied = dataset.model_copy(update={"title": title, "issues": list(issues), "events": events})
    for name in set(vars(copied)) - set(Dataset.model_fields):
        del vars(copied)[name]  # what was counted and looked up in the whole
    return copied
