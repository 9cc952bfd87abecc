"""Dataset → what the PDF shows, as plain values: words, numbers, labels and places, all worked out.

The templates set these values and work out nothing but pages. Labels are the targets of links
within the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypedDict
from urllib.parse import quote

from stickingpoints.i18n.language import Language
from stickingpoints.model import order
from stickingpoints.model.addresses import Site, issue_page, statement_anchor
from stickingpoints.model.phrases import counts, ground, whose
from stickingpoints.model.records import (
    Citation,
    Dataset,
    Event,
    Issue,
    Party,
    Position,
    Scale,
    ScalePlace,
    Source,
    Statement,
    Term,
)
from stickingpoints.model.scale import ends, in_lanes, place_in_words
from stickingpoints.model.standing import Standing, moves, newest_first
from stickingpoints.text import prose

Shown = dict[str, Any]

_LONGEST_KEPT = 1400  # characters that fit on one page: such an entry is not broken across pages
_MOST_COLUMNS = 5  # parties beside each other on a landscape page


class PartyName(TypedDict):
    """How the templates name a party: beside its mark."""

    name: str
    short: str
    mark: str


class CitationNumber(TypedDict):
    """A citation, by its number in the list of sources."""

    n: int
    locator: str | None


class TermEntry(TypedDict):
    """An entry of the glossary."""

    label: str
    term: str
    meaning: Any
    cites: list[CitationNumber]


class CitedIn(TypedDict):
    """A part of the document, with the labels of what cites a source there."""

    title: str
    labels: list[str]


class SourceEntry(TypedDict):
    """An entry of the list of sources."""

    n: int
    authors: str
    title: str
    lang: str
    published: str
    kind: str
    note: Any
    url: str | None
    href: str | None
    archive: str | None
    archive_href: str | None
    cited: list[CitedIn]
    keep: bool


def document(dataset: Dataset, site: Site, background: Mapping[str, str]) -> Shown:
    """Return all that the PDF shows of a dataset; `background` holds Markdown by issue id."""
    language, numbers = site.language, _numbers(dataset, site.language)
    cited = _cited(dataset, language, numbers)
    return _front(dataset, site) | {
        "parties": [
            {**_party(dataset, party), "role": _prose(party.role), "note": _maybe(party.note)}
            for party in dataset.parties
        ],
        "statuses": [
            {"key": key, "word": word.label, "meaning": word.meaning}
            for key, word in language.words.statuses.items()
        ],
        "trends": [
            {"key": key, "word": _capital(word.label), "meaning": word.meaning}
            for key, word in language.words.trends.items()
        ],
        "issues": [
            _issue(dataset, site, issue, background.get(issue.id, ""), numbers)
            for issue in dataset.issues
        ],
        "comparison": _comparison(dataset, language),
        "terms": [_term(term, numbers) for term in order.terms(dataset)],
        "events": [_event(dataset, language, event, numbers) for event in _oldest_first(dataset)],
        "sources": [
            _source(language, dataset.source[source], number, cited[source])
            for source, number in numbers.items()
        ],
    }


def _front(dataset: Dataset, site: Site) -> Shown:
    day = dataset.as_of
    return {
        "site": site.name,
        "address": site.url,
        "title": dataset.title,
        "summary": _prose(dataset.summary),
        "summary_plain": prose.plain(dataset.summary),
        "day": [day.year, day.month, day.day],
        "language": site.language.code,
        "as_of": site.language.say("As of {day}", day=site.language.long_date(day)),
        "licence": dataset.licence,
        "counts": counts(dataset, site.language),
        "order_rule": _prose(dataset.party_order_rule),
    }


def _prose(text: str) -> Any:
    """Return a text as nodes; as a plain string, which Typst sets with less work, if it holds no marks."""
    return _light(prose.tree(text))


def _light(nodes: list[Any]) -> Any:
    if len(nodes) == 1 and nodes[0]["kind"] == "paragraph":
        parts = nodes[0]["children"][0]["children"]
        if all(part["kind"] == "text" for part in parts):
            return "".join(part["text"] for part in parts)
    return nodes


def _maybe(text: str | None) -> Any:
    if text is None:
        return None
    return _prose(text)


def long(text: str, level: int) -> Any:
    """Return a page of prose as nodes, its headings from `level` on and without a step left out (PDF/UA-1, 7.4.2)."""
    nodes = prose.tree(text, long=True)
    if nodes and nodes[0]["kind"] == "heading" and nodes[0]["level"] == 1:
        nodes = nodes[1:]
    headings = [node for node in nodes if node["kind"] == "heading"]
    highest = min((node["level"] for node in headings), default=1)
    before = level - 1
    for node in headings:
        before = node["level"] = min(node["level"] - highest + level, before + 1)
    return nodes


def _party(dataset: Dataset, party: Party) -> PartyName:
    return {"name": party.name, "short": party.short, "mark": dataset.mark[party.id]}


def _issue(
    dataset: Dataset, site: Site, issue: Issue, background: str, numbers: Mapping[str, int]
) -> Shown:
    language = site.language
    positions = order.positions(dataset, issue)
    return {
        "id": issue.id,
        "title": issue.title,
        "question": _prose(issue.question),
        "status": {"key": issue.status, "word": language.words.statuses[issue.status].label},
        "trend": {"key": issue.trend, "word": language.words.trends[issue.trend].label}
        if issue.trend
        else None,
        "line": prose.first_sentence(issue.summary),
        "summary": _prose(issue.summary),
        "plain": _maybe(issue.plain_words),
        "why": _prose(issue.why_it_matters),
        "scale": scale(dataset, language, issue),
        "positions": [
            _position(dataset, language, issue, position, numbers) for position in positions
        ],
        "also": [
            _heading(dataset, language, issue, position)
            for position in positions
            if dataset.party[position.party].answers == "where-stated"
        ],
        "moves": _moves(dataset, language, issue, positions),
        "corrections": [
            {"date": language.long_date(correction.date), "summary": _prose(correction.summary)}
            for correction in issue.corrections
        ],
        "background": long(background, 3),
        "reviewed": language.say(
            "Last read through on {day}.", day=language.long_date(issue.review.last)
        ),
        "address": site.absolute(issue_page(issue.id)) if site.url else "",
    }


def _heading(dataset: Dataset, language: Language, issue: Issue, position: Position) -> Shown:
    return {
        **_party(dataset, dataset.party[position.party]),
        "label": f"position-{issue.id}-{position.party}",
        "stance": _capital(language.words.stances[position.stance].label),
        "place": _place(language, issue, position.at),
    }


def _position(
    dataset: Dataset,
    language: Language,
    issue: Issue,
    position: Position,
    numbers: Mapping[str, int],
) -> Shown:
    said = newest_first(position)
    texts = [position.summary, position.reason, position.looked_in]
    return _heading(dataset, language, issue, position) | {
        "summary": _prose(position.summary),
        "reason": _maybe(position.reason),
        "looked_in": _maybe(position.looked_in),
        "rests": language.say("Rests on {ground}.", ground=ground(position, language))
        if said
        else "",
        "keep": _length(*texts) < _LONGEST_KEPT,
        "taller": _taller(_place(language, issue, position.at), *texts),
        "statements": [
            _statement(language, issue, position, statement, numbers) for statement in said
        ],
    }


def _statement(
    language: Language,
    issue: Issue,
    position: Position,
    statement: Statement,
    numbers: Mapping[str, int],
) -> Shown:
    quotes = [citation for citation in statement.citations if citation.quote]
    texts = [
        statement.summary,
        statement.detail,
        statement.caveat,
        *(citation.quote for citation in quotes),
        statement.stated_by,
    ]
    place = _place(language, issue, statement.at)
    return {
        "label": _statement_label(issue, position, statement),
        "date": language.long_date(statement.date),
        "stance": _capital(language.words.stances[statement.stance].label),
        "place": place,
        "attribution": language.words.attributions[statement.attribution].label,
        "summary": _prose(statement.summary),
        "by": prose.plain(statement.stated_by),
        "detail": _maybe(statement.detail),
        "caveat": _maybe(statement.caveat),
        "quotes": [
            {
                **_cite(citation, numbers),
                "text": language.say("“{text}”", text=citation.quote),
                "whose": whose(citation, language),
            }
            for citation in quotes
        ],
        "cites": [_cite(citation, numbers) for citation in statement.citations],
        "keep": _length(*texts) < _LONGEST_KEPT,
        "taller": _taller(place, *texts),
    }


def _length(*texts: str | None) -> int:
    return sum(len(text or "") for text in texts)


def _taller(place: str | None, *texts: str | None) -> bool:
    """Return whether texts surely take more lines than what stands in the margin: three lines and a place."""
    return sum(-(-len(text) // 80) for text in texts if text) > 4 + len(place or "") // 26


def _statement_label(issue: Issue, position: Position, statement: Statement) -> str:
    return f"statement-{issue.id}-{statement_anchor(position, statement)}"


def _place(language: Language, issue: Issue, at: ScalePlace | None) -> str | None:
    if at is None:
        return None
    return _capital(place_in_words(issue, at, language))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _cite(citation: Citation, numbers: Mapping[str, int]) -> CitationNumber:
    return {"n": numbers[citation.source], "locator": citation.locator}


def _moves(
    dataset: Dataset, language: Language, issue: Issue, positions: list[Position]
) -> list[Shown]:
    found = [
        (move.after.statement, move, position)
        for position in positions
        for move in moves(position)
        if move.after.statement
    ]
    return [
        {
            **_party(dataset, dataset.party[position.party]),
            "date": language.long_date(statement.date),
            "label": _statement_label(issue, position, statement),
            "before": _standing(language, issue, move.before),
            "after": _standing(language, issue, move.after),
        }
        for statement, move, position in sorted(found, key=lambda one: one[0].date)
    ]


def _standing(language: Language, issue: Issue, standing: Standing) -> str:
    place = _place(language, issue, standing.at)
    stance = _capital(language.words.stances[standing.stance].label)
    if place is None:
        return stance
    return f"{stance}: {place}"


# The scale


def scale(dataset: Dataset, language: Language, issue: Issue) -> Shown | None:
    """Return the scale of an issue with each party's place, ready to be drawn; None if it has none."""
    if issue.scale is None:
        return None
    return _scale(dataset, language, issue, issue.scale, order.positions(dataset, issue))


def _scale(
    dataset: Dataset, language: Language, issue: Issue, scale: Scale, positions: list[Position]
) -> Shown:
    last = len(scale.points) - 1
    rows = [
        _heading(dataset, language, issue, position) | _ends(issue, position)
        for position in positions
    ]
    said = [
        f"{row['name']}: {row['place'] or language.say('no place on the scale')}" for row in rows
    ]
    places = _lanes(
        [
            row | {"from": row["first"] / last, "to": row["last"] / last}
            for row in rows
            if row["place"]
        ]
    )
    return {
        "label": scale.label,
        "points": [
            {"label": point.label, "x": number / last} for number, point in enumerate(scale.points)
        ],
        "rows": rows,
        "places": places,
        "lanes": max((place["lane"] + 1 for place in places), default=1),
        "alt": " ".join(
            [
                f"{scale.label}.",
                language.say(
                    "Options in order: {options}.",
                    options="; ".join(point.label for point in scale.points),
                ),
                f"{'. '.join(said)}.",
            ]
        ),
    }


def _ends(issue: Issue, position: Position) -> Shown:
    if not position.at:
        return {"first": None, "last": None}
    first, last = ends(position.at)
    return {"first": issue.point[first], "last": issue.point[last]}


def _lanes(places: list[Shown]) -> list[Shown]:
    """Give each place the side of its short name, and the lowest lane in which it hides no other."""
    spans = []
    for place in places:
        name = 0.06 + 0.035 * len(place["short"])
        place["side"] = "left" if place["to"] + name > 1.02 else "right"
        spans.append(
            (place["from"] - name, place["to"] + 0.05)
            if place["side"] == "left"
            else (place["from"] - 0.05, place["to"] + name)
        )
    return [place | {"lane": lane} for place, lane in zip(places, in_lanes(spans), strict=True)]


# The other parts


def _comparison(dataset: Dataset, language: Language) -> list[Shown]:
    """Return the tables of the comparison: one, or several where the parties do not fit beside each other."""
    columns = dataset.column_parties
    groups = [
        columns[start : start + _MOST_COLUMNS] for start in range(0, len(columns), _MOST_COLUMNS)
    ]
    return [
        {
            "parties": [_party(dataset, party) for party in group],
            "rows": [_row(dataset, language, issue, group) for issue in dataset.issues],
        }
        for group in groups
    ]


def _row(dataset: Dataset, language: Language, issue: Issue, group: list[Party]) -> Shown:
    by_party = {position.party: position for position in issue.positions}
    cells = [
        _cell(dataset, language, issue, by_party[party.id]) if party.id in by_party else None
        for party in group
    ]
    return {
        "cells": cells,
        "long": any(len(position.summary) > 800 for position in issue.positions),
    }


def _cell(dataset: Dataset, language: Language, issue: Issue, position: Position) -> Shown:
    newest = next(iter(newest_first(position)), None)
    return _heading(dataset, language, issue, position) | {
        "summary": _prose(position.summary),
        "newest": language.say("Newest statement: {day}", day=language.long_date(newest.date))
        if newest
        else "",
    }


def _term(term: Term, numbers: Mapping[str, int]) -> TermEntry:
    return {
        "label": f"term-{term.id}",
        "term": term.term,
        "meaning": _prose(term.meaning),
        "cites": [_cite(citation, numbers) for citation in term.citations],
    }


def _oldest_first(dataset: Dataset) -> list[Event]:
    return sorted(
        (event for event in dataset.events if not event.withdrawn), key=lambda event: event.date
    )


def _event(dataset: Dataset, language: Language, event: Event, numbers: Mapping[str, int]) -> Shown:
    return {
        "id": event.id,
        "date": language.long_date(event.date),
        "title": _prose(event.title),
        "place": _maybe(event.place),
        "participants": _maybe(event.participants),
        "outcome": _prose(event.outcome),
        "cites": [_cite(citation, numbers) for citation in event.citations],
        "issues": [{"id": issue, "title": dataset.issue[issue].title} for issue in event.issues],
        "keep": len(event.outcome) < _LONGEST_KEPT,
        "taller": len(event.place or "") < 60,
    }


def _numbers(dataset: Dataset, language: Language) -> dict[str, int]:
    """Return the number of each source: sources are numbered in the order in which they are first cited."""
    numbers: dict[str, int] = {}
    for _, _, citations in _citing(dataset, language):
        for citation in citations:
            numbers.setdefault(citation.source, len(numbers) + 1)
    return numbers


def _citing(dataset: Dataset, language: Language) -> Iterator[tuple[str, str, list[Citation]]]:
    """Yield everything that cites, in the order of the document: its part, its label, its citations."""
    for issue in dataset.issues:
        for position in order.positions(dataset, issue):
            for statement in newest_first(position):
                yield issue.title, _statement_label(issue, position, statement), statement.citations
    for event in _oldest_first(dataset):
        yield language.say("Timeline"), f"event-{event.id}", event.citations
    for term in order.terms(dataset):
        yield language.say("Glossary"), f"term-{term.id}", term.citations


def _cited(
    dataset: Dataset, language: Language, numbers: Mapping[str, int]
) -> dict[str, list[CitedIn]]:
    """Return, by source, the labels of what cites it, by part of the document."""
    cited: dict[str, dict[str, list[str]]] = {source: {} for source in numbers}
    for part, label, citations in _citing(dataset, language):
        for source in dict.fromkeys(citation.source for citation in citations):
            cited[source].setdefault(part, []).append(label)
    return {
        source: [{"title": part, "labels": labels} for part, labels in parts.items()]
        for source, parts in cited.items()
    }


def _source(language: Language, source: Source, number: int, cited: list[CitedIn]) -> SourceEntry:
    basis = _basis(source)
    accessed = language.say("read {day}", day=language.long_date(source.accessed))
    return {
        "n": number,
        "authors": ", ".join(source.authors),
        "title": source.title,
        "lang": (source.language or language.code).partition("-")[0],
        "published": f"{source.publisher}. {_published(language, source)}.",
        "kind": f"{language.words.source_kinds[source.kind]}. {_capital(accessed)}.",
        "note": _maybe(source.note),
        "url": source.url,
        "href": _ascii(source.url),
        "archive": source.archive_url,
        "archive_href": _ascii(source.archive_url),
        "cited": cited,
        "keep": len(source.title + (source.note or "") + (source.url or "") + basis)
        < _LONGEST_KEPT / 2,
    }


def _basis(source: Source) -> str:
    return prose.plain(source.published_basis or "").rstrip(".")


def _published(language: Language, source: Source) -> str:
    """Return when a source was published, and how the date is known where it is inferred."""
    basis = _basis(source)
    if source.published is None:
        return basis or language.say("no date")
    day = language.long_date(source.published)
    if basis:
        return f"{day} ({basis})"
    return day


def _ascii(address: str | None) -> str | None:
    """Return an address in the ASCII characters that a PDF link may hold (RFC 3987, 3.1)."""
    if address is None:
        return None
    return quote(address, safe="%/:?#[]@!$&'()*+,;=~")
