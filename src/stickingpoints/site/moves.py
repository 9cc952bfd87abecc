"""What moved between two days, as HTML: a strip and sentences for each party that moved.

Pages show it for days of their own. For any other two days the browser puts the same pieces in
place, from one file that holds them: it compares days, and draws and computes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from stickingpoints.i18n.language import Language
from stickingpoints.model import addresses, answers, order, phrases
from stickingpoints.model.answers import PlaceChange
from stickingpoints.model.moves import Moved, editors_elsewhere
from stickingpoints.model.records import Dataset, Issue, Position
from stickingpoints.model.scale import quoted_place
from stickingpoints.site import move_svg, scale_svg
from stickingpoints.site.content import Content
from stickingpoints.site.json_files import file
from stickingpoints.site.markup import markup
from stickingpoints.site.move_svg import MoveEnd

ADDRESS = "assets/moves.json"
_ON_DISK = "moves"
"""The variable that a file sets in an edition that is read from the disk."""


@dataclass(frozen=True)
class Teller:
    """Tells moves in HTML; `link` makes a link of an address of the site."""

    dataset: Dataset
    language: Language
    link: Callable[[str], str]

    def heading(self, issue: Issue) -> Markup:
        """Return an issue's title as the heading of its moves."""
        address = self.link(addresses.issue_page(issue.id))
        return markup('<h3><a href="{}">{}</a></h3>', address, issue.title)

    def parties(self, issue: Issue, all_moved: Sequence[Moved]) -> Markup:
        """Return the parties that moved on an issue as a list, above the ends of its scale."""
        items = Markup("").join(self._party(issue, moved) for moved in all_moved)
        return markup('<ul class="moved">{}</ul>{}', items, poles(issue))

    def _party(self, issue: Issue, moved: Moved) -> Markup:
        first, last = moved.moves[0], moved.moves[-1]
        strip = move_svg.strip(issue, self.before(first), self.after(last))
        note = Markup("")
        if moved.editors_at:
            note = self.note(issue, moved.editors_at)
        return markup('<li>{}<div class="told">{}{}</div></li>', strip, self._told(moved), note)

    def _told(self, moved: Moved) -> Markup:
        """Return the moves of a party in sentences, after one that says what several come to."""
        sentences = list(map(self.sentence, moved.moves))
        if len(sentences) == 1:
            return markup("<p>{}</p>", sentences[0])
        steps = Markup("").join(markup("<li>{}</li>", sentence) for sentence in sentences)
        in_all = phrases.in_all(self.dataset, moved, self.language)
        return markup("<p>{}</p><ul>{}</ul>", in_all, steps)

    def before(self, change: PlaceChange) -> MoveEnd:
        """Return the drawing of where a party was before a move."""
        return move_svg.ghost(self.dataset, change.issue, change.position.party, change.before)

    def after(self, change: PlaceChange) -> MoveEnd:
        """Return the drawing of where a move put a party."""
        evidence = answers.evidence(change.statement.attribution)
        party = change.position.party
        return move_svg.mark(self.dataset, change.issue, party, change.after, evidence)

    def sentence(self, change: PlaceChange) -> Markup:
        """Return a move in one sentence after the mark of its evidence; its day is a link."""
        statement = change.statement
        address = addresses.statement_entry(change.issue.id, change.position, statement)
        day = self.language.long_date(statement.date)
        link = markup('<a href="{}">{}</a>', self.link(address), day)
        evidence = answers.evidence(statement.attribution)
        mark = scale_svg.mark(self.dataset, change.position.party, evidence)
        return mark + phrases.move(self.dataset, change, self.language, link)

    def note(self, issue: Issue, position: Position) -> Markup:
        """Return where the editors put a party that last said otherwise, with a link to why."""
        say = self.language.html
        place = say("no place known")
        if position.at is not None:
            place = escape(quoted_place(issue, position.at, self.language))
        address = self.link(addresses.position_entry(issue.id, position))
        why = markup('<a href="{}">{}</a>', address, say("why"))
        text = say(
            "On {day}, when the record ends, the editors put it elsewhere: {place} ({why}).",
            day=self.language.long_date(self.dataset.as_of),
            place=place,
            why=why,
        )
        return markup('<p class="hint">{}</p>', text)


def poles(issue: Issue) -> Markup:
    """Return the two ends of an issue's scale, for below its strips; nothing without a scale."""
    if not issue.scale:
        return Markup("")
    first, last = issue.scale.points[0].label, issue.scale.points[-1].label
    return markup('<div class="poles"><span>{}</span><span>{}</span></div>', first, last)


def on_issue(issue_id: str) -> str:
    """Return the address of the file of an issue's moves on a large site."""
    return f"assets/moves/on/{issue_id}.json"


def in_month(month: str) -> str:
    """Return the address of the file of a month's moves on a large site."""
    return f"assets/moves/in/{month}.json"


def months(changes: Iterable[PlaceChange]) -> list[str]:
    """Return the months in which a party moved, oldest first, and how often: `2026-01=12`."""
    moves = Counter(change.statement.date[:7] for change in changes)
    return [f"{month}={number}" for month, number in sorted(moves.items())]


def files(content: Content) -> dict[str, bytes]:
    """Return the files from which the browser tells what moved between any two days.

    That is one; on a large site one for each issue and one for each month, so that nobody reads
    what is not asked for. They are JSON, or scripts for an edition that is read from the disk.
    Links in them are addresses from the root of the site.
    """
    published: dict[str, bytes] = {}
    for address, moves_by_issue in _told(content):
        published |= file(address, moves_by_issue, by_file=content.by_file, name=_ON_DISK)
    return published


def _told(content: Content) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the address of each file, and in it the moves of each issue."""
    teller = Teller(content.dataset, content.site.language, link=content.present)
    by_issue = {issue.id: _issue(teller, issue) for issue in content.dataset.issues if issue.scale}
    if not content.has_parts:
        yield ADDRESS, by_issue
        return
    for issue_id, on in by_issue.items():
        yield on_issue(issue_id), {issue_id: on}
    for month, issues in _by_month(by_issue).items():
        yield in_month(month), issues


def _by_month(by_issue: Mapping[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the moves of each month by issue; those of an issue stay party by party."""
    by_month: dict[str, dict[str, Any]] = {}
    for issue_id, on in by_issue.items():
        for move in on["moves"]:
            issues = by_month.setdefault(move["day"][:7], {})
            issues.setdefault(issue_id, {**on, "moves": []})["moves"].append(move)
    return by_month


def _issue(teller: Teller, issue: Issue) -> dict[str, Any]:
    """Return an issue's heading, the beginning of its strips, the ends of its scale, its moves."""
    return {
        "heading": teller.heading(issue),
        "strip": move_svg.begun_strip(issue),
        "poles": poles(issue),
        "moves": list(_moves(teller, issue)),
    }


def _moves(teller: Teller, issue: Issue) -> Iterator[dict[str, Any]]:
    """Yield the moves on an issue, party by party in their order, oldest first."""
    changes = answers.place_changes(issue)
    for position in order.positions(teller.dataset, issue):
        own = [change for change in changes if change.position is position]
        for change in own:
            yield _move(teller, change, editors_elsewhere(change, own))


def _move(teller: Teller, change: PlaceChange, editors_at: Position | None) -> dict[str, Any]:
    """Return a move: its day, its two ends in words and drawn, its sentence, and the note on it."""
    issue, statement = change.issue, change.statement
    before, after = teller.before(change), teller.after(change)
    note = teller.note(issue, editors_at) if editors_at else ""
    return {
        "party": change.position.party,
        "name": teller.dataset.party[change.position.party].name,
        "day": statement.date,
        "entry": addresses.statement_entry(issue.id, change.position, statement),
        "evidence": answers.evidence(statement.attribution),
        "from": quoted_place(issue, change.before, teller.language),
        "to": quoted_place(issue, change.after, teller.language),
        "ghost": before.drawing,
        "ghost_x": before.x,
        "mark": after.drawing,
        "mark_x": after.x,
        "html": teller.sentence(change),
        "note": note,
    }
