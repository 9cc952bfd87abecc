"""The records of a dataset, as the published JSON has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Any

from stickingpoints.exports import schemas
from stickingpoints.model import addresses, answers, order
from stickingpoints.model import records as model
from stickingpoints.model.records import ON_RECORD, Dataset
from stickingpoints.model.standing import Move, moves, newest_first, withdrawn


def publisher_record(dataset: Dataset) -> schemas.Publisher | None:
    """Return who publishes the site, None if the data does not say."""
    if dataset.publisher is None:
        return None
    return schemas.Publisher(**dict(dataset.publisher))


def party_record(dataset: Dataset, party: model.Party) -> schemas.Party:
    """Return a party with its mark."""
    return schemas.Party(
        **{**dict(party), "mark": dataset.mark[party.id], "address": addresses.party_page(party.id)}
    )


def issue_record(dataset: Dataset, issue: model.Issue) -> schemas.Issue:
    """Return an issue with its positions."""
    derived = {
        "positions": [_position(issue, position) for position in order.positions(dataset, issue)],
        "corrections": sorted(issue.corrections, key=attrgetter("date"), reverse=True),
        "address": addresses.issue_page(issue.id),
    }
    return schemas.Issue(**{**dict(issue), **derived})


def _position(issue: model.Issue, position: model.Position) -> schemas.Position:
    short = answers.answer(position)
    derived = {
        "statements": list(_statements(issue, position, newest_first(position))),
        "withdrawn": list(_statements(issue, position, withdrawn(position))),
        "since_date": short.since_date,
        "attribution": short.attribution,
        "evidence": short.evidence,
        "last_heard": short.last_date,
        "history": [_move(position, move) for move in moves(position)],
        "anchor": addresses.position_anchor(position),
        "address": addresses.position_entry(issue.id, position),
    }
    return schemas.Position(**{**dict(position), **derived})


def _statements(
    issue: model.Issue, position: model.Position, statements: Iterable[model.Statement]
) -> Iterator[schemas.Statement]:
    for statement in statements:
        yield _statement(issue, position, statement)


def _statement(
    issue: model.Issue, position: model.Position, statement: model.Statement
) -> schemas.Statement:
    return schemas.Statement(
        **dict(statement),
        on_record=statement.attribution in ON_RECORD,
        anchor=addresses.statement_anchor(position, statement),
        address=addresses.statement_entry(issue.id, position, statement),
    )


def _move(position: model.Position, move: Move) -> schemas.Move:
    statement = move.after.statement
    assert statement is not None  # noqa: S101  a move is made by a statement
    return schemas.Move(
        date=statement.date,
        statement=addresses.statement_anchor(position, statement),
        stance_before=move.before.stance,
        stance=move.after.stance,
        at_before=move.before.at,
        at=move.after.at,
    )


def event_record(event: model.Event) -> schemas.Event:
    """Return an event that has happened."""
    return schemas.Event(**_event_keys(event))


def announced_record(event: model.Event) -> schemas.AnnouncedEvent:
    """Return an event that is only announced."""
    return schemas.AnnouncedEvent(**_event_keys(event))


def _event_keys(event: model.Event) -> dict[str, Any]:
    return {
        **dict(event),
        "issues": sorted(event.issues),
        "address": addresses.event_entry(event.id),
    }


def document_record(document: model.Document) -> schemas.Document:
    """Return a plan with what it says."""
    return schemas.Document(**dict(document), address=addresses.document_entry(document.id))


def term_record(term: model.Term) -> schemas.Term:
    """Return a term."""
    return schemas.Term(**dict(term), address=addresses.term_entry(term.id))


def person_record(person: model.Person) -> schemas.Person:
    """Return a person."""
    return schemas.Person(**dict(person), address=addresses.person_entry(person.id))


def source_record(source: model.Source) -> schemas.Source:
    """Return a source."""
    return schemas.Source(**dict(source), address=addresses.source_entry(source.id))
