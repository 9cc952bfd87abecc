"""What changed → plain text for a terminal, each line beginning with words of our own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import MappingProxyType

from stickingpoints.diff.change import Change, Report, Row, by_tier
from stickingpoints.problems import one_line
from stickingpoints.text import word_diff
from stickingpoints.text.word_diff import Run

_SIGNS = MappingProxyType({"risky": "!", "changed": "~", "added": "+", "wording": "·"})
_MARKS = MappingProxyType({"kept": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"})
_SHORT = 40  # characters


def render(report: Report) -> str:
    """Return the report as text.

    Removed words are shown as `[-…-]`, added ones as `{+…+}`, as in `git diff --word-diff`.
    """
    return "".join(f"{one_line(line)}\n" for line in _lines(report))


def is_short(change: Change) -> bool:
    """Return whether the texts before and after both exist and fit on one line."""
    return 0 < len(change.was) <= _SHORT and 0 < len(change.now) <= _SHORT


def _lines(report: Report) -> Iterator[str]:
    if report.broken:
        yield (
            f"What changed in meaning from {report.base} to {report.head} "
            "cannot be shown: this data cannot be read."
        )
        yield from _indented(map(str, report.broken))
    else:
        summary = by_tier(report.changes) or "none"
        yield f"Changes in meaning from {report.base} to {report.head}: {summary}"
        yield from report.notes
        yield from _groups(report)
    yield from _files(report)


def _groups(report: Report) -> Iterator[str]:
    for group, parties in report.groups(report.changes).items():
        yield ""
        yield report.titles[group]
        for party, changes in parties.items():
            lines = _changes(changes)
            if party or len(parties) > 1:
                yield f"  ▸ {report.parties.get(party, party)}"
                lines = _indented(lines)
            yield from _indented(lines)
        yield from _comparison(report.row(group))


def _indented(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield f"  {line}"


def _files(report: Report) -> Iterator[str]:
    if report.files:
        yield ""
        yield "Files that this comparison does not cover; read them yourself:"
        yield from _indented(map(str, report.files))


def _comparison(row: Row | None) -> Iterator[str]:
    if row is None:
        return
    before = " · ".join(f"{name} {was}" for name, was, _ in row.cells)
    after = " · ".join(f"{name} {now}" for name, _, now in row.cells)
    yield f"  In the comparison, was: {before}"
    yield f"  In the comparison, now: {after}"


def _changes(changes: Iterable[Change]) -> Iterator[str]:
    for change in changes:
        yield from _change(change)


def _change(change: Change) -> Iterator[str]:
    head = f"{_SIGNS[change.tier]} {change.label}"
    if change.subject:
        head += f" ({change.subject})"
    if change.turns:
        head += f": {', '.join(change.turns)}"
    before, after = word_diff.side_by_side(change.was, change.now)
    if is_short(change):
        yield f"{head}: {_arrow(before, after)}"
    elif change.was and change.now:
        yield f"{head}:"
        yield f"    was: {word_diff.line(before, _run)}"
        yield f"    now: {word_diff.line(after, _run)}"
    else:
        yield f"{head}: {change.was or change.now}"


def _arrow(was: list[Run], now: list[Run]) -> str:
    """Return both texts on one line, without marks where nothing is in common."""
    if len(was) == len(now) == 1:
        return f"{was[0].text} → {now[0].text}"
    return f"{word_diff.line(was, _run)} → {word_diff.line(now, _run)}"


def _run(run: Run) -> str:
    return _MARKS[run.kind].format(run.text)
