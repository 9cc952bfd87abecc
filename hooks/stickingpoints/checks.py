"""Editorial rules that a schema cannot say: one small function a rule.

Each rule takes the dataset and yields problems; `RULES` is the list of them. Text rules see every text field at once.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator

from stickingpoints import prose
from stickingpoints.model import NO_POSITION, UNNAMED, Citation, Dataset, Issue, Position, Record, ScalePlace
from stickingpoints.problems import Problem, did_you_mean, in_reading_order, nearest, one_of
from stickingpoints.standing import all_statements, ends, newest_first, standing_by_statements

LONGEST_QUOTE = 40
Rule = Callable[[Dataset], Iterator[Problem]]

CONCLUSIONS = ("position-differs", "missing-party", "single-source", "unnamed-sources", "never-cited")
"""Rules that draw a conclusion from several records: silent where one of these records is itself faulty."""


def problems(dataset: Dataset) -> list[Problem]:
    """Return everything that the rules find in a dataset, in reading order."""
    return in_reading_order(problem for rule in RULES for problem in rule(dataset))


# Ids


def duplicate_ids(dataset: Dataset) -> Iterator[Problem]:
    """An id stands once, in whichever file."""
    for records in (dataset.parties, dataset.sources, dataset.issues, dataset.events):
        yield from _twice(records, lambda record: record.id, "id")
    for issue in dataset.issues:
        yield from _twice(issue.positions, lambda position: position.party, "party")
        for position in issue.positions:
            yield from _twice(position.statements, lambda statement: statement.name, "date")
        if issue.scale:
            yield from _twice(issue.scale.points, lambda point: point.id, "id")


def _twice(records: Iterable[Record], name: Callable[..., str], field: str) -> Iterator[Problem]:
    first: dict[str, Record] = {}
    for record in records:
        before = first.setdefault(name(record), record)
        if before is not record:
            place = before.where(field)
            remedy = "add a key to tell them apart, as key: evening" if field == "date" else "keep one, or give this one another"
            yield record.problem("duplicate-id", f'"{name(record)}" stands already in {place.file} on line {place.line}; {remedy}', field)


def unknown_ids(dataset: Dataset) -> Iterator[Problem]:
    """Whatever is referred to exists."""
    yield from _unknown("source", dataset.sources, _source_references(dataset))
    parties = [(position, "party", position.party) for issue in dataset.issues for position in issue.positions]
    parties += [(c, "party", c.party) for issue in dataset.issues for c in issue.corrections if c.party]
    yield from _unknown("party", dataset.parties, parties)
    yield from _unknown("issue", dataset.issues, [(event, "issues", issue) for event in dataset.events for issue in event.issues])


def _source_references(dataset: Dataset) -> list[tuple[Record, str, str]]:
    return [(citation, "source", citation.source) for _, citation in citations(dataset)]


def citations(dataset: Dataset) -> Iterator[tuple[Record, Citation]]:
    """Yield every citation with the record that it belongs to."""
    for _, _, statement in all_statements(dataset):
        yield from ((statement, citation) for citation in statement.citations)
    for event in dataset.events:
        yield from ((event, citation) for citation in event.citations)


def _unknown(noun: str, records: Iterable[Record], references: Iterable[tuple[Record, str, str]]) -> Iterator[Problem]:
    """Report references to nothing; where many agree against one unused record, that record's id is the slip."""
    known = {record.id: record for record in records}  # type: ignore[attr-defined]
    dangling: dict[str, list[tuple[Record, str]]] = defaultdict(list)
    used: set[str] = set()
    for record, field, target in references:
        if target in known:
            used.add(target)
        else:
            dangling[target].append((record, field))
    for target, places in dangling.items():
        slip = nearest(target, known.keys() - used)
        if slip and len(places) > 1:
            yield known[slip].problem("unknown-id", f'the id "{slip}" is used nowhere, but "{target}" is, {len(places)} times; write "{target}"', "id")
            continue
        for record, field in places:
            listing = f" {one_of(known)}" if len(known) <= 15 else ""
            yield record.problem("unknown-id", f'there is no {noun} "{target}"{did_you_mean(target, known) or "; add it, or write the id of one that exists."}{listing}', field)


# Positions and statements


def missing_party(dataset: Dataset) -> Iterator[Problem]:
    """Every issue answers for every party, but those that answer where they spoke."""
    for issue in dataset.issues:
        there = {position.party for position in issue.positions}
        slips = there - dataset.party.keys()
        for party in dataset.column_parties:
            if party.id not in there and not nearest(party.id, slips):
                yield issue.problem(
                    "missing-party",
                    f'no position of "{party.id}"; add one, with stance: {NO_POSITION} and looked_in if nothing is known',
                    "positions",
                )


def no_statements(dataset: Dataset) -> Iterator[Problem]:
    """A position rests on statements; only the lack of a position may stand alone, and says where was looked."""
    for _, position in _positions(dataset):
        if position.stance == NO_POSITION and not position.looked_in:
            yield position.problem("looked-in-missing", f"{NO_POSITION} must say where was looked; add looked_in")
        if position.stance != NO_POSITION and not position.statements:
            yield position.problem("no-statement", f'a position must rest on a statement; add one, or write stance: {NO_POSITION} and looked_in', "statements")


def position_differs(dataset: Dataset) -> Iterator[Problem]:
    """A position says what its newest statement says, or says why not."""
    for _, position in _positions(dataset):
        newest = standing_by_statements(position)
        if position.reason or not newest.statement:
            continue
        name = newest.statement.name
        if position.stance != newest.stance:
            yield position.problem(
                "position-differs", f'"{position.stance}" differs from "{newest.stance}" of the newest statement ({name}); change one of them, or add a reason', "stance"
            )
        if position.at != newest.at and position.at is not None:
            yield position.problem("position-differs", f"differs from the place that the statements give ({_shown(newest.at)}); change one of them, or add a reason", "at")


def needless_reason(dataset: Dataset) -> Iterator[Problem]:
    """An exception that is no longer needed is itself a fault."""
    for _, position in _positions(dataset):
        newest = standing_by_statements(position)
        if position.reason and newest.statement and position.stance == newest.stance and position.at == newest.at:
            yield position.problem("needless-reason", "stance and place are those of the newest statement; delete the reason", "reason").as_warning()


def scale_points(dataset: Dataset) -> Iterator[Problem]:
    """A place is a point of the issue's own scale; a range goes from its lower to its higher end."""
    for issue, position in _positions(dataset):
        for record in (position, *position.statements):
            if record.at is not None:
                yield from _scale_place(issue, record, record.at)


def _scale_place(issue: Issue, record: Record, at: ScalePlace) -> Iterator[Problem]:
    if not issue.scale:
        yield record.problem("unknown-scale-point", "the issue has no scale; delete this line, or add a scale to the issue", "at")
        return
    unknown = [point for point in dict.fromkeys(ends(at)) if point not in issue.point]
    for point in unknown:
        yield record.problem("unknown-scale-point", f'there is no point "{point}" on this scale{did_you_mean(point, issue.point) or "."} {one_of(issue.point)}', "at")
    if not unknown and issue.point[ends(at)[0]] > issue.point[ends(at)[1]]:
        yield record.problem("scale-range-order", f"the range runs backwards; write [{ends(at)[1]}, {ends(at)[0]}]", "at")


def dates(dataset: Dataset) -> Iterator[Problem]:
    """Nothing described is later than the day that the content describes, nor are statements out of order."""
    as_of = dataset.as_of.isoformat()
    dated = [statement for _, _, statement in all_statements(dataset)] + list(dataset.events)
    for record in dated:
        if record.date > as_of:
            yield record.problem("after-as-of", f"{record.date} is after as_of ({as_of}); correct the date, or move as_of on", "date")
    for source in dataset.sources:
        if source.published and source.published > source.accessed.isoformat():
            yield source.problem("after-accessed", f"{source.published} is after the day it was read ({source.accessed}); correct one of them", "published")


def statement_order(dataset: Dataset) -> Iterator[Problem]:
    """Statements stand newest first, so that a reviewer finds the newest where it is looked for."""
    for _, position in _positions(dataset):
        for before, after in zip(position.statements, newest_first(position), strict=True):
            if before is not after:
                yield before.problem("statement-order", "statements stand newest first; move this one", "date").as_warning()
                break


# Quotes


def quotes(dataset: Dataset) -> Iterator[Problem]:
    """A quote is short and says whose words it is."""
    for _, citation in citations(dataset):
        if citation.quote is None:
            for field in ("quote_kind", "speaker", "prefix", "suffix"):
                if getattr(citation, field) is not None:
                    yield citation.problem("quote-missing", f'"{field}" stands without a quote; add the quote, or delete this line', field)
            continue
        length = len(citation.quote.split())
        if length > LONGEST_QUOTE:
            yield citation.problem("quote-too-long", f"the quote has {length} words; shorten it to at most {LONGEST_QUOTE}", "quote")
        if citation.quote_kind is None:
            yield citation.problem("quote-kind-missing", "say whose words the quote is: add quote_kind. One of: speaker, document, outlet-words", "quote")
        if citation.quote_kind == "speaker" and citation.speaker is None:
            yield citation.problem("speaker-missing", "say who spoke these words: add speaker", "quote")


# Sources


def never_cited(dataset: Dataset) -> Iterator[Problem]:
    """A source that nothing rests on is shown nowhere."""
    cited = {citation.source for _, citation in citations(dataset)}
    for source in dataset.sources:
        if source.id not in cited:
            yield source.problem("never-cited", f'nothing cites "{source.id}"; cite it, or delete it', "id").as_warning()


def same_address(dataset: Dataset) -> Iterator[Problem]:
    """One text told twice is one source."""
    first: dict[str, Record] = {}
    for source in dataset.sources:
        before = first.setdefault(source.url, source) if source.url else source
        if before is not source:
            yield source.problem("same-address", f"this address is already that of the source on line {before.where().line}; use that one", "url")


def thin_ground(dataset: Dataset) -> Iterator[Problem]:
    """Tell the editor of positions that rest on a single source, or on unnamed sources alone."""
    for _, position in _positions(dataset):
        sources = {citation.source for statement in position.statements for citation in statement.citations}
        if len(sources) == 1:
            yield position.problem("single-source", "this position rests on a single source; look for a second").as_warning()
        if position.statements and all(statement.attribution in UNNAMED for statement in position.statements):
            yield position.problem("unnamed-sources", "this position rests on unnamed sources alone; look for one on record").as_warning()


# Text


def raw_html(dataset: Dataset) -> Iterator[Problem]:
    """Text is a small Markdown: no HTML, no images, links to the web only."""
    for record, field, text in texts(dataset):
        for fault in prose.faults(text):
            yield record.problem(fault.rule, fault.message, field)


def relative_time(dataset: Dataset) -> Iterator[Problem]:
    """The site says "as of": words that are true only on the day of writing mislead later."""
    for record, field, text in texts(dataset):
        if field in ("quote", "prefix", "suffix", "title"):
            continue
        found = re.search(r"\b(currently|nowadays|right now|at present|to date)\b", text, re.IGNORECASE)
        if found:
            yield record.problem("relative-time", f'"{found[0]}" is true only on the day of writing; give the date, or say "as of …"', field).as_warning()


def texts(record: Record) -> Iterator[tuple[Record, str, str]]:
    """Yield every text in a record and the records below it, with its record and field."""
    for name in type(record).model_fields:
        value = getattr(record, name)
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, Record):
                yield from texts(item)
            elif isinstance(item, str):
                yield record, name, item


def _positions(dataset: Dataset) -> Iterator[tuple[Issue, Position]]:
    for issue in dataset.issues:
        for position in issue.positions:
            yield issue, position


def _shown(at: ScalePlace | None) -> str:
    return "none" if at is None else at if isinstance(at, str) else f"[{', '.join(at)}]"


RULES: tuple[Rule, ...] = (
    duplicate_ids,
    unknown_ids,
    missing_party,
    no_statements,
    position_differs,
    needless_reason,
    scale_points,
    dates,
    statement_order,
    quotes,
    never_cited,
    same_address,
    thin_ground,
    raw_html,
    relative_time,
)
