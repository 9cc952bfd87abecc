"""Provisions: what a plan says on an issue, in the few words that a cell of the matrix has."""

from __future__ import annotations

from collections.abc import Iterator

from stickingpoints.checks.rule import Rule
from stickingpoints.model.records import Dataset, Provision
from stickingpoints.problems import Problem

_MOST_WORDS = 8


def short_missing(dataset: Dataset) -> Iterator[Problem]:
    """Warn of provisions that say in full alone what the plan says."""
    for provision in _provisions(dataset):
        if provision.short is None:
            message = (
                f"short is missing; add it with what the plan says, in at most {_MOST_WORDS} "
                "words from text"
            )
            yield provision.problem("short-missing", message).as_warning()


def short_too_long(dataset: Dataset) -> Iterator[Problem]:
    """Warn of short texts that are not short."""
    for provision in _provisions(dataset):
        words = (provision.short or "").split()
        if len(words) > _MOST_WORDS:
            message = (
                f"this has {len(words)} words; write at most {_MOST_WORDS}, "
                "and leave the rest to text"
            )
            yield provision.problem("short-too-long", message, "short").as_warning()


def _provisions(dataset: Dataset) -> Iterator[Provision]:
    for document in dataset.documents:
        yield from document.provisions


RULES = (
    Rule(
        "short-missing",
        "What a plan says on an issue is also given in a few words, which the matrix of plans "
        "shows.",
        short_missing,
        depends_on=("documents.provisions.short",),
    ),
    Rule(
        "short-too-long",
        f"`short` has at most {_MOST_WORDS} words.",
        short_too_long,
        depends_on=("documents.provisions.short",),
    ),
)
