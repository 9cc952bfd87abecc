"""Rules on texts: a small Markdown, nothing that is true only on the day of writing, no idle term."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import escape

from stickingpoints.checks.rule import Rule
from stickingpoints.model import glossary
from stickingpoints.model.records import Dataset, Record
from stickingpoints.model.walk import texts
from stickingpoints.problems import Problem
from stickingpoints.text import prose

# Characters: every term is looked for in every text, and this site comes to seven million.
_MOST_SEARCHED = 100_000_000
_RELATIVE = re.compile(r"\b(currently|nowadays|right now|at present|to date)\b", re.IGNORECASE)
_OTHERS_WORDS = ("quote", "prefix", "suffix", "title")


def unsafe_markdown(dataset: Dataset) -> Iterator[Problem]:
    """Find HTML, images, and links that do not lead to the web."""
    for record, field, text in texts(dataset):
        for fault in prose.faults(text):
            yield record.problem(fault.rule, fault.message, field)


def relative_time(dataset: Dataset) -> Iterator[Problem]:
    """Find words that are true only on the day of writing: the site says "as of"."""
    for record, field, text in texts(dataset):
        if field in _OTHERS_WORDS:
            continue
        found = _RELATIVE.search(text)
        if found:
            message = (
                f'"{found[0]}" is true only on the day of writing; give the date, or say "as of …"'
            )
            yield record.problem("relative-time", message, field).as_warning()


def terms_not_used(dataset: Dataset) -> Iterator[Problem]:
    """Find terms of the glossary that no text uses."""
    written = list(_explained_texts(dataset))
    if len(dataset.glossary) * sum(map(len, written)) > _MOST_SEARCHED:
        message = (
            f"{len(dataset.glossary):,} terms are too many to look for in so much text;"
            " delete those that explain nothing"
        )
        yield dataset.glossary[0].problem("term-not-used", message).as_warning()
        return
    for term in dataset.glossary:
        known = glossary.pattern(term)
        if not any(known.search(text) for text in written):
            message = (
                f'no text uses "{term.term}"; delete it, or write under forms how the texts put it'
            )
            yield term.problem("term-not-used", message, "term").as_warning()


def _explained_texts(dataset: Dataset) -> Iterator[str]:
    """Yield, as HTML, the texts of the pages on which terms are explained."""
    records: list[Record] = [*dataset.issues, *dataset.events, *dataset.documents]
    for record in records:
        for _, _, text in texts(record):
            yield str(escape(text))


RULES = (
    Rule("raw-html", "Texts are a small Markdown; HTML is refused.", unsafe_markdown),
    # Reported by the same function.
    Rule("bad-link", "Links lead to the web, and images are not shown."),
    Rule(
        "relative-time",
        "Words such as “currently” are true only on the day of writing; the site says “as of”.",
        relative_time,
    ),
    Rule(
        "term-not-used",
        "A term of the glossary occurs in some text of the site; one that no page uses explains"
        " nothing.",
        terms_not_used,
        ("glossary.term", "glossary.forms"),
    ),
)
