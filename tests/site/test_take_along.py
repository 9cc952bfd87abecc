"""What readers take along: how to follow, cite, share, embed and reuse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Locator, Page, expect

from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset
from stickingpoints.site import pages
from stickingpoints.site.content import Content

WATER = "issues/water-level/"
COPIED = "() => navigator.clipboard.readText()"
Press = Callable[[Locator], None]


def soup(site: Path, address: str) -> BeautifulSoup:
    """Return a page as it is without its script."""
    return BeautifulSoup((site / address / "index.html").read_text("utf-8"), "html.parser")


@pytest.fixture
def copying(chromium: Browser) -> Page:
    """Return a page that may use the clipboard."""
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    return context.new_page()


def test_an_issue_has_one_place_for_all_of_it(site: Path, dataset: Dataset) -> None:
    """Citation, BibTeX, a text to share, links and the card are in one section, scripts or none."""
    page = soup(site, WATER)
    heading = page.select_one("#take-along")
    assert heading and heading.parent
    section = heading.parent
    texts = [text.get_text() for text in section.select("pre[data-copied]")]
    question = dataset.issue["water-level"].question
    assert [question in text for text in texts] == [True] * 4
    assert "@misc{" in texts[1]
    for position in dataset.issue["water-level"].positions:
        assert f"{dataset.party[position.party].name}: {position.answer}" in texts[2]
    assert "https://lake.example/sticking-points/issues/water-level/" in texts[2]
    assert "<iframe" in texts[3]
    links = {str(link["href"]) for link in section.select("li a")}
    assert "../../share/water-level.png" in links
    assert "../../follow/#on-water-level" in links
    for text in page.select("pre"):
        assert heading.parent in text.parents, "a text to copy is outside of the section"


def test_a_site_without_an_address_offers_no_card(site: Path, dataset: Dataset) -> None:
    """What would be embedded has no address there, and neither has a feed to be written out."""
    assert soup(site, WATER).select_one("#embed")
    content = Content(dataset, Site("Lake Talks"))
    html = pages.page(content, WATER).html
    assert 'id="take-along"' in html
    assert 'id="embed"' not in html
    assert "iframe" not in pages.page(content, "reuse/").html
    assert "<code>" not in pages.page(content, "follow/").html


def pressed(button: Locator) -> None:
    """Press a button by the keyboard."""
    button.press("Enter")


@pytest.mark.parametrize("press", [Locator.click, pressed], ids=["mouse", "keyboard"])
def test_a_text_is_copied(copying: Page, served: str, press: Press) -> None:
    copying.goto(f"{served}{WATER}")
    press(copying.get_by_role("button", name="Copy: Text to share"))
    expect(copying.locator("#take-along ~ * [role=status]:text('copied')")).to_be_visible()
    wanted = copying.get_by_role("region", name="Text to share").text_content() or ""
    assert copying.evaluate(COPIED) == wanted.strip()
    copying.context.close()


def test_a_position_is_cited_by_touch(phone: Page, served: str, dataset: Dataset) -> None:
    phone.goto(f"{served}{WATER}#take-along")
    party = dataset.party[dataset.issue["water-level"].positions[0].party].name
    phone.get_by_text(f"Cite the position: {party}").tap()
    expect(phone.locator("details.cite[open] pre")).to_contain_text("@misc{")


def test_every_feed_and_calendar_can_be_followed(site: Path, dataset: Dataset) -> None:
    """Each is linked, and the addresses of those of the whole site are written out."""
    page = soup(site, "follow/")
    links = {str(link["href"]) for link in page.select("main a")}
    wanted = {"../changes.atom", "../moves.atom"}
    wanted |= {"../data/v1/reviews.ics", "../data/v1/events.ics"}
    for issue in dataset.issues:
        wanted |= {f"../issues/{issue.id}/changes.atom", f"../issues/{issue.id}/moves.atom"}
    assert wanted == links
    for link in wanted:
        assert (site / link.removeprefix("../")).is_file()
    written = {code.get_text() for code in page.select("main code")}
    assert written == {
        f"https://lake.example/sticking-points/{name}"
        for name in ("changes.atom", "moves.atom", "data/v1/reviews.ics", "data/v1/events.ics")
    }


def test_what_may_be_reused_comes_with_three_pieces(site: Path, dataset: Dataset) -> None:
    """The licence, the card, the page as PDF and picture, and the table."""
    page = soup(site, "reuse/")
    assert dataset.licence and dataset.licence in page.get_text()
    assert any("<iframe" in text.get_text() for text in page.select("pre"))
    links = {str(link["href"]) for link in page.select("main a")}
    state = "../downloads/lake-talks-state"
    assert {f"{state}.pdf", f"{state}.png", "../data/v1/positions.csv"} <= links
    assert (site / "downloads/lake-talks-state.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("address", ["follow/", "reuse/"])
def test_the_foot_of_every_page_leads_there(site: Path, address: str) -> None:
    links = {str(link["href"]) for link in soup(site, WATER).select("footer a")}
    assert f"../../{address}" in links
