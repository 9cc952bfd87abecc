"""The figures of an issue say what the statements say."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from stickingpoints.i18n.language import ENGLISH
from stickingpoints.model import answers
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset, ScalePlace
from stickingpoints.model.scale import in_lanes, place_in_words, place_in_yaml, quoted_place
from stickingpoints.problems import ContentError
from stickingpoints.site import lanes_svg, numbers_svg
from stickingpoints.site.content import Content
from stickingpoints.site.pages import pages

QUOTA = "fishing-quota"


def test_every_lane_has_a_stop_for_each_place_named(dataset: Dataset) -> None:
    """Each statement that names a place is a stop of its party's lane, oldest first."""
    for issue in dataset.issues:
        if not issue.scale:
            continue
        positions = {position.party: position for position in issue.positions}
        for lane in lanes_svg.lanes(dataset, issue):
            named = [
                (statement.date, statement.at)
                for statement in positions[lane.party].statements
                if statement.at is not None and not statement.withdrawn
            ]
            assert sorted((stop.day, stop.at) for stop in lane.stops) == sorted(named)


def test_a_figure_that_ends_elsewhere_than_the_scoreboard_stops_the_build(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader would be left with two answers."""

    def elsewhere(*given: Any) -> lanes_svg.Figure | None:
        figure = drawn(*given)
        if figure is None:
            return None
        return replace(figure, rows=[replace(row, end="Elsewhere") for row in figure.rows])

    drawn = lanes_svg.figure
    monkeypatch.setattr(lanes_svg, "figure", elsewhere)
    with pytest.raises(ContentError) as stopped:
        pages(Content(dataset, Site("Lake Talks")))
    assert "[figure-end]" in str(stopped.value)
    assert 'the figure ends at "Elsewhere" for ' in str(stopped.value)


def test_every_lane_ends_where_the_editors_put_the_party(dataset: Dataset) -> None:
    """The end of a lane, in the drawing and in words, is the place of the position."""
    for issue in dataset.issues:
        figure = lanes_svg.figure(dataset, issue, ENGLISH)
        if figure is None:
            continue
        positions = {position.party: position for position in issue.positions}
        assert {row.party for row in figure.rows} == set(positions)
        for row in figure.rows:
            position = positions[row.party]
            at_the_end = row.drawing.count(f' x="{lanes_svg.RECORD_END}%"')
            if position.at is None:
                assert row.end == "no place known"
                assert at_the_end == 1  # the time since then, and no mark
            else:
                assert row.end == place_in_words(issue, position.at, ENGLISH)
                assert at_the_end > 1


def test_marks_are_hollow_where_it_is_not_on_record(dataset: Dataset) -> None:
    """A stop is solid if its statement is on record or an official document, else hollow."""
    found = set()
    for issue in dataset.issues:
        positions = {position.party: position for position in issue.positions}
        for lane in lanes_svg.lanes(dataset, issue):
            named = answers.placed(positions[lane.party])
            for stop, statement in zip(lane.stops, named, strict=True):
                on_record = statement.attribution in ("on-record", "official-document")
                assert stop.evidence == ("solid" if on_record else "hollow")
                found.add(stop.evidence)
    assert found == {"solid", "hollow"}


def test_the_title_says_who_moved(dataset: Dataset) -> None:
    """From most moves to fewest, with those that did not move."""
    figure = lanes_svg.figure(dataset, dataset.issue[QUOTA], ENGLISH)
    assert figure
    assert figure.finding == (
        "Moves: The Islands 3 times, Lowland twice, Lake Board twice, "
        "Upland once, Delta Cities once"
    )


def test_the_numbers_are_those_of_the_statements(dataset: Dataset) -> None:
    """Every number is named by its own statement.

    The plot has a mark for each, with its party and how it is known.
    """
    numbers = numbers_svg.numbers(dataset.issue[QUOTA])
    assert [(number.party, number.figure) for number in numbers] == [
        ("islands", 1200),
        ("lowland", 600),
        ("upland", 1200),
    ]
    marks = []
    for number in numbers:
        assert f"{number.figure:,}" in number.statement.summary
        attribution = ENGLISH.words.attributions[number.statement.attribution].label
        marks.append((dataset.party[number.party].name, attribution.lower()))
    plot = str(numbers_svg.plot(dataset, dataset.issue[QUOTA], ENGLISH))
    assert re.findall(r">([\w ]+)</text><text[^>]+>([a-z ]+)<", plot) == marks


def test_the_axis_of_numbers_begins_at_zero(dataset: Dataset) -> None:
    """Equal numbers lie equally far apart."""
    ticks = numbers_svg.ticks(dataset.issue[QUOTA])
    (zero, start), *others = ticks
    assert zero == 0
    assert [figure for figure, _ in others] == [600, 1200]
    half, full = (place - start for _, place in others)
    assert full == pytest.approx(2 * half)


def test_spans_that_only_touch_share_a_lane() -> None:
    assert in_lanes([(0, 1), (1, 2)]) == [0, 0]
    assert in_lanes([(1, 2), (0, 1)]) == [0, 0]
    assert in_lanes([(0, 2), (1, 3), (2, 4), (1.5, 2.5)]) == [0, 1, 0, 2]


@pytest.mark.parametrize(
    ("place", "yaml", "quoted"),
    [
        ("option-1", "option-1", "“No quota”"),
        (
            ["option-1", "option-3"],
            "[option-1, option-3]",
            "between “No quota” and “Quota by catch”",
        ),
    ],
)
def test_a_place_in_words(dataset: Dataset, place: ScalePlace, yaml: str, quoted: str) -> None:
    assert place_in_yaml(place) == yaml
    assert quoted_place(dataset.issue[QUOTA], place, ENGLISH) == quoted
    assert place_in_yaml(None) == "none"
