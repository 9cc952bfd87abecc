"""A schematic map with an answer laid on it: SVG drawn at build time, no script.

Areas are rectangles in a grid, a short line joins neighbours. What becomes of an area is told by
words, by the mark of a party, filled or an outline by how it is known, and by hatching (the
patterns are in `sprite.html`), never by colour alone. The picture has its description in words, and
a table beside it says the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from operator import attrgetter

from markupsafe import Markup

from stickingpoints.i18n.language import Language
from stickingpoints.model import area_phrases
from stickingpoints.model.area_map import Picture, Tile
from stickingpoints.model.records import Dataset, MapArea
from stickingpoints.site import scale_svg

WIDTH, HEIGHT = 104, 66  # pixels of a cell
GAP = 8  # pixels between two cells
_MARK_ROOM = 11  # pixels from the middle of a mark to the name beside it
_LETTER = 6.2  # pixels, the width of a letter on average
_LONGEST_NAME = 11  # letters that fit into a cell; a longer name is given in short
_LINE = 15  # pixels between two lines of text


def picture(dataset: Dataset, shown: Picture, language: Language) -> Markup:
    """Return the map of a party or a plan."""
    areas = list(map(attrgetter("area"), shown.tiles))
    joins = Markup("").join(_joins(areas))
    tiles = Markup("").join(_tile(dataset, shown, tile, language) for tile in shown.tiles)
    return Markup(
        '<svg class="areas" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}</svg>'
    ).format(
        max(map(_right, areas)),
        max(map(_bottom, areas)),
        area_phrases.description(shown, language),
        joins,
        tiles,
    )


def _left(area: MapArea) -> int:
    return (area.column - 1) * (WIDTH + GAP) + 1


def _top(area: MapArea) -> int:
    return (area.row - 1) * (HEIGHT + GAP) + 1


def _right(area: MapArea) -> int:
    return _left(area) + area.width * (WIDTH + GAP) - GAP + 1


def _bottom(area: MapArea) -> int:
    return _top(area) + area.height * (HEIGHT + GAP) - GAP + 1


def _middle(area: MapArea) -> tuple[int, int]:
    return (_left(area) + _right(area)) // 2, (_top(area) + _bottom(area)) // 2


def _joins(areas: Sequence[MapArea]) -> Iterator[Markup]:
    """Yield a line between each two neighbours; the areas drawn over it leave its middle."""
    for first, second in combinations(areas, 2):
        if second.id in first.neighbours or first.id in second.neighbours:
            yield Markup('<path class="join" d="M{} {}L{} {}"/>').format(
                *_middle(first), *_middle(second)
            )


def _tile(dataset: Dataset, shown: Picture, tile: Tile, language: Language) -> Markup:
    """Return an area with its name, and below it what becomes of it."""
    area = tile.area
    width, height = _right(area) - _left(area) - 2, _bottom(area) - _top(area) - 2
    lines = list(filter(None, (area.short, _party_name(tile), area_phrases.on_map(tile, language))))
    # The lines are centred by their baselines; 4 pixels are about half of the height of a capital.
    first = height / 2 - (len(lines) - 1) * _LINE / 2 + 4
    parts = [
        Markup('<rect class="{}" width="{}" height="{}"{}/>').format(
            tile.outcome, width, height, _fill(tile)
        ),
        _mark(dataset, shown, tile, width / 2, first + _LINE),
        *_texts(lines, width / 2, first),
    ]
    return Markup('<g transform="translate({} {})">{}</g>').format(
        _left(area), _top(area), Markup("").join(parts)
    )


def _fill(tile: Tile) -> Markup:
    """Return the hatching of an outcome; one that is told by a mark alone has none."""
    if tile.outcome in ("held", "not-mentioned"):
        return Markup("")
    return Markup(' fill="url(#h-{})"').format(tile.outcome)


def _party_name(tile: Tile) -> str:
    """Return the name of a tile's party, in short if it does not fit; "" without a party."""
    if tile.by is None:
        return ""
    if len(tile.by.name) > _LONGEST_NAME:
        return tile.by.short
    return tile.by.name


def _texts(lines: Sequence[str], x: float, first: float) -> Iterator[Markup]:
    for number, line in enumerate(lines):
        name = Markup(' class="name"') if number == 0 else ""
        y = first + number * _LINE
        yield Markup('<text{} x="{:g}" y="{:g}">{}</text>').format(name, x, y, line)


def _mark(dataset: Dataset, shown: Picture, tile: Tile, x: float, baseline: float) -> Markup:
    """Return the mark of a tile's party, left of its name; nothing without a party."""
    if tile.by is None:
        return Markup("")
    left = x - len(_party_name(tile)) * _LETTER / 2 - _MARK_ROOM
    return Markup('<g class="p{} {}" transform="translate({:g} {:g})">{}</g>').format(
        scale_svg.number(dataset, tile.by.id),
        shown.evidence(tile),
        round(left),
        baseline - 4,
        scale_svg.shape(dataset, tile.by.id),
    )
