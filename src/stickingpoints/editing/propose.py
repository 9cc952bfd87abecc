"""A completed form → an edit of `data/*.yaml` that passes the check, with a summary for a reviewer.

What a form says only ever becomes a value in a record: the file is the one that holds the record,
ids are looked up or made of small letters, and the edit is undone if the check then finds an error.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any, NamedTuple, Protocol

from stickingpoints.editing.files import Files, entry, place_by_id, place_of, position_of
from stickingpoints.editing.issue_forms import CORRECTABLE, UNSURE, Filled, FormError, Kind
from stickingpoints.model.records import Dataset, Issue, Position, Record
from stickingpoints.model.standing import newest_first
from stickingpoints.problems import did_you_mean, one_of, shorten
from stickingpoints.text.markdown import escaped

_STATEMENT_FIELDS = ("date", "summary", "stance", "attribution", "stated_by", "caveat")
_QUOTE_FIELDS = ("quote", "speaker", "quote_kind")
_SOURCE_FIELDS = ("publisher", "published", "language", "note")
_NEEDED_FOR_A_SOURCE = {
    "source_title": "Title of the source",
    "publisher": "Publisher",
    "source_kind": "Kind of source",
}
_LONGEST_ID = 60


class Changes(Protocol):
    """What is recorded of an edit: the values replaced, and what a reviewer should look at."""

    look_at: list[str]

    def change(self, what: str, before: object, after: object) -> None:
        """Record that a value was replaced."""


@dataclass
class Proposal:
    """An edit: its subject, the changes, and what a reviewer should look at. All are Markdown."""

    about: str
    changes: list[str] = field(default_factory=list)
    look_at: list[str] = field(default_factory=list)

    def change(self, what: str, before: object, after: object) -> None:
        """Record that a value was replaced."""
        self.changes.append(f"{what}: {_as_markdown(before)} → {_as_markdown(after)}")

    def added(self, values: Mapping[str, Any], prefix: str = "") -> None:
        """Record the values of a new record."""
        for key, value in values.items():
            self.changes.append(f"{prefix}{key}: {_as_markdown(value)}")

    def markdown(self) -> str:
        """Return the summary for the pull request."""
        lines = [f"## {self.about}", "", *_bullets(self.changes)]
        if self.look_at:
            lines += ["", "Please look at:", "", *_bullets(self.look_at)]
        return "\n".join([*lines, ""])


def _bullets(items: list[str]) -> list[str]:
    return [f"- {item}" for item in items]


def _as_markdown(value: object) -> str:
    """Return a value of a record for one line of Markdown."""
    if value is None:
        return "nothing"
    if isinstance(value, list):
        return escaped(", ".join(value))
    return escaped(str(value))


@dataclass(frozen=True)
class _Request:
    """What a proposal works with; `day` is the day of a correction and of reading a new source."""

    files: Files
    dataset: Dataset
    form: Filled
    day: datetime.date


def propose(files: Files, dataset: Dataset, form: Filled, day: datetime.date) -> Proposal:
    """Change the opened files as a form asks and check the result; nothing is written.

    `day` is the day of a correction, and that on which a new source was read. Raises FormError with
    every reason against the change.
    """
    proposal = _KINDS[form.kind](_Request(files, dataset, form, day))
    errors = files.tried().errors
    if errors:
        raise FormError(*map(str, errors))
    return proposal


def _known(name: str, known: Mapping[str, Any], noun: str) -> Any:
    """Return a record by its id; raises FormError if there is none."""
    if name not in known:
        raise FormError(f"there is no {noun} “{shorten(name)}”{did_you_mean(name, known)}")
    return known[name]


def _completed(form: Filled, fields: tuple[str, ...]) -> dict[str, str]:
    """Return the values of those of the fields that were not left empty."""
    return {name: form.get(name) for name in fields if form.get(name)}


# Corrections


class _Target(NamedTuple):
    """The record to correct: its kind, its tree in the file, what corrections call it.

    `issue` is the one whose corrections get the entry, empty if there is none.
    """

    kind: str
    tree: Any
    name: str
    issue: str = ""
    party: str | None = None


def _correction(request: _Request) -> Proposal:
    form = request.form
    target = _target(request, form.get("record"))
    name, becomes = form.get("field"), form.get("instead")
    if name == UNSURE or not becomes:
        raise FormError("the form does not name a field and its new text; an editor must handle it")
    if name not in CORRECTABLE[target.kind]:
        raise FormError(
            f"“{name}” cannot be changed here by a form. {one_of(CORRECTABLE[target.kind])}"
        )
    if str(target.tree.get(name)) == becomes:
        raise FormError(f"“{name}” already reads so")
    proposal = Proposal(f"Correction of {escaped(form.get('record'))}")
    proposal.change(name, target.tree.get(name), becomes)
    target.tree[name] = becomes
    if target.issue:
        _record_correction(request, target)
        proposal.changes.append(f"corrections: {escaped(form.get('wrong'))}")
    if form.get("source"):
        proposal.look_at.append(f"where this can be checked: {escaped(form.get('source'))}")
    if name in ("stance", "attribution"):
        proposal.look_at.append("whether the summaries still fit")
    return proposal


def _record_correction(request: _Request, target: _Target) -> None:
    """Add an entry to the `corrections` of the issue."""
    document = request.files.holding(request.dataset.issue[target.issue])
    issue = entry(document.tree["issues"], "id", target.issue)
    correction: dict[str, Any] = {"date": request.day, "summary": request.form.get("wrong")}
    if target.party:
        correction["party"] = target.party
    correction["records"] = [target.name]
    document.insert(issue.setdefault("corrections", []), 0, correction)


def _target(request: _Request, address: str) -> _Target:
    """Return the record at an address, as the report links of the site fill it in."""
    page, _, anchor = address.partition("#")
    if page == "sources":
        return _top_level_target(request, "sources", request.dataset.source, anchor)
    if page == "timeline":
        return _event_target(request, anchor)
    issue = _known(page, request.dataset.issue, "issue")
    if not anchor:
        tree = entry(request.files.holding(issue).tree["issues"], "id", page)
        return _Target("issues", tree, page, page)
    for position in issue.positions:
        target = _target_in_position(request, page, position, anchor)
        if target:
            return target
    raise FormError(f"there is no position or statement “{shorten(anchor)}” on the issue “{page}”")


def _top_level_target(
    request: _Request, kind: str, known: Mapping[str, Record], name: str
) -> _Target:
    record = _known(name, known, "record")
    return _Target(kind, entry(request.files.holding(record).tree[kind], "id", name), name)


def _event_target(request: _Request, name: str) -> _Target:
    """Return an event, whose correction is listed under the first issue that it touched."""
    target = _top_level_target(request, "events", request.dataset.event, name)
    issues = request.dataset.event[name].issues
    if not issues:
        return target
    return target._replace(issue=issues[0])


def _target_in_position(
    request: _Request, issue: str, position: Position, anchor: str
) -> _Target | None:
    """Return a position or one of its statements by its anchor, None if it has no such anchor."""
    party = position.party
    if anchor == party:
        _, tree = position_of(request.files, request.dataset, issue, party)
        return _Target("positions", tree, anchor, issue, party)
    for number, statement in enumerate(position.statements):
        if anchor == f"{party}-{statement.name}":
            _, tree = position_of(request.files, request.dataset, issue, party)
            return _Target("statements", tree["statements"][number], anchor, issue, party)
    return None


# New statements


def _new_statement(request: _Request) -> Proposal:
    form, dataset = request.form, request.dataset
    issue_id, _, party = form.get("record").partition("#")
    issue = _known(issue_id, dataset.issue, "issue")
    _known(party, dataset.party, "party")
    position = _position(issue, party)
    proposal = Proposal(f"New statement: {issue_id}\\#{party}, {escaped(form.get('date'))}")
    values: dict[str, Any] = dict(_completed(form, _STATEMENT_FIELDS))
    if form.get("at"):
        values["at"] = scale_place(form.get("at"))
    citation = _citation(request, proposal)
    document, tree = position_of(request.files, dataset, issue_id, party)
    statements = tree["statements"]
    statement = {**values, "citations": [citation]}
    document.insert(statements, place_of(statements, form.get("date")), statement)
    proposal.added(values)
    proposal.added(citation)
    update_position(position, tree, values, proposal)
    update_as_of(request.files, dataset, form.get("date"), proposal)
    return proposal


def _position(issue: Issue, party: str) -> Position:
    for position in issue.positions:
        if position.party == party:
            return position
    raise FormError(f"“{party}” has no position on “{issue.id}” yet; an editor must add one")


def scale_place(text: str) -> str | list[str]:
    """Return a point of the scale, or the two ends of a range, however they are separated."""
    points = re.findall(r"[^\s,\[\]]+", text)
    if len(points) == 1:
        return str(points[0])
    return points


def _citation(request: _Request, proposal: Proposal) -> dict[str, str]:
    """Return the citation of a new statement; a source that is not known is added."""
    quote = _completed(request.form, _QUOTE_FIELDS)
    citation = {"source": _known_source(request) or _new_source_id(request, proposal), **quote}
    if "quote" in quote:
        proposal.look_at.append("the quote: it is not yet checked against a saved copy")
    return citation


def _known_source(request: _Request) -> str | None:
    """Return the id of the source that a form names by its id or address, None if it is new."""
    given = request.form.get("source")
    for source in request.dataset.sources:
        if given in (source.id, source.url):
            return source.id
    return None


def _new_source_id(request: _Request, proposal: Proposal) -> str:
    given = request.form.get("source")
    if "://" not in given:
        hint = did_you_mean(given, request.dataset.source)
        raise FormError(
            f"there is no source “{shorten(given)}”{hint}; give its id, or its whole address"
        )
    return _add_source(request, proposal)


def update_position(
    before: Position, tree: Any, statement: Mapping[str, Any], changes: Changes
) -> None:
    """Move a position that a newest statement contradicts; its summary is left to an editor.

    `before` is the position as it was read, `tree` the one to change, `statement` its fields.
    """
    statements = newest_first(before)
    if statements and statements[0].date > statement["date"]:
        return
    if before.reason:
        changes.look_at.append("the position, which stays as it is for the reason that it gives")
        return
    for key in ("stance", "at"):
        if _contradicts(key, tree, statement):
            _change_position(key, tree, statement[key], changes)
            _change_position("since", tree, name_of(statement), changes)
            changes.look_at.append(
                f"the answer and the summary of the position, whose {key} changed with this"
                " statement"
            )


def name_of(statement: Mapping[str, Any]) -> str:
    """Return the name of a statement, given by its fields: its date, and its key if it has one."""
    return "-".join(filter(None, [str(statement["date"]), statement.get("key")]))


def _change_position(key: str, tree: Any, value: Any, changes: Changes) -> None:
    if tree.get(key) != value:
        changes.change(f"{key} of the position", tree.get(key), value)
        tree[key] = value


def _contradicts(key: str, position: Any, statement: Mapping[str, Any]) -> bool:
    """Return whether a statement says something else than a position says in a field."""
    if key not in statement or position.get(key) == statement[key]:
        return False
    # A position without a place has none of its own: it takes that of its statements.
    return key == "stance" or position.get(key) is not None


def update_as_of(files: Files, dataset: Dataset, date: str, changes: Changes) -> None:
    """Move `as_of` on to the date of a new statement if that is a later day."""
    before = dataset.as_of
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", date) and date > before.isoformat():
        file = dataset.where("as_of").file.rpartition("/")[2]
        files.document(files.folder / file).tree["as_of"] = date
        changes.change("as_of", before, date)


# New sources


def _new_source(request: _Request) -> Proposal:
    proposal = Proposal("New source")
    _add_source(request, proposal)
    return proposal


def _add_source(request: _Request, proposal: Proposal) -> str:
    """Add a source to the others, which are sorted by id; return its id."""
    form = request.form
    _refuse_incomplete_source(form)
    source: dict[str, Any] = {
        "id": _free_id(request),
        "title": form.get("source_title"),
        "kind": form.get("source_kind"),
        "url": form.get("source"),
        **_completed(form, _SOURCE_FIELDS),
        "accessed": request.day,
    }
    if form.get("authors"):
        names = map(str.strip, form.get("authors").split(";"))
        source["authors"] = list(filter(None, names))
    document, sources = request.files.list_of("sources", request.dataset.sources)
    document.insert(sources, place_by_id(sources, source["id"]), source)
    proposal.added(source, "source, ")
    proposal.look_at.append(
        "the source: whether it says this, and what a careful reader should know about it"
    )
    return str(source["id"])


def _refuse_incomplete_source(form: Filled) -> None:
    """Raise FormError, with a reason for each field, if a new source lacks required fields."""
    reasons = []
    for name, label in _NEEDED_FOR_A_SOURCE.items():
        if not form.get(name):
            reasons.append(f"the source is new: “{label}” is required too")
    if reasons:
        raise FormError(*reasons)


def _free_id(request: _Request) -> str:
    """Return an id that no source has."""
    for candidate in _source_ids(request.form):
        if candidate not in request.dataset.source:
            return candidate
    raise AssertionError  # the candidates do not end


def _source_ids(form: Filled) -> Iterator[str]:
    """Yield ids of publisher and date, in small letters, digits and hyphens whatever the form says.

    "The Sel Herald", "2031-05" → the-sel-herald-2031-05, the-sel-herald-2031-05-2, …
    """
    words = f"{form.get('publisher')} {form.get('published')}".lower()
    slug = re.sub(r"[^a-z0-9]+", "-", words)[:_LONGEST_ID].strip("-") or "source"
    yield slug
    for number in count(2):
        yield f"{slug}-{number}"


_KINDS: Mapping[Kind, Callable[[_Request], Proposal]] = {
    "correction": _correction,
    "new-statement": _new_statement,
    "new-source": _new_source,
}
