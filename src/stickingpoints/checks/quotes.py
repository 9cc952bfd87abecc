"""Quotes: short, with the person or text whose words they are, and checked against their source."""

from __future__ import annotations

from collections.abc import Iterator

from stickingpoints.checks.rule import Rule, of_citations
from stickingpoints.model.records import Dataset
from stickingpoints.model.walk import citations
from stickingpoints.problems import Problem

LONGEST_QUOTE = 40
_OF_A_QUOTE = ("quote_kind", "speaker", "prefix", "suffix")


def quote_missing(dataset: Dataset) -> Iterator[Problem]:
    """Find fields that belong to a quote, without one."""
    for _, citation in citations(dataset):
        if citation.quote is not None:
            continue
        for field in _OF_A_QUOTE:
            if getattr(citation, field) is not None:
                message = f'"{field}" needs a quote; add the quote, or delete this line'
                yield citation.problem("quote-missing", message, field)


def quote_too_long(dataset: Dataset) -> Iterator[Problem]:
    """Find quotes of too many words."""
    for _, citation in citations(dataset):
        length = len((citation.quote or "").split())
        if length > LONGEST_QUOTE:
            message = f"the quote has {length} words; shorten it to at most {LONGEST_QUOTE}"
            yield citation.problem("quote-too-long", message, "quote")


def quote_kind_missing(dataset: Dataset) -> Iterator[Problem]:
    """Find quotes that do not say whose words they are."""
    message = (
        "say whose words the quote is: add quote_kind. One of: speaker, document, outlet-words"
    )
    for _, citation in citations(dataset):
        if citation.quote is not None and citation.quote_kind is None:
            yield citation.problem("quote-kind-missing", message, "quote")


def speaker_missing(dataset: Dataset) -> Iterator[Problem]:
    """Find quotes of a speaker who is not named."""
    message = "say who spoke these words: add speaker"
    for _, citation in citations(dataset):
        if citation.quote is None or citation.speaker is not None:
            continue
        if citation.quote_kind == "speaker":
            yield citation.problem("speaker-missing", message, "quote")


RULES = (
    Rule(
        "quote-missing",
        "Fields that describe a quote need one.",
        quote_missing,
        depends_on=of_citations("quote"),
    ),
    Rule("quote-too-long", f"A quote has at most {LONGEST_QUOTE} words.", quote_too_long),
    Rule(
        "quote-kind-missing",
        "A quote says whose words it is.",
        quote_kind_missing,
        depends_on=of_citations("quote_kind"),
    ),
    Rule(
        "speaker-missing",
        "A quote of a speaker names the speaker.",
        speaker_missing,
        depends_on=of_citations("speaker", "quote_kind"),
    ),
    # Reported by quote_lock.py and quote_verify.py, which need more than the dataset:
    Rule(
        "quote-altered",
        "The words of a quote differ from those that were found in a saved text of its source "
        "(data/quotes.lock).",
    ),
    Rule("quote-lock", "data/quotes.lock is written by `stickingpoints verify`, never by hand."),
    Rule(
        "quote-marked",
        "A change marks a quote as checked. Nobody without the saved copy can confirm that; "
        "ask the person who compared them.",
    ),
    Rule("quote-not-found", "The words of a quote are not in the saved text of its source."),
    Rule(
        "quote-unchecked",
        "A quote was not yet checked against a saved text of its source; "
        "`stickingpoints verify` does that.",
    ),
)
