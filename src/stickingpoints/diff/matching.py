"""Records before and after → which of them are the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from stickingpoints.model.records import Citation, Correction, Position, Statement

T = TypeVar("T")


class Matched(NamedTuple, Generic[T]):
    """The records that are on both sides, those that are gone and those that are new, in the order of the files."""

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
    return Matched(pairs, [record for left in waiting.values() for record in left], new)


def in_turn(was: Sequence[T], now: Sequence[T], *keys: Callable[[T], Hashable]) -> Matched[T]:
    """Match by the first key; what is left by the next, and so on."""
    whole: Matched[T] = Matched([], list(was), list(now))
    for key in keys:
        found = by_key(whole.gone, whole.new, key)
        whole = Matched(whole.pairs + found.pairs, found.gone, found.new)
    return whole


def statements(was: Position, now: Position) -> Matched[Statement]:
    """Match the statements of a position: by date and key, else by what they say, for one whose date was put right."""
    return in_turn(
        was.statements,
        now.statements,
        lambda one: one.name,
        lambda one: flat(one.summary),
        _sayings,
    )


def citations(was: Sequence[Citation], now: Sequence[Citation]) -> Matched[Citation]:
    """Match citations: by source and quote, else by source."""
    return in_turn(was, now, lambda one: (one.source, one.quote), lambda one: one.source)


def corrections(was: Sequence[Correction], now: Sequence[Correction]) -> Matched[Correction]:
    """Match corrections: word for word, else by day and party."""
    return in_turn(
        was,
        now,
        lambda one: (one.date, one.party, flat(one.summary)),
        lambda one: (one.date, one.party),
    )


def flat(text: str) -> str:
    """Return a text without what is layout alone: line breaks and runs of spaces."""
    return " ".join(text.split())


def _sayings(statement: Statement) -> Hashable:
    """Return the quotes of a statement; one without any is like no other."""
    quotes = frozenset(
        (citation.source, citation.quote) for citation in statement.citations if citation.quote
    )
    return quotes or id(statement)
