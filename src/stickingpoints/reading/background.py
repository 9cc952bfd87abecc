"""Texts of docs/ that the editions show: the method, and the background of issues.

The background of an issue is `docs/issues/<issue-id>.md`, with `issue` and `reviewed` in its front
matter.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from frontmatter.default_handlers import YAMLHandler

from stickingpoints import bounded_files
from stickingpoints.model.records import Dataset
from stickingpoints.problems import (
    ContentError,
    Place,
    Problem,
    at_most,
    did_you_mean,
    display_path,
    forbidden,
    forbidden_in,
    one_of,
    shorten,
)
from stickingpoints.reading.yaml_nodes import Node
from stickingpoints.reading.yaml_tree import parse_text
from stickingpoints.text import prose

# A build renders every page several times: thirteen pages of so many pieces take some four seconds.
_MOST_PIECES = 1_500
_EXAMPLES = {"issue": "territory", "reviewed": "2025-11-25"}


@dataclass(frozen=True)
class Background:
    """A longer text about one issue: `text` is Markdown, `file` where it was read from.

    `before` is the number of lines before the text in the file.
    """

    issue: str
    reviewed: datetime.date
    text: str
    file: str
    before: int = 0


def read_background(folder: Path, dataset: Dataset) -> dict[str, Background]:
    """Return the background texts by issue id.

    Raises ContentError with every fault: front matter that is missing or wrong, an issue that does
    not exist, HTML.
    """
    backgrounds: dict[str, Background] = {}
    problems: list[Problem] = []
    for path in bounded_files.files(folder, display_path(folder), ".md"):
        try:
            page = read_page(path)
            background = _background(page, dataset)
        except ContentError as error:
            problems += error.problems
            continue
        if earlier := backgrounds.get(background.issue):
            first = f'the background of "{background.issue}" is already in {earlier.file}'
            message = f"{first}; keep one of them"
            problems.append(Problem(Place(page.name, 1, 1, 1), "duplicate-id", "", message))
        backgrounds[background.issue] = background
        problems += at_most(_text_faults(page, background))
    if problems:
        raise ContentError(problems)
    return backgrounds


def for_print(text: str) -> str:
    """Return the Markdown of a page for print: links to pages of the site become plain words."""
    # A bracket inside brackets begins a link of its own, so that no text is searched twice.
    return re.sub(r"\[([^\[\]]+)\]\((?!https?:)[^()]+\)", r"\1", text)


class Page(NamedTuple):
    """A written page: its name in messages, its front matter (None if it has none), its Markdown.

    `before` is the number of lines before the Markdown.
    """

    name: str
    meta: Node | None
    text: str
    before: int


def read_page(path: Path, *, at_most: int = bounded_files.LARGEST_PAGE) -> Page:
    """Return a page of docs/ of at most so many bytes.

    Raises ContentError if it is larger, or its front matter cannot be read.
    """
    name = display_path(path)
    text = bounded_files.read_text(path, name, at_most=at_most)
    page = _split(name, text)
    if _pieces(prose.tree(page.text, long=True)) > _MOST_PIECES:
        message = (
            f"the page has more than the {_MOST_PIECES:,} paragraphs, list entries, links "
            "and marks allowed; shorten it or divide it"
        )
        raise _fault(Place(name, 1, 1, 1), "file-too-large", message)
    return page


def _pieces(nodes: list[dict[str, Any]]) -> int:
    return sum(1 + _pieces(node.get("children", [])) for node in nodes)


def _split(name: str, text: str) -> Page:
    """Return a page with its front matter read; raises ContentError if that cannot be."""
    handler = YAMLHandler()
    if not handler.detect(text):
        return Page(name, None, text.strip(), 0)
    try:
        head, body = handler.split(text)
    except ValueError:
        raise _fault(
            Place(name, 1, 1, 1),
            "broken-yaml",
            "the front matter is not closed; put --- on a line of its own after it",
        ) from None
    # With an empty line in the place of the first ---, the places are those of the file.
    start = text.index(head, text.index("\n"))
    meta, problems = parse_text("\n" * text[:start].count("\n") + head, name)
    if problems:
        raise ContentError(problems)
    return Page(name, meta, body.strip(), text.removesuffix(body.lstrip()).count("\n"))


def _background(page: Page, dataset: Dataset) -> Background:
    """Return a page as the background of its issue.

    Raises ContentError if its front matter has not exactly the keys and values that it needs.
    """
    meta = page.meta or Node({}, Place(page.name, 1, 1, 1))
    if not isinstance(meta.value, dict):
        raise _fault(
            meta.place, "wrong-type", "the front matter has no keys; write issue: and reviewed:"
        )
    for key in meta.value:
        if key not in _EXAMPLES:
            raise _fault(meta.keys[key], "unknown-key", f'unknown key "{key}". {one_of(_EXAMPLES)}')
    issue, reviewed = _value(meta, "issue"), _value(meta, "reviewed")
    if not isinstance(issue.value, str) or issue.value not in dataset.issue:
        written = shorten(issue.written or str(issue.value))
        hint = did_you_mean(written, dataset.issue) or "."
        message = f'unknown issue "{written}"{hint} {one_of(dataset.issue)}'
        raise _fault(issue.place, "unknown-issue", message)
    if not isinstance(reviewed.value, datetime.date):
        written = "this"
        if isinstance(reviewed.value, str):
            written = f'"{shorten(reviewed.value)}"'
        advice = "write the day of the last read-through, as 2025-11-25"
        message = f"{written} is not a day on the calendar; {advice}"
        raise _fault(reviewed.place, "bad-value", message)
    return Background(issue.value, reviewed.value, page.text, page.name, page.before)


def _value(meta: Node, key: str) -> Node:
    """Return a value of the front matter; raises ContentError if it is not there."""
    value = meta.value.get(key)
    if not isinstance(value, Node):
        example = f"{key}: {_EXAMPLES[key]}"
        advice = f"write it between two lines of ---, as {example}"
        raise _fault(meta.place, "missing", f"the front matter needs {key}; {advice}")
    return value


def _text_faults(page: Page, background: Background) -> Iterator[Problem]:
    pattern = forbidden_in(page.text)
    for number, line in enumerate(page.text.replace("\t", " ").split("\n"), start=page.before + 1):
        if hidden := pattern.search(line):
            place = Place(page.name, number, hidden.start() + 1, number)
            yield Problem(place, "forbidden-character", background.issue, forbidden(hidden[0]))
        for fault in prose.faults(line):
            yield Problem(
                Place(page.name, number, 1, number), fault.rule, background.issue, fault.message
            )


def _fault(place: Place, rule: str, message: str) -> ContentError:
    return ContentError([Problem(place, rule, "", message)])
