"""The tables: they open right in a spreadsheet, and no text becomes a formula there."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

import pytest

from exports.readers import Files, table
from exports.talks import SITE, border_talks, position, replaced, statement, talks_since
from stickingpoints.exports import columns
from stickingpoints.exports import open_data as exports
from stickingpoints.model.records import Dataset

TABLES = [table.name for table in columns.TABLES]
FIRST_COLUMNS = {
    "positions": "issue issue_title status party party_name stance summary at at_label reason "
    "looked_in statements on_record newest_statement sources as_of address answer since "
    "attribution evidence",
    "statements": "issue issue_title party party_name date key summary stance at at_label "
    "attribution on_record stated_by quotes detail caveat sources as_of address withdrawn "
    "withdrawn_reason figure",
    "sources": "id title publisher kind authors published published_basis accessed language url "
    "archive_url note citations address withdrawn withdrawn_reason",
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_opens_right_in_a_spreadsheet(hostile_files: Files, name: str) -> None:
    content = hostile_files[f"data/v1/{name}.csv"]
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    assert len({len(row) for row in rows}) == 1


def test_there_is_a_row_for_each_record(dataset: Dataset, files: Files) -> None:
    assert len(table(files, "positions")) == dataset.position_count
    assert len(table(files, "statements")) == dataset.statement_count
    assert [row["id"] for row in table(files, "sources")] == sorted(dataset.source)


def test_a_row_of_positions_counts_statements_or_says_where_none_was_found(
    border_files: Files,
) -> None:
    north, south = table(border_files, "positions")
    assert north["statements"] == "2"
    assert north["on_record"] == "1"
    assert north["newest_statement"] == "2025-11-25"
    assert south["stance"] == "no-public-position"
    assert south["looked_in"] == "Its press releases"
    assert south["newest_statement"] == ""


@pytest.mark.parametrize(
    ("since", "cells"),
    [
        ("2025-11-25-evening", ("2025-11-25", "unnamed-official", "hollow")),
        ("2025-11-25-morning", ("2025-11-25", "on-record", "solid")),
        ("2025-10", ("2025-10", "second-hand", "hollow")),
    ],
)
def test_a_row_of_positions_has_the_answer_and_what_it_is_known_from(
    since: str, cells: tuple[str, ...]
) -> None:
    north, south = table(exports.files(talks_since(since), SITE), "positions")
    assert north["answer"] == "What north wants"
    assert (north["since"], north["attribution"], north["evidence"]) == cells
    assert south["answer"] == "What south wants"
    assert (south["since"], south["attribution"], south["evidence"]) == ("", "", "")


def test_a_row_of_statements_has_place_address_and_whether_it_is_on_record(
    border_files: Files,
) -> None:
    oldest = table(border_files, "statements")[1]
    assert oldest["at"] == "river; sea"
    assert oldest["at_label"] == "River; Sea"
    assert oldest["on_record"] == "no"
    assert oldest["address"] == "https://lake.example/sticking-points/issues/border/#north-2025-10"


def test_columns_of_the_first_release_keep_their_names_and_order(files: Files) -> None:
    """The compatibility promise: within v1 a table gains columns at its right end alone."""
    for name, first in FIRST_COLUMNS.items():
        assert list(table(files, name)[0])[: len(first.split())] == first.split()


def test_a_date_is_given_in_one_form_with_its_precision(border_files: Files) -> None:
    newest, oldest = table(border_files, "statements")
    dates = ("date", "date_start", "date_precision")
    assert [newest[name] for name in dates] == ["2025-11-25", "2025-11-25", "day"]
    assert [oldest[name] for name in dates] == ["2025-10", "2025-10-01", "month"]
    source = table(border_files, "sources")[0]
    assert (source["published_start"], source["published_precision"]) == ("", "")


def test_a_row_of_citations_has_quote_speaker_and_where_they_are() -> None:
    cited = {
        "source": "letter",
        "quote": "The river is ours",
        "quote_kind": "speaker",
        "speaker": "Ada North",
        "locator": "p. 2",
    }
    north = position("north", statement("2025-11-25", stated_by="The minister", citations=[cited]))
    plain = border_talks()
    issue = replaced(plain.issues[0], positions=[north])
    letter = replaced(plain.sources[0], url="https://post.example/letter")
    files = exports.files(border_talks(issues=[issue], sources=[letter]), SITE)
    row = table(files, "citations")[0]
    assert {name: cell for name, cell in row.items() if cell} == {
        **cited,
        "record_kind": "statement",
        "record": "border#north-2025-11-25",
        "number": "1",
        "url": "https://post.example/letter",
        "passage": "https://post.example/letter#:~:text=The%20river%20is%20ours",
        "issue": "border",
        "party": "north",
        "date": "2025-11-25",
        "date_start": "2025-11-25",
        "date_precision": "day",
        "attribution": "on-record",
        "stated_by": "The minister",
        "address": "https://lake.example/sticking-points/issues/border/#north-2025-11-25",
        "statement": "border#north-2025-11-25",
    }


def test_citations_are_as_many_as_the_sources_count(files: Files) -> None:
    """Statements, events, documents, provisions, terms and people: none is left out."""
    rows = table(files, "citations")
    counted = Counter(row["source"] for row in rows)
    for source in table(files, "sources"):
        assert int(source["citations"]) == counted[source["id"]]
    assert {row["record_kind"] for row in rows} == set(columns.RECORD_KINDS)
    assert [row for row in rows if row[row["record_kind"]] != row["record"]] == []


def test_a_row_of_events_names_its_issues_as_the_table_of_pairs_does(files: Files) -> None:
    pairs = [(row["event"], row["issue"]) for row in table(files, "event_issues")]
    named = []
    for event in table(files, "events"):
        named += [(event["id"], issue) for issue in event["issues"].split("; ") if issue]
    assert pairs == named
    assert pairs


@pytest.mark.parametrize("name", TABLES)
def test_keys_tell_every_row_apart_and_lead_to_one(files: Files, name: str) -> None:
    rows = table(files, name)
    of_table = columns.table(name)
    assert rows
    assert len(set(keys(rows, of_table.primary_key))) == len(rows)
    for foreign in of_table.foreign_keys:
        target = columns.table(foreign.table)
        there = set(keys(table(files, foreign.table), target.primary_key))
        assert {key for key in keys(rows, foreign.columns) if all(key)} <= there


def keys(rows: list[dict[str, str]], names: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the cells of each row that make up a key."""
    for row in rows:
        yield tuple(row[name] for name in names)


def test_a_row_of_sources_counts_citations(border_files: Files) -> None:
    assert table(border_files, "sources")[0]["citations"] == "3"


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", " ="])
def test_no_cell_begins_like_a_formula(begin: str) -> None:
    attack = f"{begin}HYPERLINK(1)"
    files = exports.files(talks_with(attack), SITE)
    cells: list[str] = []
    for name in TABLES:
        for row in table(files, name):
            cells += row.values()
    assert [cell for cell in cells if re.match(r"\s*[=+\-@＝]|[\t\r\n]", cell)] == []
    assert f"'{attack}" in cells


def talks_with(text: str) -> Dataset:
    """Return talks with a text in every field that comes into a table."""
    plain = border_talks()
    source = replaced(plain.sources[0], title=text, publisher=text, authors=[text, text], note=text)
    words = statement(
        "2025-11-25",
        summary=text,
        stated_by=text,
        citations=[{"source": "letter", "quote": text}],
    )
    issue = replaced(
        plain.issues[0], positions=[position("north", words, answer=text, summary=text)]
    )
    return border_talks(sources=[source], issues=[issue])


@pytest.mark.parametrize("cut", [";", "\n", "\r\n"])
def test_no_formula_hides_where_a_spreadsheet_might_cut_the_line(cut: str) -> None:
    """Where the semicolon separates lists, as in much of Europe, spreadsheets cut cells at it."""
    assert title_in_table(f"Letter{cut}=HYPERLINK(1)") == f"Letter{cut}'=HYPERLINK(1)"


def test_an_innocent_cell_is_left_alone() -> None:
    title = "A letter – 5 % more; e-mail, x=y, a@b.example; –"
    assert title_in_table(title) == title


def title_in_table(title: str) -> str:
    """Return the title of a source as it is in the table of sources."""
    source = replaced(border_talks().sources[0], title=title)
    files = exports.files(border_talks(sources=[source]), SITE)
    return table(files, "sources")[0]["title"]
