"""A new source from a saved web page: what the page says of itself, and nothing else."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from formatted_base import formatted_base
from stickingpoints import cli
from stickingpoints.editing.imports.web_page import fields
from stickingpoints.problems import ContentError
from stickingpoints.reading.load import read

BASE = ROOT / "tests" / "reading" / "base" / "issues.yaml"
ARTICLE = """<!DOCTYPE html>
<!-- saved from url=(0036)https://herald.example/2031/saved -->
<html lang="en-GB"><head><meta charset="utf-8">
<title>A dry summer | The Sel Herald</title>
<link rel="canonical" href="https://herald.example/2031/dry">
<meta property="og:title" content="A dry &amp; long summer">
<meta property="og:site_name" content="The Sel Herald">
<meta property="article:published_time" content="2031-04-03T23:30:00+02:00">
<meta name="author" content="Ida Vesk">
</head><body><time datetime="2031-05-01">1 May</time><p>Text.</p></body></html>
"""


def page(head: str, body: str = "", html: str = "<html>") -> dict[str, Any]:
    """Return what a page gives that has this head."""
    return fields(f"{html}<head>{head}</head><body>{body}</body></html>".encode(), "page.html")


def test_the_metadata_of_an_article() -> None:
    assert fields(ARTICLE.encode(), "page.html") == {
        "title": "A dry & long summer",
        "publisher": "The Sel Herald",
        "url": "https://herald.example/2031/dry",
        "authors": ["Ida Vesk"],
        "published": "2031-04-03",
        "language": "en-GB",
    }


JSON_LD = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
  {"@type": "Organization", "name": "Another", "url": "https://another.example"},
  {"@type": ["NewsArticle"], "headline": "A dry summer", "datePublished": "2031-04-03",
   "author": [{"@type": "Person", "name": "Ida Vesk"}, {"name": "Jan Berg"}],
   "publisher": {"name": "The Sel Herald"}, "inLanguage": "uk-UA",
   "mainEntityOfPage": {"@id": "https://herald.example/2031/dry"}}]}</script>"""


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            JSON_LD,
            {
                "title": "A dry summer",
                "publisher": "The Sel Herald",
                "url": "https://herald.example/2031/dry",
                "authors": ["Ida Vesk", "Jan Berg"],
                "published": "2031-04-03",
                "language": "uk-UA",
            },
        ),
        (
            (
                '<meta name="citation_title" content="Rivers"><meta name="citation_author" '
                'content="Vesk, Ida"><meta name="citation_publication_date" content="2031/4/3">'
                '<meta name="citation_journal_title" content="Journal of Rivers">'
                '<meta name="citation_language" content="Ukrainian">'
            ),
            {
                "title": "Rivers",
                "publisher": "Journal of Rivers",
                "authors": ["Vesk, Ida"],
                "published": "2031-04-03",
                "language": "uk",
            },
        ),
        (
            (
                '<meta name="DC.title" content="Act"><meta name="DC.date.issued" content="2031-04">'
                '<meta name="DC.publisher" content="Court">'
                '<meta property="og:locale" content="de_AT">'
            ),
            {"title": "Act", "publisher": "Court", "published": "2031-04", "language": "de-AT"},
        ),
        (
            '<link rel="canonical" href="https://www.herald.example/1"><title> A\n title </title>',
            {
                "title": "A title",
                "publisher": "herald.example",
                "url": "https://www.herald.example/1",
            },
        ),
        ("<meta name=generator content=x>", {}),
        (
            '<meta name="date" content="2031"><meta name="dc.date" content="2031-02-30">',
            {},
        ),
    ],
)
def test_each_form_of_metadata(head: str, expected: dict[str, Any]) -> None:
    assert page(head) == expected


@pytest.mark.parametrize(
    ("body", "published"),
    [
        ('<time datetime="2031-04-03T10:00">then</time>', "2031-04-03"),
        ('<time datetime="2031-04-03">a</time><time datetime="2031-04-04">b</time>', None),
        (
            (
                '<time datetime="2031-04-01">a</time>'
                '<time itemprop="datePublished" datetime="2031-04-03">b</time>'
            ),
            "2031-04-03",
        ),
        ("<time>yesterday</time>", None),
    ],
)
def test_a_day_is_taken_where_the_page_states_one(body: str, published: str | None) -> None:
    """Of several days that are not said to be that of publication, none is."""
    assert page("", body).get("published") == published


def test_only_plain_texts_and_web_addresses_come_out() -> None:
    assert page(
        '<link rel="canonical" href="javascript:alert(1)"><meta property="og:url" '
        'content="file:///etc/passwd"><meta property="og:title" content="a&#x202e;b'
        '<i>c</i>\n\nd"><meta name="author" content="https://herald.example/ida">'
    ) == {"title": "a bc d"}


def test_a_page_in_another_encoding() -> None:
    text = '<meta charset="windows-1251"><title>Сухе літо</title>'
    assert fields(text.encode("cp1251"), "page.html") == {"title": "Сухе літо"}


HOSTILE = {
    "brackets": b"<" * 2_000_000,
    "comments": b"<p>" + b"<!--" * 1_000_000,
    "depth": b"<div>" * 1_000_000,
    "attributes": b"<a " + b"a " * 1_000_000,
    "depth of JSON": b'<script type="application/ld+json">' + b"[" * 1_000_000 + b"</script>",
    "formatting": b"<b><i>" * 500_000,
    "a long title": b"<title>" + b"a" * 4_000_000,
    "entities": b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><title>&x;</title>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_gives_little_or_nothing(name: str) -> None:
    found = fields(HOSTILE[name], "page.html")
    assert set(found) <= {"title"}
    assert len(str(found)) < 400
    assert "root:" not in str(found)


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"\x89PNG<\0", b""])
def test_what_is_no_page_is_refused(data: bytes) -> None:
    with pytest.raises(ContentError, match=r"page\.html:1:1: .* not a web page"):
        fields(data, "page.html")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "issues.yaml").write_text(formatted_base())
    (tmp_path / "page.html").write_text(ARTICLE)
    monkeypatch.chdir(tmp_path)
    return Path("data")


def test_a_new_source_from_a_page(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the page does not say stays to be filled in; the date of the file says nothing."""
    os.utime("page.html", (time.time(), 0))
    assert cli.main(["new", "source", "--from", "page.html"]) == 0
    assert capsys.readouterr().out == (
        "data/issues.yaml:75: a stub of the source with title, publisher, url, authors, published, "
        "language from page.html; fill in its 2 empty fields, then run: stickingpoints check\n"
    )
    text = (data / "issues.yaml").read_text("utf-8")
    assert "  - id: the-sel-herald-2031-04-03\n    title: A dry & long summer\n" in text
    empty = [problem.trail for problem in read(data).errors if problem.rule == "empty"]
    name = "sources › the-sel-herald-2031-04-03"
    assert empty == [f"{name} › kind", f"{name} › accessed"]
    assert cli.main(["new", "source", "--from", "page.html", "--id", "other"]) == 2
    assert "has this address already (https://herald.example/2031/dry)" in capsys.readouterr().err


def test_a_page_is_for_a_source(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert data.is_dir()
    assert cli.main(["new", "event", "--id", "x", "--from", "page.html"]) == 2
    assert "a new event takes no --from; a new source does" in capsys.readouterr().err
    Path("page.html").write_text("<p>Nothing.</p>")
    assert cli.main(["new", "source", "--from", "page.html"]) == 2
    assert "page.html says nothing of itself" in capsys.readouterr().err
