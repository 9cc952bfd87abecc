"""Quotes held against saved texts of their sources, and the record of it: `data/quotes.lock`.

A quote is where the W3C Web Annotation Data Model puts it: a TextQuoteSelector with the exact words, and those before and
after. Texts are compared after white space, dashes and quotation marks were made one; nothing else is forgiven.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    FailFast,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from stickingpoints import bounded_files
from stickingpoints.model.addresses import statement_anchor
from stickingpoints.model.records import Citation, Dataset, Day, Id
from stickingpoints.problems import (
    CallError,
    ContentError,
    Place,
    Problem,
    forbidden,
    forbidden_in,
    shorten,
)

NAME = "quotes.lock"
CONTEXT = 32
_MOST_KEYS = 20
_MARKS = str.maketrans(
    dict.fromkeys("‐‑‒–—―−", "-") | dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("“”„‟«»″", '"')
)
_GAP = re.compile(r"[ \t\r\f\v\u00a0]*\n[ \t\r\f\v\u00a0]*\n\s*")


def _visible(text: str) -> str:
    if hidden := forbidden_in(text).search(text):
        raise ValueError(forbidden(hidden[0]))
    return text


Words = Annotated[str, StringConstraints(max_length=5000), AfterValidator(_visible)]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Selector(_Part):
    """Where a quote stands in its source (W3C TextQuoteSelector): the words as the source has them, before and after."""

    type: Literal["TextQuoteSelector"] = "TextQuoteSelector"
    exact: Words
    prefix: Words = ""
    suffix: Words = ""


class Locked(_Part):
    """One quote that was found in a saved text of its source: which, where, and when that text was saved."""

    record: Annotated[str, StringConstraints(max_length=300)]
    number: Annotated[int, Field(ge=1)] = 1
    source: Id
    quote_sha256: Digest
    copy_sha256: Digest
    day: Day
    selector: Selector

    @model_validator(mode="after")
    def _agrees(self) -> Locked:
        """Refuse words that are not those of the fingerprint: the link to a source is made from them."""
        if fingerprint(self.selector.exact) != self.quote_sha256:
            raise ValueError(f"the words of {self.record} are not those of their fingerprint")
        return self


class Lock(_Part):
    """The quotes that were checked."""

    schema_version: Literal[1] = Field(1, alias="schema")
    # With the first fault the file is refused: a list of all could fill the memory.
    quotes: Annotated[tuple[Locked, ...], FailFast()] = ()

    @cached_property
    def by_words(self) -> Mapping[tuple[str, str], Locked]:
        """The checked quotes by source and fingerprint: a quote stays checked wherever in the data it moves."""
        return {(one.source, one.quote_sha256): one for one in self.quotes}

    @cached_property
    def by_place(self) -> Mapping[tuple[str, str, int], Locked]:
        """The checked quotes by what cites them."""
        return {(one.record, one.source, one.number): one for one in self.quotes}

    def checked(self, citation: Citation) -> Locked | None:
        """Return what is known of a citation's quote, None if it was not checked."""
        return (
            self.by_words.get((citation.source, fingerprint(citation.quote)))
            if citation.quote
            else None
        )

    def at_source(self, citation: Citation) -> Citation:
        """Return the citation with its quote as the source has it, and with what stands around it unless it says so itself."""
        found = self.checked(citation)
        if not found:
            return citation
        around = (
            {}
            if citation.prefix or citation.suffix
            else {"prefix": found.selector.prefix or None, "suffix": found.selector.suffix or None}
        )
        return citation.model_copy(update={"quote": found.selector.exact, **around})


class Quoted(NamedTuple):
    """A quote in the data: what cites it (`territory#ukraine-2025-11-25`), and the how manieth of that source it is there."""

    record: str
    number: int
    citation: Citation


def normalised(text: str) -> str:
    """Return a text with white space, dashes and quotation marks made one: the form in which texts are compared."""
    return " ".join(text.translate(_MARKS).split())


def fingerprint(text: str) -> str:
    """Return the SHA-256 of a normalised text, as 64 hexadecimal digits."""
    return hashlib.sha256(normalised(text).encode()).hexdigest()


def quoted(dataset: Dataset) -> Iterator[Quoted]:
    """Yield every quote of the dataset, in the order of the files."""
    for issue in dataset.issues:
        for position in issue.positions:
            for statement in position.statements:
                yield from _numbered(
                    f"{issue.id}#{statement_anchor(position, statement)}", statement.citations
                )
    for event in dataset.events:
        yield from _numbered(f"timeline#{event.id}", event.citations)
    for term in dataset.glossary:
        yield from _numbered(f"glossary#{term.id}", term.citations)
    for document in dataset.documents:
        for number, record in enumerate(document.records):
            yield from _numbered(
                f"plans#{document.id}" + (f" ({number})" if number else ""), record.citations
            )


def _numbered(record: str, citations: list[Citation]) -> Iterator[Quoted]:
    seen: Counter[str] = Counter()
    for citation in citations:
        if citation.quote:
            seen[citation.source] += 1
            yield Quoted(record, seen[citation.source], citation)


def find(quote: str, copy: str) -> Selector | None:
    """Return where a quote stands in a saved text, None if it does not.

    What stands around it is taken from the same paragraph only, so that a copy may leave out what lies between paragraphs.
    """
    wanted = normalised(quote)
    for paragraph in _GAP.split(copy):
        # Every mark is one character before and after, so that places agree.
        written = " ".join(paragraph.split())
        found = re.search(
            rf"(?<!\w){re.escape(wanted)}(?!\w)"
            if wanted[:1].isalnum() and wanted[-1:].isalnum()
            else re.escape(wanted),
            written.translate(_MARKS),
        )
        if found:
            start, end = found.span()
            return Selector(
                exact=written[start:end],
                prefix=_last_words(written[:start]),
                suffix=_first_words(written[end:]),
            )
    return None


def _last_words(text: str) -> str:
    """Return the last whole words, as many as make a passage known from others."""
    return _with_a_word(text if len(text) <= CONTEXT else text[-CONTEXT:].partition(" ")[2])


def _first_words(text: str) -> str:
    return _with_a_word(text if len(text) <= CONTEXT else text[:CONTEXT].rpartition(" ")[0])


def _with_a_word(text: str) -> str:
    return text.strip() if re.search(r"\w", text) else ""


def read_lock(folder: Path, name: str = "data") -> tuple[Lock | None, list[Problem]]:
    """Return the lock of a data folder, None if it has none, and what keeps it from being read; `name` is the folder's in messages."""
    path = folder / NAME
    if not bounded_files.exists(path):
        return None, []
    try:
        data = bounded_files.read_bytes(path, f"{name}/{NAME}")
        return Lock.model_validate(json.loads(data, object_pairs_hook=_of_few_keys)), []
    except ContentError as error:
        return None, list(error.problems)
    except ValidationError as error:
        said = error.errors(include_url=False, include_input=False)[0]["msg"]
    except (ValueError, RecursionError) as error:
        said = (
            "it is not JSON"
            if isinstance(error, (UnicodeDecodeError, RecursionError))
            else str(error)
        )
    message = f"the record of checked quotes cannot be read ({shorten(said)}); undo the edit, or write it anew with: stickingpoints verify"
    return None, [Problem(Place(f"{name}/{NAME}", 1, 1, 1), "quote-lock", "", message)]


def _of_few_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object; raises ValueError for one with more keys than any record of the lock has."""
    if len(pairs) > _MOST_KEYS:
        raise ValueError(f"an object has {len(pairs):,} keys")
    return dict(pairs)


def written(lock: Lock) -> str:
    """Return the lock as the text of its file: JSON, sorted, so that a change shows as few lines."""
    entries = sorted(lock.quotes, key=lambda one: (one.record, one.source, one.number))
    made = Lock(schema=1, quotes=tuple(entries)).model_dump(mode="json", by_alias=True)
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def problems(dataset: Dataset, lock: Lock) -> Iterator[Problem]:
    """Find quotes that differ from what was checked, and warn of those that were never checked."""
    for one in quoted(dataset):
        if lock.checked(one.citation):
            continue
        known = lock.by_place.get((one.record, one.citation.source, one.number))
        if known:
            message = (
                f"these words differ from those that were found in a copy of the source ({known.day}): “{known.selector.exact}”; "
                "write them as they were, or check the new ones with: stickingpoints verify"
            )
            yield one.citation.problem("quote-altered", message, "quote")
        else:
            message = f"the quote was not checked against a copy of its source; save its text as {one.citation.source}.txt and run: stickingpoints verify"
            yield one.citation.problem("quote-unchecked", message, "quote").as_warning()


def day_of(path: Path, chosen: datetime.date | None, epoch: str | None) -> datetime.date:
    """Return the day of a copy: the one that was chosen, else that of SOURCE_DATE_EPOCH, else that of the file."""
    if chosen:
        return chosen
    return (
        day_of_epoch(epoch)
        if epoch
        else datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC).date()
    )


def day_of_epoch(epoch: str) -> datetime.date:
    """Return the day of a SOURCE_DATE_EPOCH (reproducible-builds.org), in UTC; raises CallError if it is no moment."""
    try:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    except (ValueError, OverflowError, OSError):
        message = f'SOURCE_DATE_EPOCH is "{shorten(epoch)}"; write the seconds since 1970 as a whole number, or unset it'
        raise CallError(message) from None
