"""Where the marks and labels of the figures are, by hand in the SVG and in a real browser.

The numbers worked by hand are those of the fishing quota: four options, five parties, three
numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil, floor
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from playwright.sync_api import Browser, Page

import geometry
from conftest import serve
from stickingpoints.i18n.language import ENGLISH
from stickingpoints.model.records import Dataset, Issue, ScalePlace
from stickingpoints.model.scale import ends
from stickingpoints.site import lanes_svg, numbers_svg, scale_svg
from windows import shared_page

QUOTA = "fishing-quota"
WIDTHS = [320, 768, 1280]
NUMBER_LINES = ".scale.plot .grid"
NUMBER_LABELS = ".scale.plot .ticks text"

# Where each issue's strip is on each page that has one.
STRIPS = [
    ("", "article[data-issue={issue}] .any .strip"),
    ("compare/", "tr[data-issue={issue}] .any .strip"),
    ("parties/lowland/", "section[aria-labelledby={issue}] .strip"),
    ("embed/{issue}/", "main .strip"),
]

# The places that each party of the quota named: per cent of the width, and the option from the top,
# from 0; 0.5 is a range. From 1 November 2030 to 20 May 2031 there are 200 days, which are drawn
# from 3 % to 92 %: 10 April, 160 days later, is at 3 + 89 * 160 / 200 = 74.2 %.
STOPS: list[list[tuple[float, float]]] = [
    [(13.68, 3), (36.38, 3), (74.2, 2)],
    [(11.46, 1), (36.38, 0), (43.94, 0), (74.2, 3), (87.99, 3)],
    [(11.46, 2), (13.68, 1), (43.94, 1), (57.73, 0), (87.99, 0.5)],
    [(13.68, 2), (36.38, 2), (57.73, 1), (74.2, 1)],
    [(11.46, 0), (36.38, 3), (43.94, 3), (74.2, 2), (87.99, 2)],
]
# Where the editors put each of them, at 92 %.
ENDS = [2, 3, 0.5, 1, 2]


def places(issue: Issue) -> dict[str, ScalePlace | None]:
    """Return the place of each party on an issue's scale."""
    return {position.party: position.at for position in issue.positions}


@pytest.fixture(scope="module")
def small_served(small_site: Path) -> Iterator[str]:
    """Yield the address of the small site, served on loopback."""
    yield from serve(small_site)


@pytest.fixture(scope="module", params=WIDTHS)
def page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Yield a page in a window of each width, in pixels."""
    yield from shared_page(chromium, viewport={"width": request.param, "height": 900})


# In the SVG


def percents(svg: str, element: str, attribute: str) -> list[float]:
    """Return an attribute in per cent of each element whose tag begins with the given text."""
    return [float(x) for x in re.findall(rf'<{element}[^>]* {attribute}="([\d.]+)%"', svg)]


def test_the_options_of_a_narrow_strip_share_what_is_between_its_edges(dataset: Dataset) -> None:
    """Four options from 7 % to 93 %: a third of 86 % is 28.67 %."""
    issue = dataset.issue[QUOTA]
    svg = str(scale_svg.strip(dataset, issue, places(issue)))
    assert percents(svg, "circle", "cx") == [7, 35.67, 64.33, 93]
    assert percents(svg, 'line class="axis"', "x1") == [7]
    assert percents(svg, 'line class="axis"', "x2") == [93]


def test_every_party_of_a_strip_is_on_its_option(dataset: Dataset) -> None:
    """In the order of the parties; the Islands' range has a mark at each end and a bar between."""
    issue = dataset.issue[QUOTA]
    svg = str(scale_svg.strip(dataset, issue, places(issue)))
    marks = re.findall(r'<svg class="p(\d) \w+" x="([\d.]+)%', svg)
    assert [(int(party), float(x)) for party, x in marks] == [
        (1, 64.33),
        (2, 93),
        (3, 7),
        (3, 35.67),
        (4, 35.67),
        (5, 64.33),
    ]
    assert percents(svg, 'line class="span p3"', "x1") == [7]
    assert percents(svg, 'line class="span p3"', "x2") == [35.67]


def test_marks_that_would_touch_are_above_each_other(dataset: Dataset) -> None:
    """The fourth party shares an option with the third's range, the fifth with the first."""
    issue = dataset.issue[QUOTA]
    svg = str(scale_svg.strip(dataset, issue, places(issue)))
    assert re.findall(r'<svg class="p\d \w+" x="[\d.]+%" y="(\d+)"', svg) == [
        *("30", "30", "30", "30"),
        *("10", "10"),
    ]
    assert svg.startswith('<svg class="strip" height="51"')


def test_what_a_strip_shows_is_said_of_each_party(dataset: Dataset) -> None:
    issue = dataset.issue[QUOTA]
    given = {**places(issue), "lake-board": None}
    sentences = scale_svg.in_words(dataset, issue, given, ENGLISH)
    placed = [party for party, at in given.items() if at is not None]
    assert len(placed) == 4
    names = [sentence.partition(": ")[0] for sentence in sentences]
    assert names == [*(dataset.party[party].name for party in placed), "No known place"]


def test_the_colours_of_parties_begin_anew_after_the_eighth() -> None:
    twelve = cast("Dataset", SimpleNamespace(place={f"party-{n}": n for n in range(12)}))
    numbers = [scale_svg.number(twelve, party) for party in twelve.place]
    assert numbers == [1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4]


def test_a_range_is_drawn_as_a_bar_and_followed_at_its_middle(dataset: Dataset) -> None:
    figure = lanes_svg.figure(dataset, dataset.issue[QUOTA], ENGLISH)
    assert figure
    for row, stops, end in zip(figure.rows, STOPS, ENDS, strict=True):
        assert row.drawing.startswith(
            f'<svg class="lane p{figure.rows.index(row) + 1}" height="67"'
        )
        options = [option for _, option in [*stops, (92, end)]]
        ranges = [option for option in options if option % 1]
        assert row.drawing.count('class="span"') == len(ranges)
        heights = set(re.findall(r'class="track[^>]* y2="([\d.]+)"', row.drawing))
        assert {float(y) for y in heights} == {11 + 15 * option for option in options}


def test_the_stops_of_a_lane_are_on_their_options_and_days(dataset: Dataset) -> None:
    """An option is 15 px below the one before it; a range has a mark on both of its options."""
    figure = lanes_svg.figure(dataset, dataset.issue[QUOTA], ENGLISH)
    assert figure
    for row, stops, end in zip(figure.rows, STOPS, ENDS, strict=True):
        wanted: list[tuple[float, float]] = []
        for x, option in [*stops, (92, end)]:
            wanted += [(x, 11 + 15 * each) for each in sorted({floor(option), ceil(option)})]
        marks = re.findall(r'<svg class="p\d \w+" x="([\d.]+)%" y="(\d+)"', row.drawing)
        assert [(float(x), float(y)) for x, y in marks] == wanted, row.party


def test_the_numbers_of_a_plot_are_in_proportion(dataset: Dataset) -> None:
    """Zero is at 1 % and the most, 1200, at 90 %; half of it is at 1 + 89 / 2 = 45.5 %."""
    svg = str(numbers_svg.plot(dataset, dataset.issue[QUOTA], ENGLISH))
    assert percents(svg, 'line class="grid"', "x1") == [1, 45.5, 90]
    assert percents(svg, "svg class", "x") == [90, 45.5, 90]


# In a browser


@pytest.mark.parametrize(
    ("address", "drawn"),
    [
        ("", {"axis", "tick"}),
        ("compare/", {"axis", "tick"}),
        ("compare/?as-of=2031-02", {"axis", "tick"}),
        (f"issues/{QUOTA}/", {"option", "track", "grid"}),
        (f"embed/{QUOTA}/", {"axis", "tick"}),
    ],
)
def test_every_mark_is_drawn_where_its_figure_puts_it(
    page: Page, served: str, address: str, drawn: set[str]
) -> None:
    """Ticks, lines, marks and labels are within 1 px of their share of the figure's width."""
    page.goto(served + address)
    if "as-of" in address:
        page.wait_for_selector("body[data-past]")
    marks = geometry.marks(page)
    assert drawn <= {mark.kind for mark in marks}
    assert [mark for mark in marks if mark.misplaced] == []


def options(issue: Issue) -> dict[str, int]:
    """Return the number of each option from the left, from 0, by its id."""
    assert issue.scale
    return {point.id: number for number, point in enumerate(issue.scale.points)}


def meant_ticks(issue: Issue) -> Iterator[int]:
    """Yield the number of the tick that each mark of a strip means, in the order of the marks."""
    numbers = options(issue)
    for position in issue.positions:
        if position.at is not None:
            yield from sorted({numbers[end] for end in ends(position.at)})


@pytest.mark.parametrize(("address", "strip"), STRIPS)
def test_every_party_is_over_the_tick_of_its_position(
    page: Page, served: str, dataset: Dataset, address: str, strip: str
) -> None:
    """On every page, in the order of the positions, a mark is within 1 px of its tick."""
    with_scale = [issue for issue in dataset.issues if issue.scale]
    assert with_scale
    for issue in with_scale:
        if page.url != (wanted := served + address.format(issue=issue.id)):
            page.goto(wanted)
        figure = strip.format(issue=issue.id)
        ticks = geometry.across(page, f"{figure} > .tick")
        marks = geometry.across(page, f"{figure} > svg > :first-child")
        meant = [ticks[number] for number in meant_ticks(issue)]
        assert marks == pytest.approx(meant, abs=1), issue.id


def test_every_stop_is_at_its_option_and_its_day(page: Page, served: str) -> None:
    """In its lane, a mark is within 1 px of the line of its option and of its day."""
    page.goto(f"{served}issues/{QUOTA}/")
    for party, (stops, end) in enumerate(zip(STOPS, ENDS, strict=True)):
        lane = f".lane-row:nth-of-type({party + 2}) .lane"
        box = page.locator(lane).bounding_box()
        assert box
        levels = [y for _, y in geometry.points(page, f"{lane} > .option")]
        wanted: list[tuple[float, float]] = []
        for x, option in [*stops, (92, end)]:
            across = box["x"] + box["width"] * x / 100
            wanted += [(across, levels[each]) for each in sorted({floor(option), ceil(option)})]
        marks = geometry.points(page, f"{lane} > svg > :first-child")
        assert len(marks) == len(wanted)
        for mark, place in zip(marks, wanted, strict=True):
            assert mark == pytest.approx(place, abs=1.5), party


def test_every_month_begins_at_its_tick(page: Page, served: str) -> None:
    """The months are in line with the lanes: 1 January, 61 days after the start, is at 30.14 %."""
    page.goto(f"{served}issues/{QUOTA}/")
    lane = page.locator(".lane").first.bounding_box()
    assert lane
    ticks = geometry.across(page, ".months line")
    assert ticks[2] == pytest.approx(lane["x"] + lane["width"] * 0.3014, abs=1)
    labels = page.locator(".months text:not(.today)").all()
    assert [label.text_content() for label in labels] == ["Nov 2030", "Jan 2031", "Mar 2031"]
    for label, tick in zip(labels, ticks[::2], strict=False):
        box = label.bounding_box()
        assert box and 0 < box["x"] - tick < 6


def test_every_number_is_on_its_line(page: Page, served: str) -> None:
    """From the newest: the Islands name 1200, Lowland 600 and Upland 1200, each in its own row."""
    page.goto(f"{served}issues/{QUOTA}/")
    lines = geometry.across(page, NUMBER_LINES)
    rows = [y for _, y in geometry.points(page, ".scale.plot .row")]
    marks = geometry.points(page, ".scale.plot .movement > svg > :first-child")
    assert len(lines) == len(rows) == 3
    assert [x for x, _ in marks] == pytest.approx([lines[2], lines[1], lines[2]], abs=1)
    assert [y for _, y in marks] == pytest.approx(rows, abs=1)


def test_every_number_is_centred_under_its_line(page: Page, served: str, small_served: str) -> None:
    """The label of a number, zero included, is within 1 px of its line."""
    for address in (f"{served}issues/{QUOTA}/", f"{small_served}issues/summer-share/"):
        page.goto(address)
        lines = geometry.across(page, NUMBER_LINES)
        labels = geometry.text_across(page, NUMBER_LABELS)
        assert len(lines) > 1
        assert labels == pytest.approx(lines, abs=1), address
