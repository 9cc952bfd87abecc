"""Issues compared, down to their positions and statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import attrgetter
from types import MappingProxyType

from stickingpoints.diff import maps, matching, support
from stickingpoints.diff.change import Change, Group
from stickingpoints.diff.compared_fields import (
    Spot,
    changed_citations,
    changed_fields,
    changed_order,
    changed_withdrawal,
    cited,
)
from stickingpoints.diff.comparison_rows import place
from stickingpoints.diff.field_kinds import CORRECTION, ISSUE, POSITION, STATEMENT
from stickingpoints.diff.matching import flat
from stickingpoints.model.addresses import statement_anchor
from stickingpoints.model.records import (
    ON_RECORD,
    Attribution,
    Dataset,
    Issue,
    Position,
    ScalePlace,
    Statement,
)
from stickingpoints.model.standing import newest_first
from stickingpoints.model.walk import cited_sources
from stickingpoints.problems import quantity

_WEAKNESS: Mapping[Attribution, int] = MappingProxyType(
    {
        **dict.fromkeys(ON_RECORD, 0),
        "leaked-document": 1,
        "unnamed-official": 2,
        "second-hand": 3,
        "outlet-report": 4,
    }
)
"""The strength of each attribution, the strongest 0."""


def changed_issues(was: Dataset, now: Dataset) -> Iterator[Change]:
    """Yield what became of the issues."""
    matched = matching.by_key(was.issues, now.issues, attrgetter("id"))
    for issue in matched.gone:
        yield Spot(Group("issue", issue.id)).change("issue-removed", was=_lost_issue(issue))
    for before, after in matched.pairs:
        yield from _issue(before, after)
    for issue in matched.new:
        spot = Spot(Group("issue", issue.id))
        described = f"{issue.status}: {flat(issue.question)}"
        yield spot.change("issue-added", now=described, place=issue.where())
        for position in issue.positions:
            yield from _new_position(spot.of_party(position.party), issue, position)


def _lost_issue(issue: Issue) -> str:
    positions = quantity(len(issue.positions), "position")
    statements = quantity(
        sum(len(position.statements) for position in issue.positions), "statement"
    )
    return f"{flat(issue.question)} ({positions}, {statements})"


def _issue(was: Issue, now: Issue) -> Iterator[Change]:
    spot = Spot(Group("issue", now.id)).named(now.id)
    if was.status != now.status:
        kind = "status-changed" if support.status_supported(was, now) else "status-unsupported"
        yield spot.change(kind, was.status, now.status, "", now.where("status"))
    yield from changed_fields(spot, was, now, ISSUE)
    if _scale(was) != _scale(now):
        yield spot.change("scale-changed", _scale(was), _scale(now), "", now.where("scale"))
    yield from _map(spot, was, now)
    yield from _positions(spot, was, now)
    yield from _corrections(spot, was, now)
    if _review(was) != _review(now):
        yield spot.change("review", _review(was), _review(now), "", now.where("review"))


def _review(issue: Issue) -> str:
    return f"{issue.review.last}, every {issue.review.interval_days} days"


def _scale(issue: Issue) -> str:
    if issue.scale is None:
        return ""
    points = "; ".join(f"{point.label} ({point.id})" for point in issue.scale.points)
    return f"{flat(issue.scale.label)}: {points}"


def _map(spot: Spot, was: Issue, now: Issue) -> Iterator[Change]:
    yield from _lines(spot, "map-changed", maps.lines(was), maps.lines(now), now)
    yield from _lines(spot, "map-drawn", maps.drawn(was), maps.drawn(now), now)


def _lines(
    spot: Spot, kind: str, before: maps.Lines, after: maps.Lines, now: Issue
) -> Iterator[Change]:
    """Yield the lines on a map that came, went or say something else."""
    for record in [*after, *sorted(before.keys() - after.keys())]:
        old, _ = before.get(record, ("", None))
        new, place = after.get(record, ("", now.where("map")))
        if old != new:
            yield spot.within(record).change(kind, old, new, "", place)


def _corrections(spot: Spot, was: Issue, now: Issue) -> Iterator[Change]:
    matched = matching.corrections(was.corrections, now.corrections)
    for correction in matched.gone:
        described = f"{correction.date}: {flat(correction.summary)}"
        yield spot.of_party(correction.party).change("correction-removed", was=described)
    for correction in matched.new:
        described = f"{correction.date}: {flat(correction.summary)}"
        here = spot.of_party(correction.party)
        yield here.change("correction-added", now=described, place=correction.where())
    for before, after in matched.pairs:
        here = spot.of_party(after.party).within(f"correction {after.date}").named("")
        yield from changed_fields(here, before, after, CORRECTION)


def _positions(spot: Spot, was: Issue, now: Issue) -> Iterator[Change]:
    matched = matching.by_key(was.positions, now.positions, attrgetter("party"))
    for position in matched.gone:
        statements = quantity(len(position.statements), "statement")
        described = f"{position.stance}: {flat(position.summary)} ({statements})"
        yield spot.of_party(position.party).change("position-removed", was=described)
    for before, after in matched.pairs:
        here = spot.of_party(after.party).named(after.party)
        yield from _position(here, (was, now), before, after)
    for position in matched.new:
        yield from _new_position(spot.of_party(position.party), now, position)


def _new_position(spot: Spot, issue: Issue, position: Position) -> Iterator[Change]:
    yield spot.change(
        "position-added",
        now=f"{_standing(issue, position)}: {flat(position.summary)}",
        place=position.where(),
    )
    # Listed one by one, so that a statement that was removed elsewhere is seen to have moved here.
    for statement in position.statements:
        yield _new_statement(spot, issue, statement)


def _standing(issue: Issue, record: Position | Statement) -> str:
    if record.at is None:
        return record.stance
    return f"{record.stance} ({place(issue, record.at)})"


def _position(
    spot: Spot, issues: tuple[Issue, Issue], was: Position, now: Position
) -> Iterator[Change]:
    outcome = "unsupported"
    if support.position_supported(issues, was, now):
        outcome = "changed"
    yield from _stance(spot, f"stance-{outcome}", was, now)
    yield from _at(spot, f"place-{outcome}", issues, was, now)
    yield from changed_fields(spot, was, now, POSITION)
    lost = _on_record(was)
    # One source on record is enough for a position to be known; only losing the last weakens it.
    if lost and not _on_record(now):
        yield spot.change("last-on-record-lost", was="; ".join(lost), place=now.where("statements"))
    yield from _statements(spot, issues, was, now)


def _stance(
    spot: Spot, kind: str, was: Position | Statement, now: Position | Statement
) -> Iterator[Change]:
    if was.stance != now.stance:
        yield spot.change(kind, was.stance, now.stance, "", now.where("stance"))


def _at(
    spot: Spot,
    kind: str,
    issues: tuple[Issue, Issue],
    was: Position | Statement,
    now: Position | Statement,
) -> Iterator[Change]:
    if was.at != now.at:
        before, after = _place(issues[0], was.at), _place(issues[1], now.at)
        yield spot.change(kind, before, after, "", now.where("at"))


def _place(issue: Issue, at: ScalePlace | None) -> str:
    if at is None:
        return "none"
    return place(issue, at)


def _on_record(position: Position) -> list[str]:
    """Return the sources of what is on record, by id, those of the newest statement first."""
    statements = newest_first(position)
    return cited_sources(
        statement for statement in statements if statement.attribution in ON_RECORD
    )


def _statements(
    spot: Spot, issues: tuple[Issue, Issue], was: Position, now: Position
) -> Iterator[Change]:
    matched = matching.statements(was, now)
    for statement in matched.gone:
        here = spot.within(f"statement {statement.name}")
        described = _statement(issues[0], statement)
        yield here.change("statement-removed", was=described, place=now.where("statements"))
    for statement in matched.new:
        yield _new_statement(spot, issues[1], statement)
    for before, after in matched.pairs:
        here = spot.within(f"statement {after.name}").named(statement_anchor(now, after))
        yield from _changed_statement(here, issues, before, after)
    # Of two statements on one day, the first in the file is the newer.
    names_before = list(map(attrgetter("name"), newest_first(was)))
    names_after = list(map(attrgetter("name"), newest_first(now)))
    yield from changed_order(spot, "statements of one day", names_before, names_after)


def _new_statement(spot: Spot, issue: Issue, statement: Statement) -> Change:
    return spot.within(f"statement {statement.name}").change(
        "statement-added", now=_statement(issue, statement), place=statement.where()
    )


def _statement(issue: Issue, statement: Statement) -> str:
    head = f"{_standing(issue, statement)}, {statement.attribution}: {flat(statement.summary)}"
    quotes = [f"“{flat(citation.quote)}”" for citation in statement.citations if citation.quote]
    return " ".join([head, *quotes, cited(statement.citations)])


def _changed_statement(
    spot: Spot, issues: tuple[Issue, Issue], was: Statement, now: Statement
) -> Iterator[Change]:
    yield from changed_withdrawal(spot, was, now)
    if was.name != now.name:
        yield spot.change("date-changed", was.name, now.name, "", now.where("date"))
    stance_kind, place_kind = "stance-overwritten", "place-overwritten"
    if support.corrected(*issues, spot.party):
        stance_kind, place_kind = "stance-changed", "place-changed"
    # A place that was missing is filled in: nothing that was published is overwritten.
    if was.at is None:
        place_kind = "place-changed"
    yield from _stance(spot, stance_kind, was, now)
    yield from _at(spot, place_kind, issues, was, now)
    yield from _attribution(spot, was, now)
    yield from changed_fields(spot, was, now, STATEMENT)
    yield from changed_citations(spot, was, now)


def _attribution(spot: Spot, was: Statement, now: Statement) -> Iterator[Change]:
    if was.attribution == now.attribution:
        return
    kind = "attribution-changed"
    if _WEAKNESS[now.attribution] > _WEAKNESS[was.attribution]:
        kind = "attribution-weakened"
    yield spot.change(kind, was.attribution, now.attribution, "", now.where("attribution"))
