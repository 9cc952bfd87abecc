"""What lies between the parties on a scale, in sentences that the site and the PDF both use.

They say what the record has, and neither advise nor foresee anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter

from stickingpoints.i18n.language import Language
from stickingpoints.model.between import Between, Gap, Place
from stickingpoints.model.records import Dataset, Issue, ScalePoint, Statement
from stickingpoints.model.scale import numbers_of_ends


def widest(middle: Between, dataset: Dataset, language: Language) -> str:
    """Return what lies between the parties that are farthest apart, if they are apart."""
    gap = middle.widest
    if gap is None:
        return language.say("Nothing lies between the places: they have an option in common.")
    first, last = _both_sides(gap, dataset, language)
    if not gap.between:
        return language.say(
            "Nothing lies between {first} on one side and {last} on the other: their places are"
            " next to each other on the scale.",
            first=first,
            last=last,
        )
    return language.say(
        "Between {first} on one side and {last} on the other, the scale has {options}.",
        first=first,
        last=last,
        options=labels(gap.between, language),
    )


def unplaced(middle: Between, dataset: Dataset, language: Language) -> str:
    """Return whose place is not known, of whom nothing else is said; "" if all are known."""
    if not middle.unplaced:
        return ""
    parties = names(dataset, middle.unplaced, language)
    return language.say("No place is known of {parties}.", parties=parties)


def undisputed(middle: Between, dataset: Dataset, language: Language) -> list[str]:
    """Return what the known places do not dispute, a sentence each; it may be nothing."""
    return list(_undisputed(middle, dataset, language))


def _undisputed(middle: Between, dataset: Dataset, language: Language) -> Iterator[str]:
    if middle.shared and len(middle.places) > 1:
        shared = labels(middle.shared, language)
        yield language.say("Every known place takes in {options}.", options=shared)
    for place in middle.places:
        if len(place.parties) > 1:
            yield _same_place(middle, place, dataset, language)
    # What a party of unknown place wants may be such an option.
    if middle.left_aside and not middle.unplaced:
        options = labels(map(attrgetter("point"), middle.left_aside), language)
        yield language.say("Outside all places: {options}.", options=options)


def _same_place(middle: Between, place: Place, dataset: Dataset, language: Language) -> str:
    ends = dict.fromkeys((place.first, place.last))
    points = [middle.options[number].point for number in ends]
    return language.say(
        "{parties} are in the same place: {options}.",
        parties=names(dataset, place.parties, language),
        options=labels(points, language),
    )


def pair(gap: Gap, dataset: Dataset, language: Language) -> str:
    """Return what lies between two places, or what they have in common."""
    first, last = _both_sides(gap, dataset, language)
    return language.say("{first} – {last}: {gap}", first=first, last=last, gap=_of(gap, language))


def _both_sides(gap: Gap, dataset: Dataset, language: Language) -> tuple[str, str]:
    """Return the names of the parties on the two sides of a gap."""
    first = names(dataset, gap.first.parties, language)
    return first, names(dataset, gap.last.parties, language)


def _of(gap: Gap, language: Language) -> str:
    if gap.shared:
        return language.say("both take in {options}", options=labels(gap.shared, language))
    if not gap.between:
        return language.say("next to each other")
    return labels(gap.between, language)


def unnamed(language: Language) -> str:
    """Return that nobody has named an option."""
    return language.say("no statement in this record")


def as_range(issue: Issue, statement: Statement, language: Language) -> str:
    """Return the range that a statement names, "" where it names a single option."""
    if statement.at is None or isinstance(statement.at, str):
        return ""
    first, last = numbers_of_ends(issue, statement.at)
    points = issue.scale.points if issue.scale else []
    return language.say(
        "from “{first}” to “{last}”", first=points[first].label, last=points[last].label
    )


def names(dataset: Dataset, parties: Iterable[str], language: Language) -> str:
    """Return the names of parties as a list in words."""
    return language.listed([dataset.party[party].name for party in parties])


def labels(points: Iterable[ScalePoint], language: Language) -> str:
    """Return options as a list in words, each in quotation marks."""
    return language.listed([language.say("“{text}”", text=point.label) for point in points])
