"""An invented negotiation that is as small as it can be, and a hostile variant of it."""

from __future__ import annotations

from typing import Any

from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset, Record

SITE = Site(
    name="Sticking Points",
    url="https://lake.example/sticking-points/",
    repo_url="https://git.example/lake/sticking-points",
)
NOWHERE = Site(name="Sticking Points")
HOSTILE = (
    '</script><script>alert("1")</script> & \'q\' <b>\n=1+1; "x", \\ {y} % $z_ #~^ Зеленський 🕊'
)


def border_talks(**replacements: Any) -> Dataset:
    """Return talks with two parties, one issue, one source and one event.

    `replacements` are top-level keys of the data with other values.
    """
    content: dict[str, Any] = {
        "schema": 1,
        "title": "What divides them?",
        "summary": "Little. And much.",
        "as_of": "2025-12-01",
        "party_order_rule": "By the alphabet.",
        "licence": "CC-BY-4.0",
        "parties": [party("north"), party("south")],
        "sources": [_letter()],
        "issues": [_border()],
        "events": [_meeting()],
    }
    return Dataset.model_validate({**content, **replacements})


def hostile_talks() -> Dataset:
    """Return the same talks with every text written by somebody who means ill."""
    plain = border_talks()
    return border_talks(
        sources=[_hostile_source(plain)],
        issues=[_hostile_issue(plain)],
        events=[_hostile_event(plain)],
        parties=[
            replaced(plain.parties[0], name=HOSTILE, role=HOSTILE),
            replaced(plain.parties[1]),
        ],
        title=HOSTILE,
        summary=HOSTILE,
        licence="<i>free</i>",
        publisher=publisher(name=HOSTILE, made=HOSTILE, paid=HOSTILE),
    )


def replaced(record: Record, **fields: Any) -> dict[str, Any]:
    """Return a record as plain values with some of its fields replaced."""
    return {**record.model_dump(mode="json", exclude_none=True), **fields}


def publisher(**fields: str) -> dict[str, str]:
    """Return who publishes the talks; `fields` replace some of it."""
    return {
        "name": "The Ferry Office",
        "contact": "editors@ferry.example",
        "made": "Two clerks write it down.",
        "paid": "The passengers.",
        **fields,
    }


def party(identifier: str) -> dict[str, Any]:
    """Return a party."""
    return {
        "id": identifier,
        "name": identifier.title(),
        "short": identifier[:1].upper(),
        "role": "A party.",
    }


def position(party: str, *statements: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Return the position of a party that rejects something, since the first of its statements.

    `fields` add to it or replace.
    """
    since: dict[str, Any] = {}
    if statements:
        since["since"] = statements[0]["date"]
    return {
        "party": party,
        "stance": "rejects",
        "answer": f"What {party} wants",
        **since,
        "summary": f"Where {party} stands.",
        "statements": list(statements),
        **fields,
    }


def statement(date: str, **fields: Any) -> dict[str, Any]:
    """Return a statement on record that cites the letter; `fields` add to it or replace."""
    return {
        "date": date,
        "summary": "It said so.",
        "stance": "rejects",
        "attribution": "on-record",
        "stated_by": "A minister",
        "citations": [{"source": "letter"}],
        **fields,
    }


def talks_since(name: str) -> Dataset:
    """Return the talks with the northern answer counted from another of three statements."""
    north = position(
        "north",
        statement("2025-11-25", key="evening", attribution="unnamed-official"),
        statement("2025-11-25", key="morning"),
        statement("2025-10", attribution="second-hand"),
        since=name,
    )
    border = _border()
    return border_talks(issues=[{**border, "positions": [north, border["positions"][1]]}])


def _letter() -> dict[str, Any]:
    return {
        "id": "letter",
        "title": "A letter",
        "publisher": "The post",
        "kind": "official-document",
        "accessed": "2025-12-02",
    }


def _border() -> dict[str, Any]:
    return {
        "id": "border",
        "title": "Border",
        "question": "Where does it run?",
        "status": "disputed",
        "plain_words": "They disagree.",
        "summary": "It is disputed.",
        "why_it_matters": "People live there.",
        "scale": _scale(),
        "positions": [
            position(
                "north",
                statement("2025-11-25", at="river"),
                statement("2025-10", at=["river", "sea"], attribution="second-hand"),
                at="river",
            ),
            position("south", stance="no-public-position", looked_in="Its press releases"),
        ],
        "review": {"last": "2025-12-01", "interval_days": 30},
    }


def _scale() -> dict[str, Any]:
    return {
        "label": "Where",
        "points": [
            {"id": "river", "label": "River"},
            {"id": "hill", "label": "Hill"},
            {"id": "sea", "label": "Sea"},
        ],
    }


def _meeting() -> dict[str, Any]:
    return {
        "id": "talks",
        "date": "2025-11-20",
        "title": "Talks",
        "outcome": "None.",
        "citations": [{"source": "letter"}],
        "issues": ["border"],
    }


def _hostile_source(plain: Dataset) -> dict[str, Any]:
    return replaced(
        plain.sources[0],
        title=HOSTILE,
        publisher=HOSTILE,
        authors=[HOSTILE, "=A and B"],
        note=HOSTILE,
        url="https://example.org/?a=1&b=2",
    )


def _hostile_issue(plain: Dataset) -> dict[str, Any]:
    border = plain.issues[0]
    return replaced(
        border,
        plain_words=HOSTILE,
        summary=HOSTILE,
        question=HOSTILE,
        title="</script>",
        positions=[
            position("north", _hostile_statement(), answer=HOSTILE[:60], summary=HOSTILE),
            replaced(border.positions[1], looked_in=HOSTILE),
        ],
        corrections=[{"date": "2025-11-30", "summary": HOSTILE, "party": "north"}],
    )


def _hostile_statement() -> dict[str, Any]:
    return statement(
        "2025-11-25",
        summary=HOSTILE,
        stated_by=HOSTILE,
        caveat=HOSTILE,
        citations=[{"source": "letter", "quote": "=HYPERLINK(1)"}],
    )


def _hostile_event(plain: Dataset) -> dict[str, Any]:
    return replaced(
        plain.events[0], title=HOSTILE, outcome=HOSTILE, participants=HOSTILE, place=HOSTILE
    )
