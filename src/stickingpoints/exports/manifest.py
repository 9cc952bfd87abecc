"""The published files: the address of each below the site's root, its media type and its content.

This is the only list of them: the index, the OpenAPI description and the JSON-LD of the home page
are made from it, and a test checks the table in `site/written/data.md` against it. All files but
the manifest are made by `open_data.files`; the manifest lists the pages too, so it is made last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from stickingpoints.i18n import nouns
from stickingpoints.i18n.vocabulary import marked
from stickingpoints.model.records import Dataset

VERSION = 1
ROOT = f"data/v{VERSION}/"

INDEX = f"{ROOT}index.json"
MANIFEST = f"{ROOT}manifest.json"
FULL = f"{ROOT}full.json"
POSITIONS = f"{ROOT}positions.csv"
STATEMENTS = f"{ROOT}statements.csv"
SOURCES = f"{ROOT}sources.csv"
CITATIONS = f"{ROOT}citations.csv"
ISSUES = f"{ROOT}issues.csv"
PARTIES = f"{ROOT}parties.csv"
EVENTS_TABLE = f"{ROOT}events.csv"
EVENT_ISSUES = f"{ROOT}event_issues.csv"
ANNOUNCEMENTS = f"{ROOT}announcements.csv"
MAPS = f"{ROOT}maps.csv"
DOCUMENTS = f"{ROOT}documents.csv"
PROVISIONS = f"{ROOT}provisions.csv"
TERMS = f"{ROOT}terms.csv"
PEOPLE = f"{ROOT}people.csv"
DATABASE = f"{ROOT}dataset.sqlite"
DATA_PACKAGE = f"{ROOT}datapackage.json"
CSVW = f"{ROOT}csv-metadata.json"
CITATION_FILE = f"{ROOT}CITATION.cff"
SCHEMA = f"{ROOT}schema.json"
OPENAPI = f"{ROOT}openapi.json"
BIBTEX = f"{ROOT}sources.bib"
CSL = f"{ROOT}sources.csl.json"
EVENTS = f"{ROOT}events.ics"
REVIEWS = f"{ROOT}reviews.ics"
FEED = "changes.atom"
ISSUE = f"{ROOT}issues/{{issue}}.json"
PARTY = f"{ROOT}parties/{{party}}.json"
ISSUE_FEED = "issues/{issue}/changes.atom"
MOVES_FEED = "moves.atom"
ISSUE_MOVES_FEED = "issues/{issue}/moves.atom"


class Kind(NamedTuple):
    """A kind of file; its address holds `{issue}` or `{party}` where there is one for each.

    Its description is a text of the interface.
    """

    address: str
    media_type: str
    description: str

    @property
    def in_english(self) -> str:
        """The description as the open data has it, in English whatever the site's language."""
        return nouns.plain(self.description)


KINDS: tuple[Kind, ...] = (
    Kind(
        INDEX,
        "application/json",
        marked("What there is: every [issue], [party] and file, and the fingerprint of full.json."),
    ),
    Kind(
        MANIFEST,
        "application/json",
        marked(
            "The size and the SHA-256 of every published file, and the commit it was built from."
        ),
    ),
    Kind(
        FULL,
        "application/json",
        marked("Everything in one file. Its SHA-256 is the fingerprint of the dataset."),
    ),
    Kind(
        ISSUE,
        "application/json",
        marked(
            "One [issue], with its [parties], sources, events and what the documents say on it."
        ),
    ),
    Kind(
        PARTY,
        "application/json",
        marked("One [party], with its positions on all [issues] and their sources."),
    ),
    Kind(POSITIONS, "text/csv", marked("One row for each position.")),
    Kind(STATEMENTS, "text/csv", marked("One row for each statement.")),
    Kind(SOURCES, "text/csv", marked("One row for each source.")),
    Kind(
        CITATIONS,
        "text/csv",
        marked(
            "One row for each citation: who cites which source, with the quote and its speaker."
        ),
    ),
    Kind(ISSUES, "text/csv", marked("One row for each [issue].")),
    Kind(PARTIES, "text/csv", marked("One row for each [party].")),
    Kind(EVENTS_TABLE, "text/csv", marked("One row for each event.")),
    Kind(
        EVENT_ISSUES, "text/csv", marked("One row for each event and each [issue] that it touched.")
    ),
    Kind(
        ANNOUNCEMENTS,
        "text/csv",
        marked("One row for each event that was announced for a later day."),
    ),
    Kind(DOCUMENTS, "text/csv", marked("One row for each document.")),
    Kind(
        PROVISIONS, "text/csv", marked("One row for each document and each [issue] it speaks of.")
    ),
    Kind(
        MAPS,
        "text/csv",
        marked("One row for each area of a map and each [party] or [plan] that is shown on it."),
    ),
    Kind(TERMS, "text/csv", marked("One row for each term of the glossary.")),
    Kind(PEOPLE, "text/csv", marked("One row for each person.")),
    Kind(
        DATABASE,
        "application/vnd.sqlite3",
        marked("The tables with their keys as an SQLite file."),
    ),
    Kind(
        DATA_PACKAGE,
        "application/json",
        marked("Description of the tables for Frictionless, with columns and keys."),
    ),
    Kind(
        CSVW,
        "application/csvm+json",
        marked("The same description as CSVW, the W3C's metadata for tables."),
    ),
    Kind(SCHEMA, "application/schema+json", marked("JSON Schema (2020-12) of full.json.")),
    Kind(
        OPENAPI,
        "application/vnd.oai.openapi+json;version=3.1",
        marked("OpenAPI 3.1 description of these files."),
    ),
    Kind(BIBTEX, "application/x-bibtex", marked("The sources as BibTeX.")),
    Kind(CSL, "application/vnd.citationstyles.csl+json", marked("The sources as CSL-JSON.")),
    Kind(
        CITATION_FILE,
        "application/yaml",
        marked("How to cite the dataset, as CFF."),
    ),
    Kind(EVENTS, "text/calendar", marked("The events as iCalendar.")),
    Kind(
        REVIEWS,
        "text/calendar",
        marked(
            "Announced events, and the days by which the editors read each [issue] again, "
            "as iCalendar."
        ),
    ),
    Kind(
        FEED,
        "application/atom+xml",
        marked("The newest statements and corrections as an Atom feed."),
    ),
    Kind(
        ISSUE_FEED,
        "application/atom+xml",
        marked("The statements and corrections of one [issue] as an Atom feed."),
    ),
    Kind(
        MOVES_FEED,
        "application/atom+xml",
        marked("The newest moves of [parties] from one place to another as an Atom feed."),
    ),
    Kind(
        ISSUE_MOVES_FEED,
        "application/atom+xml",
        marked("The moves of [parties] on one [issue] as an Atom feed."),
    ),
)


def issue_file(issue_id: str) -> str:
    """Return the address of an issue's JSON."""
    return ISSUE.format(issue=issue_id)


def party_file(party_id: str) -> str:
    """Return the address of a party's JSON."""
    return PARTY.format(party=party_id)


def issue_feed(issue_id: str) -> str:
    """Return the address of an issue's Atom feed."""
    return ISSUE_FEED.format(issue=issue_id)


def issue_moves_feed(issue_id: str) -> str:
    """Return the address of the Atom feed of an issue's moves."""
    return ISSUE_MOVES_FEED.format(issue=issue_id)


def description(address: str) -> str:
    """Return what a file holds, in English; raises KeyError if there is no such kind of file."""
    return {kind.address: kind.in_english for kind in KINDS}[address]


def single_files() -> list[Kind]:
    """Return the kinds of which there is one file, not one for each issue or party."""
    return [kind for kind in KINDS if "{" not in kind.address]


def published(dataset: Dataset) -> Iterator[Kind]:
    """Yield every file that is published of a dataset, its address filled in."""
    for kind in KINDS:
        if "{issue}" in kind.address:
            for issue in dataset.issues:
                yield kind._replace(address=kind.address.format(issue=issue.id))
        elif "{party}" in kind.address:
            for party in dataset.parties:
                yield kind._replace(address=kind.address.format(party=party.id))
        else:
            yield kind


def licence_address(dataset: Dataset) -> str | None:
    """Return the address of the licence's text, None if the licence is not an SPDX identifier."""
    if dataset.licence and re.fullmatch(r"[A-Za-z0-9.+-]+", dataset.licence):
        return f"https://spdx.org/licenses/{dataset.licence}.html"
    return None
