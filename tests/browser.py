"""Find a browser for the tests, or install one.

`python tests/browser.py` says which it is, or what to install. An installed Chromium or Chrome
comes first; then Debian's package, where packages may be installed; then Playwright's own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def installed() -> str | None:
    """Return the path of an installed browser, None if there is none."""
    on_path = next((path for name in NAMES if (path := shutil.which(name))), None)
    if on_path or MAC.exists():
        return on_path or str(MAC)
    own = _playwrights_own()
    return own if own and Path(own).exists() else None


def install() -> str | None:
    """Install a browser and return its path, None if that is not possible here."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing the Debian package chromium …", flush=True)
        _try(["apt-get", "update", "-qq"])
        _try(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"])
    if not installed():
        print("Fetching Playwright's own Chromium …", flush=True)
        _try([sys.executable, "-m", "playwright", "install", "chromium"])
    return installed()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _try(command: list[str]) -> None:
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)


def main() -> int:
    """Say which browser the tests will use; 1 if there is none."""
    path = installed() or install()
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
