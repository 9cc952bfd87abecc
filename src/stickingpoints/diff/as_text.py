"""What changed → plain text for a terminal, each line beginning with words of our own."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from types import MappingProxyType

from stickingpoints.diff import word_marks
from stickingpoints.diff.change import Change, Report, Row, counted
from stickingpoints.diff.word_marks import Run

_SIGNS = MappingProxyType({"risky": "!", "changed": "~", "added": "+", "wording": "·"})
_MARKS = MappingProxyType({"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"})
_SHORT = 40


def render(report: Report) -> str:
    """Return the report as text; words that went stand in `[-…-]`, words that came in `{+…+}`, as in `git diff --word-diff`."""
    return "".join(f"{line}\n" for line in _lines(report))


def is_short(change: Change) -> bool:
    """Return whether what was and what is fit on one line."""
    return (
        bool(change.was and change.now) and len(change.was) <= _SHORT and len(change.now) <= _SHORT
    )


def _lines(report: Report) -> Iterator[str]:
    if report.broken:
        yield f"What changed in meaning from {report.base} to {report.head} cannot be told: this data cannot be read."
        yield from (f"  {problem}" for problem in report.broken)
        yield from _files(report)
        return
    yield f"Changes in meaning from {report.base} to {report.head}: {counted(report.changes) or 'none'}"
    yield from report.notes
    for group, parties in report.groups(report.changes).items():
        yield ""
        yield report.titles[group]
        for party, changes in parties.items():
            headed = party or len(parties) > 1
            if headed:
                yield f"  ▸ {report.parties.get(party, party)}"
            for change in changes:
                yield from (f"    {line}" if headed else f"  {line}" for line in _change(change))
        yield from _comparison(report.row(group))
    yield from _files(report)


def _files(report: Report) -> Iterator[str]:
    if report.files:
        yield ""
        yield "Files that this comparison does not cover; read them yourself:"
        yield from (f"  {change}" for change in report.files)


def _comparison(row: Row | None) -> Iterator[str]:
    if row:
        names = [name for name, _, _ in row.cells]
        for side, cells in row.sides().items():
            yield f"  In the comparison, {side}: {' · '.join(f'{name} {cell}' for name, cell in zip(names, cells, strict=True))}"


def _change(change: Change) -> Iterator[str]:
    head = f"{_SIGNS[change.tier]} {change.label}" + (
        f" ({change.subject})" if change.subject else ""
    )
    before, after = word_marks.marked(change.was, change.now)
    if is_short(change):
        yield f"{head}: {_arrow(before, after)}"
    elif change.was and change.now:
        yield f"{head}:"
        yield f"    was: {word_marks.line(before, _run)}"
        yield f"    now: {word_marks.line(after, _run)}"
    else:
        yield f"{head}: {change.was or change.now}"


def _arrow(was: list[Run], now: list[Run]) -> str:
    """Return both texts on one line; where one word takes the place of another, no marks are needed."""
    is_other = len(was) == len(now) == 1
    return " → ".join(
        word_marks.line(runs, attrgetter("text") if is_other else _run) for runs in (was, now)
    )


def _run(run: Run) -> str:
    return _MARKS[run.mark].format(run.text)
