"""`data/quotes.lock`: the record of quotes that were checked against saved texts of sources."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import (
    BaseModel,
    ConfigDict,
    FailFast,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from stickingpoints import bounded_files
from stickingpoints.checks.quote_match import Selector, fingerprint
from stickingpoints.checks.rule import all_positions
from stickingpoints.model.addresses import statement_anchor
from stickingpoints.model.records import Citation, Dataset, Day, Id
from stickingpoints.problems import (
    CallError,
    ContentError,
    Place,
    Problem,
    command,
    shorten,
)

NAME = "quotes.lock"
_MOST_KEYS = 20
_COPIES = "../copies"  # beside the project, since the copies are not published
_VERIFY = f"verify --copies {_COPIES}"

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Locked(_Part):
    """A quote that was found in a saved text of its source: which, where, and when it was saved."""

    record: Annotated[str, StringConstraints(max_length=300)]
    number: Annotated[int, Field(ge=1)] = 1
    source: Id
    quote_sha256: Digest
    copy_sha256: Digest
    day: Day
    selector: Selector

    @model_validator(mode="after")
    def _agrees(self) -> Locked:
        """Refuse words that do not match the fingerprint: the link to the source has them."""
        if fingerprint(self.selector.exact) != self.quote_sha256:
            raise ValueError(f"the words of {self.record} are not those of their fingerprint")
        return self


class Lock(_Part):
    """The quotes that were checked."""

    schema_version: Literal[1] = Field(1, alias="schema")
    # With the first fault the file is refused: a list of all could fill the memory.
    quotes: Annotated[tuple[Locked, ...], FailFast()] = ()

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the whole lock, in hexadecimal."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()

    @cached_property
    def by_words(self) -> Mapping[tuple[str, str], Locked]:
        """The checked quotes by source and fingerprint: a quote that moves stays checked."""
        return {(entry.source, entry.quote_sha256): entry for entry in self.quotes}

    @cached_property
    def by_place(self) -> Mapping[tuple[str, str, int], Locked]:
        """The checked quotes by what cites them."""
        return {_place_in_data(entry): entry for entry in self.quotes}

    def checked(self, citation: Citation) -> Locked | None:
        """Return what is known of a citation's quote, None if it was not checked."""
        if not citation.quote:
            return None
        return self.by_words.get((citation.source, fingerprint(citation.quote)))

    def at_source(self, citation: Citation) -> Citation:
        """Return the citation with its quote as the source has it.

        The words around the quote are added, unless the citation has a prefix or a suffix itself.
        """
        entry = self.checked(citation)
        if not entry:
            return citation
        selector = entry.selector
        update: dict[str, str | None] = {"quote": selector.exact}
        if not citation.prefix and not citation.suffix:
            update["prefix"] = selector.prefix or None
            update["suffix"] = selector.suffix or None
        return citation.model_copy(update=update)


def _place_in_data(entry: Locked) -> tuple[str, str, int]:
    return entry.record, entry.source, entry.number


class Quoted(NamedTuple):
    """A quote in the data, and the record that cites it: `territory#ukraine-2025-11-25`.

    `number` counts, from 1, the quotes that the record has of one source.
    """

    record: str
    number: int
    citation: Citation


def quoted(dataset: Dataset) -> Iterator[Quoted]:
    """Yield every quote of the dataset, in the order of the files."""
    for record, citations in _citing(dataset):
        yield from _numbered(record, citations)


def _citing(dataset: Dataset) -> Iterator[tuple[str, list[Citation]]]:
    for issue, position in all_positions(dataset):
        for statement in position.statements:
            yield f"{issue.id}#{statement_anchor(position, statement)}", statement.citations
    for event in dataset.events:
        yield f"timeline#{event.id}", event.citations
    for term in dataset.glossary:
        yield f"glossary#{term.id}", term.citations
    for document in dataset.documents:
        address = f"plans#{document.id}"
        for number, record in enumerate(document.records):
            if number:
                yield f"{address} ({number})", record.citations
            else:
                yield address, record.citations


def _numbered(record: str, citations: list[Citation]) -> Iterator[Quoted]:
    seen: Counter[str] = Counter()
    for citation in citations:
        if citation.quote:
            seen[citation.source] += 1
            yield Quoted(record, seen[citation.source], citation)


def read_lock(folder: Path, name: str = "data") -> tuple[Lock | None, list[Problem]]:
    """Return the lock of a data folder, or None with the problems that keep it from being read.

    Without a lock there are neither. `name` is the folder's name in messages.
    """
    path = folder / NAME
    if not bounded_files.exists(path):
        return None, []
    try:
        data = bounded_files.read_bytes(path, f"{name}/{NAME}")
        return Lock.model_validate(json.loads(data, object_pairs_hook=_of_few_keys)), []
    except ContentError as error:
        return None, list(error.problems)
    except ValidationError as error:
        cause = error.errors()[0]["msg"]
    except (UnicodeDecodeError, RecursionError):
        cause = "it is not JSON"
    except ValueError as error:
        cause = str(error)
    message = (
        f"the record of checked quotes cannot be read ({shorten(cause)}); "
        f"undo the edit, or write it again with: {command(_VERIFY, Path(name))}"
    )
    return None, [Problem(Place(f"{name}/{NAME}", 1, 1, 1), "quote-lock", "", message)]


def _of_few_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object; raises ValueError if it has more keys than any record of the lock."""
    if len(pairs) > _MOST_KEYS:
        raise ValueError(f"an object has {len(pairs):,} keys")
    return dict(pairs)


def written(lock: Lock) -> str:
    """Return the text of a lock's file: JSON, sorted so that a change affects few lines."""
    entries = sorted(lock.quotes, key=_place_in_data)
    plain = Lock(schema=1, quotes=tuple(entries)).model_dump(mode="json", by_alias=True)
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def problems(dataset: Dataset, lock: Lock) -> Iterator[Problem]:
    """Find quotes that differ from what was checked, and warn of those that were never checked."""
    for quotation in quoted(dataset):
        citation = quotation.citation
        if lock.checked(citation):
            continue
        known = lock.by_place.get((quotation.record, citation.source, quotation.number))
        if known:
            yield _altered(citation, known)
        else:
            yield _unchecked(citation)


def _verify(citation: Citation) -> str:
    """Return the command that checks the quotes of the folder that a citation was read from."""
    return command(_VERIFY, Path(citation.where().file).parent)


def _altered(citation: Citation, known: Locked) -> Problem:
    message = (
        f"these words differ from those that were found in a copy of the source ({known.day}): "
        f"“{known.selector.exact}”; write them as they were, "
        f"or check the new ones with: {_verify(citation)}"
    )
    return citation.problem("quote-altered", message, "quote")


def _unchecked(citation: Citation) -> Problem:
    message = (
        "the quote was not checked against a copy of its source; "
        f"save its text as {_COPIES}/{citation.source}.txt and run: {_verify(citation)}"
    )
    return citation.problem("quote-unchecked", message, "quote").as_warning()


def day_of(path: Path, chosen: datetime.date | None, epoch: str | None) -> datetime.date:
    """Return the day of a copy: `chosen`, else that of SOURCE_DATE_EPOCH, else that of the file."""
    if chosen:
        return chosen
    if epoch:
        return day_of_epoch(epoch)
    return datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC).date()


def day_of_epoch(epoch: str) -> datetime.date:
    """Return the day of a SOURCE_DATE_EPOCH (reproducible-builds.org), in UTC.

    Raises CallError if it is not a number of seconds, or none that a date can have.
    """
    try:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    except (ValueError, OverflowError, OSError):
        message = (
            f'SOURCE_DATE_EPOCH is "{shorten(epoch)}"; '
            "write the seconds since 1970 as a whole number, or unset it"
        )
        raise CallError(message) from None
