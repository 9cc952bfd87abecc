"""Every control of the site, by mouse, by keyboard and by touch; without a script, nothing is lost.

What each control shows in detail is tested beside its feature; here is that none is forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect

from waiting import wait_until
from windows import DESK, PHONE, forget

WAYS = (
    "keyboard",
    pytest.param("mouse", marks=pytest.mark.proof),
    pytest.param("touch", marks=pytest.mark.proof),
)
LAND = "issues/fishing-quota/"
WATER = "issues/water-level/"
ONE_MAP = "[...document.querySelectorAll('.maps > li')].filter(li => li.checkVisibility()).length"
SHOWN = "[...document.querySelectorAll('%s')].filter(one => one.checkVisibility()).length"
COPIED = "[...document.querySelectorAll('[role=status]')].some(one => one.textContent === 'copied')"
MOVED = "document.querySelector('.moves-counted').textContent.startsWith('Between ')"
PAST = "document.body.hasAttribute('data-past')"


class Control(NamedTuple):
    """A control: its page, how it is found, and the script that is true once it has worked.

    `value` is the option that is chosen, or the day that is typed; `opener` unfolds what it is in.
    """

    page: str
    find: str
    works: str
    value: str = ""
    opener: str = ""
    key: str = "Enter"


CONTROLS = {
    "menu": Control("", ".more-entries summary", "document.querySelector('.more-entries [open]')"),
    "contents": Control(WATER, "nav.contents a >> nth=1", "location.hash"),
    "theme": Control(
        "", "button#scheme", "document.documentElement.dataset.scheme === 'dark'", key=" "
    ),
    "search": Control("", "button#find-open", "document.querySelector('dialog#find').open"),
    "search: party": Control(
        "search/?q=level",
        ".search-page select[name=party]",
        "location.search.includes('party=upland')",
        value="upland",
        opener=".search-page .filters summary",
    ),
    "search: day": Control(
        "search/?q=level",
        ".search-page input[name=from]",
        "location.search.includes('from=2031-03-04')",
        value="2031-03-04",
        opener=".search-page .filters summary",
    ),
    "day before": Control(
        "compare/", "#as-of [data-step]:enabled", PAST, opener="details:has(#as-of) > summary"
    ),
    "slider of days": Control(
        "compare/",
        "#as-of input[type=range]",
        PAST,
        opener="details:has(#as-of) > summary",
        key="ArrowLeft",
    ),
    "on record only": Control(
        "compare/",
        ".evidence-switch input",
        "document.body.hasAttribute('data-on-record')",
        key=" ",
    ),
    "finder": Control(
        "compare/",
        "#finder select[name=issue]",
        SHOWN % "table.compare tr[data-issue]" + " === 1",
        value="ferry-rights",
        opener=".finder-open button",
    ),
    "table copied": Control(
        "compare/",
        "#finder [data-copy=csv]",
        "document.querySelector('#finder .count').textContent.includes('copied')",
        opener=".finder-open button",
    ),
    "two days": Control("changes/", "#between-days [name=from]", MOVED, value="2031-03-04"),
    "two days of an issue": Control(
        LAND,
        "#between-days [name=from]",
        MOVED,
        value="2031-03-04",
        opener="details:has(#between-days) > summary",
    ),
    "plans": Control(
        "plans/?b=board-paper",
        "#choose-plans [name=a]",
        "!document.querySelector('div.chosen').hidden",
        value="courier-draft",
    ),
    "map": Control(LAND, ".map-chooser a >> nth=1", f"{ONE_MAP} === 1"),
    "all maps": Control(f"{LAND}#map--islands", "figure:target .show-all", f"{ONE_MAP} === 3"),
    "events by party": Control(
        "timeline/",
        "#narrow [name=party]",
        SHOWN % "ol.timeline > li" + " === 1",
        value="islands",
    ),
    "sources by issue": Control(
        "sources/",
        "#narrow [name=issue]",
        "location.search === '?issue=ferry-rights'",
        value="ferry-rights",
    ),
    "statements by party": Control(
        WATER, "#of-statements [name=party]", SHOWN % ".by-party" + " === 1", value="lowland"
    ),
    "statements on record": Control(
        WATER,
        "#of-statements [name=solid]",
        "document.querySelector('#of-statements .count').textContent",
        key=" ",
    ),
    "text to share": Control(WATER, "[data-copied='Text to share'] + .copies", COPIED),
    "card to embed": Control(WATER, "[data-copied='HTML of the card'] + .copies", COPIED),
    "what is kept": Control(
        "about/",
        "button#forget",
        "document.querySelector('button#forget + [role=status]').textContent === 'deleted'",
    ),
    "permanent link": Control(
        WATER,
        ".statement .tools a >> nth=0",
        COPIED,
        opener=".statement .entry-tools summary >> nth=0",
    ),
}
PAGES = sorted({control.page.partition("?")[0].partition("#")[0] for control in CONTROLS.values()})


class Reader(NamedTuple):
    """The window of a reader, what its policy refused, and the hosts that it asked."""

    page: Page
    refused: list[str]
    asked: set[str]


@pytest.fixture(scope="module")
def readers(chromium: Browser) -> Iterator[Callable[[str], Reader]]:
    """Yield what gives the reader who works in one of the ways; a window is opened once."""
    opened: dict[str, Reader] = {}

    def reader(way: str) -> Reader:
        if way not in opened:
            opened[way] = watched(window(chromium, is_phone=way == "touch"))
        return opened[way]

    yield reader
    for each in opened.values():
        each.page.context.close()


def window(chromium: Browser, *, is_phone: bool) -> Page:
    """Open a window that may use the clipboard."""
    context = chromium.new_context(
        viewport=PHONE if is_phone else DESK,
        has_touch=is_phone,
        is_mobile=is_phone,
        locale="en-US",
        permissions=["clipboard-read", "clipboard-write"],
    )
    return context.new_page()


def watched(page: Page) -> Reader:
    """Return a reader about whom is known what a page refuses and asks."""
    reader = Reader(page, [], set())

    def hear(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            reader.refused.append(message.text)

    page.on("console", hear)
    page.on("request", lambda request: reader.asked.add(urlsplit(request.url).netloc))
    return reader


@pytest.fixture
def reader(readers: Callable[[str], Reader], way: str) -> Iterator[Reader]:
    """Yield the reader who works in the way of the test, on the first visit."""
    found = readers(way)
    found.refused.clear()
    found.asked.clear()
    yield found
    forget(found.page, PHONE if way == "touch" else DESK)


def press(element: Locator, way: str, key: str = "Enter") -> None:
    """Press a control; by the keyboard with a key."""
    if way == "mouse":
        element.click()
    elif way == "touch":
        element.tap()
    else:
        element.focus()
        element.page.keyboard.press(key)


def choose(element: Locator, way: str, value: str) -> None:
    """Choose an option, or enter a day; no program can press what a browser unfolds for these."""
    is_day = element.get_attribute("type") == "date"
    if way != "keyboard":
        press(element, way)
        if is_day:
            element.fill(value)
        else:
            element.select_option(value)
        return
    element.focus()
    if is_day:
        year, month, day = value.split("-")
        element.page.keyboard.type(f"{month}{day}{year}")
    else:
        label = element.locator(f"option[value='{value}']").text_content() or ""
        element.page.keyboard.type(" ".join(label.split()))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", CONTROLS)
def test_a_control_works(reader: Reader, served: str, name: str, way: str) -> None:
    control = CONTROLS[name]
    page = reader.page
    page.goto(served + control.page)
    if control.opener and not page.locator(control.find).first.is_visible():
        press(page.locator(control.opener).first, way)
    element = page.locator(control.find).first
    expect(element).to_be_visible()
    assert not page.evaluate(f"Boolean({control.works})")
    if control.value:
        choose(element, way, control.value)
    else:
        press(element, way, control.key)
    wait_until(page, f"Boolean({control.works})")
    assert reader.refused == []
    assert reader.asked == {urlsplit(served).netloc}
    assert page.context.cookies() == []


@pytest.mark.parametrize("way", WAYS)
def test_a_preset_leads_to_its_page(reader: Reader, served: str, way: str) -> None:
    page = reader.page
    page.goto(f"{served}changes/")
    with page.expect_navigation():
        press(page.locator(".presets a").first, way)
    expect(page.locator("h1")).to_have_text("The last 30 days of the record")


def test_what_is_kept_is_named_and_can_be_deleted(desk: Page, served: str) -> None:
    """The theme and the last visit, and nothing else; another site on the host keeps its own."""
    desk.goto(f"{served}changes/")
    desk.goto(f"{served}changes/")
    desk.locator("button#scheme").click()
    desk.evaluate("localStorage.other = 'of another site'")
    assert desk.evaluate("Object.keys(localStorage).sort()") == ["other", "scheme", "seen"]
    assert desk.evaluate("Object.keys(sessionStorage)") == ["seen"]
    desk.goto(f"{served}about/")
    section = desk.get_by_role("region", name="What this site keeps in your browser")
    expect(section.get_by_role("listitem")).to_have_count(2)
    section.get_by_role("button").click()
    expect(section.get_by_role("status")).to_have_text("deleted")
    expect(desk.locator("button#scheme")).to_have_attribute("aria-pressed", "false")
    assert desk.evaluate("({...localStorage})") == {"other": "of another site"}
    assert desk.evaluate("Object.keys(sessionStorage)") == []


# Everything unfolded: the ids of what is shown, and how many controls that only a script serves.
UNFOLDED = """() => {
    for (const fold of document.querySelectorAll("details")) fold.open = true;
    return [...document.querySelectorAll("main [id]")]
        .filter(one => one.checkVisibility() && !one.closest("form, svg, [popover], .controls"))
        .map(one => one.id);
}"""
OF_THE_SCRIPT = "main form, #forget, .top-tools, .copies, .evidence-switch, .finder-open"


@pytest.mark.proof
def test_without_a_script_nothing_is_lost(desk: Page, scriptless: Page, served: str) -> None:
    """All that a reader can see with the script is there, and no control that would do nothing."""
    for address in PAGES:
        desk.goto(served + address)
        scriptless.goto(served + address)
        shown = scriptless.evaluate(UNFOLDED)
        assert set(desk.evaluate(UNFOLDED)) <= set(shown), address
        dead = scriptless.locator(OF_THE_SCRIPT)
        assert dead.evaluate_all("all => all.every(one => !one.checkVisibility())"), address
