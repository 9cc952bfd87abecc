"""What changed between two revisions or datasets, as a report, and the report in a form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter
from pathlib import Path

from stickingpoints.diff import as_json, as_markdown, as_text, pages, quote_marks
from stickingpoints.diff.change import Change, Group, Report
from stickingpoints.diff.compare import compare
from stickingpoints.diff.comparison_rows import affected
from stickingpoints.diff.judge import judge
from stickingpoints.diff.matching import flat
from stickingpoints.diff.other_files import changed_files
from stickingpoints.diff.revisions import Side, change_of
from stickingpoints.model.records import Dataset
from stickingpoints.problems import Problem, quantity

_RENDERERS = {"text": as_text.render, "markdown": as_markdown.render, "json": as_json.render}


def report(base: str, head: str | None, data: Path) -> Report:
    """Return what changed between two git revisions or folders.

    Without `head`, the files in `data` are compared. Data that cannot be read is named in the
    report. Raises CallError if a side is neither a revision nor a folder.
    """
    was, now = change_of(base, head, data)
    files = changed_files(was.tree, now.tree, data)
    before, after = was.reading.readable, now.reading.readable
    if before is None or after is None:
        broken = (*_unreadable(was), *_unreadable(now))
        return Report(was.name, now.name, broken=broken, files=files)
    meaning, unknown_language = judge(data, before)
    changes = compare(before, after, meaning)
    changes += quote_marks.changes(was.marks, now.marks)
    if files is not None and was.tree and now.tree:
        in_pages, others = pages.changes(files, was.tree, now.tree, meaning)
        changes += in_pages
        files = tuple(others)
    notes = (*_notes(was), *_notes(now), *unknown_language)
    compared = _compared(before, after, changes)
    return replace(compared, base=was.name, head=now.name, notes=notes, files=files)


def between(before: Dataset, after: Dataset, data: Path) -> Report:
    """Return what changed between two datasets; `data` is the folder that both belong to."""
    meaning, unknown_language = judge(data, before)
    compared = _compared(before, after, compare(before, after, meaning))
    return replace(compared, notes=tuple(unknown_language))


def _compared(before: Dataset, after: Dataset, changes: Sequence[Change]) -> Report:
    """Return a report of changes, riskiest first, with what things are called in it."""
    return Report(
        "",
        "",
        tuple(sorted(changes, key=attrgetter("rank"))),
        affected(before, after),
        _titles(before, after) | _titles_of_pages(changes),
        _party_names(before, after),
    )


def render(changes: Report, form: str) -> str:
    """Return a report as `text`, as `markdown` for a comment, or as `json`."""
    return _RENDERERS[form](changes)


def _unreadable(side: Side) -> tuple[Problem, ...]:
    """Return what keeps the data of a side from being read."""
    if side.reading.readable is not None:
        return ()
    return tuple(side.reading.errors)


def _party_names(*datasets: Dataset) -> dict[str, str]:
    """Return what parties are called in the later of the datasets, by id."""
    names = {"": "The issue as a whole"}
    for dataset in datasets:
        for party in dataset.parties:
            names[party.id] = party.name
    return names


def _titles(*datasets: Dataset) -> dict[Group, str]:
    """Return what groups are called in the later of the datasets."""
    titles = {Group("site"): "The site", quote_marks.GROUP: "The record of checked quotes"}
    for dataset in datasets:
        titles.update(_titles_of(dataset))
    return titles


def _titles_of_pages(changes: Iterable[Change]) -> dict[Group, str]:
    groups = {change.group for change in changes if change.group.section == "page"}
    return {group: f"File {group.id}" for group in groups}


def _titles_of(dataset: Dataset) -> Iterator[tuple[Group, str]]:
    for issue in dataset.issues:
        yield Group("issue", issue.id), f"Issue {flat(issue.title)}"
    for party in dataset.parties:
        yield Group("party", party.id), f"Party {flat(party.name)}"
    for source in dataset.sources:
        yield Group("source", source.id), f"Source {source.id}"
    for event in dataset.events:
        yield Group("event", event.id), f"Event {event.date}, {flat(event.title)}"
    for document in dataset.documents:
        yield Group("document", document.id), f"Plan {document.date}, {flat(document.title)}"
    for term in dataset.glossary:
        yield Group("term", term.id), f"Term {term.term}"
    for person in dataset.people:
        yield Group("person", person.id), f"Person {flat(person.name)}"


def _notes(side: Side) -> Iterator[str]:
    errors = len(side.reading.errors)
    if errors:
        number = quantity(errors, "error")
        yield f"The data of {side.name} has {number}; it is compared all the same."
    if side.marks.unreadable:
        yield (
            f"The record of checked quotes of {side.name} cannot be read, and counts as empty: "
            f"{side.marks.unreadable[0]}"
        )
