"""The controls a reader uses, in a real browser; what they show is held against the dataset, not against the page."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, BrowserContext, Page

from accessibility import violations
from stickingpoints.i18n.language import ENGLISH
from stickingpoints.model.records import Dataset, Issue, Position
from stickingpoints.model.scale import place_in_words
from stickingpoints.model.standing import places_on, standing_on, stops
from stickingpoints.site import movement_svg, scale_svg
from stickingpoints.text import prose
from waiting import wait_until

NO_STATEMENT = "no statement by then"


@pytest.fixture
def desk(chromium: Browser) -> Iterator[Page]:
    """Yield a page at a desk."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    yield page
    page.close()


@pytest.fixture
def phone(chromium: Browser) -> Iterator[BrowserContext]:
    """Yield a phone: narrow, and touched."""
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    yield context
    context.close()


def words(text: str) -> str:
    return " ".join(prose.plain(text).split())


def cell_on(position: Position, day: str) -> list[str]:
    """Return what a cell of the comparison must show of an earlier day: stance, summary and date."""
    standing = standing_on(position, day)
    if not standing.statement:
        return [NO_STATEMENT]
    return [
        ENGLISH.words.stances[standing.stance].label,
        words(standing.statement.summary),
        f"{ENGLISH.short_date(standing.statement.date)} →",
    ]


def shown_cells(page: Page) -> dict[str, list[str]]:
    """Return what each cell shows, by `issue/party`, as its visible lines."""
    script = """() => Object.fromEntries([...document.querySelectorAll('tr[data-issue]')].flatMap(row => [...row.querySelectorAll('td')]
        .filter(cell => cell.offsetParent && cell.querySelector('.stance').offsetParent)
        .map(cell => [`${row.dataset.issue}/${cell.dataset.party}`,
            ['.stance', 'div', '.when'].map(one => cell.querySelector(one)).filter(Boolean).map(node => node.textContent.replace(/\\s+/g, ' ').trim())])))"""
    return dict(page.evaluate(script))


def columns(dataset: Dataset) -> Iterator[tuple[Issue, Position]]:
    """Yield the positions that stand in the comparison."""
    for issue in dataset.issues:
        for position in issue.positions:
            if dataset.party[position.party].answers == "every-issue":
                yield issue, position


def wanted_on(dataset: Dataset, day: str) -> dict[str, list[str]]:
    return {
        f"{issue.id}/{position.party}": cell_on(position, day)
        for issue, position in columns(dataset)
    }


def settled(page: Page, day: str) -> None:
    """Wait until the date control says that it shows a day."""
    wait_until(
        page,
        "day => document.querySelector('#as-of [role=status]').textContent.startsWith(`As of ${day}:`)",
        arg=ENGLISH.long_date(day),
    )


# As of any day


def test_every_stop_shows_what_the_statements_of_that_day_give(
    desk: Page, served: str, dataset: Dataset
) -> None:
    """On each date on which something was said, every cell and every strip of the comparison follows from the statements by then."""
    desk.goto(f"{served}compare/")
    for day in stops(dataset):
        desk.locator("#as-of select").select_option(day)
        settled(desk, day)
        assert wanted_on(dataset, day) == shown_cells(desk), day
        said = desk.eval_on_selector_all(
            "tr[data-issue]",
            "rows => rows.map(row => row.querySelector('.strip-words')?.textContent.trim() ?? null)",
        )
        assert [
            " ".join(
                f"{one}."
                for one in scale_svg.in_words(
                    dataset, issue, places_on(dataset, issue, day), ENGLISH
                )
            )
            if issue.scale
            else None
            for issue in dataset.issues
        ] == said
        marks = desk.eval_on_selector_all(
            "tr[data-issue]",
            "rows => rows.map(row => [...row.querySelectorAll('.strip text')].map(text => text.textContent).sort())",
        )
        assert [
            sorted(
                dataset.party[party].short
                for party, at in places_on(dataset, issue, day).items()
                if at and issue.scale
            )
            for issue in dataset.issues
        ] == marks


def test_the_newest_stop_brings_back_the_editors_positions(
    desk: Page, served: str, dataset: Dataset
) -> None:
    """After a look at the past, the positions stand again as they were, with status."""
    desk.goto(f"{served}compare/")
    before = desk.locator("table.compare").inner_text()
    desk.locator("#as-of select").select_option("2031-02")
    settled(desk, "2031-02")
    assert desk.locator("table.compare .status").first.is_hidden()
    desk.get_by_role("button", name="Back to 20 May 2031").click()
    settled(desk, dataset.as_of.isoformat())
    assert before == desk.locator("table.compare").inner_text()
    assert "as-of" not in desk.url


@pytest.mark.parametrize("address", ["", "compare/"])
def test_the_date_control_by_mouse_keyboard_and_touch(
    chromium: Browser, served: str, dataset: Dataset, address: str
) -> None:
    """Buttons, select and slider lead to the neighbouring dates; the day stands in the address."""
    days = sorted({*stops(dataset), dataset.as_of.isoformat()})
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, has_touch=True)
    page = context.new_page()
    page.goto(served + address)
    page.get_by_role("button", name="Previous date").click()
    settled(page, days[-2])
    page.get_by_role("slider", name="Day").focus()
    page.keyboard.press("ArrowLeft")
    settled(page, days[-3])
    assert page.get_by_role("slider", name="Day").get_attribute(
        "aria-valuetext"
    ) == ENGLISH.long_date(days[-3])
    page.get_by_role("button", name="Previous date").focus()
    page.keyboard.press("Enter")
    settled(page, days[-4])
    page.get_by_role("button", name="Next date").tap()
    settled(page, days[-3])
    page.get_by_role("combobox", name="As of", exact=True).focus()
    page.keyboard.press("ArrowUp")
    settled(page, days[-4])
    assert page.url.endswith(f"?as-of={days[-4]}")
    page.get_by_role("slider", name="Day").focus()
    page.keyboard.press("Home")
    settled(page, days[0])
    assert page.get_by_role("button", name="Previous date").is_disabled()
    context.close()


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("2030-11-25", "2030-11-25"),
        ("2030-11-30", "2030-11-25"),
        ("2020-01-01", "2030-11-20"),
        ("2031-02", "2031-02"),
    ],
)
def test_a_view_can_be_linked(
    desk: Page, served: str, dataset: Dataset, asked: str, shown: str
) -> None:
    """An address with a day opens that day; a day between two stops shows what stood on it."""
    desk.goto(f"{served}compare/?as-of={asked}")
    settled(desk, shown)
    assert wanted_on(dataset, max(asked, shown) if shown != "2030-11-20" else shown) == shown_cells(
        desk
    )


@pytest.mark.parametrize("asked", ["", "9999-12-31", "2031-05-20", "<script>"])
def test_a_day_that_is_none_shows_the_newest(
    desk: Page, served: str, dataset: Dataset, asked: str
) -> None:
    """What is no day before the newest leaves the positions as they stand."""
    errors: list[str] = []
    desk.on("pageerror", lambda error: errors.append(str(error)))
    desk.goto(f"{served}compare/?as-of={asked}", wait_until="networkidle")
    assert {
        f"{issue.id}/{position.party}": words(position.summary)
        for issue, position in columns(dataset)
    } == {k: v[1] for k, v in shown_cells(desk).items()}
    assert errors == []


def test_home_shows_the_newest_statement_of_that_day(
    desk: Page, served: str, dataset: Dataset
) -> None:
    """On an earlier day each row names its newest statement by then and the strip of that day."""
    day = "2031-02"
    desk.goto(f"{served}?as-of={day}")
    settled(desk, day)
    for issue in dataset.issues:
        row = desk.locator(f"article[data-issue={issue.id}]")
        found = [
            (one.statement, position)
            for position in issue.positions
            if (one := standing_on(position, day)).statement
        ]
        newest = max(statement.date for statement, _ in found if statement)
        lines = {
            f"{dataset.party[p.party].name}, {ENGLISH.short_date(newest)}: {words(s.summary)}"
            for s, p in found
            if s and s.date == newest
        }
        assert " ".join(row.locator(".past-line").inner_text().split()) in lines
        if not issue.scale:
            labels = [
                ENGLISH.words.stances[one.stance].label if one.statement else NO_STATEMENT
                for p in issue.positions
                for one in [standing_on(p, day)]
            ]
            assert labels == row.locator("[data-party]").all_inner_texts()


def test_the_history_is_asked_for_only_when_it_is_used(desk: Page, served: str) -> None:
    """A reader who does not touch the date control does not load the history."""
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url))
    desk.goto(f"{served}compare/", wait_until="networkidle")
    assert not [url for url in asked if "history" in url]
    desk.get_by_role("button", name="Previous date").click()
    desk.wait_for_selector("body[data-past]")
    assert len([url for url in asked if "history" in url]) == 1


def test_the_date_control_works_from_the_disk(
    desk: Page, site: Path, dataset: Dataset, tmp_path: Path
) -> None:
    """In the edition without a network the control shows the same days, and its links lead to files."""
    with zipfile.ZipFile(next((site / "downloads").glob("*-offline.zip"))) as archive:
        archive.extractall(tmp_path)
    page = next(tmp_path.rglob("compare/index.html"))
    desk.goto(f"{page.as_uri()}?as-of=2031-02")
    settled(desk, "2031-02")
    assert wanted_on(dataset, "2031-02") == shown_cells(desk)
    desk.locator("td .when").first.click()
    assert desk.locator("h1").inner_text() == dataset.issues[0].question


@pytest.mark.parametrize("address", ["", "compare/"])
def test_without_javascript_no_control_is_shown(
    chromium: Browser, served: str, address: str
) -> None:
    """A control that could do nothing is not there, and the newest state stands."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + address)
    assert [form.is_visible() for form in page.locator(".controls").all()] == [
        False
    ] * page.locator(".controls").count()
    assert page.locator(".status").first.is_visible()
    context.close()


# Find and filter


def shown_issues(page: Page) -> list[str]:
    return [
        str(one)
        for one in page.eval_on_selector_all(
            "tr[data-issue]",
            "rows => rows.filter(row => row.offsetParent).map(row => row.dataset.issue)",
        )
    ]


def newest_attribution(position: Position) -> str:
    return (
        max(position.statements, key=lambda one: one.date).attribution
        if position.statements
        else ""
    )


FILTERS: dict[str, Callable[[Issue, Position], bool]] = {
    "stance": lambda _, position: position.stance == "rejects",
    "attribution": lambda _, position: newest_attribution(position) == "unnamed-official",
    "status": lambda issue, _: issue.status == "proposed",
    "issue": lambda issue, _: issue.id == "fishing-quota",
}
VALUES = {
    "stance": "rejects",
    "attribution": "unnamed-official",
    "status": "proposed",
    "issue": "fishing-quota",
}


@pytest.mark.parametrize("name", FILTERS)
def test_each_filter_keeps_what_the_dataset_says(
    desk: Page, served: str, dataset: Dataset, name: str
) -> None:
    """Exactly the positions that fit are left; their number is announced, and the address opens the same view."""
    desk.goto(f"{served}compare/")
    desk.locator(f"#finder [name={name}]").select_option(VALUES[name])
    wanted = {
        f"{issue.id}/{position.party}"
        for issue, position in columns(dataset)
        if FILTERS[name](issue, position)
    }
    assert wanted == shown_cells(desk).keys()
    issues = len({one.partition("/")[0] for one in wanted})
    announced = f"{issues} issue{'s' if issues > 1 else ''}, {len(wanted)} positions"
    assert announced == desk.locator("#finder [role=status]").inner_text()
    assert f"{name}={VALUES[name]}" in desk.url
    desk.reload()
    assert wanted == shown_cells(desk).keys()
    desk.get_by_role("button", name="Show all").click()
    wait_until(desk, "!location.search")
    assert len(shown_cells(desk)) == len(list(columns(dataset)))


def test_words_are_found_in_questions_and_in_positions(
    desk: Page, served: str, dataset: Dataset
) -> None:
    """Typed words leave the positions that hold them all, or every position of an issue whose head does."""
    desk.goto(f"{served}compare/")
    desk.get_by_role("searchbox", name="Words").fill("islands offer")
    wanted = {
        f"{i.id}/{p.party}"
        for i, p in columns(dataset)
        if all(w in words(p.summary).lower() for w in ("islands", "offer"))
    }
    assert wanted == shown_cells(desk).keys()
    assert wanted
    desk.get_by_role("searchbox", name="Words").fill("dam nowhere")
    assert shown_issues(desk) == []
    assert desk.locator("#finder [role=status]").inner_text() == "Nothing matches."


def test_columns_are_hidden_by_keyboard_and_in_the_address(
    desk: Page, served: str, dataset: Dataset
) -> None:
    """A party that is unticked has no column; the address says which are left."""
    desk.goto(f"{served}compare/")
    desk.get_by_role("checkbox", name="The Islands").focus()
    desk.keyboard.press("Space")
    heads = [
        head.inner_text().strip() for head in desk.locator("thead th").all() if head.is_visible()
    ]
    assert [
        "Issue",
        *[party.name for party in dataset.column_parties if party.id != "islands"],
    ] == heads
    assert {party for one in shown_cells(desk) for party in [one.partition("/")[2]]} == {
        "upland",
        "lowland",
        "delta",
    }
    assert desk.url.endswith("?party=upland,lowland,delta")


def test_the_orders(desk: Page, served: str, dataset: Dataset) -> None:
    """Newest statement, status and number of statements, as the dataset has them; equal ones stay as given."""
    ranks = ["agreed", "agreed-in-principle", "proposed", "disputed"]
    newest = {
        issue.id: max(s.date for p in issue.positions for s in p.statements)
        for issue in dataset.issues
    }
    counts = {issue.id: sum(len(p.statements) for p in issue.positions) for issue in dataset.issues}
    given = [issue.id for issue in dataset.issues]
    wanted = {
        "newest": sorted(sorted(given, key=given.index), key=lambda one: newest[one], reverse=True),
        "status": sorted(given, key=lambda one: -ranks.index(dataset.issue[one].status)),
        "statements": sorted(given, key=lambda one: -counts[one]),
        "": given,
    }
    desk.goto(f"{served}compare/")
    for order, issues in wanted.items():
        desk.locator("#finder [name=sort]").select_option(order)
        assert issues == shown_issues(desk), order


def test_filters_hold_on_an_earlier_day(desk: Page, served: str, dataset: Dataset) -> None:
    """Day and filters work together, from the address."""
    day = "2031-02"
    desk.goto(f"{served}compare/?as-of={day}&stance=rejects&party=lowland,islands")
    settled(desk, day)
    wanted = {
        f"{i.id}/{p.party}"
        for i, p in columns(dataset)
        if p.party in ("lowland", "islands") and standing_on(p, day).stance == "rejects"
    }
    assert wanted
    assert wanted == shown_cells(desk).keys()


def copied(page: Page, button: str) -> str:
    page.get_by_role("button", name=button).click()
    wait_until(
        page, "document.querySelector('#finder [role=status]').textContent.includes('copied')"
    )
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_what_is_shown_can_be_copied(chromium: Browser, served: str, dataset: Dataset) -> None:
    """CSV and Markdown hold exactly the positions that are shown, word for word."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    page = context.new_page()
    page.goto(f"{served}compare/?issue=water-level&party=upland,lowland")
    rows = list(csv.DictReader(io.StringIO(copied(page, "Copy as CSV"))))
    level = dataset.issue["water-level"]
    wanted = [
        (
            level.title,
            dataset.party[p.party].name,
            ENGLISH.words.stances[p.stance].label,
            words(p.summary),
        )
        for p in level.positions
        if p.party in ("upland", "lowland")
    ]
    assert wanted == [(row["Issue"], row["Party"], row["Stance"], row["Position"]) for row in rows]
    assert {row["As of"] for row in rows} == {ENGLISH.long_date(dataset.as_of)}
    assert [row["Link"] for row in rows] == [
        f"{served}issues/water-level/#{party}" for party in ("upland", "lowland")
    ]
    lines = copied(page, "Copy as Markdown").strip().split("\n")
    assert len(lines) == 4
    assert all(
        words(p.summary) in "\n".join(lines)
        for p in level.positions
        if p.party in ("upland", "lowland")
    )
    context.close()


def test_the_filters_on_a_phone(phone: BrowserContext, served: str, dataset: Dataset) -> None:
    """A tap opens the filters; the cards that do not fit are gone."""
    page = phone.new_page()
    page.goto(f"{served}compare/")
    assert page.locator("#finder").is_hidden()
    opener = page.get_by_role("button", name="Find and filter")
    opener.tap()
    assert opener.get_attribute("aria-expanded") == "true"
    page.locator("#finder [name=stance]").select_option("rejects")
    page.get_by_role("checkbox", name="Upland").tap()
    wanted = {
        f"{i.id}/{p.party}"
        for i, p in columns(dataset)
        if p.stance == "rejects" and p.party != "upland"
    }
    assert wanted == shown_cells(page).keys()
    assert page.evaluate("document.documentElement.scrollWidth") == 390


# Every control, seen by everyone


@pytest.mark.parametrize(
    "address", ["?as-of=2031-02", "compare/?as-of=2031-02&stance=rejects&sort=newest"]
)
@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_axe_finds_nothing_with_the_controls_in_use(
    chromium: Browser, served: str, address: str, width: int, scheme: str
) -> None:
    """The controls and what they make of the page break no rule of axe-core."""
    page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(served + address)
    page.wait_for_selector("body[data-past]")
    found = violations(page)
    page.close()
    assert found == []


# Figures over time


@pytest.mark.parametrize("width", [320, 1280])
def test_the_figure_over_time_and_its_table_say_the_same(
    chromium: Browser, served: str, dataset: Dataset, width: int
) -> None:
    """Each stop of the dataset is a row of the table, and a mark in the figure at the point of its place; without JavaScript."""
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=False
    )
    page = context.new_page()
    for issue in dataset.issues:
        page.goto(f"{served}issues/{issue.id}/")
        stops = movement_svg.newest_first(dataset, issue)
        rows = page.locator("figure.over-time tbody tr")
        wanted = (
            [
                [
                    ENGLISH.short_date(s.day),
                    dataset.party[s.party].name,
                    place_in_words(issue, s.at, ENGLISH),
                ]
                for s in stops
            ]
            if rows.count()
            else []
        )
        assert wanted == [row.locator("th, td").all_text_contents()[:3] for row in rows.all()]
        if not rows.count():
            assert len({stop.day for stop in stops}) < 2
            continue
        box = page.locator("figure.over-time svg.movement").bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
    page.goto(f"{served}issues/fishing-quota/")
    for label in page.locator("figure.plot svg text").all():
        box = label.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
    context.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_word_of_a_figure_touches_another_or_a_mark(
    chromium: Browser, served: str, dataset: Dataset, width: int
) -> None:
    """Letters and dates in the strips and figures stand clear of every mark but their own, and of each other."""
    touching = """() => [...document.querySelectorAll('svg.strip')].filter(svg => svg.getBoundingClientRect().width).flatMap(svg => {
        const box = node => node.getBoundingClientRect(), words = [...svg.querySelectorAll('text')];
        const things = [...words, ...svg.querySelectorAll('svg > circle, svg > path')].filter(node => node.parentNode !== svg || node.tagName === 'text');
        const over = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 2 && b.top < a.bottom - 2;
        return words.flatMap(word => things.filter(thing => thing !== word && over(box(word), box(thing))).map(thing => [word.textContent, thing.textContent || thing.parentNode.getAttribute('class') || thing.outerHTML]));
    })"""
    page = chromium.new_page(viewport={"width": width, "height": 900})
    found = {}
    for address in ["", "compare/", *(f"issues/{issue.id}/" for issue in dataset.issues)]:
        page.goto(served + address)
        assert page.locator("svg.strip").count() or not any(
            issue.scale for issue in dataset.issues if issue.id in address
        )
        found[address] = page.evaluate(touching)
    page.close()
    assert {address: said for address, said in found.items() if said} == {}


def test_marks_are_told_apart_without_colour(
    chromium: Browser, dataset: Dataset, site: Path
) -> None:
    """Drawn in one grey at one place, the marks of any two parties differ; the same mark twice does not."""
    style = (site / "assets" / "site.css").read_text(encoding="utf-8")
    grey = "".join(f"--p{number}: #555;" for number in range(1, 9))
    page = chromium.new_page(viewport={"width": 40, "height": 40}, device_scale_factor=2)

    def drawn(party: str) -> bytes:
        page.set_content(
            f"<style>{style} :root:root {{ {grey} }}</style>{scale_svg.mark(dataset, party)}"
        )
        return page.screenshot()

    pictures = {party.id: drawn(party.id) for party in dataset.parties}
    again = drawn(dataset.parties[0].id)
    page.close()
    assert again == pictures[dataset.parties[0].id]
    assert len(set(pictures.values())) == len(dataset.parties)


# Check it


def card_words(dataset: Dataset, source_id: str) -> list[str]:
    """Return what the card of a source must say."""
    source = dataset.source[source_id]
    said = [
        source.title,
        source.publisher,
        ENGLISH.words.source_kinds[source.kind],
        source.note,
        source.published_basis,
    ]
    return [
        words(text)
        for text in [
            *said,
            source.published and ENGLISH.long_date(source.published),
            source.archive_url and "archived copy",
        ]
        if text
    ]


def test_a_card_says_what_the_source_is_on_focus(desk: Page, served: str, dataset: Dataset) -> None:
    """Every number of an issue's page shows publisher, date, kind, note and archived copy of its source, and describes itself by it."""
    desk.goto(f"{served}issues/water-level/")
    for number in desk.locator(".citation .number").all()[:40]:
        number.focus()
        source = str(number.get_attribute("href")).removeprefix("#source-")
        shown = " ".join(desk.locator("#card:popover-open").inner_text().split())
        assert [one for one in card_words(dataset, source) if one not in shown] == []
        assert number.get_attribute("aria-describedby") == "card"


def test_the_card_can_be_hovered_and_dismissed(desk: Page, served: str) -> None:
    """The pointer may move onto the card; Escape takes it away without moving anything; so does leaving (WCAG 1.4.13)."""
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


def test_the_card_by_touch(phone: BrowserContext, served: str, dataset: Dataset) -> None:
    """A tap shows the card inside the window; a tap elsewhere takes it away; the page stays where it is."""
    page = phone.new_page()
    page.goto(f"{served}timeline/")
    number = page.locator(".citation .number").nth(3)
    source = str(number.get_attribute("href")).removeprefix("#source-")
    number.tap()
    shown = " ".join(page.locator("#card:popover-open").inner_text().split())
    assert [one for one in card_words(dataset, source) if one not in shown] == []
    box = page.locator("#card").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390 and box["y"] >= 0
    assert "#" not in page.url
    page.locator("h1").tap()
    assert page.locator("#card").is_hidden()


def test_a_click_and_no_javascript_lead_to_the_list(chromium: Browser, served: str) -> None:
    """The number is a link to the entry in the list of sources, with scripts and without."""
    for scripts in (True, False):
        context = chromium.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto(f"{served}issues/fishing-quota/")
        number = page.locator(".citation .number").first
        target = number.get_attribute("href")
        number.click()
        assert page.url.endswith(str(target))
        assert page.locator(f"[id='{str(target)[1:]}']").is_visible()
        context.close()


# What changed


def test_differences_hold_the_words_of_both_statements(site: Path, dataset: Dataset) -> None:
    """Under each statement but a party's first stands what became of the one before: del and ins, and in words."""
    for issue in dataset.issues:
        soup = BeautifulSoup(
            (site / f"issues/{issue.id}/index.html").read_text("utf-8"), "html.parser"
        )
        for position in issue.positions:
            for statement in position.statements:
                item = soup.find(id=f"{position.party}-{statement.name}")
                assert item and item.parent
                found = item.parent.select_one(".against")
                earlier = [one for one in position.statements if one.date < statement.date]
                assert (found is None) == (not earlier)
                if not found:
                    continue
                before = standing_on(position, max(one.date for one in earlier))
                assert before.statement and found.summary
                assert ENGLISH.long_date(before.statement.date) in found.summary.get_text()
                gone = " ".join(
                    words(tag.get_text()).removeprefix("earlier: ").removesuffix(";")
                    for tag in found.select("del")
                )
                came = " ".join(
                    words(tag.get_text()).removeprefix("later: ").removesuffix(";")
                    for tag in found.select("ins")
                )
                known_before = f"{ENGLISH.words.stances[before.stance].label} {before.at and place_in_words(issue, before.at, ENGLISH)} {words(before.statement.summary)}".split()
                known_after = f"{ENGLISH.words.stances[statement.stance].label} {statement.at and place_in_words(issue, statement.at, ENGLISH)} {words(statement.summary)}".split()
                assert set(gone.split()) <= set(known_before)
                assert set(came.split()) <= set(known_after)
                assert (ENGLISH.words.stances[before.stance].label in gone) >= (
                    before.stance != statement.stance
                )


def test_what_is_new_since_the_last_visit_is_marked(
    chromium: Browser, served: str, dataset: Dataset
) -> None:
    """The first visit marks nothing; on a later one exactly the entries that the browser had not seen are marked, on home too."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{served}changes/")
    assert page.locator(".new").count() == 0
    assert dataset.statement_count <= page.evaluate("JSON.parse(localStorage.seen).entries.length")
    page.evaluate(
        "() => { const seen = JSON.parse(localStorage.seen); seen.entries.splice(0, 3); localStorage.seen = JSON.stringify(seen) }"
    )
    page.close()
    page = context.new_page()
    for _ in range(2):  # the marks outlive a reload
        page.goto(f"{served}changes/")
        assert [page.locator(".changes > li").nth(n).locator(".new").count() for n in range(4)] == [
            1,
            1,
            1,
            0,
        ]
        assert re.fullmatch(
            r"Since your last visit, .+ 20\d\d: 3 new entries\.",
            page.locator(".since").inner_text(),
        )
    page.goto(served)
    assert page.locator(".new").count() == 3
    context.close()


def test_no_marks_where_nothing_can_be_kept(chromium: Browser, served: str) -> None:
    """A browser that keeps nothing shows the page as it is."""
    context = chromium.new_context()
    context.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new Error('no') } })"
    )
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{served}changes/")
    assert page.locator(".changes > li").count() > 0
    assert errors == []
    context.close()


# Plans side by side


def test_every_plan_stands_on_its_page_with_what_it_says(site: Path, dataset: Dataset) -> None:
    """Each version under its anchor with date, issuer and status; each provision under the issue it speaks to, with quotes and sources."""
    soup = BeautifulSoup((site / "plans/index.html").read_text("utf-8"), "html.parser")
    assert [
        document.id for document in sorted(dataset.documents, key=lambda one: (one.date, one.id))
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
            assert item and item.find_parent("section")
            assert item.find_parent("section").h2["id"] == f"on-{provision.issue}"  # type: ignore[union-attr, index]
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
    """The section of an issue's page holds what the page of plans holds on it, and its numbers lead to the issue's own sources."""
    for issue in dataset.issues:
        soup = BeautifulSoup(
            (site / f"issues/{issue.id}/index.html").read_text("utf-8"), "html.parser"
        )
        wanted = [
            (document.title, words(provision.text))
            for document in sorted(dataset.documents, key=lambda one: (one.date, one.id))
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
def test_an_issue_is_followed_through_the_plans(chromium: Browser, served: str, width: int) -> None:
    """From the list at the top to an issue, from a version to what it says there, and back; no script is needed."""
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(f"{served}plans/")
    page.get_by_role("navigation", name="Issues").get_by_role("link", name="Fishing quota").click()
    assert page.url.endswith("#on-fishing-quota")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.locator("ol.plans > li").nth(2).get_by_role("link", name="Fishing quota").click()
    assert page.url.endswith("#board-paper--fishing-quota")
    page.locator("[id='board-paper--fishing-quota'] h3 a").click()
    assert page.url.endswith("#board-paper")
    context.close()


# Fairness shown


def test_the_numbers_of_fairness(site: Path, dataset: Dataset) -> None:
    """The page gives each party's counts as the dataset has them, the order rule, and stands under Method."""
    soup = BeautifulSoup((site / "method/fairness/index.html").read_text("utf-8"), "html.parser")
    rows = [
        [cell.get_text(strip=True) for cell in row.select("th, td")]
        for row in soup.select("section[aria-labelledby=parties] tbody tr")
    ]
    for party, row in zip(dataset.parties, rows, strict=True):
        positions = [
            position
            for issue in dataset.issues
            for position in issue.positions
            if position.party == party.id
        ]
        statements = [statement for position in positions for statement in position.statements]
        on_record = sum(
            one.attribution in ("on-record", "official-document") for one in statements
        ) / len(statements)
        assert [party.name, str(len(positions)), str(len(statements)), f"{on_record:.0%}"] == row[
            :4
        ]
    assert dataset.party_order_rule in soup.get_text()
    method = BeautifulSoup((site / "method/index.html").read_text("utf-8"), "html.parser")
    assert method.select_one("footer a[href='fairness/']")
