"""The open data: what people who build on it find in the files, read with the tools that they would use."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import feedparser
import icalendar
import pytest
import yaml
from bibtexparser.entrypoint import parse_string
from bs4 import BeautifulSoup
from jsonschema import Draft7Validator, Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator

from stickingpoints import exports
from stickingpoints.exports import bibliography, json_ld, json_schema, manifest
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset, Issue, Record
from stickingpoints.reading.load import read
from stickingpoints.text import prose

ROOT = Path(__file__).parents[1]
SITE = Site(
    name="Sticking Points",
    url="https://example.org/sticking-points/",
    repo_url="https://github.com/example/sticking-points",
)
NOWHERE = Site(name="Sticking Points")
HOSTILE = (
    '</script><script>alert("1")</script> & \'q\' <b>\n=1+1; "x", \\ {y} % $z_ #~^ Зеленський 🕊'
)


@cache
def our_data() -> Dataset:
    return read(ROOT / "data").sound()


@cache
def our_files() -> dict[str, bytes]:
    return exports.files(our_data(), SITE)


def statement(day: str, **more: Any) -> dict[str, Any]:
    words = {
        "summary": "It said so.",
        "stance": "rejects",
        "attribution": "on-record",
        "stated_by": "A minister",
        "citations": [{"source": "letter"}],
    }
    return {"date": day, **words, **more}


def position(party: str, *statements: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "party": party,
        "stance": "rejects",
        "summary": f"Where {party} stands.",
        "statements": list(statements),
        **more,
    }


def dataset(**more: Any) -> Dataset:
    """Return a small dataset: two parties, one issue, one source, one event; `more` replaces top-level keys."""
    border: dict[str, Any] = {
        "id": "border",
        "title": "Border",
        "question": "Where does it run?",
        "status": "disputed",
        "summary": "It is disputed.",
        "why_it_matters": "People live there.",
        "scale": {
            "label": "Where",
            "points": [
                {"id": "river", "label": "River"},
                {"id": "hill", "label": "Hill"},
                {"id": "sea", "label": "Sea"},
            ],
        },
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
    whole: dict[str, Any] = {
        "schema": 1,
        "title": "What divides them?",
        "summary": "Little. And much.",
        "as_of": "2025-12-01",
        "party_order_rule": "By the alphabet.",
        "licence": "CC-BY-4.0",
        "parties": [
            {"id": name, "name": name.title(), "short": name[:1].upper(), "role": "A party."}
            for name in ("north", "south")
        ],
        "sources": [
            {
                "id": "letter",
                "title": "A letter",
                "publisher": "The post",
                "kind": "official-document",
                "accessed": "2025-12-02",
            }
        ],
        "issues": [border],
        "events": [
            {
                "id": "talks",
                "date": "2025-11-20",
                "title": "Talks",
                "outcome": "None.",
                "citations": [{"source": "letter"}],
                "issues": ["border"],
            }
        ],
    }
    return Dataset.model_validate({**whole, **more})


def changed(record: Record, **fields: Any) -> dict[str, Any]:
    """Return a record as plain values with some of them replaced."""
    return {**record.model_dump(mode="json", exclude_none=True), **fields}


def hostile() -> Dataset:
    """Return the small dataset with every text written by somebody who means ill."""
    plain = dataset()
    source = changed(
        plain.sources[0],
        title=HOSTILE,
        publisher=HOSTILE,
        authors=[HOSTILE, "=A and B"],
        note=HOSTILE,
        url="https://example.org/?a=1&b=2",
    )
    said = statement(
        "2025-11-25",
        summary=HOSTILE,
        stated_by=HOSTILE,
        caveat=HOSTILE,
        citations=[{"source": "letter", "quote": "=HYPERLINK(1)"}],
    )
    put_right = [{"date": "2025-11-30", "summary": HOSTILE, "party": "north"}]
    positions = [
        position("north", said, summary=HOSTILE),
        changed(plain.issues[0].positions[1], looked_in=HOSTILE),
    ]
    issue = changed(
        plain.issues[0],
        summary=HOSTILE,
        question=HOSTILE,
        title="</script>",
        positions=positions,
        corrections=put_right,
    )
    event = changed(
        plain.events[0], title=HOSTILE, outcome=HOSTILE, participants=HOSTILE, place=HOSTILE
    )
    party = changed(plain.parties[0], name=HOSTILE, role=HOSTILE)
    return dataset(
        sources=[source],
        issues=[issue],
        events=[event],
        parties=[party, changed(plain.parties[1])],
        title=HOSTILE,
        summary=HOSTILE,
        licence="<i>free</i>",
    )


def loaded(files: dict[str, bytes], address: str) -> Any:
    return json.loads(files[address])


def table(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(
        csv.DictReader(io.StringIO(files[f"data/v1/{name}.csv"].decode("utf-8-sig"), newline=""))
    )


def feed(files: dict[str, bytes], address: str = "changes.atom") -> Any:
    parsed = feedparser.parse(
        files[address], response_headers={"content-type": "application/atom+xml; charset=utf-8"}
    )
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed


# The whole


def test_every_announced_file_is_there_and_no_other() -> None:
    files = our_files()
    announced = {file["address"] for file in loaded(files, "data/v1/index.json")["files"]}
    for record in loaded(files, "data/v1/index.json")["issues"]:
        announced |= {record["file"], record["feed"]}
    for record in loaded(files, "data/v1/index.json")["parties"]:
        announced.add(record["file"])
    assert announced == set(files)


def test_the_documentation_lists_every_kind_of_file_and_no_other() -> None:
    page = (ROOT / "docs" / "data.md").read_text("utf-8")
    documented = re.findall(r"^\| `(\S+)` \|", page, re.MULTILINE)
    published = [re.sub(r"\{\w+\}", "<id>", kind.address) for kind in manifest.KINDS]
    assert sorted(documented) == sorted(published)


def test_every_position_stands_word_for_word_in_every_edition_of_the_data() -> None:
    """Parity: nothing that a party is said to hold is lost or altered on the way into a file."""
    rows = {(row["issue"], row["party"]): row["summary"] for row in table(our_files(), "positions")}
    whole = {issue["id"]: issue for issue in loaded(our_files(), "data/v1/full.json")["issues"]}
    for issue in our_data().issues:
        alone = loaded(our_files(), f"data/v1/issues/{issue.id}.json")["issue"]
        for held in issue.positions:
            assert rows[issue.id, held.party] == prose.plain(held.summary)
            for published in (whole[issue.id], alone):
                assert held.summary in [
                    one["summary"] for one in published["positions"] if one["party"] == held.party
                ]
            of_party = loaded(our_files(), f"data/v1/parties/{held.party}.json")["positions"]
            assert held.summary in [one["summary"] for one in of_party if one["issue"] == issue.id]


def test_every_statement_stands_in_every_edition_of_the_data() -> None:
    rows = [row["summary"] for row in table(our_files(), "statements")]
    said = [
        one.summary
        for issue in our_data().issues
        for held in issue.positions
        for one in held.statements
    ]
    whole = loaded(our_files(), "data/v1/full.json")
    published = [
        one["summary"]
        for issue in whole["issues"]
        for held in issue["positions"]
        for one in held["statements"]
    ]
    in_feeds = [
        entry.summary
        for issue in our_data().issues
        for entry in feed(our_files(), f"issues/{issue.id}/changes.atom").entries
    ]
    assert sorted(rows) == sorted(prose.plain(summary) for summary in said)
    assert sorted(published) == sorted(said)
    assert set(rows) <= set(in_feeds)


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati"])
def test_the_same_data_gives_the_same_bytes_in_another_process_zone_and_language(zone: str) -> None:
    code = (
        "import hashlib; from pathlib import Path; from stickingpoints import exports; from stickingpoints.model.addresses import Site;"
        "from stickingpoints.reading.load import read;"
        f"made = exports.files(read(Path({str(ROOT / 'data')!r})).sound(), Site({SITE.name!r}, {SITE.url!r}, {SITE.repo_url!r}));"
        "print(hashlib.sha256(repr(made).encode()).hexdigest())"
    )
    surroundings = {
        **os.environ,
        "TZ": zone,
        "PYTHONHASHSEED": str(len(zone)),
        "LC_ALL": "C",
        "PYTHONPATH": str(ROOT / "hooks"),
    }
    told = subprocess.run(
        [sys.executable, "-c", code], env=surroundings, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == hashlib.sha256(repr(our_files()).encode()).hexdigest()


# JSON


def test_every_json_of_data_says_its_version_day_and_licence() -> None:
    wanted = {
        "schema_version": 1,
        "as_of": our_data().as_of.isoformat(),
        "licence": our_data().licence,
    }
    names = [
        name
        for name in our_files()
        if re.fullmatch(r"data/v1/(index|full|issues/.*|parties/.*)\.json", name)
    ]
    assert len(names) == 2 + len(our_data().issues) + len(our_data().parties)
    for name in names:
        assert {key: loaded(our_files(), name)[key] for key in wanted} == wanted


def test_json_is_utf8_indented_and_ends_in_a_newline() -> None:
    text = exports.files(hostile(), SITE)["data/v1/full.json"].decode()
    assert "Зеленський 🕊" in text
    assert text.startswith('{\n "schema_version": 1,\n')
    assert text.endswith("\n}\n")


def test_the_fingerprint_is_that_of_the_full_file_and_of_its_content_alone() -> None:
    elsewhere = Site(name="Another", url="https://example.net/")
    for files in (our_files(), exports.files(our_data(), elsewhere)):
        assert (
            loaded(files, "data/v1/index.json")["fingerprint"]
            == hashlib.sha256(files["data/v1/full.json"]).hexdigest()
        )
        assert files["data/v1/full.json"] == our_files()["data/v1/full.json"]


def test_the_order_of_records_in_the_files_does_not_change_the_fingerprint() -> None:
    plain = our_data()
    issues = [
        issue.model_copy(update={"positions": issue.positions[::-1]}) for issue in plain.issues
    ]
    moved = plain.model_copy(
        update={"sources": plain.sources[::-1], "events": plain.events[::-1], "issues": issues}
    )
    assert exports.files(moved, SITE)["data/v1/full.json"] == our_files()["data/v1/full.json"]


def test_an_issue_file_holds_all_that_it_refers_to() -> None:
    for issue in our_data().issues:
        told = loaded(our_files(), f"data/v1/issues/{issue.id}.json")
        cited = {
            one["source"]
            for held in told["issue"]["positions"]
            for said in held["statements"]
            for one in said["citations"]
        }
        cited |= {one["source"] for event in told["events"] for one in event["citations"]}
        cited |= {
            one["source"]
            for plan in told["documents"]
            for record in (plan, *plan["provisions"])
            for one in record["citations"]
        }
        assert {
            provision["issue"] for plan in told["documents"] for provision in plan["provisions"]
        } <= {issue.id}
        assert [source["id"] for source in told["sources"]] == sorted(cited)
        assert {party["id"] for party in told["parties"]} == {
            held["party"] for held in told["issue"]["positions"]
        }
        assert {event["id"] for event in told["events"]} == {
            event.id for event in our_data().events if issue.id in event.issues
        }


def test_a_statement_says_where_it_stands_and_whether_it_is_on_record() -> None:
    told = loaded(exports.files(dataset(), SITE), "data/v1/issues/border.json")
    newest, oldest = told["issue"]["positions"][0]["statements"]
    assert (newest["address"], newest["on_record"]) == ("issues/border/#north-2025-11-25", True)
    assert (oldest["address"], oldest["on_record"]) == ("issues/border/#north-2025-10", False)
    assert (
        urljoin(told["site"]["url"], newest["address"])
        == "https://example.org/sticking-points/issues/border/#north-2025-11-25"
    )


def test_a_position_tells_how_it_moved() -> None:
    told = loaded(exports.files(dataset(), SITE), "data/v1/issues/border.json")["issue"][
        "positions"
    ]
    assert told[0]["history"] == [
        {
            "date": "2025-11-25",
            "statement": "north-2025-11-25",
            "stance_before": "rejects",
            "stance": "rejects",
            "at_before": ["river", "sea"],
            "at": "river",
        }
    ]
    assert told[1]["history"] == []


# Schemas


def test_full_json_meets_its_published_schema() -> None:
    for content in (our_data(), dataset(), hostile()):
        files = exports.files(content, SITE)
        Draft202012Validator.check_schema(loaded(files, "data/v1/schema.json"))
        Draft202012Validator(
            loaded(files, "data/v1/schema.json"), format_checker=FormatChecker()
        ).validate(loaded(files, "data/v1/full.json"))


def test_the_schema_demands_every_key_and_allows_keys_to_be_added() -> None:
    """The compatibility promise: within v1 a key may be added, none may go."""
    told, files = Draft202012Validator(loaded(our_files(), "data/v1/schema.json")), our_files()
    more = loaded(files, "data/v1/full.json")
    more["issues"][0]["positions"][0]["statements"][0]["citations"][0]["new"] = 1
    assert told.is_valid(more)
    less = loaded(files, "data/v1/full.json")
    del less["issues"][0]["positions"][0]["statements"][0]["citations"][0]["quote"]
    assert not told.is_valid(less)


@pytest.mark.parametrize("site", [SITE, NOWHERE])
def test_the_openapi_description_is_valid(site: Site) -> None:
    for content in (our_data(), hostile()):
        description = loaded(exports.files(content, site), "data/v1/openapi.json")
        assert list(OpenAPIV31SpecValidator(description).iter_errors()) == []


def test_the_openapi_description_tells_every_file_and_its_form() -> None:
    description = loaded(our_files(), "data/v1/openapi.json")
    told: dict[str, Any] = {}
    for path, item in description["paths"].items():
        values = item.get("parameters", [{"name": "none", "schema": {"enum": [""]}}])[0]
        for value in values["schema"]["enum"]:
            told[path.replace(f"{{{values['name']}}}", value)[1:]] = next(
                iter(item["get"]["responses"]["200"]["content"].values())
            )["schema"]
    assert set(told) == set(our_files())
    for address in our_files():
        if address.endswith(".json"):
            form = {**told[address], "components": description["components"]}
            Draft202012Validator(form).validate(loaded(our_files(), address))


def test_the_openapi_description_tells_the_columns_of_the_tables() -> None:
    schemas = loaded(our_files(), "data/v1/openapi.json")["components"]["schemas"]
    for name, form in (
        ("positions", "PositionRow"),
        ("statements", "StatementRow"),
        ("sources", "SourceRow"),
    ):
        assert list(table(our_files(), name)[0]) == list(schemas[form]["properties"])
        assert all(column["description"] for column in schemas[form]["properties"].values())


def test_the_editing_schema_in_the_repository_is_current() -> None:
    written = (ROOT / "schema" / "stickingpoints.schema.json").read_bytes()
    assert written == json_schema.editing_schema_bytes(), "write it again: stickingpoints schema"


def as_an_editor_sees_it(path: Path) -> Any:
    """Return a YAML file as language servers read it: days are text."""
    return json.loads(json.dumps(yaml.safe_load(path.read_text("utf-8")), default=date.isoformat))


@pytest.mark.parametrize("path", sorted((ROOT / "data").glob("*.yaml")), ids=lambda path: path.name)
def test_our_data_meets_the_editing_schema(path: Path) -> None:
    Draft7Validator.check_schema(json_schema.editing_schema())
    Draft7Validator(json_schema.editing_schema(), format_checker=FormatChecker()).validate(
        as_an_editor_sees_it(path)
    )


@pytest.mark.parametrize(
    ("file", "sound"),
    [
        ({}, True),
        ({"schema": 1}, True),
        ({"schema": 2}, False),
        ({"isues": []}, False),
        ({"issues": [{"id": "border"}]}, False),
        ({"parties": [{"id": "North", "name": "North", "short": "N", "role": "A party."}]}, False),
        (
            {
                "parties": [
                    {
                        "id": "north",
                        "name": "North",
                        "short": "N",
                        "role": "A party.",
                        "colour": "red",
                    }
                ]
            },
            False,
        ),
        ({"issues": [dataset().issues[0].model_dump(mode="json")]}, True),
    ],
)
def test_the_editing_schema_takes_a_part_of_the_data_and_refuses_what_is_unknown(
    file: Any, *, sound: bool
) -> None:
    assert Draft7Validator(json_schema.editing_schema()).is_valid(file) == sound


@pytest.mark.parametrize(
    ("at", "sound"),
    [
        ("river", True),
        (["river", "sea"], True),
        (["river"], False),
        (["a", "b", "c"], False),
        (1, False),
    ],
)
def test_a_place_on_the_scale_is_a_point_or_the_two_ends_of_a_range(
    at: Any, *, sound: bool
) -> None:
    issue = changed(
        dataset().issues[0], positions=[position("north", statement("2025-11-25", at=at))]
    )
    assert Draft7Validator(json_schema.editing_schema()).is_valid({"issues": [issue]}) == sound


def test_editors_are_told_what_each_field_is_for() -> None:
    made = json_schema.editing_schema()
    parts = [made, *made["definitions"].values()]
    assert [
        name
        for part in parts
        for name, field in part["properties"].items()
        if not field.get("description")
    ] == []
    assert made["properties"]["as_of"]["description"] == Dataset.model_fields["as_of"].description


def test_nothing_stands_beside_a_reference_where_draft_7_would_ignore_it() -> None:
    def lonely(value: Any) -> bool:
        inside = (
            list(value.values())
            if isinstance(value, dict)
            else value
            if isinstance(value, list)
            else []
        )
        return not (isinstance(value, dict) and "$ref" in value and len(value) > 1) and all(
            lonely(one) for one in inside
        )

    assert lonely(json_schema.editing_schema())


# Tables


def test_a_table_opens_right_in_a_spreadsheet() -> None:
    for name in ("positions", "statements", "sources"):
        content = exports.files(hostile(), SITE)[f"data/v1/{name}.csv"]
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.endswith(b"\r\n")
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
        assert len({len(row) for row in rows}) == 1


def test_there_is_a_row_for_each_record() -> None:
    assert len(table(our_files(), "positions")) == our_data().position_count
    assert len(table(our_files(), "statements")) == our_data().statement_count
    assert [row["id"] for row in table(our_files(), "sources")] == sorted(our_data().source)


def test_a_row_tells_all_that_the_record_says() -> None:
    files = exports.files(dataset(), SITE)
    north, south = table(files, "positions")
    assert (north["statements"], north["on_record"], north["newest_statement"]) == (
        "2",
        "1",
        "2025-11-25",
    )
    assert (south["stance"], south["looked_in"], south["newest_statement"]) == (
        "no-public-position",
        "Its press releases",
        "",
    )
    oldest = table(files, "statements")[1]
    assert (oldest["at"], oldest["at_label"], oldest["on_record"]) == (
        "river; sea",
        "River; Sea",
        "no",
    )
    assert oldest["address"] == "https://example.org/sticking-points/issues/border/#north-2025-10"
    assert table(files, "sources")[0]["citations"] == "3"


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", " ="])
def test_no_cell_begins_like_a_formula(begin: str) -> None:
    attack = f"{begin}HYPERLINK(1)"
    source = changed(
        dataset().sources[0], title=attack, publisher=attack, authors=[attack, attack], note=attack
    )
    said = statement(
        "2025-11-25",
        summary=attack,
        stated_by=attack,
        citations=[{"source": "letter", "quote": attack}],
    )
    files = exports.files(
        dataset(
            sources=[source],
            issues=[
                changed(dataset().issues[0], positions=[position("north", said, summary=attack)])
            ],
        ),
        SITE,
    )
    cells = [
        cell
        for name in ("positions", "statements", "sources")
        for row in table(files, name)
        for cell in row.values()
    ]
    assert [cell for cell in cells if re.match(r"\s*[=+\-@＝]|[\t\r\n]", cell)] == []
    assert f"'{attack}" in cells


@pytest.mark.parametrize("cut", [";", "\n", "\r\n"])
def test_no_formula_hides_where_a_spreadsheet_might_cut_the_line(cut: str) -> None:
    """With a semicolon as list separator, as in much of Europe, spreadsheets cut our cells there."""
    source = changed(dataset().sources[0], title=f"Letter{cut}=HYPERLINK(1)")
    assert (
        table(exports.files(dataset(sources=[source]), SITE), "sources")[0]["title"]
        == f"Letter{cut}'=HYPERLINK(1)"
    )


def test_an_innocent_cell_is_left_alone() -> None:
    words = "A letter – 5 % more; e-mail, x=y, a@b.example; –"
    source = changed(dataset().sources[0], title=words)
    assert table(exports.files(dataset(sources=[source]), SITE), "sources")[0]["title"] == words


# Citations


def test_the_bibliography_reads_back_as_written() -> None:
    library = parse_string(our_files()["data/v1/sources.bib"].decode())
    assert library.failed_blocks == []
    assert {entry.key: entry["url"] for entry in library.entries if "url" in entry} == {
        source.id: source.url for source in our_data().sources if source.url
    }
    assert [entry.key for entry in library.entries] == sorted(our_data().source)


def test_nothing_in_a_bibliography_is_a_command() -> None:
    library = parse_string(exports.files(hostile(), SITE)["data/v1/sources.bib"].decode())
    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries] == ["letter"]
    unescaped = re.sub(r"\\(text\w+\{\}|[%&#_$])", "", library.entries[0]["title"].strip("{}"))
    assert re.findall(r"[\\{}%&#_$~^]", unescaped) == []


def test_reference_managers_get_dates_as_they_are_known() -> None:
    month = changed(dataset().sources[0], published="2025-11", authors=["Ann Other"])
    files = exports.files(dataset(sources=[month]), SITE)
    (item,) = loaded(files, "data/v1/sources.csl.json")
    assert (item["id"], item["issued"], item["accessed"]) == (
        "letter",
        {"date-parts": [[2025, 11]]},
        {"date-parts": [[2025, 12, 2]]},
    )
    assert item["author"] == [{"literal": "Ann Other"}]
    text = files["data/v1/sources.bib"].decode()
    assert "year = {2025},\n  month = nov,\n  howpublished" in text


def test_an_issue_and_a_position_can_be_cited() -> None:
    content = dataset()
    issue = content.issues[0]
    assert bibliography.plain(content, SITE, issue) == (
        "Sticking Points. “Border: Where does it run?” As of 1 December 2025. https://example.org/sticking-points/issues/border/"
    )
    assert bibliography.plain(content, SITE, issue, issue.positions[0]) == (
        "Sticking Points. “Border: position of North.” As of 1 December 2025. https://example.org/sticking-points/issues/border/#north"
    )
    assert (
        bibliography.plain(content, NOWHERE, issue)
        == "Sticking Points. “Border: Where does it run?” As of 1 December 2025."
    )


def test_a_citation_as_bibtex_reads_back() -> None:
    for content in (dataset(), hostile()):
        issue = content.issues[0]
        (entry,) = parse_string(
            bibliography.bibtex(content, SITE, issue, issue.positions[0])
        ).entries
        assert entry.key == "sticking-points-border-north-2025-12-01"
        assert (entry["year"], entry["month"], entry["day"], entry["note"]) == (
            "2025",
            "dec",
            "1",
            "As of 1 December 2025",
        )
        assert entry["url"] == "https://example.org/sticking-points/issues/border/#north"


# Calendar


def calendar(content: Dataset, site: Site = SITE) -> list[Any]:
    return list(
        icalendar.Calendar.from_ical(exports.files(content, site)["data/v1/events.ics"]).walk(
            "VEVENT"
        )
    )


def test_the_calendar_holds_every_event_on_its_day() -> None:
    days = {event["UID"]: event.decoded("DTSTART") for event in calendar(our_data())}
    assert days == {
        f"{event.id}@example.org": date.fromisoformat(
            event.date if len(event.date) == 10 else f"{event.date}-01"
        )
        for event in our_data().events
    }


def test_an_event_whose_day_is_unknown_lasts_the_month_and_says_so() -> None:
    (event,) = calendar(dataset(events=[changed(dataset().events[0], date="2025-12")]))
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (
        date(2025, 12, 1),
        date(2026, 1, 1),
    )
    assert event["DESCRIPTION"].startswith("Only the month is known.\nNone.")
    assert event["TRANSP"] == "TRANSPARENT"


def test_the_calendar_is_stamped_with_the_day_that_the_content_describes() -> None:
    assert {event.decoded("DTSTAMP") for event in calendar(dataset())} == {
        datetime(2025, 12, 1, tzinfo=UTC)
    }


def test_no_text_breaks_out_of_its_calendar_line() -> None:
    (event,) = calendar(hostile())
    assert event["SUMMARY"] == " ".join(HOSTILE.split())
    assert sorted(event.keys()) == [
        "CATEGORIES",
        "DESCRIPTION",
        "DTEND",
        "DTSTAMP",
        "DTSTART",
        "LOCATION",
        "SUMMARY",
        "TRANSP",
        "UID",
        "URL",
    ]
    content = exports.files(hostile(), SITE)["data/v1/events.ics"]
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"")


# Feeds


def addresses_of_feeds() -> list[str]:
    return ["changes.atom", *(f"issues/{issue.id}/changes.atom" for issue in our_data().issues)]


@pytest.mark.parametrize("site", [SITE, NOWHERE], ids=["public", "nowhere"])
def test_every_feed_keeps_the_rules_of_atom(site: Site) -> None:
    files = exports.files(our_data(), site)
    for address in addresses_of_feeds():
        told = feed(files, address)
        ids = [told.feed.id, *(entry.id for entry in told.entries)]
        assert len(set(ids)) == len(ids)
        assert all(re.match(r"https://example\.org/|urn:uuid:[0-9a-f-]{36}$", one) for one in ids)
        assert all([told.feed.author, told.feed.title, told.entries])
        assert told.feed.updated == max(entry.updated for entry in told.entries)
        for entry in told.entries:
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00(Z|\+00:00)", entry.updated)
            assert all([entry.title, entry.link, entry.summary, entry.content[0].value])


def test_the_feed_of_everything_holds_the_newest_hundred() -> None:
    entries = feed(our_files()).entries
    every = sorted(
        (
            entry.updated
            for address in addresses_of_feeds()[1:]
            for entry in feed(our_files(), address).entries
        ),
        reverse=True,
    )
    assert [entry.updated for entry in entries] == every[:100]


def test_an_entry_is_known_by_its_permanent_address() -> None:
    newest, oldest = feed(exports.files(dataset(), SITE)).entries
    assert (
        newest.id
        == newest.link
        == "https://example.org/sticking-points/issues/border/#north-2025-11-25"
    )
    assert newest.title == "Border: North (rejects)"
    assert oldest.updated_parsed[:3] == (2025, 10, 1)


def test_links_lead_to_the_site_from_wherever_a_feed_is_kept() -> None:
    files = exports.files(dataset(), NOWHERE)
    for address in ("changes.atom", "issues/border/changes.atom"):
        headers = {
            "content-type": "application/atom+xml; charset=utf-8",
            "content-location": f"http://localhost/folder/{address}",
        }
        parsed = feedparser.parse(files[address], response_headers=headers)
        assert parsed.entries[0].link == "http://localhost/folder/issues/border/#north-2025-11-25"
        assert [link.href for link in parsed.feed.links if link.rel == "self"] == [
            f"http://localhost/folder/{address}"
        ]


def test_a_later_correction_leaves_the_ids_of_earlier_ones() -> None:
    first = {"date": "2025-11-28", "summary": "A date was wrong."}
    second = {"date": "2025-11-28", "summary": "A name was wrong.", "party": "north"}

    def ids(*put_right: dict[str, str]) -> dict[str, str]:
        files = exports.files(
            dataset(issues=[changed(dataset().issues[0], corrections=list(put_right))]), SITE
        )
        return {
            entry.summary: entry.id
            for entry in feed(files).entries
            if entry.title.startswith("Correction")
        }

    assert len(set(ids(second, first).values())) == 2
    assert ids(first).items() <= ids(second, first).items()


def test_no_text_becomes_markup_in_a_feed() -> None:
    for entry in feed(exports.files(hostile(), SITE)).entries:
        shown = BeautifulSoup(entry.content[0].value, "html.parser")
        assert shown.find(["script", "b", "i"]) is None
        assert "alert(" in shown.get_text()


# JSON-LD


def in_page(thing: json_ld.Thing) -> Any:
    """Return JSON-LD as a browser reads it out of a page, and nothing else on that page."""
    page = BeautifulSoup(
        f'<script type="application/ld+json">{json_ld.script(thing)}</script>', "html.parser"
    )
    assert [tag.name for tag in page.find_all(recursive=True)] == ["script"]
    return json.loads(page.script.string or "") if page.script else None


def test_an_issue_page_claims_what_each_party_holds_and_cites_for_it() -> None:
    for issue in our_data().issues:
        told = in_page(json_ld.issue_page(our_data(), SITE, issue))
        assert (told["@context"], told["@type"], told["dateModified"]) == (
            "https://schema.org",
            "Article",
            our_data().as_of.isoformat(),
        )
        claims = {claim["@id"]: claim for claim in told["hasPart"]}
        for held in issue.positions:
            claim = claims[f"https://example.org/sticking-points/issues/{issue.id}/#{held.party}"]
            assert (claim["@type"], claim["text"]) == ("Claim", prose.plain(held.summary))
            assert len(claim.get("citation", [])) == len(
                {one.source for said in held.statements for one in said.citations}
            )


def test_the_home_page_is_a_dataset_that_may_be_downloaded() -> None:
    told = in_page(json_ld.home(our_data(), SITE))
    assert told["@type"] == "Dataset"
    assert told["license"] == "https://spdx.org/licenses/CC-BY-4.0.html"
    offered = [file["contentUrl"].removeprefix(SITE.url) for file in told["distribution"]]
    assert offered
    assert set(offered) <= set(our_files())


def test_any_other_page_says_what_it_is_part_of() -> None:
    told = in_page(json_ld.page(dataset(), SITE, "compare/", "Compare", "Issues by parties"))
    assert (told["@type"], told["url"], told["name"]) == (
        "WebPage",
        "https://example.org/sticking-points/compare/",
        "Compare",
    )
    assert told["isPartOf"]["@type"] == "Dataset"


def test_a_site_without_an_address_claims_none() -> None:
    content = dataset()
    for thing in (
        json_ld.home(content, NOWHERE),
        json_ld.issue_page(content, NOWHERE, content.issues[0]),
        json_ld.page(content, NOWHERE, "x/", "X"),
    ):
        assert re.findall(r'"(@id|url|contentUrl)"', json_ld.script(thing)) == []


def test_no_text_ends_the_script_element() -> None:
    content = hostile()
    issue: Issue = content.issues[0]
    for thing in (
        json_ld.home(content, SITE),
        json_ld.issue_page(content, SITE, issue),
        json_ld.page(content, SITE, "x/", HOSTILE, HOSTILE),
    ):
        assert in_page(thing) == thing
        assert not set("<>&") & set(json_ld.script(thing))
