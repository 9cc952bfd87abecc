"""Find a browser for the tests, or install one.

`python tests/browser.py` says which it is, or what to install. Chromium's headless shell comes
first: it is the same browser without windows, and opens a page in a third of the time. Where it is
missing, Debian's package is tried, then Playwright's own; failing both, any Chromium or Chrome
will do.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

SHELL = "chromium-headless-shell"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# A machine without a network learns so in seconds.
_IMPATIENT = ("-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=20")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def installed() -> str | None:
    """Return the path of the installed browser that suits the tests best, None if there is none."""
    return _shell() or _any_browser()


def install() -> str | None:
    """Install the headless shell where possible; return the path of a browser, None without one."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        print(f"Installing the Debian package {SHELL} …", flush=True)
        _try(["apt-get", "update", "-qq", *_IMPATIENT])
        _try(["apt-get", "install", "-y", "-qq", "--no-install-recommends", SHELL])
    if not _shell():
        print("Fetching Playwright's own headless Chromium …", flush=True)
        _try([sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"])
    return installed()


def _shell() -> str | None:
    return shutil.which(SHELL) or _playwrights_own()


def _any_browser() -> str | None:
    on_path = next((path for name in NAMES if (path := shutil.which(name))), None)
    return on_path or (str(MAC) if MAC.exists() else None)


def _playwrights_own() -> str | None:
    """Return the path of the headless shell that Playwright keeps, None if it was not fetched."""
    with sync_playwright() as playwright:
        browser = Path(playwright.chromium.executable_path)
    folder = next(parent for parent in browser.parents if parent.name.startswith("chromium-"))
    shells = folder.with_name(folder.name.replace("chromium", "chromium_headless_shell", 1))
    return next((str(path) for path in shells.glob("*/*headless*shell*")), None)


def _try(command: list[str]) -> None:
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)


def main() -> int:
    """Say which browser the tests will use; 1 if there is none."""
    path = _shell() or install()
    if path is None:
        print(
            "No browser for the tests: install Chromium or Google Chrome "
            "(Debian: apt-get install chromium) and run make test again."
        )
        return 1
    print(f"Browser for the tests: {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
