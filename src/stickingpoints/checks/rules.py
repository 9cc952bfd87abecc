"""The registry of rules: every rule that a command can report, and the check of a dataset.

A rule is declared once, beside the function that checks it; each module of this package has those
of one subject in its `RULES`. A test asserts that no rule is reported that is not declared here.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import chain, islice

from stickingpoints.checks import (
    answers,
    dates,
    fill_ins,
    maps,
    other_rules,
    positions,
    provisions,
    publisher,
    quotes,
    references,
    scales,
    sources,
    texts,
)
from stickingpoints.checks.rule import Check, CheckText, Rule
from stickingpoints.model import walk
from stickingpoints.model.records import Dataset, Record
from stickingpoints.problems import MOST_SHOWN, Problem, in_reading_order
from stickingpoints.processes import results

# More are not shown, and finding them all could take very long.
_MOST_OF_A_RULE = 4 * MOST_SHOWN
_LARGE = 200  # issues from which on every core has its part of the rules
_UNKNOWN = "The message says what is wrong and what to write instead."
_FIELDS = frozenset(
    {
        "stance",
        "figure",
        "figure_label",
        "at",
        "reason",
        "since",
        "statements",
        "positions",
        "id",
        "date",
        "quote",
        "quote_kind",
        "speaker",
        "source",
        "party",
        "issue",
        "issues",
    }
)

RULES: tuple[Rule, ...] = (
    *other_rules.RULES,
    *publisher.RULES,
    *references.RULES,
    *positions.RULES,
    *answers.RULES,
    *provisions.RULES,
    *scales.RULES,
    *maps.RULES,
    *dates.RULES,
    *quotes.RULES,
    *sources.RULES,
    *texts.RULES,
    *fill_ins.RULES,
)
SoundTexts = set[tuple[type[Record], str, str]]
"""Texts in which no rule on single texts finds anything: the kind of their record, field, text."""

BY_ID: Mapping[str, Rule] = {rule.id: rule for rule in RULES}


def problems(dataset: Dataset, sound: SoundTexts | None = None) -> list[Problem]:
    """Return what the rules find in a dataset, in reading order.

    Of each rule only the first few thousand are returned. Texts among the `sound` ones are not
    checked; those that turn out to be so are added to them.
    """
    tasks = [partial(_in_texts, dataset, sound)]
    tasks += [partial(_first, rule.check, dataset) for rule in RULES if rule.check]
    if len(dataset.issues) >= _LARGE:
        found = results(tasks, few=len(tasks))
    else:
        found = [task() for task in tasks]
    return in_reading_order(chain.from_iterable(found))


def _first(check: Check, dataset: Dataset) -> list[Problem]:
    """Return the first problems that a rule finds."""
    return list(islice(check(dataset), _MOST_OF_A_RULE))


def _in_texts(dataset: Dataset, sound: SoundTexts | None) -> list[Problem]:
    """Return the first problems that each rule on single texts finds, in one walk over them."""
    by_rule: dict[CheckText, list[Problem]] = {}
    for rule in RULES:
        if rule.check_text:
            by_rule[rule.check_text] = []
    for found in walk.texts(dataset):
        record, field, text = found
        kind = (type(record), field, text)
        if sound is not None and kind in sound:
            continue
        is_sound = _is_sound(found, by_rule)
        if sound is not None and is_sound:
            sound.add(kind)
    return list(chain.from_iterable(by_rule.values()))


def _is_sound(found: tuple[Record, str, str], by_rule: Mapping[CheckText, list[Problem]]) -> bool:
    """Add what rules report of a text, and return whether each was asked and reports nothing."""
    is_sound = True
    for check_text, reported in by_rule.items():
        if len(reported) >= _MOST_OF_A_RULE:
            is_sound = False
            continue
        before = len(reported)
        reported.extend(check_text(*found))
        is_sound = is_sound and len(reported) == before
    return is_sound


def help_for(rule: str) -> str:
    """Return what a rule, given by its id, asks for."""
    if rule not in BY_ID:
        return _UNKNOWN
    return BY_ID[rule].help


def fields_behind(problem: Problem) -> tuple[str, ...]:
    """Return the fields that a problem is a conclusion from, as `issues.positions.stance`."""
    if problem.rule not in BY_ID:
        return ()
    return BY_ID[problem.rule].depends_on


def scope_of(problem: Problem) -> str:
    """Return the trail of the record that a problem is about.

    For a scale that is the issue, and for the order of statements their position.
    """
    steps = problem.trail.split(" › ")
    if problem.rule in ("unknown-scale-point", "scale-side"):
        return " › ".join(steps[:2])
    if problem.rule == "statement-order":
        return " › ".join(steps[:3])
    if steps[-1] in _FIELDS:
        steps = steps[:-1]
    return " › ".join(steps)
