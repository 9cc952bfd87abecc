"""The form that adds a source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from typing import Any

from stickingpoints.editing.files import place_by_id
from stickingpoints.editing.issue_forms import Filled, FormError
from stickingpoints.editing.proposals.proposal import Proposal, Request, completed

_SOURCE_FIELDS = ("publisher", "published", "language", "note")
_NEEDED_FOR_A_SOURCE = {
    "source_title": "Title of the source",
    "publisher": "Publisher",
    "source_kind": "Kind of source",
}
_LONGEST_ID = 60


def propose_source(request: Request) -> Proposal:
    """Add the source that a form describes."""
    proposal = Proposal("New source")
    add_source(request, proposal)
    return proposal


def add_source(request: Request, proposal: Proposal) -> str:
    """Add a source to the others, which are sorted by id; return its id."""
    form = request.form
    _refuse_incomplete_source(form)
    source: dict[str, Any] = {
        "id": _free_id(request),
        "title": form.get("source_title"),
        "kind": form.get("source_kind"),
        "url": form.get("source"),
        **completed(form, _SOURCE_FIELDS),
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


def _free_id(request: Request) -> str:
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
