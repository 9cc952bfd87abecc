"""Dataset → what happened, and the days ahead, as iCalendar (RFC 5545).

Every event lasts all day and takes no time in anybody's calendar. Where only the month is known it
lasts that month and says so: left out it would be lost, on a single day it would be wrong.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from urllib.parse import urlsplit

import icalendar

from stickingpoints.model import addresses, order, phrases
from stickingpoints.model.addresses import Site
from stickingpoints.model.partial_date import PartialDate
from stickingpoints.model.records import Dataset, Event, Issue
from stickingpoints.text import prose


def calendar(dataset: Dataset, site: Site) -> bytes:
    """Return the events, oldest first, without those withdrawn.

    Every time stamp is `as_of`, never the clock.
    """
    events = _empty(site.name, f"-//{site.name}//Events//EN")
    for event in order.events(dataset):
        if not event.withdrawn:
            events.add_component(_event(dataset, site, event))
    return bytes(events.to_ical())


def days_ahead(dataset: Dataset, site: Site) -> bytes:
    """Return what was announced, and the day by which each issue is to be read again.

    An issue has one entry, under one UID: after the next reading it moves to the day that follows.
    An event leaves once what came of it is on record; it is then among the events, under its UID.
    """
    say = site.language.say
    days = _empty(
        say("{site}: reviews and announced events", site=site.name), f"-//{site.name}//Reviews//EN"
    )
    about = say(
        "What was announced for a later day, and the days by which the editors read each [issue] "
        "again."
    )
    days.add("description", about)
    days.add("x-wr-caldesc", about)
    for event in order.announced(dataset):
        if not event.withdrawn:
            days.add_component(_event(dataset, site, event))
    for issue in order.issues(dataset):
        days.add_component(_review(dataset, site, issue))
    return bytes(days.to_ical())


def _review(dataset: Dataset, site: Site, issue: Issue) -> icalendar.Event:
    say, long_date = site.language.say, site.language.long_date
    entry = icalendar.Event()
    entry.add("uid", f"review-{issue.id}@{_host(site)}")
    entry.add("dtstamp", _stamp(dataset))
    entry.add("dtstart", issue.review.due)
    entry.add("dtend", issue.review.due + datetime.timedelta(days=1))
    entry.add("summary", say("Review: {issue}", issue=_one_line(issue.title)))
    entry.add("description", say("Last read through on {day}.", day=long_date(issue.review.last)))
    if site.url:
        entry.add("url", site.absolute(addresses.issue_page(issue.id)))
    entry.add("transp", "TRANSPARENT")
    return entry


def _empty(name: str, product: str) -> icalendar.Calendar:
    """Return a calendar without entries; `product` is what its PRODID names."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", product)
    calendar.add("version", "2.0")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)  # what most calendars still read instead of NAME (RFC 7986)
    return calendar


def _host(site: Site) -> str:
    """Return what makes the ids of a site's entries unique in the world."""
    # `.invalid` belongs to nobody (RFC 2606), so no id is taken from another site.
    return urlsplit(site.url).hostname or f"{site.slug}.invalid"


def _stamp(dataset: Dataset) -> datetime.datetime:
    return datetime.datetime.combine(dataset.as_of, datetime.time(), datetime.UTC)


def _event(dataset: Dataset, site: Site, event: Event) -> icalendar.Event:
    first, after = _span(event.date)
    entry = icalendar.Event()
    entry.add("uid", f"{event.id}@{_host(site)}")
    entry.add("dtstamp", _stamp(dataset))
    entry.add("dtstart", first)
    entry.add("dtend", after)
    entry.add("summary", _one_line(_summary(site, event)))
    entry.add("description", _description(dataset, site, event))
    if event.place:
        entry.add("location", _one_line(event.place))
    if site.url:
        entry.add("url", site.absolute(addresses.event_entry(event.id)))
    if event.issues:
        entry.add("categories", [dataset.issue[issue].title for issue in event.issues])
    entry.add("transp", "TRANSPARENT")
    return entry


def _summary(site: Site, event: Event) -> str:
    if event.announcement:
        return site.language.say("Announced: {event}", event=event.title)
    return event.title


def _span(date: str) -> tuple[datetime.date, datetime.date]:
    """Return the first day, and the day after the last (RFC 5545: DTEND is not included)."""
    span = PartialDate.parse(date)
    return span.first_day(), span.next_day()


def _description(dataset: Dataset, site: Site, event: Event) -> str:
    return "\n".join(filter(None, _description_lines(dataset, site, event)))


def _description_lines(dataset: Dataset, site: Site, event: Event) -> Iterator[str]:
    if PartialDate.parse(event.date).precision == "month":
        yield "Only the month is known."
    if event.announcement:
        yield prose.plain(phrases.announced(event.announcement, site.language))
        if event.participants:
            yield site.language.say("To take part: {who}", who=prose.plain(event.participants))
    else:
        yield prose.plain(event.outcome or "")
        yield from _took_part(event)
    yield from _sources(dataset, event)


def _took_part(event: Event) -> Iterator[str]:
    if event.participants:
        yield f"Took part: {prose.plain(event.participants)}"


def _sources(dataset: Dataset, event: Event) -> Iterator[str]:
    for citation in event.citations:
        source = dataset.source[citation.source]
        line = f"{_one_line(source.title)} ({_one_line(source.publisher)})"
        if source.url:
            line += f" {source.url}"
        yield line


def _one_line(text: str) -> str:
    return " ".join(text.split())
