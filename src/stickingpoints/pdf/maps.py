"""The map of an issue → its pictures, ready to be drawn, and the rows of the table below them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from stickingpoints.i18n.language import Language
from stickingpoints.model import area_phrases
from stickingpoints.model.area_map import Picture, Tile, pictures
from stickingpoints.model.records import Dataset, Issue, MapArea
from stickingpoints.pdf.citations import statement_label
from stickingpoints.pdf.positions import party_name
from stickingpoints.pdf.texts import optional
from stickingpoints.pdf.values import MapEntry, MapPicture, MapRow, MapTile, PartyMark


def map_entry(dataset: Dataset, language: Language, issue: Issue) -> MapEntry | None:
    """Return the map of an issue; None where it has none."""
    if issue.map is None:
        return None
    areas = issue.map.areas
    all_pictures = pictures(dataset, issue)
    drawn = [picture for picture in all_pictures if picture.mentioned]
    return {
        "label": issue.map.label,
        "caption": area_phrases.caption(language),
        "note": optional(issue.map.note),
        "rows": max(area.row + area.height - 1 for area in areas),
        "columns": max(area.column + area.width - 1 for area in areas),
        "joins": list(_joins(areas)),
        "pictures": [_picture(dataset, language, issue, picture) for picture in drawn],
        "silent": area_phrases.no_area_named(all_pictures, language),
    }


def _joins(areas: Sequence[MapArea]) -> Iterator[list[int]]:
    for (number, first), (neighbour, second) in combinations(enumerate(areas), 2):
        if second.id in first.neighbours or first.id in second.neighbours:
            yield [number, neighbour]


def _picture(dataset: Dataset, language: Language, issue: Issue, picture: Picture) -> MapPicture:
    name = picture.name
    if picture.document is not None:
        name = f"{name}, {language.short_date(picture.document.date)}"
    return {
        "name": name,
        "tiles": [_tile(dataset, language, picture, tile) for tile in picture.tiles],
        "rows": [_row(language, issue, picture, tiles) for tiles in picture.rows],
        "alt": f"{name}. {area_phrases.description(picture, language)}",
    }


def _tile(dataset: Dataset, language: Language, picture: Picture, tile: Tile) -> MapTile:
    return {
        "row": tile.area.row,
        "column": tile.area.column,
        "width": tile.area.width,
        "height": tile.area.height,
        "outcome": tile.outcome,
        "area": tile.area.short,
        "party": _party(dataset, picture, tile),
        "word": area_phrases.on_map(tile, language),
    }


def _party(dataset: Dataset, picture: Picture, tile: Tile) -> PartyMark | None:
    if tile.by is None:
        return None
    name = party_name(dataset, tile.by)
    return {**name, "evidence": picture.evidence(tile), "attribution": ""}


def _row(language: Language, issue: Issue, picture: Picture, tiles: Sequence[Tile]) -> MapRow:
    ground, labels = [], []
    for statement in tiles[0].statements:
        attribution = language.words.attributions[statement.attribution].label.lower()
        ground.append(f"{language.short_date(statement.date)} ({attribution})")
        labels.append(statement_label(issue, issue.position[picture.id], statement))
    if picture.document is not None:
        ground.append(language.words.document_statuses[picture.document.status].label)
    return {
        "areas": "; ".join(tile.area.label for tile in tiles),
        "what": area_phrases.with_note(tiles[0], language),
        "ground": ground,
        "labels": labels,
    }
