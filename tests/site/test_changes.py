"""What changed between statements, and since a reader's last visit."""

from __future__ import annotations

import re
from pathlib import Path

from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from comparison_table import words
from stickingpoints.i18n.language import ENGLISH
from stickingpoints.model import answers
from stickingpoints.model.records import Dataset
from stickingpoints.model.scale import place_in_words

FORGET_THREE = """() => {
    const seen = JSON.parse(localStorage.seen);
    seen.entries.splice(0, 3);
    localStorage.seen = JSON.stringify(seen);
}"""
NO_STORAGE = """
const refuse = { get() { throw new Error("no"); } };
for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, refuse);
"""


def test_a_change_of_place_says_before_and_after(site: Path, dataset: Dataset) -> None:
    """A statement says where the party was before if it changed the place, and only then."""
    moved = 0
    for issue in dataset.issues:
        soup = BeautifulSoup(
            (site / f"issues/{issue.id}/index.html").read_text("utf-8"), "html.parser"
        )
        changes = answers.place_changes(issue)
        for position in issue.positions:
            for statement in position.statements:
                item = soup.find(id=f"{position.party}-{statement.name}")
                assert item and item.parent
                if statement.withdrawn:
                    continue
                shown = words(item.parent.get_text())
                made = [change for change in changes if change.statement is statement]
                assert shown.count("From then on: ") == len(made)
                for change in made:
                    before = place_in_words(issue, change.before, ENGLISH)
                    after = place_in_words(issue, change.after, ENGLISH)
                    assert f"Before: {before}. From then on: {after}." in shown
                    moved += 1
    assert moved > 3


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
