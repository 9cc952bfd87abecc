"""Editorial rules that a schema cannot say: one small function a rule.

Each rule takes the dataset and yields problems; `RULES` is the list of them. Text rules see every text field at once.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import median
from typing import NamedTuple

from markupsafe import escape

from stickingpoints.checks import hosts
from stickingpoints.model import addresses, fairness, glossary
from stickingpoints.model.records import (
    NO_POSITION,
    UNNAMED,
    Dataset,
    Document,
    Event,
    Issue,
    Party,
    Position,
    Record,
    ScalePlace,
    Source,
    Statement,
    Term,
)
from stickingpoints.model.scale import ends, place_in_yaml
from stickingpoints.model.standing import (
    newest_first,
    standing_by_statements,
    statements_ever,
    with_withdrawn,
)
from stickingpoints.model.walk import citations, texts
from stickingpoints.problems import (
    MOST_SHOWN,
    Problem,
    did_you_mean,
    in_reading_order,
    nearest,
    one_of,
    unambiguous_match,
)
from stickingpoints.text import prose

LONGEST_QUOTE = 40
_ENOUGH = 3  # with fewer positions a party cannot be measured
_MOST_OF_A_RULE = 4 * MOST_SHOWN  # more are not shown, and finding them all could take very long
_MOST_SEARCHED = 100_000_000  # characters; every term is looked for in every text, and this site comes to seven million
_MOST_SUGGESTED = 50  # comparing words takes long; so many slips are no slips
Rule = Callable[[Dataset], Iterator[Problem]]


def problems(dataset: Dataset) -> list[Problem]:
    """Return what the rules find in a dataset, in reading order; of each rule only the first few thousand."""
    return in_reading_order(
        problem for rule in RULES for problem in itertools.islice(rule(dataset), _MOST_OF_A_RULE)
    )


# Ids


def duplicate_ids(dataset: Dataset) -> Iterator[Problem]:
    """Find an id that stands twice, in whichever files."""
    for records in (
        dataset.parties,
        dataset.sources,
        dataset.issues,
        dataset.events,
        dataset.documents,
        dataset.glossary,
    ):
        yield from _twice(records, lambda record: record.id, "id")
    for issue in dataset.issues:
        yield from _twice(issue.positions, lambda position: position.party, "party")
        for position in issue.positions:
            yield from _twice(position.statements, lambda statement: statement.name, "date")
        if issue.scale:
            yield from _twice(issue.scale.points, lambda point: point.id, "id")
    for document in dataset.documents:
        yield from _twice(document.provisions, lambda provision: provision.issue, "issue")


def reserved_ids(dataset: Dataset) -> Iterator[Problem]:
    """Find ids that the pages use for their own parts: links to the record would lead there."""
    taken = _own_anchors(dataset)
    anchored: list[Party | Source | Issue | Event | Document | Term] = [
        *dataset.parties,
        *dataset.sources,
        *dataset.issues,
        *dataset.events,
        *dataset.documents,
        *dataset.glossary,
    ]
    for record in anchored:
        if record.id in taken:
            message = f'"{record.id}" is an anchor that the pages use themselves; choose another id'
            yield record.problem("reserved-id", message, "id")


def _own_anchors(dataset: Dataset) -> frozenset[str]:
    sources = {addresses.listed_source(source.id) for source in dataset.sources}
    terms = {addresses.explained_term(term.id) for term in dataset.glossary}
    issues = {addresses.followed_issue(issue.id) for issue in dataset.issues}
    return addresses.OWN_ANCHORS | sources | terms | issues


_REMEDIES = {
    "id": "keep one of them, or give this one another id",
    "party": "a party has one position on an issue; make one of the two",
    "issue": "a document has one entry on an issue; make one of the two",
    "date": "add a key to tell them apart, as key: evening",
}


def _twice(records: Iterable[Record], name: Callable[..., str], field: str) -> Iterator[Problem]:
    first: dict[str, Record] = {}
    for record in records:
        before = first.setdefault(name(record), record)
        if before is not record:
            place = before.where(field)
            yield record.problem(
                "duplicate-id",
                f'"{name(record)}" stands already in {place.file} on line {place.line}; {_REMEDIES[field]}',
                field,
            )


def unknown_ids(dataset: Dataset) -> Iterator[Problem]:
    """Find references to what does not exist."""
    yield from _unknown(
        "source",
        dataset.source,
        [_Reference(citation, "source", citation.source) for _, citation in citations(dataset)],
    )
    positions = [
        _Reference(position, "party", position.party) for _, position in _positions(dataset)
    ]
    corrections = [
        _Reference(c, "party", c.party)
        for issue in dataset.issues
        for c in issue.corrections
        if c.party
    ]
    yield from _unknown("party", dataset.party, positions + corrections)
    touched = [
        _Reference(event, f"issues › number {n}", issue)
        for event in dataset.events
        for n, issue in enumerate(event.issues, 1)
    ]
    provisions = [
        _Reference(provision, "issue", provision.issue)
        for document in dataset.documents
        for provision in document.provisions
    ]
    yield from _unknown("issue", dataset.issue, touched + provisions)


class _Reference(NamedTuple):
    """An id written in a field of a record that is not its own."""

    record: Record
    field: str
    target: str


def _unknown(
    noun: str, known: Mapping[str, Record], references: Sequence[_Reference]
) -> Iterator[Problem]:
    """Report references to nothing; where many agree against one unused record, that record's id is the slip."""
    dangling: dict[str, list[_Reference]] = defaultdict(list)
    for reference in references:
        if reference.target not in known:
            dangling[reference.target].append(reference)
    unused = known.keys() - {reference.target for reference in references}
    listing = f" {one_of(known)}" if len(known) <= 15 else ""
    for number, (target, places) in enumerate(dangling.items()):
        near = known if number < _MOST_SUGGESTED else {}
        slip = nearest(target, unused & near.keys()) if len(places) > 1 else None
        if slip:
            message = f'the id "{slip}" is used nowhere, but "{target}" is, {len(places)} times; write "{target}"'
            yield known[slip].problem(f"unknown-{noun}", message, "id")
            continue
        message = f'there is no {noun} "{target}"{did_you_mean(target, near) or "; add it, or write the id of one that exists."}{listing}'
        meant = unambiguous_match(target, near)
        yield from (
            replace(
                reference.record.problem(f"unknown-{noun}", message, reference.field), instead=meant
            )
            for reference in places
        )


# Positions and statements


def missing_party(dataset: Dataset) -> Iterator[Problem]:
    """Find issues that do not answer for every party, but those that answer where they spoke."""
    for issue in dataset.issues:
        there = {position.party for position in issue.positions}
        slips = _few(there - dataset.party.keys())
        for party in dataset.column_parties:
            if party.id not in there and not nearest(party.id, slips):
                yield issue.problem(
                    "missing-party",
                    f'no position of "{party.id}"; add one, with stance: {NO_POSITION} and looked_in if nothing is known',
                    "positions",
                )


def _few(slips: set[str]) -> set[str]:
    return slips if len(slips) <= _MOST_SUGGESTED else set()


def no_statements(dataset: Dataset) -> Iterator[Problem]:
    """Find positions that rest on nothing; only the lack of one may stand alone, and says where was looked."""
    for _, position in _positions(dataset):
        if position.stance == NO_POSITION and not position.looked_in:
            yield position.problem(
                "looked-in-missing",
                f"{NO_POSITION} must say where was looked; add looked_in",
                "stance",
            )
        if position.stance != NO_POSITION and not newest_first(position):
            yield position.problem(
                "no-statement",
                f"a position must rest on a statement; add one, or write stance: {NO_POSITION} and looked_in",
                "statements",
            )


def position_differs(dataset: Dataset) -> Iterator[Problem]:
    """Find positions that do not say what their newest statement says, nor why not."""
    for issue, position in _positions(dataset):
        newest = standing_by_statements(position)
        if position.reason or not newest.statement:
            continue
        name = newest.statement.name
        if position.stance != newest.stance:
            yield position.problem(
                "position-differs",
                f'"{position.stance}" differs from "{newest.stance}" of the newest statement ({name}); change one of them, or add a reason',
                "stance",
            )
        if (
            position.at not in (None, newest.at)
            and _is_on(issue, position.at)
            and _is_on(issue, newest.at)
        ):
            message = f'"{place_in_yaml(position.at)}" differs from the place that the statements give ({place_in_yaml(newest.at)}); change one of them, or add a reason'
            yield position.problem("position-differs", message, "at")


def _is_on(issue: Issue, at: ScalePlace | None) -> bool:
    return at is None or all(point in issue.point for point in ends(at))


def needless_reason(dataset: Dataset) -> Iterator[Problem]:
    """Find reasons that explain nothing: an exception that is no longer needed is itself a fault."""
    for _, position in _positions(dataset):
        newest = standing_by_statements(position)
        if (
            position.reason
            and newest.statement
            and position.stance == newest.stance
            and position.at == newest.statement.at
        ):
            yield position.problem(
                "needless-reason",
                "stance and place are those of the newest statement; delete the reason",
                "reason",
            ).as_warning()


def scale_points(dataset: Dataset) -> Iterator[Problem]:
    """Find places that are no point of the issue's own scale, and ranges that run backwards."""
    for issue, position in _positions(dataset):
        records: list[Position | Statement] = [position, *position.statements]
        for record in records:
            if record.at is not None:
                yield from _scale_place(issue, record, record.at)


def _scale_place(issue: Issue, record: Position | Statement, at: ScalePlace) -> Iterator[Problem]:
    if not issue.scale:
        yield record.problem(
            "unknown-scale-point",
            "the issue has no scale; delete this line, or add a scale to the issue",
            "at",
        )
        return
    fields = (
        {"at": at}
        if isinstance(at, str)
        else {f"at › number {n}": point for n, point in enumerate(at, 1)}
    )
    unknown = {field: point for field, point in fields.items() if point not in issue.point}
    for field, point in unknown.items():
        message = f'there is no point "{point}" on this scale{did_you_mean(point, issue.point) or "."} {one_of(issue.point)}'
        yield replace(
            record.problem("unknown-scale-point", message, field),
            instead=unambiguous_match(point, issue.point),
        )
    if not unknown and issue.point[ends(at)[0]] > issue.point[ends(at)[1]]:
        yield record.problem(
            "scale-range-order",
            f"the range runs backwards; write [{ends(at)[1]}, {ends(at)[0]}]",
            "at",
        )


def figures(dataset: Dataset) -> Iterator[Problem]:
    """Numbers are those that a statement names: they stand in its words, and the issue says what they count."""
    for issue in dataset.issues:
        named = [
            statement
            for position in issue.positions
            for statement in position.statements
            if statement.figure is not None
        ]
        for statement in named:
            if not issue.figure_label:
                yield statement.problem(
                    "figure-label-missing",
                    "the issue does not say what its numbers count; add figure_label to it",
                    "figure",
                )
            if not _says(statement, statement.figure or 0):
                message = f"neither the summary nor a quote names {statement.figure:,}; write it there, or delete this line"
                yield statement.problem("figure-not-said", message, "figure")
        if issue.figure_label and not named:
            yield issue.problem(
                "figure-missing",
                "no statement of this issue has a figure; add one, or delete this line",
                "figure_label",
            ).as_warning()


def _says(statement: Statement, figure: int) -> bool:
    said = " ".join(
        [statement.summary, *(citation.quote or "" for citation in statement.citations)]
    )
    return re.search(rf"(?<!\d)({figure:,}|{figure})(?![\d,]*\d)", said) is not None


def dates(dataset: Dataset) -> Iterator[Problem]:
    """Nothing described is later than the day that the content describes, nor are statements out of order."""
    as_of = dataset.as_of.isoformat()
    dated: list[Statement | Event | Document] = [
        statement for _, _, statement in statements_ever(dataset)
    ]
    dated += [*dataset.events, *dataset.documents]
    for record in dated:
        if record.date > as_of:
            yield record.problem(
                "after-as-of",
                f"{record.date} is after as_of ({as_of}); correct the date, or move as_of on",
                "date",
            )
    for source in dataset.sources:
        if source.published and source.published > source.accessed.isoformat():
            yield source.problem(
                "after-accessed",
                f"{source.published} is after the day it was read ({source.accessed}); correct one of them",
                "published",
            )


def statement_order(dataset: Dataset) -> Iterator[Problem]:
    """Statements stand newest first, so that a reviewer finds the newest where it is looked for."""
    for _, position in _positions(dataset):
        for before, after in zip(position.statements, with_withdrawn(position), strict=True):
            if before is not after:
                yield before.problem(
                    "statement-order", "statements stand newest first; move this one", "date"
                ).as_warning()
                break


# Quotes


def quotes(dataset: Dataset) -> Iterator[Problem]:
    """Find quotes that are long or do not say whose words they are."""
    for _, citation in citations(dataset):
        if citation.quote is None:
            for field in ("quote_kind", "speaker", "prefix", "suffix"):
                if getattr(citation, field) is not None:
                    yield citation.problem(
                        "quote-missing",
                        f'"{field}" stands without a quote; add the quote, or delete this line',
                        field,
                    )
            continue
        length = len(citation.quote.split())
        if length > LONGEST_QUOTE:
            yield citation.problem(
                "quote-too-long",
                f"the quote has {length} words; shorten it to at most {LONGEST_QUOTE}",
                "quote",
            )
        if citation.quote_kind is None:
            yield citation.problem(
                "quote-kind-missing",
                "say whose words the quote is: add quote_kind. One of: speaker, document, outlet-words",
                "quote",
            )
        if citation.quote_kind == "speaker" and citation.speaker is None:
            yield citation.problem(
                "speaker-missing", "say who spoke these words: add speaker", "quote"
            )


# Sources


def never_cited(dataset: Dataset) -> Iterator[Problem]:
    """Find sources that nothing rests on: they are shown nowhere."""
    cited = {citation.source for _, citation in citations(dataset)}
    slips = _few(cited - dataset.source.keys())
    for source in dataset.sources:
        if source.id not in cited and not source.withdrawn and not nearest(source.id, slips):
            yield source.problem(
                "never-cited",
                f'nothing cites "{source.id}"; cite it, or delete it if it was never published, else add withdrawn with date and reason',
                "id",
            ).as_warning()


def terms_used(dataset: Dataset) -> Iterator[Problem]:
    """Find terms that no text uses."""
    said = [
        text
        for records in (dataset.issues, dataset.events, dataset.documents)
        for record in records
        for _, _, text in texts(record)
    ]
    if len(dataset.glossary) * sum(len(text) for text in said) > _MOST_SEARCHED:
        message = f"{len(dataset.glossary):,} terms are too many to look for in so much text; delete those that explain nothing"
        yield dataset.glossary[0].problem("term-not-used", message).as_warning()
        return
    for term in dataset.glossary:
        known = glossary.pattern(term)
        if not any(known.search(str(escape(text))) for text in said):
            yield term.problem(
                "term-not-used",
                f'no text uses "{term.term}"; delete it, or write under forms how the texts put it',
                "term",
            ).as_warning()


def withdrawn_cited(dataset: Dataset) -> Iterator[Problem]:
    """Find what rests on a source that was withdrawn."""
    for record, citation in citations(dataset):
        source = dataset.source.get(citation.source)
        if source and source.withdrawn and not getattr(record, "withdrawn", None):
            message = f'the source "{source.id}" was withdrawn; cite another, or add withdrawn with date and reason to what rests on it'
            yield citation.problem("withdrawn-source", message, "source")


def same_address(dataset: Dataset) -> Iterator[Problem]:
    """Find one text that stands as two sources."""
    first: dict[str, Record] = {}
    for source in dataset.sources:
        before = first.setdefault(source.url, source) if source.url else source
        if before is not source:
            place = before.where("url")
            message = f"this is already the address of another source, in {place.file} on line {place.line}; cite that one and delete this one"
            yield source.problem("same-address", message, "url")


def doubtful_hosts(dataset: Dataset) -> Iterator[Problem]:
    """Warn of addresses whose host may not be what it looks like, or that only the editor's own machine can reach."""
    for record, field, text in texts(dataset):
        for address in hosts.ADDRESS.findall(text) if "://" in text else ():
            if doubt := hosts.doubt(address):
                yield record.problem("doubtful-host", doubt, field).as_warning()


def thin_ground(dataset: Dataset) -> Iterator[Problem]:
    """Tell the editor of positions that rest on a single source, or on unnamed sources alone."""
    for _, position in _positions(dataset):
        statements = newest_first(position)
        sources = {citation.source for statement in statements for citation in statement.citations}
        if len(sources) == 1:
            yield position.problem(
                "single-source", "this position rests on a single source; look for a second"
            ).as_warning()
        if statements and all(statement.attribution in UNNAMED for statement in statements):
            yield position.problem(
                "unnamed-sources",
                "this position rests on unnamed sources alone; look for one on record",
            ).as_warning()


def lopsided(dataset: Dataset) -> Iterator[Problem]:
    """Find parties that get much less room than the others, of those that answer every issue."""
    measured = [
        (party, of)
        for party, of in fairness.by_party(dataset)
        if party in dataset.column_parties and of.positions >= _ENOUGH
    ]
    for field, noun in (("statements", "statements"), ("words", "words per position")):
        counts = [getattr(of, field) or 0 for _, of in measured]
        for (party, _), count in zip(measured, counts, strict=True):
            if count * 2 < median(counts):
                message = f"{count} {noun}, less than half of the median party's {median(counts):g}; look whether more can be said of it"
                yield party.problem("lopsided", message).as_warning()


# Text


def raw_html(dataset: Dataset) -> Iterator[Problem]:
    """Text is a small Markdown: no HTML, no images, links to the web only."""
    for record, field, text in texts(dataset):
        for fault in prose.faults(text):
            yield record.problem(fault.rule, fault.message, field)


def relative_time(dataset: Dataset) -> Iterator[Problem]:
    """Find words that are true only on the day of writing: the site says "as of"."""
    for record, field, text in texts(dataset):
        if field in ("quote", "prefix", "suffix", "title"):
            continue
        found = re.search(
            r"\b(currently|nowadays|right now|at present|to date)\b", text, re.IGNORECASE
        )
        if found:
            yield record.problem(
                "relative-time",
                f'"{found[0]}" is true only on the day of writing; give the date, or say "as of …"',
                field,
            ).as_warning()


def _positions(dataset: Dataset) -> Iterator[tuple[Issue, Position]]:
    for issue in dataset.issues:
        for position in issue.positions:
            yield issue, position


RULES: tuple[Rule, ...] = (
    duplicate_ids,
    reserved_ids,
    unknown_ids,
    missing_party,
    no_statements,
    position_differs,
    needless_reason,
    scale_points,
    figures,
    dates,
    statement_order,
    quotes,
    never_cited,
    terms_used,
    withdrawn_cited,
    same_address,
    doubtful_hosts,
    thin_ground,
    lopsided,
    raw_html,
    relative_time,
)
