"""Renew the picture in the README: `python tests/screenshots.py`, after `make site`."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import sync_playwright

import browser as browsers
from conftest import ROOT, serve
from windows import FLAGS


def main() -> None:
    """Take the home page of the built site, light, at 1280 by 800."""
    target = ROOT / ".github" / "home.png"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browsers.installed(), args=FLAGS)
        for address in serve(ROOT / "site"):
            page = browser.new_page(viewport={"width": 1280, "height": 800}, color_scheme="light")
            page.goto(address)
            page.screenshot(path=target)
        browser.close()
    print(f"Renewed {target.relative_to(Path.cwd())}")


if __name__ == "__main__":
    main()
