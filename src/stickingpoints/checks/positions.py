"""Rules on positions: each issue answers for each party, and each answer rests on statements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from statistics import median

from stickingpoints.checks.references import few
from stickingpoints.checks.rule import STATEMENT, Rule, positions
from stickingpoints.model import fairness
from stickingpoints.model.records import (
    NO_POSITION,
    UNNAMED,
    Dataset,
    Issue,
    Position,
    ScalePlace,
    Statement,
)
from stickingpoints.model.scale import ends, place_in_yaml
from stickingpoints.model.standing import newest_first, standing_by_statements
from stickingpoints.problems import (
    Problem,
    did_you_mean,
    nearest,
    one_of,
    unambiguous_match,
)

_ENOUGH = 3  # with fewer positions a party cannot be measured
_PLACED = (
    "issues.positions.stance",
    "issues.positions.at",
    "issues.positions.reason",
    f"{STATEMENT}.date",
    f"{STATEMENT}.stance",
    f"{STATEMENT}.at",
)


def missing_party(dataset: Dataset) -> Iterator[Problem]:
    """Find issues without a position of a party that answers every issue."""
    for issue in dataset.issues:
        answering = {position.party for position in issue.positions}
        slips = few(answering - dataset.party.keys())
        for party in dataset.column_parties:
            if party.id not in answering and not nearest(party.id, slips):
                message = (
                    f'no position of "{party.id}"; add one, with stance: {NO_POSITION}'
                    " and looked_in if nothing is known"
                )
                yield issue.problem("missing-party", message, "positions")


def looked_in_missing(dataset: Dataset) -> Iterator[Problem]:
    """Find answers of “no public position” that do not say where the editors looked."""
    for _, position in positions(dataset):
        if position.stance == NO_POSITION and not position.looked_in:
            message = f"{NO_POSITION} must say where the editors looked; add looked_in"
            yield position.problem("looked-in-missing", message, "stance")


def no_statement(dataset: Dataset) -> Iterator[Problem]:
    """Find positions that rest on no statement; only the lack of one may do so."""
    for _, position in positions(dataset):
        if position.stance != NO_POSITION and not newest_first(position):
            message = (
                "a position must rest on a statement; add one,"
                f" or write stance: {NO_POSITION} and looked_in"
            )
            yield position.problem("no-statement", message, "statements")


def position_differs(dataset: Dataset) -> Iterator[Problem]:
    """Find positions that differ from their newest statement and do not say why."""
    for issue, position in positions(dataset):
        newest = standing_by_statements(position)
        if position.reason or not newest.statement:
            continue
        if position.stance != newest.stance:
            message = (
                f'"{position.stance}" differs from "{newest.stance}" of the newest statement'
                f" ({newest.statement.name}); change one of them, or add a reason"
            )
            yield position.problem("position-differs", message, "stance")
        if _is_placed_elsewhere(issue, position.at, newest.at):
            message = (
                f'"{place_in_yaml(position.at)}" differs from the place that the statements give'
                f" ({place_in_yaml(newest.at)}); change one of them, or add a reason"
            )
            yield position.problem("position-differs", message, "at")


def _is_placed_elsewhere(issue: Issue, at: ScalePlace | None, newest: ScalePlace | None) -> bool:
    """Return whether a position names a place other than the newest; slips are reported elsewhere."""
    if at is None or at == newest:
        return False
    return _is_on(issue, at) and _is_on(issue, newest)


def _is_on(issue: Issue, at: ScalePlace | None) -> bool:
    return at is None or all(point in issue.point for point in ends(at))


def needless_reason(dataset: Dataset) -> Iterator[Problem]:
    """Find reasons that explain nothing: an exception that is no longer needed is itself a fault."""
    for _, position in positions(dataset):
        newest = standing_by_statements(position)
        if not position.reason or not newest.statement:
            continue
        if position.stance == newest.stance and position.at == newest.statement.at:
            message = "stance and place are those of the newest statement; delete the reason"
            yield position.problem("needless-reason", message, "reason").as_warning()


def unknown_scale_points(dataset: Dataset) -> Iterator[Problem]:
    """Find places that are no point of the issue's own scale."""
    for issue, record, at in _placed(dataset):
        if not issue.scale:
            message = "the issue has no scale; delete this line, or add a scale to the issue"
            yield record.problem("unknown-scale-point", message, "at")
            continue
        for field, point in _points(at):
            if point not in issue.point:
                yield _unknown_point(issue, record, field, point)


def _unknown_point(issue: Issue, record: Position | Statement, field: str, point: str) -> Problem:
    advice = did_you_mean(point, issue.point) or "."
    message = f'"{point}" is not a point on this scale{advice} {one_of(issue.point)}'
    problem = record.problem("unknown-scale-point", message, field)
    return replace(problem, instead=unambiguous_match(point, issue.point))


def _points(at: ScalePlace) -> list[tuple[str, str]]:
    """Return the points of a place, each with the field in which it is written."""
    if isinstance(at, str):
        return [("at", at)]
    return [(f"at › number {number}", point) for number, point in enumerate(at, 1)]


def backward_ranges(dataset: Dataset) -> Iterator[Problem]:
    """Find ranges that run against the order of the scale."""
    for issue, record, at in _placed(dataset):
        first, last = ends(at)
        if not _is_on(issue, at):
            continue
        if issue.point[first] > issue.point[last]:
            message = f"the range runs backwards; write [{last}, {first}]"
            yield record.problem("scale-range-order", message, "at")


def _placed(dataset: Dataset) -> Iterator[tuple[Issue, Position | Statement, ScalePlace]]:
    """Yield every position and statement that names a place."""
    for issue, position in positions(dataset):
        records: list[Position | Statement] = [position, *position.statements]
        for record in records:
            if record.at is not None:
                yield issue, record, record.at


def figure_label_missing(dataset: Dataset) -> Iterator[Problem]:
    """Find numbers of issues that do not say what they count."""
    for issue in dataset.issues:
        if issue.figure_label:
            continue
        for statement, _ in _figures(issue):
            message = "the issue does not say what its numbers count; add figure_label to it"
            yield statement.problem("figure-label-missing", message, "figure")


def figure_not_said(dataset: Dataset) -> Iterator[Problem]:
    """Find numbers that the words of their own statement do not name."""
    for issue in dataset.issues:
        for statement, figure in _figures(issue):
            if not _names(statement, figure):
                message = (
                    f"neither the summary nor a quote names {figure:,}; write it there,"
                    " or delete this line"
                )
                yield statement.problem("figure-not-said", message, "figure")


def figure_missing(dataset: Dataset) -> Iterator[Problem]:
    """Find issues that say what their numbers count and have no number."""
    for issue in dataset.issues:
        if issue.figure_label and not list(_figures(issue)):
            message = "no statement of this issue has a figure; add one, or delete this line"
            yield issue.problem("figure-missing", message, "figure_label").as_warning()


def _figures(issue: Issue) -> Iterator[tuple[Statement, int]]:
    for position in issue.positions:
        for statement in position.statements:
            if statement.figure is not None:
                yield statement, statement.figure


def _names(statement: Statement, figure: int) -> bool:
    words = [statement.summary]
    words += [citation.quote or "" for citation in statement.citations]
    written = rf"(?<!\d)({figure:,}|{figure})(?![\d,]*\d)"
    return re.search(written, " ".join(words)) is not None


def single_source(dataset: Dataset) -> Iterator[Problem]:
    """Find positions that rest on one source."""
    for _, position in positions(dataset):
        sources: set[str] = set()
        for statement in newest_first(position):
            sources.update(citation.source for citation in statement.citations)
        if len(sources) == 1:
            message = "this position rests on a single source; look for a second"
            yield position.problem("single-source", message).as_warning()


def unnamed_sources(dataset: Dataset) -> Iterator[Problem]:
    """Find positions that rest on unnamed sources alone."""
    for _, position in positions(dataset):
        attributions = {statement.attribution for statement in newest_first(position)}
        if attributions and attributions.issubset(UNNAMED):
            message = "this position rests on unnamed sources alone; look for one on record"
            yield position.problem("unnamed-sources", message).as_warning()


def lopsided(dataset: Dataset) -> Iterator[Problem]:
    """Find parties that get much less room than the others, of those that answer every issue."""
    measured = []
    for party, measure in fairness.by_party(dataset):
        if party in dataset.column_parties and measure.positions >= _ENOUGH:
            measured.append((party, measure))
    for field, noun in (("statements", "statements"), ("words", "words per position")):
        counts = [getattr(measure, field) or 0 for _, measure in measured]
        for (party, _), count in zip(measured, counts, strict=True):
            if count * 2 < median(counts):
                message = (
                    f"{count} {noun}, less than half of the median party's {median(counts):g};"
                    " see whether more can be said of it"
                )
                yield party.problem("lopsided", message).as_warning()


RULES = (
    Rule(
        "missing-party",
        "Every issue answers for every party, except those that answer where they spoke.",
        missing_party,
        ("parties.id", "parties.answers", "issues.positions.party"),
    ),
    Rule(
        "looked-in-missing",
        "Where no position is known, looked_in says where the editors looked.",
        looked_in_missing,
        ("issues.positions.stance", "issues.positions.looked_in"),
    ),
    Rule(
        "no-statement",
        "A position rests on at least one statement.",
        no_statement,
        ("issues.positions.stance", STATEMENT),
    ),
    Rule(
        "position-differs",
        "Where a position differs from its newest statement, a reason says why.",
        position_differs,
        _PLACED,
    ),
    Rule(
        "needless-reason",
        "A reason explains a difference from the newest statement; without one, delete it.",
        needless_reason,
        _PLACED,
    ),
    Rule(
        "unknown-scale-point",
        "The point is not on the scale of this issue.",
        unknown_scale_points,
        ("issues.scale.points.id",),
    ),
    Rule("scale-range-order", "A range runs in the order of the scale.", backward_ranges),
    Rule(
        "figure-label-missing",
        "An issue whose statements name numbers says what they count.",
        figure_label_missing,
        ("issues.figure_label",),
    ),
    Rule(
        "figure-not-said",
        "A number is one that its own statement names.",
        figure_not_said,
        (f"{STATEMENT}.figure", f"{STATEMENT}.summary", f"{STATEMENT}.citations.quote"),
    ),
    Rule(
        "figure-missing",
        "An issue that says what its numbers count has a number to show.",
        figure_missing,
        (f"{STATEMENT}.figure",),
    ),
    Rule(
        "single-source",
        "A position that rests on a single source is marked as such on the site.",
        single_source,
        (f"{STATEMENT}.citations.source",),
    ),
    Rule(
        "unnamed-sources",
        "A position that rests on unnamed sources alone is marked as such on the site.",
        unnamed_sources,
        (f"{STATEMENT}.attribution",),
    ),
    Rule(
        "lopsided",
        "A party has much less room than the others: fewer than half the statements, or words per"
        " position, of the median party.",
        lopsided,
        ("parties.answers", "issues.positions", STATEMENT),
    ),
)
