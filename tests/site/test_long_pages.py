"""The pages of sources and events: contents, groups, filters with an address, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect

from stickingpoints.model.records import Dataset

RAILED = ["timeline/", "sources/", "sources/by-issue/"]
Choose = Callable[[Page, str, str], None]


def soup(site: Path, address: str) -> BeautifulSoup:
    """Return a page as it is without its script."""
    return BeautifulSoup((site / address / "index.html").read_text("utf-8"), "html.parser")


def shown(page: Page) -> list[str]:
    """Return the ids of the entries that are shown."""
    ids: list[str] = page.locator(".narrowed ol > li").evaluate_all(
        "all => all.filter(li => li.checkVisibility())"
        ".map(li => li.id || li.querySelector('h3').id)"
    )
    return ids


# Without the script


@pytest.mark.parametrize("address", RAILED)
def test_the_contents_lead_to_every_section(site: Path, address: str) -> None:
    """Each section of a long page is in its contents, in order, and leads back to the top."""
    page = soup(site, address)
    contents = [link["href"] for link in page.select("main nav.contents a")]
    assert contents == [f"#{heading['id']}" for heading in page.select("main h2[id]")]
    assert len(contents) > 1
    back = page.select('main section > p > a[href="#content"]')
    assert len(back) == len(contents)


def headings(page: BeautifulSoup, entry: str) -> dict[str, str]:
    """Return the id of the heading over each entry of a page, by the id of the entry."""
    over = {}
    for section in page.select("section.narrowed"):
        for found in section.select(entry):
            over[str(found["id"])] = str(section.select("h2")[0]["id"])
    return over


def test_the_timeline_has_every_event_under_its_month(site: Path, dataset: Dataset) -> None:
    page = soup(site, "timeline/")
    assert headings(page, "h3[id]") == {
        event.id: f"in-{event.date[:7]}" if event.outcome else "announced"
        for event in dataset.events
    }


def test_what_was_announced_is_told_apart(site: Path, dataset: Dataset) -> None:
    """On the timeline and on the page of its issue, with who announced it and when."""
    event = dataset.event["mill-round"]
    said = "Announced on 15 May 2031: The Lake Board."
    for address in ("timeline/", "issues/water-level/"):
        page = soup(site, address)
        heading = page.select_one("#announced")
        assert heading and heading.parent
        assert event.title in heading.parent.get_text()
        assert said in heading.parent.get_text()
        assert "what came of it is not on record here" in heading.parent.get_text()
    assert soup(site, "issues/ferry-rights/").select_one("#announced") is None


def test_sources_are_listed_by_kind(site: Path, dataset: Dataset) -> None:
    page = soup(site, "sources/")
    assert headings(page, "li[id]") == {
        source.id: f"kind-{source.kind}" for source in dataset.sources
    }
    assert page.select_one('main a[href="../sources/by-issue/"]')


def test_sources_are_listed_by_issue(site: Path, dataset: Dataset) -> None:
    """Every source is there, on each issue that cites it, or at the end; it leads to its entry."""
    page = soup(site, "sources/by-issue/")
    [heading] = page.select("#on-water-level")
    assert heading.parent
    on_water = {str(link["href"]) for link in heading.parent.select("li a")}
    cited = set()
    for position in dataset.issue["water-level"].positions:
        for statement in position.statements:
            if not statement.withdrawn:
                cited |= {citation.source for citation in statement.citations}
    assert {f"../../sources/#{source}" for source in cited} <= on_water
    everywhere = {str(link["href"]) for link in page.select("main section li a")}
    assert everywhere == {f"../../sources/#{source.id}" for source in dataset.sources}


def test_the_filters_are_of_no_use_without_the_script(scriptless: Page, served: str) -> None:
    scriptless.goto(f"{served}sources/?issue=ferry-rights")
    expect(scriptless.locator("#narrow")).to_be_hidden()
    assert scriptless.locator("li[id]").first.is_visible()


# With the script


def by_mouse(page: Page, name: str, value: str) -> None:
    page.locator(f"#narrow [name={name}]").select_option(value)


def by_keyboard(page: Page, name: str, value: str) -> None:
    select = page.locator(f"#narrow [name={name}]")
    label = select.locator(f"option[value={value}]").text_content()
    select.focus()
    page.keyboard.type((label or "").strip())
    page.keyboard.press("Enter")


@pytest.fixture
def narrow(phone: Page) -> Page:
    """Return a page on a phone."""
    return phone


def about(site: Path, issue: str, party: str) -> list[str]:
    """Return the ids of the sources on which a party's statements on an issue rest."""
    wanted = f"issues/{issue}/#{party}-20"
    return [
        str(entry["id"])
        for entry in soup(site, "sources/").select("li[id]")
        if any(wanted in str(link["href"]) for link in entry.select("a"))
    ]


@pytest.mark.parametrize("choose", [by_mouse, by_keyboard])
def test_sources_can_be_filtered(desk: Page, served: str, site: Path, choose: Choose) -> None:
    """By an issue and a party together; the address keeps both, and the reset shows all again."""
    desk.goto(f"{served}sources/")
    everything = shown(desk)
    choose(desk, "issue", "water-level")
    choose(desk, "party", "lowland")
    wanted = about(site, "water-level", "lowland")
    assert 0 < len(wanted) < len(everything)
    assert shown(desk) == wanted
    count = "1 entry" if len(wanted) == 1 else f"{len(wanted)} entries"
    expect(desk.locator("#narrow [role=status]")).to_have_text(count)
    assert desk.url.endswith("sources/?issue=water-level&party=lowland")
    desk.reload()
    assert shown(desk) == wanted
    desk.get_by_role("button", name="Show all").press("Enter")
    expect(desk.locator("#narrow [role=status]")).to_have_text("")
    assert shown(desk) == everything
    assert desk.url.endswith("sources/")


def test_events_can_be_filtered_by_touch(narrow: Page, served: str, dataset: Dataset) -> None:
    """By an issue; months without such an event go, and a tap brings all back."""
    narrow.goto(f"{served}timeline/?issue=water-level")
    wanted = {event.id for event in dataset.events if "water-level" in event.issues}
    assert 0 < len(wanted) < len(dataset.events)
    assert set(shown(narrow)) == wanted
    narrow.get_by_role("button", name="Show all").tap()
    expect(narrow.locator("#narrow [role=status]")).to_have_text("")
    assert len(shown(narrow)) == len(dataset.events)


def test_a_link_to_an_entry_that_is_left_out_shows_it(desk: Page, served: str, site: Path) -> None:
    desk.goto(f"{served}sources/?issue=water-level")
    hidden = next(
        str(entry["id"])
        for entry in soup(site, "sources/").select("li[id]")
        if str(entry["id"]) not in shown(desk)
    )
    desk.evaluate("id => { location.hash = id; }", hidden)
    expect(desk.locator(f"[id='{hidden}']")).to_be_visible()


@pytest.mark.parametrize("address", RAILED)
def test_the_contents_and_the_way_back_are_tapped(narrow: Page, served: str, address: str) -> None:
    """The contents stay in view on a phone; "Back to top" leads there."""
    narrow.goto(served + address)
    contents = narrow.get_by_role("navigation", name="On this page")
    contents.get_by_role("link").nth(1).tap()
    expect(contents).to_be_in_viewport()
    narrow.get_by_role("link", name="Back to top").nth(1).tap()
    narrow.wait_for_function("scrollY < 120")
