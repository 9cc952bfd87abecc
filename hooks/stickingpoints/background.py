"""Prose of docs/ that the editions show: `docs/issues/<issue-id>.md` with front matter (`issue`, `reviewed`), and the method."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import frontmatter
import yaml

from stickingpoints import prose
from stickingpoints.model import Dataset
from stickingpoints.problems import ContentError, Place, Problem, did_you_mean, one_of
from stickingpoints.reading import shown


@dataclass(frozen=True)
class Background:
    """A longer text about one issue: `text` is Markdown, `file` where it was read from."""

    issue: str
    reviewed: datetime.date
    text: str
    file: str


def read_background(folder: Path, dataset: Dataset) -> dict[str, Background]:
    """Return the background texts by issue id.

    Raises ContentError with every fault: front matter that is missing or wrong, an issue that does not exist, HTML.
    """
    found: dict[str, Background] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.md")):
        try:
            background = _read(path, dataset)
        except _FaultError as fault:
            problems.append(Problem(Place(shown(path), fault.line, 1, fault.line), fault.rule, "", str(fault)))
            continue
        if background.issue in found:
            place = Place(shown(path), 1, 1, 1)
            problems.append(Problem(place, "duplicate-id", "", f'"{background.issue}" has its background in {found[background.issue].file} already; keep one'))
        found[background.issue] = background
        problems += _text_faults(path, background)
    if problems:
        raise ContentError(problems)
    return found


def read_method(path: Path) -> str:
    """Return the Markdown of the method page, "" if there is none; links to pages of the site, which print has not, as plain words."""
    text = frontmatter.loads(path.read_text(encoding="utf-8")).content if path.exists() else ""
    return re.sub(r"\[([^\]]+)\]\((?!https?:)[^)]+\)", r"\1", text)


class _FaultError(Exception):
    def __init__(self, rule: str, line: int, message: str) -> None:
        self.rule, self.line = rule, line
        super().__init__(message)


def _read(path: Path, dataset: Dataset) -> Background:
    try:
        post = frontmatter.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise _FaultError("not-utf-8", 1, "this is not UTF-8; save the file in the encoding UTF-8") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise _FaultError("broken-yaml", line, f"the front matter is not YAML: {error.problem}") from None
    _only_known(post.metadata)
    issue, reviewed = post.metadata.get("issue"), post.metadata.get("reviewed")
    if not isinstance(issue, str) or issue not in dataset.issue:
        raise _FaultError("unknown-issue", 1, f'there is no issue "{issue}"{did_you_mean(str(issue), dataset.issue) or "."} {one_of(dataset.issue)}')
    if not isinstance(reviewed, datetime.date):
        raise _FaultError("bad-value", 1, "the front matter needs the day of the last read-through, as reviewed: 2025-11-25")
    return Background(issue, reviewed, post.content, shown(path))


def _only_known(metadata: Mapping[str, Any]) -> None:
    for key in metadata:
        if key not in ("issue", "reviewed"):
            raise _FaultError("unknown-key", 1, f'there is no key "{key}" here. One of: issue, reviewed')


def _text_faults(path: Path, background: Background) -> list[Problem]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [
        Problem(Place(shown(path), number, 1, number), fault.rule, background.issue, fault.message)
        for number, line in enumerate(lines, start=1)
        for fault in prose.faults(line)
        if number > _front_matter_lines(lines)
    ]


def _front_matter_lines(lines: list[str]) -> int:
    marks = [number for number, line in enumerate(lines, start=1) if line.strip() == "---"]
    return marks[1] if len(marks) > 1 else 0
