"""The answers of all parties on an issue: since when, on whose word, how sure, last heard."""

from __future__ import annotations

from collections.abc import Iterator

from stickingpoints.i18n.language import Language
from stickingpoints.model import order
from stickingpoints.model.answers import answer
from stickingpoints.model.records import Dataset, Issue, Position, Statement
from stickingpoints.pdf.citations import Numbers, cite
from stickingpoints.pdf.positions import heading, quotation
from stickingpoints.pdf.texts import capitalized
from stickingpoints.pdf.values import AnswerEntry, PositionHeading
from stickingpoints.text import prose


def answers(
    dataset: Dataset, language: Language, issue: Issue, numbers: Numbers
) -> Iterator[AnswerEntry]:
    """Yield the answer of each party on an issue, in the order of the parties."""
    for position in order.positions(dataset, issue):
        head = heading(dataset, language, issue, position)
        yield _entry(head, language, position, numbers)


def _entry(
    head: PositionHeading, language: Language, position: Position, numbers: Numbers
) -> AnswerEntry:
    in_short = answer(position)
    if in_short.since is None:
        return {**head, "basis": "", "cites": [], "quote": None, "last_heard": ""}
    citation = in_short.quote
    quote = None
    if citation is not None:
        quote = quotation(language, citation, numbers)
    return {
        **head,
        "basis": _basis(head, language, in_short.since),
        "cites": cite(in_short.since.citations, numbers),
        "quote": quote,
        "last_heard": capitalized(head["heard"]),
    }


def _basis(head: PositionHeading, language: Language, since: Statement) -> str:
    """Return since when, how it is known and who said it."""
    return language.say(
        "Since {day}. {attribution}: {speaker}",
        day=language.long_date(since.date),
        attribution=head["attribution"],
        speaker=prose.plain(since.stated_by),
    )
