"""`new`: a stub of a record in its place. Required fields are empty, which the check refuses; comments say what goes where."""

from __future__ import annotations

import re
import textwrap
from typing import Any, NamedTuple

from stickingpoints.editing.files import Files, entry, place_of
from stickingpoints.editing.yaml_layout import Document
from stickingpoints.model.records import Dataset
from stickingpoints.problems import did_you_mean, one_of, shorten
from stickingpoints.reading import validation
from stickingpoints.reading.validation import Location

_ISSUE: Location = ("issues", 0)
_POSITION: Location = (*_ISSUE, "positions", 0)
_WIDTH = 80


class Wanted(NamedTuple):
    """What to begin: a kind of record, and the ids and date that are known already, "" where they are not."""

    what: str
    id: str = ""
    issue: str = ""
    party: str = ""
    date: str = ""


class StartError(Exception):
    """The stub has no place; the message says what to give instead."""


def start(files: Files, dataset: Dataset, wanted: Wanted) -> None:
    """Put a stub into the opened files; nothing is written. Raises StartError if its place or its id is not to be had."""
    if wanted.date and not re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", wanted.date):
        raise StartError(
            f'"{shorten(wanted.date)}" is no date; write 2025-11-25 or, where only the month is known, 2025-11'
        )
    if wanted.what == "statement":
        _statement(files, dataset, wanted)
    else:
        _top(files, dataset, wanted)


def _top(files: Files, dataset: Dataset, wanted: Wanted) -> None:
    """Begin an issue, a source or an event."""
    key = f"{wanted.what}s"
    records: list[Any] = getattr(dataset, key)
    _free(wanted, {record.id for record in records})
    document, entries = files.list_of(key, records)
    given: dict[str, Any] = {"id": wanted.id}
    if wanted.what == "event" and wanted.date:
        given["date"] = wanted.date
    if wanted.what == "issue":
        given["positions"] = [
            _stub(document, _POSITION, {"party": party.id, "statements": []})
            for party in dataset.column_parties
        ]
    place = len(entries)
    if wanted.what == "source":
        place = next(
            (number for number, one in enumerate(entries) if str(one["id"]) > wanted.id), place
        )
    document.insert(entries, place, _stub(document, (key, 0), given))


def _free(wanted: Wanted, taken: set[str]) -> None:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", wanted.id):
        raise StartError(
            f'give the new {wanted.what} an id of small letters, digits and single hyphens, as in --id open-question; "{shorten(wanted.id)}" is none'
        )
    if wanted.id in taken:
        raise StartError(f'there is already a record with the id "{wanted.id}"; choose another')


def _statement(files: Files, dataset: Dataset, wanted: Wanted) -> None:
    """Begin a statement, newest first among the others of its position; without a position, begin that too."""
    issue = dataset.issue.get(wanted.issue)
    if issue is None:
        raise StartError(
            f'name the issue with --issue; "{shorten(wanted.issue)}" is none{did_you_mean(wanted.issue, dataset.issue) or "."} {one_of(dataset.issue)}'
        )
    if wanted.party not in dataset.party:
        raise StartError(
            f'name the party with --party; "{shorten(wanted.party)}" is none{did_you_mean(wanted.party, dataset.party) or "."} {one_of(dataset.party)}'
        )
    document = files.holding(issue)
    positions = entry(document.tree["issues"], "id", wanted.issue)["positions"]
    if all(position.party != wanted.party for position in issue.positions):
        document.insert(
            positions,
            len(positions),
            _stub(document, _POSITION, {"party": wanted.party, "statements": []}),
        )
    statements = entry(positions, "party", wanted.party)["statements"]
    made = _stub(
        document, (*_POSITION, "statements", 0), {"date": wanted.date} if wanted.date else {}
    )
    document.insert(statements, place_of(statements, wanted.date) if wanted.date else 0, made)


def _stub(document: Document, location: Location, given: dict[str, Any]) -> dict[str, Any]:
    """Return a record with its required fields empty; comments tell what each takes, and which more there are."""
    model = validation.record_at(location)
    assert model  # noqa: S101  locations are those of this module
    made: dict[str, Any] = {}
    more: list[str] = []
    for name, info in model.model_fields.items():
        below = (*location, name)
        if name in given:
            made[name] = given[name]
        elif not info.is_required():
            more += textwrap.wrap(
                f"{name}: {_told(below, info.description)}",
                _WIDTH,
                subsequent_indent="  ",
                break_on_hyphens=False,
            )
        elif validation.record_at((*below, 0)):
            made[name] = [_stub(document, (*below, 0), {})]
        elif validation.record_at(below):
            made[name] = _stub(document, below, {})
        else:
            made[name] = None
            document.explain(
                made,
                name,
                textwrap.wrap(_told(below, info.description), _WIDTH, break_on_hyphens=False),
            )
    if more:
        document.explain(made, None, ["More fields, where they apply:", *more])
    return made


def _told(location: Location, description: str | None) -> str:
    words = validation.choices(location)
    return (
        f"{description} {one_of(words)}"
        if words and isinstance(words[0], str)
        else str(description)
    )
