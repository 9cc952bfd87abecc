"""Schematic maps: areas that do not overlap, and answers that follow from a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter

from stickingpoints.checks.rule import Rule
from stickingpoints.model.records import (
    AreaAnswer,
    Dataset,
    Issue,
    IssueMap,
    MapAnswer,
    MapArea,
    Position,
    Record,
)
from stickingpoints.model.standing import newest_first
from stickingpoints.problems import Problem, did_you_mean, one_of, unambiguous_match

_NEEDS_PARTY = ("held", "leaves")
_MAY_HAVE_PARTY = (*_NEEDS_PARTY, "demilitarised")


def unknown_areas(dataset: Dataset) -> Iterator[Problem]:
    """Find neighbours and answers that name areas that are not on the map."""
    for _, drawn in _maps(dataset):
        for area in drawn.areas:
            for number, neighbour in enumerate(area.neighbours, 1):
                field = f"neighbours › number {number}"
                yield from _unknown("area", area, field, neighbour, drawn.area)
        for answer in drawn.answers:
            for one in answer.areas:
                yield from _unknown("area", one, "area", one.area, drawn.area)


def overlapping_areas(dataset: Dataset) -> Iterator[Problem]:
    """Find areas that are in the same cell, have the same id, or border on themselves."""
    for _, drawn in _maps(dataset):
        taken: dict[tuple[int, int], MapArea] = {}
        for area in drawn.areas:
            other = _first_in(taken, area)
            if other is not None:
                message = f'it overlaps "{other.id}"; give it a row and a column of its own'
                yield area.problem("map-overlap", message, "row")
            taken.update(dict.fromkeys(_cells(area), area))
            if area.id in area.neighbours:
                message = "an area does not border on itself; delete its id here"
                yield area.problem("map-overlap", message, "neighbours")


def _cells(area: MapArea) -> Iterator[tuple[int, int]]:
    for row in range(area.row, area.row + area.height):
        for column in range(area.column, area.column + area.width):
            yield row, column


def _first_in(taken: Mapping[tuple[int, int], MapArea], area: MapArea) -> MapArea | None:
    """Return the area that has one of an area's cells, None if they are all free."""
    for cell in _cells(area):
        if cell in taken:
            return taken[cell]
    return None


def answers_of_nobody(dataset: Dataset) -> Iterator[Problem]:
    """Find answers that are not those of one party that answers, or of one plan that says so."""
    for issue, drawn in _maps(dataset):
        plans = _plans_on(dataset, issue)
        for answer in drawn.answers:
            if (answer.party is None) == (answer.document is None):
                message = "give either party or document, whose answer this is"
                yield answer.problem("map-answer", message)
            elif answer.party is not None:
                yield from _unknown("party", answer, "party", answer.party, issue.position)
            else:
                yield from _unknown("plan", answer, "document", answer.of, plans)


def _plans_on(dataset: Dataset, issue: Issue) -> dict[str, Record]:
    """Return the plans that say something on an issue, by id."""
    plans: dict[str, Record] = {}
    for document in dataset.documents:
        if any(provision.issue == issue.id for provision in document.provisions):
            plans[document.id] = document
    return plans


def parties_of_outcomes(dataset: Dataset) -> Iterator[Problem]:
    """Find outcomes without the party that they need, or with one that they cannot have."""
    for _, _, one in _area_answers(dataset):
        if one.by is None and one.outcome in _NEEDS_PARTY:
            message = f'"{one.outcome}" does not say whose; add by with the id of the party'
            yield one.problem("map-by", message)
        if one.by is None:
            continue
        if one.outcome not in _MAY_HAVE_PARTY:
            message = f'"{one.outcome}" is nobody\'s; delete this line'
            yield one.problem("map-by", message, "by")
        else:
            yield from _unknown("party", one, "by", one.by, dataset.party)


def grounds(dataset: Dataset) -> Iterator[Problem]:
    """Find what a map says of a party without a statement, or with one that does not count."""
    for issue, answer, one in _area_answers(dataset):
        position = issue.position.get(answer.party or "")
        if answer.document is not None and one.statements:
            message = "what a plan says follows from its provision on the issue; delete this"
            yield one.problem("map-ground", message, "statements")
        if position is not None:
            yield from _grounds_of(position, one)


def _grounds_of(position: Position, one: AreaAnswer) -> Iterator[Problem]:
    names = list(map(attrgetter("name"), newest_first(position)))
    if not one.statements and one.outcome != "not-mentioned":
        message = (
            f"it does not say what it follows from; add statements with those of {position.party} "
            "on this issue, as [2025-11-25]"
        )
        yield one.problem("map-ground", message)
    for number, name in enumerate(one.statements, 1):
        if name not in names:
            hint = did_you_mean(name, names) or ";"
            message = (
                f'{position.party} has no statement "{name}" on this issue that counts{hint} '
                "write its date, or its date and key"
            )
            problem = one.problem("map-ground", message, f"statements › number {number}")
            yield replace(problem, instead=unambiguous_match(name, names))


def _maps(dataset: Dataset) -> Iterator[tuple[Issue, IssueMap]]:
    for issue in dataset.issues:
        if issue.map is not None:
            yield issue, issue.map


def _area_answers(dataset: Dataset) -> Iterator[tuple[Issue, MapAnswer, AreaAnswer]]:
    for issue, drawn in _maps(dataset):
        for answer in drawn.answers:
            for one in answer.areas:
                yield issue, answer, one


def _unknown(
    noun: str, record: Record, field: str, name: str, known: Mapping[str, Record]
) -> Iterator[Problem]:
    """Yield a problem if a field of a record names something that is not known there."""
    if name in known:
        return
    names: Sequence[str] = list(known)
    hint = did_you_mean(name, names) or "."
    message = f'no {noun} "{name}" belongs here{hint} {one_of(names)}'
    problem = record.problem("map-unknown", message, field)
    yield replace(problem, instead=unambiguous_match(name, names))


RULES = (
    Rule(
        "map-unknown",
        "A map names its own areas, parties with a position on the issue, and plans with a "
        "provision on it.",
        unknown_areas,
        ("issues.map.areas.id", "parties.id"),
    ),
    Rule(
        "map-overlap",
        "No two areas of a map are in the same cell.",
        overlapping_areas,
    ),
    Rule(
        "map-answer",
        "An answer on a map is that of one party or of one plan.",
        answers_of_nobody,
        ("issues.positions.party", "documents.provisions.issue"),
    ),
    Rule(
        "map-by",
        "An area is held by a party, or a party leaves it; one that is left open is nobody's.",
        parties_of_outcomes,
    ),
    Rule(
        "map-ground",
        "What a map says of a party follows from its statements on the issue; what it says of a "
        "plan, from the plan's provision.",
        grounds,
        ("issues.positions.statements",),
    ),
)
