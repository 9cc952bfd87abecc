"""Dataset → the JSON files."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from operator import attrgetter
from typing import Any

from stickingpoints.exports import manifest, schemas
from stickingpoints.exports.json_records import (
    announced_record,
    document_record,
    event_record,
    issue_record,
    party_record,
    person_record,
    publisher_record,
    source_record,
    term_record,
)
from stickingpoints.model import addresses, order
from stickingpoints.model import records as model
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset
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
        publisher=publisher_record(dataset),
        parties=[party_record(dataset, party) for party in dataset.parties],
        issues=[issue_record(dataset, issue) for issue in dataset.issues],
        events=list(map(event_record, order.events(dataset))),
        announced=list(map(announced_record, order.announced(dataset))),
        documents=list(map(document_record, order.documents(dataset))),
        glossary=list(map(term_record, order.terms(dataset))),
        people=list(map(person_record, order.people(dataset))),
        sources=list(map(source_record, order.sources(dataset))),
    )


def head(dataset: Dataset | schemas.Head) -> dict[str, Any]:
    """Return what every file begins with."""
    return {"schema_version": manifest.VERSION, "as_of": dataset.as_of, "licence": dataset.licence}


def publication(site: Site) -> schemas.Publication:
    """Return where a site is published, as every file but full.json says it."""
    if not site.url:
        return schemas.Publication(name=site.name, url=None)
    return schemas.Publication(name=site.name, url=site.absolute(""))


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
