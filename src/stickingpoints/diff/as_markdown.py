"""What changed → Markdown for a comment on a pull request, in which nothing from the data is anything but text.

Everything that comes from outside goes through `stickingpoints.markdown.escaped`. No HTML is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from types import MappingProxyType

from stickingpoints.diff import word_marks
from stickingpoints.diff.as_text import is_short
from stickingpoints.diff.change import Change, Group, Report, Row, counted
from stickingpoints.diff.word_marks import Run
from stickingpoints.text.markdown import escaped

LIMIT = 60_000
"""A comment may have 65,536 characters on GitHub; what a workflow puts around this needs some of them."""
_LONGEST = 2000
_SIGNS = MappingProxyType({"risky": "⚠️", "changed": "✏️", "added": "➕", "wording": "💬"})
_MARKS = MappingProxyType({"same": "{}", "gone": "~~{}~~", "new": "**{}**"})


def render(report: Report, limit: int = LIMIT) -> str:
    """Return the report as GitHub Flavored Markdown of at most `limit` characters.

    Changes are left out whole, the least risky first, and counted at the end.
    """
    if report.broken:
        return _broken(report, limit)
    first = f"### What changes in meaning\n\nFrom {escaped(report.base)} to {escaped(report.head)}: {_counts(report)}.\n"
    head = "".join([first, *_notes(report), _files(report, limit // 4)])
    kept = _kept(report, limit - len(head) - 300)  # room for the last line
    left_out = _without(report.changes, kept)
    return (
        head
        + "".join(_group(report, group, parties) for group, parties in report.groups(kept).items())
        + _rest(left_out)
    )


def _counts(report: Report) -> str:
    return f"**{counted(report.changes)}**" if report.changes else "nothing"


def _notes(report: Report) -> Iterator[str]:
    yield from (f"\n{escaped(note)}\n" for note in report.notes)


def _files(report: Report, budget: int) -> str:
    """Return the files that nothing here speaks of, before all else, so that no long text can push them out."""
    if not report.files:
        return ""
    count = f"{len(report.files)} file{'s' * (len(report.files) != 1)}"
    lines = [f"- {_short(str(change))}\n" for change in report.files]
    kept = _fitting(lines, budget)
    rest = f"- … and {len(lines) - len(kept)} more\n" if len(kept) < len(lines) else ""
    return f"\n**This comparison does not cover {count}. Read them in the files view:**\n\n{''.join(kept)}{rest}"


# What fits


def _fitting(lines: list[str], budget: int) -> list[str]:
    """Return the first lines, as many as have room."""
    sizes = accumulate(len(line) for line in lines)
    return [line for line, size in zip(lines, sizes, strict=True) if size <= budget]


def _kept(report: Report, budget: int) -> tuple[Change, ...]:
    """Return the changes that fit, the riskiest before all others; their headings and rows take room too."""
    kept, groups, there = [], set[Group](), set[tuple[Group, str]]()
    for change in report.changes:
        frame = (
            []
            if change.group in groups
            else [_heading(report, change.group), _row(report.row(change.group))]
        )
        frame += [_party(report, change.party)] if (change.group, change.party) not in there else []
        cost = sum(len(part) for part in (*frame, _change(change)))
        if cost <= budget:
            budget -= cost
            kept.append(change)
            groups.add(change.group)
            there.add((change.group, change.party))
    return tuple(kept)


def _without(changes: tuple[Change, ...], kept: tuple[Change, ...]) -> list[Change]:
    there = Counter(id(change) for change in kept)
    return [change for change in changes if id(change) not in there]


def _rest(left_out: list[Change]) -> str:
    if not left_out:
        return ""
    number = f"{len(left_out)} change{'s' * (len(left_out) != 1)}"
    return f"\n*Left out, because a comment has no room for more: {number} ({counted(left_out)}).* `stickingpoints diff` *shows all.*\n"


# What is shown


def _group(report: Report, group: Group, parties: dict[str, list[Change]]) -> str:
    shown = [_heading(report, group)]
    for party, changes in parties.items():
        shown.append(_party(report, party) if party or len(parties) > 1 else "\n")
        shown += [_change(change) for change in changes]
    return "".join([*shown, _row(report.row(group))])


def _heading(report: Report, group: Group) -> str:
    return f"\n#### {escaped(report.titles[group])}\n"


def _party(report: Report, party: str) -> str:
    return f"\n**{escaped(report.parties.get(party, party))}**\n\n"


def _change(change: Change) -> str:
    head = f"- {_SIGNS[change.tier]} {change.label}" + (
        f" ({escaped(change.subject)})" if change.subject else ""
    )
    if change.was and change.now:
        was, now = (
            word_marks.line(runs, _run) for runs in word_marks.marked(change.was, change.now)
        )
        return (
            f"{head}: {was} → {now}\n"
            if is_short(change)
            else f"{head}\n  - was: {was}\n  - now: {now}\n"
        )
    return f"{head}: {_short(change.was or change.now)}\n"


def _run(run: Run) -> str:
    return _MARKS[run.mark].format(_short(run.text))


def _short(text: str) -> str:
    """Return a text, escaped; of a very long one the beginning."""
    left = len(text) - _LONGEST
    return escaped(text) if left <= 0 else f"{escaped(text[:_LONGEST])} … ({left} more characters)"


def _row(row: Row | None) -> str:
    if row is None:
        return ""
    names = " | ".join(escaped(name) for name, _, _ in row.cells)
    lines = [f"| Comparison | {names} |", "|---" * (len(row.cells) + 1) + "|"]
    lines += [
        f"| {side} | {' | '.join(escaped(cell) for cell in cells)} |"
        for side, cells in row.sides().items()
    ]
    return "".join(f"{line}\n" for line in ["", *lines])


def _broken(report: Report, limit: int) -> str:
    first = f"### What changes in meaning cannot be told\n{_files(report, limit // 4)}\n"
    head = (
        f"{first}This data of {escaped(report.base)} or {escaped(report.head)} cannot be read:\n\n"
    )
    lines = [f"- {_short(str(problem))}\n" for problem in report.broken]
    kept = _fitting(lines, limit - len(head) - 100)
    left = len(lines) - len(kept)
    return head + "".join(kept) + (f"\n*{left} more are left out.*\n" if left else "")
