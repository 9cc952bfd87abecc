"""The form that adds a statement, and its source if that is new."""

from __future__ import annotations

import re
from typing import Any

from stickingpoints.editing.files import place_of, position_of
from stickingpoints.editing.issue_forms import FormError
from stickingpoints.editing.position_updates import update_as_of, update_position
from stickingpoints.editing.proposals.proposal import Proposal, Request, completed, known_record
from stickingpoints.editing.proposals.sources import add_source
from stickingpoints.model.records import Issue, Position
from stickingpoints.problems import did_you_mean, shorten
from stickingpoints.text.markdown import escaped

_STATEMENT_FIELDS = ("date", "summary", "stance", "attribution", "stated_by", "caveat")
_QUOTE_FIELDS = ("quote", "speaker", "quote_kind")


def propose_statement(request: Request) -> Proposal:
    """Add the statement that a form describes, newest first, and what follows from it."""
    form, dataset = request.form, request.dataset
    issue_id, _, party = form.get("record").partition("#")
    issue = known_record(issue_id, dataset.issue, "issue")
    known_record(party, dataset.party, "party")
    position = _position(issue, party)
    proposal = Proposal(f"New statement: {issue_id}\\#{party}, {escaped(form.get('date'))}")
    values: dict[str, Any] = dict(completed(form, _STATEMENT_FIELDS))
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


def _citation(request: Request, proposal: Proposal) -> dict[str, str]:
    """Return the citation of a new statement; a source that is not known is added."""
    quote = completed(request.form, _QUOTE_FIELDS)
    citation = {"source": _known_source(request) or _new_source_id(request, proposal), **quote}
    if "quote" in quote:
        proposal.look_at.append("the quote: it is not yet checked against a saved copy")
    return citation


def _known_source(request: Request) -> str | None:
    """Return the id of the source that a form names by its id or address, None if it is new."""
    given = request.form.get("source")
    for source in request.dataset.sources:
        # A reader who fills in the form has the address rather than our id.
        if given in (source.id, source.url):
            return source.id
    return None


def _new_source_id(request: Request, proposal: Proposal) -> str:
    given = request.form.get("source")
    if "://" not in given:
        hint = did_you_mean(given, request.dataset.source)
        raise FormError(
            f"there is no source “{shorten(given)}”{hint}; give its id, or its whole address"
        )
    return add_source(request, proposal)
