"""An issue → its section: question, status, scale, positions, moves, background, corrections."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from stickingpoints.i18n.language import Language
from stickingpoints.model import order
from stickingpoints.model.addresses import Site, issue_page
from stickingpoints.model.answers import PlaceChange, place_changes
from stickingpoints.model.records import Correction, Dataset, Issue
from stickingpoints.model.scale import place_in_words
from stickingpoints.pdf.answers import answers
from stickingpoints.pdf.between import between_entry
from stickingpoints.pdf.citations import Numbers, statement_label
from stickingpoints.pdf.maps import map_entry
from stickingpoints.pdf.positions import entry, heading, party_mark
from stickingpoints.pdf.scale_figure import scale_figure
from stickingpoints.pdf.texts import page, rich
from stickingpoints.pdf.values import (
    CorrectionEntry,
    IssueEntry,
    MoveEntry,
    PositionEntry,
    PositionHeading,
    Word,
)

_BACKGROUND_LEVEL = 3  # of its highest heading: it is below "Background", at level 2


def issue_entry(
    dataset: Dataset, site: Site, issue: Issue, background: str, numbers: Numbers
) -> IssueEntry:
    """Return the section of an issue; `background` is the Markdown of its background page."""
    language = site.language
    return {
        "id": issue.id,
        "topic": order.topic_headings(dataset, language.say("Others")).get(issue.id, ""),
        "title": issue.title,
        "question": rich(issue.question),
        "status": {"key": issue.status, "word": language.words.statuses[issue.status].label},
        "trend": _trend(language, issue),
        "plain": rich(issue.plain_words),
        "answers": list(answers(dataset, language, issue, numbers)),
        "scale": scale_figure(dataset, language, issue),
        "between": between_entry(dataset, language, issue),
        "map": map_entry(dataset, language, issue),
        "summary": rich(issue.summary),
        "why": rich(issue.why_it_matters),
        "positions": list(_positions(dataset, language, issue, numbers)),
        "also": list(_also_heard(dataset, language, issue)),
        "moves": _moves(dataset, language, issue),
        "corrections": [_correction(language, correction) for correction in issue.corrections],
        "background": page(background, _BACKGROUND_LEVEL),
        "reviewed": language.say(
            "Last read through on {day}.", day=language.long_date(issue.review.last)
        ),
        "address": _address(site, issue),
    }


def _trend(language: Language, issue: Issue) -> Word | None:
    if not issue.trend:
        return None
    return {"key": issue.trend, "word": language.words.trends[issue.trend].label}


def _address(site: Site, issue: Issue) -> str:
    if not site.url:
        return ""
    return site.absolute(issue_page(issue.id))


def _positions(
    dataset: Dataset, language: Language, issue: Issue, numbers: Numbers
) -> Iterator[PositionEntry]:
    for position in order.positions(dataset, issue):
        yield entry(dataset, language, issue, position, numbers)


def _also_heard(dataset: Dataset, language: Language, issue: Issue) -> Iterator[PositionHeading]:
    for position in order.positions(dataset, issue):
        if dataset.party[position.party].answers == "where-stated":
            yield heading(dataset, language, issue, position)


def _correction(language: Language, correction: Correction) -> CorrectionEntry:
    return {
        "date": language.long_date(correction.date),
        "summary": rich(correction.summary),
        "note": language.say("Wording only.") if correction.editorial else "",
    }


# How positions moved


def _moves(dataset: Dataset, language: Language, issue: Issue) -> list[MoveEntry]:
    """Return the changes of place of all parties, newest first."""
    changes = sorted(place_changes(issue), key=attrgetter("statement.date"), reverse=True)
    return [_move(dataset, language, change) for change in changes]


def _move(dataset: Dataset, language: Language, change: PlaceChange) -> MoveEntry:
    statement = change.statement
    return {
        **party_mark(dataset, language, change.position.party, statement),
        "date": language.long_date(statement.date),
        "label": statement_label(change.issue, change.position, statement),
        "before": place_in_words(change.issue, change.before, language),
        "after": place_in_words(change.issue, change.after, language),
    }
