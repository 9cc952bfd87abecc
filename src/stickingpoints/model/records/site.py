"""Who publishes the site, and what it calls things."""

from __future__ import annotations

from pydantic import Field

from stickingpoints.model.records.fixed_words import IssueNoun, PartyNoun, PlanNoun
from stickingpoints.model.records.record import Record
from stickingpoints.model.records.values import EMAIL, Contact, StatusLabel, Text, Words


class Publisher(Record):
    """Who publishes the site, and how it comes about."""

    name: Text = Field(description="Name of the person or organisation that publishes it.")
    contact: Contact = Field(
        description="Where to write to: an e-mail address, or the web address of a page that says."
    )
    made: Text = Field(description="How the site is made, in one or two sentences.")
    paid: Text = Field(description="Who pays for it, in one or two sentences.")

    @property
    def has_email(self) -> bool:
        """Whether the contact is an e-mail address, not a web address."""
        return EMAIL.fullmatch(self.contact) is not None

    @property
    def contact_url(self) -> str:
        """Where a link to the contact leads: a web address, or a `mailto:` address (RFC 6068)."""
        if self.has_email:
            return f"mailto:{self.contact}"
        return self.contact


class OwnWord(Record):
    """Words of the site's own for some of the interface."""

    instead_of: Words = Field(
        description="Words of the interface that go with a noun, as a build lists them."
    )
    write: Words = Field(
        description="What is written in their place, without braces or square brackets."
    )

    def __str__(self) -> str:
        """Return it as one line, for a comparison of two datasets."""
        return f"{self.instead_of}: {self.write}"


class Nouns(Record):
    """What the site calls a party, an issue and a plan, in the language of the site."""

    party: PartyNoun | None = Field(None, description="What a party is called.")
    issue: IssueNoun | None = Field(None, description="What an issue is called.")
    plan: PlanNoun | None = Field(None, description="What a plan is called.")
    words: list[OwnWord] = Field(
        default=[],
        description="Other nouns: one entry for each form in which the texts use it.",
    )


class StatusWords(Record):
    """The site's own words for what the statuses mean; each keeps its meaning and its id."""

    agreed: StatusLabel | None = Field(None, description="Instead of “Agreed”.")
    agreed_in_principle: StatusLabel | None = Field(
        None, alias="agreed-in-principle", description="Instead of “Agreed in principle”."
    )
    proposed: StatusLabel | None = Field(None, description="Instead of “Proposed”.")
    disputed: StatusLabel | None = Field(None, description="Instead of “Disputed”.")
