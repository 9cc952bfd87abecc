"""The SQLite file: the tables with their keys, the same bytes for the same content."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

import pytest

from exports.readers import Files, table
from exports.talks import SITE, border_talks, replaced
from stickingpoints.exports import columns, database
from stickingpoints.exports import open_data as exports
from stickingpoints.model.records import Dataset

DATABASE = "data/v1/dataset.sqlite"


def query(files: Files, sql: str) -> list[tuple[Any, ...]]:
    """Return what a query finds in the SQLite file."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(files[DATABASE])
        return connection.execute(sql).fetchall()


@pytest.mark.parametrize("content", ["files", "border_files", "hostile_files"])
def test_the_file_is_sound_and_no_key_leads_nowhere(
    content: str, request: pytest.FixtureRequest
) -> None:
    published = request.getfixturevalue(content)
    assert query(published, "PRAGMA integrity_check") == [("ok",)]
    assert query(published, "PRAGMA foreign_key_check") == []


@pytest.mark.parametrize("name", [each.name for each in columns.TABLES])
def test_a_table_holds_the_cells_of_its_csv_file(files: Files, name: str) -> None:
    found = query(files, f"SELECT * FROM {name} ORDER BY rowid")  # noqa: S608  our own names
    as_text = [tuple("" if cell is None else str(cell) for cell in row) for row in found]
    assert as_text == [tuple(row.values()) for row in table(files, name)]


def test_numbers_are_numbers_and_empty_cells_are_null(border_files: Files) -> None:
    assert query(
        border_files, "SELECT statements, looked_in FROM positions WHERE party = 'north'"
    ) == [(2, None)]


def test_a_text_has_no_guard_against_spreadsheets() -> None:
    source = replaced(border_talks().sources[0], title="=1+1")
    files = exports.files(border_talks(sources=[source]), SITE)
    assert table(files, "sources")[0]["title"] == "'=1+1"
    assert query(files, "SELECT title FROM sources") == [("=1+1",)]


def test_the_schema_shown_by_datasette_describes_the_columns(files: Files) -> None:
    sql = "SELECT sql FROM sqlite_master WHERE name = 'citations'"
    ((definition,),) = query(files, sql)
    assert '  -- Words copied to the letter.\n  "quote" TEXT,\n' in definition
    assert 'FOREIGN KEY ("source") REFERENCES sources ("id")' in definition


def test_the_header_has_no_trace_of_who_wrote_the_file(dataset: Dataset) -> None:
    """Bytes 24 to 27 count changes, and 96 to 99 name the release of SQLite (fileformat2)."""
    content = database.content(dataset, SITE)
    assert content == database.content(dataset, SITE)
    assert content[16:18] == (4096).to_bytes(2, "big")
    assert content[24:28] == content[92:96] == bytes(4)
    assert int.from_bytes(content[96:100], "big") == 3_037_000
