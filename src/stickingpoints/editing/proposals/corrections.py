"""The form that corrects a field of a record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from stickingpoints.editing.files import entry, position_of
from stickingpoints.editing.issue_forms import CORRECTABLE, UNSURE, FormError
from stickingpoints.editing.proposals.proposal import Proposal, Request, known_record
from stickingpoints.model.records import Position, Record
from stickingpoints.problems import one_of, shorten
from stickingpoints.text.markdown import escaped


class _Target(NamedTuple):
    """The record to correct: its kind, its tree in the file, what corrections call it.

    `issue` is the one whose corrections get the entry, empty if there is none.
    """

    kind: str
    tree: Any
    name: str
    issue: str = ""
    party: str | None = None


def correct(request: Request) -> Proposal:
    """Change the field that a form names, and list that under the corrections of its issue."""
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


def _record_correction(request: Request, target: _Target) -> None:
    """Add an entry to the `corrections` of the issue."""
    document = request.files.holding(request.dataset.issue[target.issue])
    issue = entry(document.tree["issues"], "id", target.issue)
    correction: dict[str, Any] = {"date": request.day, "summary": request.form.get("wrong")}
    if target.party:
        correction["party"] = target.party
    correction["records"] = [target.name]
    document.insert(issue.setdefault("corrections", []), 0, correction)


def _target(request: Request, address: str) -> _Target:
    """Return the record at an address, as the report links of the site fill it in."""
    page, _, anchor = address.partition("#")
    if page == "sources":
        return _top_level_target(request, "sources", request.dataset.source, anchor)
    if page == "timeline":
        return _event_target(request, anchor)
    issue = known_record(page, request.dataset.issue, "issue")
    if not anchor:
        tree = entry(request.files.holding(issue).tree["issues"], "id", page)
        return _Target("issues", tree, page, page)
    for position in issue.positions:
        target = _target_in_position(request, page, position, anchor)
        if target:
            return target
    raise FormError(f"there is no position or statement “{shorten(anchor)}” on the issue “{page}”")


def _top_level_target(
    request: Request, kind: str, known: Mapping[str, Record], name: str
) -> _Target:
    record = known_record(name, known, "record")
    return _Target(kind, entry(request.files.holding(record).tree[kind], "id", name), name)


def _event_target(request: Request, name: str) -> _Target:
    """Return an event, whose correction is listed under the first issue that it touched."""
    target = _top_level_target(request, "events", request.dataset.event, name)
    issues = request.dataset.event[name].issues
    if not issues:
        return target
    return target._replace(issue=issues[0])


def _target_in_position(
    request: Request, issue: str, position: Position, anchor: str
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
