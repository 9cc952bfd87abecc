"""The who's who: each person with office, spellings and sources, party by party."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page

from comparison_table import words
from exports.readers import table
from stickingpoints.exports import manifest
from stickingpoints.exports import open_data as exports
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset
from stickingpoints.site.content import Content
from stickingpoints.site.pages import pages


def test_people_are_listed_by_party_and_the_others_last(site: Path) -> None:
    """Whatever the order in the file, the parties have the order of the rule."""
    soup = BeautifulSoup((site / "people/index.html").read_text("utf-8"), "html.parser")
    assert [words(heading.get_text()) for heading in soup.select(".sp :is(h2, h3)")] == [
        "Lowland",
        "Tomas Venn",
        "Others",
        "Mara Ostrel",
        "Sources",
    ]


def test_a_person_has_office_spellings_and_sources(site: Path, dataset: Dataset) -> None:
    """Each entry is anchored, and its numbers lead to the sources at the end of the page."""
    soup = BeautifulSoup((site / "people/index.html").read_text("utf-8"), "html.parser")
    text = words(soup.get_text())
    for person in dataset.people:
        heading = soup.find(id=person.id)
        assert heading and words(heading.get_text()) == person.name
        assert f"{person.name} {person.office}" in text
    assert "Also written: Mara Ostrell, Острель" in text
    assert text.count("Also written") == 1
    assert [link["href"] for link in soup.select("a.number")] == [
        "#source-gazette-3",
        "#source-courier-4",
        "#source-post-5",
    ]


def test_a_source_says_which_people_rest_on_it(site: Path, dataset: Dataset) -> None:
    """Beneath each source are the people whose office it gives, as links to their entries."""
    soup = BeautifulSoup((site / "sources/index.html").read_text("utf-8"), "html.parser")
    for person in dataset.people:
        for source in person.sources:
            entry = soup.find(id=source)
            assert entry
            assert entry.find("a", string=person.name, href=f"../people/#{person.id}")


def test_the_table_of_sources_counts_people(dataset: Dataset) -> None:
    """A source that only gives an office is not listed as if nothing cited it."""
    nothing_else: dict[str, list[Any]] = {
        "issues": [],
        "events": [],
        "documents": [],
        "glossary": [],
    }
    rows = table(exports.files(dataset.model_copy(update=nothing_else), Site("Lake")), "sources")
    counts = {row["id"]: int(row["citations"]) for row in rows}
    cited = [source for person in dataset.people for source in person.sources]
    assert cited
    assert {source: counts[source] for source in cited} == Counter(cited)


def test_the_pdf_has_the_whos_who(site: Path, dataset: Dataset) -> None:
    """Each person is beneath the party, with the office and the numbers of the sources."""
    (path,) = (site / "downloads").glob("*-letter.pdf")
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path)]
    listed = words(" ".join(pages)).rpartition("Who’s who Lowland")[2]
    for person in dataset.people:
        assert re.search(rf"{person.name} {person.office} \[\d+\]", listed)


def test_every_footer_leads_to_the_whos_who(site: Path) -> None:
    """The page is in the navigation beside the glossary."""
    soup = BeautifulSoup((site / "issues/water-level/index.html").read_text("utf-8"), "html.parser")
    assert soup.find("a", string=lambda text: words(text or "") == "Who’s who")


def test_a_site_without_people_says_so(dataset: Dataset) -> None:
    """The page exists all the same, as the glossary does."""
    nobody = dataset.model_copy(update={"people": []})
    html = pages(Content(nobody, Site("Lake Talks")))["people/"].html
    assert "No person is listed." in html
    assert "<h2" not in html


def test_full_json_lists_the_people_by_party(site: Path) -> None:
    """The open data has every person with the address of the entry."""
    people = json.loads((site / manifest.FULL).read_text("utf-8"))["people"]
    assert people == [
        {
            "id": "venn",
            "name": "Tomas Venn",
            "spellings": [],
            "office": "Water minister of the Lowland",
            "party": "lowland",
            "sources": ["gazette-3", "courier-4"],
            "address": "people/#venn",
        },
        {
            "id": "ostrel",
            "name": "Mara Ostrel",
            "spellings": ["Mara Ostrell", "Острель"],
            "office": "Head of the Harbour Board",
            "party": None,
            "sources": ["post-5"],
            "address": "people/#ostrel",
        },
    ]


@pytest.mark.parametrize("spelling", ["Mara Ostrel", "ostrell", "Острель"])
def test_search_finds_a_person_by_any_spelling(desk: Page, served: str, spelling: str) -> None:
    """Every spelling of a name leads to the person's entry, first of all."""
    desk.goto(served)
    desk.keyboard.press("/")
    desk.get_by_role("searchbox", name="Search this site").fill(spelling)
    desk.wait_for_selector("#find-results a")
    first = desk.eval_on_selector("#find-results a", "link => link.href")
    assert first == f"{served}people/#ostrel"
