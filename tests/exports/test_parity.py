"""The open data as a whole: every file is announced, and none loses what the others say."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from exports.readers import Files, feed, json_file, table
from exports.talks import SITE
from stickingpoints.exports import manifest
from stickingpoints.model.records import Dataset, Issue, Position
from stickingpoints.model.standing import all_statements
from stickingpoints.site import WRITTEN
from stickingpoints.text import prose

ROOT = Path(__file__).parents[2]
LAKE = ROOT / "tests" / "site" / "second" / "data"


def test_every_announced_file_is_there_and_no_other(files: Files) -> None:
    """The manifest lists the pages as well, so whatever publishes them writes it."""
    index = json_file(files, "data/v1/index.json")
    assert set(addresses(index)) == {*files, "data/v1/manifest.json"}


def addresses(index: Mapping[str, Any]) -> Iterator[str]:
    """Yield the addresses of all files that the index announces."""
    for file in index["files"]:
        yield file["address"]
    for issue in index["issues"]:
        yield issue["file"]
        yield issue["feed"]
        yield issue["moves_feed"]
    for party in index["parties"]:
        yield party["file"]


def test_the_documentation_lists_every_kind_of_file_and_no_other() -> None:
    page = (WRITTEN / "data.md").read_text("utf-8")
    documented = re.findall(r"^\| `(\S+)` \|", page, re.MULTILINE)
    published = [re.sub(r"\{\w+\}", "<id>", kind.address) for kind in manifest.KINDS]
    assert sorted(documented) == sorted(published)


def test_every_position_is_word_for_word_in_every_edition_of_the_data(
    dataset: Dataset, files: Files
) -> None:
    """Parity: nothing that a party is said to hold is lost or altered on the way into a file."""
    rows = {(row["issue"], row["party"]): row["summary"] for row in table(files, "positions")}
    full = json_file(files, "data/v1/full.json")
    in_full = {issue["id"]: issue["positions"] for issue in full["issues"]}
    for issue, position in positions(dataset):
        of_issue = json_file(files, f"data/v1/issues/{issue.id}.json")["issue"]["positions"]
        of_party = json_file(files, f"data/v1/parties/{position.party}.json")["positions"]
        assert rows[issue.id, position.party] == prose.plain(position.summary)
        assert position.summary in summaries(in_full[issue.id], party=position.party)
        assert position.summary in summaries(of_issue, party=position.party)
        assert position.summary in summaries(of_party, issue=issue.id)


def positions(dataset: Dataset) -> Iterator[tuple[Issue, Position]]:
    """Yield each position with its issue."""
    for issue in dataset.issues:
        for position in issue.positions:
            yield issue, position


def summaries(published: list[dict[str, Any]], **wanted: str) -> list[str]:
    """Return the summaries of the published positions that have the wanted values."""
    return [position["summary"] for position in published if wanted.items() <= position.items()]


def test_every_statement_is_in_every_edition_of_the_data(dataset: Dataset, files: Files) -> None:
    written = [statement.summary for _, _, statement in all_statements(dataset)]
    in_full = list(published_statements(json_file(files, "data/v1/full.json")))
    in_table = [row["summary"] for row in table(files, "statements")]
    assert sorted(in_full) == sorted(written)
    assert sorted(in_table) == sorted(prose.plain(summary) for summary in written)
    assert set(in_table) <= set(entries_of_issues(dataset, files))


def published_statements(full: Mapping[str, Any]) -> Iterator[str]:
    """Yield the summaries of all statements of the full file."""
    for issue in full["issues"]:
        for position in issue["positions"]:
            for statement in position["statements"]:
                yield statement["summary"]


def entries_of_issues(dataset: Dataset, files: Files) -> Iterator[str]:
    """Yield the summaries of all entries of the feeds of the issues."""
    for issue in dataset.issues:
        for entry in feed(files, f"issues/{issue.id}/changes.atom").entries:
            yield entry.summary


def test_the_same_data_gives_the_same_bytes_in_another_process_zone_and_language(
    files: Files,
) -> None:
    program = f"""
import hashlib
from pathlib import Path
from stickingpoints.exports import open_data as exports
from stickingpoints.model.addresses import Site
from stickingpoints.reading.load import read

content = read(Path({str(LAKE)!r})).sound()
files = exports.files(content, Site({SITE.name!r}, {SITE.url!r}, {SITE.repo_url!r}))
print(hashlib.sha256(repr(files).encode()).hexdigest())
"""
    elsewhere = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, **elsewhere},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == hashlib.sha256(repr(files).encode()).hexdigest()
