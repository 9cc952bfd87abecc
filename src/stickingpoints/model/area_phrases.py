"""What becomes of an area, in the words of a map, of its table and of its description."""

from __future__ import annotations

from collections.abc import Sequence

from stickingpoints.i18n.language import Language
from stickingpoints.model.area_map import Picture, Tile


def caption(language: Language) -> str:
    """Return how a map is to be read."""
    return language.say(
        "A schema, not a map to scale: areas stand for land, and their edges are no borders and no"
        " front line. Each picture shows what one [party], or one [plan], wants of them."
    )


def in_table(tile: Tile, language: Language) -> str:
    """Return what becomes of an area, as a table says it."""
    say = language.say
    if tile.by is None:
        return {
            "demilitarised": say("demilitarised"),
            "as-it-is": say("the line stays where it is"),
            "undecided": say("left open"),
        }.get(tile.outcome, say("not named"))
    name = tile.by.name
    return {
        "held": say("held by {party}", party=name),
        "leaves": say("{party} leaves", party=name),
    }.get(tile.outcome, say("demilitarised, counted as part of {party}", party=name))


def with_note(tile: Tile, language: Language) -> str:
    """Return what becomes of an area, with what the editors note on it."""
    what = in_table(tile, language)
    if tile.note:
        return f"{what}: {tile.note}"
    return what


def on_map(tile: Tile, language: Language) -> str:
    """Return the word on an area below the name of the party; "" where the name says it."""
    say = language.say
    return {
        "held": "",
        "leaves": say("leaves"),
        "demilitarised": say("demilitarised"),
        "as-it-is": say("as it is"),
        "undecided": say("left open"),
    }.get(tile.outcome, say("not named"))


def description(picture: Picture, language: Language) -> str:
    """Return what a picture shows, a sentence for each area."""
    return " ".join(_sentence(tile, language) for tile in picture.tiles)


def _sentence(tile: Tile, language: Language) -> str:
    what = in_table(tile, language)
    return language.say("{area}: {outcome}.", area=tile.area.label, outcome=what)


def no_area_named(pictures: Sequence[Picture], language: Language) -> str:
    """Return which parties and plans name no area, "" if all do."""
    silent = [picture.name for picture in pictures if not picture.mentioned]
    if not silent:
        return ""
    return language.say("No area of this map is named by {names}.", names=language.listed(silent))
