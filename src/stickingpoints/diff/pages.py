"""The pages and settings of two projects → what changed in them, paragraph by paragraph.

The written pages are what readers see as much as the data is: a word there can turn a meaning too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import zip_longest
from operator import attrgetter
from pathlib import PurePosixPath
from typing import NamedTuple

from stickingpoints.diff.change import Change, Group
from stickingpoints.diff.matching import flat
from stickingpoints.diff.other_files import FileChange, Tree, text_of
from stickingpoints.problems import Place
from stickingpoints.text.meaning import Meaning

_SETTINGS = "mkdocs.yml"


class Paragraph(NamedTuple):
    """A paragraph of a page, on one line, and the line on which it begins."""

    text: str
    line: int


def _is_compared(change: FileChange) -> bool:
    """Return whether a file that differs is a page or the settings, which are compared."""
    path = PurePosixPath(change.path)
    is_page = path.parts[0] == "docs" and path.suffix == ".md"
    return not change.kind and (is_page or change.path == _SETTINGS)


def changes(
    files: Iterable[FileChange], was: Tree, now: Tree, meaning: Meaning
) -> tuple[list[Change], list[FileChange]]:
    """Return the changes in pages and settings, and the files that were not compared."""
    page_changes: list[Change] = []
    others: list[FileChange] = []
    for file in files:
        texts = _texts(file, was, now)
        if texts is None:
            others.append(file)
        else:
            page_changes += _changes(file.path, *texts, meaning)
    return page_changes, others


def _texts(file: FileChange, was: Tree, now: Tree) -> tuple[str, str] | None:
    """Return the texts of a file before and after, None if it cannot be compared."""
    if not _is_compared(file):
        return None
    before, after = text_of(was, file.path), text_of(now, file.path)
    if before is None or after is None:
        return None
    return before, after


def _changes(path: str, was: str, now: str, meaning: Meaning) -> Iterator[Change]:
    before, after = list(_paragraphs(path, was)), list(_paragraphs(path, now))
    texts_before = list(map(attrgetter("text"), before))
    texts_after = list(map(attrgetter("text"), after))
    # By paragraphs, not by lines: a paragraph that is broken elsewhere is the same.
    matcher = SequenceMatcher(None, texts_before, texts_after, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag != "equal":
            yield from _replaced(path, before[start:end], after[new_start:new_end], meaning)


def _paragraphs(path: str, text: str) -> Iterator[Paragraph]:
    """Yield the paragraphs of a page, or the lines of the settings."""
    lines: list[str] = []
    begins = 1
    for number, line in enumerate([*text.splitlines(), ""], 1):
        if line.strip():
            lines.append(line)
        if lines and (not line.strip() or path == _SETTINGS):
            yield Paragraph(flat(" ".join(lines)), begins)
            lines = []
        if not lines:
            begins = number + 1


def _replaced(
    path: str, gone: Sequence[Paragraph], came: Sequence[Paragraph], meaning: Meaning
) -> Iterator[Change]:
    for before, after in zip_longest(gone, came):
        yield _change(path, before, after, meaning)


def _change(
    path: str, before: Paragraph | None, after: Paragraph | None, meaning: Meaning
) -> Change:
    """Return the change from one paragraph to another; None stands for no paragraph."""
    change = Change(
        _kind(path, before, after),
        Group("page", path),
        was=before.text if before else "",
        now=after.text if after else "",
    )
    if after:
        change = replace(change, place=Place(path, after.line, 1, after.line))
    if before and after and path != _SETTINGS:
        change = replace(change, turns=meaning.turns(before.text, after.text))
    return change


def _kind(path: str, before: Paragraph | None, after: Paragraph | None) -> str:
    if path == _SETTINGS:
        return "settings-changed"
    if before is None:
        return "text-added"
    if after is None:
        return "text-removed"
    return "wording"
