"""What changed → JSON, for other programs."""

from __future__ import annotations

from typing import Any

from stickingpoints.diff.change import KINDS, Change, Report
from stickingpoints.diff.other_files import FileChange
from stickingpoints.text.json_bytes import json_bytes


def render(report: Report) -> str:
    """Return the report as JSON (RFC 8259): `changes` riskiest first, `comparison` with the rows before and after.

    Of data that cannot be read `changes` is null, and `broken` says why. `files` holds the files that differ and that `changes`
    does not cover; it is null where only folders of data were compared. In it, `lines` counts the lines that came or went (null
    where that is not known), and `kind` is `file`, `symbolic link` or `submodule`.
    """
    whole = {
        "base": report.base,
        "head": report.head,
        "changes": None if report.broken else [_change(change) for change in report.changes],
        "comparison": [
            {
                "issue": issue,
                "cells": [
                    dict(zip(("name", "was", "now"), cell, strict=True)) for cell in row.cells
                ],
            }
            for issue, row in report.rows.items()
        ],
        "notes": report.notes,
        "files": None if report.files is None else [_file(change) for change in report.files],
        "broken": [str(problem) for problem in report.broken],
    }
    return json_bytes(whole).decode()


def _file(change: FileChange) -> dict[str, Any]:
    return {
        "path": change.path,
        "change": change.what,
        "lines": change.lines,
        "kind": change.kind or "file",
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "tier": KINDS[change.kind].tier,
        "section": change.group.section,
        "id": change.group.id,
        "party": change.party or None,
        "subject": change.subject,
        "was": change.was or None,
        "now": change.now or None,
        "file": change.place.file if change.place else None,
        "line": change.place.line if change.place else None,
    }
