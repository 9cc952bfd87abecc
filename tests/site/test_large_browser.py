"""A built site of 45 issues: what a reader's browser loads, and where old links lead it."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import serve
from large import large_project
from links import broken_links
from stickingpoints.site.seen_entries import short_hash
from waiting import wait_until

pytestmark = pytest.mark.slow

LARGEST, LARGEST_SENT = 150_000, 40_000
FORGET = """([hash, month, older]) => {
    const seen = JSON.parse(localStorage.seen);
    seen.entries[month] = seen.entries[month].filter(one => one !== hash);
    for (const changed of [month, older]) seen.months[changed] = "other";
    localStorage.seen = JSON.stringify(seen);
}"""


@pytest.fixture(scope="module")
def large_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the pages of the talks on 45 issues and return their folder."""
    project = large_project(tmp_path_factory.mktemp("large"))
    done = project.build_pages()
    assert done.returncode == 0, done.stdout + done.stderr
    return project.site


@pytest.fixture(scope="module")
def large_served(large_site: Path) -> Iterator[str]:
    yield from serve(large_site)


@pytest.fixture
def read(desk: Page) -> list[str]:
    """Return the data files that the page reads, as it goes on."""
    files: list[str] = []
    desk.on("request", lambda request: files.append(request.url.partition("/assets/")[2]))
    return files


def data_files(files: list[str]) -> list[str]:
    return [file for file in files if file.endswith(".json")]


def moves_read(files: list[str]) -> list[str]:
    return [file for file in data_files(files) if file.startswith("moves/")]


@pytest.mark.proof
def test_no_page_is_long_with_its_frame(large_site: Path) -> None:
    """Each has at most 150 kB, and 40 kB as hosts send it; no link leads nowhere."""
    for path in large_site.rglob("*.html"):
        data = path.read_bytes()
        assert len(data) <= LARGEST, path
        assert len(data) <= LARGEST_SENT or len(gzip.compress(data)) <= LARGEST_SENT, path
    assert broken_links(large_site) == []


def test_no_page_scrolls_sideways(desk: Page, large_served: str) -> None:
    """At any width the page is as wide as the window."""
    wide = []
    for kind in ("", "overview/water/", "compare/water/", "plans/", "changes/", "sources/"):
        desk.goto(large_served + kind)
        for width in (320, 390, 768, 1280):
            desk.set_viewport_size({"width": width, "height": 900})
            if desk.evaluate("document.documentElement.scrollWidth") > width:
                wide.append((kind, width))
    assert wide == []


@pytest.mark.parametrize(
    ("permanent", "place"),
    [
        ("sources/#paper-250", "sources/news-report/"),
        ("timeline/#meeting-3", "timeline/2024/"),
        ("compare/#point-9", "compare/water/"),
        ("parties/brezia/#point-9", "parties/brezia/water/"),
        ("plans/#water-plan--point-9", "plans/water/"),
        ("changes/#m-2024-02", "changes/2024-02/"),
    ],
)
def test_an_old_link_leads_to_the_entry(
    desk: Page, large_served: str, permanent: str, place: str
) -> None:
    desk.goto(large_served + permanent)
    _, _, anchor = permanent.partition("#")
    desk.wait_for_url(f"{large_served}{place}**#{anchor}")
    if not anchor.startswith("m-"):
        expect(desk.locator(f"[id='{anchor}']")).to_be_in_viewport()


def test_a_link_followed_on_the_page_itself_leads_there_too(desk: Page, large_served: str) -> None:
    desk.goto(f"{large_served}sources/official-document/")
    desk.evaluate("location.hash = 'paper-3'")
    desk.wait_for_url("**/sources/news-report/**#paper-3")


@pytest.mark.parametrize(
    ("page", "folders"),
    [
        ("compare/water/", ["compare/water"]),
        ("", ["leading"]),
        ("overview/water/", ["compare/water", "compare/water/2"]),
    ],
)
def test_another_day_reads_the_pieces_of_that_day_alone(
    desk: Page, large_served: str, read: list[str], page: str, folders: list[str]
) -> None:
    desk.goto(large_served + page)
    desk.locator(".another-day > summary").click()
    desk.get_by_role("button", name="Previous date").click()
    expect(desk.locator("body[data-past]")).to_be_attached()
    pieces = data_files(read)
    assert [piece.rpartition("/")[0] for piece in pieces] == [f"history/{one}" for one in folders]
    desk.get_by_role("button", name="Next date").click()
    expect(desk.locator("body[data-past]")).not_to_be_attached()
    assert data_files(read) == pieces


def test_two_days_read_their_months_alone(desk: Page, large_served: str, read: list[str]) -> None:
    """Showing the whole record again reads nothing: the page itself says it in short."""
    desk.goto(f"{large_served}changes/")
    counted = desk.locator(".moves-counted")
    in_short = counted.text_content()
    desk.locator("[name=from]").fill("2031-03-15")
    desk.locator("[name=to]").fill("2031-04-15")
    expect(counted).to_have_text("Between 15 March 2031 and 15 April 2031: 45 moves, 45 on record.")
    assert moves_read(read) == ["moves/in/2031-04.json"]
    desk.get_by_role("button", name="The whole record").click()
    expect(counted).to_have_text(in_short or "")
    assert moves_read(read) == ["moves/in/2031-04.json"]


def test_more_than_anybody_reads_is_not_read(
    desk: Page, large_served: str, read: list[str]
) -> None:
    """Days too far from each other for the site are asked for again."""
    desk.goto(f"{large_served}changes/")
    months = "2031-03=1 2031-04=500"
    desk.locator("#between-days").evaluate("(form, months) => form.dataset.months = months", months)
    desk.locator("[name=to]").fill("2031-04-15")
    expect(desk.locator(".moves-counted")).to_contain_text("closer to each other")
    assert moves_read(read) == []


def test_what_is_new_since_the_last_visit(
    chromium: Browser, large_served: str, read: list[str]
) -> None:
    """Entries of the newest months are known one by one, of an older month that it changed."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{large_served}changes/")
    wait_until(page, "() => localStorage.seen")
    button = page.get_by_role("button", name="Since your last visit")
    assert button.is_hidden()
    page.evaluate(FORGET, [short_hash("issues/point-3/#brezia-2031-04-01"), "2031-04", "2024-02"])
    page.close()
    page = context.new_page()
    page.on("request", lambda request: read.append(request.url.partition("/assets/")[2]))
    page.goto(f"{large_served}changes/")
    expect(page.locator(".since")).to_contain_text("1 new entry.")
    told = page.locator("[data-new-months] li")
    assert told.all_inner_texts() == ["April 2031 1 new entry", "February 2024 something changed"]
    page.get_by_role("button", name="Since your last visit").click()
    expect(page.locator(".moves-counted")).to_contain_text("Since your last visit: 1 move")
    assert moves_read(read) == ["moves/in/2031-04.json"]
    told.get_by_role("link").first.click()
    expect(page.locator("li:has(.new)")).to_have_count(1)
    context.close()


def test_an_issue_reads_its_own_moves(desk: Page, large_served: str, read: list[str]) -> None:
    desk.goto(f"{large_served}issues/point-9/?from=2031-03-15")
    expect(desk.locator("#between-days [type=reset]")).to_be_visible()
    expect(desk.locator(".moves-counted")).to_contain_text("1 move")
    assert data_files(read) == ["moves/on/point-9.json"]
