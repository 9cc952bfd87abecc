"""What the comparison shows of a day, and what the dataset says that it must show."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

from stickingpoints.i18n.language import ENGLISH
from stickingpoints.model.records import Dataset, Issue, Position
from stickingpoints.model.standing import standing_on
from stickingpoints.text import prose
from waiting import wait_until

NO_STATEMENT = "no statement by then"

SHOWN_CELLS = r"""() => {
    const text = node => node.textContent.replace(/\s+/g, " ").trim();
    const lines = cell => [".stance", ".summary", ".when"]
        .map(selector => cell.querySelector(selector))
        .filter(Boolean)
        .map(text);
    const shown = cell => cell.offsetParent && !cell.classList.contains("other");
    const cells = row => [...row.querySelectorAll("td")]
        .filter(shown)
        .map(cell => [`${row.dataset.issue}/${cell.dataset.party}`, lines(cell)]);
    const rows = [...document.querySelectorAll("tr[data-issue]")];
    return Object.fromEntries(rows.flatMap(cells));
}"""
SHOWS_DAY = """day => {
    const status = document.querySelector("#as-of [role=status]");
    return status.textContent.startsWith(`As of ${day}:`);
}"""


def words(text: str) -> str:
    """Return the words of a text without its Markdown, with single spaces."""
    return " ".join(prose.plain(text).split())


def expected_cell(position: Position, day: str) -> list[str]:
    """Return the stance, summary and date that a cell must show of an earlier day."""
    standing = standing_on(position, day)
    if not standing.statement:
        return [NO_STATEMENT]
    return [
        ENGLISH.words.stances[standing.stance].label,
        words(standing.statement.summary),
        f"{ENGLISH.short_date(standing.statement.date)} →",
    ]


def shown_cells(page: Page) -> dict[str, list[str]]:
    """Return what each cell shows, by `issue/party`, as its visible lines."""
    return dict(page.evaluate(SHOWN_CELLS))


def column_positions(dataset: Dataset) -> Iterator[tuple[Issue, Position]]:
    """Yield each position of the comparison with its issue."""
    for issue in dataset.issues:
        for position in issue.positions:
            if dataset.party[position.party].answers == "every-issue":
                yield issue, position


def expected_cells(dataset: Dataset, day: str) -> dict[str, list[str]]:
    """Return what each cell must show of an earlier day, by `issue/party`."""
    return {
        f"{issue.id}/{position.party}": expected_cell(position, day)
        for issue, position in column_positions(dataset)
    }


def open_date_control(page: Page) -> None:
    """Unfold the date control."""
    page.locator(".another-day > summary").click()


def wait_for_day(page: Page, day: str) -> None:
    """Wait until the date control says that it shows a day."""
    wait_until(page, SHOWS_DAY, arg=ENGLISH.long_date(day))
