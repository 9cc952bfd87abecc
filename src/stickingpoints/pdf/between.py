"""What lies between the parties on an issue → sentences and a table of its options."""

from __future__ import annotations

from stickingpoints.i18n.language import Language
from stickingpoints.model import between_phrases as phrases
from stickingpoints.model.answers import answer
from stickingpoints.model.between import Naming, Option, between
from stickingpoints.model.records import Dataset, Issue
from stickingpoints.pdf.citations import statement_label
from stickingpoints.pdf.positions import party_mark
from stickingpoints.pdf.values import BetweenEntry, NamingEntry, OptionEntry, PartyMark


def between_entry(dataset: Dataset, language: Language, issue: Issue) -> BetweenEntry | None:
    """Return what lies between the parties; None where fewer than two have a place."""
    middle = between(dataset, issue)
    if middle is None:
        return None
    widest = phrases.widest(middle, dataset, language)
    unplaced = phrases.unplaced(middle, dataset, language)
    return {
        "sentences": f"{widest} {unplaced}".rstrip(),
        "options": [_option(dataset, language, issue, option) for option in middle.options],
        "undisputed": phrases.undisputed(middle, dataset, language),
        "pairs": [phrases.pair(gap, dataset, language) for gap in middle.pairs],
    }


def _option(dataset: Dataset, language: Language, issue: Issue, option: Option) -> OptionEntry:
    return {
        "label": option.point.label,
        "parties": [_mark(dataset, language, issue, party) for party in option.parties],
        "named": [_naming(dataset, language, issue, naming) for naming in option.named],
    }


def _mark(dataset: Dataset, language: Language, issue: Issue, party: str) -> PartyMark:
    return party_mark(dataset, language, party, answer(issue.position[party]).since)


def _naming(dataset: Dataset, language: Language, issue: Issue, naming: Naming) -> NamingEntry:
    newest, first = naming.newest, naming.first
    entry: NamingEntry = {
        "name": dataset.party[naming.position.party].name,
        "label": statement_label(issue, naming.position, newest),
        "date": language.short_date(newest.date),
        "attribution": language.words.attributions[newest.attribution].label.lower(),
        "range": phrases.as_range(issue, newest, language),
        "first_label": "",
        "first": "",
    }
    if first is not newest:
        entry["first_label"] = statement_label(issue, naming.position, first)
        entry["first"] = language.say("first {day}", day=language.short_date(first.date))
    return entry
