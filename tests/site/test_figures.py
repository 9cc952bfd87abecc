"""The figures over time and the marks of the parties, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from conftest import asset
from stickingpoints.i18n.language import ENGLISH
from stickingpoints.model import answers, order
from stickingpoints.model.records import Dataset, Issue
from stickingpoints.model.scale import place_in_words
from stickingpoints.site import scale_svg

# The words of a strip that touch another word or the mark of another party.
TOUCHING = """() => {
    const box = node => node.getBoundingClientRect();
    const over = (a, b) =>
        a.left < b.right - 1 && b.left < a.right - 1
        && a.top < b.bottom - 2 && b.top < a.bottom - 2;
    const name = node =>
        node.textContent || node.parentNode.getAttribute("class") || node.outerHTML;
    const touching = svg => {
        const words = [...svg.querySelectorAll("text")];
        const shapes = [...svg.querySelectorAll("svg > circle, svg > path")]
            .filter(shape => shape.parentNode !== svg);
        const things = [...words, ...shapes];
        return words.flatMap(word => things
            .filter(thing => thing !== word && over(box(word), box(thing)))
            .map(thing => [word.textContent, name(thing)]));
    };
    return [...document.querySelectorAll("svg.strip, svg.ticks")]
        .filter(svg => box(svg).width)
        .flatMap(touching);
}"""


def rows_in_words(dataset: Dataset, issue: Issue) -> list[list[str]]:
    """Return what the table of an issue over time must say: party, day, place, how it is known."""
    rows = []
    for position in order.positions(dataset, issue):
        name = dataset.party[position.party].name
        for statement in answers.placed(position):
            assert statement.at is not None
            place = place_in_words(issue, statement.at, ENGLISH)
            known = ENGLISH.words.attributions[statement.attribution].label
            rows.append([name, ENGLISH.short_date(statement.date), place, known])
        end = "no place known"
        if position.at is not None:
            end = place_in_words(issue, position.at, ENGLISH)
        rows.append([name, ENGLISH.short_date(dataset.as_of), end, "the editors’ conclusion"])
    return rows


# The rows of the table over time, and of each lane and label of a figure its two ends.
TABLE = """() => [...document.querySelectorAll("figure.lanes tbody tr")]
    .map(row => [...row.querySelectorAll("th, td")].map(cell => cell.textContent.trim()))"""
ENDS = """selector => [...document.querySelectorAll(selector)].map(part => {
    const box = part.getBoundingClientRect();
    return [box.left, box.right];
})"""


@pytest.mark.parametrize("width", [320, 1280])
def test_the_figure_over_time_and_its_table_say_the_same(
    scriptless: Page, served: str, dataset: Dataset, width: int
) -> None:
    """Without JavaScript, each place of the dataset is a row of the table beside its figure."""
    scriptless.set_viewport_size({"width": width, "height": 900})
    lanes = 0
    for issue in dataset.issues:
        scriptless.goto(f"{served}issues/{issue.id}/")
        rows = scriptless.evaluate(TABLE)
        if not any(answers.placed(position) for position in issue.positions):
            assert rows == []
            continue
        assert rows == rows_in_words(dataset, issue)
        ends = scriptless.evaluate(ENDS, "figure.lanes svg.lane")
        assert [end for end in ends if end[0] < 0 or end[1] > width] == []
        lanes += len(ends)
    assert lanes > 10
    scriptless.goto(f"{served}issues/fishing-quota/")
    labels = scriptless.evaluate(ENDS, "figure.plot svg text")
    assert labels
    assert [end for end in labels if end[0] < 0 or end[1] > width] == []


@pytest.mark.proof
def test_no_word_of_a_figure_touches_another_or_a_mark(
    desk: Page, served: str, dataset: Dataset
) -> None:
    """Letters and dates of a figure touch no mark but their own, and not each other."""
    with_scale = {issue.id for issue in dataset.issues if issue.scale}
    found = {}
    for address in ["", "compare/", *(f"issues/{issue.id}/" for issue in dataset.issues)]:
        desk.goto(served + address)
        if not address.startswith("issues/") or address.split("/")[1] in with_scale:
            assert desk.locator("svg.strip, svg.lane").count()
        for width in (320, 390, 1280):
            desk.set_viewport_size({"width": width, "height": 900})
            found[address, width] = desk.evaluate(TOUCHING)
    assert {where: pairs for where, pairs in found.items() if pairs} == {}


def test_marks_are_told_apart_without_colour(
    chromium: Browser, dataset: Dataset, site: Path
) -> None:
    """In one grey, the marks of any two parties differ; the same mark twice does not."""
    style = asset(site, "site.css").read_text(encoding="utf-8")
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
