"""Where a move, a list of numbers, a strip and a lane draw each part, worked out by hand."""

from __future__ import annotations

import datetime
import re
from typing import cast

import pytest

from stickingpoints.i18n.language import ENGLISH
from stickingpoints.model.answers import Evidence
from stickingpoints.model.records import Dataset, Issue
from stickingpoints.site import lanes_svg, move_svg, numbers_svg, scale_svg

QUOTA = "fishing-quota"
Point = tuple[float, float]


# Moves: four options, at 7, 35.67, 64.33 and 93 %.


def ways(svg: str) -> list[Point]:
    """Return where the line of each move begins and ends, in per cent."""
    lines = re.findall(r'class="way" y1="10" y2="34" x1="([\d.]+)%" x2="([\d.]+)%"', svg)
    return [(float(before), float(after)) for before, after in lines]


def test_a_move_leads_from_the_middle_of_a_range_to_the_new_place(dataset: Dataset) -> None:
    """The middle of 7 and 35.67 is 21.34; what the party left is above, as a ghost."""
    issue = dataset.issue[QUOTA]
    before = move_svg.ghost(dataset, issue, "islands", ["option-1", "option-2"])
    after = move_svg.mark(dataset, issue, "islands", "option-4", "hollow")
    svg = str(move_svg.strip(issue, before, after))
    assert ways(svg) == [(21.34, 93)]
    assert re.findall(r'<svg class="(p\d \w+)" x="([\d.]+)%" y="(\d+)"', svg) == [
        ("p3 ghost", "7.0", "10"),
        ("p3 ghost", "35.67", "10"),
        ("p3 hollow", "93.0", "34"),
    ]
    assert 'class="span p3" x1="7.0%" x2="35.67%" y1="10" y2="10"' in svg


def test_a_move_is_above_the_axis_of_its_issue(dataset: Dataset) -> None:
    svg = str(move_svg.begun_strip(dataset.issue[QUOTA]))
    assert svg.startswith('<svg class="strip" height="55"')
    assert 'class="axis" x1="7.0%" x2="93.0%" y1="48" y2="48"' in svg
    ticks = re.findall(r'class="tick" cx="([\d.]+)%" cy="(\d+)"', svg)
    assert ticks == [("7.0", "48"), ("35.67", "48"), ("64.33", "48"), ("93.0", "48")]


# Numbers: 36 px a row, the newest on top: 1200 in May, 600 in February, 1200 in January.


def numbered(issue: Issue, figures: dict[str, int]) -> Issue:
    """Return an issue with other numbers, by the day on which they were named."""
    positions = []
    for position in issue.positions:
        statements = []
        for statement in position.statements:
            figure = figures.get(statement.date) if statement.figure else None
            statements.append(statement.model_copy(update={"figure": figure}))
        positions.append(position.model_copy(update={"statements": statements}))
    return issue.model_copy(update={"positions": positions})


def test_each_number_has_a_row_of_its_own(dataset: Dataset) -> None:
    svg = str(numbers_svg.plot(dataset, dataset.issue[QUOTA], ENGLISH))
    assert svg.startswith('<svg class="strip movement" height="118"')  # 3 * 36 + 10
    assert re.findall(r'<svg class="(p\d \w+)" x="([\d.]+)%" y="(\d+)"', svg) == [
        ("p3 solid", "90.0", "36"),
        ("p2 solid", "45.5", "72"),
        ("p1 solid", "90.0", "108"),
    ]
    assert re.findall(r'class="row" x1="0" x2="100%" y1="(\d+)" y2="(\d+)"', svg) == [
        ("36", "36"),
        ("72", "72"),
        ("108", "108"),
    ]
    assert re.findall(r'class="grid" x1="([\d.]+)%" x2="([\d.]+)%" y1="0" y2="(\d+)"', svg) == [
        ("1.0", "1.0", "118"),
        ("45.5", "45.5", "118"),
        ("90.0", "90.0", "118"),
    ]


def test_who_named_a_number_is_on_the_side_with_room(dataset: Dataset) -> None:
    """Left of what is beyond the middle; the name 4 px above the mark, how it is known 12 below."""
    svg = str(numbers_svg.plot(dataset, dataset.issue[QUOTA], ENGLISH))
    left = 'dx="-11" text-anchor="end"'
    assert re.findall(r'<text (x="[\d.]+%" y="\d+") (dx[^>]+)>([^<]+)<', svg) == [
        ('x="90.0%" y="32"', left, "The Islands"),
        ('x="90.0%" y="48"', left, "on record"),
        ('x="45.5%" y="68"', 'dx="11"', "Lowland"),
        ('x="45.5%" y="84"', 'dx="11"', "on record"),
        ('x="90.0%" y="104"', left, "Upland"),
        ('x="90.0%" y="120"', left, "on record"),
    ]


def test_names_change_sides_beyond_the_middle(dataset: Dataset) -> None:
    """49 of 89 is at 50 %, where the name is still on the right; a third, 30.67 %, is rounded."""
    figures = {"2031-05-11": 49, "2031-02": 89, "2031-01-15": 50}
    issue = numbered(dataset.issue[QUOTA], figures)
    svg = str(numbers_svg.plot(dataset, issue, ENGLISH))
    sides = re.findall(r'<text x="([\d.]+)%" y="\d+" dx="(-?11)"[^>]*>The|Lowland|Upland', svg)
    assert sides[0] == ("50.0", "11")
    assert 'x="51.0%" y="104" dx="-11"' in svg
    thirds = numbered(dataset.issue[QUOTA], {"2031-05-11": 1, "2031-02": 3, "2031-01-15": 2})
    assert numbers_svg.ticks(thirds) == [(0, 1), (1, 30.67), (2, 60.33), (3, 90)]
    one = numbered(dataset.issue[QUOTA], {"2031-02": 1})
    assert numbers_svg.ticks(one) == [(0, 1), (1, 90)]


def test_numbers_of_zero_are_where_the_axis_begins(dataset: Dataset) -> None:
    """If nobody named any other number there is one tick."""
    issue = dataset.issue[QUOTA]
    position = issue.positions[0]
    statement = position.statements[0].model_copy(update={"figure": 0})
    alone = position.model_copy(update={"statements": [statement]})
    zero = issue.model_copy(update={"positions": [alone]})
    assert numbers_svg.ticks(zero) == [(0, 1)]
    svg = numbers_svg.plot(dataset, zero, ENGLISH)
    assert svg.startswith('<svg class="strip movement" height="46"')
    assert numbers_svg.plot(dataset, dataset.issue["water-level"], ENGLISH) == ""


def test_the_year_of_a_number_is_told_where_it_begins(dataset: Dataset) -> None:
    """The dates are in the margin, 52 px wide and 4 px below the marks."""
    svg = str(numbers_svg.plot(dataset, dataset.issue[QUOTA], ENGLISH))
    days = re.findall(r'<text class="day" x="-52" y="(\d+)">([^<]+)<', svg)
    assert days == [("40", "11 May"), ("76", "Feb"), ("112", "15 Jan")]
    assert re.findall(r'>(\w+ ?\w+)<tspan class="year" x="-52" dy="13">(\d+)<', svg) == [
        ("11 May", "2031")
    ]


def test_numbers_of_one_day_share_its_date(dataset: Dataset) -> None:
    """The date is beside the first of them, and there is one line for both."""
    issue = dataset.issue[QUOTA]
    positions = []
    for position in issue.positions[:2]:
        update = {"date": "2030-12-01", "figure": 7}
        statements = [position.statements[0].model_copy(update=update)]
        positions.append(position.model_copy(update={"statements": statements}))
    svg = str(numbers_svg.plot(dataset, issue.model_copy(update={"positions": positions}), ENGLISH))
    assert re.findall(r'class="day" x="-52" y="(\d+)"', svg) == ["40"]
    assert re.findall(r'class="row"[^>]* y1="(\d+)"', svg) == ["36"]
    assert svg.count("overflow=") == 2


# Strips and lanes


@pytest.mark.parametrize(
    ("options", "places"), [(1, [7]), (2, [7, 93]), (3, [7, 50, 93]), (5, [7, 28.5, 50, 71.5, 93])]
)
def test_options_are_equally_far_apart(options: int, places: list[float]) -> None:
    assert scale_svg.across(options, scale_svg.NARROW_EDGE) == places


def test_a_mark_says_when_its_party_was_last_heard(dataset: Dataset) -> None:
    """Only where that is given: the marks of other parties never become paler."""
    issue = dataset.issue[QUOTA]
    places = {"upland": "option-1", "lowland": "option-4"}
    svg = str(scale_svg.strip(dataset, issue, places, ("lowland",), {"lowland": "2031-05-11"}))
    assert re.findall(r'<svg class="(p\d \w+)"[^>]* overflow="visible"([^>]*)>', svg) == [
        ("p1 solid", ""),
        ("p2 hollow", ' data-heard="2031-05-11"'),
    ]


def test_a_strip_without_a_party_has_one_lane(dataset: Dataset) -> None:
    """20 px above the axis, and 4 and 7 px around it."""
    issue = dataset.issue[QUOTA]
    svg = str(scale_svg.strip(dataset, issue, {"upland": None}))
    assert svg.startswith('<svg class="strip" height="31"')
    assert 'class="axis" x1="7.0%" x2="93.0%" y1="24" y2="24"' in svg


def test_where_a_lane_ends_is_filled_if_that_is_on_record(dataset: Dataset) -> None:
    figure = lanes_svg.figure(dataset, dataset.issue[QUOTA], ENGLISH)
    assert figure
    ends = []
    for row in figure.rows:
        ends += re.findall(r'<svg class="(p\d \w+)" x="92.0%" y="(\d+)"', str(row.drawing))
    assert ends == [
        ("p1 hollow", "41"),
        ("p2 solid", "56"),
        ("p3 solid", "11"),
        ("p3 solid", "26"),
        ("p4 hollow", "26"),
        ("p5 solid", "41"),
    ]


def test_the_lines_of_a_lane_end_with_the_record(dataset: Dataset) -> None:
    """At 92 %; the remaining 8 % are the time since then, over four options: 67 px."""
    figure = lanes_svg.figure(dataset, dataset.issue[QUOTA], ENGLISH)
    assert figure
    for row in figure.rows:
        svg = str(row.drawing)
        options = re.findall(r'class="option" x1="(\S+)%" x2="(\S+)%" y1="(\d+)" y2="(\d+)"', svg)
        assert options == [("0", "92.0", str(y), str(y)) for y in (11, 26, 41, 56)]
        assert 'class="since-then" x="92.0%" y="0" width="8.0%" height="67"' in svg
        assert 'class="record-end" x1="92.0%" x2="92.0%" y1="0" y2="67"' in svg


def test_the_line_of_a_party_goes_from_place_to_place(dataset: Dataset) -> None:
    """Upland: option 4 from November and January on, option 3 from 10 April, where it ends."""
    figure = lanes_svg.figure(dataset, dataset.issue[QUOTA], ENGLISH)
    assert figure
    lines = re.findall(
        r'class="(track[^"]*)" x1="(\S+)%" x2="(\S+)%" y1="(\S+)" y2="(\S+)"',
        str(figure.rows[0].drawing),
    )
    assert lines == [
        ("track", "13.68", "36.38", "56.0", "56.0"),
        ("track", "36.38", "36.38", "56.0", "56.0"),
        ("track", "36.38", "74.2", "56.0", "56.0"),
        ("track", "74.2", "74.2", "56.0", "41.0"),
        ("track unsure", "74.2", "92.0", "41.0", "41.0"),
        ("track unsure", "92.0", "92.0", "41.0", "41.0"),
    ]


def test_each_month_of_a_lane_has_a_tick_on_its_first_day(dataset: Dataset) -> None:
    """From 1 November 2030, 200 days to 20 May: 89 / 200 = 0.445 % a day; every second is named.

    The label of May would begin at 83.55 %, where there is room for "today" alone.
    """
    figure = lanes_svg.figure(dataset, dataset.issue[QUOTA], ENGLISH)
    assert figure
    assert [(tick.x, tick.label) for tick in figure.ticks] == [
        (3, "Nov 2030"),
        (16.35, ""),
        (30.14, "Jan 2031"),
        (43.94, ""),
        (56.4, "Mar 2031"),
        (70.2, ""),
        (83.55, ""),
    ]


@pytest.mark.parametrize(("last", "x"), [(1, 3), (2, 92), (3, 92)])
def test_the_last_day_of_a_record_is_at_its_end(last: int, x: float) -> None:
    """Of a record of one day, that is the first day too."""
    axis = lanes_svg.TimeAxis(datetime.date(2031, 5, 1), datetime.date(2031, 5, last))
    assert axis.x(f"2031-05-0{last}") == x
    assert axis.x("2031-05") == 3


@pytest.mark.parametrize(("last", "label"), [(30, "Jun 2031"), (28, "")])
def test_six_months_are_named_as_far_as_there_is_room(last: int, label: str) -> None:
    """1 June is 151 days from the beginning: at 77.66 % of 180 days, at 78.5 % of 178."""
    axis = lanes_svg.TimeAxis(datetime.date(2031, 1, 1), datetime.date(2031, 6, last))
    labels = [tick.label for tick in axis.ticks(ENGLISH)]
    assert labels == ["Jan 2031", "Feb 2031", "Mar 2031", "Apr 2031", "May 2031", label]


def test_a_month_that_begins_on_the_last_day_has_a_tick() -> None:
    axis = lanes_svg.TimeAxis(datetime.date(2031, 1, 1), datetime.date(2031, 3, 1))
    assert [tick.label for tick in axis.ticks(ENGLISH)] == ["Jan 2031", "Feb 2031", ""]
    assert [tick.x for tick in axis.ticks(ENGLISH)] == [3, 49.76, 92]


def test_a_party_without_a_place_leaves_the_others_on_the_strip(dataset: Dataset) -> None:
    places = {"upland": None, "lowland": "option-4"}
    (only,) = scale_svg.placed(dataset.issue[QUOTA], places)
    assert (only.party, only.first, only.last, only.lane) == ("lowland", 93, 93, 0)


def test_neighbours_on_the_longest_scale_share_a_lane(dataset: Dataset) -> None:
    """Nine options are 10.75 % apart, and a mark takes 10."""
    points = [{"id": f"point-{number}", "label": f"No. {number}"} for number in range(9)]
    plain = dataset.issue[QUOTA].model_dump(by_alias=True)
    issue = Issue.model_validate({**plain, "scale": {"label": "How much", "points": points}})
    places = {"upland": "point-3", "lowland": "point-4", "islands": "point-4"}
    placed = scale_svg.placed(issue, places)
    assert [(one.first, one.lane) for one in placed] == [(39.25, 0), (50, 0), (50, 1)]


def test_the_mark_beside_a_name_is_an_outline_without_evidence(dataset: Dataset) -> None:
    for evidence, kind in (("solid", "solid"), ("hollow", "hollow"), (None, "hollow")):
        mark = scale_svg.mark(dataset, "upland", cast("Evidence | None", evidence))
        assert mark.startswith(f'<svg class="mark {kind} p1" viewBox="-9 -9 18 18"')


@pytest.mark.parametrize(
    ("moves", "words"), [(0, "none"), (1, "once"), (2, "twice"), (3, "3 times")]
)
def test_the_moves_of_a_party_are_counted_in_words(
    dataset: Dataset, moves: int, words: str
) -> None:
    issue = dataset.issue[QUOTA]
    (lane, other) = lanes_svg.lanes(dataset, issue)[:2]
    both = [
        lanes_svg.Lane("upland", lane.stops, None, "solid", None, moves),
        lanes_svg.Lane("lowland", other.stops, None, "solid", None, 4),
    ]
    assert lanes_svg.finding(dataset, both, ENGLISH) == f"Moves: Lowland 4 times, Upland {words}"
