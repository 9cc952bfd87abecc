"""What changed → JSON, for other programs."""

from __future__ import annotations

from typing import Any

from stickingpoints.diff.change import Change, Report, Row
from stickingpoints.diff.other_files import FileChange
from stickingpoints.text.json_bytes import json_bytes, printed

_Object = dict[str, Any]


def render(report: Report) -> str:
    """Return the report as JSON (RFC 8259).

    `changes` is in the order of risk; it is null for data that cannot be read, and `broken` says
    why. `turns` of a change names the words that turn what a text says. `comparison` holds the rows
    before and after. `files` holds the files that differ and that `changes` does not cover; it is
    null where only folders of data were compared. There, `lines` counts the lines that were added
    or removed (null where that is not known), and `kind` is `file`, `symbolic link` or `submodule`.
    """
    content = {
        "base": report.base,
        "head": report.head,
        "changes": _changes(report),
        "comparison": [_comparison(issue, row) for issue, row in report.rows.items()],
        "notes": report.notes,
        "files": _files(report),
        "broken": list(map(str, report.broken)),
    }
    return printed(json_bytes(content).decode())


def _changes(report: Report) -> list[_Object] | None:
    if report.broken:
        return None
    return list(map(_change, report.changes))


def _files(report: Report) -> list[_Object] | None:
    if report.files is None:
        return None
    return list(map(_file, report.files))


def _comparison(issue: str, row: Row) -> _Object:
    cells = [{"name": name, "was": was, "now": now} for name, was, now in row.cells]
    return {"issue": issue, "cells": cells}


def _file(change: FileChange) -> _Object:
    return {
        "path": change.path,
        "change": change.what,
        "lines": change.lines,
        "kind": change.kind or "file",
    }


def _change(change: Change) -> _Object:
    return {
        "kind": change.kind,
        "tier": change.tier,
        "section": change.group.section,
        "id": change.group.id,
        "party": change.party or None,
        "subject": change.subject,
        "was": change.was or None,
        "now": change.now or None,
        "turns": list(change.turns),
        "file": change.place and change.place.file,
        "line": change.place and change.place.line,
    }
