"""Texts that an editor has not written yet: `[fill in: …]` stands where they belong."""

from __future__ import annotations

from collections.abc import Iterator

from stickingpoints.checks.rule import Rule
from stickingpoints.model.records import Record
from stickingpoints.problems import Problem
from stickingpoints.text import fill_in


def fill_ins(record: Record, field: str, text: str) -> Iterator[Problem]:
    """Find the markers in a text."""
    for found in fill_in.markers(text):
        yield record.problem("fill-in", fill_in.message(found.what), field).as_warning()


RULES = (
    Rule(
        "fill-in",
        "No text of the data, and no page of docs/, is published with a [fill in: …] in it.",
        check_text=fill_ins,
    ),
)
