"""Where a new record of each kind belongs, and what it begins with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from stickingpoints.editing.files import number_of, place_by_id, place_of
from stickingpoints.editing.kinds import KINDS
from stickingpoints.editing.opened_data import OpenData, OpenRecord
from stickingpoints.editing.stubs import stub
from stickingpoints.editing.wanted import Wanted, refuse_id
from stickingpoints.problems import CallError, did_you_mean, one_of, shorten


def _add_top_level(data: OpenData, wanted: Wanted) -> OpenRecord:
    """Add a record that has a list of its own kind in a file."""
    key = KINDS[wanted.what].key
    refuse_id(wanted, data.named(key))
    given = {"id": wanted.id, **data.known}
    if wanted.date:
        given["date"] = wanted.date
    if wanted.what == "event":
        given |= _still_open(data, wanted)
    if wanted.party:
        _refuse_unknown(data, "party", wanted.party)
        given["party"] = wanted.party
    file = data.list_file(key)
    number = None
    if wanted.what == "source":
        # Sources are kept sorted by id; any other new record goes to the end of its list.
        number = place_by_id(file.entries(key), wanted.id)
    return file.insert(key, given, number)


def _still_open(data: OpenData, wanted: Wanted) -> Mapping[str, None]:
    """Return the fields of an event that are required though the model does not say so.

    An event later than the content describes can only have been announced.
    """
    as_of = data.tree.value.get("as_of")
    if wanted.date and as_of and wanted.date > str(as_of.value):
        return {"announced": None}
    return {"outcome": None}


def _refuse_unknown(data: OpenData, option: str, value: str) -> None:
    """Raise CallError if there is no record that an option names."""
    known = data.named(KINDS[option].key)
    if value in known:
        return
    noun = f"{'an' if option == 'issue' else 'a'} {option}"
    if not known:
        raise CallError(f"there is no {option} yet; add {noun} first")
    hint = did_you_mean(value, known) or "."
    raise CallError(
        f'give {noun} with --{option}; "{shorten(value)}" is not {noun}{hint} {one_of(known)}'
    )


def _add_issue(data: OpenData, wanted: Wanted) -> OpenRecord:
    """Add an issue, with a position of each party that answers every issue."""
    refuse_id(wanted, data.named("issues"))
    file = data.list_file("issues")
    location = ("issues", 0, "positions", 0)
    positions = [
        stub(file.document, location, {"party": party, "statements": []})
        for party in _answering_everywhere(data)
    ]
    return file.insert("issues", {"id": wanted.id, "positions": positions})


def _answering_everywhere(data: OpenData) -> Iterator[str]:
    """Yield the ids of the parties that answer every issue."""
    for name, party in data.named("parties").items():
        answers = party.value.get("answers")
        if answers is None or answers.value != "where-stated":
            yield name


def _issue(data: OpenData, wanted: Wanted) -> OpenRecord:
    """Return the issue that was named; raises CallError if it, or the party, does not exist."""
    _refuse_unknown(data, "issue", wanted.issue)
    if wanted.party:
        _refuse_unknown(data, "party", wanted.party)
    return data.opened("issues", wanted.issue)


def _add_position(data: OpenData, wanted: Wanted) -> OpenRecord:
    """Add a position to its issue."""
    issue = _issue(data, wanted)
    if issue.child("positions", "party", wanted.party):
        raise CallError(
            f'"{wanted.party}" has a position on "{wanted.issue}" already; edit that one'
        )
    return issue.insert("positions", {"party": wanted.party, "statements": []})


def _add_statement(data: OpenData, wanted: Wanted) -> OpenRecord:
    """Add a statement to its position, newest first; add the position too if there is none.

    Returns the outermost record that is new.
    """
    issue = _issue(data, wanted)
    position = issue.child("positions", "party", wanted.party)
    if position is None:
        about = {"party": wanted.party, "since": wanted.date, "statements": []}
        added = issue.insert("positions", about)
        added.insert("statements", {"date": wanted.date})
        return added
    statements = position.entries("statements")
    given: dict[str, Any] = {"date": wanted.date}
    if number_of(statements, "date", wanted.date) is not None:
        given["key"] = None  # without one, the two could not be told apart
    return position.insert("statements", given, place_of(statements, wanted.date))


def _add_provision(data: OpenData, wanted: Wanted) -> OpenRecord:
    """Add what a document says on an issue."""
    _refuse_unknown(data, "document", wanted.document)
    _refuse_unknown(data, "issue", wanted.issue)
    document = data.opened("documents", wanted.document)
    return document.insert("provisions", {"issue": wanted.issue, "short": None})


def _add_map(data: OpenData, wanted: Wanted) -> OpenRecord:
    """Add a map to an issue that has none."""
    issue = _issue(data, wanted)
    if issue.tree.get("map") is not None:
        raise CallError(f'"{wanted.issue}" has a map already; edit that one')
    location = (*issue.location, "map")
    answers = [stub(issue.document, (*location, "answers", 0), {"party": None})]
    issue.tree["map"] = stub(issue.document, location, {"answers": answers})
    return OpenRecord(issue.document, issue.tree["map"], location)


def _add_correction(data: OpenData, wanted: Wanted) -> OpenRecord:
    """Add a correction to an issue, newest first."""
    issue = _issue(data, wanted)
    given: dict[str, Any] = {"date": wanted.date or None, "records": None}
    if wanted.party:
        given["party"] = wanted.party
    number = place_of(issue.entries("corrections"), wanted.date)
    return issue.insert("corrections", given, number)


ADDERS: Mapping[str, Callable[[OpenData, Wanted], OpenRecord]] = {
    **dict.fromkeys(KINDS, _add_top_level),
    "issue": _add_issue,
    "position": _add_position,
    "statement": _add_statement,
    "provision": _add_provision,
    "map": _add_map,
    "correction": _add_correction,
}
