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
    by_record = {"": (f"{flat(issue.map.label)}. {flat(issue.map.note or '')}", issue.map.where())}
    for area in issue.map.areas:
        by_record[f"area {area.id}"] = (_area(area), area.where())
    for answer in issue.map.answers:
        by_record |= _answer(answer)
    return by_record


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
    lines_said = {answer.of: (named, answer.where())}
    for area_answer in answer.areas:
        lines_said[f"{answer.of} on {area_answer.area}"] = (
            ", ".join(_outcome(area_answer)),
            area_answer.where(),
        )
    return lines_said


def _outcome(area_answer: AreaAnswer) -> Iterator[str]:
    yield area_answer.outcome
    if area_answer.by is not None:
        yield f"by {area_answer.by}"
    if area_answer.note is not None:
        yield f"“{flat(area_answer.note)}”"
    if area_answer.statements:
        yield f"from {'; '.join(area_answer.statements)}"
