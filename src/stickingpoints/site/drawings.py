"""The drawings of an issue, and what they show in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from stickingpoints.i18n.language import Language
from stickingpoints.model import answers, order
from stickingpoints.model.records import Issue, ScalePlace
from stickingpoints.model.scale import place_in_words
from stickingpoints.problems import ContentError
from stickingpoints.site import lanes_svg, scale_svg
from stickingpoints.site.content import Content


@dataclass(frozen=True)
class Drawings:
    """The drawings of the issues of some content."""

    content: Content

    def strip(self, issue: Issue) -> Markup:
        """Return the strip of an issue as of the content's day."""
        hollow = {
            position.party
            for position in issue.positions
            if answers.answer(position).evidence != "solid"
        }
        places, heard = self._places(issue), _last_heard(issue)
        return scale_svg.strip(self.content.dataset, issue, places, hollow, heard)

    def recorded_strip(self, issue: Issue) -> Markup:
        """Return the strip of an issue by what was said on record alone."""
        places: dict[str, ScalePlace | None] = {}
        for position in order.positions(self.content.dataset, issue):
            statement = answers.placed_on_record(position)
            places[position.party] = statement.at if statement else None
        return scale_svg.strip(self.content.dataset, issue, places, heard=_last_heard(issue))

    def figure(self, issue: Issue) -> lanes_svg.Figure | None:
        """Return where each party stood over time, None if no statement names a place.

        Raises ContentError if a lane ends elsewhere than the scoreboard has the party.
        """
        figure = lanes_svg.figure(self.content.dataset, issue, self._language)
        if figure is None:
            return None
        places = self._places(issue)
        for row in figure.rows:
            shown = self._place_in_words(issue, places[row.party])
            if row.end != shown:
                name = self.content.dataset.party[row.party].name
                message = f'the figure ends at "{row.end}" for {name}, the scoreboard at "{shown}"'
                raise ContentError([issue.problem("figure-end", message)])
        return figure

    def strip_words(self, issue: Issue) -> Sequence[str]:
        """Return what the strip shows, in sentences."""
        places = self._places(issue)
        return scale_svg.in_words(self.content.dataset, issue, places, self._language)

    def _place_in_words(self, issue: Issue, at: ScalePlace | None) -> str:
        if at is None:
            return self._language.say("no place known")
        return place_in_words(issue, at, self._language)

    def _places(self, issue: Issue) -> dict[str, ScalePlace | None]:
        """Return the place of each party on an issue's scale, as of the content's day."""
        positions = order.positions(self.content.dataset, issue)
        return {position.party: position.at for position in positions}

    @property
    def _language(self) -> Language:
        return self.content.site.language


def _last_heard(issue: Issue) -> dict[str, str]:
    """Return the day or month in which each party was last heard on an issue, by its id."""
    heard = {}
    for position in issue.positions:
        day = answers.answer(position).last_date
        if day is not None:
            heard[position.party] = day
    return heard
