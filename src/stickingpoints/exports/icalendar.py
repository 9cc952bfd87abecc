"""Dataset → the events as iCalendar (RFC 5545).

Every event lasts all day and takes no time in anybody's calendar. Where only the month is known it
lasts that month and says so: left out it would be lost, on a single day it would be wrong.
"""

from __future__ import annotations

import datetime
from urllib.parse import urlsplit

import icalendar

from stickingpoints.model import addresses, order
from stickingpoints.model.addresses import Site
from stickingpoints.model.partial_date import PartialDate
from stickingpoints.model.records import Dataset, Event
from stickingpoints.text import prose


def calendar(dataset: Dataset, site: Site) -> bytes:
    """Return the events, oldest first, without those withdrawn. Every time stamp is `as_of`, never the clock."""
    made = icalendar.Calendar()
    made.add("prodid", f"-//{site.name}//Events//EN")
    made.add("version", "2.0")
    made.add("name", site.name)
    made.add("x-wr-calname", site.name)  # what most calendars still read instead of NAME (RFC 7986)
    for event in order.events(dataset):
        if not event.withdrawn:
            made.add_component(_event(dataset, site, event))
    return bytes(made.to_ical())


def _event(dataset: Dataset, site: Site, event: Event) -> icalendar.Event:
    first, after = _span(event.date)
    made = icalendar.Event()
    made.add("uid", f"{event.id}@{urlsplit(site.url).hostname or f'{site.slug}.invalid'}")
    made.add("dtstamp", datetime.datetime.combine(dataset.as_of, datetime.time(), datetime.UTC))
    made.add("dtstart", first)
    made.add("dtend", after)
    made.add("summary", _one_line(event.title))
    made.add("description", _description(dataset, event))
    if event.place:
        made.add("location", _one_line(event.place))
    if site.url:
        made.add("url", site.absolute(addresses.event_entry(event.id)))
    if event.issues:
        made.add("categories", [dataset.issue[issue].title for issue in event.issues])
    made.add("transp", "TRANSPARENT")
    return made


def _span(date: str) -> tuple[datetime.date, datetime.date]:
    """Return the first day, and the day after the last (RFC 5545: DTEND is not included)."""
    span = PartialDate.parse(date)
    return span.first_day(), span.next_day()


def _description(dataset: Dataset, event: Event) -> str:
    sources = [dataset.source[citation.source] for citation in event.citations]
    lines = [
        "Only the month is known." if PartialDate.parse(event.date).precision == "month" else "",
        prose.plain(event.outcome),
        f"Took part: {prose.plain(event.participants)}" if event.participants else "",
    ]
    for source in sources:
        lines.append(f"{_one_line(source.title)} ({_one_line(source.publisher)})")
        if source.url:
            lines[-1] += f" {source.url}"
    return "\n".join(line for line in lines if line)


def _one_line(text: str) -> str:
    return " ".join(text.split())
