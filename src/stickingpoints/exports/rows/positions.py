"""The rows of issues and parties, and of where each party stands and what it said."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from stickingpoints.exports.rows.cells import (
    Cell,
    Row,
    dated,
    ordered_statements,
    place,
    plain_or_none,
    statement_id,
    withdrawal,
)
from stickingpoints.model import addresses, answers, order, walk
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import ON_RECORD, Dataset, Issue, Position, Statement
from stickingpoints.model.standing import newest_first
from stickingpoints.text import prose


def issue_rows(dataset: Dataset, site: Site) -> Iterator[Row]:
    """Yield a row for each issue."""
    for number, issue in enumerate(dataset.issues, start=1):
        yield {
            "id": issue.id,
            "number": number,
            "title": issue.title,
            "question": prose.plain(issue.question),
            "status": issue.status,
            "trend": issue.trend,
            "lead": issue.lead,
            "plain_words": prose.plain(issue.plain_words),
            "summary": prose.plain(issue.summary),
            "why_it_matters": prose.plain(issue.why_it_matters),
            **_scale(issue),
            "figure_label": plain_or_none(issue.figure_label),
            "reviewed": issue.review.last,
            "as_of": dataset.as_of,
            "address": site.absolute(addresses.issue_page(issue.id)),
            "topic": issue.topic,
        }


def _scale(issue: Issue) -> dict[str, Cell]:
    if issue.scale is None:
        return {"scale_label": None, "scale_points": None, "scale_labels": None}
    return {
        "scale_label": prose.plain(issue.scale.label),
        "scale_points": list(map(attrgetter("id"), issue.scale.points)),
        "scale_labels": list(map(attrgetter("label"), issue.scale.points)),
    }


def party_rows(dataset: Dataset, site: Site) -> Iterator[Row]:
    """Yield a row for each party."""
    for number, party in enumerate(dataset.parties, start=1):
        yield {
            "id": party.id,
            "number": number,
            "name": party.name,
            "short": party.short,
            "role": prose.plain(party.role),
            "mark": dataset.mark[party.id],
            "answers": party.answers,
            "note": plain_or_none(party.note),
            "address": site.absolute(addresses.party_page(party.id)),
            "group": party.group,
        }


def position_rows(dataset: Dataset, site: Site) -> Iterator[Row]:
    """Yield a row for each position."""
    for issue in dataset.issues:
        for position in order.positions(dataset, issue):
            yield _shared(dataset, issue, position) | _position_cells(site, issue, position)


def _shared(dataset: Dataset, issue: Issue, position: Position) -> dict[str, Cell]:
    return {
        "issue": issue.id,
        "issue_title": issue.title,
        "party": position.party,
        "party_name": dataset.party[position.party].name,
        "as_of": dataset.as_of,
    }


def _position_cells(site: Site, issue: Issue, position: Position) -> dict[str, Cell]:
    newest = newest_first(position)
    short = answers.answer(position)
    return {
        "status": issue.status,
        "stance": position.stance,
        "summary": prose.plain(position.summary),
        **place(issue, position.at),
        "reason": plain_or_none(position.reason),
        "looked_in": plain_or_none(position.looked_in),
        "statements": len(newest),
        "on_record": len([statement for statement in newest if statement.attribution in ON_RECORD]),
        **dated("newest_statement", _newest_date(newest)),
        "sources": walk.cited_sources(newest),
        "address": site.absolute(addresses.position_entry(issue.id, position)),
        "answer": short.words,
        **dated("since", short.since_date),
        "since_statement": _since_id(issue, position, short.since),
        "attribution": short.attribution,
        "evidence": short.evidence,
    }


def _newest_date(newest_first: list[Statement]) -> str | None:
    if not newest_first:
        return None
    return newest_first[0].date


def _since_id(issue: Issue, position: Position, since: Statement | None) -> str | None:
    if since is None:
        return None
    return statement_id(issue, position, since)


def statement_rows(dataset: Dataset, site: Site) -> Iterator[Row]:
    """Yield a row for each statement, withdrawn ones too."""
    for issue, position, statement in ordered_statements(dataset):
        shared = _shared(dataset, issue, position)
        yield shared | _statement_cells(site, issue, position, statement)


def _statement_cells(
    site: Site, issue: Issue, position: Position, statement: Statement
) -> dict[str, Cell]:
    return {
        "id": statement_id(issue, position, statement),
        **dated("date", statement.date),
        "key": statement.key,
        "summary": prose.plain(statement.summary),
        "stance": statement.stance,
        **place(issue, statement.at),
        "attribution": statement.attribution,
        "on_record": statement.attribution in ON_RECORD,
        "stated_by": prose.plain(statement.stated_by),
        "quotes": [citation.quote for citation in statement.citations if citation.quote],
        "detail": plain_or_none(statement.detail),
        "caveat": plain_or_none(statement.caveat),
        "figure": statement.figure,
        "sources": walk.cited_sources([statement]),
        "address": site.absolute(addresses.statement_entry(issue.id, position, statement)),
        **withdrawal(statement),
    }
