"""Two datasets → what changed in meaning, riskiest first, for a reviewer; and rules for what a change must bring along.

    revisions ──▶ compare ──▶ change ──▶ text, markdown, as_json
                  marks, elsewhere ──▶
                  support ──▶ rules

Nothing here knows YAML but `revisions`, which has `reading` read it.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path

from stickingpoints.diff import as_json, as_markdown, as_text, matching, quote_marks
from stickingpoints.diff.change import Group, Report
from stickingpoints.diff.compare import compare
from stickingpoints.diff.comparison_rows import affected
from stickingpoints.diff.other_files import changed_files
from stickingpoints.diff.revisions import Side, change_of
from stickingpoints.model.records import Dataset

__all__ = ["render", "report"]

_RENDERERS = {"text": as_text.render, "markdown": as_markdown.render, "json": as_json.render}


def report(base: str, head: str | None, data: Path) -> Report:
    """Return what changed between two git revisions or folders; without `head`, up to the files in `data`.

    Raises CallError if one of them is neither. Data that cannot be read is told in the report.
    """
    was, now = change_of(base, head, data)
    files = changed_files(was.tree, now.tree, data)
    before, after = was.reading.readable, now.reading.readable
    broken = tuple(
        problem
        for side in (was, now)
        if side.reading.readable is None
        for problem in side.reading.errors
    )
    if before is None or after is None:
        return Report(was.name, now.name, broken=broken, files=files)
    notes = tuple(note for side in (was, now) for note in _notes(side))
    changes = sorted(
        [*compare(before, after), *quote_marks.changes(was.marks, now.marks)],
        key=attrgetter("rank"),
    )
    names = {"": "The issue as a whole"} | {
        party.id: party.name for dataset in (before, after) for party in dataset.parties
    }
    return Report(
        was.name,
        now.name,
        tuple(changes),
        affected(before, after),
        _titles(before, after),
        names,
        notes,
        files=files,
    )


def render(found: Report, form: str) -> str:
    """Return a report as `text`, as `markdown` for a comment, or as `json`."""
    return _RENDERERS[form](found)


def _titles(*datasets: Dataset) -> dict[Group, str]:
    """Return what groups are called, as the later of the datasets has it."""
    found = {Group("site"): "The site", quote_marks.GROUP: "The record of checked quotes"}
    for dataset in datasets:
        found |= {
            Group("issue", one.id): f"Issue {matching.flat(one.title)}" for one in dataset.issues
        }
        found |= {
            Group("party", one.id): f"Party {matching.flat(one.name)}" for one in dataset.parties
        }
        found |= {Group("source", one.id): f"Source {one.id}" for one in dataset.sources}
        found |= {
            Group("event", one.id): f"Event {one.date}, {matching.flat(one.title)}"
            for one in dataset.events
        }
        found |= {
            Group("document", one.id): f"Plan {one.date}, {matching.flat(one.title)}"
            for one in dataset.documents
        }
        found |= {Group("term", one.id): f"Term {one.term}" for one in dataset.glossary}
    return found


def _notes(side: Side) -> Iterator[str]:
    count = len(side.reading.errors)
    if count:
        yield f"The data of {side.name} has {count} error{'s' * (count != 1)}; it is compared all the same."
    if side.marks.unreadable:
        yield f"The record of checked quotes of {side.name} cannot be read, and counts as empty: {side.marks.unreadable[0]}"
