"""Dataset → Atom feeds (RFC 4287) of statements and corrections, and of moves alone.

An entry's id is its permanent address. For a site without an address, ids are UUIDs made from the
site's name (RFC 4122, version 5), and links are relative to the feed.
"""

from __future__ import annotations

import datetime
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from feedgen.entry import FeedEntry  # type: ignore[import-untyped]
from feedgen.feed import FeedGenerator  # type: ignore[import-untyped]
from markupsafe import Markup, escape

from stickingpoints.exports import manifest
from stickingpoints.i18n.language import Language
from stickingpoints.model import addresses, answers, order, phrases
from stickingpoints.model.addresses import Site
from stickingpoints.model.partial_date import PartialDate
from stickingpoints.model.records import (
    Correction,
    Dataset,
    Issue,
    Position,
    Source,
    Statement,
    Withdrawal,
)
from stickingpoints.model.walk import cited_sources
from stickingpoints.text import prose

NEWEST = 100


class Entry(NamedTuple):
    """What an entry shows, and where; `name` is the address that its id is made from.

    `published` is the day on which it came onto the site, `date` that of its last change there.
    """

    date: str
    published: str
    name: str
    address: str
    title: str
    summary: str
    content: str
    issue: Issue


def files(dataset: Dataset, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield address and content of each feed: the newest 100 entries of all, all of each issue."""
    listed = {source.id: _source_html(source) for source in dataset.sources}
    changes = {}
    moves = {}
    for issue in dataset.issues:
        changes[issue.id] = _newest_first(_entries(dataset, site.language, listed, issue))
        moves[issue.id] = _newest_first(_moves(dataset, site.language, listed, issue))
    say = site.language.say
    all_moves = say("{title}: moves", title=dataset.title)
    yield manifest.FEED, _feed_of_all(dataset, site, manifest.FEED, dataset.title, changes)
    yield manifest.MOVES_FEED, _feed_of_all(dataset, site, manifest.MOVES_FEED, all_moves, moves)
    for issue in dataset.issues:
        own = manifest.issue_feed(issue.id)
        yield own, _feed(dataset, site, own, issue.title, changes[issue.id])
        own, title = manifest.issue_moves_feed(issue.id), say("{title}: moves", title=issue.title)
        yield own, _feed(dataset, site, own, title, moves[issue.id])


def _feed_of_all(
    dataset: Dataset, site: Site, own: str, title: str, by_issue: Mapping[str, list[Entry]]
) -> bytes:
    entries = _newest_first(chain.from_iterable(by_issue.values()))
    return _feed(dataset, site, own, title, entries[:NEWEST])


# Entries


def _newest_first(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.date, reverse=True)


def _entries(
    dataset: Dataset, language: Language, listed: Mapping[str, Markup], issue: Issue
) -> Iterator[Entry]:
    changed = _days_of_change(issue)
    for position in order.positions(dataset, issue):
        for statement in position.statements:
            entry = _statement(dataset, language, listed, (issue, position, statement))
            corrected = changed.get(addresses.statement_anchor(position, statement), "")
            # `updated` moves on with a correction, so that a reader shows the entry again (RFC
            # 4287, 4.2.15).
            entry = entry._replace(date=max(entry.date, corrected))
            if statement.withdrawn:
                entry = _as_withdrawn(entry, statement.withdrawn, language)
            yield entry
    count: Counter[str] = Counter()
    # Counted from the oldest, so that a later correction changes no number, and so no id.
    oldest_first = issue.corrections[::-1]
    for correction in sorted(oldest_first, key=lambda correction: correction.date):
        count[correction.date.isoformat()] += 1
        yield _correction(dataset, language, issue, correction, count[correction.date.isoformat()])


def _moves(
    dataset: Dataset, language: Language, listed: Mapping[str, Markup], issue: Issue
) -> Iterator[Entry]:
    """Yield an entry for each move on an issue.

    Its id stays when a statement is added between the two that it is about. As that changes where
    the party moved from, the entry is then dated to the day of the addition.
    """
    changed = _days_of_change(issue)
    for change in answers.place_changes(issue):
        position, statement = change.position, change.statement
        anchor = addresses.statement_anchor(position, statement)
        placed = answers.placed(position)
        before = placed[placed.index(statement) - 1]
        entry = _statement(dataset, language, listed, (issue, position, statement))
        sentence = phrases.move(dataset, change, language)
        yield entry._replace(
            date=max(entry.date, changed.get(anchor, ""), _day_added(before)),
            # Not the address of the statement, which is the id of its entry in the feed of
            # statements.
            name=f"{manifest.issue_moves_feed(issue.id)}#{anchor}",
            title=f"{issue.title}: {sentence.unescape()}",
            content=str(Markup("<p>{}</p>\n").format(sentence)) + entry.content,
        )


def _days_of_change(issue: Issue) -> dict[str, str]:
    """Return the day of the newest correction of each record that corrections name."""
    days: dict[str, str] = {}
    for correction in issue.corrections:
        for record in correction.records:
            days[record] = max(days.get(record, ""), correction.date.isoformat())
    return days


def _day_added(statement: Statement) -> str:
    """Return the day on which a statement came onto the site: its own date, unless later."""
    if statement.added is None:
        return statement.date
    return max(statement.date, statement.added.isoformat())


def _statement(
    dataset: Dataset,
    language: Language,
    listed: Mapping[str, Markup],
    place: tuple[Issue, Position, Statement],
) -> Entry:
    issue, position, statement = place
    address = addresses.statement_entry(issue.id, position, statement)
    party = dataset.party[position.party].name
    added = _day_added(statement)
    return Entry(
        date=added,
        published=added,
        name=address,
        address=address,
        title=f"{issue.title}: {party} ({language.words.stances[statement.stance].label})",
        summary=prose.plain(statement.summary),
        content=_statement_html(language, listed, statement),
        issue=issue,
    )


def _as_withdrawn(entry: Entry, withdrawal: Withdrawal, language: Language) -> Entry:
    """Return the entry of a withdrawn statement: its id stays, so that it replaces the copy."""
    day = language.say("Withdrawn on {day}:", day=language.long_date(withdrawal.date))
    why = f"{day} {prose.plain(withdrawal.reason)}"
    content = str(Markup("<p>{}</p>").format(why))
    withdrawn = language.say("Withdrawn")
    return entry._replace(
        date=withdrawal.date.isoformat(),
        title=f"{withdrawn}: {entry.title}",
        summary=why,
        content=content,
    )


def _statement_html(language: Language, listed: Mapping[str, Markup], statement: Statement) -> str:
    origin = Markup("<p>{}: {} ({})</p>\n").format(
        language.long_date(statement.date),
        prose.inline(statement.stated_by),
        language.words.attributions[statement.attribution].label,
    )
    caveat = Markup()
    if statement.caveat:
        caveat = prose.html(statement.caveat)
    cited = cited_sources([statement])
    sources = Markup("<ul>{}</ul>\n").format(Markup().join(map(listed.__getitem__, cited)))
    return str(prose.html(statement.summary) + origin + caveat + sources)


def _source_html(source: Source) -> Markup:
    title = escape(source.title)
    if source.url:
        title = Markup('<a href="{}">{}</a>').format(source.url, title)
    return Markup("<li>{}, {}</li>").format(title, source.publisher)


def _correction(
    dataset: Dataset, language: Language, issue: Issue, correction: Correction, number: int
) -> Entry:
    page = addresses.issue_page(issue.id)
    about = ""
    if correction.party:
        about = f" ({dataset.party[correction.party].name})"
    return Entry(
        date=correction.date.isoformat(),
        published=correction.date.isoformat(),
        name=f"{page}#correction-{correction.date}-{number}",
        address=f"{page}#corrections",
        title=language.say("Correction to {issue}", issue=f"{issue.title}{about}"),
        summary=prose.plain(correction.summary),
        content=str(prose.html(correction.summary)),
        issue=issue,
    )


# Atom


def _feed(dataset: Dataset, site: Site, own: str, title: str, entries: list[Entry]) -> bytes:
    folder, _, _ = own.rpartition("/")
    page = f"{folder}/" if folder else "changes/"
    feed = FeedGenerator()
    feed.id(_id(site, own))
    feed.title(f"{site.name}: {title}")
    feed.updated(
        _moment(max(list(map(attrgetter("date"), entries)), default=dataset.as_of.isoformat()))
    )
    feed.author(name=site.name)
    feed.link(href=_link(site, own, page), rel="alternate", type="text/html")
    feed.link(href=_link(site, own, own), rel="self", type="application/atom+xml")
    feed.generator(site.name)
    feed.language(site.language.code)
    if dataset.licence:
        feed.rights(dataset.licence)
    for entry in entries:
        # feedgen puts a new entry in front unless told otherwise.
        feed.add_entry(_entry(site, own, entry), order="append")
    return bytes(feed.atom_str())


def _entry(site: Site, own: str, entry: Entry) -> FeedEntry:
    element = FeedEntry()
    element.id(_id(site, entry.name))
    element.title(entry.title)
    element.updated(_moment(entry.date))
    element.published(_moment(entry.published))
    element.link(href=_link(site, own, entry.address), rel="alternate", type="text/html")
    element.category(term=entry.issue.id, label=entry.issue.title)
    element.summary(entry.summary)
    element.content(entry.content, type="html")
    return element


def _id(site: Site, name: str) -> str:
    if site.url:
        return site.absolute(name)
    # From the name alone, so that the id is the same in every build (RFC 4287, 4.2.6).
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{site.slug}/{name}").urn


def _link(site: Site, own: str, address: str) -> str:
    """Return an address as a link of the feed at the address `own`."""
    if site.url:
        return site.absolute(address)
    return "../" * own.count("/") + address


def _moment(date: str) -> datetime.datetime:
    """Return the first moment (UTC) of a day, or of a month's first day."""
    day = PartialDate.parse(date).first_day()
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)
