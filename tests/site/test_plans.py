"""The plans side by side, on their own page and on those of the issues."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page

from comparison_table import words
from stickingpoints.i18n.language import ENGLISH
from stickingpoints.model.records import Dataset


def test_every_plan_stands_on_its_page_with_what_it_says(site: Path, dataset: Dataset) -> None:
    """Each version has its anchor and facts; each provision its issue, quotes and sources."""
    soup = BeautifulSoup((site / "plans/index.html").read_text("utf-8"), "html.parser")
    assert [
        document.id
        for document in sorted(dataset.documents, key=lambda one: (one.date, one.id), reverse=True)
    ] == [h["id"] for h in soup.select("ol.plans h3")]
    for document in dataset.documents:
        heading = soup.find(id=document.id)
        assert heading and heading.find_parent("li")
        text = words(heading.find_parent("li").get_text())  # type: ignore[union-attr]
        for expected in (
            document.title,
            document.issuer,
            words(document.summary),
            ENGLISH.long_date(document.date),
            ENGLISH.words.document_statuses[document.status].label,
        ):
            assert expected in text
        for provision in document.provisions:
            item = soup.find(id=f"{document.id}--{provision.issue}")
            section = item and item.find_parent("section")
            assert item and section and section.h2
            assert section.h2["id"] == f"on-{provision.issue}"
            assert words(provision.text) in words(item.get_text())
            assert [f"“{c.quote}”" for c in provision.citations if c.quote] == [
                q.get_text().strip() for q in item.select("blockquote p")
            ]
            assert [f"#source-{c.source}" for c in provision.citations] == [
                a["href"] for a in item.select("a.number")
            ]


def test_an_issue_shows_what_the_plans_say_on_it_in_order_of_time(
    site: Path, dataset: Dataset
) -> None:
    """An issue's page has the provisions on it, newest first, and numbers of its own sources."""
    for issue in dataset.issues:
        soup = BeautifulSoup(
            (site / f"issues/{issue.id}/index.html").read_text("utf-8"), "html.parser"
        )
        wanted = [
            (document.title, words(provision.text))
            for document in sorted(
                dataset.documents, key=lambda one: (one.date, one.id), reverse=True
            )
            for provision in document.provisions
            if provision.issue == issue.id
        ]
        found = soup.select("section[aria-labelledby=plans] ol.versions > li")
        assert [title for title, _ in wanted] == [
            item.h3.a.get_text() for item in found if item.h3 and item.h3.a
        ]
        assert all(
            text in words(item.get_text()) for (_, text), item in zip(wanted, found, strict=True)
        )
        assert all(
            soup.find(id=str(number["href"])[1:])
            for item in found
            for number in item.select("a.number")
        )


@pytest.mark.parametrize("width", [320, 1280])
def test_an_issue_is_followed_through_the_plans(scriptless: Page, served: str, width: int) -> None:
    """Links lead from the list and the matrix to a provision and back, without a script."""
    page = scriptless
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{served}plans/")
    page.get_by_role("navigation", name="On this page").get_by_role(
        "link", name="Fishing quota"
    ).click()
    assert page.url.endswith("#on-fishing-quota")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.locator("tr[data-issue=fishing-quota]").get_by_role(
        "link", name="Catch by length of shore"
    ).last.click()
    assert page.url.endswith("#board-paper--fishing-quota")
    page.locator("[id='board-paper--fishing-quota'] h3 a").click()
    assert page.url.endswith("#board-paper")
