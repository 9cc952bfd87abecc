"""Placeholders in the written pages: `{{ as_of }}` becomes what the data says.

Prose that repeats the data goes stale when the data moves on; a placeholder cannot.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple

from babel.lists import format_list

from stickingpoints.checks.quote_lock import Lock
from stickingpoints.i18n.language import Language
from stickingpoints.model import answers, phrases
from stickingpoints.model.addresses import issue_page
from stickingpoints.model.records import Correction, Dataset, Issue
from stickingpoints.model.standing import all_statements
from stickingpoints.problems import Place, Problem, did_you_mean, one_of, shorten

_CODE_OR_PLACEHOLDER = re.compile(r"(?P<ticks>`+).*?(?P=ticks)|\{\{\s*(?P<name>[^{}\n]*?)\s*\}\}")
_NOUN = "noun "  # marks words that the site may call otherwise: {{ noun parties }}
_FIXED = "fixed "  # marks a day that is meant to stay: {{ fixed 28 November 2026 }}


class Facts(NamedTuple):
    """What placeholders are filled from."""

    dataset: Dataset
    lock: Lock | None
    language: Language


class Placeholder(NamedTuple):
    """What a placeholder becomes: in words, and as Markdown."""

    meaning: str
    text: Callable[[Facts], str]


class Filled(NamedTuple):
    """A text with its placeholders filled in, and the problems of those that are unknown."""

    text: str
    problems: list[Problem]


def fill(text: str, facts: Facts, file: str, before: int = 0) -> Filled:
    """Return the Markdown of a page with its placeholders filled in, except inside code.

    `file` is the page's name in messages, `before` the number of lines before the text.
    """
    problems = []

    def filled(match: re.Match[str]) -> str:
        name = match["name"]
        if name is None:
            return match[0]  # code
        if name.startswith(_FIXED):
            return name.removeprefix(_FIXED).strip()
        if name.startswith(_NOUN):
            return facts.language.say(f"[{name.removeprefix(_NOUN).strip()}]")
        if name not in PLACEHOLDERS:
            problems.append(_unknown(name, text, match.start(), file, before))
            return match[0]
        return PLACEHOLDERS[name].text(facts)

    return Filled(_CODE_OR_PLACEHOLDER.sub(filled, text), problems)


def _unknown(name: str, text: str, start: int, file: str, before: int) -> Problem:
    line = text.count("\n", 0, start) + 1 + before
    column = start - text.rfind("\n", 0, start)
    hint = did_you_mean(name, PLACEHOLDERS) or "."
    message = f'unknown placeholder "{shorten(name)}"{hint} {one_of(PLACEHOLDERS)}'
    return Problem(Place(file, line, column, line), "unknown-placeholder", "", message)


def _as_of(facts: Facts) -> str:
    return facts.language.long_date(facts.dataset.as_of)


def _first_statement(facts: Facts) -> str:
    days = [statement.date for _, _, statement in all_statements(facts.dataset)]
    if not days:
        return _as_of(facts)
    return facts.language.long_date(min(days)[:7])


def _listed(facts: Facts, names: list[str]) -> str:
    return format_list(names, locale=facts.language.locale)


def _parties(facts: Facts) -> str:
    return _listed(facts, list(map(attrgetter("name"), facts.dataset.parties)))


def _lead_issues(facts: Facts) -> str:
    return _listed(facts, [issue.title for issue in facts.dataset.issues if issue.lead])


def _days_of_reading(facts: Facts) -> str:
    days = set(map(attrgetter("accessed"), facts.dataset.sources))
    return _listed(facts, list(map(facts.language.long_date, sorted(days))))


def _days_of_copies(facts: Facts) -> str:
    if facts.lock is None:
        return ""
    days = set(map(attrgetter("day"), facts.lock.quotes))
    return _listed(facts, list(map(facts.language.long_date, sorted(days))))


def _counts(facts: Facts) -> str:
    return phrases.counts(facts.dataset, facts.language)


def _number_of_issues(facts: Facts) -> str:
    return facts.language.number(len(facts.dataset.issues))


def _number_of_other_issues(facts: Facts) -> str:
    others = [issue for issue in facts.dataset.issues if not issue.lead]
    return facts.language.number(len(others))


def _number_of_corrections(facts: Facts) -> str:
    return facts.language.number(len(_of_substance(facts.dataset)))


def _corrections(facts: Facts) -> str:
    """Return the corrections as a list, newest first; those of wording alone are left out."""
    entries = _of_substance(facts.dataset)
    if not entries:
        return facts.language.say("None.")
    entries.sort(key=_date_of, reverse=True)
    return "\n".join(_corrections_of(entries, facts.language))


def _date_of(entry: tuple[Issue, Correction]) -> str:
    return entry[1].date.isoformat()


def _corrections_of(entries: list[tuple[Issue, Correction]], language: Language) -> Iterator[str]:
    for issue, correction in entries:
        link = f"[{issue.title}]({issue_page(issue.id)}index.md)"
        summary = " ".join(correction.summary.split())
        yield f"- {language.long_date(correction.date)}, {link}: {summary}"


def _of_substance(dataset: Dataset) -> list[tuple[Issue, Correction]]:
    entries: list[tuple[Issue, Correction]] = []
    for issue in dataset.issues:
        of_substance = [entry for entry in issue.corrections if not entry.editorial]
        entries += [(issue, entry) for entry in of_substance]
    return entries


def _not_known(facts: Facts) -> str:
    """Return where a party has not spoken on record, or has no known place, as a list."""
    lines = []
    for issue, position in answers.doubtful(facts.dataset, facts.dataset.issues):
        party = facts.dataset.party[position.party].name
        named = facts.language.say("{party} on {issue}", party=party, issue=issue.title)
        lines.append(f"- {named}")
    return "\n".join(lines) or facts.language.say("None.")


def _party_order_rule(facts: Facts) -> str:
    return " ".join(facts.dataset.party_order_rule.split())


PLACEHOLDERS: Mapping[str, Placeholder] = MappingProxyType(
    {
        "as_of": Placeholder("The day on which the record ends.", _as_of),
        "first_statement": Placeholder("The month of the oldest statement.", _first_statement),
        "parties": Placeholder("The names of the parties, in their order.", _parties),
        "party_order_rule": Placeholder("The rule of that order.", _party_order_rule),
        "lead_issues": Placeholder("The titles of the issues that lead the site.", _lead_issues),
        "number_of_issues": Placeholder("How many issues there are.", _number_of_issues),
        "number_of_other_issues": Placeholder(
            "How many of them do not lead the site.", _number_of_other_issues
        ),
        "counts": Placeholder("How many issues, statements, parties and sources.", _counts),
        "days_of_reading": Placeholder(
            "The days on which the sources were read.", _days_of_reading
        ),
        "days_of_copies": Placeholder(
            "The days on which copies were saved for the comparison of quotes.", _days_of_copies
        ),
        "number_of_corrections": Placeholder(
            "How many corrections there are, those of wording alone left out.",
            _number_of_corrections,
        ),
        "corrections": Placeholder(
            "All of these, newest first, as a list; it needs a paragraph of its own.",
            _corrections,
        ),
        "not_known": Placeholder(
            "Where a party has not spoken on record or has no known place, as a list.",
            _not_known,
        ),
    }
)
"""What the written pages may name between double braces."""
