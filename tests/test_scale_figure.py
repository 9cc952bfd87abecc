"""The scale of an issue in the PDF: which side a name is on, and in which lane its mark is."""

from __future__ import annotations

import pytest

import plain_yaml
from conftest import LAKE
from stickingpoints.i18n.language import ENGLISH
from stickingpoints.model.records import Dataset
from stickingpoints.pdf.scale_figure import scale_figure
from stickingpoints.pdf.values import ScaleFigure

QUOTA = "fishing-quota"

LAKE_DATA = plain_yaml.load((LAKE / "data" / "issues.yaml").read_text("utf-8"))


def figure(dataset: Dataset) -> ScaleFigure:
    """Return the figure of the fishing quota."""
    drawn = scale_figure(dataset, ENGLISH, dataset.issue[QUOTA])
    assert drawn
    return drawn


def shown(drawn: ScaleFigure) -> list[tuple[str, float, float, str, int]]:
    """Return the short name of each mark, where it is on its scale from 0 to 1, side and lane."""
    rows: list[tuple[str, float, float, str, int]] = []
    for mark in drawn["places"]:
        start, end = round(mark["start"], 3), round(mark["end"], 3)
        rows.append((mark["short"], start, end, mark["side"], mark["lane"]))
    return rows


def talks(options: int, places: dict[str, int | None]) -> Dataset:
    """Return talks on a scale of so many options, with a party on each, by its short name."""
    (issue,) = [issue for issue in LAKE_DATA["issues"] if issue["id"] == QUOTA]
    points = [{"id": f"o{number}", "label": f"Option {number}"} for number in range(options)]
    parties = []
    positions = []
    for number, (short, at) in enumerate(places.items()):
        parties.append({**LAKE_DATA["parties"][number], "short": short})
        place = None if at is None else f"o{at}"
        plain = {"party": parties[-1]["id"], "at": place, "statements": []}
        positions.append({**issue["positions"][number], **plain})
    scale = {**issue["scale"], "points": points}
    drawn = {**issue, "map": None, "scale": scale, "positions": positions}
    others: dict[str, list[object]] = {"people": [], "events": [], "documents": [], "glossary": []}
    return Dataset.model_validate({**LAKE_DATA, **others, "parties": parties, "issues": [drawn]})


def test_every_place_is_in_proportion(dataset: Dataset) -> None:
    """Four options are a third apart; two marks on one option are in two lanes."""
    drawn = figure(dataset)
    assert [round(point["x"], 3) for point in drawn["points"]] == [0, 0.333, 0.667, 1]
    assert shown(drawn) == [
        ("UP", 0.667, 0.667, "right", 0),
        ("LO", 1, 1, "left", 0),
        ("ISL", 0, 0.333, "right", 0),
        ("DEL", 0.333, 0.333, "right", 1),
        ("LB", 0.667, 0.667, "right", 1),
    ]
    assert drawn["lanes"] == 2
    assert "Upland: Quota by catch (Unnamed source). Lowland: Closed season" in drawn["alt"]
    assert [(row["first"], row["last"]) for row in drawn["rows"]] == [
        *((2, 2), (3, 3), (0, 1)),
        *((1, 1), (2, 2)),
    ]


@pytest.mark.parametrize(
    ("options", "short", "side"),
    [(5, "SIXSIX", "right"), (6, "FOUR", "right"), (6, "FIVE5", "left")],
)
def test_a_name_stays_on_the_right_as_long_as_it_fits(options: int, short: str, side: str) -> None:
    """Six letters of 0.75 end at 0.75 + 0.06 + 6 * 0.035 = 1.02, the edge; five of 0.8 at 1.035."""
    last_but_one = options - 2
    ((_, start, end, drawn, _),) = shown(figure(talks(options, {short: last_but_one})))
    assert (start, end) == (last_but_one / (options - 1),) * 2
    assert drawn == side


@pytest.mark.parametrize(("short", "lane"), [("SIX", 0), ("FIVE5", 1)])
def test_a_mark_hides_no_name_on_its_left(short: str, lane: int) -> None:
    """At a quarter, it begins at 0.2; three letters at 0 end at 0.165, five at 0.235."""
    drawn = figure(talks(5, {short: 0, "UP": 1}))
    assert [place for *_, place in shown(drawn)] == [0, lane]
    assert drawn["lanes"] == lane + 1


@pytest.mark.parametrize(("short", "lane"), [("U", 0), ("FIVE5", 1)])
def test_a_name_on_the_left_hides_no_mark(short: str, lane: int) -> None:
    """Six letters left of 1 begin at 0.73; one letter right of 0.6 ends at 0.695, five at 0.835."""
    drawn = figure(talks(6, {short: 3, "SIXSIX": 5}))
    assert shown(drawn) == [(short, 0.6, 0.6, "right", 0), ("SIXSIX", 1, 1, "left", lane)]


def test_marks_on_one_option_are_above_each_other() -> None:
    """Whether their names are on one side or on both."""
    drawn = figure(talks(6, {"FIVE5": 4, "U": 4}))
    assert shown(drawn) == [("FIVE5", 0.8, 0.8, "left", 0), ("U", 0.8, 0.8, "right", 1)]


def test_a_party_without_a_place_has_a_row_and_no_mark() -> None:
    drawn = figure(talks(3, {"UP": None, "LO": 1}))
    assert [(row["first"], row["last"]) for row in drawn["rows"]] == [(None, None), (1, 1)]
    assert shown(drawn) == [("LO", 0.5, 0.5, "right", 0)]
    assert "Upland: no place on the scale" in drawn["alt"]
    assert "Lowland: Option 1." in drawn["alt"]


def test_a_scale_without_a_mark_has_one_empty_lane() -> None:
    drawn = figure(talks(2, {"UP": None}))
    assert (drawn["places"], drawn["lanes"]) == ([], 1)


def test_an_issue_without_a_scale_has_no_figure(dataset: Dataset) -> None:
    (without, *_) = [issue for issue in dataset.issues if issue.scale is None]
    assert scale_figure(dataset, ENGLISH, without) is None
