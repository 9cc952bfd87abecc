"""The calendar of events, read as a calendar program does."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar

from exports.readers import Files
from exports.talks import HOSTILE, SITE, border_talks, replaced
from stickingpoints.exports import open_data as exports
from stickingpoints.model.records import Dataset

CALENDAR = "data/v1/events.ics"
REVIEWS = "data/v1/reviews.ics"


def calendar(files: Files) -> list[Any]:
    """Return the events of the calendar."""
    return list(icalendar.Calendar.from_ical(files[CALENDAR]).walk("VEVENT"))


def test_the_calendar_has_every_event_on_its_day(dataset: Dataset, files: Files) -> None:
    days = {event["UID"]: event.decoded("DTSTART") for event in calendar(files)}
    happened = [event for event in dataset.events if event.outcome]
    assert days == {f"{event.id}@lake.example": first_day(event.date) for event in happened}


def first_day(day_or_month: str) -> date:
    """Return a day, or the first day of a month."""
    if len(day_or_month) == len("2031-02"):
        return date.fromisoformat(f"{day_or_month}-01")
    return date.fromisoformat(day_or_month)


def test_an_event_whose_day_is_unknown_lasts_the_month_and_says_so(border: Dataset) -> None:
    content = border_talks(events=[replaced(border.events[0], date="2025-12")])
    (event,) = calendar(exports.files(content, SITE))
    assert event.decoded("DTSTART") == date(2025, 12, 1)
    assert event.decoded("DTEND") == date(2026, 1, 1)
    assert event["DESCRIPTION"].startswith("Only the month is known.\nNone.")
    assert event["TRANSP"] == "TRANSPARENT"


def test_the_calendar_is_stamped_with_the_day_that_the_content_describes(
    border_files: Files,
) -> None:
    stamps = {event.decoded("DTSTAMP") for event in calendar(border_files)}
    assert stamps == {datetime(2025, 12, 1, tzinfo=UTC)}


def test_no_text_breaks_out_of_its_calendar_line(hostile_files: Files) -> None:
    (event,) = calendar(hostile_files)
    assert event["SUMMARY"] == " ".join(HOSTILE.split())
    assert sorted(event.keys()) == [
        "CATEGORIES",
        "DESCRIPTION",
        "DTEND",
        "DTSTAMP",
        "DTSTART",
        "LOCATION",
        "SUMMARY",
        "TRANSP",
        "UID",
        "URL",
    ]
    content = hostile_files[CALENDAR]
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"")


def days_ahead(files: Files) -> list[Any]:
    """Return the entries of the calendar of days ahead."""
    return list(icalendar.Calendar.from_ical(files[REVIEWS]).walk("VEVENT"))


def reviews(files: Files) -> list[Any]:
    """Return the days of review."""
    return [entry for entry in days_ahead(files) if entry["UID"].startswith("review-")]


def test_what_was_announced_is_among_the_days_ahead_until_it_has_happened(files: Files) -> None:
    """It says who announced it and when, and keeps its id when it moves to the events."""
    calendar_of_days = icalendar.Calendar.from_ical(files[REVIEWS])
    assert calendar_of_days["X-WR-CALNAME"] == "Sticking Points: reviews and announced events"
    (entry,) = [entry for entry in days_ahead(files) if entry not in reviews(files)]
    assert entry["UID"] == "mill-round@lake.example"
    assert entry.decoded("DTSTART") == date(2031, 6, 3)
    assert entry["SUMMARY"] == "Announced: The parties are to meet in the mill"
    said = entry["DESCRIPTION"].splitlines()
    assert said[0] == "Announced on 15 May 2031: The Lake Board."
    assert said[1] == "To take part: Upland and Lowland, with the Lake Board as host"
    assert "mill-round@lake.example" not in {event["UID"] for event in calendar(files)}


def test_every_issue_has_its_day_of_review(dataset: Dataset, files: Files) -> None:
    """The last reading and the interval after it, under an id that stays; it leads to the issue."""
    entries = reviews(files)
    days = {entry["UID"]: entry.decoded("DTSTART") for entry in entries}
    wanted = {}
    for issue in dataset.issues:
        day = issue.review.last + timedelta(days=issue.review.interval_days)
        wanted[f"review-{issue.id}@lake.example"] = day
    assert days == wanted
    assert [str(entry["SUMMARY"]) for entry in entries] == [
        f"Review: {issue.title}" for issue in dataset.issues
    ]
    assert all(str(entry["URL"]).startswith("https://lake.example/") for entry in entries)
    assert {entry["TRANSP"] for entry in entries} == {"TRANSPARENT"}


def test_no_title_breaks_out_of_a_day_of_review(hostile_files: Files) -> None:
    (entry,) = icalendar.Calendar.from_ical(hostile_files[REVIEWS]).walk("VEVENT")
    assert str(entry["SUMMARY"]).startswith("Review: ")
    assert b"\n" not in hostile_files[REVIEWS].replace(b"\r\n", b"")
