"""What each party wants, since when and how that is known: the same wherever it is shown."""

from __future__ import annotations

import contextlib
import csv
import datetime
import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from bs4 import BeautifulSoup, Tag
from lxml.html import document_fromstring
from playwright.sync_api import Browser, Locator, Page

from comparison_table import words
from stickingpoints.i18n.language import ENGLISH
from stickingpoints.model.answers import Answer, answer, on_record
from stickingpoints.model.records import Dataset, Issue, Position
from waiting import wait_until
from windows import shared_page

LEADING = "water-level"
# On each kind of page: its address, and where the answer of a party on an issue is.
Find = Callable[[BeautifulSoup, Dataset, Issue, Position], Tag | None]


def _on_home(page: BeautifulSoup, _: Dataset, issue: Issue, position: Position) -> Tag | None:
    row = page.select_one(f"article[data-issue={issue.id}]")
    party = row.select_one(f"[data-party={position.party}]") if row else None
    return party.find_parent("li") if party else None


def _on_comparison(page: BeautifulSoup, _: Dataset, issue: Issue, position: Position) -> Tag | None:
    return page.select_one(f"tr[data-issue={issue.id}] td[data-party={position.party}]")


def _on_issue(page: BeautifulSoup, _: Dataset, __: Issue, position: Position) -> Tag | None:
    return page.select_one(f".position[aria-labelledby={position.party}]")


def _on_party(page: BeautifulSoup, _: Dataset, issue: Issue, __: Position) -> Tag | None:
    return page.select_one(f".position[aria-labelledby={issue.id}]")


def _on_card(page: BeautifulSoup, dataset: Dataset, _: Issue, position: Position) -> Tag | None:
    for name in page.select("li .party"):
        if words(name.get_text()) == dataset.party[position.party].name:
            return name.find_parent("li")
    return None


PLACES: dict[str, tuple[str, Find]] = {
    "home": ("", _on_home),
    "comparison": ("compare/", _on_comparison),
    "issue": ("issues/{issue}/", _on_issue),
    "party": ("parties/{party}/", _on_party),
    "card": ("embed/{issue}/", _on_card),
}


def all_answers(dataset: Dataset) -> Iterator[tuple[Issue, Position, Answer]]:
    """Yield each answer with its issue and position."""
    for issue in dataset.issues:
        for position in issue.positions:
            yield issue, position, answer(position)


def has_cell(dataset: Dataset, position: Position) -> bool:
    """Return whether a party has a column of the comparison."""
    return dataset.party[position.party].answers == "every-issue"


@cache
def parsed(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


@pytest.mark.parametrize("place", PLACES)
def test_every_page_has_the_answer_its_day_and_its_evidence(
    site: Path, dataset: Dataset, place: str
) -> None:
    """In words for everybody: the answer, since when, when last heard, and how it is known."""
    address, find = PLACES[place]
    seen = 0
    for issue, position, in_short in all_answers(dataset):
        if place == "comparison" and not has_cell(dataset, position):
            continue
        path = site / address.format(issue=issue.id, party=position.party) / "index.html"
        entry = find(parsed(path), dataset, issue, position)
        assert entry, (place, issue.id, position.party)
        shown = words(entry.get_text(" ")).replace(" ,", ",")
        assert position.answer in shown
        mark = entry.select_one(".mark")
        assert mark
        assert ("hollow" in mark["class"]) == (in_short.evidence != "solid")
        if in_short.since and in_short.attribution and in_short.last_date:
            since = {ENGLISH.short_date, ENGLISH.long_date}
            assert any(form(in_short.since.date) in shown for form in since)
            assert f"ast heard {ENGLISH.short_date(in_short.last_date)}" in shown
            assert ENGLISH.words.attributions[in_short.attribution].label.lower() in shown.lower()
        seen += 1
    assert seen > 15


def test_the_open_data_has_the_same(site: Path, dataset: Dataset) -> None:
    """JSON and CSV give answer, day (ISO 8601), attribution and evidence."""
    full = json.loads((site / "data" / "v1" / "full.json").read_text("utf-8"))
    table = (site / "data" / "v1" / "positions.csv").read_text("utf-8-sig")
    rows = {(row["issue"], row["party"]): row for row in csv.DictReader(table.splitlines())}
    positions = {
        (issue["id"], position["party"]): position
        for issue in full["issues"]
        for position in issue["positions"]
    }
    for issue, position, in_short in all_answers(dataset):
        row, record = rows[issue.id, position.party], positions[issue.id, position.party]
        assert row["answer"] == record["answer"] == position.answer
        assert row["since"] == (in_short.since_date or "")
        assert row["evidence"] == (in_short.evidence or "")
        assert row["attribution"] == (in_short.attribution or "")
        assert (record.get("evidence"), record.get("attribution")) == (
            in_short.evidence,
            in_short.attribution,
        )


# The first screen of a phone


def test_the_first_screen_of_a_phone_has_the_first_answers(
    phone: Page, served: str, dataset: Dataset
) -> None:
    """Question, strip and every answer of the first leading issue, with since and last heard."""
    phone.goto(served)
    row = phone.locator(f"article[data-issue={LEADING}]")
    issue = dataset.issue[LEADING]
    assert phone.locator("article").first.get_attribute("data-issue") == LEADING
    for part in (row.locator("h3"), row.locator(".any .strip")):
        box = part.bounding_box()
        assert box and box["y"] + box["height"] < 844
    for line in row.locator(".answer .says").all():
        box = line.bounding_box()
        assert box and box["y"] + box["height"] < 844, line.inner_text()
    assert row.locator(".answer").count() == len(issue.positions)


def test_the_legend_is_before_the_first_strip(desk: Page, served: str) -> None:
    """What solid and hollow mean is said before either is seen."""
    for address in ("", "compare/", f"issues/{LEADING}/", "parties/lowland/"):
        desk.goto(served + address)
        legend = desk.locator(".legend").first.bounding_box()
        strip = desk.locator(".mark.solid, .mark.hollow").first.bounding_box()
        assert legend and strip
        assert "on record or official document" in desk.locator(".legend").first.inner_text()


def test_the_whole_row_leads_to_the_issue(desk: Page, served: str) -> None:
    """A click on an answer opens the issue."""
    desk.goto(served)
    box = desk.locator(f"article[data-issue={LEADING}] .says").first.bounding_box()
    assert box
    desk.mouse.click(box["x"] + 5, box["y"] + 5)
    desk.wait_for_url(f"**/issues/{LEADING}/")


# Which day the reader reads it on


@pytest.fixture(scope="module")
def clocked(chromium: Browser) -> Iterator[Page]:
    """Yield a window whose clock a test sets."""
    yield from shared_page(chromium)


@pytest.mark.parametrize(
    ("today", "age", "pale"),
    [
        ("2031-05-20", "", False),
        ("2031-06-03", ", 14 days ago. What happened since is not here", False),
        ("2032-05-20", ", 366 days ago. What happened since is not here", True),
    ],
)
def test_a_page_says_how_old_it_is(
    clocked: Page, served: str, today: str, age: str, *, pale: bool
) -> None:
    """By the reader's clock: how long the record has ended, and which marks are pale."""
    page = clocked
    page.clock.set_fixed_time(datetime.datetime.fromisoformat(f"{today}T12:00:00+00:00"))
    for address in ("about/", "timeline/", "", f"issues/{LEADING}/"):
        page.goto(served + address)
        assert (
            page.locator(".record-end").first.inner_text()
            == f"This record ends on 20 May 2031{age}."
        )
        if not address:
            aged = page.locator(f"article[data-issue={LEADING}] .answer.aged")
            heard = page.locator(f"article[data-issue={LEADING}] .answer[data-heard]")
            assert aged.count() == (heard.count() if pale else 0)
            assert page.locator(".aged-key").first.is_visible() == pale
            marks = page.locator(f"article[data-issue={LEADING}] .any .strip svg")
            assert marks.count() > 0
            assert _opacities(marks) == {"0.5" if pale else "1"}
    ends = page.locator(".lane svg[data-heard]")
    assert ends.count() > 0
    assert _opacities(ends) == {"0.5" if pale else "1"}


def _opacities(marks: Locator) -> set[str]:
    return set(marks.evaluate_all("all => all.map(mark => getComputedStyle(mark).opacity)"))


def test_no_relative_date_is_built_into_a_file(site: Path) -> None:
    """Ages are worked out in the browser: without a script the dates alone are there."""
    for path in site.rglob("*.html"):
        text = document_fromstring(path.read_text("utf-8")).text_content()
        assert " days ago" not in text and " months ago" not in text, path


def test_a_review_that_is_overdue_is_said(clocked: Page, served: str, dataset: Dataset) -> None:
    """From the day on which it was due, and not before."""
    due = dataset.issue[LEADING].review.due
    for days, is_said in ((0, False), (1, True)):
        day = datetime.datetime.combine(due, datetime.time(12), datetime.UTC)
        clocked.clock.set_fixed_time(day + datetime.timedelta(days=days))
        clocked.goto(f"{served}issues/{LEADING}/")
        assert clocked.get_by_text("That day has passed.").is_visible() == is_said


# On record only


@pytest.mark.parametrize("address", ["", "compare/"])
def test_on_record_only(desk: Page, served: str, dataset: Dataset, address: str) -> None:
    """The switch shows what was said on record, is in the address, and can be taken back."""
    desk.goto(served + address)
    silent = dataset.issue["dam-releases"]
    desk.get_by_label("On record only").check()
    assert desk.url.endswith("?on-record=yes")
    desk.reload()
    assert desk.get_by_label("On record only").is_checked()
    assert not desk.get_by_text(silent.positions[0].answer, exact=True).first.is_visible()
    for issue in dataset.issues:
        place = desk.locator(f"[data-issue={issue.id}]")
        for position in issue.positions:
            if not has_cell(dataset, position):
                continue
            shown = place.locator(".recorded").all_inner_texts()
            statement = on_record(position)
            if statement is None:
                assert "nothing on record" in shown
    desk.get_by_label("On record only").uncheck()
    assert "on-record" not in desk.url
    assert desk.get_by_text(silent.positions[0].answer, exact=True).first.is_visible()


# The statements of an issue


def test_three_statements_of_a_party_are_open(desk: Page, served: str, dataset: Dataset) -> None:
    """The others are a tap away; a link to one of them opens the list."""
    position = next(one for one in dataset.issue[LEADING].positions if len(one.statements) > 3)
    oldest = min(statement.name for statement in position.statements)
    section = f".by-party[data-party={position.party}]"
    desk.goto(f"{served}issues/{LEADING}/")
    assert desk.locator(f"{section} .statement:visible").count() == 3
    desk.goto(f"{served}issues/{LEADING}/#{position.party}-{oldest}")
    desk.reload()
    assert desk.locator(f"{section} .statement:visible").count() == len(position.statements)


def test_statements_can_be_filtered(desk: Page, served: str, dataset: Dataset) -> None:
    """By party and by evidence; the number that is left is said."""
    issue = dataset.issue[LEADING]
    party = issue.positions[1]
    solid = [
        one for one in party.statements if one.attribution in ("on-record", "official-document")
    ]
    desk.goto(f"{served}issues/{LEADING}/")
    desk.locator("#of-statements select").select_option(party.party)
    desk.locator("#of-statements [name=solid]").check()
    number = len(solid)
    noun = "statement" if number == 1 else "statements"
    wait_until(
        desk,
        "text => document.querySelector('#of-statements [role=status]').textContent === text",
        arg=f"{number} {noun} shown",
    )
    assert desk.locator(".statement:visible").count() == number


# On paper


def printed(page: Page, tmp_path: Path) -> list[tuple[float, float, str]]:
    """Return width, height and text of each sheet that a page is printed on."""
    path = tmp_path / "printed.pdf"
    page.pdf(path=path, format="A4", prefer_css_page_size=True)
    with contextlib.closing(pypdfium2.PdfDocument(path)) as document:
        return [(*sheet.get_size(), sheet.get_textpage().get_text_range()) for sheet in document]


def test_a_printed_issue_says_where_it_is_from(
    desk: Page, served: str, dataset: Dataset, tmp_path: Path
) -> None:
    """Every sheet has the day and the address of the site; every source has its address."""
    desk.goto(f"{served}issues/{LEADING}/")
    sheets = printed(desk, tmp_path)
    foot = f"As of {ENGLISH.long_date(dataset.as_of)}"
    assert all(
        foot in text and "https://lake.example/sticking-points/" in text for _, _, text in sheets
    )
    everything = "".join("".join(text.split()) for _, _, text in sheets)
    links = desk.locator(".sources li > a:first-child").all()
    assert links
    assert all(str(link.get_attribute("href")) in everything for link in links)


def test_the_comparison_is_printed_across(desk: Page, served: str, tmp_path: Path) -> None:
    """Its columns have room: the sheet lies on its side, and nobody's answer is left out."""
    desk.goto(f"{served}compare/")
    answers = desk.locator("td .says.any").all_inner_texts()
    sheets = printed(desk, tmp_path)
    assert all(width > height for width, height, _ in sheets)
    everything = "".join("".join(text.split()) for _, _, text in sheets)
    assert all("".join(words_of.split()) in everything for words_of in answers)
