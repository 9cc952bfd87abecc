"""Positions: who has one, what it rests on, and whether it agrees with its newest statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from stickingpoints.checks.rule import STATEMENT, Rule, all_positions, few
from stickingpoints.model import fairness
from stickingpoints.model.records import NO_POSITION, UNNAMED, Dataset, Issue, Party, ScalePlace
from stickingpoints.model.scale import ends, place_in_yaml
from stickingpoints.model.standing import newest_first, standing_by_statements
from stickingpoints.model.walk import cited_sources
from stickingpoints.problems import Problem, nearest

_SEVERAL = 2
_UNKNOWN_POSITION = f"with stance: {NO_POSITION} and looked_in if nothing is known"
_ENOUGH = 3  # with fewer positions a party cannot be measured


def missing_party(dataset: Dataset) -> Iterator[Problem]:
    """Find issues without a position of a party that must answer every issue.

    A party without any position is one problem, at the party.
    """
    silent = _silent_parties(dataset)
    for party in silent:
        message = (
            f'"{party.id}" has a position on none of the {len(dataset.issues)} issues; '
            f"add one to each, {_UNKNOWN_POSITION}, or add answers: where-stated to the party"
        )
        yield party.problem("missing-party", message, "id")
    for issue in dataset.issues:
        yield from _missing_in(issue, dataset, silent)


def _silent_parties(dataset: Dataset) -> list[Party]:
    """Return the parties that must answer every issue and answer none of several."""
    present = {position.party for _, position in all_positions(dataset)}
    misspelt = few(present - dataset.party.keys())
    if len(dataset.issues) < _SEVERAL:
        return []
    return [
        party
        for party in dataset.column_parties
        if party.id not in present and not nearest(party.id, misspelt)
    ]


def _missing_in(issue: Issue, dataset: Dataset, silent: Sequence[Party]) -> Iterator[Problem]:
    present = issue.position.keys()
    misspelt = few(present - dataset.party.keys())
    for party in dataset.column_parties:
        is_here = party.id in present or nearest(party.id, misspelt)
        if not is_here and party not in silent:
            message = (
                f'no position of "{party.id}"; add one, {_UNKNOWN_POSITION}, or add '
                "answers: where-stated to the party if it need not answer every issue"
            )
            yield issue.problem("missing-party", message, "positions")


def looked_in_missing(dataset: Dataset) -> Iterator[Problem]:
    """Find positions said to be unknown that do not say where the editors looked."""
    for _, position in all_positions(dataset):
        if position.stance == NO_POSITION and not position.looked_in:
            message = f"{NO_POSITION} requires a list of the places searched; add looked_in"
            yield position.problem("looked-in-missing", message, "stance")


def no_statement(dataset: Dataset) -> Iterator[Problem]:
    """Find positions without a statement, other than those that say that no position is known."""
    message = f"a position needs a statement; add one, or write stance: {NO_POSITION} and looked_in"
    for _, position in all_positions(dataset):
        if position.stance != NO_POSITION and not newest_first(position):
            yield position.problem("no-statement", message, "statements")


def position_differs(dataset: Dataset) -> Iterator[Problem]:
    """Find positions that differ from their newest statement without a reason."""
    for issue, position in all_positions(dataset):
        newest = standing_by_statements(position)
        if position.reason or not newest.statement:
            continue
        if position.stance != newest.stance:
            message = (
                f'"{position.stance}" differs from "{newest.stance}" of the newest statement '
                f"({newest.statement.name}); change one of them, or add a reason"
            )
            yield position.problem("position-differs", message, "stance")
        if position.at is None or position.at == newest.at:
            continue
        if _is_on_scale(issue, position.at) and _is_on_scale(issue, newest.at):
            message = (
                f'"{place_in_yaml(position.at)}" differs from the place that the statements give '
                f"({place_in_yaml(newest.at)}); change one of them, or add a reason"
            )
            yield position.problem("position-differs", message, "at")


def _is_on_scale(issue: Issue, at: ScalePlace | None) -> bool:
    return at is None or all(point in issue.point for point in ends(at))


def needless_reason(dataset: Dataset) -> Iterator[Problem]:
    """Find reasons that explain nothing: an exception no longer needed is itself a fault."""
    message = "stance and place are those of the newest statement; delete the reason"
    for _, position in all_positions(dataset):
        newest = standing_by_statements(position)
        if not position.reason or not newest.statement:
            continue
        if position.stance == newest.stance and position.at == newest.statement.at:
            yield position.problem("needless-reason", message, "reason").as_warning()


def single_source(dataset: Dataset) -> Iterator[Problem]:
    """Warn of positions that rest on a single source."""
    message = "this position rests on a single source; look for a second"
    for _, position in all_positions(dataset):
        if len(cited_sources(newest_first(position))) == 1:
            yield position.problem("single-source", message).as_warning()


def unnamed_sources(dataset: Dataset) -> Iterator[Problem]:
    """Warn of positions that rest on unnamed sources alone."""
    message = "this position rests on unnamed sources alone; look for one on record"
    for _, position in all_positions(dataset):
        statements = newest_first(position)
        if statements and all(statement.attribution in UNNAMED for statement in statements):
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
            middle = median(counts)
            if count * 2 < middle:
                message = (
                    f"{count} {noun}, less than half of the median party's {middle:g}; "
                    "check whether more is known of its positions"
                )
                yield party.problem("lopsided", message).as_warning()


_STANDING = (
    "issues.positions.stance",
    "issues.positions.at",
    "issues.positions.reason",
    f"{STATEMENT}.date",
    f"{STATEMENT}.stance",
    f"{STATEMENT}.at",
)
RULES = (
    Rule(
        "missing-party",
        "Every issue has a position of every party, except of those with `answers: where-stated`.",
        missing_party,
        depends_on=("parties.id", "parties.answers", "issues.positions.party"),
    ),
    Rule(
        "looked-in-missing",
        "Where no position is known, `looked_in` says where the editors searched.",
        looked_in_missing,
        depends_on=("issues.positions.stance", "issues.positions.looked_in"),
    ),
    Rule(
        "no-statement",
        "A position needs at least one statement.",
        no_statement,
        depends_on=("issues.positions.stance", STATEMENT),
    ),
    Rule(
        "position-differs",
        "Where a position differs from its newest statement, a reason says why.",
        position_differs,
        depends_on=_STANDING,
    ),
    Rule(
        "needless-reason",
        "A reason explains a difference from the newest statement; if there is none, delete it.",
        needless_reason,
        depends_on=_STANDING,
    ),
    Rule(
        "single-source",
        "A position that rests on a single source is marked as such on the site.",
        single_source,
        depends_on=(f"{STATEMENT}.citations.source",),
    ),
    Rule(
        "unnamed-sources",
        "A position that rests on unnamed sources alone is marked as such on the site.",
        unnamed_sources,
        depends_on=(f"{STATEMENT}.attribution",),
    ),
    Rule(
        "lopsided",
        "A party that answers every issue has at least half as many statements, and half as many "
        "words per position, as the median party.",
        lopsided,
        depends_on=("parties.answers", "issues.positions", STATEMENT),
    ),
)
