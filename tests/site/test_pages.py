"""What the built pages say to a browser without JavaScript, read from the files."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from conftest import LAKE
from links import broken_links
from stickingpoints.i18n.language import ENGLISH
from stickingpoints.model.records import Dataset
from stickingpoints.text import prose

REPOSITORY = "https://git.example/lake/sticking-points"


@cache
def page(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")


@cache
def ids(path: Path) -> set[str]:
    return {str(tag["id"]) for tag in page(path).select("[id]")}


def shown(path: Path) -> str:
    """Return the words of a page, with single spaces."""
    return " ".join(page(path).get_text().split())


def words(text: str) -> str:
    return " ".join(prose.plain(text).split())


def test_home_shows_every_issue_and_the_day(site: Path, dataset: Dataset) -> None:
    """Each question leads to its page, the lead issues first, under the day of the content."""
    home = page(site / "index.html")
    links = [(a.get_text(strip=True), a["href"]) for a in home.select("article.row h3 a")]
    leading = [issue for issue in dataset.issues if issue.lead]
    others = [issue for issue in dataset.issues if not issue.lead]
    assert [(issue.question, f"issues/{issue.id}/") for issue in leading + others] == links
    assert [issue.id for issue in leading] == ["water-level", "fishing-quota"]
    assert f"As of {ENGLISH.long_date(dataset.as_of)}" in shown(site / "index.html")


def test_every_position_stands_on_its_page_in_the_comparison_and_on_its_partys_page(
    site: Path, dataset: Dataset
) -> None:
    """Parity: the same position, word for word, wherever positions are shown."""
    columns = {party.id for party in dataset.column_parties}
    for issue in dataset.issues:
        for position in issue.positions:
            places = [f"issues/{issue.id}/index.html", f"parties/{position.party}/index.html"]
            places += ["compare/index.html"] if position.party in columns else []
            for place in places:
                assert words(position.summary) in shown(site / place), (
                    issue.id,
                    position.party,
                    place,
                )


def test_every_statement_stands_on_its_page_with_quotes_and_attribution(
    site: Path, dataset: Dataset
) -> None:
    """A statement is shown under its anchor with its date, exact quotes and speaker."""
    for issue in dataset.issues:
        soup = page(site / f"issues/{issue.id}/index.html")
        for position in issue.positions:
            for statement in position.statements:
                heading = soup.find(id=f"{position.party}-{statement.name}")
                assert heading and heading.parent, (issue.id, position.party, statement.name)
                text = " ".join(heading.parent.get_text().split())
                for expected in (
                    words(statement.summary),
                    ENGLISH.long_date(statement.date),
                    statement.stated_by,
                ):
                    assert expected in text
                quotes = [q.get_text().strip() for q in heading.parent.select("blockquote p")]
                assert [f"“{c.quote}”" for c in statement.citations if c.quote] == quotes


def test_every_citation_leads_to_its_source(site: Path, dataset: Dataset) -> None:
    """A citation links to its source, and its number to the entry on the page."""
    for issue in dataset.issues:
        soup = page(site / f"issues/{issue.id}/index.html")
        for position in issue.positions:
            for statement in position.statements:
                item = soup.find(id=f"{position.party}-{statement.name}")
                assert item and item.parent
                for shown_citation, citation in zip(
                    item.parent.select(".citation"), statement.citations, strict=True
                ):
                    url = dataset.source[citation.source].url
                    outward = [a["href"] for a in shown_citation.select("a:not(.number)")]
                    assert ([] if url is None else [url]) == [
                        re.split(r"#:~:|:~:", str(href))[0] for href in outward
                    ]
                    assert [f"#source-{citation.source}"] == [
                        a["href"] for a in shown_citation.select("a.number")
                    ]


def test_the_comparison_is_a_real_table(site: Path, dataset: Dataset) -> None:
    """It has a caption, a header cell for each column and row, and a cell for each pair."""
    table = page(site / "compare/index.html").select_one("table.compare")
    assert table and table.caption
    assert dataset.party_order_rule in table.caption.get_text()
    assert [party.name for party in dataset.column_parties] == [
        th.get_text(strip=True) for th in table.select("thead th[scope=col]")
    ][1:]
    assert len(dataset.issues) == len(table.select("tbody th[scope=row]"))
    assert len(dataset.issues) * len(dataset.column_parties) == len(table.select("tbody td"))


def test_edit_links_lead_to_the_lines_of_the_record(site: Path, dataset: Dataset) -> None:
    """Each edit link names the lines of its own statement."""
    lines = (LAKE / "data/issues.yaml").read_text(encoding="utf-8").splitlines()
    for issue in dataset.issues:
        soup = page(site / f"issues/{issue.id}/index.html")
        for position in issue.positions:
            for statement in position.statements:
                entry = soup.select_one(f"li:has(> [id='{position.party}-{statement.name}'])")
                link = entry and entry.select_one("a[aria-label^=Edit]")
                assert link
                name = dataset.party[position.party].name
                day = ENGLISH.long_date(statement.date)
                assert link["aria-label"] == f"Edit {name} on {issue.title}, {day}"
                found = re.fullmatch(
                    rf"{re.escape(REPOSITORY)}/blob/main/data/issues\.yaml#L(\d+)-L(\d+)",
                    str(link["href"]),
                )
                assert found
                record = lines[int(found[1]) - 1 : int(found[2])]
                assert f"- date: {statement.date}" == record[0].strip()
                assert sum(line.strip().startswith("- date:") for line in record) == 1


def test_sources_page_shows_every_source_and_what_rests_on_it(site: Path, dataset: Dataset) -> None:
    """Each source has one entry with an anchor, which lists the statements that cite it."""
    soup = page(site / "sources/index.html")
    for source in dataset.sources:
        entry = soup.find(id=source.id)
        assert entry, source.id
        assert source.title in entry.get_text()
        citing = [
            f"../issues/{issue.id}/#{position.party}-{statement.name}"
            for issue in dataset.issues
            for position in issue.positions
            for statement in position.statements
            if source.id in {citation.source for citation in statement.citations}
        ]
        assert sorted(citing) == sorted(a["href"] for a in entry.select(".cited a[href*=issues]"))


def test_timeline_shows_every_event_in_order(site: Path, dataset: Dataset) -> None:
    """The newest event is first, as on every page; each is under its anchor."""
    soup = page(site / "timeline/index.html")
    expected = sorted(dataset.events, key=lambda event: event.date, reverse=True)
    assert [event.id for event in expected] == [h["id"] for h in soup.select("ol.timeline h3")]


@pytest.mark.parametrize(
    "kind",
    [
        "",
        "issues/water-level/",
        "compare/",
        "parties/upland/",
        "timeline/",
        "sources/",
        "changes/",
        "issues/",
    ],
)
def test_every_kind_of_page_says_its_day(site: Path, dataset: Dataset, kind: str) -> None:
    """No page speaks without its date, and none says "currently" in our own words."""
    text = shown(site / kind / "index.html")
    assert f"As of {ENGLISH.long_date(dataset.as_of)}" in text


def test_internal_links_and_anchors_lead_somewhere(site: Path) -> None:
    """Every internal link of every page leads to a file, and every anchor to an element."""
    assert broken_links(site) == []


def test_ids_are_unique_on_every_page(site: Path) -> None:
    """An anchor that occurs twice leads to the wrong place."""
    for path in site.rglob("*.html"):
        assert len(page(path).select("[id]")) == len(ids(path)), path


LOADING = [
    "script[src]",
    "link[rel=stylesheet]",
    "link[rel=preconnect]",
    "link[rel=icon]",
    "img",
    "iframe",
    "object",
]


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    """No script, style, image or frame of any page comes from another host."""
    for path in site.rglob("*.html"):
        for tag in page(path).select(", ".join(LOADING)):
            address = str(tag.get("src") or tag.get("href") or tag.get("data"))
            assert not re.match(r"([a-z]+:)?//", address), (path, address)
