"""Changes of what was published → those that no entry under `corrections` accounts for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from stickingpoints.diff import matching, support
from stickingpoints.diff.change import Change
from stickingpoints.diff.compare import compare
from stickingpoints.diff.field_kinds import OF_TEXT
from stickingpoints.model.records import Correction, Dataset, Event, Issue, Position
from stickingpoints.problems import Place, Problem, shorten
from stickingpoints.text.meaning import Meaning

_LISTS: Mapping[str, str] = MappingProxyType(
    {"issue": "issues", "event": "events", "document": "documents", "term": "glossary"}
)
"""The sections of the changes that need an entry, and what the data calls the list of each."""
_OF_SUBSTANCE = frozenset(
    [
        "attribution-weakened",
        "attribution-changed",
        "since-changed",
        "number-overwritten",
        "quote-altered",
        "quote-removed",
        "citation-removed",
        "caution-removed",
        "text-removed",
        "provision-removed",
        "withdrawal-undone",
        "withdrawal-changed",
    ]
)
"""Changes that are never a slip."""


def problems(was: Dataset, now: Dataset, meaning: Meaning) -> Iterator[Problem]:
    """Yield the changes of published records that no new entry under `corrections` names.

    Positions, and what is said of an issue as a whole, may also follow from a new statement.
    """
    entries = _new_entries(was, now)
    for change in compare(was, now, meaning):
        if not _needs_an_entry(change, meaning) or _follows(change, was, now):
            continue
        named = entries.get(change.record, [])
        if not named:
            yield _uncorrected(change)
        elif change.turns and all(entry.editorial for entry in named):
            yield _doubted(change, named[0])


def _new_entries(was: Dataset, now: Dataset) -> Mapping[str, list[Correction]]:
    """Return the entries that were added, by the record that they name."""
    entries: dict[str, list[Correction]] = defaultdict(list)
    for issue in now.issues:
        before = was.issue.get(issue.id)
        published = before.corrections if before else []
        for entry in matching.corrections(published, issue.corrections).new:
            for record in entry.records:
                entries[record].append(entry)
    return entries


def _needs_an_entry(change: Change, meaning: Meaning) -> bool:
    """Return whether a change alters what a published record says."""
    if not change.record or change.group.section not in _LISTS:
        return False
    if change.kind in _OF_SUBSTANCE:
        return True
    # What is added to a map alters nothing that was published on it.
    if change.kind == "map-changed" and not change.was:
        return False
    return change.kind in OF_TEXT and not meaning.is_slip(change.was, change.now)


def _follows(change: Change, was: Dataset, now: Dataset) -> bool:
    """Return whether a change only draws the conclusion from something that is on record."""
    if change.kind == "citation-removed":
        return _is_withdrawn(change, now)
    if change.group.section == "event":
        return _is_known_better(was.event[change.group.id], now.event[change.group.id])
    if change.group.section != "issue":
        return False
    issues = was.issue[change.group.id], now.issue[change.group.id]
    if change.record == change.group.id:
        return support.status_supported(*issues)
    if change.record == change.party:
        return _position_follows(change, issues)
    return False


def _is_known_better(was: Event, now: Event) -> bool:
    """Return whether an event was only announced, and was since held or announced otherwise."""
    if was.announcement is None:
        return False
    if now.announcement is None:
        return now.outcome is not None
    return now.announcement.date > was.announcement.date


def _is_withdrawn(change: Change, now: Dataset) -> bool:
    """Return whether the source that is no longer cited has been withdrawn."""
    source = now.source.get(change.subject.rpartition(", ")[2])
    return source is not None and source.withdrawn is not None


def _position_follows(change: Change, issues: tuple[Issue, Issue]) -> bool:
    before, after = _position(issues[0], change.party), _position(issues[1], change.party)
    if change.kind == "since-changed" and _is_renamed(change, before, after):
        return True
    return support.position_supported(issues, before, after)


def _position(issue: Issue, party: str) -> Position:
    for position in issue.positions:
        if position.party == party:
            return position
    raise LookupError(f"{party} has no position on {issue.id}")


def _is_renamed(change: Change, was: Position, now: Position) -> bool:
    """Return whether `since` names the same statement, whose date or key was put right."""
    pairs = matching.statements(was, now).pairs
    return any((before.name, after.name) == (change.was, change.now) for before, after in pairs)


def _uncorrected(change: Change) -> Problem:
    issue = "the issue" if change.group.section == "issue" else "an issue that it bears on"
    message = (
        f"{_what(change)}; put it back, or add an entry under corrections of {issue} with "
        f"records: [{change.record}]"
    )
    if change.kind in OF_TEXT and not change.turns:
        message += ", and editorial: true if the meaning stayed"
    return Problem(change.place or _NOWHERE, "uncorrected", _trail(change), message)


def _doubted(change: Change, entry: Correction) -> Problem:
    """Return the warning that an entry calls a change editorial in which words turn the meaning."""
    message = (
        f'the entry for "{change.record}" says that the meaning stayed, but '
        f"{', '.join(change.turns)}: if that says something else, delete editorial and say in the "
        "summary what was wrong"
    )
    return entry.problem("uncorrected", message, "editorial").as_warning()


def _what(change: Change) -> str:
    """Return what changed: by the words that turn it, else by the texts."""
    if change.turns:
        return f"what was published says something else: {', '.join(change.turns)}"
    if not change.now:
        return f"{change.label} ({shorten(change.was)})"
    became = f"“{shorten(change.was)}” became “{shorten(change.now)}”"
    if change.kind in OF_TEXT:
        return f"what was published reads otherwise: {became}"
    return f"{change.label}: {became}"


def _trail(change: Change) -> str:
    parts: Iterable[str] = (
        _LISTS[change.group.section],
        change.group.id,
        change.party,
        change.subject,
    )
    return " › ".join(filter(None, parts))


_NOWHERE = Place("data", 1, 1, 1)
