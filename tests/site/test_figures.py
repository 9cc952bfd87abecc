"""The figures over time and the marks of the parties, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from stickingpoints.i18n.language import ENGLISH
from stickingpoints.model.records import Dataset
from stickingpoints.model.scale import place_in_words
from stickingpoints.site import movement_svg, scale_svg


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
