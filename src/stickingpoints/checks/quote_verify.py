"""`verify`: every quote of the data against a folder of saved texts of the sources → what to write to the lock."""

from __future__ import annotations

import datetime
import difflib
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from stickingpoints import bounded_files
from stickingpoints.checks.quote_lock import (
    Lock,
    Locked,
    Quoted,
    find,
    fingerprint,
    normalised,
    quoted,
)
from stickingpoints.model.records import Dataset
from stickingpoints.problems import Problem, forbidden_in


@dataclass(frozen=True)
class Copy:
    """A saved text of a source, with the day on which it was saved."""

    text: str
    sha256: str
    day: datetime.date


@dataclass(frozen=True)
class Verdict:
    """What came of it: the new lock, quotes that their copy does not have, and quotes without a copy."""

    lock: Lock
    missing: tuple[Problem, ...]
    without_copy: tuple[Quoted, ...]


def copies(folder: Path, dataset: Dataset, day: Callable[[Path], datetime.date]) -> dict[str, Copy]:
    """Return the saved texts by source id: `<source-id>.txt` of the folder; other files are no concern of ours.

    `day` tells the day of a file. Raises ContentError for a text that cannot be read or is not UTF-8.
    """
    found = {}
    for source in dataset.sources:
        path = folder / f"{source.id}.txt"
        if bounded_files.exists(path):
            data = bounded_files.read_bytes(path, path.as_posix())
            found[source.id] = Copy(_text(data, path), hashlib.sha256(data).hexdigest(), day(path))
    return found


def _text(data: bytes, path: Path) -> str:
    text = bounded_files.decode(data, path.as_posix()).replace("\t", " ")
    return forbidden_in(text).sub(
        "", text
    )  # invisible characters of web pages, which the data may not hold


def verify(dataset: Dataset, known: Lock, saved: Mapping[str, Copy]) -> Verdict:
    """Hold every quote against the copy of its source; a quote without a copy stays as it is in the lock."""
    locked, missing, without = [], [], []
    for one in quoted(dataset):
        copy = saved.get(one.citation.source)
        before = known.checked(one.citation)
        if copy is None:
            if before:
                locked.append(
                    before.model_copy(update={"record": one.record, "number": one.number})
                )
            else:
                without.append(one)
            continue
        entry = _entry(one, copy)
        if entry:
            locked.append(entry)
        else:
            missing.append(_missing(one, copy))
    return Verdict(Lock(schema=1, quotes=tuple(locked)), tuple(missing), tuple(without))


def _entry(one: Quoted, copy: Copy) -> Locked | None:
    quote = one.citation.quote or ""
    selector = find(quote, copy.text)
    if selector is None:
        return None
    return Locked(
        record=one.record,
        number=one.number,
        source=one.citation.source,
        quote_sha256=fingerprint(quote),
        copy_sha256=copy.sha256,
        day=copy.day,
        selector=selector,
    )


def _missing(one: Quoted, copy: Copy) -> Problem:
    near = _nearest(normalised(one.citation.quote or ""), normalised(copy.text))
    message = (
        f"these words do not stand in the saved text of the source ({one.citation.source}.txt)"
        + (f"; the nearest there: “{near}”" if near else "")
    )
    return one.citation.problem(
        "quote-not-found", f"{message}. Quote to the letter, or save the whole text", "quote"
    )


def _nearest(quote: str, text: str) -> str:
    """Return the stretch of a text that a quote is nearest to, "" if hardly a word of it is there."""
    match = difflib.SequenceMatcher(None, text, quote, autojunk=False).find_longest_match()
    start = max(match.a - match.b, 0)
    return text[start : start + len(quote) + 10].strip() if match.size >= 12 else ""
