"""Write an invented negotiation of any size, as a whole project that builds.

    python benchmarks/talks.py 1000 --to FOLDER

Four governments differ over the basin of a river that does not exist. The same number of issues
gives the same bytes. Lengths and skew follow our own record: most issues have a statement or two of
each party, one in a hundred has forty statements; a source is cited by several statements.
"""

from __future__ import annotations

import argparse
import datetime
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from talks_words import (
    ANSWERS,
    CONDITIONS,
    EVENTS,
    OUTLETS,
    PARTIES,
    PEOPLE,
    PLACES,
    REASONS,
    SAYINGS,
    SCALES,
    SPEECHES,
    SUBJECTS,
    TERMS,
    Subject,
)

ROOT = Path(__file__).parent.parent
Content = dict[str, Any]

FIRST_DAY = datetime.date(2033, 1, 10)
AS_OF = datetime.date(2036, 6, 23)
MOST = len(SUBJECTS) * len(PLACES)
"""How many issues there can be: every subject at every place."""

FILE_OF_ISSUES = 250
"""How many issues a file of `data/` has, so that an editor can still open it."""

SOON, LAST_SOURCES = 21, 400
"""A source is cited for statements of so many days before it; only so many are looked through."""

PLANS_PER_ISSUES, EVENTS_PER_ISSUES, SOURCES_PER_STATEMENT = 0.01, 0.05, 0.2
STATEMENTS_OF_MOST = ((1, 50), (2, 30), (3, 12), (4, 8))
"""How many statements a position of an ordinary issue has, with weights."""

LONG_EVERY, LONG_STATEMENTS = 100, 10
"""One issue in so many has so many statements of each party."""

UNKNOWN_EVERY = 14
"""One position in so many is not public."""

ATTRIBUTIONS = (
    ("on-record", 55),
    ("official-document", 15),
    ("outlet-report", 12),
    ("unnamed-official", 9),
    ("second-hand", 6),
    ("leaked-document", 3),
)
STANCES = (
    ("proposes", 30),
    ("rejects", 25),
    ("conditional", 25),
    ("accepts", 10),
    ("undecided", 10),
)
STATUSES = (("disputed", 45), ("proposed", 30), ("agreed-in-principle", 15), ("agreed", 10))
KINDS = (
    ("news-report", 60),
    ("official-statement", 20),
    ("official-document", 10),
    ("analysis", 6),
    ("republication", 4),
)


def main() -> None:
    """Write a project of as many issues as were asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("issues", type=int, help=f"how many issues, at most {MOST:,}")
    parser.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="a new folder")
    arguments = parser.parse_args()
    write_project(arguments.issues, arguments.to)
    print(f"{arguments.issues:,} issues in {arguments.to}")


def write_project(issues: int, root: Path) -> None:
    """Write data, pages and settings of so many issues; raise FileExistsError if `root` exists."""
    if not 1 <= issues <= MOST:
        raise SystemExit(f"there can be 1 to {MOST:,} issues, not {issues:,}")
    root.mkdir(parents=True)
    shutil.copytree(ROOT / "hooks", root / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", root)
    (root / "docs").mkdir()
    for name, text in _pages().items():
        (root / "docs" / name).write_text(text, encoding="utf-8")
    (root / "data").mkdir()
    for name, content in files(issues).items():
        text = yaml.dump(
            content, Dumper=yaml.CSafeDumper, sort_keys=False, width=100, allow_unicode=True
        )
        (root / "data" / name).write_text(text, encoding="utf-8")


def files(issues: int) -> dict[str, Content]:
    """Return the content of each file of `data/`, by name."""
    talks = _Talks(issues)
    records = [talks.issue(number) for number in range(issues)]
    named: dict[str, Content] = {"issues.yaml": talks.head() | {"issues": records[:FILE_OF_ISSUES]}}
    for start in range(FILE_OF_ISSUES, issues, FILE_OF_ISSUES):
        part = records[start : start + FILE_OF_ISSUES]
        named[f"issues-{start // FILE_OF_ISSUES + 1:02}.yaml"] = {"issues": part}
    named["events.yaml"] = {"events": list(talks.events())}
    named["documents.yaml"] = {"documents": list(talks.documents())}
    named["people.yaml"] = {"people": list(talks.people())}
    named["glossary.yaml"] = {"glossary": list(talks.glossary())}
    # What they cite has been counted by now.
    for start in range(0, len(talks.sources), 5_000):
        part = talks.sources[start : start + 5_000]
        named[f"sources-{start // 5_000 + 1:02}.yaml"] = {"sources": part}
    return named


class _Scale(NamedTuple):
    label: str
    points: tuple[str, ...]

    def record(self) -> Content:
        points = [{"id": _slug(point), "label": point} for point in self.points]
        return {"label": self.label, "points": points}


@dataclass
class _Talks:
    """The talks of so many issues; each record is made from the next numbers of one generator."""

    issues: int
    chance: random.Random = field(default_factory=lambda: random.Random(1815))  # noqa: S311
    sources: list[Content] = field(default_factory=list)

    def head(self) -> Content:
        return {
            "schema": 1,
            "title": "What still divides the states of the Arvel basin",
            "summary": (
                f"As of 23 June 2036 the four governments of the Arvel basin differ on "
                f"{self.issues:,} points of a treaty. They share its water, its dams and its "
                "harbours, and have negotiated since January 2033."
            ),
            "as_of": AS_OF.isoformat(),
            "party_order_rule": "From the springs to the sea.",
            "lead_heading": "What the last round was about",
            "licence": "CC-BY-4.0",
            "publisher": {
                "name": "Arvel Observatory",
                "contact": "editors@arvel.example",
                "made": "Two editors read what the governments publish.",
                "paid": "A foundation pays for it.",
            },
            "parties": [dict(party) for party in PARTIES],
        }

    def issue(self, number: int) -> Content:
        subject, place = SUBJECTS[number % len(SUBJECTS)], PLACES[number // len(SUBJECTS)]
        scale = _Scale(*self.chance.choice(SCALES))
        names = {"matter": subject.matter, "place": place}
        record: Content = {
            "id": _slug(f"{subject.title} {place}"),
            "title": f"{subject.title}, {place}",
            "question": subject.question.format(**names),
            "topic": subject.topic,
            "lead": number < 3,
            "status": self.weighted(STATUSES),
            "trend": self.chance.choice(("narrowing", "unchanged", "widening")),
            "plain_words": self.sentences(SAYINGS, names, 2),
            "summary": self.sentences(SAYINGS, names, 4),
            "why_it_matters": self.sentences(REASONS, names, 3),
            "scale": scale.record(),
            "positions": [
                self.position(party["id"], number, subject, place, scale) for party in PARTIES
            ],
            "review": {"last": "2036-06-01", "interval_days": 90},
        }
        if not record["lead"]:
            del record["lead"]
        return record

    def position(
        self, party: str, number: int, subject: Subject, place: str, scale: _Scale
    ) -> Content:
        if self.chance.randrange(UNKNOWN_EVERY) == 0:
            return {
                "party": party,
                "stance": "no-public-position",
                "answer": "Not known",
                "summary": f"Nothing on {subject.matter} at {place} is on record.",
                "statements": [],
                "looked_in": "The ministry's site, the gazette, and two news agencies.",
            }
        count = LONG_STATEMENTS
        if number % LONG_EVERY:
            count = self.weighted(STATEMENTS_OF_MOST)
        days = sorted(self.chance.sample(range((AS_OF - FIRST_DAY).days), count), reverse=True)
        statements = [self.statement(party, day, subject, place, scale) for day in days]
        newest = statements[0]
        self.secure(newest, days[0], subject, place)
        names = {"matter": subject.matter, "place": place}
        return {
            "party": party,
            "stance": newest["stance"],
            "answer": self.chance.choice(ANSWERS),
            "since": self.chance.choice(statements)["date"],
            "summary": self.sentences(SPEECHES, names, 2),
            "at": newest["at"],
            "statements": statements,
        }

    def statement(
        self, party: str, day: int, subject: Subject, place: str, scale: _Scale
    ) -> Content:
        names = {"matter": subject.matter, "place": place}
        date = FIRST_DAY + datetime.timedelta(days=day)
        name, office = self.chance.choice(PEOPLE[party])
        citations = [{"source": self.source(date, subject, place)}]
        said = self.chance.choice(CONDITIONS).format(**names)
        if self.chance.random() < 0.6:
            citations[0] |= {"quote": said, "speaker": name, "quote_kind": "speaker"}
        record = {
            "date": date.isoformat(),
            "summary": self.sentences(SPEECHES, names, 1),
            "stance": self.weighted(STANCES),
            "at": _slug(self.place(party, scale)),
            "attribution": self.weighted(ATTRIBUTIONS),
            "stated_by": f"{name}, {office}, to reporters",
            "citations": citations,
        }
        if self.chance.random() < 0.25:
            record["detail"] = self.sentences(REASONS, names, 1)
        if self.chance.random() < 0.1:
            record["caveat"] = "Known from one outlet, which does not name its source."
        return record

    def secure(self, newest: Content, day: int, subject: Subject, place: str) -> None:
        """Give a position the two sources, one on record, that editors look for."""
        newest["attribution"] = "on-record"
        date = FIRST_DAY + datetime.timedelta(days=day)
        second = self.new_source(date, subject, place)
        newest["citations"].append({"source": second})

    def place(self, party: str, scale: _Scale) -> str:
        """Return a point of the scale: parties upstream tend to its left end."""
        centre = [record["id"] for record in PARTIES].index(party) / (len(PARTIES) - 1)
        last = len(scale.points) - 1
        number = round(self.chance.gauss(centre * last, 0.4))
        return scale.points[min(max(number, 0), last)]

    def source(self, day: datetime.date, subject: Subject, place: str) -> str:
        """Return the id of a source: one that was published soon after the day, or a new one."""
        if self.chance.random() > SOURCES_PER_STATEMENT:
            until = (day + datetime.timedelta(days=SOON)).isoformat()
            for known in self.sources[: -LAST_SOURCES - 1 : -1]:
                if day.isoformat() <= known["published"] <= until:
                    return str(known["id"])
        return self.new_source(day, subject, place)

    def new_source(self, day: datetime.date, subject: Subject, place: str) -> str:
        """Add a source of the day and return its id."""
        number = len(self.sources) + 1
        publisher, host = self.chance.choice(OUTLETS)
        title = self.chance.choice(EVENTS).format(matter=subject.matter, place=place)
        self.sources.append(
            {
                "id": f"{_slug(publisher)}-{number}",
                "title": title,
                "publisher": publisher,
                "kind": self.weighted(KINDS),
                "url": f"https://{host}/{day:%Y/%m}/{_slug(title)}-{number}",
                "published": day.isoformat(),
                "accessed": "2036-06-22",
                "language": "en",
            }
        )
        return str(self.sources[-1]["id"])

    def events(self) -> Iterator[Content]:
        for number in range(max(6, int(self.issues * EVENTS_PER_ISSUES))):
            yield self.event(number)

    def event(self, number: int) -> Content:
        day = FIRST_DAY + datetime.timedelta(days=self.chance.randrange((AS_OF - FIRST_DAY).days))
        touched = self.chance.sample(range(self.issues), min(self.issues, 5))
        subject, place = SUBJECTS[number % len(SUBJECTS)], self.chance.choice(PLACES)
        return {
            "id": f"round-{number + 1}",
            "date": day.isoformat(),
            "title": f"Round {number + 1} of the talks, on {subject.matter}",
            "place": place,
            "participants": "Delegations of the four governments",
            "outcome": self.sentences(SPEECHES, {"matter": subject.matter, "place": place}, 2),
            "citations": [{"source": self.source(day, subject, place)}],
            "issues": [_issue_id(issue) for issue in touched],
        }

    def documents(self) -> Iterator[Content]:
        count = max(3, int(self.issues * PLANS_PER_ISSUES))
        for number in range(count):
            yield self.document(number, 30 + 1_000 * number // count)

    def document(self, number: int, days: int) -> Content:
        day = FIRST_DAY + datetime.timedelta(days=days)
        source = {"source": str(self.chance.choice(self.sources)["id"])}
        touched = sorted(self.chance.sample(range(self.issues), min(self.issues, 20)))
        return {
            "id": f"draft-{number + 1}",
            "title": f"Draft {number + 1} of the treaty",
            "issuer": self.chance.choice(PARTIES)["name"],
            "date": day.isoformat(),
            "status": self.chance.choice(("leaked", "published", "confirmed")),
            "points": len(touched),
            "summary": "A draft of some chapters, handed to the other delegations.",
            "citations": [source],
            "provisions": [self.provision(issue, source) for issue in touched],
        }

    def provision(self, issue: int, source: Content) -> Content:
        names = {
            "matter": SUBJECTS[issue % len(SUBJECTS)].matter,
            "place": PLACES[issue // len(SUBJECTS)],
        }
        return {
            "issue": _issue_id(issue),
            "short": self.chance.choice(ANSWERS),
            "text": self.sentences(SAYINGS, names, 1),
            "locator": f"Article {issue % 90 + 1}",
            "citations": [dict(source)],
        }

    def people(self) -> Iterator[Content]:
        for party, members in PEOPLE.items():
            for name, office in members:
                source = str(self.chance.choice(self.sources)["id"])
                yield {
                    "id": f"person-{_slug(name)}",
                    "name": name,
                    "office": office,
                    "party": party,
                    "sources": [source],
                }

    def glossary(self) -> Iterator[Content]:
        for term, meaning in TERMS:
            yield {"id": f"term-{_slug(term)}", "term": term, "meaning": meaning}

    def sentences(self, phrases: tuple[str, ...], names: dict[str, str], count: int) -> str:
        """Return so many different sentences as one text."""
        return " ".join(self.chance.sample(phrases, count)).format(**names)

    def weighted(self, choices: tuple[tuple[Any, int], ...]) -> Any:
        values = [value for value, _ in choices]
        return self.chance.choices(values, [weight for _, weight in choices])[0]


def _issue_id(number: int) -> str:
    return _slug(f"{SUBJECTS[number % len(SUBJECTS)].title} {PLACES[number // len(SUBJECTS)]}")


def _slug(text: str) -> str:
    """Return a title as an id."""
    kept = "".join(letter if letter.isalnum() else " " for letter in text.casefold())
    return "-".join(kept.split())


def _pages() -> dict[str, str]:
    """Return the written pages that the settings name."""
    words = {
        "about": "This site follows an invented negotiation, to measure the generator.",
        "method": "A position is what an editor concludes from the statements.",
        "corrections": "Please report mistakes to the editors.",
    }
    pages = {}
    for name, text in words.items():
        title = name.capitalize()
        pages[f"{name}.md"] = (
            f"---\ntitle: {title}\ndescription: {text}\n---\n\n# {title}\n\n{text}\n"
        )
    return pages


if __name__ == "__main__":
    main()
