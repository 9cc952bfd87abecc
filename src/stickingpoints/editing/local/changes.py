"""A draft → what saving it would change: the new texts of files, and the difference in meaning."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from stickingpoints import bounded_files
from stickingpoints.diff import base_rules
from stickingpoints.diff.change import Change, Report
from stickingpoints.diff.judge import judge
from stickingpoints.diff.reports import between
from stickingpoints.editing.local.snapshot import Snapshot
from stickingpoints.editing.local.writing import Writer
from stickingpoints.problems import Problem, display_path
from stickingpoints.reading.load import Reading
from stickingpoints.text import word_diff
from stickingpoints.text.word_diff import Run


class Shown(NamedTuple):
    """A change in meaning as it is shown: what it is, and the words before and after."""

    tier: str
    label: str
    was: list[Run]
    now: list[Run]


class Group(NamedTuple):
    """The changes of one record."""

    title: str
    changes: list[Shown]


@dataclass(frozen=True)
class Prepared:
    """A change that could be saved: of which state of the data, and the new text of each file.

    `errors` are those that it causes; with any, it may not be saved. `asked` is
    what the check of a pull request would ask for, if the record is published. `lines` is the
    difference by lines, for data whose meaning cannot be compared.
    """

    digest: str
    texts: Mapping[Path, str]
    errors: list[Problem]
    groups: list[Group]
    notes: tuple[str, ...]
    asked: list[Problem]
    lines: list[str]

    @property
    def changes_nothing(self) -> bool:
        """Whether the files would say the same as before."""
        return not self.lines


def prepared(snapshot: Snapshot, writer: Writer) -> Prepared:
    """Return what saving the files of a writer would change; nothing is written.

    Raises ContentError if a file would not say what was meant.
    """
    texts = writer.texts()
    reading = writer.files.tried_with(texts)
    report = _report(snapshot, reading)
    return Prepared(
        snapshot.digest,
        texts,
        _caused(snapshot.reading, reading),
        list(_groups(report)) if report else [],
        report.notes if report else (),
        _asked(snapshot, reading),
        list(_lines(texts)),
    )


def _report(snapshot: Snapshot, after: Reading) -> Report | None:
    before = snapshot.reading.readable
    if before is None or after.readable is None:
        return None
    return between(before, after.readable, snapshot.folder)


def _asked(snapshot: Snapshot, after: Reading) -> list[Problem]:
    """Return what a change of published records must bring along, and does not."""
    before = snapshot.reading.readable
    if before is None or after.readable is None:
        return []
    meaning, _ = judge(snapshot.folder, before)
    problems = base_rules.problems(before, after.readable, meaning)
    return [_in_folder(problem, snapshot.folder) for problem in problems]


def _in_folder(problem: Problem, folder: Path) -> Problem:
    """Return a problem of a copy of the folder with the name that the file has in the folder."""
    name = f"{display_path(folder)}/{Path(problem.place.file).name}"
    return replace(problem, place=problem.place._replace(file=name))


def _caused(before: Reading, after: Reading) -> list[Problem]:
    """Return the errors that were not there before, wherever they now are in the file."""
    known = set(map(attrgetter("identity"), before.errors))
    return [problem for problem in after.errors if problem.identity not in known]


def _groups(report: Report) -> Iterator[Group]:
    for group, parties in report.groups(report.changes).items():
        for party, changes in parties.items():
            title = report.titles[group]
            if party:
                title = f"{title}, {report.parties.get(party, party)}"
            yield Group(title, list(map(_shown, changes)))


def _shown(change: Change) -> Shown:
    label = change.label
    if change.subject:
        label = f"{label} ({change.subject})"
    if change.turns:
        label = f"{label}: {', '.join(change.turns)}"
    return Shown(change.tier, label, *word_diff.side_by_side(change.was, change.now))


def _lines(texts: Mapping[Path, str]) -> Iterator[str]:
    """Yield the difference by lines of each file (unified diff, without its header)."""
    for path, text in texts.items():
        before = ""
        if bounded_files.exists(path):
            before = bounded_files.read_text(path, path.name)
        lines = difflib.unified_diff(before.splitlines(), text.splitlines(), lineterm="", n=2)
        # The first two lines name the files, which are shown as a heading.
        found = list(lines)[2:]
        if found:
            yield path.name
            yield from found
