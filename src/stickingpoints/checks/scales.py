"""Places on the scale of an issue, and the numbers that its statements name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from stickingpoints.checks.rule import STATEMENT, Rule, all_positions
from stickingpoints.model.records import Dataset, Issue, Position, ScalePlace, Statement
from stickingpoints.model.scale import ends
from stickingpoints.problems import Problem, did_you_mean, one_of, unambiguous_match

_Placed = Position | Statement


def unknown_points(dataset: Dataset) -> Iterator[Problem]:
    """Find places that are not on the issue's own scale."""
    for issue, record, at in _places(dataset):
        if not issue.scale:
            message = "the issue has no scale; delete this line, or add a scale to the issue"
            yield record.problem("unknown-scale-point", message, "at")
            continue
        for field, point in _points(at):
            if point not in issue.point:
                yield _unknown_point(issue, record, field, point)


def _places(dataset: Dataset) -> Iterator[tuple[Issue, _Placed, ScalePlace]]:
    for issue, position in all_positions(dataset):
        records: list[_Placed] = [position, *position.statements]
        for record in records:
            if record.at is not None:
                yield issue, record, record.at


def _points(at: ScalePlace) -> Iterator[tuple[str, str]]:
    """Yield each point of a place, after the field that it is written in."""
    if isinstance(at, str):
        yield "at", at
        return
    for number, point in enumerate(at, 1):
        yield f"at › number {number}", point


def _unknown_point(issue: Issue, record: _Placed, field: str, point: str) -> Problem:
    advice = did_you_mean(point, issue.point) or "."
    message = f'there is no point "{point}" on this scale{advice} {one_of(issue.point)}'
    problem = record.problem("unknown-scale-point", message, field)
    return replace(problem, instead=unambiguous_match(point, issue.point))


def range_order(dataset: Dataset) -> Iterator[Problem]:
    """Find ranges that run against the order of the scale."""
    for issue, record, at in _places(dataset):
        first, last = ends(at)
        if first not in issue.point or last not in issue.point:
            continue
        if issue.point[first] > issue.point[last]:
            message = f"the range runs backwards; write [{last}, {first}]"
            yield record.problem("scale-range-order", message, "at")


def scale_side(dataset: Dataset) -> Iterator[Problem]:
    """Warn of scales whose right end is nearer to the party that is on the left elsewhere.

    That is the first of the parties that answer every issue; where it has no place, neither side
    is wrong.
    """
    if not dataset.column_parties:
        return
    party = dataset.column_parties[0]
    message = (
        f"turn the points round, so that {party.name}'s end is on the left as in the other issues"
    )
    for issue, position in all_positions(dataset):
        if position.party == party.id and _is_on_the_right(issue, position):
            yield issue.problem("scale-side", message, "scale").as_warning()


def _is_on_the_right(issue: Issue, position: Position) -> bool:
    """Return whether the middle of a position's place is to the right of that of the scale."""
    if position.at is None:
        return False
    first, last = ends(position.at)
    if first not in issue.point or last not in issue.point:
        return False
    middle = (issue.point[first] + issue.point[last]) / 2
    return middle > (len(issue.point) - 1) / 2


def figure_label_missing(dataset: Dataset) -> Iterator[Problem]:
    """Find numbers of issues that do not say what their numbers count."""
    message = "the issue does not say what its numbers count; add figure_label to it"
    for issue in dataset.issues:
        if issue.figure_label:
            continue
        for statement, _ in _figures(issue):
            yield statement.problem("figure-label-missing", message, "figure")


def figure_not_said(dataset: Dataset) -> Iterator[Problem]:
    """Find numbers that neither the summary nor a quote of their statement names."""
    for issue in dataset.issues:
        for statement, figure in _figures(issue):
            if not _names(statement, figure):
                message = (
                    f"neither the summary nor a quote names {figure:,}; "
                    "write it there, or delete this line"
                )
                yield statement.problem("figure-not-said", message, "figure")


def figure_missing(dataset: Dataset) -> Iterator[Problem]:
    """Find issues that say what their numbers count and have none."""
    message = "no statement of this issue has a figure; add one, or delete this line"
    for issue in dataset.issues:
        if issue.figure_label and not any(_figures(issue)):
            yield issue.problem("figure-missing", message, "figure_label").as_warning()


def _figures(issue: Issue) -> Iterator[tuple[Statement, int]]:
    for position in issue.positions:
        for statement in position.statements:
            if statement.figure is not None:
                yield statement, statement.figure


def _names(statement: Statement, figure: int) -> bool:
    quotes = [citation.quote or "" for citation in statement.citations]
    words = " ".join([statement.summary, *quotes])
    return re.search(rf"(?<!\d)({figure:,}|{figure})(?![\d,]*\d)", words) is not None


RULES = (
    Rule(
        "unknown-scale-point",
        "The point is not on the scale of this issue.",
        unknown_points,
        depends_on=("issues.scale.points.id",),
    ),
    Rule("scale-range-order", "A range runs in the order of the scale.", range_order),
    Rule(
        "scale-side",
        "The end of a scale that is nearer to the first party that answers every issue is on the "
        "left.",
        scale_side,
        depends_on=(
            "parties.id",
            "parties.answers",
            "issues.scale",
            "issues.scale.points.id",
            "issues.positions.party",
            "issues.positions.at",
        ),
    ),
    Rule(
        "figure-label-missing",
        "An issue whose statements have a `figure` says what it counts, in `figure_label`.",
        figure_label_missing,
        depends_on=("issues.figure_label",),
    ),
    Rule(
        "figure-not-said",
        "A `figure` is named in the summary or a quote of its statement.",
        figure_not_said,
        depends_on=(
            f"{STATEMENT}.figure",
            f"{STATEMENT}.summary",
            f"{STATEMENT}.citations.quote",
        ),
    ),
    Rule(
        "figure-missing",
        "An issue with a `figure_label` has at least one statement with a `figure`.",
        figure_missing,
        depends_on=(f"{STATEMENT}.figure",),
    ),
)
