"""The order of the packages: the contracts of pyproject.toml, as ARCHITECTURE.md gives them."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from conftest import ROOT


def test_imports_keep_to_the_architecture() -> None:
    """Nothing imports what is below it in the table, MkDocs or a YAML parser, but where it may."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "3 kept, 0 broken" in done.stdout


def test_the_table_gives_the_order_that_is_checked() -> None:
    """The layers of the first contract are the rows of the table, from its last to its first."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[^|]*`) \|", text, re.MULTILINE)
    names = [" : ".join(re.findall(r"`(\w+)(?:/|\.py)`", row)) for row in rows]
    assert list(reversed(names)) == layers


REQUESTS = {"urllib.request", "http.client", "requests", "urllib3", "httpx", "aiohttp", "ftplib"}


def test_only_the_fetched_site_uses_the_network() -> None:
    """No other module imports what makes a request; the local forms listen, on loopback."""
    users = {}
    for path in (ROOT / "src").rglob("*.py"):
        used = REQUESTS.intersection(_imported(path))
        if used:
            users[path.name] = used
    assert users == {"fetched_site.py": {"urllib.request", "http.client"}}


def _imported(path: Path) -> Iterator[str]:
    """Yield the name of every module that a file imports, wherever it does so."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)
