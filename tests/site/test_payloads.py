"""No text of data, catalogue, settings or front matter becomes markup of a page."""

from __future__ import annotations

import contextlib
import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import yaml
from playwright.sync_api import Browser, Page

from conftest import serve
from payloads import ELEMENT, TEXT, call, filled_fields, hostile_project, text_fields, whole_schema
from stickingpoints.exports import tables
from stickingpoints.text import prose
from waiting import wait_until

# The names of elements and attributes, and whether a payload ran.
MARKUP = """() => [[...new Set([...document.querySelectorAll("*")].flatMap((node) =>
    [node.localName, ...[...node.attributes].map((one) => `${node.localName} ${one.name}`)]))],
    Boolean(window.executed)]"""
FORMULAS = [
    "=1+1",
    "  +1",
    "-1",
    "@x",
    "＝1",
    " ＋1",
    "a;=1",
    "a; =1",
    "a;@x;-1",
    "a =1",
    "＠",
    "'=1+1",
    "a;''@x",
    'plain, "words"; and more',
]
FILL_CELLS = """text => {
    for (const cell of document.querySelectorAll(".compare .summary")) cell.textContent = text;
}"""
UNFOLD_DAYS = """() => {
    const fold = document.querySelector("#between-days").closest("details");
    if (fold) fold.open = true;
}"""
CHOOSE_DAY = """() => {
    const form = document.querySelector("#between-days");
    document.querySelector(".moves-counted").textContent = "";
    form.elements.to.value = form.dataset.last;
    form.dispatchEvent(new Event("change"));
}"""
WATCH = "window.ran = () => { window.executed = true; }"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site whose every text is a payload and return its folder."""
    folder = tmp_path_factory.mktemp("hostile")
    project = hostile_project(folder / "project")
    data = yaml.safe_load((project.root / "data" / "issues.yaml").read_text(encoding="utf-8"))
    assert text_fields() <= set(filled_fields(whole_schema(), data)), (
        "a text field holds no payload; fill it in small.whole_data"
    )
    call(project, "build")
    return project.site


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """Yield a page that knows whether a payload ran, with the site's own policy switched off."""
    context = chromium.new_context(
        bypass_csp=True, permissions=["clipboard-read", "clipboard-write"]
    )
    context.add_init_script(WATCH)
    yield context.new_page()
    context.close()


def addresses(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def one_file(site: Path) -> str:
    [found] = set((site / "downloads").glob("*.html")) - {site / "downloads" / "index.html"}
    return found.relative_to(site).as_posix()


def markup(page: Page, site: Path) -> dict[str, set[str]]:
    """Return the elements and attributes of each page by address, once its controls are used."""
    found = {}
    for root in serve(site):
        for address in addresses(site):
            page.goto(root + address)
            use_controls(page)
            names, executed = page.evaluate(MARKUP)
            assert not executed, address
            found[address] = set(names)
    return found


def use_controls(page: Page) -> None:
    """Let the script put into home and comparison what it reads from other files."""
    forms = page.evaluate("[...document.forms].map(form => form.id)")
    if "as-of" in forms:
        page.keyboard.press("/")
        page.locator("#find-words").fill("40")
        page.wait_for_selector("#find-results a")
        page.keyboard.press("Escape")
        page.locator(".another-day > summary").click()
        page.locator("#as-of [data-step='-1']").click()
        wait_until(page, "document.body.hasAttribute('data-past')")
    if "between-days" in forms:
        page.evaluate(UNFOLD_DAYS)
        page.wait_for_selector("form#between-days:not([hidden])")
        page.evaluate(CHOOSE_DAY)
        wait_until(page, "document.querySelector('.moves-counted').textContent")


@pytest.mark.proof
def test_no_text_becomes_an_element_or_an_attribute(
    page: Page, hostile: Path, small_site: Path
) -> None:
    """Pages have only the elements and attributes that harmless texts give, and nothing runs."""
    ours = set().union(*markup(page, small_site).values())
    ours |= {
        "body data-words",
        "a lang",
        "p lang",
    }  # the other site's language is not that of its sources
    ours |= {"em"}  # and a heading of it has emphasis
    # Its parties have groups, its issues topics.
    ours |= {"div aria-label", "div role", "input data-group", "section aria-label", "tr class"}
    ours |= {"th colspan", "th data-members", "th rowspan"}
    ours |= {"button data-group"}  # and the search finds more of a kind than it shows at first
    theirs = markup(page, hostile)
    assert {address: found - ours for address, found in theirs.items() if found - ours} == {}
    assert {"404.html", "embed/summer-share/index.html", "about/index.html"} <= theirs.keys()
    assert one_file(hostile) in theirs


@pytest.mark.proof
def test_texts_are_shown_as_they_were_written(page: Page, hostile: Path) -> None:
    """Title, description, heading and footer are escaped once and read as they were written."""
    for root in serve(hostile):
        page.goto(f"{root}issues/summer-share/")
        assert page.title() == f"{TEXT} · {TEXT}"
        assert page.locator("h1").inner_text() == TEXT
        assert page.locator("meta[name=description]").get_attribute("content") == prose.plain(TEXT)
        assert page.locator("meta[property='og:title']").get_attribute("content") == TEXT
        assert TEXT in page.locator(".bottom p").inner_text()
        page.goto(f"{root}about/")
        assert page.title() == f"{TEXT} · {TEXT}"
        assert page.locator("meta[name=description]").get_attribute("content") == TEXT
        assert TEXT in page.locator(".bottom li a").all_inner_texts()
        page.goto(f"{root}corrections/")
        assert page.locator("h1").inner_text() == "Facts & figures: R&D, 1 < 2"
        assert page.title() == f"Facts & figures: R&D, 1 < 2 · {TEXT}"
        assert "Facts & figures: R&D, 1 < 2" in page.locator(".bottom li a").all_inner_texts()
        page.goto(f"{root}embed/summer-share/")
        assert page.title() == page.locator("h1").inner_text() == TEXT
        page.goto(root + one_file(hostile))
        assert page.title() == TEXT


@pytest.mark.proof
def test_headings_do_not_take_the_place_of_controls(page: Page, hostile: Path) -> None:
    """Search and theme work on a page whose headings have the ids of controls."""
    for root in serve(hostile):
        page.goto(f"{root}corrections/")
        assert page.locator("h2#find, h2#scheme, h2#as-of, h2#finder").count() == 4
        page.locator("button#scheme").click()
        assert page.locator("html[data-scheme]").count() == 1
        page.keyboard.press("/")
        page.locator("#find-words").fill("40")
        page.wait_for_selector("#find-results a")


def test_what_is_copied_is_no_formula_to_a_spreadsheet(page: Page, small_site: Path) -> None:
    """The button on the comparison guards cells as the CSV files do."""
    for root in serve(small_site):
        page.goto(f"{root}compare/")
        for text in FORMULAS:
            page.evaluate(FILL_CELLS, text)
            page.locator("[data-copy=csv]").click()
            wait_until(
                page, "async () => (await navigator.clipboard.readText()).includes('Question')"
            )
            copied = csv.DictReader(io.StringIO(page.evaluate("navigator.clipboard.readText()")))
            assert {row["Position"] for row in copied} == {tables.safe(text)}
            page.evaluate("navigator.clipboard.writeText('')")


@pytest.mark.proof
def test_the_pdf_prints_payloads_and_holds_nothing_active(hostile: Path) -> None:
    """The words of a payload are printed; no object of the document runs or opens anything."""
    for path in (hostile / "downloads").glob("*.pdf"):
        with contextlib.closing(pypdfium2.PdfDocument(path)) as document:
            text_of_pages = "".join(page.get_textpage().get_text_range() for page in document)
        assert ELEMENT in re.sub(r"\s", "", text_of_pages)
        with pikepdf.open(path) as pdf:
            objects = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        names: set[str] = set()
        for item in objects:
            names.update(str(name) for name in item.keys())  # noqa: SIM118  it is no mapping
        assert not names & {"/JavaScript", "/JS", "/AA", "/Launch", "/RichMedia"}
