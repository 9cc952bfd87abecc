"""Dataset → CSV (RFC 4180) that opens right in a spreadsheet and cannot run there.

UTF-8 with a byte order mark, commas, every cell quoted, CRLF. Texts are on one line, without their
Markdown.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from stickingpoints.exports import manifest
from stickingpoints.model import addresses, answers, order, walk
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import (
    ON_RECORD,
    Dataset,
    Issue,
    Position,
    ScalePlace,
    Source,
    Statement,
)
from stickingpoints.model.scale import ends
from stickingpoints.model.standing import newest_first, with_withdrawn
from stickingpoints.text import prose

Cell = str | int | bool | datetime.date | list[str] | None
Columns = Mapping[str, str]

POSITIONS: Columns = MappingProxyType(
    {
        "issue": "Id of the issue.",
        "issue_title": "Title of the issue.",
        "status": "Where the issue stands as a whole.",
        "party": "Id of the party.",
        "party_name": "Name of the party.",
        "stance": "Where the party stands on the issue's question.",
        "summary": "Where it stands, in our words.",
        "at": "Point on the issue's scale, or the two ends of a range (ids).",
        "at_label": "The same as labels.",
        "reason": "Why stance or place differs from the newest statement's.",
        "looked_in": "Where was looked, when there is no public position.",
        "statements": "How many statements it rests on.",
        "on_record": "How many of them are on record.",
        "newest_statement": "Date of the newest: a day, or a month.",
        "sources": "Ids of the sources they cite.",
        "as_of": "The newest day that the content describes.",
        "address": "Permanent address.",
        "answer": "What the party wants, in a few words.",
        "since": "Date of the statement from which this has been its position: a day, or a month.",
        "attribution": "How that statement is known.",
        "evidence": "solid if that is on record or an official document, else hollow.",
    }
)

STATEMENTS: Columns = MappingProxyType(
    {
        "issue": "Id of the issue.",
        "issue_title": "Title of the issue.",
        "party": "Id of the party.",
        "party_name": "Name of the party.",
        "date": "The day, or the month where only the month is known.",
        "key": "Tells apart two statements of one party on one day.",
        "summary": "What was said, in our words.",
        "stance": "What the statement says to the issue's question.",
        "at": "Point on the issue's scale, or the two ends of a range (ids).",
        "at_label": "The same as labels.",
        "attribution": "How it is known.",
        "on_record": "yes if from a named speaker or an official document, else no.",
        "stated_by": "Who said it, in what capacity, where.",
        "quotes": "Words copied from the sources.",
        "detail": "Context that a reader needs.",
        "caveat": "Who contradicts it, what is not confirmed.",
        "sources": "Ids of the sources, the strongest first.",
        "as_of": "The newest day that the content describes.",
        "address": "Permanent address.",
        "withdrawn": "Day on which it was withdrawn: it no longer counts.",
        "withdrawn_reason": "Why it was withdrawn.",
        "figure": "The number that the statement itself puts forward, if any.",
    }
)

SOURCES: Columns = MappingProxyType(
    {
        "id": "Id of the source.",
        "title": "Title as published; in square brackets if it is a description.",
        "publisher": "Who published it.",
        "kind": "What sort of text it is.",
        "authors": "The authors, if named.",
        "published": "Day or month of publication.",
        "published_basis": "How the date is known, when it is inferred.",
        "accessed": "Day on which an editor read it.",
        "language": "Language tag (BCP 47).",
        "url": "Where it was read.",
        "archive_url": "An archived copy.",
        "note": "What a careful reader should know.",
        "citations": "How many times statements, events, documents, terms and people cite it.",
        "address": "Permanent address of its entry.",
        "withdrawn": "Day on which it was withdrawn: nothing rests on it any more.",
        "withdrawn_reason": "Why it was withdrawn.",
    }
)

# A spreadsheet takes a cell that begins so for a formula (OWASP, "CSV Injection"). Where its list
# separator is the semicolon, it cuts our cells there and at line breaks too: what follows begins a
# cell.
_FORMULA = re.compile(
    r"""
    \A (?= \s* [=+\-@＝＋－＠] | [\t\r\n] )    # =1+1
    | (?<= [;\r\n] ) (?= [=+\-@＝＋－＠\t] )    # a;=1+1
    """,
    re.VERBOSE,
)


_YES_OR_NO = MappingProxyType({True: "yes", False: "no"})


def files(dataset: Dataset, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield address and content of the three tables."""
    yield manifest.POSITIONS, _table(POSITIONS, _position_rows(dataset, site))
    yield manifest.STATEMENTS, _table(STATEMENTS, _statement_rows(dataset, site))
    yield manifest.SOURCES, _table(SOURCES, _source_rows(dataset, site))


def safe(text: str) -> str:
    """Return a cell's text with an apostrophe before what a spreadsheet takes for a formula."""
    return _FORMULA.sub("'", text)


def _table(columns: Columns, rows: Iterable[Mapping[str, Cell]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe(_text(row[name])) for name in columns])
    # Without the mark Excel takes UTF-8 for a Windows code page.
    return out.getvalue().encode("utf-8-sig")


def _text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return _YES_OR_NO[cell]
    if isinstance(cell, list):
        return "; ".join(cell)
    if cell is None:
        return ""
    return str(cell)


def _position_rows(dataset: Dataset, site: Site) -> Iterator[dict[str, Cell]]:
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
        "newest_statement": _newest_date(newest),
        "sources": walk.cited_sources(newest),
        "address": site.absolute(addresses.position_entry(issue.id, position)),
        "answer": short.words,
        "since": short.since_date,
        "attribution": short.attribution,
        "evidence": short.evidence,
    }


def _statement_rows(dataset: Dataset, site: Site) -> Iterator[dict[str, Cell]]:
    for issue in dataset.issues:
        for position in order.positions(dataset, issue):
            for statement in with_withdrawn(position):
                yield _shared(dataset, issue, position) | _statement_cells(
                    site, issue, position, statement
                )


def _statement_cells(
    site: Site, issue: Issue, position: Position, statement: Statement
) -> dict[str, Cell]:
    return {
        "date": statement.date,
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


def _source_rows(dataset: Dataset, site: Site) -> Iterator[dict[str, Cell]]:
    cited = Counter(citation.source for _, citation in walk.citations(dataset))
    for person in dataset.people:
        cited.update(person.sources)
    for source in order.sources(dataset):
        yield _source_cells(site, source, cited[source.id])


def _source_cells(site: Site, source: Source, citations: int) -> dict[str, Cell]:
    return {
        **{name: getattr(source, name) for name in SOURCES if name in type(source).model_fields},
        "published_basis": _plain(source.published_basis),
        "note": _plain(source.note),
        "citations": citations,
        "address": site.absolute(addresses.source_entry(source.id)),
        **_withdrawal(source),
    }


def _withdrawal(record: Statement | Source) -> dict[str, Cell]:
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


def _newest_date(newest_first: list[Statement]) -> str | None:
    if not newest_first:
        return None
    return newest_first[0].date
