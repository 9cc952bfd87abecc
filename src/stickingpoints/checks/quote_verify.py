"""`verify`: checks the quotes of the data against saved texts of their sources, for the lock."""

from __future__ import annotations

import datetime
import difflib
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from stickingpoints import bounded_files
from stickingpoints.checks.quote_lock import Lock, Locked, Quoted, quoted
from stickingpoints.checks.quote_match import find, fingerprint, normalised
from stickingpoints.model.records import Dataset
from stickingpoints.problems import Problem, forbidden_in

_SHORTEST_MATCH = 12  # characters
_MARGIN = 10  # characters by which the source may be longer


@dataclass(frozen=True)
class Copy:
    """A saved text of a source, with the day on which it was saved."""

    text: str
    sha256: str
    day: datetime.date


@dataclass(frozen=True)
class Verdict:
    """The result: the new lock, the quotes that are not in their copy, and those without a copy."""

    lock: Lock
    missing: tuple[Problem, ...]
    without_copy: tuple[Quoted, ...]


def copies(folder: Path, dataset: Dataset, day: Callable[[Path], datetime.date]) -> dict[str, Copy]:
    """Return the saved texts, each `<source-id>.txt`, by source id; other files are ignored.

    `day` returns the day of a file. Raises ContentError for a text that cannot be read or is not
    UTF-8.
    """
    found = {}
    for source in dataset.sources:
        path = folder / f"{source.id}.txt"
        if bounded_files.exists(path):
            data = bounded_files.read_bytes(path, path.as_posix())
            found[source.id] = Copy(_text(data, path), hashlib.sha256(data).hexdigest(), day(path))
    return found


def _text(data: bytes, path: Path) -> str:
    """Return a saved text without the invisible characters that web pages may have."""
    text = bounded_files.decode(data, path.as_posix()).replace("\t", " ")
    return forbidden_in(text).sub("", text)


def verify(dataset: Dataset, known: Lock, saved: Mapping[str, Copy]) -> Verdict:
    """Check every quote against the copy of its source; without one, its lock entry is kept."""
    locked, missing, without = [], [], []
    for quotation in quoted(dataset):
        copy = saved.get(quotation.citation.source)
        entry = _entry(quotation, copy) if copy else _known_entry(quotation, known)
        if entry:
            locked.append(entry)
        elif copy:
            missing.append(_missing(quotation, copy))
        else:
            without.append(quotation)
    return Verdict(Lock(schema=1, quotes=tuple(locked)), tuple(missing), tuple(without))


def _known_entry(quotation: Quoted, known: Lock) -> Locked | None:
    """Return what the lock says of a quote, with the place that the quote has now."""
    before = known.checked(quotation.citation)
    if before is None:
        return None
    return before.model_copy(update={"record": quotation.record, "number": quotation.number})


def _entry(quotation: Quoted, copy: Copy) -> Locked | None:
    quote = quotation.citation.quote or ""
    selector = find(quote, copy.text)
    if selector is None:
        return None
    return Locked(
        record=quotation.record,
        number=quotation.number,
        source=quotation.citation.source,
        quote_sha256=fingerprint(quote),
        copy_sha256=copy.sha256,
        day=copy.day,
        selector=selector,
    )


def _missing(quotation: Quoted, copy: Copy) -> Problem:
    near = _nearest(normalised(quotation.citation.quote or ""), normalised(copy.text))
    copy_name = f"{quotation.citation.source}.txt"
    message = f"these words are not in the saved text of the source ({copy_name})"
    if near:
        message += f"; the nearest passage is “{near}”"
    message += ". Quote exactly, or save the complete text"
    return quotation.citation.problem("quote-not-found", message, "quote")


def _nearest(quote: str, text: str) -> str:
    """Return the passage of a text that is nearest to a quote, "" if none is near."""
    match = difflib.SequenceMatcher(None, text, quote, autojunk=False).find_longest_match()
    if match.size < _SHORTEST_MATCH:
        return ""
    start = max(match.a - match.b, 0)
    return text[start : start + len(quote) + _MARGIN].strip()
