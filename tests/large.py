"""Invented talks over the river Sel with so many issues that their lists are in parts."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import plain_yaml
from conftest import Project
from small import small_project, whole_data
from stickingpoints.model.records import Dataset

ISSUES = 45
TOPICS = ("Water", "Борги", "Fish & birds")
STATEMENTS_OF_LONGEST = 70
FIRST_DAY = datetime.date(2024, 1, 15)
Record = dict[str, Any]


@cache
def large(*, with_topics: bool) -> Dataset:
    """Return talks on 45 issues, in three topics or in none."""
    return Dataset.model_validate(_data(with_topics=with_topics))


def large_project(target: Path) -> Project:
    """Return the talks in three topics as a project to build."""
    project = small_project(target)
    # No value twice, which YAML would link.
    plain = json.loads(json.dumps(_data(with_topics=True), default=str))
    text = plain_yaml.dump(plain)
    (project.root / "data" / "issues.yaml").write_text(text, encoding="utf-8")
    return project


def _data(*, with_topics: bool) -> Record:
    data = whole_data()
    pattern = data["issues"][0]
    data["issues"] = [_issue(pattern, number, with_topics=with_topics) for number in range(ISSUES)]
    data["sources"] += list(_sources(data["sources"][2]))
    data["events"] = list(_events())
    data["documents"] = [_document(plan) for plan in data["documents"]]
    return data


def _issue(pattern: Record, number: int, *, with_topics: bool) -> Record:
    issue = {**pattern, "id": f"point-{number}", "title": f"Point {number}", "lead": number == 7}
    del issue["map"]
    issue["positions"] = [dict(position) for position in pattern["positions"]]
    if with_topics and number != ISSUES - 1:
        issue["topic"] = TOPICS[number % len(TOPICS)]
    if number == 0:
        issue["positions"][0]["statements"] = list(_statements(pattern))
        issue["positions"][0]["since"] = (FIRST_DAY + datetime.timedelta(days=3)).isoformat()
    issue["positions"][2] = dict(issue["positions"][2])
    return issue


def _statements(pattern: Record) -> Iterator[Record]:
    """Yield the statements of the longest issue, one a day."""
    statement = pattern["positions"][0]["statements"][0]
    for number in range(STATEMENTS_OF_LONGEST):
        day = FIRST_DAY + datetime.timedelta(days=number)
        cited = [{"source": f"paper-{number}"}]
        yield {**statement, "date": day.isoformat(), "citations": cited}


def _sources(pattern: Record) -> Iterator[Record]:
    for number in range(300):
        title = f"{number}: {'What was said of the water that day. ' * 3}"
        url = f"https://herald.example/{number}"
        yield {**pattern, "id": f"paper-{number}", "title": title, "url": url}


def _events() -> Iterator[Record]:
    for number in range(120):
        day = FIRST_DAY + datetime.timedelta(days=number * 20)
        yield {
            "id": f"meeting-{number}",
            "date": day.isoformat(),
            "title": f"Meeting {number}",
            "outcome": "They met at the mouth of the river and agreed to meet again. " * 4,
            "citations": [{"source": "sel-herald"}],
            "issues": [f"point-{number % ISSUES}"],
        }


def _document(plan: Record) -> Record:
    """Return a plan that says something on every issue; on every other one its own words."""
    provision = plan["provisions"][0] | {"text": "Equal shares, but not in a dry summer. " * 15}
    provisions = [provision | {"issue": f"point-{number}"} for number in range(ISSUES)]
    for own in provisions[::2]:
        own |= {"short": plan["title"], "text": f"{plan['title']}: {own['text']}"}
    return plan | {"provisions": provisions}
