"""A schematic map with an answer laid on it: a picture for each party and plan that names areas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from stickingpoints.model import order
from stickingpoints.model.answers import Evidence, evidence, evidence_of_plan
from stickingpoints.model.records import (
    AreaAnswer,
    Dataset,
    Document,
    Issue,
    MapAnswer,
    MapArea,
    Outcome,
    Party,
    Statement,
)
from stickingpoints.model.standing import newest_first


@dataclass(frozen=True)
class Tile:
    """An area with what becomes of it; `by` is the party that would hold or leave it.

    `statements` are what that follows from, for a party; for a plan there are none.
    """

    area: MapArea
    outcome: Outcome
    by: Party | None
    note: str
    statements: Sequence[Statement]


@dataclass(frozen=True)
class Picture:
    """The map of one party, or of one plan, with a tile for each area in their order."""

    party: Party | None
    document: Document | None
    tiles: Sequence[Tile]

    @property
    def id(self) -> str:
        """The id of the party or the plan."""
        return self._of.id

    @property
    def name(self) -> str:
        """The name of the party, or the title of the plan."""
        if self.party is not None:
            return self.party.name
        return self.document.title if self.document else ""

    def evidence(self, tile: Tile) -> Evidence:
        """Return how sure a tile is: as the plan is known, or solid if a statement is on record."""
        if self.document is not None:
            return evidence_of_plan(self.document)
        grades = [evidence(statement.attribution) for statement in tile.statements]
        return "solid" if "solid" in grades else "hollow"

    @property
    def _of(self) -> Party | Document:
        of = self.party or self.document
        assert of  # noqa: S101  one of the two is given, which `check` asks for
        return of

    @property
    def mentioned(self) -> list[Tile]:
        """The tiles of the areas that it names."""
        return [tile for tile in self.tiles if tile.outcome != "not-mentioned"]

    @property
    def rows(self) -> list[list[Tile]]:
        """The tiles of the areas that it names, those of which it says the same together."""
        groups: dict[tuple[object, ...], list[Tile]] = {}
        for tile in self.mentioned:
            names = tuple(map(attrgetter("name"), tile.statements))
            groups.setdefault((tile.outcome, tile.by and tile.by.id, tile.note, names), []).append(
                tile
            )
        return list(groups.values())

    @property
    def silent(self) -> list[Tile]:
        """The tiles of the areas that it does not name."""
        return [tile for tile in self.tiles if tile.outcome == "not-mentioned"]


def pictures(dataset: Dataset, issue: Issue) -> list[Picture]:
    """Return the pictures of an issue: parties in their order, then plans, the oldest first.

    Those that name no area are among them. An issue without a map has none.
    """
    if issue.map is None:
        return []
    answers = {answer.of: answer for answer in issue.map.answers}
    drawn = []
    for party in dataset.parties:
        if party.id in answers:
            tiles = list(_tiles(dataset, issue, answers[party.id]))
            drawn.append(Picture(party, None, tiles))
    for document in order.documents(dataset):
        if document.id in answers:
            tiles = list(_tiles(dataset, issue, answers[document.id]))
            drawn.append(Picture(None, document, tiles))
    return drawn


def _tiles(dataset: Dataset, issue: Issue, answer: MapAnswer) -> Iterator[Tile]:
    """Yield a tile for each area; one that is left out was not mentioned."""
    named = {area_answer.area: area_answer for area_answer in answer.areas}
    for area in issue.map.areas if issue.map else ():
        if area.id in named:
            yield _tile(dataset, issue, answer, area, named[area.id])
        else:
            yield Tile(area, "not-mentioned", None, "", ())


def _tile(
    dataset: Dataset, issue: Issue, answer: MapAnswer, area: MapArea, area_answer: AreaAnswer
) -> Tile:
    statements: list[Statement] = []
    if answer.party is not None:
        newest = newest_first(issue.position[answer.party])
        statements = [statement for statement in newest if statement.name in area_answer.statements]
    by = dataset.party[area_answer.by] if area_answer.by else None
    return Tile(area, area_answer.outcome, by, area_answer.note or "", statements)
