"""Texts: a small Markdown, words that stay true, and terms that some text uses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import escape

from stickingpoints.checks.rule import Rule
from stickingpoints.model import glossary
from stickingpoints.model.records import Correction, Dataset, Record, Source, Withdrawal
from stickingpoints.model.walk import texts
from stickingpoints.problems import Problem
from stickingpoints.text import prose, relative_times

# Characters; every term is looked for in every text, and this site comes to seven million.
_MOST_SEARCHED = 100_000_000
_IN_MARKS = re.compile(r'“[^“”]+”|„[^“”„]+[“”]|«[^«»]+»|‘[^‘’]+’|"[^"]+"')
_CLOSING_MARKS = frozenset('”“»’"')
_WORDS_OF_OTHERS = ("quote", "prefix", "suffix", "title")
_NAMES = ("publisher", "speaker", "stated_by", "name", "url", "archive_url", "contact")
_NOT_OUR_WORDS = frozenset(_WORDS_OF_OTHERS + _NAMES)
_DATED_NOTES = (Correction, Withdrawal)  # their "now" is the day that they bear


def markup(record: Record, field: str, text: str) -> Iterator[Problem]:
    """Find HTML, images, and links that do not lead to the web."""
    for fault in prose.faults(text):
        yield record.problem(fault.rule, fault.message, field)


def wording(record: Record, field: str, text: str) -> Iterator[Problem]:
    """Find words that do not stay true, and a text in quotation marks."""
    if field not in _NOT_OUR_WORDS and not isinstance(record, _DATED_NOTES):
        yield from _relative_time(record, field, text)
    if text[-1:] in _CLOSING_MARKS and not (field == "title" and isinstance(record, Source)):
        yield from _quotation_marks(record, field, text)


def _relative_time(record: Record, field: str, text: str) -> Iterator[Problem]:
    """Find a word that is true only on the day of writing: the site says "as of"."""
    if word := relative_times.first_in(text):
        message = f'"{word}" is true only on the day of writing; give the date, or say "as of …"'
        yield record.problem("relative-time", message, field).as_warning()


def _quotation_marks(record: Record, field: str, text: str) -> Iterator[Problem]:
    """Find marks around a whole text: YAML needs none, and a page adds those of a quote."""
    if not _IN_MARKS.fullmatch(text):
        return
    marks = f"{text[0]} {text[-1]}"
    message = f"readers see the marks {marks} around this text; delete them"
    if field == "quote":
        message = f"the site puts a quote in quotation marks itself; delete the marks {marks}"
    yield record.problem("quotation-marks", message, field).as_warning()


def terms_used(dataset: Dataset) -> Iterator[Problem]:
    """Find terms that no text uses."""
    searched = glossary.Text("\n".join(map(str, map(escape, _texts_with_terms(dataset)))))
    if len(dataset.glossary) * len(searched.text) > _MOST_SEARCHED:
        message = (
            f"{len(dataset.glossary):,} terms are too many to look for in so much text; "
            "delete those that explain nothing"
        )
        yield dataset.glossary[0].problem("term-not-used", message).as_warning()
        return
    for term in dataset.glossary:
        if not searched.has(glossary.word_of_term(term)):
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
    Rule(
        "raw-html", "Texts are written in a subset of Markdown; HTML is refused.", check_text=markup
    ),
    # `markup` reports this one too.
    Rule("bad-link", "Links lead to the web, and images are not shown."),
    Rule(
        "relative-time",
        "Words such as “now” and “last week” are true only on the day of writing; the site says "
        "“as of”. In a quote, and in a dated note, they may stay.",
        check_text=wording,
    ),
    # `wording` reports this one too.
    Rule(
        "quotation-marks",
        "A text is not put in quotation marks, neither the curly ones of a word processor nor "
        "those around a quote, which the site adds itself.",
    ),
    Rule(
        "term-not-used",
        "Every term of the glossary is used in some text of the site.",
        terms_used,
        depends_on=("glossary.term", "glossary.forms"),
    ),
)
