"""About how many bytes an entry takes on a page, so that no page becomes too long.

What a template writes around the words of an entry was measured on pages; a test compares the
pages of a large site with what may be on one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from stickingpoints.model.records import (
    Citation,
    Document,
    Event,
    Issue,
    Person,
    Provision,
    Source,
    Statement,
    Term,
)

MOST_VERSIONS, LARGEST_VERSIONS = 40, 70_000
"""Of how many plans a page of a large site says in full what they say on an issue, in bytes too."""

MOST_CITING = 30
"""How many statements that rest on a source a page of a large site names."""

_CITED, _QUOTED, _LINK, _DAY = 450, 400, 200, 11


def overview(issue: Issue) -> int:
    """Return the weight of an issue with the answer of each party, and of its days."""
    said = sum(len(position.statements) for position in issue.positions)
    return 900 + _size(issue.question) + 1_200 * len(issue.positions) + _DAY * said


def compared(issue: Issue) -> int:
    """Return the weight of a row of the comparison, and of its days in the date control."""
    weight = 1_600 + _size(issue.question)
    for position in issue.positions:
        weight += 1_750 + _size(position.summary) + _DAY * len(position.statements)
    return weight


def of_party(parties: int, issue: Issue) -> int:
    """Return the weight of the answer of one of so many parties on an issue."""
    return 2_400 + 180 * parties + max(_size(position.summary) for position in issue.positions)


def followed(issue: Issue) -> int:
    """Return the weight of the feeds of an issue."""
    return 500 + 3 * _size(issue.title)


def measured(issue: Issue) -> int:
    """Return the weight of the measures of an issue."""
    return 550 + _size(issue.title)


def with_sources(provisions: Mapping[str, Sequence[Provision]], issue: Issue) -> int:
    """Return the weight of the sources of an issue, given what plans say by the issue's id."""
    cited: set[str] = set()
    for provision in provisions.get(issue.id, ()):
        cited |= {citation.source for citation in provision.citations}
    for position in issue.positions:
        for statement in position.statements:
            cited |= {citation.source for citation in statement.citations}
    return 400 + 420 * len(cited)


def followed_by_plans(provisions: Sequence[Provision], columns: int) -> int:
    """Return the weight of what plans say on an issue, in a table of so many plans and below it."""
    whole = sorted(map(provision, provisions), reverse=True)[:MOST_VERSIONS]
    in_short = 450 * (len(provisions) - len(whole))
    return 400 + 160 * columns + min(sum(whole), LARGEST_VERSIONS) + in_short


def provision(one: Provision) -> int:
    """Return the weight of what a plan says on an issue, with its sources."""
    words = 2 * _size(one.short or "") + _size(one.text)
    return 900 + words + _cited(one.citations)


def two_provisions(one: Provision | None, other: Provision | None) -> int:
    """Return the weight of what two plans say on an issue beside each other, words marked."""
    weight = 900
    for side in filter(None, (one, other)):
        weight += 500 + 3 * _size(side.text)
    return weight


def move(steps: int) -> int:
    """Return the weight of what a party moved in so many steps."""
    return 1_100 + 350 * steps


def document(one: Document) -> int:
    """Return the weight of a plan without what it says on the issues."""
    return 1_600 + _size(one.summary) + _cited(one.citations)


def statement(one: Statement) -> int:
    """Return the weight of a statement as a whole."""
    words = (one.summary, one.stated_by, one.detail or "", one.caveat or "")
    return 2_600 + sum(map(_size, words)) + _cited(one.citations)


def standing(one: Statement) -> int:
    """Return the weight of a statement in the history, with the strip that it changes."""
    return 1_100 + _size(one.summary)


def source(citing: Mapping[str, int], one: Source) -> int:
    """Return the weight of a source with what rests on it."""
    words = (one.title, one.publisher, one.url or "", one.note or "", *one.authors)
    return 550 + sum(map(_size, words)) + _LINK * min(citing.get(one.id, 0), MOST_CITING)


def event(one: Event) -> int:
    """Return the weight of an event, and of its sources below the events."""
    words = (one.title, one.outcome or "", one.place or "", one.participants or "")
    return 900 + sum(map(_size, words)) + _LINK * len(one.issues) + 2 * _cited(one.citations)


def person(one: Person) -> int:
    """Return the weight of a person, and of their sources below the people."""
    return 1_500 + _size(one.office) + 2 * _CITED * len(one.sources)


def term(one: Term) -> int:
    """Return the weight of a term, and of its sources below the terms."""
    return 900 + _size(one.meaning) + 2 * _cited(one.citations)


def change(_: object) -> int:
    """Return the weight of a statement, correction or withdrawal among the changes."""
    return 700


def _cited(citations: Iterable[Citation]) -> int:
    weight = 0
    for citation in citations:
        weight += _CITED
        if citation.quote:
            weight += _QUOTED + _size(citation.quote)
    return weight


def _size(text: str) -> int:
    return len(text.encode())
