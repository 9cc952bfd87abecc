"""Maps: what is drawn of an answer, what the check refuses, and what a reader is told."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page

import plain_yaml
from comparison_table import words
from conftest import LAKE
from exports.readers import table
from stickingpoints.diff import corrected
from stickingpoints.diff.compare import compare
from stickingpoints.exports import json_files
from stickingpoints.exports import open_data as exports
from stickingpoints.i18n.language import ENGLISH
from stickingpoints.model import area_phrases
from stickingpoints.model.addresses import Site
from stickingpoints.model.answers import evidence_of_plan
from stickingpoints.model.area_map import Picture, Tile, pictures
from stickingpoints.model.records import Dataset, MapArea
from stickingpoints.pdf.maps import map_entry
from stickingpoints.reading.load import read
from stickingpoints.text.meaning import NO_WORDS, Meaning

ISSUE = "fishing-quota"
LAKE_TEXT = (LAKE / "data" / "issues.yaml").read_text("utf-8")


def drawn(dataset: Dataset) -> dict[str, Picture]:
    """Return the pictures of the lake by the id of their party or plan."""
    return {picture.id: picture for picture in pictures(dataset, dataset.issue[ISSUE])}


def test_parties_come_before_plans_and_silence_is_told(dataset: Dataset) -> None:
    """A party that names no area has no picture of its own, but a sentence."""
    found = drawn(dataset)
    assert list(found) == ["upland", "lowland", "islands", "courier-draft"]
    assert not found["lowland"].mentioned
    assert area_phrases.no_area_named(list(found.values()), ENGLISH) == (
        "No area of this map is named by Lowland."
    )


def test_what_becomes_of_each_area(dataset: Dataset) -> None:
    """An area that is left out was not named; every outcome has its words."""
    found = drawn(dataset)
    told = {name: area_phrases.description(one, ENGLISH) for name, one in found.items()}
    north = "The bay in the north, the part that Upland fishes"
    assert told["upland"] == (
        f"{north}: held by Upland. The bay in the south: Lowland leaves. The reeds: left open. "
        "The shallows: not named."
    )
    assert told["islands"] == (
        f"{north}: demilitarised, counted as part of Delta Cities. The bay in the south: not"
        " named. The reeds: demilitarised. The shallows: not named."
    )
    assert told["courier-draft"] == (
        f"{north}: the line stays where it is. The bay in the south: the line stays where it is."
        " The reeds: not named. The shallows: held by Delta Cities."
    )


def test_evidence_is_that_of_what_it_follows_from(dataset: Dataset) -> None:
    """One statement on record is enough; what a leaked plan says is hollow."""
    upland, draft = drawn(dataset)["upland"], drawn(dataset)["courier-draft"]
    assert [upland.evidence(tile) for tile in upland.mentioned] == ["solid", "hollow", "hollow"]
    assert {draft.evidence(tile) for tile in draft.mentioned} == {"hollow"}


def test_a_plan_is_known_alike_on_the_map_and_in_the_matrix(dataset: Dataset) -> None:
    """A plan that was confirmed without its text is hollow in both."""
    known = {}
    for document in dataset.documents:
        known[document.status] = evidence_of_plan(document)
    assert known == {"published": "solid", "leaked": "hollow", "confirmed": "hollow"}
    area = MapArea(id="x", label="X", short="X", row=1, column=1)
    for document in dataset.documents:
        tile = Tile(area, "undecided", None, "", ())
        assert Picture(None, document, (tile,)).evidence(tile) == known[document.status]


def test_areas_of_which_the_same_is_said_share_a_row(dataset: Dataset) -> None:
    """So that a table is as short as what was said."""
    rows = drawn(dataset)["courier-draft"].rows
    assert [[tile.area.id for tile in row] for row in rows] == [
        ["north-bay", "south-bay"],
        ["shallows"],
    ]


def test_an_issue_without_a_map_has_no_pictures(dataset: Dataset) -> None:
    """Neither on its page nor in the PDF."""
    other = dataset.issue["water-level"]
    assert pictures(dataset, other) == []
    assert map_entry(dataset, ENGLISH, other) is None


Spoil = Callable[[dict[str, Any]], None]


def areas(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the areas of the map in plain data."""
    return _map(data)["areas"]  # type: ignore[no-any-return]


def said(data: dict[str, Any], answer: int, number: int) -> dict[str, Any]:
    """Return what an answer says of an area, both by number, in plain data."""
    return _map(data)["answers"][answer]["areas"][number]  # type: ignore[no-any-return]


def _map(data: dict[str, Any]) -> dict[str, Any]:
    (issue,) = [issue for issue in data["issues"] if issue["id"] == ISSUE]
    return issue["map"]  # type: ignore[no-any-return]


SPOILT: list[tuple[Spoil, str]] = [
    (lambda data: areas(data)[1].update(row=1), 'it overlaps "north-bay"; give it a row'),
    (lambda data: areas(data)[0].update(height=2), 'it overlaps "north-bay"; give it a row'),
    (lambda data: areas(data)[2].update(row=1), 'it overlaps "north-bay"; give it a row'),
    (lambda data: areas(data)[0].update(neighbours=["north-bay"]), "does not border on itself"),
    (
        lambda data: areas(data)[0].update(neighbours=["reds"]),
        'no area "reds" belongs here; did you mean "reeds"? One of: ',
    ),
    (
        lambda data: areas(data)[0].update(neighbours=["meadow"]),
        'no area "meadow" belongs here. One of: north-bay, south-bay, reeds, shallows',
    ),
    (lambda data: areas(data)[3].update(id="reeds"), '"reeds" is already defined'),
    (lambda data: said(data, 0, 0).update(area="nort-bay"), 'no area "nort-bay" belongs here'),
    (lambda data: said(data, 0, 1).update(area="north-bay"), '"north-bay" is already defined'),
    (lambda data: said(data, 0, 0).pop("by"), '"held" does not say whose; add by'),
    (lambda data: said(data, 3, 2).pop("by"), '"held" does not say whose; add by'),
    (lambda data: said(data, 0, 2).update(by="upland"), '"undecided" is nobody\'s'),
    (lambda data: said(data, 0, 0).update(by="uplan"), 'no party "uplan" belongs here'),
    (lambda data: said(data, 0, 0).pop("statements"), "it does not say what it follows from"),
    (
        lambda data: said(data, 0, 0).update(statements=["2031-03-05"]),
        'on this issue that counts; did you mean "2031-03-04"? write its date',
    ),
    (
        lambda data: said(data, 0, 0).update(statements=["1999-12"]),
        'upland has no statement "1999-12" on this issue that counts; write its date',
    ),
    (
        lambda data: said(data, 3, 0).update(statements=["2031-03-04"]),
        "what a plan says follows from its provision",
    ),
    (lambda data: _map(data)["answers"][0].pop("party"), "give either party or document"),
    (lambda data: _map(data)["answers"][0].update(document="courier-draft"), "give either"),
    (lambda data: _map(data)["answers"][3].update(document="nothing"), 'no plan "nothing"'),
    (lambda data: _map(data)["answers"][1].update(party="upland"), '"upland" is already defined'),
]


@pytest.mark.parametrize(("spoil", "message"), SPOILT)
def test_what_cannot_be_true_is_refused(spoil: Spoil, message: str, tmp_path: Path) -> None:
    """Each fault is an error of the map, and of nothing else."""
    data = plain_yaml.load(LAKE_TEXT)
    spoil(data)
    (tmp_path / "issues.yaml").write_text(plain_yaml.dump(data), "utf-8")
    errors = read(tmp_path).errors
    assert any(message in error.message for error in errors)
    assert all(f"{ISSUE} › map" in error.trail for error in errors)


def test_the_statement_that_does_not_count_is_named_by_its_number(tmp_path: Path) -> None:
    data = plain_yaml.load(LAKE_TEXT)
    said(data, 0, 0).update(statements=["2031-03-04", "2031-01-16"])
    (tmp_path / "issues.yaml").write_text(plain_yaml.dump(data), "utf-8")
    (problem,) = read(tmp_path).errors
    assert problem.trail.endswith(" › statements › number 2")
    assert 'no statement "2031-01-16" on this issue that counts' in problem.message


def test_the_neighbour_that_does_not_exist_is_named_by_its_number(tmp_path: Path) -> None:
    data = plain_yaml.load(LAKE_TEXT)
    areas(data)[0].update(neighbours=["reeds", "meadow"])
    (tmp_path / "issues.yaml").write_text(plain_yaml.dump(data), "utf-8")
    (problem,) = read(tmp_path).errors
    assert problem.trail.endswith(" › neighbours › number 2")


def test_every_change_of_a_map_is_shown(dataset: Dataset) -> None:
    """A reviewer sees what is said of an area before and after, and an area that is gone."""
    data = plain_yaml.load(LAKE_TEXT)
    changed = copy.deepcopy(data)
    said(changed, 0, 0).update(outcome="leaves", note="with fees")
    del said(changed, 2, 1)["outcome"]
    said(changed, 2, 1).update(outcome="undecided")
    areas(changed)[3]["label"] = "The sandbanks"
    areas(changed)[2]["neighbours"] = ["shallows"]
    del _map(changed)["answers"][0]["areas"][2]
    _map(changed)["note"] = "The shore is drawn as a line."
    changes = compare(dataset, Dataset.model_validate(changed), Meaning(NO_WORDS))
    assert {(change.kind, change.subject, change.was, change.now) for change in changes} == {
        (
            "map-changed",
            "upland on north-bay",
            "held, by upland, “without fees”, from 2031-03-04; 2031-01-15",
            "leaves, by upland, “with fees”, from 2031-03-04; 2031-01-15",
        ),
        (
            "map-changed",
            "islands on reeds",
            "demilitarised, from 2031-05-11",
            "undecided, from 2031-05-11",
        ),
        (
            "map-changed",
            "area shallows",
            "The shallows (Shallows)",
            "The sandbanks (Shallows)",
        ),
        ("map-changed", "area reeds", "The reeds (Reeds)", "The reeds (Reeds), beside shallows"),
        ("map-changed", "upland", "north-bay, south-bay, reeds", "north-bay, south-bay"),
        ("map-changed", "upland on reeds", "undecided, from 2031-04-10", ""),
        (
            "map-changed",
            "",
            "The fishing grounds. The shallows are no one place.",
            "The fishing grounds. The shore is drawn as a line.",
        ),
    }


@pytest.mark.no_cover
def test_what_a_map_says_otherwise_needs_a_correction_and_how_it_is_drawn_does_not(
    dataset: Dataset,
) -> None:
    data = plain_yaml.load(LAKE_TEXT)
    areas(data)[3]["column"] += 1
    assert corrections_asked_for(dataset, data) == []
    said(data, 0, 0)["outcome"] = "leaves"
    (problem,) = corrections_asked_for(dataset, data)
    assert "upland on north-bay" in problem
    assert f"records: [{ISSUE}]" in problem
    issue = next(issue for issue in data["issues"] if issue["id"] == ISSUE)
    entry = {"date": "2031-05-20", "summary": "The bay.", "records": [ISSUE]}
    issue["corrections"] = [entry, *issue.get("corrections", [])]
    assert corrections_asked_for(dataset, data) == []


def corrections_asked_for(was: Dataset, data: dict[str, Any]) -> list[str]:
    """Return the problems of a change that no entry under corrections accounts for."""
    found = corrected.problems(was, Dataset.model_validate(data), Meaning(NO_WORDS))
    return [str(problem) for problem in found]


def test_the_table_of_maps_has_a_row_for_each_area_of_each_picture(dataset: Dataset) -> None:
    rows = table(exports.files(dataset, Site("Lake Talks")), "maps")
    shown = drawn(dataset)
    assert len(rows) == sum(len(picture.tiles) for picture in shown.values())
    held = rows[0]
    assert (held["of"], held["party"], held["document"]) == ("upland", "upland", "")
    assert (held["area"], held["outcome"], held["by"]) == ("north-bay", "held", "upland")
    assert held["evidence"] == "solid"
    assert held["statements"].startswith(f"{ISSUE}#upland-2031-03-04; ")
    silent = [row for row in rows if row["outcome"] == "not-mentioned"]
    assert silent
    assert {row["evidence"] for row in silent} == {""}
    assert {row["document"] for row in rows} == {"", "courier-draft"}


def test_open_data_have_the_map(dataset: Dataset) -> None:
    """As the editors wrote it; null where there is none."""
    issues = {issue.id: issue for issue in json_files.full_form(dataset).issues}
    assert issues[ISSUE].map == dataset.issue[ISSUE].map
    assert issues["water-level"].map is None


def test_the_page_shows_pictures_and_a_table_that_says_the_same(
    site: Path, dataset: Dataset
) -> None:
    """Each picture is described, and each row leads to what it follows from."""
    page = site / f"issues/{ISSUE}/index.html"
    soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
    section = soup.find("section", attrs={"aria-labelledby": "map"})
    assert section
    shown = section.select("figure")
    assert [figure["id"] for figure in shown] == [
        "map--upland",
        "map--islands",
        "map--courier-draft",
    ]
    for figure in shown:
        picture = drawn(dataset)[str(figure["id"]).removeprefix("map--")]
        described = figure.select_one("svg[role=img]")
        assert described
        assert described["aria-label"] == area_phrases.description(picture, ENGLISH)
    assert "A schema, not a map to scale" in section.get_text()
    rows = [words(row.get_text(" ")) for row in section.select("tbody tr")]
    assert rows[1] == (
        "The bay in the north, the part that Upland fishes held by Upland: without fees"
        " 4 Mar 2031 (official document), 15 Jan 2031 (on record)"
    )
    assert "The shallows not named" in rows
    for link in section.select("a[href^='#']"):
        assert soup.find(id=str(link["href"])[1:])
    plans = BeautifulSoup((site / "plans/index.html").read_text("utf-8"), "html.parser")
    assert [
        plans.find(id=str(link["href"]).partition("#")[2]) is not None
        for link in section.select("a[href*='plans/#']")
    ] == [True, True]


@pytest.mark.parametrize("width", [320, 1280])
def test_pictures_fit_and_their_words_stay_inside(desk: Page, served: str, width: int) -> None:
    """No text or mark of an area is wider than the area."""
    desk.set_viewport_size({"width": width, "height": 900})
    desk.goto(f"{served}issues/{ISSUE}/")
    outside = desk.evaluate(
        """() => [...document.querySelectorAll(".areas > g")].flatMap((area) => {
          const box = area.querySelector("rect").getBoundingClientRect();
          return [...area.querySelectorAll("text, g")]
            .map((part) => [part.textContent, part.getBoundingClientRect()])
            .filter(([, part]) => part.left < box.left || part.right > box.right)
            .map(([text]) => text);
        })"""
    )
    assert desk.locator(".areas").count() == 3
    assert outside == []
    assert desk.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
