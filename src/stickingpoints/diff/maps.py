"""A map of an issue as lines that can be compared: each says one thing of one record in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import attrgetter

from stickingpoints.diff.matching import flat
from stickingpoints.model.records import AreaAnswer, Issue, MapAnswer, MapArea
from stickingpoints.problems import Place

Lines = Mapping[str, tuple[str, Place]]
"""What is said and where, by the record that says it."""


def lines(issue: Issue) -> Lines:
    """Return what a map says and where, by the record that says it; nothing without a map."""
    if issue.map is None:
        return {}
    said = {"": (f"{flat(issue.map.label)}. {flat(issue.map.note or '')}", issue.map.where())}
    for area in issue.map.areas:
        said[f"area {area.id}"] = (_area(area), area.where())
    for answer in issue.map.answers:
        said |= _answer(answer)
    return said


def drawn(issue: Issue) -> Lines:
    """Return where each area is drawn, which says nothing of it; nothing without a map."""
    if issue.map is None:
        return {}
    return {f"area {area.id}": (_cells(area), area.where()) for area in issue.map.areas}


def _cells(area: MapArea) -> str:
    return f"row {area.row}, column {area.column}, {area.width} by {area.height}"


def _area(area: MapArea) -> str:
    name = f"{flat(area.label)} ({flat(area.short)})"
    if not area.neighbours:
        return name
    return f"{name}, beside {'; '.join(area.neighbours)}"


def _answer(answer: MapAnswer) -> dict[str, tuple[str, Place]]:
    named = ", ".join(map(attrgetter("area"), answer.areas)) or "no area"
    said = {answer.of: (named, answer.where())}
    for one in answer.areas:
        said[f"{answer.of} on {one.area}"] = (", ".join(_outcome(one)), one.where())
    return said


def _outcome(one: AreaAnswer) -> Iterator[str]:
    yield one.outcome
    if one.by is not None:
        yield f"by {one.by}"
    if one.note is not None:
        yield f"“{flat(one.note)}”"
    if one.statements:
        yield f"from {'; '.join(one.statements)}"
