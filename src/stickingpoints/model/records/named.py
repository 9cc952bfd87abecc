"""Who and what the texts name: the parties, people, and words that readers may not know."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from stickingpoints.model.records.fixed_words import Answers, Mark
from stickingpoints.model.records.record import Record
from stickingpoints.model.records.sources import Citation
from stickingpoints.model.records.values import Heading, Id, Text


class Party(Record):
    """A party to the negotiation, or one that speaks in it."""

    id: Id = Field(
        description="Its name in addresses and references; never changed once published."
    )
    name: Text = Field(description="Full name, in the language of the site.")
    short: Annotated[str, StringConstraints(min_length=1, max_length=6, pattern=r"\S")] = Field(
        description="Short name, at most six characters, shown beside its mark."
    )
    role: Text = Field(description="What it is in this negotiation, one neutral sentence.")
    mark: Mark | None = Field(
        None, description="The shape that stands for it in figures; by default the next one free."
    )
    group: Heading | None = Field(
        None, description="Group that it belongs to in the talks, such as “Island states”."
    )
    answers: Answers = Field(
        "every-issue",
        description="`every-issue`, or `where-stated`: shown only on the issues where it spoke.",
    )
    note: Text | None = Field(
        None, description="What a reader should know of who is counted as this party."
    )


class Term(Record):
    """A word that a reader may not know, explained where a page first uses it."""

    id: Id = Field(description="Its anchor in the glossary.")
    term: Annotated[str, StringConstraints(min_length=2, max_length=60, pattern=r"\S")] = Field(
        description="The word as the texts write it."
    )
    forms: list[Text] = Field(default=[], description="Other ways in which the texts write it.")
    meaning: Text = Field(description="What it means, in one or two plain sentences.")
    citations: list[Citation] = Field(
        default=[], description="The sources, where the meaning states a fact."
    )


class Person(Record):
    """Somebody whom the texts name, with the office that readers need to know."""

    id: Id = Field(description="Its anchor in the who's who.")
    name: Text = Field(description="Name as the texts write it.")
    spellings: list[Text] = Field(
        default=[],
        description="Other spellings of the name, also in other scripts, for the search.",
    )
    office: Text = Field(description="Office or function, a few words.")
    party: Id | None = Field(
        None, description="Id of the party that the person belongs to; left out for outsiders."
    )
    sources: Annotated[list[Id], Field(min_length=1)] = Field(
        description="Ids of the sources that give name and office."
    )

    @property
    def citations(self) -> list[Citation]:
        """The sources as citations without quotes, in the same order."""
        return [Citation(source=source) for source in self.sources]
