"""Dataset → the events, and the days of review, as iCalendar (RFC 5545).

Every event lasts all day and takes no time in anybody's calendar. Where only the month is known it
lasts that month and says so: left out it would be lost, on a single day it would be wrong.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from urllib.parse import urlsplit

import icalendar

from stickingpoints.model import addresses, order
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


def review_days(dataset: Dataset, site: Site) -> bytes:
    """Return the day by which each issue is to be read again, in the order of the issues.

    An issue has one entry, under one UID: after the next reading it moves to the day that follows.
    """
    title = site.language.say("{site}: reviews", site=site.name)
    reviews = _empty(title, f"-//{site.name}//Reviews//EN")
    for issue in order.issues(dataset):
        reviews.add_component(_review(dataset, site, issue))
    return bytes(reviews.to_ical())


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
    entry.add("summary", _one_line(event.title))
    entry.add("description", _description(dataset, event))
    if event.place:
        entry.add("location", _one_line(event.place))
    if site.url:
        entry.add("url", site.absolute(addresses.event_entry(event.id)))
    if event.issues:
        entry.add("categories", [dataset.issue[issue].title for issue in event.issues])
    entry.add("transp", "TRANSPARENT")
    return entry


def _span(date: str) -> tuple[datetime.date, datetime.date]:
    """Return the first day, and the day after the last (RFC 5545: DTEND is not included)."""
    span = PartialDate.parse(date)
    return span.first_day(), span.next_day()


def _description(dataset: Dataset, event: Event) -> str:
    return "\n".join(filter(None, _description_lines(dataset, event)))


def _description_lines(dataset: Dataset, event: Event) -> Iterator[str]:
    if PartialDate.parse(event.date).precision == "month":
        yield "Only the month is known."
    yield prose.plain(event.outcome)
    if event.participants:
        yield f"Took part: {prose.plain(event.participants)}"
    for citation in event.citations:
        source = dataset.source[citation.source]
        line = f"{_one_line(source.title)} ({_one_line(source.publisher)})"
        if source.url:
            line += f" {source.url}"
        yield line


def _one_line(text: str) -> str:
    return " ".join(text.split())
