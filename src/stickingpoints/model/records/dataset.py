"""All the content of one site, and what is looked up in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from operator import attrgetter
from typing import Annotated, Literal, get_args

from pydantic import Field

from stickingpoints.i18n.vocabulary import marked
from stickingpoints.model.records.documents import Document
from stickingpoints.model.records.events import Event
from stickingpoints.model.records.fixed_words import Mark
from stickingpoints.model.records.issues import Issue
from stickingpoints.model.records.named import Party, Person, Term
from stickingpoints.model.records.record import Record, by_id
from stickingpoints.model.records.site import Nouns, Publisher, StatusWords
from stickingpoints.model.records.sources import Source
from stickingpoints.model.records.values import Day, Text


class Dataset(Record):
    """All the content of one site: the files of `data/`, merged."""

    schema_version: Literal[1] = Field(alias="schema", description="Version of this form: 1.")
    title: Text = Field(description="The question that the site answers.")
    summary: Text = Field(description="The state of play in about 60 plain words.")
    as_of: Day = Field(description="The newest day that the content describes.")
    party_order_rule: Text = Field(
        description="By what rule the parties are ordered; printed under every comparison."
    )
    lead_heading: Text = Field(
        marked("The main points"), description="Heading over the issues marked `lead`."
    )
    nouns: Nouns | None = Field(
        None, description="What the site calls a party, an issue and a plan, if not so."
    )
    status_words: StatusWords | None = Field(
        None, description="The site's own words for the statuses, such as “Settled”."
    )
    licence: Text | None = Field(
        None, description="Licence of the content, an SPDX identifier as `CC-BY-4.0`."
    )
    publisher: Publisher | None = Field(
        None, description="Who publishes the site; `check` warns while this is missing."
    )
    parties: Annotated[list[Party], Field(min_length=1)] = Field(
        description="The parties, in the order of the rule."
    )
    sources: list[Source] = Field(description="The sources.")
    issues: Annotated[list[Issue], Field(min_length=1)] = Field(
        description="The issues, in the order they are shown."
    )
    events: list[Event] = Field(
        default=[], description="What happened, and what was announced for a later day."
    )
    documents: list[Document] = Field(
        default=[], description="The plans, drafts and declarations that were on the table."
    )

    glossary: list[Term] = Field(default=[], description="Words that readers may not know.")
    people: list[Person] = Field(
        default=[], description="The people whom the texts name, in the order they are shown."
    )

    def with_lists(self, **lists: Sequence[Record]) -> Dataset:
        """Return the dataset with other records in some of its lists, as `issues`."""
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        # Not `model_copy`, which would take along what was looked up in the old lists.
        return self.model_construct(**fields | lists)

    @cached_property
    def party(self) -> Mapping[str, Party]:
        """The parties by id."""
        return by_id(self.parties)

    @cached_property
    def place(self) -> Mapping[str, int]:
        """The place of each party in their order, from 0, by id."""
        return {party.id: number for number, party in enumerate(self.parties)}

    @cached_property
    def source(self) -> Mapping[str, Source]:
        """The sources by id."""
        return by_id(self.sources)

    @cached_property
    def issue(self) -> Mapping[str, Issue]:
        """The issues by id."""
        return by_id(self.issues)

    @cached_property
    def event(self) -> Mapping[str, Event]:
        """The events by id."""
        return by_id(self.events)

    @cached_property
    def mark(self) -> Mapping[str, Mark]:
        """The shape of each party, by id: its own choice, else the next one that nobody chose."""
        chosen = set(map(attrgetter("mark"), self.parties))
        shapes: tuple[Mark, ...] = get_args(Mark)
        free = [mark for mark in shapes if mark not in chosen]
        marks: dict[str, Mark] = {}
        for party in self.parties:
            if party.mark:
                marks[party.id] = party.mark
            elif free:
                marks[party.id] = free.pop(0)
            else:
                # More parties than shapes: the names, which are beside every mark, tell them apart.
                marks[party.id] = shapes[0]
        return marks

    @cached_property
    def column_parties(self) -> list[Party]:
        """The parties that answer for every issue, in order: the columns of the comparison."""
        return [party for party in self.parties if party.answers == "every-issue"]

    @cached_property
    def statement_count(self) -> int:
        """How many statements the dataset holds, not counting those withdrawn."""
        count = 0
        for issue in self.issues:
            for position in issue.positions:
                for statement in position.statements:
                    if not statement.withdrawn:
                        count += 1
        return count

    @cached_property
    def stops(self) -> list[str]:
        """Every day or month in which something was said, oldest first."""
        days: set[str] = set()
        for issue in self.issues:
            for position in issue.positions:
                for statement in position.statements:
                    if not statement.withdrawn:
                        days.add(statement.date)
        return sorted(days)

    @cached_property
    def position_count(self) -> int:
        """How many positions the dataset holds."""
        return sum(len(issue.positions) for issue in self.issues)
