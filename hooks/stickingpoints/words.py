"""What the fixed words of the data are called on a page, and what they mean."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import NamedTuple


class Word(NamedTuple):
    """A word as a reader sees it, and its meaning in one line."""

    label: str
    meaning: str


STANCES: Mapping[str, Word] = {
    "accepts": Word("accepts", "agrees to what is on the table"),
    "conditional": Word("conditional", "yes, if something else happens"),
    "proposes": Word("proposes", "puts an option of its own"),
    "rejects": Word("rejects", "says no"),
    "undecided": Word("undecided", "open, or not stated clearly"),
    "no-public-position": Word("no public position", "looked for, nothing found"),
}
STATUSES: Mapping[str, Word] = {
    "agreed": Word("Agreed", "the parties say that it is settled"),
    "agreed-in-principle": Word("Agreed in principle", "settled but for the details"),
    "proposed": Word("Proposed", "on the table, neither agreed nor refused by all"),
    "disputed": Word("Disputed", "the parties contradict each other"),
}
TRENDS: Mapping[str, Word] = {
    "narrowing": Word("narrowing", "the positions came closer"),
    "unchanged": Word("unchanged", "the positions stayed apart"),
    "widening": Word("widening", "the positions moved apart"),
}
ATTRIBUTIONS: Mapping[str, Word] = {
    "on-record": Word("On record", "a named person or body, speaking openly"),
    "official-document": Word("Official document", "a published official text"),
    "leaked-document": Word("Leaked document", "a draft that media saw, not published"),
    "unnamed-official": Word("Unnamed source", "an official or other person whom the outlet does not name"),
    "second-hand": Word("Told by another party", "what one party says of another's position"),
    "outlet-report": Word("Outlet's own report", "a news outlet's account that names no source"),
}
DOCUMENT_STATUSES: Mapping[str, Word] = {
    "leaked": Word("Leaked", "known from copies that media saw or printed; not given out by its issuer"),
    "published": Word("Published", "its text was given out openly"),
    "confirmed": Word("Confirmed", "openly acknowledged, but its text was not published"),
}
SOURCE_KINDS: Mapping[str, str] = {
    "official-document": "Official document",
    "official-statement": "Official statement",
    "news-report": "News report",
    "analysis": "Analysis",
    "think-tank": "Think tank",
    "republication": "Republication",
}
QUOTE_KINDS: Mapping[str, str] = {
    "speaker": "",
    "document": "text of the document",
    "outlet-words": "the outlet's words",
}
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def long_date(day: str | datetime.date) -> str:
    """Return an ISO day or month as readers write it: `25 November 2025`, `February 2026`."""
    year, month, *rest = str(day).split("-")
    name = f"{_MONTHS[int(month) - 1]} {year}"
    return f"{int(rest[0])} {name}" if rest else name


def short_date(day: str | datetime.date) -> str:
    """Return an ISO day or month with the month cut short: `25 Nov 2025`."""
    year, month, *rest = str(day).split("-")
    name = f"{_MONTHS[int(month) - 1][:3]} {year}"
    return f"{int(rest[0])} {name}" if rest else name


def day_and_month(day: str) -> str:
    """Return an ISO day without its year, a month by its short name: `25 Nov`, `Feb`."""
    return short_date(day).rpartition(" ")[0]
