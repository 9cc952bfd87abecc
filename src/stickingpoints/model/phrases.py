"""Sentences that the site and the PDF both use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from operator import attrgetter
from typing import get_args

from markupsafe import Markup

from stickingpoints.i18n.language import Language
from stickingpoints.model import answers
from stickingpoints.model.answers import Evidence, PlaceChange
from stickingpoints.model.moves import Moved
from stickingpoints.model.partial_date import PartialDate
from stickingpoints.model.records import (
    ON_RECORD,
    Announcement,
    Citation,
    Dataset,
    Issue,
    Position,
    Status,
)
from stickingpoints.model.scale import place_in_words, quoted_place
from stickingpoints.model.standing import newest_first
from stickingpoints.model.walk import cited_sources


def counts(dataset: Dataset, language: Language) -> str:
    """Return how much there is: `12 issues · 201 statements · 5 parties · 322 sources`."""
    counted = language.counted
    parts = [
        counted("{n} [issue]", "{n} [issues]", len(dataset.issues)),
        counted("{n} statement", "{n} statements", dataset.statement_count),
        counted("{n} [party]", "{n} [parties]", len(dataset.parties)),
        counted("{n} source", "{n} sources", len(dataset.sources)),
    ]
    return " · ".join(parts)


def ground(position: Position, language: Language) -> str:
    """Return what a position rests on, counted: `7 statements, 5 on record, 9 sources`."""
    statements = newest_first(position)
    sources = cited_sources(statements)
    on_record = 0
    for statement in statements:
        if statement.attribution in ON_RECORD:
            on_record += 1
    counted = language.counted
    parts = [
        counted("{n} statement", "{n} statements", len(statements)),
        counted("{n} on record", "{n} on record", on_record),
        counted("{n} source", "{n} sources", len(sources)),
    ]
    return ", ".join(parts)


def evidence_key(language: Language) -> dict[Evidence, str]:
    """Return what the two marks of evidence mean."""
    return {
        "solid": language.say("on record or official document"),
        "hollow": language.say("leaked, unnamed or second-hand"),
    }


def on_record(issue: Issue, position: Position, language: Language) -> str:
    """Return what a party last said on record: its place, or else its stance, with the day."""
    placed = answers.placed_on_record(position)
    if placed is not None and placed.at is not None:
        place = place_in_words(issue, placed.at, language)
        return f"{place} ({language.short_date(placed.date)})"
    statement = answers.on_record(position)
    if statement is None:
        return language.say("nothing on record")
    stance = language.words.stances[statement.stance].label
    return f"{stance} ({language.short_date(statement.date)})"


def move(
    dataset: Dataset, change: PlaceChange, language: Language, day: str | Markup | None = None
) -> Markup:
    """Return one move as HTML: `Upland moved from … to … on 11 May 2031 (on record)`.

    `day` is the day as HTML, for example a link; without it the day is text.
    """
    date = change.statement.date
    values = {
        "party": dataset.party[change.position.party].name,
        "before": quoted_place(change.issue, change.before, language),
        "after": quoted_place(change.issue, change.after, language),
        "day": day or language.long_date(date),
        "known": language.words.attributions[change.statement.attribution].label.lower(),
    }
    say = language.html
    if PartialDate.parse(date).precision == "month":
        return say("{party} moved from {before} to {after} in {day} ({known}).", **values)
    return say("{party} moved from {before} to {after} on {day} ({known}).", **values)


def in_all(dataset: Dataset, moved: Moved, language: Language) -> str:
    """Return what several moves of a party come to: `Upland moved from … to …, step by step:`."""
    issue, party = moved.moves[0].issue, dataset.party[moved.party].name
    before = quoted_place(issue, moved.before, language)
    after = quoted_place(issue, moved.after, language)
    if before == after:
        return language.say("{party} moved and came back to {place}:", party=party, place=after)
    return language.say(
        "{party} moved from {before} to {after}, step by step:",
        party=party,
        before=before,
        after=after,
    )


def moves_counted(all_moved: Sequence[Moved], language: Language) -> str:
    """Return how many moves there are, and how many are known on record: `7 moves, 5 on record`."""
    moves = list(chain.from_iterable(map(attrgetter("moves"), all_moved)))
    solid = [move for move in moves if answers.evidence(move.statement.attribution) == "solid"]
    counted = language.counted
    parts = [
        counted("{n} move", "{n} moves", len(moves)),
        counted("{n} on record", "{n} on record", len(solid)),
    ]
    return ", ".join(parts)


def announced(announcement: Announcement, language: Language) -> str:
    """Return when an event was announced and by whom, as one sentence."""
    say, date = language.say, announcement.date
    day, by = language.long_date(date), announcement.by
    if PartialDate.parse(date).precision == "month":
        return say("Announced in {day}: {who}.", day=day, who=by)
    return say("Announced on {day}: {who}.", day=day, who=by)


def whose(citation: Citation, language: Language) -> str:
    """Return whose words a quote is."""
    if citation.quote_kind == "outlet-words":
        return language.say("the outlet’s words")
    if citation.quote_kind == "document":
        return language.say(
            "text: {document}", document=citation.speaker or language.say("the document")
        )
    return citation.speaker or ""


def standing_of(issues: Sequence[Issue]) -> list[tuple[Status, int]]:
    """Return how many issues have each status, in the order of the statuses."""
    numbers = Counter(issue.status for issue in issues)
    return [(status, numbers[status]) for status in get_args(Status) if numbers[status]]
