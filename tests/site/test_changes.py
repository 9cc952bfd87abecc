"""What changed between statements, and since a reader's last visit."""

from __future__ import annotations

import re
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Browser

from comparison_table import words
from stickingpoints.i18n.language import ENGLISH
from stickingpoints.model.records import Dataset, Issue, ScalePlace, Statement
from stickingpoints.model.scale import place_in_words
from stickingpoints.model.standing import Standing, standing_on

FORGET_THREE = """() => {
    const seen = JSON.parse(localStorage.seen);
    seen.entries.splice(0, 3);
    localStorage.seen = JSON.stringify(seen);
}"""
NO_STORAGE = """
const refuse = { get() { throw new Error("no"); } };
for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, refuse);
"""


def known_words(issue: Issue, stance: str, at: ScalePlace | None, summary: str) -> set[str]:
    """Return the words with which a page can describe a stance, a place and a summary."""
    known = {*ENGLISH.words.stances[stance].label.split(), *words(summary).split()}
    if at is not None:
        known.update(place_in_words(issue, at, ENGLISH).split())
    return known


def marked_words(difference: Tag, element: str, spoken: str) -> str:
    """Return the words in the `del` or `ins` elements, without what is spoken before them."""
    texts = [words(tag.get_text()) for tag in difference.select(element)]
    return " ".join(text.removeprefix(spoken).removesuffix(";") for text in texts)


def check_difference(difference: Tag, issue: Issue, before: Standing, statement: Statement) -> None:
    """Assert that a difference names the earlier day and has the words of its two sides alone."""
    assert before.statement and difference.summary
    assert ENGLISH.long_date(before.statement.date) in difference.summary.get_text()
    deleted = marked_words(difference, "del", "earlier: ")
    inserted = marked_words(difference, "ins", "later: ")
    assert set(deleted.split()) <= known_words(
        issue, before.stance, before.at, before.statement.summary
    )
    assert set(inserted.split()) <= known_words(
        issue, statement.stance, statement.at, statement.summary
    )
    if before.stance != statement.stance:
        assert ENGLISH.words.stances[before.stance].label in deleted


def test_differences_hold_the_words_of_both_statements(site: Path, dataset: Dataset) -> None:
    """Each statement but a party's first says what it took from the one before and added."""
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
                if found:
                    before = standing_on(position, max(one.date for one in earlier))
                    check_difference(found, issue, before, statement)


def test_what_is_new_since_the_last_visit_is_marked(
    chromium: Browser, served: str, dataset: Dataset
) -> None:
    """A first visit marks nothing; a later one marks exactly the unseen entries, on home too."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{served}changes/")
    assert page.locator(".new").count() == 0
    assert dataset.statement_count <= page.evaluate("JSON.parse(localStorage.seen).entries.length")
    page.evaluate(FORGET_THREE)
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
    context.add_init_script(NO_STORAGE)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{served}changes/")
    assert page.locator(".changes > li").count() > 0
    assert errors == []
    context.close()
