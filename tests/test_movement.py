"""The figures over time say what the statements say."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from stickingpoints.i18n.language import ENGLISH
from stickingpoints.model.records import Dataset, Issue
from stickingpoints.model.standing import standing_on
from stickingpoints.site import movement_svg


def test_every_stop_is_where_the_party_stood_that_day(dataset: Dataset) -> None:
    """Each statement that names a place is a stop, where the standing of its day puts it."""
    for issue in dataset.issues:
        positions = {position.party: position for position in issue.positions}
        stops = movement_svg.newest_first(dataset, issue)
        days = [stop.day for stop in stops]
        assert {(stop.party, stop.day) for stop in stops} == set(placed_statements(issue))
        assert days == sorted(days, reverse=True)
        for stop in stops:
            assert stop.at == standing_on(positions[stop.party], stop.day).at


def placed_statements(issue: Issue) -> Iterator[tuple[str, str]]:
    """Yield the party and the day of each statement that names a place on the scale."""
    for position in issue.positions:
        for statement in position.statements:
            if statement.at is not None:
                yield position.party, statement.date


def test_the_figure_has_a_mark_for_each_stop_and_an_arrow_for_each_move(dataset: Dataset) -> None:
    """What is drawn can be counted: marks, arrows, and one date for each day."""
    for issue in dataset.issues:
        stops = movement_svg.newest_first(dataset, issue)
        drawn = str(movement_svg.drawn(dataset, issue, ENGLISH))
        if len({stop.day for stop in stops}) < 2:
            assert not drawn
            continue
        assert drawn.count("<svg x=") == len(stops)
        assert drawn.count("#arrow") == sum(stop.moved for stop in stops)
        assert len(re.findall('class="day"', drawn)) == len({stop.day for stop in stops})


def test_the_numbers_are_those_of_the_statements(dataset: Dataset) -> None:
    """Every number is named by its own statement.

    The plot has a mark for each, with its party and how it is known.
    """
    numbers = movement_svg.numbers(dataset.issue["fishing-quota"])
    assert [(number.party, number.figure) for number in numbers] == [
        ("islands", 1200),
        ("lowland", 600),
        ("upland", 1200),
    ]
    marks = []
    for number in numbers:
        assert f"{number.figure:,}" in number.statement.summary
        attribution = ENGLISH.words.attributions[number.statement.attribution].label
        marks.append((dataset.party[number.party].short, attribution.lower()))
    plot = str(movement_svg.plot(dataset, dataset.issue["fishing-quota"], ENGLISH))
    assert re.findall(r">([A-Z]+), ([a-z ]+)<", plot) == marks


def test_the_axis_of_numbers_begins_at_zero(dataset: Dataset) -> None:
    """Equal numbers lie equally far apart."""
    ticks = movement_svg.ticks(dataset.issue["fishing-quota"])
    (zero, start), *others = ticks
    assert zero == 0
    assert [figure for figure, _ in others] == [600, 1200]
    half, full = (place - start for _, place in others)
    assert full == pytest.approx(2 * half)
