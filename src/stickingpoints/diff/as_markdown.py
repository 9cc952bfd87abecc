"""What changed → Markdown for a comment on a pull request, in which all data is only text.

Everything that comes from outside goes through `text.markdown.escaped`. No HTML is written.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from types import MappingProxyType

from stickingpoints.diff.as_text import is_short
from stickingpoints.diff.change import Change, Group, Report, Row, by_tier
from stickingpoints.problems import quantity
from stickingpoints.text import word_diff
from stickingpoints.text.markdown import escaped
from stickingpoints.text.word_diff import Run

LIMIT = 60_000
"""A comment on GitHub may have 65,536 characters; what a workflow puts around this needs some."""
_LAST_LINE = 300  # characters kept free for what is left out
_LONGEST = 2000
_SIGNS = MappingProxyType({"risky": "⚠️", "changed": "✏️", "added": "➕", "wording": "💬"})
_MARKS = MappingProxyType({"kept": "{}", "removed": "~~{}~~", "added": "**{}**"})


def render(report: Report, limit: int = LIMIT) -> str:
    """Return the report as GitHub Flavored Markdown of at most `limit` characters.

    Changes are left out whole, the least risky first, and quantity at the end.
    """
    if report.broken:
        return _broken(report, limit)
    notes = "".join(f"\n{escaped(note)}\n" for note in report.notes)
    # At most a quarter for the files, so that many of them leave room for the changes.
    head = f"{_title(report)}{notes}{_files(report, limit // 4)}"
    kept, left_out = _fitting_changes(report, limit - len(head) - _LAST_LINE)
    groups = []
    for group, parties in report.groups(kept).items():
        groups.append(_group(report, group, parties))
    return "".join([head, *groups, _rest(left_out)])


def _title(report: Report) -> str:
    counts = "nothing"
    if report.changes:
        counts = f"**{by_tier(report.changes)}**"
    sides = f"From {escaped(report.base)} to {escaped(report.head)}"
    return f"### What changes in meaning\n\n{sides}: {counts}.\n"


def _files(report: Report, budget: int) -> str:
    """Return the files that are not compared, to be shown first: no long text pushes them out."""
    if not report.files:
        return ""
    count = quantity(len(report.files), "file")
    lines = [f"- {_short(str(change))}\n" for change in report.files]
    shown = _fitting(lines, budget)
    if len(shown) < len(lines):
        shown.append(f"- … and {len(lines) - len(shown)} more\n")
    head = f"**This comparison does not cover {count}. Read them in the files view:**"
    return "".join([f"\n{head}\n\n", *shown])


# What fits


def _fitting(lines: list[str], budget: int) -> list[str]:
    """Return the first lines, as many as have room."""
    sizes = accumulate(map(len, lines))
    return lines[: bisect_right(list(sizes), budget)]


def _fitting_changes(report: Report, budget: int) -> tuple[list[Change], list[Change]]:
    """Return the changes that fit, the riskiest before all others, and those that do not.

    Headings and rows take room too, once for each group and party.
    """
    kept, left_out = [], []
    headings: set[Group | tuple[Group, str]] = set()
    for change in report.changes:
        cost = len(_change(change))
        if change.group not in headings:
            cost += len(_heading(report, change.group)) + len(_row(report.row(change.group)))
        if (change.group, change.party) not in headings:
            cost += len(_party(report, change.party))
        # A later change that is shorter may still fit, so the others are looked at, too.
        if cost > budget:
            left_out.append(change)
            continue
        budget -= cost
        kept.append(change)
        headings |= {change.group, (change.group, change.party)}
    return kept, left_out


def _rest(left_out: list[Change]) -> str:
    if not left_out:
        return ""
    number = quantity(len(left_out), "change")
    return (
        f"\n*Left out, because a comment has no room for more: {number} ({by_tier(left_out)}).* "
        "`stickingpoints diff` *shows all.*\n"
    )


# What is shown


def _group(report: Report, group: Group, parties: dict[str, list[Change]]) -> str:
    parts = [_heading(report, group)]
    for party, changes in parties.items():
        if party or len(parties) > 1:
            parts.append(_party(report, party))
        else:
            parts.append("\n")
        parts += map(_change, changes)
    return "".join([*parts, _row(report.row(group))])


def _heading(report: Report, group: Group) -> str:
    return f"\n#### {escaped(report.titles[group])}\n"


def _party(report: Report, party: str) -> str:
    return f"\n**{escaped(report.parties.get(party, party))}**\n\n"


def _change(change: Change) -> str:
    head = f"- {_SIGNS[change.tier]} {change.label}"
    if change.subject:
        head += f" ({escaped(change.subject)})"
    if change.turns:
        head += f": {_short(', '.join(change.turns))}"
    if not (change.was and change.now):
        return f"{head}: {_short(change.was or change.now)}\n"
    before, after = word_diff.side_by_side(change.was, change.now)
    was, now = word_diff.line(before, _run), word_diff.line(after, _run)
    if is_short(change):
        return f"{head}: {was} → {now}\n"
    return f"{head}\n  - was: {was}\n  - now: {now}\n"


def _run(run: Run) -> str:
    return _MARKS[run.kind].format(_short(run.text))


def _short(text: str) -> str:
    """Return a text, escaped; of a very long one the beginning."""
    hidden = len(text) - _LONGEST
    if hidden <= 0:
        return escaped(text)
    return f"{escaped(text[:_LONGEST])} … ({hidden} more characters)"


def _row(row: Row | None) -> str:
    if row is None:
        return ""
    names, before, after = zip(*row.cells, strict=True)
    return (
        f"\n{_table_row('Comparison', names)}"
        f"{'|---' * (len(names) + 1)}|\n"
        f"{_table_row('was', before)}"
        f"{_table_row('now', after)}"
    )


def _table_row(head: str, cells: Iterable[str]) -> str:
    return f"| {head} | {' | '.join(map(escaped, cells))} |\n"


def _broken(report: Report, limit: int) -> str:
    head = (
        f"### What changes in meaning cannot be shown\n{_files(report, limit // 4)}\n"
        f"This data of {escaped(report.base)} or {escaped(report.head)} cannot be read:\n\n"
    )
    lines = [f"- {_short(str(problem))}\n" for problem in report.broken]
    shown = _fitting(lines, limit - len(head) - 100)
    if len(shown) < len(lines):
        shown.append(f"\n*{len(lines) - len(shown)} more are left out.*\n")
    return "".join([head, *shown])
