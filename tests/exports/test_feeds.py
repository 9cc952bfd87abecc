"""The feeds, read as feed readers do: rules of Atom (RFC 4287), lasting ids, links, markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import feedparser
import pytest
from bs4 import BeautifulSoup

from exports.readers import Files, feed
from exports.talks import NOWHERE, SITE, border_talks, position, replaced, statement
from stickingpoints.exports import open_data as exports
from stickingpoints.model.addresses import Site
from stickingpoints.model.answers import place_changes
from stickingpoints.model.records import Dataset, Statement

PERMANENT_ID = re.compile(r"https://lake\.example/|urn:uuid:[0-9a-f-]{36}$")
MIDNIGHT = re.compile(r"\d{4}-\d\d-\d\dT00:00:00(Z|\+00:00)")


SCALE = {
    "label": "Border",
    "points": [{"id": "open", "label": "Open"}, {"id": "closed", "label": "Closed"}],
}


def feeds_of_issues(dataset: Dataset) -> list[str]:
    """Return the addresses of the feeds of the issues."""
    return [f"issues/{issue.id}/changes.atom" for issue in dataset.issues]


@pytest.mark.parametrize("site", [SITE, NOWHERE], ids=["public", "nowhere"])
def test_every_feed_keeps_the_rules_of_atom(dataset: Dataset, site: Site) -> None:
    files = exports.files(dataset, site)
    moved = [issue.id for issue in dataset.issues if place_changes(issue)]
    of_moves = [f"issues/{issue}/moves.atom" for issue in moved]
    for address in ("changes.atom", "moves.atom", *feeds_of_issues(dataset), *of_moves):
        check_feed(feed(files, address))


def check_feed(parsed: Any) -> None:
    """Assert that a feed has what RFC 4287 demands, and permanent ids."""
    ids = [parsed.feed.id, *(entry.id for entry in parsed.entries)]
    assert len(set(ids)) == len(ids)
    assert all(PERMANENT_ID.match(identifier) for identifier in ids)
    assert parsed.feed.author and parsed.feed.title and parsed.entries
    assert parsed.feed.updated == max(entry.updated for entry in parsed.entries)
    for entry in parsed.entries:
        assert MIDNIGHT.fullmatch(entry.updated)
        assert entry.title and entry.link and entry.summary and entry.content[0].value


def test_the_feed_of_everything_has_the_newest_hundred(dataset: Dataset, files: Files) -> None:
    newest = sorted(days_of_entries(dataset, files), reverse=True)[:100]
    assert len(newest) == 100
    assert [entry.updated for entry in feed(files).entries] == newest


def days_of_entries(dataset: Dataset, files: Files) -> Iterator[str]:
    """Yield the days of the entries in the feeds of all issues."""
    for address in feeds_of_issues(dataset):
        for entry in feed(files, address).entries:
            yield entry.updated


def test_a_late_statement_is_listed_when_it_was_added() -> None:
    """It would be far down in the feed by its own day, and its day would move nothing."""
    talks = border_talks()
    position = talks.issues[0].positions[0]
    oldest = position.statements[-1]
    late = replaced(oldest, added="2026-03-02")
    files = exports.files(_with_statement(talks, oldest, late), SITE)
    first = feed(files).entries[0]
    assert first.id.endswith(f"#{position.party}-{oldest.name}")
    assert first.published == first.updated == "2026-03-02T00:00:00+00:00"
    assert feed(files).feed.updated == first.updated


def test_a_corrected_statement_is_listed_when_it_was_corrected() -> None:
    """A reader who has it sees that it changed: the id stays, `updated` moves."""
    talks = border_talks()
    issue = talks.issues[0]
    position = issue.positions[0]
    name = f"{position.party}-{position.statements[-1].name}"
    correction = {"date": "2026-03-02", "summary": "A slip.", "records": [name]}
    corrected = replaced(issue, corrections=[correction])
    changed = Dataset.model_validate(replaced(talks, issues=[corrected, *talks.issues[1:]]))
    entries = feed(exports.files(changed, SITE)).entries
    (entry,) = [entry for entry in entries if entry.id.endswith(f"#{name}")]
    assert entry.updated == "2026-03-02T00:00:00+00:00"
    assert entry.published < entry.updated


def _with_statement(talks: Dataset, old: Statement, new: dict[str, Any]) -> Dataset:
    """Return talks in which a statement of the first position is replaced."""
    issue = talks.issues[0]
    position = issue.positions[0]
    statements = [new if statement is old else statement for statement in position.statements]
    changed = replaced(
        issue, positions=[replaced(position, statements=statements), *issue.positions[1:]]
    )
    return Dataset.model_validate(replaced(talks, issues=[changed, *talks.issues[1:]]))


def test_an_entry_is_known_by_its_permanent_address(border_files: Files) -> None:
    newest, oldest = feed(border_files).entries
    address = "https://lake.example/sticking-points/issues/border/#north-2025-11-25"
    assert newest.id == newest.link == address
    assert newest.title == "Border: North (rejects)"
    assert oldest.updated_parsed[:3] == (2025, 10, 1)


def moving_talks(*statements: dict[str, Any], **fields: Any) -> Files:
    """Return the open data of talks in which the north says some things on the border."""
    north = position("north", *statements, at="closed")
    issue = replaced(border_talks().issues[0], scale=SCALE, positions=[north], **fields)
    return exports.files(border_talks(issues=[issue]), SITE)


OPENED = statement("2025-10-01", at="open")
CLOSED = statement("2025-11-20", at="closed", attribution="leaked-document")


@pytest.mark.parametrize("address", ["moves.atom", "issues/border/moves.atom"])
def test_a_feed_of_moves_tells_moves_alone(address: str) -> None:
    """A statement that leaves the place as it was is none; the sentence is the title."""
    silent = statement("2025-11-25")
    [entry] = feed(moving_talks(silent, CLOSED, OPENED), address).entries
    assert entry.title == (
        "Border: North moved from “Open” to “Closed” on 20 November 2025 (leaked document)."
    )
    assert entry.link.endswith("/issues/border/#north-2025-11-20")
    assert entry.updated_parsed[:3] == (2025, 11, 20)
    assert "It said so." in entry.content[0].value


def test_moves_have_ids_of_their_own() -> None:
    """A reader who follows both feeds gets the statement and the move, and no later id changes."""
    files = moving_talks(CLOSED, OPENED)
    [move] = feed(files, "moves.atom").entries
    assert move.id not in {entry.id for entry in feed(files).entries}
    back = statement("2025-11-28", at="open")
    assert move.id in {
        entry.id for entry in feed(moving_talks(back, CLOSED, OPENED), "moves.atom").entries
    }


def test_a_move_is_news_again_when_what_came_before_it_was_added_late() -> None:
    """A reader who has it is told that the party moved from elsewhere."""
    late = statement("2025-10-20", at=["open", "closed"], added="2025-11-30")
    [before] = feed(moving_talks(CLOSED, OPENED), "moves.atom").entries
    entries = feed(moving_talks(CLOSED, late, OPENED), "moves.atom").entries
    [changed] = [entry for entry in entries if entry.id == before.id]
    assert "between “Open” and “Closed” to “Closed”" in changed.title
    assert changed.updated_parsed[:3] == (2025, 11, 30)


def test_a_feed_without_moves_is_a_feed() -> None:
    """Who follows it before the first move is not met by an error."""
    parsed = feed(moving_talks(CLOSED), "moves.atom")
    assert parsed.entries == []
    assert parsed.feed.updated and parsed.feed.title.endswith(": moves")


@pytest.mark.parametrize("address", ["changes.atom", "issues/border/changes.atom"])
def test_links_lead_to_the_site_from_wherever_a_feed_is_kept(border: Dataset, address: str) -> None:
    files = exports.files(border, NOWHERE)
    headers = {
        "content-type": "application/atom+xml; charset=utf-8",
        "content-location": f"http://localhost/folder/{address}",
    }
    parsed = feedparser.parse(files[address], response_headers=headers)
    links = [link.href for link in parsed.feed.links if link.rel == "self"]
    assert parsed.entries[0].link == "http://localhost/folder/issues/border/#north-2025-11-25"
    assert links == [f"http://localhost/folder/{address}"]


def test_a_later_correction_leaves_the_ids_of_earlier_ones() -> None:
    first = {"date": "2025-11-28", "summary": "A date was wrong."}
    second = {"date": "2025-11-28", "summary": "A name was wrong.", "party": "north"}
    ids = ids_of_corrections(second, first)
    assert len(set(ids.values())) == 2
    assert ids_of_corrections(first).items() <= ids.items()


def ids_of_corrections(*corrections: dict[str, str]) -> dict[str, str]:
    """Return the id of each correction's entry in the feed by the summary of the correction."""
    issue = replaced(border_talks().issues[0], corrections=list(corrections))
    entries = feed(exports.files(border_talks(issues=[issue]), SITE)).entries
    return {entry.summary: entry.id for entry in entries if entry.title.startswith("Correction")}


def test_no_text_becomes_markup_in_a_feed(hostile_files: Files) -> None:
    entries = feed(hostile_files).entries
    assert entries
    for entry in entries:
        content = BeautifulSoup(entry.content[0].value, "html.parser")
        assert content.find(["script", "b", "i"]) is None
        assert "alert(" in content.get_text()
