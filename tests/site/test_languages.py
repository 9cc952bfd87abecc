"""A site in another language has no English left; one from right to left breaks no page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup
from playwright.sync_api import Page

from conftest import ROOT, Project, serve, whole_pdfs
from small import other_language
from stickingpoints.cli import main
from stickingpoints.i18n.catalog import SHIPPED, read_language, untranslated
from stickingpoints.i18n.language import Language
from waiting import wait_until

FORMATS = {
    "A4",
    "Atom",
    "BibTeX",
    "CC0",
    "CFF",
    "CSL",
    "CSV",
    "CSVW",
    "Frictionless",
    "HTML",
    "JSON",
    "Letter",
    "Markdown",
    "OpenAPI",
    "PDF",
    "SHA",
    "SQLite",
    "Schema",
    "UA",
    "US",
    "W3C",
    "full",
    "html",
    "iCalendar",
    "index",
    "json",
}
# Addresses, paths, names of files, ids and fingerprints.
UNTRANSLATED = re.compile(
    r"""
    https?://\S+
    | [\w/.-]*[#/][\w/.#-]+
    | [\w-]+\.(json|csv|bib|ics|atom|pdf|png|zip|html)\b
    | \b[a-z]+(-[a-z0-9]+)+\b
    | \b[0-9a-f]{16,}\b
    """,
    re.VERBOSE,
)
# The elements of the page that reach beyond the window.
# The row of contents is wider than a phone and scrolls by itself.
OUTSIDE = """() => {
    const outside = element => {
        const box = element.getBoundingClientRect();
        return box.width && (box.left < -1 || box.right > innerWidth + 1);
    };
    const left_out = ".unseen, .unseen *, nav.contents *, .matrix-box *";
    return [...document.querySelectorAll(`main :not(${left_out})`)]
        .filter(outside)
        .map(element => element.outerHTML.slice(0, 80));
}"""
# What a scale is counted by, on the pages that have one.
SCALES = {
    "": ".row:first-of-type .any .tick",
    "issues/summer-share/": ".months line",
}
LEFTS = """selector => [...document.querySelectorAll(selector)]
    .map(element => element.getBoundingClientRect().left)"""


@pytest.fixture(scope="module")
def ukrainian(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site in Ukrainian and return its folder."""
    project = other_language(tmp_path_factory.mktemp("ukrainian"), "uk")
    done = project.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return project.site


def latin(text: str) -> list[str]:
    """Return the Latin words of a text, but for addresses, ids and names of formats."""
    prose = UNTRANSLATED.sub(" ", text)
    return [word for word in re.findall(r"[A-Za-z][A-Za-z0-9]+", prose) if word not in FORMATS]


def words_of(page: Path) -> Iterator[str]:
    """Yield what a page says, to eyes and to ears."""
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    for unread in soup(["script", "style", "pre"]):
        unread.decompose()
    yield soup.get_text(" ")
    for tag in soup.find_all(True):
        yield from (
            str(tag[name])
            for name in (
                "aria-label",
                "aria-valuetext",
                "alt",
                "placeholder",
                "title",
                "data-label",
            )
            if tag.has_attr(name)
        )
        if tag.name == "meta" and tag.get("property", tag.get("name")) in (
            "description",
            "og:title",
            "og:description",
            "og:image:alt",
        ):
            yield str(tag["content"])


@pytest.mark.proof
def test_no_english_is_left_on_any_page(ukrainian: Path) -> None:
    """Every page, card and edition says all of its words in the other language."""
    pages = sorted(ukrainian.rglob("*.html"))
    assert len(pages) > 15
    left = {
        page.relative_to(ukrainian).as_posix(): sorted(
            {word for text in words_of(page) for word in latin(text)}
        )
        for page in pages
    }
    assert {page: words for page, words in left.items() if words} == {}


def test_the_page_says_its_language_dates_and_plurals(ukrainian: Path) -> None:
    """The words are those of the catalogue, the forms those that the language asks for."""
    home = BeautifulSoup((ukrainian / "index.html").read_text(encoding="utf-8"), "html.parser")
    assert home.html and home.html["lang"] == "uk" and home.html["dir"] == "ltr"
    assert "Станом на 20 травня 2031 року" in home.get_text()
    assert "2 питання · 7 заяв · 4 сторони · 4 джерела" in home.get_text()


def test_the_pdf_says_it_too(ukrainian: Path) -> None:
    """No English word is printed, and the document names its language."""
    [path] = whole_pdfs(ukrainian / "downloads")
    document = pypdfium2.PdfDocument(path)
    text = " ".join(
        document[number].get_textpage().get_text_bounded() for number in range(len(document))
    )
    document.close()
    assert "Станом на 20 травня 2031 року" in text
    assert (
        sorted(set(latin(re.sub(r"https?://.*|\S+@\S+", "", text))) - {"ii"}) == []
    )  # the page number of the contents
    with pikepdf.open(path) as opened:
        assert str(opened.Root.Lang) == "uk"


def test_the_script_says_it_too(desk: Page, ukrainian: Path) -> None:
    """What the controls say when they are used is in the language of the page."""
    for address in serve(ukrainian):
        page = desk
        page.goto(f"{address}compare/?as-of=2031-04-01&text=%D0%B0")
        wait_until(
            page, "document.querySelector('#as-of [role=status]').textContent.includes('2031')"
        )
        texts = page.locator(".controls").all_inner_texts()
        counted = page.locator("#finder .count").inner_text()
        page.keyboard.press("Escape")
        page.evaluate("document.getElementById('find-open').click()")
        page.locator("#find-words").fill("немає-такого")
        wait_until(page, "document.getElementById('find-count').textContent")
        texts.append(page.locator("#find-count").inner_text())
        page.goto(f"{address}changes/?from=2031-03-01")
        wait_until(page, "document.querySelector('.moves-counted').textContent.includes('2031')")
        texts.append(page.locator(".moves-counted").inner_text())
        texts.append(page.locator(".since").inner_text())
        texts += page.locator(".tools a").all_inner_texts()
    assert re.fullmatch(r"\d питання, \d позиці[йяї]", counted)
    assert [latin(text) for text in texts] == [[]] * len(texts)


def test_the_catalogue_is_whole(tmp_path: Path) -> None:
    """It holds exactly the texts of the interface, and renewing it changes nothing."""
    assert untranslated(ROOT, read_language(ROOT, "uk")) == []
    assert main(["translations", "uk", "--root", str(tmp_path)]) == 0
    assert (tmp_path / "languages" / "uk.po").read_bytes() == (SHIPPED / "uk.po").read_bytes()


def test_a_new_language_begins_with_every_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command writes a catalogue to fill in, and says how much is to be done."""
    assert main(["translations", "pl", "--root", str(tmp_path)]) == 0
    with (tmp_path / "languages" / "pl.po").open("rb") as file:
        messages = {
            message.id if isinstance(message.id, str) else message.id[0]
            for message in read_po(file)
        }
    assert {
        "Where each [side] stands",
        "accepts",
        "Nothing matches.",
        "State of play",
        "{n} position",
    } <= messages
    assert re.search(
        r"languages/pl\.po:1:1: warning: \[untranslated\]"
        r" (\d+) of \1 texts of the interface stay English",
        capsys.readouterr().err,
    )


@pytest.mark.parametrize(
    ("code", "catalogue", "message"),
    [
        ("xx-nowhere", None, 'mkdocs.yml:1:1: [language] unknown language "xx-nowhere"'),
        (
            "pl",
            None,
            (
                '[language] the language "pl" has no catalogue languages/pl.po;'
                " create one with: stickingpoints translations pl"
            ),
        ),
        (
            "pl",
            'msgid "As of {day}"\nmsgstr "Na dzień {dzien}"\n',
            "languages/pl.po:1:1: [bad-translation] the translation must contain {day}",
        ),
        ("pl", "# A note\nblah\n", "languages/pl.po:2:1: [language] the catalogue cannot be read"),
    ],
)
def test_what_is_wrong_with_a_language_is_said(
    project: Project, code: str, catalogue: str | None, message: str
) -> None:
    """A missing catalogue, and one that cannot be used, stop the build with a message."""
    project.replace("mkdocs.yml", "language: en", f"language: {code}")
    if catalogue:
        (project.root / "languages").mkdir()
        (project.root / "languages" / f"{code}.po").write_text(catalogue, encoding="utf-8")
    refused = project.build()
    assert refused.returncode == 1
    assert message in refused.stderr


def test_a_translation_cannot_reach_into_the_program() -> None:
    """Braces in a catalogue, which may come from a stranger, hold a name and look nothing up."""
    assert Language().say("{day.__class__}", day="x") == "{day.__class__}"
    assert str(Language().html("<b>{day}</b>", day="<i>")) == "&lt;b&gt;&lt;i&gt;&lt;/b&gt;"


@pytest.fixture(scope="module")
def right_to_left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the pages of a site in Hebrew with an empty catalogue and return the folder."""
    project = other_language(tmp_path_factory.mktemp("hebrew"), "he")
    assert main(["translations", "he", "--root", str(project.root)]) == 0
    done = project.build_pages()
    assert done.returncode == 0, done.stderr
    return project.site


# Whether pages run from right to left, how wide they are, and whether their tools are on the left.
DIRECTION = """() => {
    const left = selector => document.querySelector(selector).getBoundingClientRect().left;
    return [
        document.documentElement.dir,
        document.documentElement.scrollWidth,
        left(".site-name") > left(".top-tools"),
    ];
}"""


@pytest.mark.proof
def test_right_to_left_breaks_no_page(desk: Page, right_to_left: Path) -> None:
    """Pages run from right to left without scrolling sideways; a scale keeps its direction."""
    for address in serve(right_to_left):
        for kind in (
            "",
            "issues/summer-share/",
            "compare/",
            "timeline/",
            "sources/",
            "changes/",
            "plans/",
            "plans/water-plan--to--barge-paper/",
            "parties/arvenia/",
            "method/fairness/",
        ):
            desk.goto(address + kind)
            for width in (320, 1280):
                desk.set_viewport_size({"width": width, "height": 900})
                assert desk.evaluate(DIRECTION) == ["rtl", width, True], kind
                assert desk.evaluate(OUTSIDE) == [], kind
                if kind in SCALES:
                    lefts = desk.evaluate(LEFTS, SCALES[kind])
                    assert len(lefts) > 1 and lefts == sorted(lefts)
