"""Sites of other shapes: a city and a union in Ukrainian, a climate text of twelve members."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pypdfium2
import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page

from accessibility import Colours, violations_of_layout, violations_of_sizes
from conftest import whole_pdfs
from links import broken_links

PAGES = {
    "climate": (
        "",
        "issues/",
        "issues/phase-out/",
        "issues/reporting/",
        "compare/",
        "plans/",
        "parties/",
        "parties/atoll/",
        "changes/",
        "method/fairness/",
        "embed/phase-out/",
    ),
    "city": (
        "",
        "issues/",
        "issues/nichni-zminy/",
        "compare/",
        "plans/",
        "parties/misto/",
        "timeline/",
        "method/fairness/",
        "embed/nichni-zminy/",
    ),
}
COMPARISON = "compare/"
ISSUES = {"climate": "issues/phase-out/", "city": "issues/nichni-zminy/"}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# Words of the interface that a site with other nouns must not say, however they end.
USUAL = {
    "climate": r"\b(party|parties|each side|issues?|plans?|drafts and declarations)\b",
    "city": r"\b(питан\w+|плани?|планів|погоджено загалом)\b",
}
ADDRESS = re.compile(r"\S*(/|\.csv)\S*")  # keeps the usual names
OPEN_DATA = "data"  # describes the open data, which has the same names everywhere


@pytest.fixture(params=[pytest.param("climate", marks=pytest.mark.proof), "city"])
def kind(request: pytest.FixtureRequest) -> str:
    """Return the name of one of the two sites."""
    return str(request.param)


@pytest.fixture
def folder(kind: str, climate_site: Path, city_site: Path) -> Path:
    """Return the folder of the site."""
    return {"climate": climate_site, "city": city_site}[kind]


@pytest.fixture
def address(kind: str, climate_served: str, city_served: str) -> str:
    """Return the address at which the site is served."""
    return {"climate": climate_served, "city": city_served}[kind]


@pytest.mark.slow
def test_every_link_leads_somewhere(folder: Path) -> None:
    """Between the pages, and to the anchors on them."""
    assert broken_links(folder) == []


@pytest.mark.slow
def test_pages_are_accessible_and_fit(examined: Page, kind: str, address: str) -> None:
    """Nothing is reported by axe, and no page scrolls sideways, narrow or wide."""
    for path in PAGES[kind]:
        examined.goto(f"{address}{path}")
        for width, violations in ((1280, violations_of_layout), (320, when_narrow(kind, path))):
            examined.set_viewport_size({"width": width, "height": 800})
            assert (path, violations(examined)) == (path, [])
            scrolled = examined.evaluate("document.documentElement.scrollWidth")
            assert (path, scrolled) == (path, width)


def when_narrow(kind: str, path: str) -> Callable[[Page], list[tuple[str, list[str]]]]:
    """Return what examines a narrow page: all rules where it is laid out in another way."""
    if path in ("", COMPARISON, ISSUES[kind]):
        return violations_of_layout
    return violations_of_sizes


@pytest.mark.slow
def test_the_colours_of_any_number_of_parties_can_be_told_from_the_ground(
    examined: Page, kind: str, address: str
) -> None:
    """Axe reports nothing in either theme, where every party has its mark."""
    colours = Colours()
    for path in (COMPARISON, ISSUES[kind]):
        examined.goto(f"{address}{path}")
        for scheme in SCHEMES:
            examined.emulate_media(color_scheme=scheme)
            assert (path, scheme, colours.violations(examined)) == (path, scheme, [])


@pytest.mark.proof
def test_pages_say_the_words_of_the_site(kind: str, folder: Path) -> None:
    """The usual nouns are nowhere: on pages, in their titles and labels, on cards."""
    usual = re.compile(USUAL[kind], re.IGNORECASE)
    said = {}
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).as_posix()
        found = set(usual.findall(ADDRESS.sub("", " ".join(texts(path)))))
        if found and not name.startswith(OPEN_DATA):
            said[name] = found
    assert said == {}


@pytest.mark.slow
def test_the_pdf_says_them_too(kind: str, folder: Path) -> None:
    """In its text; addresses keep the usual names."""
    [path] = whole_pdfs(folder / "downloads")
    document = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    text = ADDRESS.sub("", " ".join(pages))
    assert re.findall(USUAL[kind], text, re.IGNORECASE) == []
    assert {"climate": "The members", "city": "Майже вирішено"}[kind] in text


def texts(path: Path) -> Iterator[str]:
    """Yield what a page says: its texts, and those that are read out or shown on demand."""
    soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    for code in soup.find_all(["script", "style", "pre", "code"]):
        code.decompose()
    yield soup.get_text(" ")
    for tag in soup.select("[aria-label]"):
        yield str(tag["aria-label"])
    for tag in soup.select("meta[name=description]"):
        yield str(tag["content"])


@pytest.mark.proof
def test_words_of_the_sites_own_are_in_the_right_form(city_site: Path, climate_site: Path) -> None:
    """A site in Ukrainian counts its demands, and a climate text its clauses."""
    home = " ".join(texts(city_site / "index.html"))
    assert "2 вимоги · 5 заяв · 2 сторони" in home and "Без згоди" in home
    issue = " ".join(texts(city_site / "issues" / "nichni-zminy" / "index.html"))
    assert "Що каже з цієї вимоги кожна версія" in issue and "Майже вирішено" in issue
    assert "4 clauses · 46 statements · 12 members" in " ".join(texts(climate_site / "index.html"))
    about = " ".join(texts(climate_site / "about" / "index.html"))
    assert "Invented members." in about


@pytest.mark.slow
def test_an_issue_without_a_scale_has_nothing_of_one(city_site: Path) -> None:
    """No empty figure, no heading for one, no word on marks that nobody sees."""
    for page in ("issues/nichni-zminy", "embed/nichni-zminy"):
        soup = BeautifulSoup((city_site / page / "index.html").read_text("utf-8"), "html.parser")
        assert soup.select("figure, #over-time, .strip") == []
        assert "зміну місця" not in soup.get_text()
    compared = BeautifulSoup(
        (city_site / "compare" / "index.html").read_text("utf-8"), "html.parser"
    )
    row = compared.find(id="nichni-zminy")
    assert row and row.select("figure, .strip, .at") == []
