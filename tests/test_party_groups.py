"""Many parties: groups, columns chosen by the reader, a shape for each of twelve."""

from __future__ import annotations

from typing import get_args

import pytest
from playwright.sync_api import Page

from climate import climate_data
from stickingpoints.i18n.language import ENGLISH
from stickingpoints.model import home_picture, order
from stickingpoints.model.records import Dataset, Mark
from stickingpoints.pdf.comparison import comparison
from stickingpoints.site.scale_svg import SHAPES


@pytest.fixture(scope="module")
def talks() -> Dataset:
    """Return the talks of twelve members."""
    return Dataset.model_validate(climate_data())


def test_twelve_parties_have_twelve_shapes(talks: Dataset) -> None:
    """No two look alike, on the site as in the PDF."""
    assert len(set(talks.mark.values())) == 12
    assert set(get_args(Mark)) == set(SHAPES)


def test_parties_of_a_group_are_beside_each_other(talks: Dataset) -> None:
    """A group is divided only where it does not fit; parties without one have no heading."""
    assert [(group.name, len(group.parties)) for group in order.party_groups(talks.parties)] == [
        ("Island states", 3),
        ("Mountain group", 3),
        ("Producers", 4),
        ("", 2),
    ]
    tables = comparison(talks, ENGLISH)
    assert [len(table["parties"]) for table in tables] == [3, 3, 4, 2]
    assert tables[0]["groups"] == [{"name": "Island states", "columns": 3}]


@pytest.mark.parametrize(
    ("parties", "columns"), [(4, [4]), (5, [5]), (6, [3, 3]), (11, [4, 4, 3]), (12, [4, 4, 4])]
)
def test_without_groups_the_tables_are_evenly_wide(parties: int, columns: list[int]) -> None:
    """No party is left alone on a page, and no group is named."""
    data = climate_data()
    del data["parties"][parties:]
    for party in data["parties"]:
        party.pop("group", None)
    tables = comparison(Dataset.model_validate(data), ENGLISH)
    assert [len(table["parties"]) for table in tables] == columns
    assert [table["groups"] for table in tables] == [[]] * len(columns)


def test_the_picture_of_the_home_page_takes_no_side(talks: Dataset) -> None:
    """Where three of twelve answers fit, it shows none."""
    assert [home_picture.positions(talks, issue) for issue in home_picture.issues(talks)] == [
        []
    ] * 3


def columns(page: Page) -> list[str]:
    """Return the heads of the columns that are shown, groups first."""
    heads = page.locator(".compare thead :is([data-members], [data-party])").all()
    return [head.inner_text().strip() for head in heads if head.get_attribute("hidden") is None]


@pytest.fixture
def compared(desk: Page, climate_served: str) -> Page:
    """Return the comparison of the talks at a desk."""
    desk.goto(f"{climate_served}compare/")
    return desk


def test_a_reader_chooses_columns_and_can_link_the_choice(compared: Page) -> None:
    """The box of a group stands for its members, and the head of the group shrinks with them."""
    compared.get_by_role("checkbox", name="Island states").uncheck()
    compared.get_by_role("checkbox", name="Producers").uncheck()
    compared.get_by_role("checkbox", name="Delta States").check()
    shown = ["Mountain group", "Producers", "", "Ridge Kingdom", "Summit Cantons", "Glacier Union"]
    shown += ["Delta States", "Free Harbour", "Great Plain"]
    assert columns(compared) == shown
    producers = compared.locator("th[data-members]", has_text="Producers")
    assert producers.get_attribute("colspan") == "1"
    compared.goto(compared.url)
    assert columns(compared) == shown


def test_topics_follow_what_is_shown(compared: Page) -> None:
    """The heading of a topic goes with its last issue, and all with another order."""
    topics = compared.locator(".compare .topic:not([hidden])")
    assert [text.strip() for text in topics.all_inner_texts()] == [
        "Mitigation",
        "Finance",
        "Others",
    ]
    compared.locator("[name=status]").select_option("agreed")
    assert [text.strip() for text in topics.all_inner_texts()] == ["Finance"]
    compared.locator("[name=status]").select_option("")
    compared.locator("[name=sort]").select_option("status")
    assert topics.count() == 0


def test_the_table_scrolls_in_its_own_box(compared: Page) -> None:
    """Names of issues and of parties stay in view; the page itself does not scroll sideways."""
    box = compared.locator(".scroller")
    box.evaluate("box => box.scrollTo(600, 500)")
    frame = box.bounding_box()
    head = compared.locator(".compare thead th", has_text="Glacier Union").bounding_box()
    issue = compared.locator("#fund th").first.bounding_box()
    assert frame and head and issue
    assert issue["x"] == frame["x"]
    assert frame["y"] <= head["y"] < frame["y"] + 80
    assert compared.evaluate("document.documentElement.scrollWidth") == 1280


def test_without_a_script_everything_is_there(scriptless: Page, climate_served: str) -> None:
    """Every column, and no control that does nothing."""
    scriptless.goto(f"{climate_served}compare/")
    assert scriptless.locator(".compare thead th[data-party]:visible").count() == 12
    assert scriptless.locator("#finder:visible").count() == 0
