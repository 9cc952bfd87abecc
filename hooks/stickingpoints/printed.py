"""Dataset → what the PDF shows, as plain values: words, numbers, labels and places, all worked out.

The template in `print/` sets these values and works out nothing but pages. Labels are the targets of links within the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from stickingpoints import prose, words
from stickingpoints.addresses import Site, issue_page, statement_anchor
from stickingpoints.figures import in_lanes, place_in_words
from stickingpoints.model import ON_RECORD, Citation, Dataset, Event, Issue, Party, Position, Scale, ScalePlace, Source, Statement
from stickingpoints.standing import Standing, ends, moves, newest_first

Shown = dict[str, Any]

_LONGEST_KEPT = 1400  # characters that surely fit on one page: such an entry is not broken across pages
_MOST_COLUMNS = 5  # parties beside each other on a landscape page


def document(dataset: Dataset, site: Site, background: Mapping[str, str]) -> Shown:
    """Return all that the PDF shows of a dataset; `background` holds Markdown by issue id."""
    numbers = _numbers(dataset)
    cited = _cited(dataset, numbers)
    return _front(dataset, site) | {
        "parties": [_party(dataset, party) | {"role": _prose(party.role), "note": _maybe(party.note)} for party in dataset.parties],
        "statuses": [{"key": key, "word": word.label, "meaning": word.meaning} for key, word in words.STATUSES.items()],
        "trends": [{"key": key, "word": _capital(word.label), "meaning": word.meaning} for key, word in words.TRENDS.items()],
        "issues": [_issue(dataset, site, issue, background.get(issue.id, ""), numbers) for issue in dataset.issues],
        "comparison": _comparison(dataset),
        "events": [_event(dataset, event, numbers) for event in _oldest_first(dataset)],
        "sources": [_source(dataset.source[source], number, cited[source]) for source, number in numbers.items()],
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
        "as_of": words.long_date(day),
        "licence": dataset.licence,
        "counts": _counts(dataset),
        "order_rule": _prose(dataset.party_order_rule),
    }


def _counts(dataset: Dataset) -> str:
    numbers = ((len(dataset.issues), "issue"), (dataset.statement_count, "statement"), (len(dataset.parties), "part"), (len(dataset.sources), "source"))
    endings = {"part": ("y", "ies")}
    return " · ".join(f"{number:,} {noun}{endings.get(noun, ('', 's'))[number != 1]}" for number, noun in numbers)


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
    return None if text is None else _prose(text)


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


def _party(dataset: Dataset, party: Party) -> Shown:
    return {"name": party.name, "short": party.short, "mark": dataset.mark[party.id]}


def _issue(dataset: Dataset, site: Site, issue: Issue, background: str, numbers: Mapping[str, int]) -> Shown:
    positions = _in_order(dataset, issue)
    return {
        "id": issue.id,
        "title": issue.title,
        "question": _prose(issue.question),
        "status": {"key": issue.status, "word": words.STATUSES[issue.status].label},
        "trend": {"key": issue.trend, "word": words.TRENDS[issue.trend].label} if issue.trend else None,
        "line": prose.first_sentence(issue.summary),
        "summary": _prose(issue.summary),
        "why": _prose(issue.why_it_matters),
        "scale": scale(dataset, issue),
        "positions": [_position(dataset, issue, position, numbers) for position in positions],
        "also": [_heading(dataset, issue, position) for position in positions if dataset.party[position.party].answers == "where-stated"],
        "moves": _moves(dataset, issue, positions),
        "corrections": [{"date": words.long_date(correction.date), "summary": _prose(correction.summary)} for correction in issue.corrections],
        "background": long(background, 3),
        "reviewed": words.long_date(issue.review.last),
        "address": site.absolute(issue_page(issue.id)) if site.url else "",
    }


def _in_order(dataset: Dataset, issue: Issue) -> list[Position]:
    by_party = {position.party: position for position in issue.positions}
    return [by_party[party.id] for party in dataset.parties if party.id in by_party]


def _heading(dataset: Dataset, issue: Issue, position: Position) -> Shown:
    return _party(dataset, dataset.party[position.party]) | {
        "label": f"position-{issue.id}-{position.party}",
        "stance": _capital(words.STANCES[position.stance].label),
        "place": _place(issue, position.at),
    }


def _position(dataset: Dataset, issue: Issue, position: Position, numbers: Mapping[str, int]) -> Shown:
    said = newest_first(position)
    count = len(said)
    texts = [position.summary, position.reason, position.looked_in]
    on_record = sum(statement.attribution in ON_RECORD for statement in said)
    return _heading(dataset, issue, position) | {
        "summary": _prose(position.summary),
        "reason": _maybe(position.reason),
        "looked_in": _maybe(position.looked_in),
        "rests": f"Rests on {count} statement{'s' * (count != 1)}, {on_record} on record" if count else "",
        "keep": _length(*texts) < _LONGEST_KEPT,
        "taller": _taller(_place(issue, position.at), *texts),
        "statements": [_statement(issue, position, statement, numbers) for statement in said],
    }


def _statement(issue: Issue, position: Position, statement: Statement, numbers: Mapping[str, int]) -> Shown:
    quotes = [citation for citation in statement.citations if citation.quote]
    texts = [statement.summary, statement.detail, statement.caveat, *(citation.quote for citation in quotes), statement.stated_by]
    place = _place(issue, statement.at)
    return {
        "label": _statement_label(issue, position, statement),
        "date": words.long_date(statement.date),
        "stance": _capital(words.STANCES[statement.stance].label),
        "place": place,
        "attribution": words.ATTRIBUTIONS[statement.attribution].label,
        "summary": _prose(statement.summary),
        "by": prose.plain(statement.stated_by),
        "detail": _maybe(statement.detail),
        "caveat": _maybe(statement.caveat),
        "quotes": [_cite(citation, numbers) | {"text": citation.quote, "whose": _whose(citation)} for citation in quotes],
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


def _place(issue: Issue, at: ScalePlace | None) -> str | None:
    return _capital(place_in_words(issue, at)) if at else None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _whose(citation: Citation) -> str:
    if citation.quote_kind == "outlet-words":
        return "the outlet’s words"
    return f"text of {citation.speaker or 'the document'}" if citation.quote_kind == "document" else citation.speaker or ""


def _cite(citation: Citation, numbers: Mapping[str, int]) -> Shown:
    return {"n": numbers[citation.source], "locator": citation.locator}


def _moves(dataset: Dataset, issue: Issue, positions: list[Position]) -> list[Shown]:
    found = [(move.after.statement, move, position) for position in positions for move in moves(position) if move.after.statement]
    return [
        _party(dataset, dataset.party[position.party])
        | {
            "date": words.long_date(statement.date),
            "label": _statement_label(issue, position, statement),
            "before": _standing(issue, move.before),
            "after": _standing(issue, move.after),
        }
        for statement, move, position in sorted(found, key=lambda one: one[0].date)
    ]


def _standing(issue: Issue, standing: Standing) -> str:
    place = _place(issue, standing.at)
    return _capital(words.STANCES[standing.stance].label) + (f": {place}" if place else "")


# The scale


def scale(dataset: Dataset, issue: Issue) -> Shown | None:
    """Return the scale of an issue with each party's place, ready to be drawn; None if it has none."""
    return _scale(dataset, issue, issue.scale, _in_order(dataset, issue)) if issue.scale else None


def _scale(dataset: Dataset, issue: Issue, scale: Scale, positions: list[Position]) -> Shown:
    last = len(scale.points) - 1
    rows = [_heading(dataset, issue, position) | _ends(issue, position) for position in positions]
    said = [f"{row['name']}: {row['place'] or 'no place on the scale'}" for row in rows]
    places = _lanes([row | {"from": row["first"] / last, "to": row["last"] / last} for row in rows if row["place"]])
    return {
        "label": scale.label,
        "points": [{"label": point.label, "x": number / last} for number, point in enumerate(scale.points)],
        "rows": rows,
        "places": places,
        "lanes": max((place["lane"] + 1 for place in places), default=1),
        "alt": f"{scale.label}. Options in order: {'; '.join(point.label for point in scale.points)}. {'. '.join(said)}.",
    }


def _ends(issue: Issue, position: Position) -> Shown:
    if not position.at:
        return {"first": None, "last": None}
    first, last = (issue.point[end] for end in ends(position.at))
    return {"first": first, "last": last}


def _lanes(places: list[Shown]) -> list[Shown]:
    """Give each place the lowest lane in which its mark and short name hide no other, and the side its name stands on."""
    spans = []
    for place in places:
        name = 0.06 + 0.035 * len(place["short"])
        place["side"] = "left" if place["to"] + name > 1.02 else "right"
        spans.append((place["from"] - name, place["to"] + 0.05) if place["side"] == "left" else (place["from"] - 0.05, place["to"] + name))
    return [place | {"lane": lane} for place, lane in zip(places, in_lanes(spans), strict=True)]


# The other parts


def _comparison(dataset: Dataset) -> list[Shown]:
    """Return the tables of the comparison: one, or several where the parties do not fit beside each other."""
    columns = dataset.column_parties
    groups = [columns[start : start + _MOST_COLUMNS] for start in range(0, len(columns), _MOST_COLUMNS)]
    return [{"parties": [_party(dataset, party) for party in group], "rows": [_row(dataset, issue, group) for issue in dataset.issues]} for group in groups]


def _row(dataset: Dataset, issue: Issue, group: list[Party]) -> Shown:
    by_party = {position.party: position for position in issue.positions}
    cells = [_cell(dataset, issue, by_party[party.id]) if party.id in by_party else None for party in group]
    return {"cells": cells, "long": any(len(position.summary) > 800 for position in issue.positions)}


def _cell(dataset: Dataset, issue: Issue, position: Position) -> Shown:
    newest = next(iter(newest_first(position)), None)
    return _heading(dataset, issue, position) | {
        "summary": _prose(position.summary),
        "newest": f"Newest statement: {words.long_date(newest.date)}" if newest else "",
    }


def _oldest_first(dataset: Dataset) -> list[Event]:
    return sorted((event for event in dataset.events if not event.withdrawn), key=lambda event: event.date)


def _event(dataset: Dataset, event: Event, numbers: Mapping[str, int]) -> Shown:
    return {
        "id": event.id,
        "date": words.long_date(event.date),
        "title": _prose(event.title),
        "place": _maybe(event.place),
        "participants": _maybe(event.participants),
        "outcome": _prose(event.outcome),
        "cites": [_cite(citation, numbers) for citation in event.citations],
        "issues": [{"id": issue, "title": dataset.issue[issue].title} for issue in event.issues],
        "keep": len(event.outcome) < _LONGEST_KEPT,
        "taller": len(event.place or "") < 60,
    }


def _numbers(dataset: Dataset) -> dict[str, int]:
    """Return the number of each source: sources are numbered in the order in which they are first cited."""
    numbers: dict[str, int] = {}
    for _, _, citations in _citing(dataset):
        for citation in citations:
            numbers.setdefault(citation.source, len(numbers) + 1)
    return numbers


def _citing(dataset: Dataset) -> Iterator[tuple[str, str, list[Citation]]]:
    """Yield everything that cites, in the order of the document: its part, its label, its citations."""
    for issue in dataset.issues:
        for position in _in_order(dataset, issue):
            for statement in newest_first(position):
                yield issue.title, _statement_label(issue, position, statement), statement.citations
    for event in _oldest_first(dataset):
        yield "Timeline", f"event-{event.id}", event.citations


def _cited(dataset: Dataset, numbers: Mapping[str, int]) -> dict[str, list[Shown]]:
    """Return, by source, the labels of what cites it, by part of the document."""
    cited: dict[str, dict[str, list[str]]] = {source: {} for source in numbers}
    for part, label, citations in _citing(dataset):
        for source in dict.fromkeys(citation.source for citation in citations):
            cited[source].setdefault(part, []).append(label)
    return {source: [{"title": part, "labels": labels} for part, labels in parts.items()] for source, parts in cited.items()}


def _source(source: Source, number: int, cited: list[Shown]) -> Shown:
    basis = prose.plain(source.published_basis or "").rstrip(".")
    published = f"{words.long_date(source.published)}{f' ({basis})' if basis else ''}" if source.published else basis or "no date"
    return {
        "n": number,
        "authors": ", ".join(source.authors),
        "title": source.title,
        "lang": (source.language or "en").partition("-")[0],
        "published": f"{source.publisher}. {published}.",
        "kind": f"{words.SOURCE_KINDS[source.kind]}. Read {words.long_date(source.accessed)}.",
        "note": _maybe(source.note),
        "url": source.url,
        "href": _ascii(source.url),
        "archive": source.archive_url,
        "archive_href": _ascii(source.archive_url),
        "cited": cited,
        "keep": len(source.title + (source.note or "") + (source.url or "") + basis) < _LONGEST_KEPT / 2,
    }


def _ascii(address: str | None) -> str | None:
    """Return an address in the ASCII characters that a PDF link may hold (RFC 3987, 3.1)."""
    return None if address is None else quote(address, safe="%/:?#[]@!$&'()*+,;=~")
