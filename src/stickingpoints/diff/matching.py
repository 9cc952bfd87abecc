"""Records before and after → which of them are the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import chain
from operator import attrgetter
from typing import Generic, NamedTuple, TypeVar

from stickingpoints.model.records import Citation, Correction, Position, Statement

T = TypeVar("T")


class Matched(NamedTuple, Generic[T]):
    """The records on both sides, those that are gone and those that are new, in file order."""

    pairs: list[tuple[T, T]]
    gone: list[T]
    new: list[T]


def by_key(was: Iterable[T], now: Iterable[T], key: Callable[[T], Hashable]) -> Matched[T]:
    """Match records by a key; of several with one key the first with the first, and so on."""
    waiting: dict[Hashable, list[T]] = {}
    for record in was:
        waiting.setdefault(key(record), []).append(record)
    pairs, new = [], []
    for record in now:
        same = waiting.get(key(record))
        if same:
            pairs.append((same.pop(0), record))
        else:
            new.append(record)
    return Matched(pairs, list(chain.from_iterable(waiting.values())), new)


def in_turn(was: Sequence[T], now: Sequence[T], *keys: Callable[[T], Hashable]) -> Matched[T]:
    """Match by the first key; what is left by the next, and so on."""
    pairs: list[tuple[T, T]] = []
    gone, new = list(was), list(now)
    for key in keys:
        matched = by_key(gone, new, key)
        pairs += matched.pairs
        gone, new = matched.gone, matched.new
    return Matched(pairs, gone, new)


def statements(was: Position, now: Position) -> Matched[Statement]:
    """Match the statements of a position by date and key, else by what they say.

    So a statement whose date was corrected is still known.
    """
    return in_turn(
        was.statements,
        now.statements,
        attrgetter("name"),
        lambda statement: flat(statement.summary),
        _quotes,
    )


def citations(was: Sequence[Citation], now: Sequence[Citation]) -> Matched[Citation]:
    """Match citations: by source and quote, else by source."""
    return in_turn(was, now, attrgetter("source", "quote"), attrgetter("source"))


def corrections(was: Sequence[Correction], now: Sequence[Correction]) -> Matched[Correction]:
    """Match corrections: word for word, else by day and party."""
    return in_turn(
        was,
        now,
        lambda correction: (correction.date, correction.party, flat(correction.summary)),
        attrgetter("date", "party"),
    )


def flat(text: str) -> str:
    """Return a text without what is layout alone: line breaks and runs of spaces."""
    return " ".join(text.split())


def _quotes(statement: Statement) -> Hashable:
    """Return the quotes of a statement; one without any is like no other."""
    quotes = frozenset(
        (citation.source, citation.quote) for citation in statement.citations if citation.quote
    )
    return quotes or id(statement)
