"""The card of a source that a citation shows, in a real browser."""

from __future__ import annotations

from playwright.sync_api import Page

from comparison_table import words
from stickingpoints.i18n.language import ENGLISH
from stickingpoints.model.records import Dataset


def card_words(dataset: Dataset, source_id: str) -> list[str]:
    """Return what the card of a source must say."""
    source = dataset.source[source_id]
    facts = [
        source.title,
        source.publisher,
        ENGLISH.words.source_kinds[source.kind],
        source.note,
        source.published_basis,
    ]
    return [
        words(text)
        for text in [
            *facts,
            source.published and ENGLISH.long_date(source.published),
            source.archive_url and "archived copy",
        ]
        if text
    ]


def test_a_card_says_what_the_source_is_on_focus(desk: Page, served: str, dataset: Dataset) -> None:
    """The card of each number shows all facts of its source and describes the number."""
    desk.goto(f"{served}issues/water-level/")
    numbers = desk.locator(".citation .number:visible").all()[:40]
    assert numbers
    for number in numbers:
        number.focus()
        source = str(number.get_attribute("href")).removeprefix("#source-")
        shown = " ".join(desk.locator("#card:popover-open").inner_text().split())
        assert [one for one in card_words(dataset, source) if one not in shown] == []
        assert number.get_attribute("aria-describedby") == "card"


def test_the_card_can_be_hovered_and_dismissed(desk: Page, served: str) -> None:
    """The pointer may move onto the card; Escape or leaving hides it (WCAG 1.4.13)."""
    desk.goto(f"{served}issues/fishing-quota/")
    number, card = desk.locator(".citation .number").first, desk.locator("#card")
    number.hover()
    assert card.is_visible()
    card.get_by_role("link").last.hover()
    desk.wait_for_timeout(400)
    assert card.is_visible()
    desk.keyboard.press("Escape")
    assert card.is_hidden()
    number.hover()
    desk.mouse.move(2, 2)
    card.wait_for(state="hidden")
    assert not number.get_attribute("aria-describedby")


def test_the_card_by_keyboard(desk: Page, served: str, dataset: Dataset) -> None:
    """Tab leads from the number into its card, Escape back to the number, and on from there."""
    desk.goto(f"{served}issues/fishing-quota/")
    number = desk.locator(".citation .number").first
    source = dataset.source[str(number.get_attribute("href")).removeprefix("#source-")]
    number.focus()
    desk.keyboard.press("Tab")
    assert desk.evaluate("document.activeElement.textContent") == source.title
    desk.keyboard.press("Escape")
    assert desk.evaluate("document.activeElement.className") == "number"
    assert desk.locator("#card").is_hidden()
    desk.keyboard.press("Tab")
    assert desk.evaluate("document.activeElement.closest('#card')") is None


def test_the_card_by_touch(phone: Page, served: str, dataset: Dataset) -> None:
    """A tap shows the card inside the window; a tap elsewhere hides it; the page stays."""
    phone.goto(f"{served}timeline/")
    number = phone.locator(".citation .number").nth(3)
    source = str(number.get_attribute("href")).removeprefix("#source-")
    number.tap()
    shown = " ".join(phone.locator("#card:popover-open").inner_text().split())
    assert [one for one in card_words(dataset, source) if one not in shown] == []
    box = phone.locator("#card").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390 and box["y"] >= 0
    assert "#" not in phone.url
    phone.locator("h1").tap()
    assert phone.locator("#card").is_hidden()


def test_a_click_and_no_javascript_lead_to_the_list(
    desk: Page, scriptless: Page, served: str
) -> None:
    """The number is a link to the entry in the list of sources, with scripts and without."""
    for page in (desk, scriptless):
        page.goto(f"{served}issues/fishing-quota/")
        number = page.locator(".citation .number").first
        target = number.get_attribute("href")
        number.click()
        assert page.url.endswith(str(target))
        assert page.locator(f"[id='{str(target)[1:]}']").is_visible()
