"""The rows of sources, and of every citation of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from stickingpoints.exports import columns
from stickingpoints.exports.columns import RECORD_KINDS, RecordKind
from stickingpoints.exports.rows.cells import (
    Cell,
    Row,
    dated,
    ordered_statements,
    plain_or_none,
    statement_id,
    withdrawal,
)
from stickingpoints.model import addresses, order, walk
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import (
    Citation,
    Dataset,
    Document,
    Event,
    Issue,
    Person,
    Position,
    Provision,
    Source,
    Statement,
    Term,
)
from stickingpoints.text import prose


def source_rows(dataset: Dataset, site: Site) -> Iterator[Row]:
    """Yield a row for each source."""
    cited = Counter(citation.source for _, citation in walk.citations(dataset))
    for person in dataset.people:
        cited.update(person.sources)
    for source in order.sources(dataset):
        yield _source_cells(site, source, cited[source.id])


def _source_cells(site: Site, source: Source, citations: int) -> dict[str, Cell]:
    fields = type(source).model_fields
    return {
        **{name: getattr(source, name) for name in columns.SOURCES.columns if name in fields},
        **dated("published", source.published),
        "published_basis": plain_or_none(source.published_basis),
        "note": plain_or_none(source.note),
        "citations": citations,
        "address": site.absolute(addresses.source_entry(source.id)),
        **withdrawal(source),
    }


@dataclass(frozen=True)
class _Citing:
    """A record that cites, as the table of citations names it; `cells` are what else it says."""

    kind: RecordKind
    id: str
    address: str
    citations: Iterable[Citation]
    cells: Mapping[str, Cell] = field(default_factory=dict)


def citation_rows(dataset: Dataset, site: Site) -> Iterator[Row]:
    """Yield a row for each citation."""
    for record in _citing_records(dataset):
        for number, citation in enumerate(record.citations, start=1):
            yield {
                # First, so that each kind of record fills in only the cells that it has.
                **_NOTHING_ON_RECORD,
                **record.cells,
                "record_kind": record.kind,
                "record": record.id,
                record.kind: record.id,
                "address": site.absolute(record.address),
                "number": number,
                **_citation_cells(dataset.source[citation.source], citation),
            }


def _citing_records(dataset: Dataset) -> Iterator[_Citing]:
    for issue, position, statement in ordered_statements(dataset):
        yield _citing_statement(issue, position, statement)
    yield from map(_citing_event, order.events(dataset))
    for document in order.documents(dataset):
        yield _citing_document(document)
        for provision in document.provisions:
            yield _citing_provision(document, provision)
    yield from map(_citing_term, order.terms(dataset))
    yield from map(_citing_person, order.people(dataset))
    yield from map(_citing_announcement, order.announced(dataset))


def _citing_statement(issue: Issue, position: Position, statement: Statement) -> _Citing:
    cells = {
        "issue": issue.id,
        "party": position.party,
        **dated("date", statement.date),
        "attribution": statement.attribution,
        "stated_by": prose.plain(statement.stated_by),
        "withdrawn": withdrawal(statement)["withdrawn"],
    }
    address = addresses.statement_entry(issue.id, position, statement)
    identifier = statement_id(issue, position, statement)
    return _Citing("statement", identifier, address, statement.citations, cells)


def _citing_event(event: Event) -> _Citing:
    cells = {**dated("date", event.date), "withdrawn": withdrawal(event)["withdrawn"]}
    return _Citing("event", event.id, addresses.event_entry(event.id), event.citations, cells)


def _citing_announcement(event: Event) -> _Citing:
    return replace(_citing_event(event), kind="announcement")


def _citing_document(document: Document) -> _Citing:
    address = addresses.document_entry(document.id)
    cells = dated("date", document.date)
    return _Citing("document", document.id, address, document.citations, cells)


def _citing_provision(document: Document, provision: Provision) -> _Citing:
    name = addresses.provision_anchor(document.id, provision.issue)
    address = addresses.provision_entry(document.id, provision.issue)
    cells = {"issue": provision.issue, **dated("date", document.date)}
    return _Citing("provision", name, address, provision.citations, cells)


def _citing_term(term: Term) -> _Citing:
    return _Citing("term", term.id, addresses.term_entry(term.id), term.citations)


def _citing_person(person: Person) -> _Citing:
    address = addresses.person_entry(person.id)
    return _Citing("person", person.id, address, person.citations, {"party": person.party})


def _citation_cells(source: Source, citation: Citation) -> dict[str, Cell]:
    return {
        "source": citation.source,
        "quote": citation.quote,
        "quote_kind": citation.quote_kind,
        "speaker": citation.speaker,
        "locator": citation.locator,
        "prefix": citation.prefix,
        "suffix": citation.suffix,
        "url": source.url,
        "passage": addresses.passage(source, citation),
    }


_NOTHING_ON_RECORD: Row = MappingProxyType(
    {
        **dated("date", None),
        **dict.fromkeys(("issue", "party", "attribution", "stated_by", "withdrawn")),
        **dict.fromkeys(RECORD_KINDS),
    }
)
