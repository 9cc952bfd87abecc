"""The card inside a page of another site, and the picture and words of a shared link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

from conftest import asset, serve
from stickingpoints.i18n.language import ENGLISH
from stickingpoints.model import order
from stickingpoints.model.addresses import Site
from stickingpoints.model.answers import answer
from stickingpoints.model.records import Dataset, Position
from stickingpoints.site.picture_words import home_picture_in_words

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def foreign(served: str, tmp_path: Path) -> Iterator[str]:
    """Serve a page of another site, on another port, that embeds two cards."""
    frames = "".join(
        f'<iframe src="{served}embed/{issue}/" title="{issue}" width="320" height="480"></iframe>'
        for issue in ("water-level", "ferry-rights")
    )
    (tmp_path / "index.html").write_text(
        f"<!doctype html><title>Elsewhere</title>{frames}", encoding="utf-8"
    )
    yield from serve(tmp_path)


def test_cards_stand_in_a_foreign_page(
    chromium: Browser, foreign: str, served: str, dataset: Dataset
) -> None:
    """A card shows question, status, day and the way back, without a script or other request."""
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 700, "height": 900}
    )
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(foreign)
    for issue in ("water-level", "ferry-rights"):
        card = page.frame_locator(f'iframe[title="{issue}"]')
        assert card.get_by_role("heading", name=dataset.issue[issue].question).is_visible()
        assert card.get_by_text(
            ENGLISH.words.statuses[dataset.issue[issue].status].label
        ).is_visible()
        assert card.get_by_text(f"As of {ENGLISH.long_date(dataset.as_of)}").first.is_visible()
    page.frame_locator('iframe[title="water-level"]').get_by_role(
        "link", name="Statements and sources"
    ).click()
    page.wait_for_url(f"{served}issues/water-level/")
    context.close()
    cards = [f"{served}embed/{issue}/" for issue in ("water-level", "ferry-rights")]
    assert set(cards) <= set(asked)
    assert [] == [url for url in asked if url.startswith(f"{served}embed/") and url not in cards]


def frame_style(site: Path, issue: str) -> str:
    """Return the style of the frame that an issue's page offers for its card."""
    page = BeautifulSoup((site / f"issues/{issue}/index.html").read_bytes(), "lxml")
    [code] = [block for block in page.select("pre") if "<iframe" in block.get_text()]
    frame = BeautifulSoup(code.get_text(), "html.parser").iframe
    assert frame
    return str(frame["style"])


def test_a_card_has_the_height_that_it_needs(
    desk: Page, served: str, site: Path, dataset: Dataset
) -> None:
    """In the frame that an issue's page offers, no card scrolls, on a phone or beside a text."""
    for issue in dataset.issues:
        desk.goto("about:blank")
        desk.set_content(f'<div style="{frame_style(site, issue.id)}"></div>')
        given = []
        for width in (320, 680):
            desk.set_viewport_size({"width": width, "height": 900})
            given.append(desk.evaluate("document.querySelector('div').offsetHeight"))
        desk.goto(f"{served}embed/{issue.id}/")
        for width, height in zip((320, 680), given, strict=True):
            desk.set_viewport_size({"width": width, "height": 100})
            needed = desk.evaluate("document.documentElement.scrollHeight")
            assert needed <= height <= needed + 400, (issue.id, width)


def test_cards_are_light(site: Path, dataset: Dataset) -> None:
    """Every issue has a card of under 30 kB with its style, and nothing else is loaded."""
    style = asset(site, "card.css").read_bytes()
    for issue in dataset.issues:
        card = (site / f"embed/{issue.id}/index.html").read_bytes()
        page = BeautifulSoup(card, "lxml")
        assert len(card) + len(style) < 30_000
        assert [link["href"] for link in page.select("link[rel=stylesheet]")] == [
            f"../../assets/{asset(site, 'card.css').name}"
        ]
        assert page.select("script, img, style") == []


def test_issue_pages_offer_the_card(site: Path, dataset: Dataset) -> None:
    """The page shows the HTML to copy as text, with the public address of the card."""
    for issue in dataset.issues:
        page = BeautifulSoup((site / f"issues/{issue.id}/index.html").read_bytes(), "lxml")
        shown = [block.get_text() for block in page.select("pre") if "<iframe" in block.get_text()]
        assert len(shown) == 1
        frame = BeautifulSoup(shown[0], "lxml").iframe
        assert frame
        assert (f"https://lake.example/sticking-points/embed/{issue.id}/", issue.question) == (
            frame["src"],
            frame["title"],
        )
        assert page.select("iframe") == []


def test_links_are_shown_with_a_picture_and_its_words(site: Path, dataset: Dataset) -> None:
    """Each issue's page names a picture of 1200 × 630 pixels and says all that is on it."""
    for issue in dataset.issues:
        properties = shared(site, f"issues/{issue.id}/index.html")
        assert is_picture(site, properties["og:image"])
        assert issue.question == properties["og:title"]
        words = properties["og:image:alt"].split(" · ")
        assert words == [
            issue.question,
            *answers_in_words(dataset, order.positions(dataset, issue)),
            ENGLISH.words.statuses[issue.status].label,
            f"As of {ENGLISH.long_date(dataset.as_of)}",
            "Lake Talks",
        ]


def test_home_is_shown_with_a_picture_of_its_own(site: Path, dataset: Dataset) -> None:
    """It says the title and, of the issues that lead, the questions and the answers."""
    properties = shared(site, "index.html")
    assert properties["og:image"] == "https://lake.example/sticking-points/share.png"
    assert is_picture(site, properties["og:image"])
    expected = [dataset.title]
    for issue in dataset.issues:
        if issue.lead:
            positions = order.positions(dataset, issue)
            expected += [issue.question, *answers_in_words(dataset, positions)]
    expected += [f"As of {ENGLISH.long_date(dataset.as_of)}", "Lake Talks"]
    assert properties["og:image:alt"].split(" · ") == expected


def test_the_words_of_home_say_the_status_where_answers_do_not_fit(dataset: Dataset) -> None:
    question = "Would they settle what they could not settle before, and how? " * 5
    issues = [
        issue.model_copy(update={"question": question, "lead": False}) for issue in dataset.issues
    ]
    wordy = dataset.model_copy(update={"issues": issues[:3]})
    words = home_picture_in_words(wordy, Site("Lake Talks")).split(" · ")
    expected = [wordy.title]
    for issue in wordy.issues:
        expected += [question, ENGLISH.words.statuses[issue.status].label]
    assert words == [*expected, f"As of {ENGLISH.long_date(dataset.as_of)}", "Lake Talks"]


def shared(site: Path, page: str) -> dict[str, str]:
    """Return what a page says of itself where a link to it is shared (the Open Graph protocol)."""
    soup = BeautifulSoup((site / page).read_bytes(), "lxml")
    return {str(tag["property"]): str(tag["content"]) for tag in soup.select("meta[property^=og]")}


def is_picture(site: Path, address: str) -> bool:
    """Return whether an address of the site is that of a PNG of 1200 × 630 pixels."""
    content = (site / address.removeprefix("https://lake.example/sticking-points/")).read_bytes()
    size = (int.from_bytes(content[16:20]), int.from_bytes(content[20:24]))
    return content.startswith(PNG) and size == (1200, 630)


def answers_in_words(dataset: Dataset, positions: Iterable[Position]) -> Iterator[str]:
    """Yield the answer of each party, with what an outlined mark beside it means."""
    for position in positions:
        words = f"{dataset.party[position.party].name}: {position.answer}"
        if answer(position).evidence == "hollow":
            words = f"{words} (not on record)"
        yield words


def test_every_page_describes_itself(site: Path) -> None:
    """Every page has a description and a title of its own."""
    titles = []
    for path in site.rglob("index.html"):
        if "embed" in path.parts:
            continue
        page = BeautifulSoup(path.read_bytes(), "lxml")
        assert page.select_one("meta[name=description][content]"), path
        assert page.title
        titles.append(page.title.get_text())
    assert len(set(titles)) == len(titles)
