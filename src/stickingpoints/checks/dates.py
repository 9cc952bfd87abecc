"""Dates: nothing from the future, and statements in their order."""

from __future__ import annotations

from collections.abc import Iterator

from stickingpoints.checks.rule import STATEMENT, Rule, all_positions
from stickingpoints.model.records import Dataset, Document, Event, Statement
from stickingpoints.model.standing import statements_ever, with_withdrawn
from stickingpoints.problems import Problem


def after_as_of(dataset: Dataset) -> Iterator[Problem]:
    """Find statements, events and documents later than the day that the content describes."""
    as_of = dataset.as_of.isoformat()
    dated: list[Statement | Event | Document] = [
        statement for _, _, statement in statements_ever(dataset)
    ]
    dated += [*dataset.events, *dataset.documents]
    for record in dated:
        if record.date > as_of:
            message = f"{record.date} is after as_of ({as_of}); correct the date, or move as_of on"
            yield record.problem("after-as-of", message, "date")


def after_accessed(dataset: Dataset) -> Iterator[Problem]:
    """Find sources published after the day on which they were read."""
    for source in dataset.sources:
        if source.published and source.published > source.accessed.isoformat():
            message = (
                f"{source.published} is after the day it was read ({source.accessed}); "
                "correct one of them"
            )
            yield source.problem("after-accessed", message, "published")


def statement_order(dataset: Dataset) -> Iterator[Problem]:
    """Find the first statement of each position that is not in its place, newest first."""
    message = "statements must be sorted newest first; move this one"
    for _, position in all_positions(dataset):
        for written, expected in zip(position.statements, with_withdrawn(position), strict=True):
            if written is not expected:
                yield written.problem("statement-order", message, "date").as_warning()
                break


RULES = (
    Rule(
        "after-as-of",
        "No date is later than `as_of`, the day up to which the content is current.",
        after_as_of,
    ),
    Rule(
        "after-accessed",
        "A source cannot be published after the day it was read.",
        after_accessed,
    ),
    Rule(
        "statement-order",
        "Statements are sorted newest first.",
        statement_order,
        depends_on=(f"{STATEMENT}.date",),
    ),
)
