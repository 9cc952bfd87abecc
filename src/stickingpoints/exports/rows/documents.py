"""The rows of plans, of what they say on each issue, and of the areas of maps."""

from __future__ import annotations

from collections.abc import Iterator

from stickingpoints.exports.rows.cells import Cell, Row, dated, plain_or_none, statement_id
from stickingpoints.model import addresses, area_map, order, walk
from stickingpoints.model.addresses import Site
from stickingpoints.model.area_map import Picture, Tile
from stickingpoints.model.records import Dataset, Issue
from stickingpoints.text import prose


def document_rows(dataset: Dataset, site: Site) -> Iterator[Row]:
    """Yield a row for each plan."""
    for document in order.documents(dataset):
        yield {
            "id": document.id,
            **dated("date", document.date),
            "title": document.title,
            "issuer": prose.plain(document.issuer),
            "status": document.status,
            "points": document.points,
            "summary": prose.plain(document.summary),
            "sources": walk.cited_sources([document]),
            "address": site.absolute(addresses.document_entry(document.id)),
        }


def provision_rows(dataset: Dataset, site: Site) -> Iterator[Row]:
    """Yield a row for what each plan says on each issue."""
    for document in order.documents(dataset):
        for provision in document.provisions:
            yield {
                "id": addresses.provision_anchor(document.id, provision.issue),
                "document": document.id,
                "document_title": document.title,
                "issue": provision.issue,
                "issue_title": dataset.issue[provision.issue].title,
                "text": prose.plain(provision.text),
                "locator": plain_or_none(provision.locator),
                "sources": walk.cited_sources([provision]),
                "address": site.absolute(addresses.provision_entry(document.id, provision.issue)),
                "short": provision.short,
            }


def map_rows(dataset: Dataset, site: Site) -> Iterator[Row]:
    """Yield a row for each area of each map."""
    for issue in dataset.issues:
        for picture in area_map.pictures(dataset, issue):
            for tile in picture.tiles:
                yield {**_picture_cells(issue, picture, site), **_tile_cells(issue, picture, tile)}


def _picture_cells(issue: Issue, picture: Picture, site: Site) -> dict[str, Cell]:
    page = addresses.issue_page(issue.id)
    return {
        "issue": issue.id,
        "issue_title": issue.title,
        "of": picture.id,
        "of_name": picture.name,
        "party": picture.party.id if picture.party else None,
        "document": picture.document.id if picture.document else None,
        "address": site.absolute(f"{page}#map"),
    }


def _tile_cells(issue: Issue, picture: Picture, tile: Tile) -> dict[str, Cell]:
    position = issue.position.get(picture.id)
    statements: list[str] = []
    if position:
        statements = [statement_id(issue, position, statement) for statement in tile.statements]
    return {
        "area": tile.area.id,
        "area_label": tile.area.label,
        "outcome": tile.outcome,
        "by": tile.by.id if tile.by else None,
        "note": tile.note,
        "evidence": None if tile.outcome == "not-mentioned" else picture.evidence(tile),
        "statements": statements,
    }
