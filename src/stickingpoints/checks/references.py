"""Ids and the references to them: each id once, each reference to a record that exists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from stickingpoints.checks.rule import MOST_SUGGESTED, Rule
from stickingpoints.model import addresses
from stickingpoints.model.partial_date import PartialDate
from stickingpoints.model.records import (
    Dataset,
    Document,
    Event,
    Issue,
    IssueMap,
    Party,
    Person,
    Record,
    Source,
    Term,
)
from stickingpoints.model.walk import citations, sources_of_people
from stickingpoints.problems import Problem, did_you_mean, nearest, one_of, unambiguous_match

_MOST_LISTED = 15
_REMEDIES = {
    "id": "keep one of them, or give this one another id",
    "party": "a party has one position on an issue; merge the two",
    "issue": "a document has one entry per issue; merge the two",
    "answer": "a party or plan has one answer on a map; merge the two",
    "area": "an answer has one entry for each area; merge the two",
    "date": "add a key to tell them apart, as key: evening",
}


class _Reference(NamedTuple):
    """An id written in a field of a record that is not its own."""

    record: Record
    field: str
    target: str


def duplicate_ids(dataset: Dataset) -> Iterator[Problem]:
    """Find ids that are used twice, in whichever files."""
    for records in (
        dataset.parties,
        dataset.sources,
        dataset.issues,
        dataset.events,
        dataset.documents,
        dataset.glossary,
        dataset.people,
    ):
        yield from _twice(records, lambda record: record.id, "id")
    for issue in dataset.issues:
        yield from _twice_in_issue(issue)
    for document in dataset.documents:
        yield from _twice(document.provisions, lambda provision: provision.issue, "issue")


def _twice_in_issue(issue: Issue) -> Iterator[Problem]:
    yield from _twice(issue.positions, lambda position: position.party, "party")
    for position in issue.positions:
        yield from _twice(position.statements, lambda statement: statement.name, "date")
    if issue.scale:
        yield from _twice(issue.scale.points, lambda point: point.id, "id")
    if issue.map:
        yield from _twice_on_map(issue.map)


def _twice_on_map(drawn: IssueMap) -> Iterator[Problem]:
    yield from _twice(drawn.areas, lambda area: area.id, "id")
    yield from _twice(drawn.answers, lambda answer: answer.of, "answer")
    for answer in drawn.answers:
        yield from _twice(answer.areas, lambda one: one.area, "area")


def _twice(records: Iterable[Record], name: Callable[..., str], field: str) -> Iterator[Problem]:
    first: dict[str, Record] = {}
    for record in records:
        before = first.setdefault(name(record), record)
        if before is not record:
            place = before.where(field)
            message = (
                f'"{name(record)}" is already defined at {place.file}:{place.line}; '
                f"{_REMEDIES[field]}"
            )
            yield record.problem("duplicate-id", message, field)


def reserved_ids(dataset: Dataset) -> Iterator[Problem]:
    """Find ids that the pages use for their own parts: links to the record would lead there."""
    taken = _own_anchors(dataset)
    anchored: list[Party | Source | Issue | Event | Document | Term | Person] = [
        *dataset.parties,
        *dataset.sources,
        *dataset.issues,
        *dataset.events,
        *dataset.documents,
        *dataset.glossary,
        *dataset.people,
    ]
    for record in anchored:
        if record.id in taken:
            message = f'"{record.id}" is an anchor that the pages use themselves; choose another id'
            yield record.problem("reserved-id", message, "id")


def _own_anchors(dataset: Dataset) -> set[str]:
    anchors = set(addresses.OWN_ANCHORS)
    for source in dataset.sources:
        anchors.add(addresses.listed_source(source.id))
        anchors.add(addresses.sources_of_kind(source.kind))
    for term in dataset.glossary:
        anchors.add(addresses.explained_term(term.id))
    for person in dataset.people:
        anchors.add(addresses.explained_person(person.id))
    for party in dataset.parties:
        anchors.add(addresses.people_of_party(party.id))
    for issue in dataset.issues:
        anchors.add(addresses.followed_issue(issue.id))
    for event in dataset.events:
        month = str(PartialDate.parse(event.date).year_month())
        anchors.add(addresses.month_of_events(month))
    return anchors


def unknown_sources(dataset: Dataset) -> Iterator[Problem]:
    """Find citations and people that name sources that do not exist."""
    return _unknown("source", dataset.source, list(_source_references(dataset)))


def _source_references(dataset: Dataset) -> Iterator[_Reference]:
    for _, citation in citations(dataset):
        yield _Reference(citation, "source", citation.source)
    for person, field, source in sources_of_people(dataset):
        yield _Reference(person, field, source)


def unknown_parties(dataset: Dataset) -> Iterator[Problem]:
    """Find positions, corrections, people and events of parties that do not exist."""
    return _unknown("party", dataset.party, list(_party_references(dataset)))


def _party_references(dataset: Dataset) -> Iterator[_Reference]:
    for issue in dataset.issues:
        for position in issue.positions:
            yield _Reference(position, "party", position.party)
    for issue in dataset.issues:
        for correction in issue.corrections:
            if correction.party:
                yield _Reference(correction, "party", correction.party)
    for person in dataset.people:
        if person.party:
            yield _Reference(person, "party", person.party)
    for event in dataset.events:
        for number, party in enumerate(event.parties, 1):
            yield _Reference(event, f"parties › number {number}", party)


def unknown_records(dataset: Dataset) -> Iterator[Problem]:
    """Find corrections that name records that do not exist."""
    known: dict[str, Record] = {}
    for field in ("parties", "sources", "issues", "events", "documents", "glossary", "people"):
        for record in getattr(dataset, field):
            known[record.id] = record
    for issue in dataset.issues:
        # Not one dictionary for both: with thousands of issues, copying that would take longest.
        statements = _statements_of(issue)
        for reference in _corrected_records(issue):
            if reference.target not in known and reference.target not in statements:
                of_issue = known | statements
                yield from _dangling("record", [reference], of_issue, of_issue)


def _statements_of(issue: Issue) -> dict[str, Record]:
    """Return the statements of an issue by what corrections call them: `upland-2031-05-12`."""
    statements: dict[str, Record] = {}
    for position in issue.positions:
        for statement in position.statements:
            statements[addresses.statement_anchor(position, statement)] = statement
    return statements


def _corrected_records(issue: Issue) -> Iterator[_Reference]:
    for correction in issue.corrections:
        for number, record in enumerate(correction.records, 1):
            yield _Reference(correction, f"records › number {number}", record)


def unknown_issues(dataset: Dataset) -> Iterator[Problem]:
    """Find events and provisions that name issues that do not exist."""
    return _unknown("issue", dataset.issue, list(_issue_references(dataset)))


def _issue_references(dataset: Dataset) -> Iterator[_Reference]:
    for event in dataset.events:
        for number, issue in enumerate(event.issues, 1):
            yield _Reference(event, f"issues › number {number}", issue)
    for document in dataset.documents:
        for provision in document.provisions:
            yield _Reference(provision, "issue", provision.issue)


def _unknown(
    noun: str, known: Mapping[str, Record], references: Sequence[_Reference]
) -> Iterator[Problem]:
    """Report references to nothing.

    Where several agree on an id near to that of an unused record, that record's id is misspelt.
    """
    dangling: dict[str, list[_Reference]] = defaultdict(list)
    for reference in references:
        if reference.target not in known:
            dangling[reference.target].append(reference)
    unused = known.keys() - {reference.target for reference in references}
    for number, (target, places) in enumerate(dangling.items()):
        if number >= MOST_SUGGESTED:
            yield from _dangling(noun, places, known, ())
            continue
        misspelt = None
        if len(places) > 1:
            misspelt = nearest(target, unused)
        if misspelt:
            message = (
                f'the id "{misspelt}" is used nowhere, but "{target}" is, {len(places)} times; '
                f'write "{target}"'
            )
            yield known[misspelt].problem(f"unknown-{noun}", message, "id")
        else:
            yield from _dangling(noun, places, known, known)


def _dangling(
    noun: str, places: Sequence[_Reference], known: Mapping[str, Record], near: Iterable[str]
) -> Iterator[Problem]:
    """Report every reference to one unknown id; `near` are the ids that may be suggested."""
    target = places[0].target
    advice = did_you_mean(target, near) or "; add it, or write the id of one that exists."
    message = f'there is no {noun} "{target}"{advice}'
    if len(known) <= _MOST_LISTED:
        message += f" {one_of(known)}"
    meant = unambiguous_match(target, near)
    for reference in places:
        problem = reference.record.problem(f"unknown-{noun}", message, reference.field)
        yield replace(problem, instead=meant)


RULES = (
    Rule(
        "duplicate-id",
        "An id is unique among all files; a party has one position on an issue.",
        duplicate_ids,
    ),
    Rule(
        "reserved-id",
        "The pages use some ids for their own parts, such as “find” and “statements”; "
        "a record must have another.",
        reserved_ids,
    ),
    Rule(
        "unknown-source",
        "A cited source must exist.",
        unknown_sources,
        ("sources.id",),
    ),
    Rule(
        "unknown-record",
        "A correction names records that exist: a statement of its issue by party and name, "
        "anything else by id.",
        unknown_records,
    ),
    Rule(
        "unknown-party", "A party that is referred to must exist.", unknown_parties, ("parties.id",)
    ),
    Rule(
        "unknown-issue", "An issue that is referred to must exist.", unknown_issues, ("issues.id",)
    ),
)
