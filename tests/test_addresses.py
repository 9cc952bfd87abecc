"""Addresses of pages, permanent anchors, links to passages of sources and lines of records."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from urllib.parse import unquote

import pytest

from stickingpoints.model import addresses, forges
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Citation, Position, Source, Statement
from stickingpoints.problems import Place
from stickingpoints.site import THEME, assets

SITE = Site(
    name="Sel Water", url="https://sel.example/water/", repo_url="https://git.example/sel/water/"
)
STATEMENT = Statement(
    date="2031-03-02",
    summary="…",
    stance="rejects",
    attribution="on-record",
    stated_by="Minister",
    citations=[Citation(source="note")],
)
POSITION = Position(
    party="arvenia", stance="rejects", answer="…", summary="…", statements=[STATEMENT]
)


def source(url: str | None) -> Source:
    """Return a source at an address."""
    return Source(
        id="note",
        title="Note",
        publisher="Arvenia",
        kind="official-statement",
        url=url,
        accessed=datetime.date(2031, 5, 1),
    )


def test_the_ids_that_pages_use_themselves_are_known() -> None:
    """The list is that of the templates, the frame and the script.

    Each `id` there is one word or that of a record.
    """
    templates = [*THEME.glob("*.html"), *(THEME.parent / "templates").glob("*.html")]
    html = "".join(path.read_text(encoding="utf-8") for path in templates)
    script = assets.script()
    used = [*re.findall(r'\bid="([^"]+)"', html), *re.findall(r'\.id = "([^"]+)"', script)]
    assert {name for name in used if "{{" not in name} == addresses.OWN_ANCHORS
    partly = {name for name in used if "{{" in name and not re.fullmatch(r"\{\{[^}]+\}\}", name)}
    assert partly == {"m-{{ month }}"}, (
        "an anchor made of two parts is built in addresses.py, and reserved in checks.py"
    )


def test_pages_and_anchors() -> None:
    """Addresses are those that were published; they never change."""
    assert addresses.issue_page("summer-share") == "issues/summer-share/"
    assert addresses.party_page("arvenia") == "parties/arvenia/"
    assert addresses.source_entry("note") == "sources/#note"
    assert addresses.event_entry("fourth-meeting") == "timeline/#fourth-meeting"
    assert addresses.position_entry("summer-share", POSITION) == "issues/summer-share/#arvenia"
    assert (
        addresses.statement_entry("summer-share", POSITION, STATEMENT)
        == "issues/summer-share/#arvenia-2031-03-02"
    )


@pytest.mark.parametrize(
    ("date", "key", "anchor"),
    [("2031-03", None, "arvenia-2031-03"), ("2031-03-02", "evening", "arvenia-2031-03-02-evening")],
)
def test_anchor_of_a_statement(date: str, key: str | None, anchor: str) -> None:
    """A month has no day in its anchor; a key tells two of one day apart."""
    assert (
        addresses.statement_anchor(
            POSITION, STATEMENT.model_copy(update={"date": date, "key": key})
        )
        == anchor
    )


@pytest.mark.parametrize(
    ("url", "directive"),
    [
        ("https://arvenia.example/note", "https://arvenia.example/note#:~:text="),
        ("https://arvenia.example/note?a=1", "https://arvenia.example/note?a=1#:~:text="),
        ("https://arvenia.example/note#part-2", "https://arvenia.example/note#part-2:~:text="),
    ],
)
def test_passage_opens_the_source_at_the_quote(url: str, directive: str) -> None:
    """The directive follows a fragment that the address already has."""
    assert (
        addresses.passage(source(url), Citation(source="note", quote="our own"))
        == f"{directive}our%20own"
    )


def test_passage_encodes_what_has_a_meaning_in_a_directive() -> None:
    """Hyphens, commas and ampersands of the quote are data, those around it are syntax."""
    quote = "half-dry, they said & left — “наша вода” 100%"
    address = addresses.passage(
        source("https://arvenia.example/note"),
        Citation(source="note", quote=quote, prefix="that, so-called", suffix="- and"),
    )
    assert address is not None
    prefix, text, suffix = address.partition(":~:text=")[2].split(",")
    assert (prefix, suffix) == ("that%2C%20so%2Dcalled-", "-%2D%20and")
    assert address.isascii()
    assert not set(text) & set("-&, #")
    assert unquote(text) == quote


@pytest.mark.parametrize(
    "url",
    [
        "https://arvenia.example/note.pdf",
        "https://arvenia.example/NOTE.PDF",
        "https://arvenia.example/note.pdf?v=2#page=3",
    ],
)
def test_passage_of_a_pdf_is_its_address(url: str) -> None:
    """Viewers of PDF know no text directives."""
    assert addresses.passage(source(url), Citation(source="note", quote="our own")) == url


def test_passage_without_quote_or_address() -> None:
    """Without a quote the source opens at its beginning; without an address nothing opens."""
    assert (
        addresses.passage(source("https://arvenia.example/note"), Citation(source="note"))
        == "https://arvenia.example/note"
    )
    assert addresses.passage(source(None), Citation(source="note", quote="our own")) is None


def test_record_lines() -> None:
    """An edit link leads to the very lines of the record; without a repository there is none."""
    record = POSITION.model_copy()
    record.remember(
        {"": Place("data/my issues.yaml", 12, 7, 30)}, "issues › summer-share › arvenia"
    )
    assert (
        addresses.record_lines(SITE, record)
        == "https://git.example/sel/water/blob/main/data/my%20issues.yaml#L12-L30"
    )
    assert addresses.record_lines(Site("Sel Water"), record) is None


@pytest.mark.parametrize(
    ("forge", "lines", "form"),
    [
        (
            forges.GITLAB,
            "/-/edit/trunk/data/issues.yaml#L12-30",
            "/-/issues/new?issuable_template=correction&issue[title]=Correction:%20share%23arvenia",
        ),
        (
            forges.FORGEJO,
            "/_edit/trunk/data/issues.yaml",
            (
                "/issues/new?template=.forgejo/issue_template/correction.yml"
                "&field:record=share%23arvenia"
            ),
        ),
    ],
    ids=["gitlab", "forgejo"],
)
def test_each_forge_has_addresses_of_its_own(forge: forges.Forge, lines: str, form: str) -> None:
    """Edits lead to the branch that is named; the record of a report is percent-encoded."""
    site = replace(SITE, forge=forge, branch="trunk")
    record = POSITION.model_copy()
    record.remember({"": Place("data/issues.yaml", 12, 7, 30)}, "issues › share › arvenia")
    assert addresses.record_lines(site, record) == f"https://git.example/sel/water{lines}"
    assert addresses.report(site, "share#arvenia") == f"https://git.example/sel/water{form}"


def test_record_lines_of_a_build_that_ran_elsewhere() -> None:
    """A file outside of the working folder is named by its place in the project."""
    record = POSITION.model_copy()
    record.remember({"": Place("/home/ida/talks/data/issues.yaml", 2, 1, 3)}, "issues › share")
    assert (
        addresses.record_lines(SITE, record)
        == "https://git.example/sel/water/blob/main/data/issues.yaml#L2-L3"
    )


@pytest.mark.parametrize(
    ("address", "forge"),
    [
        ("https://github.com/sel/water", "github"),
        ("https://gitlab.com/sel/water", "gitlab"),
        ("https://gitlab.sel.example/water", "gitlab"),
        ("https://codeberg.org/sel/water", "forgejo"),
        ("https://forgejo.sel.example/water", "forgejo"),
        ("https://code.sel.example/gitlab/water", "github"),
        ("", "github"),
    ],
)
def test_forge_of_a_host(address: str, forge: str) -> None:
    """The host says which forge it is, and a path does not; what is unknown counts as GitHub."""
    assert forges.forge_at(address).name == forge


def test_absolute() -> None:
    """The public address has one slash between its parts.

    Without a public address, the address stays relative.
    """
    assert SITE.absolute("issues/gauges/") == "https://sel.example/water/issues/gauges/"
    assert Site("Sel Water").absolute("issues/gauges/") == "issues/gauges/"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Sticking Points", "sticking-points"),
        ("  Sel: who's water? ", "sel-who-s-water"),
        ("…", "site"),
    ],
)
def test_slug(name: str, slug: str) -> None:
    """The site's name becomes the name of a file."""
    assert Site(name).slug == slug


def test_report() -> None:
    """A report opens the correction form with the record filled in.

    Without a repository there is none.
    """
    expected = (
        "https://git.example/sel/water/issues/new"
        "?template=correction.yml&record=gauges%23arvenia-2031-03-02"
    )
    assert addresses.report(SITE, "gauges#arvenia-2031-03-02") == expected
    assert addresses.report(Site("Sel Water"), "Gauges") is None
