"""Picture what a change does to the pages: `python tests/pictures.py BASE HEAD --to FILE`.

BASE and HEAD are projects whose sites are built in their `site` folders. For each issue that
changed, the page shows the beginning of its page and its row of the comparison, before and after.
It is one HTML file with the pictures inside, which a reviewer opens as it is.
"""

from __future__ import annotations

import argparse
import base64
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup
from playwright.sync_api import Browser, Page, sync_playwright

import browser as browsers
from conftest import serve
from stickingpoints.diff.reports import report
from windows import FLAGS

WIDTH, HEIGHT = 900, 1200  # pixels of a picture of a page, at most
MOST_ISSUES = 20
STYLE = (
    "body{font:16px/1.5 sans-serif;margin:1rem;background:#eee}"
    "div{display:grid;grid-template-columns:1fr 1fr;gap:1rem;margin-bottom:2rem}"
    "img{width:100%;background:#fff;border:1px solid #999}figure{margin:0}"
)


@dataclass(frozen=True)
class Sides:
    """What is pictured of one issue, before and after: PNG, None where it is not there."""

    title: str
    before: bytes | None
    after: bytes | None


def main() -> None:
    """Write the page of pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", type=Path, help="the project before the change")
    parser.add_argument("head", type=Path, help="the project with the change")
    parser.add_argument("--to", type=Path, default=Path("pictures.html"))
    options = parser.parse_args()
    pictured = list(pictures(options.base, options.head))
    options.to.write_text(page_of(pictured), encoding="utf-8")
    print(f"Wrote {options.to} with {len(pictured)} pairs of pictures")


def pictures(base: Path, head: Path) -> Iterator[Sides]:
    """Yield what changed of each issue, the riskiest change first."""
    issues = changed_issues(base, head)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browsers.installed(), args=FLAGS)
        for before in serve(base / "site"):
            for after in serve(head / "site"):
                for issue in issues[:MOST_ISSUES]:
                    yield from _of_issue(browser, (before, after), issue)
        browser.close()


def changed_issues(base: Path, head: Path) -> list[str]:
    """Return the issues that a change is about, by id, the riskiest change first."""
    changes = report(str(base), str(head), head / "data").changes
    ids = [change.group.id for change in changes if change.group.section == "issue"]
    return list(dict.fromkeys(ids))


def _of_issue(browser: Browser, sites: tuple[str, str], issue: str) -> Iterator[Sides]:
    tops = [_beginning(browser, f"{site}issues/{issue}/") for site in sites]
    rows = [_row(browser, f"{site}compare/", issue) for site in sites]
    for title, (before, after) in ((issue, tops), (f"{issue} in the comparison", rows)):
        if before != after:
            yield Sides(title, before, after)


def _beginning(browser: Browser, address: str) -> bytes | None:
    page = _opened(browser, address)
    if page is None:
        return None
    picture = page.screenshot(clip={"x": 0, "y": 0, "width": WIDTH, "height": HEIGHT})
    page.close()
    return picture


def _row(browser: Browser, address: str, issue: str) -> bytes | None:
    page = _opened(browser, address)
    if page is None:
        return None
    row = page.locator(f"tr[data-issue='{issue}']")
    picture = row.screenshot() if row.count() else None
    page.close()
    return picture


def _opened(browser: Browser, address: str) -> Page | None:
    """Return an opened page, None if the site has none at this address."""
    page = browser.new_page(
        viewport={"width": WIDTH, "height": HEIGHT}, java_script_enabled=False
    )  # without the reader's clock, which ages the pages
    answer = page.goto(address)
    if answer is None or not answer.ok:
        page.close()
        return None
    return page


def page_of(pictured: list[Sides]) -> str:
    """Return the page that shows the pictures, before on the left and after on the right."""
    parts = [_section(sides) for sides in pictured] or ["<p>No issue looks otherwise.</p>"]
    head = f'<!doctype html><meta charset="utf-8"><title>What changed</title><style>{STYLE}</style>'
    return "\n".join([head, "<h1>What changed, before and after</h1>", *parts, ""])


def _section(sides: Sides) -> str:
    figures = Markup("").join(
        _figure(name, picture)
        for name, picture in (("before", sides.before), ("after", sides.after))
    )
    return Markup("<h2>{}</h2><div>{}</div>").format(sides.title, figures)


def _figure(name: str, picture: bytes | None) -> Markup:
    if picture is None:
        return Markup("<figure><figcaption>{}: not there</figcaption></figure>").format(name)
    encoded = base64.b64encode(picture).decode()
    return Markup(
        '<figure><figcaption>{}</figcaption><img alt="{}" src="data:image/png;base64,{}"></figure>'
    ).format(name, name, encoded)


if __name__ == "__main__":
    main()
