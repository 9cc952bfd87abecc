"""The order of the packages: the contracts of pyproject.toml, as ARCHITECTURE.md gives them."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
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
