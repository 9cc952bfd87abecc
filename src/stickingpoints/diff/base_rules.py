"""Rules that need to know what was published before.

Nothing permanent goes, and no stance changes without a reason on record.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import starmap
from operator import attrgetter
from pathlib import Path

from stickingpoints.checks.quote_lock import NAME as LOCK
from stickingpoints.checks.quote_match import fingerprint
from stickingpoints.diff import corrected, matching, quote_marks
from stickingpoints.diff.judge import judge
from stickingpoints.diff.overwriting import changed_without_reason
from stickingpoints.diff.permanence import (
    LISTS,
    OF_THE_SITE,
    emptied_list,
    records_gone,
    without_consequences,
)
from stickingpoints.diff.quote_marks import read_marks
from stickingpoints.diff.revisions import Side, left
from stickingpoints.model.records import Dataset, Issue, Position, Statement
from stickingpoints.model.standing import statements_ever
from stickingpoints.model.walk import citations
from stickingpoints.problems import (
    Place,
    Problem,
    display_path,
    has_errors,
    in_reading_order,
    quantity,
)
from stickingpoints.reading.load import Reading
from stickingpoints.text.meaning import Meaning


def since(base: str, data: Path, now: Reading) -> Reading:
    """Return a reading with the problems of its change since `base` added.

    Data that cannot be read is not compared, and a base that cannot be read forbids nothing: both
    are warnings, as is every quote that the change marks as checked. What only follows from a
    record that is gone is left out. Raises CallError if there is no such base.
    """
    was = left(base, data)
    added: list[Problem] = []
    if was.reading.readable is None:
        added.append(_unreadable(was, data))
    elif now.readable is None:
        added.append(_unchecked(was, data))
    else:
        meaning, _ = judge(data, was.reading.readable)
        added += problems(was.reading.readable, now.readable, meaning)
        added += _marks_gone(was, data, now.readable)
    added += map(_claimed, quote_marks.new_claims(was.marks, read_marks(data, display_path(data))))
    explained = without_consequences(now.problems, was.reading.readable, now.readable)
    all_problems = tuple(in_reading_order([*explained, *added]))
    # Without a dataset nothing can be built that breaks a promise to readers.
    if has_errors(added):
        return replace(now, dataset=None, problems=all_problems)
    return replace(now, problems=all_problems)


def problems(was: Dataset, now: Dataset, meaning: Meaning) -> Iterator[Problem]:
    """Yield what a change may not do, at the line that does it, or beside a line that is gone.

    `meaning` tells slips of spelling from changes of meaning.
    """
    # A list without any entry is one slip, as a file left out, and gets one problem, not hundreds.
    emptied = [field for field in LISTS if getattr(was, field) and not getattr(now, field)]
    for field in emptied:
        yield emptied_list(field, was, now)
    for kept in OF_THE_SITE:
        if kept.field not in emptied:
            yield from records_gone(kept, was, now)
    for before, after in matching.by_key(was.issues, now.issues, attrgetter("id")).pairs:
        yield from changed_without_reason(before, after)
        yield from _corrections(before, after, meaning)
    yield from corrected.problems(was, now, meaning)
    yield from _late(was, now)


def _late(was: Dataset, now: Dataset) -> Iterator[Problem]:
    """Yield a warning for each new statement that readers of feeds would not see as new."""
    # Withdrawn ones, too: their addresses have been published.
    published = set(starmap(_key, statements_ever(was)))
    for issue, position, statement in statements_ever(now):
        is_new = _key(issue, position, statement) not in published
        if is_new and statement.added is None and statement.date < was.as_of.isoformat():
            message = (
                f"the record had already reached {was.as_of} when this was added; "
                "write the day of adding it under added, so that feeds list it as new"
            )
            yield statement.problem("late-statement", message, "date").as_warning()


def _key(issue: Issue, position: Position, statement: Statement) -> tuple[str, str, str]:
    return issue.id, position.party, statement.name


def _corrections(was: Issue, now: Issue, meaning: Meaning) -> Iterator[Problem]:
    """Yield the published corrections that are gone or say something else."""
    matched = matching.corrections(was.corrections, now.corrections)
    for entry in matched.gone:
        message = (
            f"the correction of {entry.date} is gone; what was corrected stays on record, "
            "so put it back"
        )
        yield now.problem("correction-removed", message, "corrections")
    for before, after in matched.pairs:
        if not meaning.is_slip(before.summary, after.summary):
            message = (
                f"the correction of {before.date} was published in other words; put them back, "
                "and add another entry if it was wrong itself"
            )
            yield after.problem("correction-removed", message, "summary")


def _marks_gone(was: Side, data: Path, now: Dataset) -> Iterator[Problem]:
    """Yield one problem if quotes that stayed are no longer marked as checked."""
    quotes = set()
    for _, citation in citations(now):
        if citation.quote:
            quotes.add((citation.source, fingerprint(citation.quote)))
    marks = read_marks(data, display_path(data))
    lost = [mark for mark in quote_marks.gone(was.marks, marks) if mark.cited in quotes]
    if lost:
        count = quantity(len(lost), "quote")
        message = (
            f"the record of {count} that did not change is gone, the first of {lost[0].subject}; "
            f"put the file back as it was in {was.name}"
        )
        place = Place(f"{display_path(data)}/{LOCK}", 1, 1, 1)
        yield Problem(place, "quote-unmarked", "", message)


def _unreadable(was: Side, data: Path) -> Problem:
    first = was.reading.errors[0]
    errors = quantity(len(was.reading.errors), "error")
    message = (
        f"the data of {was.name} cannot be read, so the change since then is not checked; "
        f"the first of {errors} there: {first}"
    )
    return Problem(Place(display_path(data), 1, 1, 1), "base-unreadable", "", message, "warning")


def _unchecked(was: Side, data: Path) -> Problem:
    message = (
        f"the change since {was.name} is not checked until the errors are put right, "
        "because not all of the data can be read"
    )
    return Problem(Place(display_path(data), 1, 1, 1), "base-unreadable", "", message, "warning")


def _claimed(mark: quote_marks.Mark) -> Problem:
    message = (
        f"{mark.subject} is marked as checked: {mark.claim}; "
        "only someone who has that copy can confirm this, so ask who compared them"
    )
    return Problem(mark.place, "quote-marked", "", message, "warning")
