"""The page that shows the counts by party."""

from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup

from stickingpoints.model.records import Dataset


def test_the_numbers_of_fairness(site: Path, dataset: Dataset) -> None:
    """The page, linked from Method, has each party's counts and the rule of their order."""
    soup = BeautifulSoup((site / "method/fairness/index.html").read_text("utf-8"), "html.parser")
    rows = [
        [cell.get_text(strip=True) for cell in row.select("th, td")]
        for row in soup.select("section[aria-labelledby=parties] tbody tr")
    ]
    for party, row in zip(dataset.parties, rows, strict=True):
        positions = [
            position
            for issue in dataset.issues
            for position in issue.positions
            if position.party == party.id
        ]
        statements = [statement for position in positions for statement in position.statements]
        on_record = sum(
            one.attribution in ("on-record", "official-document") for one in statements
        ) / len(statements)
        assert [party.name, str(len(positions)), str(len(statements)), f"{on_record:.0%}"] == row[
            :4
        ]
    assert dataset.party_order_rule in soup.get_text()
    method = BeautifulSoup((site / "method/index.html").read_text("utf-8"), "html.parser")
    assert method.select_one("footer a[href='fairness/']")
