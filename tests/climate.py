"""A small invented climate text: twelve members in groups, topics, words of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import plain_yaml
from conftest import Project, copy_project


class Member(NamedTuple):
    """A party of the talks; one without a group belongs to no bloc."""

    id: str
    name: str
    short: str
    group: str | None


MEMBERS = (
    Member("atoll", "Atoll Republic", "ATO", "Island states"),
    Member("corals", "Coral Islands", "COR", "Island states"),
    Member("lagoon", "Lagoon Federation", "LAG", "Island states"),
    Member("ridge", "Ridge Kingdom", "RID", "Mountain group"),
    Member("summit", "Summit Cantons", "SUM", "Mountain group"),
    Member("glacier", "Glacier Union", "GLA", "Mountain group"),
    Member("delta", "Delta States", "DEL", "Producers"),
    Member("dunes", "Emirate of the Dunes", "DUN", "Producers"),
    Member("basin", "Basin Republic", "BAS", "Producers"),
    Member("shale", "Shale Provinces", "SHA", "Producers"),
    Member("harbour", "Free Harbour", "HAR", None),
    Member("plain", "Great Plain", "PLA", None),
)

Places = dict[str, str | list[str]]


class Clause(NamedTuple):
    """An issue; `answers` says what each member wants, in the order of the members.

    `places` are those on the scale, of the members that have one.
    """

    id: str
    title: str
    question: str
    topic: str | None
    status: str
    scale: tuple[str, ...]
    answers: tuple[str, ...]
    places: Places


CLAUSES = (
    Clause(
        "phase-out",
        "Phase-out of coal",
        "By which year does burning coal end?",
        "Mitigation",
        "disputed",
        ("By 2040", "By 2050", "By 2060", "No year"),
        ("An early end, without exception",) * 3
        + ("An early end for the rich alone",) * 3
        + ("No year in the text",) * 4
        + ("An end by the middle of the century", "The same, if others pay"),
        {
            **dict.fromkeys(("atoll", "corals", "lagoon"), "by-2040"),
            "ridge": ["by-2040", "by-2050"],
            "summit": ["by-2040", "by-2050"],
            "glacier": ["by-2040", "by-2050"],
            **dict.fromkeys(("delta", "dunes", "basin", "shale"), "no-year"),
            "harbour": "by-2050",
        },
    ),
    Clause(
        "fund",
        "Fund for losses",
        "Who pays into the fund for losses, and how much?",
        "Finance",
        "proposed",
        ("A levy on fuel", "Fixed shares", "Voluntary gifts"),
        ("A levy on fuel",) * 6 + ("Voluntary gifts",) * 4 + ("Fixed shares", "No answer found"),
        {
            **dict.fromkeys(("atoll", "corals", "lagoon", "ridge", "summit"), "a-levy-on-fuel"),
            **dict.fromkeys(("delta", "dunes", "basin"), "voluntary-gifts"),
            "harbour": "fixed-shares",
        },
    ),
    Clause(
        "reporting",
        "Reports",
        "How often does each member report its emissions?",
        "Finance",
        "agreed",
        (),
        ("Every two years",) * 12,
        {},
    ),
    Clause(
        "seat",
        "Seat of the office",
        "Where does the office of the treaty sit?",
        None,
        "agreed-in-principle",
        (),
        ("In the Free Harbour",) * 11 + ("Nothing said in public",),
        {},
    ),
)
SOURCE = {
    "id": "minutes",
    "title": "Minutes of the third session",
    "publisher": "Office of the talks",
    "kind": "official-document",
    "url": "https://talks.example/minutes",
    "published": "2031-05-12",
    "accessed": "2031-05-20",
}
CITED = [{"source": "minutes"}]


def climate_project(target: Path) -> Project:
    """Return the talks as a project to build."""
    project = copy_project(target)
    plain = json.loads(json.dumps(climate_data()))  # no value twice, which YAML would link
    data = plain_yaml.dump(plain)
    (project.root / "data" / "issues.yaml").write_text(data, encoding="utf-8")
    project.replace("mkdocs.yml", "site_name: Lake Talks", "site_name: Climate Text")
    (project.root / "docs" / "about.md").write_text(
        "# About\n\nInvented {{ noun parties }}.\n", encoding="utf-8"
    )
    return project


def climate_data() -> dict[str, Any]:
    """Return the content of the talks."""
    return {
        "schema": 1,
        "title": "What is left to settle in the climate text",
        "summary": "Twelve invented members negotiate over four clauses. No place here is real.",
        "as_of": "2031-05-20",
        "party_order_rule": "By group, then as they signed.",
        "licence": "CC0-1.0",
        "publisher": {
            "name": "Climate Reading Room",
            "contact": "https://climate.example/contact",
            "made": "Volunteers write down what each says.",
            "paid": "Nobody pays.",
        },
        "nouns": {"party": "member", "issue": "clause", "plan": "text"},
        "parties": [_party(member) for member in MEMBERS],
        "sources": [SOURCE],
        "issues": [_issue(clause) for clause in CLAUSES],
        "events": [
            {
                "id": "third-session",
                "date": "2031-05-12",
                "title": "Third session",
                "outcome": "The members read the whole draft.",
                "citations": CITED,
                "issues": ["fund"],
            }
        ],
        "documents": [_document()],
    }


def _party(member: Member) -> dict[str, str]:
    role = f"Negotiates for {member.name}."
    party = {"id": member.id, "name": member.name, "short": member.short, "role": role}
    if member.group:
        party["group"] = member.group
    return party


def _issue(clause: Clause) -> dict[str, Any]:
    issue: dict[str, Any] = {
        "id": clause.id,
        "title": clause.title,
        "question": clause.question,
        "status": clause.status,
        "plain_words": "The members want different things here.",
        "summary": "The draft keeps several versions of this clause in brackets.",
        "why_it_matters": "Without it there is no text to sign.",
        "positions": [_position(clause, number) for number in range(len(MEMBERS))],
        "review": {"last": "2031-05-20", "interval_days": 60},
    }
    if clause.topic:
        issue["topic"] = clause.topic
    if clause.scale:
        points = [{"id": _id_of(label), "label": label} for label in clause.scale]
        issue["scale"] = {"label": "From the strictest to the loosest", "points": points}
    return issue


def _id_of(label: str) -> str:
    return label.lower().replace(" ", "-")


def _position(clause: Clause, number: int) -> dict[str, Any]:
    member, answer = MEMBERS[number], clause.answers[number]
    position: dict[str, Any] = {"party": member.id, "answer": answer, "statements": []}
    if answer in ("No answer found", "Nothing said in public"):
        return position | {
            "stance": "no-public-position",
            "summary": "Nothing was found.",
            "looked_in": "The minutes and the website of the delegation.",
        }
    said: dict[str, Any] = {
        "date": f"2031-05-{number % 9 + 1:02}",
        "summary": f"The delegation asked for this: {answer.lower()}.",
        "stance": "proposes",
        "attribution": "unnamed-official" if number % 4 == 0 else "on-record",
        "stated_by": f"Delegation of {member.name}, in the hall",
        "citations": CITED,
    }
    if member.id in clause.places:
        said["at"] = position["at"] = clause.places[member.id]
    return position | {
        "stance": "proposes",
        "since": said["date"],
        "summary": f"{member.name} asks for this: {answer.lower()}.",
        "statements": [said],
    }


def _document() -> dict[str, Any]:
    return {
        "id": "third-draft",
        "title": "Third draft",
        "issuer": "The chair",
        "date": "2031-05-02",
        "status": "published",
        "summary": "The text that the third session read.",
        "citations": CITED,
        "provisions": list(map(_provision, CLAUSES[:2])),
    }


def _provision(clause: Clause) -> dict[str, Any]:
    return {
        "issue": clause.id,
        "short": "Three versions in brackets.",
        "text": "The draft has three versions of this clause.",
        "citations": CITED,
    }
