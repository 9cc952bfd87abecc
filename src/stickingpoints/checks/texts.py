"""Texts: a small Markdown, words that stay true, and terms that some text uses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import escape

from stickingpoints.checks.rule import Rule
from stickingpoints.model import glossary
from stickingpoints.model.records import Dataset
from stickingpoints.model.walk import texts
from stickingpoints.problems import Problem
from stickingpoints.text import prose

# Characters; every term is looked for in every text, and this site comes to seven million.
_MOST_SEARCHED = 100_000_000
_RELATIVE_TIME = re.compile(r"\b(currently|nowadays|right now|at present|to date)\b", re.IGNORECASE)
_WORDS_OF_OTHERS = ("quote", "prefix", "suffix", "title")


def markup(dataset: Dataset) -> Iterator[Problem]:
    """Find HTML, images, and links that do not lead to the web."""
    for record, field, text in texts(dataset):
        for fault in prose.faults(text):
            yield record.problem(fault.rule, fault.message, field)


def relative_time(dataset: Dataset) -> Iterator[Problem]:
    """Find words that are true only on the day of writing: the site says "as of"."""
    for record, field, text in texts(dataset):
        if field in _WORDS_OF_OTHERS:
            continue
        if match := _RELATIVE_TIME.search(text):
            message = (
                f'"{match[0]}" is true only on the day of writing; give the date, or say "as of …"'
            )
            yield record.problem("relative-time", message, field).as_warning()


def terms_used(dataset: Dataset) -> Iterator[Problem]:
    """Find terms that no text uses."""
    searched = list(_texts_with_terms(dataset))
    if len(dataset.glossary) * sum(map(len, searched)) > _MOST_SEARCHED:
        message = (
            f"{len(dataset.glossary):,} terms are too many to look for in so much text; "
            "delete those that explain nothing"
        )
        yield dataset.glossary[0].problem("term-not-used", message).as_warning()
        return
    for term in dataset.glossary:
        pattern = glossary.word_of_term(term).pattern
        if not any(pattern.search(str(escape(text))) for text in searched):
            message = (
                f'no text uses "{term.term}"; delete it,'
                " or add the form that the texts use to forms"
            )
            yield term.problem("term-not-used", message, "term").as_warning()


def _texts_with_terms(dataset: Dataset) -> Iterator[str]:
    """Yield the texts in which terms are explained."""
    for record in (*dataset.issues, *dataset.events, *dataset.documents):
        for _, _, text in texts(record):
            yield text


RULES = (
    Rule("raw-html", "Texts are written in a subset of Markdown; HTML is refused.", markup),
    # `markup` reports this one too.
    Rule("bad-link", "Links lead to the web, and images are not shown."),
    Rule(
        "relative-time",
        "Words such as “currently” are true only on the day of writing; the site says “as of”.",
        relative_time,
    ),
    Rule(
        "term-not-used",
        "Every term of the glossary is used in some text of the site.",
        terms_used,
        depends_on=("glossary.term", "glossary.forms"),
    ),
)
