"""What changed between statements, and since a reader's last visit."""

from __future__ import annotations

import re
from pathlib import Path

from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from comparison_table import words
from stickingpoints.i18n.language import ENGLISH
from stickingpoints.model.records import Dataset
from stickingpoints.model.scale import place_in_words
from stickingpoints.model.standing import standing_on


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
