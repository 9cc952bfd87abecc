"""Dataset → the JSON files."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from operator import attrgetter
from typing import Any

from stickingpoints.exports import manifest, schemas
from stickingpoints.model import addresses, answers, order
from stickingpoints.model import records as model
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import ON_RECORD, Dataset
from stickingpoints.model.standing import Move, moves, newest_first, withdrawn
from stickingpoints.model.walk import cited_sources
from stickingpoints.text.json_bytes import json_bytes, json_line

_Citing = (
    schemas.Statement | schemas.Event | schemas.AnnouncedEvent | schemas.Document | model.Provision
)


def files(dataset: Dataset, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield address and content of the index, the full dataset, each issue and each party."""
    dataset_form = full_form(dataset)
    content = json_bytes(dataset_form)
    yield manifest.INDEX, json_bytes(_index(dataset, site, fingerprint(content)))
    yield manifest.FULL, content
    lookup = _Lookup(dataset_form)
    for issue in dataset_form.issues:
        file = _issue_file(dataset_form, site, lookup, issue)
        yield manifest.issue_file(issue.id), json_line(file)
    for party in dataset_form.parties:
        of_party = _party_file(dataset_form, site, lookup, party)
        yield manifest.party_file(party.id), json_line(of_party)


def full(dataset: Dataset) -> bytes:
    """Return full.json: the whole dataset, whose SHA-256 is its fingerprint."""
    return json_bytes(full_form(dataset))


def fingerprint(content: bytes) -> str:
    """Return the fingerprint of full.json: its SHA-256 in hexadecimal, as `sha256sum` prints it."""
    return hashlib.sha256(content).hexdigest()


def full_form(dataset: Dataset) -> schemas.Full:
    """Return the published form of a dataset.

    Records that have no order of their own are sorted: moving them in the files changes nothing.
    """
    return schemas.Full(
        **head(dataset),
        title=dataset.title,
        summary=dataset.summary,
        party_order_rule=dataset.party_order_rule,
        lead_heading=dataset.lead_heading,
        publisher=_publisher(dataset),
        parties=[_party(dataset, party) for party in dataset.parties],
        issues=[_issue(dataset, issue) for issue in dataset.issues],
        events=list(map(_event, order.events(dataset))),
        announced=list(map(_announced, order.announced(dataset))),
        documents=list(map(_document, order.documents(dataset))),
        glossary=list(map(_term, order.terms(dataset))),
        people=list(map(_person, order.people(dataset))),
        sources=list(map(_source, order.sources(dataset))),
    )


def head(dataset: Dataset | schemas.Head) -> dict[str, Any]:
    """Return what every file begins with."""
    return {"schema_version": manifest.VERSION, "as_of": dataset.as_of, "licence": dataset.licence}


def publication(site: Site) -> schemas.Publication:
    """Return where a site is published, as every file but full.json says it."""
    if not site.url:
        return schemas.Publication(name=site.name, url=None)
    return schemas.Publication(name=site.name, url=site.absolute(""))


# Records


def _publisher(dataset: Dataset) -> schemas.Publisher | None:
    if dataset.publisher is None:
        return None
    return schemas.Publisher(**dict(dataset.publisher))


def _party(dataset: Dataset, party: model.Party) -> schemas.Party:
    return schemas.Party(
        **{**dict(party), "mark": dataset.mark[party.id], "address": addresses.party_page(party.id)}
    )


def _issue(dataset: Dataset, issue: model.Issue) -> schemas.Issue:
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


def _event(event: model.Event) -> schemas.Event:
    return schemas.Event(**_event_keys(event))


def _announced(event: model.Event) -> schemas.AnnouncedEvent:
    return schemas.AnnouncedEvent(**_event_keys(event))


def _event_keys(event: model.Event) -> dict[str, Any]:
    return {
        **dict(event),
        "issues": sorted(event.issues),
        "address": addresses.event_entry(event.id),
    }


def _document(document: model.Document) -> schemas.Document:
    return schemas.Document(**dict(document), address=addresses.document_entry(document.id))


def _term(term: model.Term) -> schemas.Term:
    return schemas.Term(**dict(term), address=addresses.term_entry(term.id))


def _person(person: model.Person) -> schemas.Person:
    return schemas.Person(**dict(person), address=addresses.person_entry(person.id))


def _source(source: model.Source) -> schemas.Source:
    return schemas.Source(**dict(source), address=addresses.source_entry(source.id))


# Files


def _index_file(kind: manifest.Kind) -> schemas.IndexFile:
    return schemas.IndexFile(
        address=kind.address, media_type=kind.media_type, description=kind.in_english
    )


def _index(dataset: Dataset, site: Site, digest: str) -> schemas.Index:
    return schemas.Index(
        **head(dataset),
        site=publication(site),
        title=dataset.title,
        summary=dataset.summary,
        fingerprint=digest,
        counts=_counts(dataset),
        issues=list(map(_index_issue, dataset.issues)),
        parties=list(map(_index_party, dataset.parties)),
        files=list(map(_index_file, manifest.single_files())),
    )


def _counts(dataset: Dataset) -> schemas.Counts:
    return schemas.Counts(
        issues=len(dataset.issues),
        parties=len(dataset.parties),
        positions=dataset.position_count,
        statements=dataset.statement_count,
        events=len(order.events(dataset)),
        announced=len(order.announced(dataset)),
        documents=len(dataset.documents),
        sources=len(dataset.sources),
    )


def _index_issue(issue: model.Issue) -> schemas.IndexIssue:
    derived = {
        "address": addresses.issue_page(issue.id),
        "file": manifest.issue_file(issue.id),
        "feed": manifest.issue_feed(issue.id),
        "moves_feed": manifest.issue_moves_feed(issue.id),
    }
    return schemas.IndexIssue(**{**dict(issue), **derived})


def _index_party(party: model.Party) -> schemas.IndexParty:
    return schemas.IndexParty(
        **dict(party), address=addresses.party_page(party.id), file=manifest.party_file(party.id)
    )


class _Lookup:
    """What belongs together, looked up once for all files."""

    def __init__(self, dataset: schemas.Full) -> None:
        self._sources = {source.id: source for source in dataset.sources}
        self.events: dict[str, list[schemas.Event]] = defaultdict(list)
        self.announced: dict[str, list[schemas.AnnouncedEvent]] = defaultdict(list)
        self.documents: dict[str, list[schemas.Document]] = defaultdict(list)
        self.positions: dict[str, list[schemas.PartyPosition]] = defaultdict(list)
        for event in dataset.events:
            for issue_id in event.issues:
                self.events[issue_id].append(event)
        for announced in dataset.announced:
            for issue_id in announced.issues:
                self.announced[issue_id].append(announced)
        for document in dataset.documents:
            for provision in document.provisions:
                alone = document.model_copy(update={"provisions": [provision]})
                self.documents[provision.issue].append(alone)
        for issue in dataset.issues:
            for position in issue.positions:
                self.positions[position.party].append(_with_issue(issue, position))

    def cited(self, records: Iterable[_Citing]) -> list[schemas.Source]:
        """Return the sources that are cited by these records, by id."""
        return list(map(self._sources.__getitem__, sorted(cited_sources(records))))


def _with_issue(issue: schemas.Issue, position: schemas.Position) -> schemas.PartyPosition:
    return schemas.PartyPosition(
        **dict(position), issue=issue.id, issue_title=issue.title, question=issue.question
    )


def _issue_file(
    dataset: schemas.Full, site: Site, lookup: _Lookup, issue: schemas.Issue
) -> schemas.IssueFile:
    events, documents = lookup.events[issue.id], lookup.documents[issue.id]
    announced = lookup.announced[issue.id]
    parties = set(map(attrgetter("party"), issue.positions))
    statements = _published_statements(issue.positions)
    citing = chain(statements, events, announced, _with_provisions(documents))
    return schemas.IssueFile(
        **head(dataset),
        site=publication(site),
        issue=issue,
        parties=[party for party in dataset.parties if party.id in parties],
        events=events,
        announced=announced,
        documents=documents,
        sources=lookup.cited(citing),
    )


def _party_file(
    dataset: schemas.Full, site: Site, lookup: _Lookup, party: schemas.Party
) -> schemas.PartyFile:
    positions = lookup.positions[party.id]
    return schemas.PartyFile(
        **head(dataset),
        site=publication(site),
        party=party,
        positions=positions,
        sources=lookup.cited(_published_statements(positions)),
    )


def _published_statements(positions: Iterable[schemas.Position]) -> Iterator[schemas.Statement]:
    """Yield all that is in a file, withdrawn or not, so that every source it names is there too."""
    for position in positions:
        yield from position.statements
        yield from position.withdrawn


def _with_provisions(
    documents: Iterable[schemas.Document],
) -> Iterator[schemas.Document | model.Provision]:
    for document in documents:
        yield document
        yield from document.provisions
