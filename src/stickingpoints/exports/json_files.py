"""Dataset → the JSON files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from stickingpoints.exports import manifest, schemas
from stickingpoints.model import addresses, order
from stickingpoints.model import records as model
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import ON_RECORD, Dataset
from stickingpoints.model.standing import Move, moves, newest_first, withdrawn
from stickingpoints.text.json_bytes import json_bytes


def files(dataset: Dataset, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield address and content of the index, the whole dataset, and one file for each issue and each party."""
    whole = full_form(dataset)
    content = json_bytes(whole)
    yield manifest.INDEX, json_bytes(_index(dataset, site, fingerprint(content)))
    yield manifest.FULL, content
    about = _Lookup(whole)
    for issue in whole.issues:
        yield manifest.issue_file(issue.id), json_bytes(_issue_file(whole, site, about, issue))
    for party in whole.parties:
        yield manifest.party_file(party.id), json_bytes(_party_file(whole, site, about, party))


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
        **_head(dataset),
        title=dataset.title,
        summary=dataset.summary,
        party_order_rule=dataset.party_order_rule,
        lead_heading=dataset.lead_heading,
        parties=[_party(dataset, party) for party in dataset.parties],
        issues=[_issue(dataset, issue) for issue in dataset.issues],
        events=[_event(event) for event in order.events(dataset)],
        documents=[_document(document) for document in order.documents(dataset)],
        glossary=[
            schemas.Term(**dict(term), address=addresses.term_entry(term.id))
            for term in order.terms(dataset)
        ],
        sources=[_source(source) for source in order.sources(dataset)],
    )


def _head(dataset: Dataset | schemas.Head) -> dict[str, Any]:
    return {"schema_version": manifest.VERSION, "as_of": dataset.as_of, "licence": dataset.licence}


def _publication(site: Site) -> schemas.Publication:
    return schemas.Publication(name=site.name, url=site.absolute("") if site.url else None)


# Records


def _party(dataset: Dataset, party: model.Party) -> schemas.Party:
    return schemas.Party(
        **{**dict(party), "mark": dataset.mark[party.id], "address": addresses.party_page(party.id)}
    )


def _issue(dataset: Dataset, issue: model.Issue) -> schemas.Issue:
    derived = {
        "positions": [_position(issue, position) for position in order.positions(dataset, issue)],
        "corrections": sorted(
            issue.corrections, key=lambda correction: correction.date, reverse=True
        ),
        "address": addresses.issue_page(issue.id),
    }
    return schemas.Issue(**{**dict(issue), **derived})


def _position(issue: model.Issue, position: model.Position) -> schemas.Position:
    derived = {
        "statements": [
            _statement(issue, position, statement) for statement in newest_first(position)
        ],
        "withdrawn": [_statement(issue, position, statement) for statement in withdrawn(position)],
        "history": [_move(position, move) for move in moves(position)],
        "anchor": addresses.position_anchor(position),
        "address": addresses.position_entry(issue.id, position),
    }
    return schemas.Position(**{**dict(position), **derived})


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
    return schemas.Event(
        **{
            **dict(event),
            "issues": sorted(event.issues),
            "address": addresses.event_entry(event.id),
        }
    )


def _document(document: model.Document) -> schemas.Document:
    return schemas.Document(**dict(document), address=addresses.document_entry(document.id))


def _source(source: model.Source) -> schemas.Source:
    return schemas.Source(**dict(source), address=addresses.source_entry(source.id))


# Files


def _index(dataset: Dataset, site: Site, digest: str) -> schemas.Index:
    return schemas.Index(
        **_head(dataset),
        site=_publication(site),
        title=dataset.title,
        summary=dataset.summary,
        fingerprint=digest,
        counts=_counts(dataset),
        issues=[_index_issue(issue) for issue in dataset.issues],
        parties=[_index_party(party) for party in dataset.parties],
        files=[
            schemas.IndexFile(**kind._asdict())
            for kind in manifest.KINDS
            if "{" not in kind.address
        ],
    )


def _counts(dataset: Dataset) -> schemas.Counts:
    return schemas.Counts(
        issues=len(dataset.issues),
        parties=len(dataset.parties),
        positions=dataset.position_count,
        statements=dataset.statement_count,
        events=len(dataset.events),
        documents=len(dataset.documents),
        sources=len(dataset.sources),
    )


def _index_issue(issue: model.Issue) -> schemas.IndexIssue:
    derived = {
        "address": addresses.issue_page(issue.id),
        "file": manifest.issue_file(issue.id),
        "feed": manifest.issue_feed(issue.id),
    }
    return schemas.IndexIssue(**{**dict(issue), **derived})


def _index_party(party: model.Party) -> schemas.IndexParty:
    return schemas.IndexParty(
        **dict(party), address=addresses.party_page(party.id), file=manifest.party_file(party.id)
    )


class _Lookup:
    """What belongs together, looked up once for all files."""

    def __init__(self, whole: schemas.Full) -> None:
        self._sources = {source.id: source for source in whole.sources}
        self.events: dict[str, list[schemas.Event]] = {issue.id: [] for issue in whole.issues}
        self.positions: dict[str, list[schemas.PartyPosition]] = {
            party.id: [] for party in whole.parties
        }
        for event in whole.events:
            for issue_id in event.issues:
                self.events[issue_id].append(event)
        self.documents: dict[str, list[schemas.Document]] = {issue.id: [] for issue in whole.issues}
        for document in whole.documents:
            for provision in document.provisions:
                self.documents[provision.issue].append(
                    document.model_copy(update={"provisions": [provision]})
                )
        for issue in whole.issues:
            for position in issue.positions:
                self.positions[position.party].append(_with_issue(issue, position))

    def cited(
        self,
        records: Iterable[schemas.Statement | schemas.Event | schemas.Document | model.Provision],
    ) -> list[schemas.Source]:
        """Return the sources that are cited by these records, by id."""
        return [
            self._sources[source]
            for source in sorted(
                {citation.source for record in records for citation in record.citations}
            )
        ]


def _with_issue(issue: schemas.Issue, position: schemas.Position) -> schemas.PartyPosition:
    return schemas.PartyPosition(
        **dict(position), issue=issue.id, issue_title=issue.title, question=issue.question
    )


def _issue_file(
    whole: schemas.Full, site: Site, about: _Lookup, issue: schemas.Issue
) -> schemas.IssueFile:
    events, documents = about.events[issue.id], about.documents[issue.id]
    provisions = [provision for document in documents for provision in document.provisions]
    there = {position.party for position in issue.positions}
    return schemas.IssueFile(
        **_head(whole),
        site=_publication(site),
        issue=issue,
        parties=[party for party in whole.parties if party.id in there],
        events=events,
        documents=documents,
        sources=about.cited([*_statements(issue.positions), *events, *documents, *provisions]),
    )


def _party_file(
    whole: schemas.Full, site: Site, about: _Lookup, party: schemas.Party
) -> schemas.PartyFile:
    positions = about.positions[party.id]
    return schemas.PartyFile(
        **_head(whole),
        site=_publication(site),
        party=party,
        positions=positions,
        sources=about.cited(_statements(positions)),
    )


def _statements(positions: Iterable[schemas.Position]) -> list[schemas.Statement]:
    """Return all that is in a file, so that every source it names is there too."""
    return [
        statement
        for position in positions
        for statement in (*position.statements, *position.withdrawn)
    ]
