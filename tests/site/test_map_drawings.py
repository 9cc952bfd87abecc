"""Where a map draws its areas, words and marks, worked out by hand."""

from __future__ import annotations

import re

from stickingpoints.i18n.language import ENGLISH
from stickingpoints.model.area_map import Picture, Tile, pictures
from stickingpoints.model.records import Dataset, MapArea, Party
from stickingpoints.site import map_svg

QUOTA = "fishing-quota"
Point = tuple[float, float]


def map_of(dataset: Dataset, of: str) -> str:
    """Return the map of a party or plan of the lake."""
    (shown,) = [each for each in pictures(dataset, dataset.issue[QUOTA]) if each.id == of]
    return str(map_svg.picture(dataset, shown, ENGLISH))


def translations(svg: str, kind: str = "") -> list[Point]:
    """Return where the groups of a map are whose tag has a text, in pixels."""
    tags = re.findall(rf'<g{kind} transform="translate\(([\d.]+) ([\d.]+)\)">', svg)
    return [(float(x), float(y)) for x, y in tags]


def words_of(svg: str) -> list[tuple[float, float, str]]:
    """Return each text of a map with its place in its area, in pixels."""
    texts = re.findall(r'<text[^>]* x="([\d.]+)" y="([\d.]+)">([^<]+)<', svg)
    return [(float(x), float(y), text) for x, y, text in texts]


def drawn_tile(dataset: Dataset, area: MapArea, by: Party | None = None) -> str:
    """Return the map of one area that a party holds."""
    tile = Tile(area, "held" if by else "undecided", by, "", ())
    return str(map_svg.picture(dataset, Picture(dataset.parties[0], None, [tile]), ENGLISH))


# Maps: a cell is 104 by 66 px, 8 px apart; everything is 1 px from the edge.


def test_areas_are_in_the_cells_of_their_rows_and_columns(dataset: Dataset) -> None:
    """The north bay is two cells wide: 2 * 104 + 8 = 216, less the pixel on either side."""
    svg = map_of(dataset, "upland")
    assert 'viewBox="0 0 218 216"' in svg  # 2 columns and 3 rows of cells and gaps, and 2 px
    assert translations(svg) == [(1, 1), (1, 75), (113, 75), (1, 149)]
    assert re.findall(r'<rect class="([\w-]+)" width="(\d+)" height="(\d+)"', svg) == [
        ("held", "215", "65"),
        ("leaves", "103", "65"),
        ("undecided", "103", "65"),
        ("not-mentioned", "103", "65"),
    ]


def test_an_area_of_several_rows_is_as_high_as_their_cells(dataset: Dataset) -> None:
    """Three rows: 3 * 66 + 2 * 8 = 214; its name is in its middle, 4 px lower as a baseline."""
    svg = drawn_tile(dataset, MapArea(id="a", label="A", short="A", row=2, column=2, height=3))
    assert 'viewBox="0 0 218 290"' in svg
    assert translations(svg) == [(113, 75)]
    assert 'width="103" height="213"' in svg
    assert words_of(svg) == [(51.5, 103, "A"), (51.5, 118, "left open")]


def test_neighbours_are_joined_from_middle_to_middle(dataset: Dataset) -> None:
    """Each once, whichever of the two names the other; the shallows border on nothing."""
    svg = map_of(dataset, "upland")
    assert re.findall(r'class="join" d="([^"]+)"', svg) == ["M109 34L53 108", "M109 34L165 108"]
    first = MapArea(id="a", label="A", short="A", row=1, column=1)
    second = MapArea(id="b", label="B", short="B", row=1, column=2, neighbours=["a"])
    tiles = [Tile(area, "undecided", None, "", ()) for area in (first, second)]
    shown = Picture(dataset.parties[0], None, tiles)
    assert 'd="M53 34L165 34"' in map_svg.picture(dataset, shown, ENGLISH)


def test_the_words_of_an_area_are_centred_line_by_line(dataset: Dataset) -> None:
    """Lines are 15 px apart: two are at 29 and 44, three at 21.5, 36.5 and 51.5."""
    svg = map_of(dataset, "upland")
    assert words_of(svg) == [
        (107.5, 29, "North bay"),
        (107.5, 44, "Upland"),
        (51.5, 21.5, "South bay"),
        (51.5, 36.5, "Lowland"),
        (51.5, 51.5, "leaves"),
        (51.5, 29, "Reeds"),
        (51.5, 44, "left open"),
        (51.5, 29, "Shallows"),
        (51.5, 44, "not named"),
    ]
    assert re.findall(r'<text class="name"[^>]*>([^<]+)<', svg) == [
        "North bay",
        "South bay",
        "Reeds",
        "Shallows",
    ]


def test_the_mark_of_a_party_is_left_of_its_name(dataset: Dataset) -> None:
    """Of Upland: half of six letters of 6.2 px and 11 px left of 107.5, 4 px above the baseline."""
    svg = map_of(dataset, "upland")
    assert translations(svg, ' class="p1 solid"') == [(78, 40)]
    assert translations(svg, ' class="p2 hollow"') == [(19, 32.5)]
    assert svg.count("translate(") == 4 + 2


def test_a_name_that_is_too_long_for_a_cell_is_given_in_short(dataset: Dataset) -> None:
    """Eleven letters fit, twelve do not."""
    area = MapArea(id="a", label="A", short="A", row=1, column=1)
    eleven, twelve = dataset.party["islands"], dataset.party["delta"]
    assert (len(eleven.name), len(twelve.name)) == (11, 12)
    assert words_of(drawn_tile(dataset, area, eleven))[1][2] == "The Islands"
    svg = drawn_tile(dataset, area, twelve)
    assert words_of(svg)[1][2] == "DEL"
    # Its mark is beside the short name: 51.5 - 3 * 3.1 - 11 = 31.2.
    assert translations(svg, ' class="p4 hollow"') == [(31, 40)]


def test_what_a_mark_or_words_alone_say_is_not_hatched(dataset: Dataset) -> None:
    upland, islands = map_of(dataset, "upland"), map_of(dataset, "islands")
    assert re.findall(r'fill="([^"]+)"', upland) == ["url(#h-leaves)", "url(#h-undecided)"]
    assert re.findall(r'fill="([^"]+)"', islands) == ["url(#h-demilitarised)"] * 2
