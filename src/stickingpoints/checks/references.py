"""Rules on ids: each is there once, and what refers to it finds it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from stickingpoints.checks.rule import Rule, positions
from stickingpoints.model import addresses
from stickingpoints.model.records import (
    Dataset,
    Document,
    Event,
    Issue,
    Party,
    Record,
    Source,
    Term,
)
from stickingpoints.model.walk import citations
from stickingpoints.problems import Problem, did_you_mean, nearest, one_of, unambiguous_match

MOST_SUGGESTED = 50  # comparing words takes long; so many slips are no slips
MOST_LISTED = 15

Named = Party | Source | Issue | Event | Document | Term

_REMEDIES = {
    "id": "keep one of them, or give this one another id",
    "party": "a party has one position on an issue; combine the two",
    "issue": "a document has one entry on an issue; combine the two",
    "date": "add a key to tell them apart, as key: evening",
}


def _named(dataset: Dataset) -> list[list[Named]]:
    """Return the records that have an id of their own, kind by kind."""
    return [
        [*dataset.parties],
        [*dataset.sources],
        [*dataset.issues],
        [*dataset.events],
        [*dataset.documents],
        [*dataset.glossary],
    ]


def duplicate_ids(dataset: Dataset) -> Iterator[Problem]:
    """Find ids that are used twice, in whichever files."""
    for records in _named(dataset):
        yield from _twice(records, lambda record: record.id, "id")
    for _, position in positions(dataset):
        yield from _twice(position.statements, lambda statement: statement.name, "date")
    for issue in dataset.issues:
        yield from _twice(issue.positions, lambda position: position.party, "party")
        if issue.scale:
            yield from _twice(issue.scale.points, lambda point: point.id, "id")
    for document in dataset.documents:
        yield from _twice(document.provisions, lambda provision: provision.issue, "issue")


def _twice(records: Iterable[Record], name: Callable[..., str], field: str) -> Iterator[Problem]:
    first: dict[str, Record] = {}
    for record in records:
        before = first.setdefault(name(record), record)
        if before is not record:
            place = before.where(field)
            message = (
                f'"{name(record)}" is already defined at {place.file}:{place.line};'
                f" {_REMEDIES[field]}"
            )
            yield record.problem("duplicate-id", message, field)


def reserved_ids(dataset: Dataset) -> Iterator[Problem]:
    """Find ids that the pages use for their own parts: links to the record would lead there."""
    taken = _own_anchors(dataset)
    for records in _named(dataset):
        for record in records:
            if record.id in taken:
                message = (
                    f'"{record.id}" is an anchor that the pages use themselves; choose another id'
                )
                yield record.problem("reserved-id", message, "id")


def _own_anchors(dataset: Dataset) -> frozenset[str]:
    sources = {addresses.listed_source(source.id) for source in dataset.sources}
    terms = {addresses.explained_term(term.id) for term in dataset.glossary}
    issues = {addresses.followed_issue(issue.id) for issue in dataset.issues}
    return addresses.OWN_ANCHORS | sources | terms | issues


class _Reference(NamedTuple):
    """An id written in a field of a record that is not its own."""

    record: Record
    field: str
    target: str


def unknown_sources(dataset: Dataset) -> Iterator[Problem]:
    """Find citations of sources that do not exist."""
    references = []
    for _, citation in citations(dataset):
        references.append(_Reference(citation, "source", citation.source))
    yield from _unknown("source", dataset.source, references)


def unknown_parties(dataset: Dataset) -> Iterator[Problem]:
    """Find positions and corrections of parties that do not exist."""
    references = []
    for _, position in positions(dataset):
        references.append(_Reference(position, "party", position.party))
    for issue in dataset.issues:
        references += [
            _Reference(correction, "party", correction.party)
            for correction in issue.corrections
            if correction.party
        ]
    yield from _unknown("party", dataset.party, references)


def unknown_issues(dataset: Dataset) -> Iterator[Problem]:
    """Find events and provisions that touch issues that do not exist."""
    references = []
    for event in dataset.events:
        for number, issue in enumerate(event.issues, 1):
            references.append(_Reference(event, f"issues › number {number}", issue))
    for document in dataset.documents:
        references += [
            _Reference(provision, "issue", provision.issue) for provision in document.provisions
        ]
    yield from _unknown("issue", dataset.issue, references)


def _unknown(
    noun: str, known: Mapping[str, Record], references: Sequence[_Reference]
) -> Iterator[Problem]:
    """Report references to nothing.

    Where several agree against one record that nothing else refers to, that record's id is the slip.
    """
    dangling = _dangling(known, references)
    unused = known.keys() - {reference.target for reference in references}
    for number, (target, places) in enumerate(dangling.items()):
        near: Mapping[str, Record] = {}
        if number < MOST_SUGGESTED:
            near = known
        slip = None
        if len(places) > 1:
            slip = nearest(target, unused & near.keys())
        if slip:
            message = (
                f'the id "{slip}" is used nowhere, but "{target}" is, {len(places)} times;'
                f' write "{target}"'
            )
            yield known[slip].problem(f"unknown-{noun}", message, "id")
        else:
            yield from _at_each(noun, target, places, known, near)


def _dangling(
    known: Mapping[str, Record], references: Sequence[_Reference]
) -> dict[str, list[_Reference]]:
    dangling: dict[str, list[_Reference]] = defaultdict(list)
    for reference in references:
        if reference.target not in known:
            dangling[reference.target].append(reference)
    return dangling


def _at_each(
    noun: str,
    target: str,
    places: Sequence[_Reference],
    known: Mapping[str, Record],
    near: Mapping[str, Record],
) -> Iterator[Problem]:
    """Report an unknown id wherever it is written, with what may be meant."""
    advice = did_you_mean(target, near) or "; add it, or write the id of one that exists."
    message = f'unknown {noun} "{target}"{advice}'
    if len(known) <= MOST_LISTED:
        message += f" {one_of(known)}"
    meant = unambiguous_match(target, near)
    for reference in places:
        problem = reference.record.problem(f"unknown-{noun}", message, reference.field)
        yield replace(problem, instead=meant)


def few(slips: set[str]) -> set[str]:
    """Return ids that may be slips of the pen, none where there are too many to compare."""
    if len(slips) <= MOST_SUGGESTED:
        return slips
    return set()


RULES = (
    Rule(
        "duplicate-id",
        "An id is unique among all files; a party has one position on an issue.",
        duplicate_ids,
    ),
    Rule(
        "reserved-id",
        "Pages use some ids for parts of their own, as “find” and “statements”;"
        " a record needs another.",
        reserved_ids,
    ),
    Rule(
        "unknown-source",
        "There is no source with this id.",
        unknown_sources,
        ("sources.id",),
    ),
    Rule(
        "unknown-party",
        "There is no party with this id.",
        unknown_parties,
        ("parties.id",),
    ),
    Rule(
        "unknown-issue",
        "There is no issue with this id.",
        unknown_issues,
        ("issues.id",),
    ),
)
