"""What was withdrawn: it stays under its address and says why, and counts nowhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import feedparser
import icalendar
import pytest
from bs4 import BeautifulSoup, Tag

import plain_yaml
from diff.repository import BASE
from exports.readers import table
from stickingpoints.exports import open_data as exports
from stickingpoints.model import answers, fairness
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset
from stickingpoints.model.standing import moves, standing_by_statements
from stickingpoints.pdf import document
from stickingpoints.reading.load import Reading, read
from stickingpoints.site import history
from stickingpoints.site.content import Content
from stickingpoints.site.pages import pages

SITE = Site(name="Sel Talks", url="https://example.org/sel/")
WITHDRAWN = {"date": "2031-05-19", "reason": "The letter was *forged*."}
WHY = "Withdrawn on 19 May 2031: The letter was forged."


def content(**more: Any) -> dict[str, Any]:
    """Return the plain values of the base with three records withdrawn.

    They are Brezia's newest statement, the map and the second event.
    """
    data: dict[str, Any] = plain_yaml.load((BASE / "issues.yaml").read_text("utf-8"))
    brezia = data["issues"][0]["positions"][1]
    brezia |= {"stance": "conditional", "at": "by-area", "since": "2031-02"}
    brezia["statements"][0] |= {
        "withdrawn": dict(WITHDRAWN),
        "summary": "The court offered to talk about _either_ share.",
    }
    old_map = {
        "id": "old-map",
        "title": "Map",
        "publisher": "Court",
        "kind": "analysis",
        "accessed": "2031-05-02",
        "withdrawn": dict(WITHDRAWN),
    }
    data["sources"].append(old_map)
    feast = {
        "id": "feast",
        "date": "2031-02-01",
        "title": "Feast",
        "outcome": "They danced.",
        "citations": [{"source": "old-map"}],
        "withdrawn": dict(WITHDRAWN),
    }
    data["events"].append(feast)
    return data | more


def reading(folder: Path, data: dict[str, Any]) -> Reading:
    """Write plain values into a folder and read them."""
    (folder / "all.yaml").write_text(plain_yaml.dump(data), "utf-8")
    return read(folder)


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    """Return the dataset with its withdrawn records; it has no error and no new warning."""
    result = reading(tmp_path, content())
    assert [problem.rule for problem in result.problems] == ["single-source", "unnamed-sources"]
    return result.sound()


@pytest.fixture
def shown(dataset: Dataset) -> dict[str, BeautifulSoup]:
    """Return the pages, by address."""
    return {
        address: BeautifulSoup(page.html, "html.parser")
        for address, page in pages(Content(dataset, SITE)).items()
    }


def words(element: Any) -> str:
    """Return the words that an element shows."""
    assert isinstance(element, Tag)
    return " ".join(element.get_text(" ").split()).replace(" .", ".").replace(" :", ":")


@pytest.mark.no_cover
def test_it_stands_under_its_anchor_with_its_reason(shown: dict[str, BeautifulSoup]) -> None:
    """A reader who followed an old link lands on the place that says why it no longer counts."""
    page = shown["issues/summer-share/"]
    heading = page.find(id="brezia-2031-04-01")
    assert heading is not None
    section = words(heading.parent)
    assert WHY in section and "It said: The court offered to talk about either share." in section
    assert page.select("[id=brezia-2031-04-01]") == [heading]


@pytest.mark.no_cover
def test_it_is_struck_from_what_the_pages_show(shown: dict[str, BeautifulSoup]) -> None:
    """Position, comparison, party and home rest on what is left."""
    page = shown["issues/summer-share/"]
    assert "brezia-2031-04-01" not in [
        heading.get("id") for heading in page.select(".statement h3")
    ]
    assert "Rests on 1 statement, 0 on record, 1 source; newest: February 2031." in words(
        page.find(id="brezia").parent  # type: ignore[union-attr]
    )
    assert "3 statements, newest first." in words(
        page.find("section", attrs={"aria-labelledby": "statements"})
    )
    cells = [words(cell) for cell in shown["compare/"].select("#summer-share td")]
    assert cells[1].endswith("Feb 2031 →")
    assert "6 statements" in words(shown[""])
    assert "Feb 2031" in words(shown["parties/brezia/"]) or "February 2031" in words(
        shown["parties/brezia/"]
    )
    letter = shown["sources/"].find(id="brezia-letter")
    assert letter
    cited = [link["href"] for link in letter.select(".cited a")]
    assert cited == ["../issues/gauges/#brezia-2031-04-01"]


def test_the_changes_page_tells_it(shown: dict[str, BeautifulSoup]) -> None:
    """A withdrawal is news: it is listed under its own day, with a link to the place."""
    [entry] = [item for item in shown["changes/"].select("li") if "withdrawn" in item.get_text()]
    [first] = shown[""].select(".changes li")[:1]
    assert words(first) == words(entry)
    assert words(entry) == (
        "19 May 2031 Kingdom of Brezia on Summer share withdrawn: "
        "the statement of 1 April 2031. The letter was forged."
    )
    assert entry.a and entry.a["href"] == "../issues/summer-share/#brezia-2031-04-01"


@pytest.mark.no_cover
def test_sources_and_events_keep_their_anchors_too(shown: dict[str, BeautifulSoup]) -> None:
    """They stay in their lists and say why they no longer count."""
    assert WHY in words(shown["sources/"].find(id="old-map"))
    feast = words(shown["timeline/"].find(id="feast").parent)  # type: ignore[union-attr]
    assert WHY in feast and "It said: They danced." in feast


def test_standing_and_history(dataset: Dataset) -> None:
    """Where a party stood, and how it moved, follows from what is left."""
    brezia = dataset.issues[0].positions[1]
    assert (standing_by_statements(brezia).stance, standing_by_statements(brezia).at) == (
        "conditional",
        "by-area",
    )
    assert moves(brezia) == []
    assert dataset.statement_count == 6


def test_the_figures_and_the_date_control(dataset: Dataset) -> None:
    """No figure, no earlier day and no measure of fairness counts it."""
    issue = dataset.issues[0]
    past = json.loads(history.files(Content(dataset, Site("Talks")))[history.ADDRESS])
    [position] = past["issues"]["summer-share"]["positions"]["brezia"]
    assert (position["day"], position["heard"]) == ("2031-02", 1)
    assert [statement.date for statement in answers.placed(issue.positions[1])] == ["2031-02"]
    assert fairness.measure(dataset, [issue.positions[1]]).statements == 1


def test_the_json_keeps_it_apart(dataset: Dataset) -> None:
    """The list `statements` holds only what counts.

    What was withdrawn is listed apart, with day and reason.
    """
    files = exports.files(dataset, SITE)
    brezia = json.loads(files["data/v1/full.json"])["issues"][0]["positions"][1]
    assert [statement["date"] for statement in brezia["statements"]] == ["2031-02"]
    (withdrawn,) = brezia["withdrawn"]
    assert (withdrawn["anchor"], withdrawn["withdrawn"]) == ("brezia-2031-04-01", WITHDRAWN)
    assert brezia["history"] == []
    assert json.loads(files["data/v1/index.json"])["counts"]["statements"] == 6
    issue = json.loads(files["data/v1/issues/summer-share.json"])
    assert {"brezia-letter"} <= {source["id"] for source in issue["sources"]}


def test_the_tables_flag_it(dataset: Dataset) -> None:
    """In the table of statements it has a day of withdrawal.

    The table of positions does not count it.
    """
    files = exports.files(dataset, SITE)
    [flagged] = [row for row in table(files, "statements") if row["withdrawn"]]
    assert flagged["address"].endswith("#brezia-2031-04-01")
    assert flagged["withdrawn"] == "2031-05-19"
    assert flagged["withdrawn_reason"] == "The letter was forged."
    by_record = {(row["issue"], row["party"]): row for row in table(files, "positions")}
    brezia = by_record["summer-share", "brezia"]
    assert (
        brezia["statements"],
        brezia["on_record"],
        brezia["newest_statement"],
        brezia["sources"],
    ) == ("1", "0", "2031-02", "sel-herald")
    assert [row["id"] for row in table(files, "sources") if row["withdrawn"]] == ["old-map"]


def test_the_feed_replaces_its_entry(dataset: Dataset) -> None:
    """The entry keeps its id, so that readers' copies are replaced.

    It says that the statement was withdrawn, and when.
    """
    feed = feedparser.parse(exports.files(dataset, SITE)["changes.atom"])
    address = "https://example.org/sel/issues/summer-share/#brezia-2031-04-01"
    [entry] = [candidate for candidate in feed.entries if candidate.id == address]
    assert entry.title == "Withdrawn: Summer share: Kingdom of Brezia (proposes)"
    assert entry.summary == WHY
    assert entry.updated.startswith("2031-05-19")


def test_reference_managers_calendar_and_pdf_leave_it_out(dataset: Dataset) -> None:
    """What nobody should cite or put into a calendar is not offered."""
    files = exports.files(dataset, SITE)
    assert b"old-map" not in files["data/v1/sources.bib"] + files["data/v1/sources.csl.json"]
    assert len(icalendar.Calendar.from_ical(files["data/v1/events.ics"]).walk("VEVENT")) == 1
    set_in_pdf = json.dumps(document.document(dataset, SITE, {}))
    assert "either share" not in set_in_pdf and "They danced" not in set_in_pdf


def test_nothing_may_rest_on_what_was_withdrawn(tmp_path: Path) -> None:
    """A position without another statement, and a citation of a withdrawn source, are errors."""
    data = content()
    data["issues"][0]["positions"][1]["statements"].pop()
    data["events"][1].pop("withdrawn")
    errors = {problem.rule: problem.message for problem in reading(tmp_path, data).errors}
    assert errors == {
        "no-statement": (
            "a position needs a statement; add one, "
            "or write stance: no-public-position and looked_in"
        ),
        "withdrawn-source": (
            'the source "old-map" was withdrawn; cite another, '
            "or add withdrawn with date and reason to the record that cites it"
        ),
    }


def test_a_withdrawal_says_when_and_why(tmp_path: Path) -> None:
    """A tombstone without a reason is none."""
    data = content()
    data["sources"][-1]["withdrawn"] = {"date": "2031-05-19"}
    assert [problem.message for problem in reading(tmp_path, data).errors] == [
        '"reason" is missing; add it'
    ]
