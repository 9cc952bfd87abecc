"""A position → its heading, its entry and its statements."""

from __future__ import annotations

from collections.abc import Iterator

from stickingpoints.i18n.language import Language
from stickingpoints.model.answers import Answer, answer, evidence
from stickingpoints.model.phrases import ground, whose
from stickingpoints.model.records import (
    Citation,
    Dataset,
    Issue,
    Party,
    Position,
    ScalePlace,
    Statement,
)
from stickingpoints.model.scale import place_in_words
from stickingpoints.model.standing import newest_first
from stickingpoints.pdf.citations import Numbers, cite, number_of, statement_label
from stickingpoints.pdf.texts import (
    LONGEST_KEPT,
    capitalized,
    is_taller,
    length,
    optional,
    rich,
)
from stickingpoints.pdf.values import (
    PartyMark,
    PartyName,
    PositionEntry,
    PositionHeading,
    Quotation,
    StatementEntry,
)
from stickingpoints.text import prose


def party_name(dataset: Dataset, party: Party) -> PartyName:
    """Return the name of a party with its mark."""
    return {"name": party.name, "short": party.short, "mark": dataset.mark[party.id]}


def party_mark(
    dataset: Dataset, language: Language, party_id: str, statement: Statement | None
) -> PartyMark:
    """Return a party with a mark that shows how a statement of it is known."""
    name = party_name(dataset, dataset.party[party_id])
    if statement is None:
        return {**name, "evidence": None, "attribution": ""}
    return {
        **name,
        "evidence": evidence(statement.attribution),
        "attribution": language.words.attributions[statement.attribution].label,
    }


def heading(
    dataset: Dataset, language: Language, issue: Issue, position: Position
) -> PositionHeading:
    """Return the party of a position with its answer, stance and place."""
    in_short = answer(position)
    return {
        **party_mark(dataset, language, position.party, in_short.since),
        "label": f"position-{issue.id}-{position.party}",
        "answer": in_short.words,
        "since": _since(language, in_short),
        "heard": _last_heard(language, in_short),
        "stance": stance(language, position.stance),
        "place": place(language, issue, position.at),
    }


def _since(language: Language, in_short: Answer) -> str:
    if in_short.since is None:
        return ""
    return language.say("since {day}", day=language.short_date(in_short.since.date))


def _last_heard(language: Language, in_short: Answer) -> str:
    if in_short.last is None:
        return ""
    return language.say("last heard {day}", day=language.short_date(in_short.last.date))


def entry(
    dataset: Dataset, language: Language, issue: Issue, position: Position, numbers: Numbers
) -> PositionEntry:
    """Return a position with its statements, newest first."""
    head = heading(dataset, language, issue, position)
    texts = [position.summary, position.reason, position.looked_in]
    return {
        **head,
        "summary": rich(position.summary),
        "reason": optional(position.reason),
        "looked_in": optional(position.looked_in),
        "rests": _rests(language, position),
        "keep": length(*texts) < LONGEST_KEPT,
        "taller": is_taller(head["place"], *texts),
        "statements": list(_statements(language, issue, position, numbers)),
    }


def stance(language: Language, key: str) -> str:
    """Return the word of a stance, as it begins a line."""
    return capitalized(language.words.stances[key].label)


def place(language: Language, issue: Issue, at: ScalePlace | None) -> str | None:
    """Return a place on the scale in words, as they begin a line; None if there is none."""
    if at is None:
        return None
    return capitalized(place_in_words(issue, at, language))


def _rests(language: Language, position: Position) -> str:
    if not newest_first(position):
        return ""
    return language.say("Rests on {ground}.", ground=ground(position, language))


def _statements(
    language: Language, issue: Issue, position: Position, numbers: Numbers
) -> Iterator[StatementEntry]:
    for statement in newest_first(position):
        yield _statement(language, issue, position, statement, numbers)


def _statement(
    language: Language, issue: Issue, position: Position, statement: Statement, numbers: Numbers
) -> StatementEntry:
    quoting = [citation for citation in statement.citations if citation.quote]
    texts = [statement.summary, statement.detail, statement.caveat, statement.stated_by]
    texts += [citation.quote for citation in quoting]
    in_words = place(language, issue, statement.at)
    return {
        "label": statement_label(issue, position, statement),
        "date": language.long_date(statement.date),
        "stance": stance(language, statement.stance),
        "place": in_words,
        "attribution": language.words.attributions[statement.attribution].label,
        "summary": rich(statement.summary),
        "by": prose.plain(statement.stated_by),
        "detail": optional(statement.detail),
        "caveat": optional(statement.caveat),
        "quotes": [quotation(language, citation, numbers) for citation in quoting],
        "cites": cite(statement.citations, numbers),
        "keep": length(*texts) < LONGEST_KEPT,
        "taller": is_taller(in_words, *texts),
    }


def quotation(language: Language, citation: Citation, numbers: Numbers) -> Quotation:
    """Return the quote of a citation, and whose words it is."""
    return {
        **number_of(citation, numbers),
        "text": language.say("“{text}”", text=citation.quote),
        "whose": whose(citation, language),
    }
