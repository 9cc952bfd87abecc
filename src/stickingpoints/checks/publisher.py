"""The publisher: readers of a site on a dispute want to know who publishes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from stickingpoints.checks.rule import Rule
from stickingpoints.model.records import Dataset
from stickingpoints.problems import Problem


def publisher_missing(dataset: Dataset) -> Iterator[Problem]:
    """Warn of a dataset that does not say who publishes it."""
    if dataset.publisher:
        return
    message = (
        "nobody is named as responsible for this site; add publisher with name, contact "
        "(an e-mail address or a web address), made (how the site is made) and paid "
        "(who pays for it)"
    )
    problem = dataset.problem("publisher-missing", message).as_warning()
    first_line = dataset.where("schema")._replace(column=1)
    yield replace(problem, place=first_line)


RULES = (
    Rule(
        "publisher-missing",
        "A site says who publishes it, how to reach them, how it is made and who pays for it.",
        publisher_missing,
        depends_on=("publisher",),
    ),
)
