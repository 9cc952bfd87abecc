"""Dataset → the JSON files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from stickingpoints import addresses, model
from stickingpoints.addresses import Site
from stickingpoints.exports import forms, layout, order
from stickingpoints.exports.canonical import json_bytes
from stickingpoints.model import ON_RECORD, Dataset
from stickingpoints.standing import Move, moves, newest_first, withdrawn


def files(dataset: Dataset, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield address and content of the index, the whole dataset, and one file for each issue and each party."""
    whole = full_form(dataset)
    content = json_bytes(whole)
    yield layout.INDEX, json_bytes(_index(dataset, site, fingerprint(content)))
    yield layout.FULL, content
    about = _Lookup(whole)
    for issue in whole.issues:
        yield layout.issue_file(issue.id), json_bytes(_issue_file(whole, site, about, issue))
    for party in whole.parties:
        yield layout.party_file(party.id), json_bytes(_party_file(whole, site, about, party))


def full(dataset: Dataset) -> bytes:
    """Return full.json: the whole dataset, whose SHA-256 is its fingerprint."""
    return json_bytes(full_form(dataset))


def fingerprint(content: bytes) -> str:
    """Return the fingerprint of full.json: its SHA-256 in hexadecimal, as `sha256sum` prints it."""
    return hashlib.sha256(content).hexdigest()


def full_form(dataset: Dataset) -> forms.Full:
    """Return the published form of a dataset; what has no order of its own is sorted, so that moving records about changes nothing."""
    return forms.Full(
        **_head(dataset),
        title=dataset.title,
        summary=dataset.summary,
        party_order_rule=dataset.party_order_rule,
        lead_heading=dataset.lead_heading,
        parties=[_party(dataset, party) for party in dataset.parties],
        issues=[_issue(dataset, issue) for issue in dataset.issues],
        events=[_event(event) for event in order.events(dataset)],
        documents=[_document(document) for document in order.documents(dataset)],
        glossary=[forms.Term(**dict(term), address=addresses.term_entry(term.id)) for term in order.terms(dataset)],
        sources=[_source(source) for source in order.sources(dataset)],
    )


def _head(dataset: Dataset | forms.Head) -> dict[str, Any]:
    return {"schema_version": layout.VERSION, "as_of": dataset.as_of, "licence": dataset.licence}


def _publication(site: Site) -> forms.Publication:
    return forms.Publication(name=site.name, url=site.absolute("") if site.url else None)


# Records


def _party(dataset: Dataset, party: model.Party) -> forms.Party:
    return forms.Party(**{**dict(party), "mark": dataset.mark[party.id], "address": addresses.party_page(party.id)})


def _issue(dataset: Dataset, issue: model.Issue) -> forms.Issue:
    derived = {
        "positions": [_position(issue, position) for position in order.positions(dataset, issue)],
        "corrections": sorted(issue.corrections, key=lambda correction: correction.date, reverse=True),
        "address": addresses.issue_page(issue.id),
    }
    return forms.Issue(**{**dict(issue), **derived})


def _position(issue: model.Issue, position: model.Position) -> forms.Position:
    derived = {
        "statements": [_statement(issue, position, statement) for statement in newest_first(position)],
        "withdrawn": [_statement(issue, position, statement) for statement in withdrawn(position)],
        "history": [_move(position, move) for move in moves(position)],
        "anchor": addresses.position_anchor(position),
        "address": addresses.position_entry(issue.id, position),
    }
    return forms.Position(**{**dict(position), **derived})


def _statement(issue: model.Issue, position: model.Position, statement: model.Statement) -> forms.Statement:
    return forms.Statement(
        **dict(statement),
        on_record=statement.attribution in ON_RECORD,
        anchor=addresses.statement_anchor(position, statement),
        address=addresses.statement_entry(issue.id, position, statement),
    )


def _move(position: model.Position, move: Move) -> forms.Move:
    statement = move.after.statement
    assert statement is not None  # noqa: S101  a move is made by a statement
    return forms.Move(
        date=statement.date,
        statement=addresses.statement_anchor(position, statement),
        stance_before=move.before.stance,
        stance=move.after.stance,
        at_before=move.before.at,
        at=move.after.at,
    )


def _event(event: model.Event) -> forms.Event:
    return forms.Event(**{**dict(event), "issues": sorted(event.issues), "address": addresses.event_entry(event.id)})


def _document(document: model.Document) -> forms.Document:
    return forms.Document(**dict(document), address=addresses.document_entry(document.id))


def _source(source: model.Source) -> forms.Source:
    return forms.Source(**dict(source), address=addresses.source_entry(source.id))


# Files


def _index(dataset: Dataset, site: Site, digest: str) -> forms.Index:
    return forms.Index(
        **_head(dataset),
        site=_publication(site),
        title=dataset.title,
        summary=dataset.summary,
        fingerprint=digest,
        counts=_counts(dataset),
        issues=[_index_issue(issue) for issue in dataset.issues],
        parties=[_index_party(party) for party in dataset.parties],
        files=[forms.IndexFile(**kind._asdict()) for kind in layout.KINDS if "{" not in kind.address],
    )


def _counts(dataset: Dataset) -> forms.Counts:
    return forms.Counts(
        issues=len(dataset.issues),
        parties=len(dataset.parties),
        positions=dataset.position_count,
        statements=dataset.statement_count,
        events=len(dataset.events),
        documents=len(dataset.documents),
        sources=len(dataset.sources),
    )


def _index_issue(issue: model.Issue) -> forms.IndexIssue:
    derived = {"address": addresses.issue_page(issue.id), "file": layout.issue_file(issue.id), "feed": layout.issue_feed(issue.id)}
    return forms.IndexIssue(**{**dict(issue), **derived})


def _index_party(party: model.Party) -> forms.IndexParty:
    return forms.IndexParty(**dict(party), address=addresses.party_page(party.id), file=layout.party_file(party.id))


class _Lookup:
    """What belongs together, looked up once for all files."""

    def __init__(self, whole: forms.Full) -> None:
        self._sources = {source.id: source for source in whole.sources}
        self.events: dict[str, list[forms.Event]] = {issue.id: [] for issue in whole.issues}
        self.positions: dict[str, list[forms.PartyPosition]] = {party.id: [] for party in whole.parties}
        for event in whole.events:
            for issue_id in event.issues:
                self.events[issue_id].append(event)
        self.documents: dict[str, list[forms.Document]] = {issue.id: [] for issue in whole.issues}
        for document in whole.documents:
            for provision in document.provisions:
                self.documents[provision.issue].append(document.model_copy(update={"provisions": [provision]}))
        for issue in whole.issues:
            for position in issue.positions:
                self.positions[position.party].append(_with_issue(issue, position))

    def cited(self, records: Iterable[forms.Statement | forms.Event | forms.Document | model.Provision]) -> list[forms.Source]:
        """Return the sources that are cited by these records, by id."""
        return [self._sources[source] for source in sorted({citation.source for record in records for citation in record.citations})]


def _with_issue(issue: forms.Issue, position: forms.Position) -> forms.PartyPosition:
    return forms.PartyPosition(**dict(position), issue=issue.id, issue_title=issue.title, question=issue.question)


def _issue_file(whole: forms.Full, site: Site, about: _Lookup, issue: forms.Issue) -> forms.IssueFile:
    events, documents = about.events[issue.id], about.documents[issue.id]
    provisions = [provision for document in documents for provision in document.provisions]
    there = {position.party for position in issue.positions}
    return forms.IssueFile(
        **_head(whole),
        site=_publication(site),
        issue=issue,
        parties=[party for party in whole.parties if party.id in there],
        events=events,
        documents=documents,
        sources=about.cited([*_statements(issue.positions), *events, *documents, *provisions]),
    )


def _party_file(whole: forms.Full, site: Site, about: _Lookup, party: forms.Party) -> forms.PartyFile:
    positions = about.positions[party.id]
    return forms.PartyFile(
        **_head(whole),
        site=_publication(site),
        party=party,
        positions=positions,
        sources=about.cited(_statements(positions)),
    )


def _statements(positions: Iterable[forms.Position]) -> list[forms.Statement]:
    """Return all that is in a file, so that every source it names is there too."""
    return [statement for position in positions for statement in (*position.statements, *position.withdrawn)]
