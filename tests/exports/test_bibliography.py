"""Bibliographies for reference managers, and how an issue or a position is cited."""

from __future__ import annotations

import re

from bibtexparser.entrypoint import parse_string

from exports.readers import Files, json_file
from exports.talks import NOWHERE, SITE, border_talks, replaced
from stickingpoints.exports import bibliography
from stickingpoints.exports import open_data as exports
from stickingpoints.model.records import Dataset

BIBTEX = "data/v1/sources.bib"


def test_the_bibliography_reads_back_as_written(dataset: Dataset, files: Files) -> None:
    library = parse_string(files[BIBTEX].decode())
    addresses = {entry.key: entry["url"] for entry in library.entries if "url" in entry}
    assert library.failed_blocks == []
    assert addresses == {source.id: source.url for source in dataset.sources if source.url}
    assert [entry.key for entry in library.entries] == sorted(dataset.source)


def test_nothing_in_a_bibliography_is_a_command(hostile_files: Files) -> None:
    library = parse_string(hostile_files[BIBTEX].decode())
    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries] == ["letter"]
    unescaped = re.sub(r"\\(text\w+\{\}|[%&#_$])", "", library.entries[0]["title"].strip("{}"))
    assert re.findall(r"[\\{}%&#_$~^]", unescaped) == []


def test_reference_managers_get_dates_as_they_are_known(border: Dataset) -> None:
    source = replaced(border.sources[0], published="2025-11", authors=["Ann Other"])
    files = exports.files(border_talks(sources=[source]), SITE)
    (item,) = json_file(files, "data/v1/sources.csl.json")
    assert item["id"] == "letter"
    assert item["issued"] == {"date-parts": [[2025, 11]]}
    assert item["accessed"] == {"date-parts": [[2025, 12, 2]]}
    assert item["author"] == [{"literal": "Ann Other"}]
    text = files[BIBTEX].decode()
    assert "year = {2025},\n  month = nov,\n  howpublished" in text


def test_an_issue_and_a_position_can_be_cited(border: Dataset) -> None:
    issue = border.issues[0]
    assert bibliography.plain(border, SITE, issue) == (
        "Sticking Points. “Border: Where does it run?” As of 1 December 2025. "
        "https://lake.example/sticking-points/issues/border/"
    )
    assert bibliography.plain(border, SITE, issue, issue.positions[0]) == (
        "Sticking Points. “Border: position of North.” As of 1 December 2025. "
        "https://lake.example/sticking-points/issues/border/#north"
    )
    assert (
        bibliography.plain(border, NOWHERE, issue)
        == "Sticking Points. “Border: Where does it run?” As of 1 December 2025."
    )


def test_a_citation_as_bibtex_reads_back(border: Dataset, hostile: Dataset) -> None:
    for content in (border, hostile):
        issue = content.issues[0]
        text = bibliography.bibtex(content, SITE, issue, issue.positions[0])
        (entry,) = parse_string(text).entries
        assert entry.key == "sticking-points-border-north-2025-12-01"
        assert (entry["year"], entry["month"], entry["day"]) == ("2025", "dec", "1")
        assert entry["note"] == "As of 1 December 2025"
        assert entry["url"] == "https://lake.example/sticking-points/issues/border/#north"
