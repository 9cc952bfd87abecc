"""Issues whose read-through is due: what an editor is reminded of once a month.

Nothing here changes the data: `review: last:` says that somebody read the issue, and only they can
say so.
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

from stickingpoints.i18n.language import ENGLISH
from stickingpoints.model.addresses import Site, issue_page
from stickingpoints.model.records import Dataset, Issue
from stickingpoints.problems import quantity
from stickingpoints.text.markdown import escaped


class Overdue(NamedTuple):
    """An issue and the day on which its next read-through was due."""

    issue: Issue
    due: datetime.date


def overdue(dataset: Dataset, today: datetime.date) -> list[Overdue]:
    """Return the issues that were due before `today`, the longest overdue first."""
    due = [Overdue(issue, issue.review.due) for issue in dataset.issues]
    entries = [entry for entry in due if entry.due < today]
    return sorted(entries, key=lambda entry: entry.due)


def markdown(entries: list[Overdue], site: Site, today: datetime.date) -> str:
    """Return the list as GitHub Flavored Markdown, "" if nothing is overdue."""
    if not entries:
        return ""
    issues = quantity(len(entries), "issue")
    verb = "is" if len(entries) == 1 else "are"
    rows = "".join(_row(entry, site) for entry in entries)
    return (
        f"As of {ENGLISH.long_date(today)}, {issues} {verb} past the review date.\n\n"
        "| issue | last read through | due since | written in |\n|---|---|---|---|\n"
        f"{rows}\n"
        "Read each issue again and look for newer statements. Add or correct what the record "
        "shows, and set `last` under its `review` to the day of the reading, in the same pull "
        "request. This list changes no date by itself.\n"
    )


def _row(entry: Overdue, site: Site) -> str:
    issue, review = entry.issue, entry.issue.review
    place = review.where("last")
    title = escaped(issue.title)
    if site.url:
        title = f"[{title}]({site.absolute(issue_page(issue.id))})"
    cells = (
        title,
        f"{ENGLISH.long_date(review.last)}, every {review.interval_days} days",
        ENGLISH.long_date(entry.due),
        f"{escaped(place.file)}, line {place.line}",
    )
    return f"| {' | '.join(cells)} |\n"
