"""Where the marks and labels of the figures are, by hand in the SVG and in a real browser.

The numbers worked by hand are those of the fishing quota: four options, five parties, three
numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

import geometry
from conftest import serve
from stickingpoints.i18n.language import ENGLISH
from stickingpoints.model.records import Dataset, Issue, ScalePlace
from stickingpoints.model.scale import ends
from stickingpoints.site import movement_svg, scale_svg

QUOTA = "fishing-quota"
WIDTHS = [320, 768, 1280]
OPTION_TICKS = ".scale.full:not(.plot) .tick"
OPTION_LABELS = ".scale.full .points li"
MOVEMENT = ".over-time .movement"
MOVEMENT_LINES = f"{MOVEMENT} .grid"
NUMBER_LINES = ".scale.plot .grid"
NUMBER_LABELS = ".scale.plot .ticks text"

# Where each issue's strip is on each page that has one.
STRIPS = [
    ("", "article[data-issue={issue}] .strip"),
    ("compare/", "tr[data-issue={issue}] .strip"),
    ("issues/{issue}/", ".scale.full:not(.over-time):not(.plot) .strip"),
    ("embed/{issue}/", "main .strip"),
]


def places(issue: Issue) -> dict[str, ScalePlace | None]:
    """Return the place of each party on an issue's scale."""
    return {position.party: position.at for position in issue.positions}


@pytest.fixture(scope="module")
def small_served(small_site: Path) -> Iterator[str]:
    """Yield the address of the small site, served on loopback."""
    yield from serve(small_site)


@pytest.fixture(params=WIDTHS)
def page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Yield a page in a window of each width, in pixels."""
    page = chromium.new_page(viewport={"width": request.param, "height": 900})
    yield page
    page.close()


@pytest.fixture
def wide_page(chromium: Browser) -> Iterator[Page]:
    """Yield a page in a wide window, where the options are under their ticks."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    yield page
    page.close()


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
    marks = re.findall(r'<svg class="p(\d)" x="([\d.]+)%', svg)
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


def test_the_options_of_a_wide_strip_are_over_their_labels(dataset: Dataset) -> None:
    """Each of four equal labels is 25 % wide, with its middle at 12.5 %."""
    issue = dataset.issue[QUOTA]
    edge = scale_svg.wide_edge(issue)
    svg = str(scale_svg.strip(dataset, issue, places(issue), edge))
    assert percents(svg, "circle", "cx") == [12.5, 37.5, 62.5, 87.5]


def test_the_stops_of_a_movement_are_on_the_options(dataset: Dataset) -> None:
    """The Islands went from option 3 by 2 and 1 to a range, drawn at the middle of 1 and 2: 25 %.

    Five parties, 11 px apart, are shifted by -22 to 22 px; the days are 32 px apart.
    """
    svg = str(movement_svg.drawn(dataset, dataset.issue[QUOTA], ENGLISH))
    assert percents(svg, 'line class="grid"', "x1") == [12.5, 37.5, 62.5, 87.5]
    shifts = re.findall(r'<g class="p(\d)" transform="translate\(([-\d.]+) 0\)"', svg)
    assert [(int(party), float(x)) for party, x in shifts] == [
        (1, -22),
        (2, -11),
        (3, 0),
        (4, 11),
        (5, 22),
    ]
    islands = svg.partition('<g class="p3"')[2].partition("</g>")[0]
    marks = re.findall(r'<svg x="([\d.]+)%" y="(\d+)"', islands)
    assert [(float(x), int(y)) for x, y in marks] == [
        (62.5, 224),
        (37.5, 192),
        (37.5, 128),
        (12.5, 96),
        (25, 32),
    ]


def test_the_numbers_of_a_plot_are_in_proportion(dataset: Dataset) -> None:
    """Zero is at 1 % and the most, 1200, at 90 %; half of it is at 1 + 89 / 2 = 45.5 %."""
    svg = str(movement_svg.plot(dataset, dataset.issue[QUOTA], ENGLISH))
    assert percents(svg, 'line class="grid"', "x1") == [1, 45.5, 90]
    assert percents(svg, "svg class", "x") == [90, 45.5, 90]


# In a browser


@pytest.mark.parametrize(
    "address",
    ["", "compare/", "compare/?as-of=2031-02", f"issues/{QUOTA}/", f"embed/{QUOTA}/"],
)
def test_every_mark_is_drawn_where_its_figure_puts_it(
    page: Page, served: str, address: str
) -> None:
    """Ticks, lines, marks and labels are within 1 px of their share of the figure's width."""
    page.goto(served + address)
    if "as-of" in address:
        page.wait_for_selector("body[data-past]")
    marks = geometry.marks(page)
    assert {"axis", "tick"} <= {mark.kind for mark in marks}
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
        page.goto(served + address.format(issue=issue.id))
        figure = strip.format(issue=issue.id)
        ticks = geometry.across(page, f"{figure} > .tick")
        marks = geometry.across(page, f"{figure} > svg > :first-child")
        meant = [ticks[number] for number in meant_ticks(issue)]
        assert marks == pytest.approx(meant, abs=1), issue.id


def test_a_movement_is_under_the_ticks_of_its_scale(
    page: Page, served: str, dataset: Dataset
) -> None:
    """The lines down a movement continue the ticks of the strip above it."""
    for issue in dataset.issues:
        if issue.scale:
            page.goto(f"{served}issues/{issue.id}/")
            ticks = geometry.across(page, OPTION_TICKS)
            lines = geometry.across(page, MOVEMENT_LINES)
            assert len(ticks) == len(issue.scale.points)
            assert lines == pytest.approx(ticks, abs=1), issue.id


# Of each party of the quota: its shift in pixels, and its stops as option from the left and day
# from the top, both from 0; 0.5 is a range.
STOPS: list[tuple[int, list[tuple[float, int]]]] = [
    (-22, [(3, 5), (3, 4), (2, 1)]),
    (-11, [(1, 6), (0, 4), (0, 3), (3, 1), (3, 0)]),
    (0, [(2, 6), (1, 5), (1, 3), (0, 2), (0.5, 0)]),
    (11, [(2, 5), (2, 4), (1, 2), (1, 1)]),
    (22, [(0, 6), (3, 4), (3, 3), (2, 1), (2, 0)]),
]


def test_every_stop_is_at_its_option_and_its_day(page: Page, served: str) -> None:
    """Each party is shifted by a distance of its own, so that none hides another."""
    page.goto(f"{served}issues/{QUOTA}/")
    lines = geometry.across(page, MOVEMENT_LINES)
    option_width = lines[1] - lines[0]
    rows = [y for _, y in geometry.points(page, f"{MOVEMENT} .row")]
    for party, (shift, stops) in enumerate(STOPS, start=1):
        marks = geometry.points(page, f"{MOVEMENT} .p{party} > svg > :first-child")
        across = [lines[0] + option * option_width + shift for option, _ in stops]
        assert [x for x, _ in marks] == pytest.approx(across, abs=1)
        assert [y for _, y in marks] == pytest.approx([rows[day] for _, day in stops], abs=1)


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


def test_every_option_is_centred_under_its_tick(
    wide_page: Page, served: str, dataset: Dataset
) -> None:
    """On a wide window the label of an option is within 1 px of its tick, at the edges too."""
    for issue in dataset.issues:
        if issue.scale:
            wide_page.goto(f"{served}issues/{issue.id}/")
            ticks = geometry.across(wide_page, OPTION_TICKS)
            labels = geometry.text_across(wide_page, OPTION_LABELS)
            assert len(ticks) > 1
            assert labels == pytest.approx(ticks, abs=1), issue.id


@pytest.mark.parametrize("width", [320, 768])
def test_on_a_narrow_window_the_options_are_a_numbered_list(
    chromium: Browser, small_served: str, width: int
) -> None:
    """Below 864 px no label is under a tick: by design the options are a list from the left."""
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.goto(f"{small_served}issues/summer-share/")
    figure = page.locator(".scale.full").first.bounding_box()
    items = page.locator(OPTION_LABELS).all()
    boxes = [item.bounding_box() for item in items]
    page.close()
    assert figure and len(boxes) > 1
    lefts = {box["x"] for box in boxes if box}
    tops = [box["y"] for box in boxes if box]
    assert len(lefts) == 1
    assert tops == sorted(set(tops))
    assert 0 <= lefts.pop() - figure["x"] < 30
