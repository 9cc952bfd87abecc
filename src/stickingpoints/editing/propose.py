"""A filled form → an edit of `data/*.yaml` that passes the check, and the words that tell a reviewer of it.

What a form says is only ever a value in a record: the file is the one that the record stands in, ids are looked up or made of
small letters, and the edit is taken back whole if the check then finds a fault.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from stickingpoints.editing.files import Files, entry, place_of, position_of
from stickingpoints.editing.issue_forms import CORRECTABLE, UNSURE, Filled, FormError, Kind
from stickingpoints.model.records import Dataset, Position, Record
from stickingpoints.model.standing import newest_first
from stickingpoints.problems import did_you_mean, shorten
from stickingpoints.text.markdown import escaped


@dataclass
class Proposal:
    """An edit in the making: what it is about, what it changes, and what a reviewer should look at."""

    about: str
    changes: list[str] = field(default_factory=list)
    look_at: list[str] = field(default_factory=list)

    def change(self, what: str, was: object, becomes: object) -> None:
        """Note that a value was replaced."""
        self.changes.append(f"{what}: {_shown(was)} → {_shown(becomes)}")

    def markdown(self) -> str:
        """Return the summary for the pull request."""
        lines = [f"## {self.about}", "", *(f"- {change}" for change in self.changes)]
        if self.look_at:
            lines += ["", "Please look at:", "", *(f"- {note}" for note in self.look_at)]
        return "\n".join([*lines, ""])


class _Found(NamedTuple):
    """What a form is about: the kind of record, the record, its tree in the file, and its issue and party if it has them."""

    kind: str
    record: Record
    tree: Any
    issue: str = ""
    party: str | None = None


def propose(files: Files, dataset: Dataset, form: Filled, day: datetime.date) -> Proposal:
    """Change the opened files as a form asks and check the result; nothing is written.

    `day` is the day of a correction, and that on which a new source was read. Raises FormError with every reason against it.
    """
    proposal = _KINDS[form.kind](files, dataset, form, day)
    errors = files.tried().errors
    if errors:
        raise FormError(*(str(error) for error in errors))
    return proposal


# Corrections


def _correction(files: Files, dataset: Dataset, form: Filled, day: datetime.date) -> Proposal:
    found = _find(files, dataset, form.get("record"))
    name = form.get("field")
    if name == UNSURE or not form.get("instead"):
        raise FormError(
            "the form does not say which field should read how; an editor has to see to it"
        )
    if name not in CORRECTABLE[found.kind]:
        raise FormError(
            f"“{name}” cannot be changed here by a form. One of: {', '.join(CORRECTABLE[found.kind])}"
        )
    proposal = Proposal(f"Correction of {escaped(form.get('record'))}")
    proposal.change(name, found.tree.get(name), form.get("instead"))
    if str(found.tree.get(name)) == form.get("instead"):
        raise FormError(f"“{name}” already reads so")
    found.tree[name] = form.get("instead")
    if found.issue:
        _record_correction(files, dataset, found, form, day)
        proposal.changes.append(f"corrections: {escaped(form.get('wrong'))}")
    if form.get("source"):
        proposal.look_at.append(f"where this can be checked: {escaped(form.get('source'))}")
    if name in ("stance", "attribution"):
        proposal.look_at.append("whether the summaries still fit")
    return proposal


def _record_correction(
    files: Files, dataset: Dataset, found: _Found, form: Filled, day: datetime.date
) -> None:
    document = files.holding(dataset.issue[found.issue])
    corrections = entry(document.tree["issues"], "id", found.issue).setdefault("corrections", [])
    made = {"date": day, "summary": form.get("wrong")} | (
        {"party": found.party} if found.party else {}
    )
    document.insert(corrections, 0, made)


def _find(files: Files, dataset: Dataset, address: str) -> _Found:
    """Return what a form is about, by the address that the site's report links fill in."""
    page, _, anchor = address.partition("#")
    if page in ("sources", "timeline"):
        kind, known = (
            ("sources", dataset.source) if page == "sources" else ("events", dataset.event)
        )
        record = _known(anchor, known, "record")
        return _Found(kind, record, entry(files.holding(record).tree[kind], "id", anchor))
    issue = _known(page, dataset.issue, "issue")
    if not anchor:
        return _Found("issues", issue, entry(files.holding(issue).tree["issues"], "id", page), page)
    for position in issue.positions:
        if anchor == position.party:
            return _Found(
                "positions", position, position_of(files, dataset, page, anchor)[1], page, anchor
            )
        for number, statement in enumerate(position.statements):
            if anchor == f"{position.party}-{statement.name}":
                tree = position_of(files, dataset, page, position.party)[1]["statements"][number]
                return _Found("statements", statement, tree, page, position.party)
    raise FormError(f"there is no position or statement “{shorten(anchor)}” on the issue “{page}”")


def _shown(value: object) -> str:
    """Return a value of a record for one line of Markdown."""
    if value is None:
        return "nothing"
    return escaped(", ".join(value) if isinstance(value, list) else str(value))


def _known(name: str, known: Mapping[str, Any], noun: str) -> Any:
    if name not in known:
        raise FormError(f"there is no {noun} “{shorten(name)}”{did_you_mean(name, known)}")
    return known[name]


# New statements


def _statement(files: Files, dataset: Dataset, form: Filled, day: datetime.date) -> Proposal:
    issue_id, _, party = form.get("record").partition("#")
    issue = _known(issue_id, dataset.issue, "issue")
    _known(party, dataset.party, "party")
    if not any(position.party == party for position in issue.positions):
        raise FormError(f"“{party}” has no position on “{issue_id}” yet; an editor has to add one")
    proposal = Proposal(f"New statement: {issue_id}\\#{party}, {escaped(form.get('date'))}")
    made: dict[str, Any] = {
        key: form.get(key)
        for key in ("date", "summary", "stance", "attribution", "stated_by", "caveat")
        if form.get(key)
    }
    if form.get("at"):
        points = re.findall(r"[^\s,\[\]]+", form.get("at"))
        made["at"] = points[0] if len(points) == 1 else points
    made["citations"] = [_citation(files, dataset, form, day, proposal)]
    document, position = position_of(files, dataset, issue_id, party)
    document.insert(
        position["statements"], place_of(position["statements"], form.get("date")), made
    )
    proposal.changes += [
        f"{key}: {_shown(value)}" for key, value in made.items() if key != "citations"
    ]
    proposal.changes += [f"{key}: {_shown(value)}" for key, value in made["citations"][0].items()]
    _follow(next(one for one in issue.positions if one.party == party), position, made, proposal)
    _move_on(files, dataset, form.get("date"), proposal)
    return proposal


def _citation(
    files: Files, dataset: Dataset, form: Filled, day: datetime.date, proposal: Proposal
) -> dict[str, str]:
    """Return the citation of a new statement; its source is one that is known by id or address, or a new one."""
    given = form.get("source")
    by_address = {source.url: source.id for source in dataset.sources if source.url}
    source = given if given in dataset.source else by_address.get(given)
    if source is None:
        if "://" not in given:
            raise FormError(
                f"there is no source “{shorten(given)}”{did_you_mean(given, dataset.source)}; give its id, or its whole address"
            )
        source = _add_source(files, dataset, form, day, proposal)
    quote = {key: form.get(key) for key in ("quote", "speaker", "quote_kind") if form.get(key)}
    if "quote" in quote:
        proposal.look_at.append("the quote: it is not yet held against a saved text of the source")
    return {"source": source, **quote}


def _follow(before: Position, position: Any, made: Mapping[str, Any], proposal: Proposal) -> None:
    """Move a position on with a newest statement that says otherwise; its words are left to an editor."""
    newest = next(iter(newest_first(before)), None)
    if newest and newest.date > made["date"]:
        return
    if before.reason:
        proposal.look_at.append("the position, which keeps its place for the reason that it gives")
        return
    for key in ("stance", "at"):
        if (
            key in made
            and position.get(key) != made[key]
            and (key == "stance" or position.get(key) is not None)
        ):
            proposal.change(f"{key} of the position", position.get(key), made[key])
            position[key] = made[key]
            proposal.look_at.append(
                f"the summary of the position, whose {key} moved with this statement"
            )


def _move_on(files: Files, dataset: Dataset, date: str, proposal: Proposal) -> None:
    """Move the day that the content describes on to a later statement."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", date) and date > dataset.as_of.isoformat():
        document = files.document(files.folder / dataset.where("as_of").file.rpartition("/")[2])
        document.tree["as_of"] = date
        proposal.change("as_of", dataset.as_of, date)


# New sources


def _source(files: Files, dataset: Dataset, form: Filled, day: datetime.date) -> Proposal:
    proposal = Proposal("New source")
    _add_source(files, dataset, form, day, proposal)
    return proposal


def _add_source(
    files: Files, dataset: Dataset, form: Filled, day: datetime.date, proposal: Proposal
) -> str:
    """Put a new source among the others, which stand by id, and return its id."""
    missing = [label for key, label in _NEEDED.items() if not form.get(key)]
    if missing:
        raise FormError(*(f"the source is new: “{label}” is needed too" for label in missing))
    made: dict[str, Any] = {
        "id": _new_id(dataset, form),
        "title": form.get("source_title"),
        "kind": form.get("source_kind"),
        "url": form.get("source"),
    }
    made |= {
        key: form.get(key)
        for key in ("publisher", "published", "language", "note")
        if form.get(key)
    } | {"accessed": day}
    if form.get("authors"):
        made["authors"] = [name.strip() for name in form.get("authors").split(";") if name.strip()]
    document, sources = files.list_of("sources", dataset.sources)
    place = next(
        (number for number, one in enumerate(sources) if str(one["id"]) > made["id"]), len(sources)
    )
    document.insert(sources, place, made)
    proposal.changes += [f"source, {key}: {_shown(value)}" for key, value in made.items()]
    proposal.look_at.append(
        "the source: whether it says this, and what a careful reader should know of it"
    )
    return str(made["id"])


_NEEDED = {
    "source_title": "Title of the source",
    "publisher": "Publisher",
    "source_kind": "Kind of source",
}


def _new_id(dataset: Dataset, form: Filled) -> str:
    """Return a free id made of publisher and date: small letters, digits and hyphens, whatever the form says."""
    made = (
        re.sub(r"[^a-z0-9]+", "-", f"{form.get('publisher')} {form.get('published')}".lower())[
            :60
        ].strip("-")
        or "source"
    )
    free = (
        name
        for name in (made, *(f"{made}-{number}" for number in range(2, 1000)))
        if name not in dataset.source
    )
    return next(free)


_KINDS: Mapping[Kind, Callable[[Files, Dataset, Filled, datetime.date], Proposal]] = {
    "correction": _correction,
    "new-statement": _statement,
    "new-source": _source,
}
