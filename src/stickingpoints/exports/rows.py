"""Dataset → the rows of every table: plain values by the names of their columns."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from operator import attrgetter
from types import MappingProxyType

from stickingpoints.exports import columns
from stickingpoints.exports.columns import RECORD_KINDS, RecordKind, Table
from stickingpoints.model import addresses, answers, area_map, order, walk
from stickingpoints.model.addresses import Site
from stickingpoints.model.area_map import Picture, Tile
from stickingpoints.model.partial_date import PartialDate
from stickingpoints.model.records import (
    ON_RECORD,
    Citation,
    Dataset,
    Document,
    Event,
    Issue,
    Person,
    Position,
    Provision,
    ScalePlace,
    Source,
    Statement,
    Term,
)
from stickingpoints.model.scale import ends
from stickingpoints.model.standing import newest_first, with_withdrawn
from stickingpoints.text import prose

Cell = str | int | bool | datetime.date | list[str] | None
Row = Mapping[str, Cell]

_YES_OR_NO = MappingProxyType({True: "yes", False: "no"})


def of(table: Table, dataset: Dataset, site: Site) -> Iterator[Row]:
    """Yield the rows of a table, in the order in which the other files list the records."""
    return _ROWS[table.name](dataset, site)


def as_text(cell: Cell) -> str | None:
    """Return a cell as text, None if it is empty: an empty text and an empty list are."""
    if isinstance(cell, bool):
        return _YES_OR_NO[cell]
    if isinstance(cell, list):
        return "; ".join(cell) or None
    if cell is None or cell == "":
        return None
    return str(cell)


# Issues and parties


def _issues(dataset: Dataset, site: Site) -> Iterator[Row]:
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
            "figure_label": _plain(issue.figure_label),
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


def _parties(dataset: Dataset, site: Site) -> Iterator[Row]:
    for number, party in enumerate(dataset.parties, start=1):
        yield {
            "id": party.id,
            "number": number,
            "name": party.name,
            "short": party.short,
            "role": prose.plain(party.role),
            "mark": dataset.mark[party.id],
            "answers": party.answers,
            "note": _plain(party.note),
            "address": site.absolute(addresses.party_page(party.id)),
            "group": party.group,
        }


# Positions and statements


def _positions(dataset: Dataset, site: Site) -> Iterator[Row]:
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
        **_place(issue, position.at),
        "reason": _plain(position.reason),
        "looked_in": _plain(position.looked_in),
        "statements": len(newest),
        "on_record": len([statement for statement in newest if statement.attribution in ON_RECORD]),
        **_dated("newest_statement", _newest_date(newest)),
        "sources": walk.cited_sources(newest),
        "address": site.absolute(addresses.position_entry(issue.id, position)),
        "answer": short.words,
        **_dated("since", short.since_date),
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
    return _statement_id(issue, position, since)


def _statements(dataset: Dataset, site: Site) -> Iterator[Row]:
    for issue, position, statement in _ordered_statements(dataset):
        shared = _shared(dataset, issue, position)
        yield shared | _statement_cells(site, issue, position, statement)


def _ordered_statements(dataset: Dataset) -> Iterator[tuple[Issue, Position, Statement]]:
    for issue in dataset.issues:
        for position in order.positions(dataset, issue):
            for statement in with_withdrawn(position):
                yield issue, position, statement


def _statement_cells(
    site: Site, issue: Issue, position: Position, statement: Statement
) -> dict[str, Cell]:
    return {
        "id": _statement_id(issue, position, statement),
        **_dated("date", statement.date),
        "key": statement.key,
        "summary": prose.plain(statement.summary),
        "stance": statement.stance,
        **_place(issue, statement.at),
        "attribution": statement.attribution,
        "on_record": statement.attribution in ON_RECORD,
        "stated_by": prose.plain(statement.stated_by),
        "quotes": [citation.quote for citation in statement.citations if citation.quote],
        "detail": _plain(statement.detail),
        "caveat": _plain(statement.caveat),
        "figure": statement.figure,
        "sources": walk.cited_sources([statement]),
        "address": site.absolute(addresses.statement_entry(issue.id, position, statement)),
        **_withdrawal(statement),
    }


def _statement_id(issue: Issue, position: Position, statement: Statement) -> str:
    return f"{issue.id}#{addresses.statement_anchor(position, statement)}"


# Sources


def _sources(dataset: Dataset, site: Site) -> Iterator[Row]:
    cited = Counter(citation.source for _, citation in walk.citations(dataset))
    for person in dataset.people:
        cited.update(person.sources)
    for source in order.sources(dataset):
        yield _source_cells(site, source, cited[source.id])


def _source_cells(site: Site, source: Source, citations: int) -> dict[str, Cell]:
    fields = type(source).model_fields
    return {
        **{name: getattr(source, name) for name in columns.SOURCES.columns if name in fields},
        **_dated("published", source.published),
        "published_basis": _plain(source.published_basis),
        "note": _plain(source.note),
        "citations": citations,
        "address": site.absolute(addresses.source_entry(source.id)),
        **_withdrawal(source),
    }


# Events


def _events(dataset: Dataset, site: Site) -> Iterator[Row]:
    for event in order.events(dataset):
        yield {
            "id": event.id,
            **_dated("date", event.date),
            "title": event.title,
            "place": _plain(event.place),
            "participants": _plain(event.participants),
            "outcome": _plain(event.outcome),
            "issues": sorted(event.issues),
            "sources": walk.cited_sources([event]),
            "address": site.absolute(addresses.event_entry(event.id)),
            **_withdrawal(event),
            "parties": event.parties,
        }


def _announcements(dataset: Dataset, site: Site) -> Iterator[Row]:
    for event in order.announced(dataset):
        announced = event.announcement
        assert announced is not None  # noqa: S101  what `announced` means
        yield {
            "id": event.id,
            **_dated("date", event.date),
            "title": event.title,
            "place": _plain(event.place),
            "participants": _plain(event.participants),
            "parties": event.parties,
            "announced_by": prose.plain(announced.by),
            **_dated("announced", announced.date),
            "issues": sorted(event.issues),
            "sources": walk.cited_sources([event]),
            "address": site.absolute(addresses.event_entry(event.id)),
            **_withdrawal(event),
        }


def _event_issues(dataset: Dataset, _site: Site) -> Iterator[Row]:
    for event in order.events(dataset):
        for issue in sorted(set(event.issues)):
            yield {"event": event.id, "issue": issue}


# Documents


def _documents(dataset: Dataset, site: Site) -> Iterator[Row]:
    for document in order.documents(dataset):
        yield {
            "id": document.id,
            **_dated("date", document.date),
            "title": document.title,
            "issuer": prose.plain(document.issuer),
            "status": document.status,
            "points": document.points,
            "summary": prose.plain(document.summary),
            "sources": walk.cited_sources([document]),
            "address": site.absolute(addresses.document_entry(document.id)),
        }


def _provisions(dataset: Dataset, site: Site) -> Iterator[Row]:
    for document in order.documents(dataset):
        for provision in document.provisions:
            yield {
                "id": addresses.provision_anchor(document.id, provision.issue),
                "document": document.id,
                "document_title": document.title,
                "issue": provision.issue,
                "issue_title": dataset.issue[provision.issue].title,
                "text": prose.plain(provision.text),
                "locator": _plain(provision.locator),
                "sources": walk.cited_sources([provision]),
                "address": site.absolute(addresses.provision_entry(document.id, provision.issue)),
                "short": provision.short,
            }


# Maps


def _maps(dataset: Dataset, site: Site) -> Iterator[Row]:
    for issue in dataset.issues:
        for picture in area_map.pictures(dataset, issue):
            for tile in picture.tiles:
                yield {**_picture_cells(issue, picture, site), **_tile_cells(issue, picture, tile)}


def _picture_cells(issue: Issue, picture: Picture, site: Site) -> dict[str, Cell]:
    page = addresses.issue_page(issue.id)
    return {
        "issue": issue.id,
        "issue_title": issue.title,
        "of": picture.id,
        "of_name": picture.name,
        "party": picture.party.id if picture.party else None,
        "document": picture.document.id if picture.document else None,
        "address": site.absolute(f"{page}#map"),
    }


def _tile_cells(issue: Issue, picture: Picture, tile: Tile) -> dict[str, Cell]:
    position = issue.position.get(picture.id)
    statements: list[str] = []
    if position:
        statements = [_statement_id(issue, position, statement) for statement in tile.statements]
    return {
        "area": tile.area.id,
        "area_label": tile.area.label,
        "outcome": tile.outcome,
        "by": tile.by.id if tile.by else None,
        "note": tile.note,
        "evidence": None if tile.outcome == "not-mentioned" else picture.evidence(tile),
        "statements": statements,
    }


# Terms and people


def _terms(dataset: Dataset, site: Site) -> Iterator[Row]:
    for term in order.terms(dataset):
        yield {
            "id": term.id,
            "term": term.term,
            "forms": term.forms,
            "meaning": prose.plain(term.meaning),
            "sources": walk.cited_sources([term]),
            "address": site.absolute(addresses.term_entry(term.id)),
        }


def _people(dataset: Dataset, site: Site) -> Iterator[Row]:
    for person in order.people(dataset):
        yield {
            "id": person.id,
            "name": person.name,
            "spellings": person.spellings,
            "office": prose.plain(person.office),
            "party": person.party,
            "sources": person.sources,
            "address": site.absolute(addresses.person_entry(person.id)),
        }


# Citations


@dataclass(frozen=True)
class _Citing:
    """A record that cites, as the table of citations names it; `cells` are what else it says."""

    kind: RecordKind
    id: str
    address: str
    citations: Iterable[Citation]
    cells: Mapping[str, Cell] = field(default_factory=dict)


def _citations(dataset: Dataset, site: Site) -> Iterator[Row]:
    for record in _citing_records(dataset):
        for number, citation in enumerate(record.citations, start=1):
            yield {
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
    for issue, position, statement in _ordered_statements(dataset):
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
        **_dated("date", statement.date),
        "attribution": statement.attribution,
        "stated_by": prose.plain(statement.stated_by),
        "withdrawn": _withdrawal(statement)["withdrawn"],
    }
    address = addresses.statement_entry(issue.id, position, statement)
    identifier = _statement_id(issue, position, statement)
    return _Citing("statement", identifier, address, statement.citations, cells)


def _citing_event(event: Event) -> _Citing:
    cells = {**_dated("date", event.date), "withdrawn": _withdrawal(event)["withdrawn"]}
    return _Citing("event", event.id, addresses.event_entry(event.id), event.citations, cells)


def _citing_announcement(event: Event) -> _Citing:
    return replace(_citing_event(event), kind="announcement")


def _citing_document(document: Document) -> _Citing:
    address = addresses.document_entry(document.id)
    cells = _dated("date", document.date)
    return _Citing("document", document.id, address, document.citations, cells)


def _citing_provision(document: Document, provision: Provision) -> _Citing:
    name = addresses.provision_anchor(document.id, provision.issue)
    address = addresses.provision_entry(document.id, provision.issue)
    cells = {"issue": provision.issue, **_dated("date", document.date)}
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


# Cells


def _dated(name: str, date: str | None) -> dict[str, Cell]:
    """Return a date as it is written (a day or a month), as a day, and how exact it is."""
    if date is None:
        return {name: None, f"{name}_start": None, f"{name}_precision": None}
    parsed = PartialDate.parse(date)
    return {
        name: date,
        f"{name}_start": parsed.first_day(),
        f"{name}_precision": parsed.precision,
    }


def _withdrawal(record: Statement | Source | Event) -> dict[str, Cell]:
    if record.withdrawn is None:
        return {"withdrawn": None, "withdrawn_reason": None}
    return {
        "withdrawn": record.withdrawn.date,
        "withdrawn_reason": prose.plain(record.withdrawn.reason),
    }


def _place(issue: Issue, at: ScalePlace | None) -> dict[str, Cell]:
    if at is None or issue.scale is None:
        return {"at": None, "at_label": None}
    points = list(dict.fromkeys(ends(at)))
    return {
        "at": points,
        "at_label": [issue.scale.points[issue.point[point]].label for point in points],
    }


def _plain(text: str | None) -> str | None:
    if not text:
        return None
    return prose.plain(text)


_NOTHING_ON_RECORD: Row = MappingProxyType(
    {
        **_dated("date", None),
        **dict.fromkeys(("issue", "party", "attribution", "stated_by", "withdrawn")),
        **dict.fromkeys(RECORD_KINDS),
    }
)
_ROWS: Mapping[str, Callable[[Dataset, Site], Iterator[Row]]] = MappingProxyType(
    {
        "issues": _issues,
        "parties": _parties,
        "positions": _positions,
        "statements": _statements,
        "sources": _sources,
        "citations": _citations,
        "events": _events,
        "event_issues": _event_issues,
        "announcements": _announcements,
        "documents": _documents,
        "provisions": _provisions,
        "maps": _maps,
        "terms": _terms,
        "people": _people,
    }
)
