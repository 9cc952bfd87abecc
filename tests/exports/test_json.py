"""The JSON files: their head and form, what belongs to an issue, and how statements are placed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

from exports.readers import Files, json_file
from exports.talks import SITE, border_talks, publisher, talks_since
from stickingpoints.exports import open_data as exports
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset

FULL = "data/v1/full.json"


def test_every_json_of_data_says_its_version_day_and_licence(
    dataset: Dataset, files: Files
) -> None:
    head = {
        "schema_version": 1,
        "as_of": dataset.as_of.isoformat(),
        "licence": dataset.licence,
    }
    pattern = re.compile(r"data/v1/(index|full|issues/.*|parties/.*)\.json")
    names = [name for name in files if pattern.fullmatch(name)]
    assert len(names) == 2 + len(dataset.issues) + len(dataset.parties)
    for name in names:
        content = json_file(files, name)
        assert {key: content[key] for key in head} == head


def test_json_is_utf8_indented_and_ends_in_a_newline(hostile_files: Files) -> None:
    text = hostile_files[FULL].decode()
    assert "Зеленський 🕊" in text
    assert text.startswith('{\n "schema_version": 1,\n')
    assert text.endswith("\n}\n")


def test_the_fingerprint_is_that_of_the_full_file_and_of_its_content_alone(
    dataset: Dataset, files: Files
) -> None:
    elsewhere = exports.files(dataset, Site(name="Another", url="https://example.net/"))
    for published in (files, elsewhere):
        fingerprint = json_file(published, "data/v1/index.json")["fingerprint"]
        assert fingerprint == hashlib.sha256(published[FULL]).hexdigest()
        assert published[FULL] == files[FULL]


def test_the_order_of_records_in_the_files_does_not_change_the_fingerprint(
    dataset: Dataset, files: Files
) -> None:
    issues = [
        issue.model_copy(update={"positions": issue.positions[::-1]}) for issue in dataset.issues
    ]
    reordered = dataset.model_copy(
        update={
            "sources": dataset.sources[::-1],
            "events": dataset.events[::-1],
            "issues": issues,
        }
    )
    assert exports.files(reordered, SITE)[FULL] == files[FULL]


def test_an_issue_file_holds_all_that_it_refers_to(dataset: Dataset, files: Files) -> None:
    for issue in dataset.issues:
        content = json_file(files, f"data/v1/issues/{issue.id}.json")
        cited = {citation["source"] for citation in citations(content)}
        parties = {position["party"] for position in content["issue"]["positions"]}
        on_issue = {event.id for event in dataset.events if issue.id in event.issues}
        assert [source["id"] for source in content["sources"]] == sorted(cited)
        assert {party["id"] for party in content["parties"]} == parties
        listed = [event["id"] for event in [*content["announced"], *content["events"]]]
        assert sorted(listed) == sorted(on_issue)
        assert all(event["outcome"] is None for event in content["announced"])
        for document in content["documents"]:
            assert {provision["issue"] for provision in document["provisions"]} <= {issue.id}


def citations(content: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield all citations of the file of an issue."""
    for position in content["issue"]["positions"]:
        for statement in position["statements"]:
            yield from statement["citations"]
    for event in [*content["announced"], *content["events"]]:
        yield from event["citations"]
    for document in content["documents"]:
        yield from document["citations"]
        for provision in document["provisions"]:
            yield from provision["citations"]


def test_a_statement_has_its_address_and_says_whether_it_is_on_record(border_files: Files) -> None:
    content = json_file(border_files, "data/v1/issues/border.json")
    newest, oldest = content["issue"]["positions"][0]["statements"]
    assert (newest["address"], newest["on_record"]) == ("issues/border/#north-2025-11-25", True)
    assert (oldest["address"], oldest["on_record"]) == ("issues/border/#north-2025-10", False)
    assert (
        urljoin(content["site"]["url"], newest["address"])
        == "https://lake.example/sticking-points/issues/border/#north-2025-11-25"
    )


def test_a_position_tells_how_it_moved(border_files: Files) -> None:
    content = json_file(border_files, "data/v1/issues/border.json")
    north, south = content["issue"]["positions"]
    assert north["history"] == [
        {
            "date": "2025-11-25",
            "statement": "north-2025-11-25",
            "stance_before": "rejects",
            "stance": "rejects",
            "at_before": ["river", "sea"],
            "at": "river",
        }
    ]
    assert south["history"] == []


def test_the_publisher_is_in_the_full_file_as_it_is_in_the_data() -> None:
    files = exports.files(border_talks(publisher=publisher()), SITE)
    assert json_file(files, FULL)["publisher"] == publisher()


def test_a_publisher_who_is_not_named_is_null(border_files: Files) -> None:
    assert json_file(border_files, FULL)["publisher"] is None


def test_a_position_has_its_answer_and_what_it_is_known_from() -> None:
    content = json_file(exports.files(talks_since("2025-11-25-evening"), SITE), FULL)
    north, south = map(answer, content["issues"][0]["positions"])
    assert north == {
        "answer": "What north wants",
        "since": "2025-11-25-evening",
        "since_date": "2025-11-25",
        "attribution": "unnamed-official",
        "evidence": "hollow",
        "last_heard": "2025-11-25",
    }
    assert south == {
        "answer": "What south wants",
        "since": None,
        "since_date": None,
        "attribution": None,
        "evidence": None,
        "last_heard": None,
    }


def answer(position: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a position says in short, and what that is known from."""
    keys = ("answer", "since", "since_date", "attribution", "evidence", "last_heard")
    return {key: position[key] for key in keys}
