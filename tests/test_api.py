"""The public interface: its page, whose examples run, and what can be imported without waiting."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import stickingpoints
from conftest import ROOT
from small import small_project

PAGE = (ROOT / "API.md").read_text(encoding="utf-8")


def test_the_examples_of_the_page_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The examples run in order, as one program, and show what the page says that they show."""
    small_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    program = "\n".join(re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
    exec(program, {})  # noqa: S102  the examples are ours
    output = capsys.readouterr().out
    assert "summer-share disputed 3\n" in output
    assert "disputed → proposed" in output


def test_the_page_names_what_is_public() -> None:
    """The table has a row for every public name, and for no other."""
    cells = re.findall(r"^\| (`.*?) \|", PAGE, re.MULTILINE)
    names = re.findall(r"`(\w+)", " ".join(cells))
    assert sorted(names) == sorted(stickingpoints.__all__)


def test_functions_keep_their_names() -> None:
    """`build` and `diff` stay functions when modules of the packages of that name are imported."""
    program = (
        "import stickingpoints, stickingpoints.build.build, stickingpoints.diff.base_rules\n"
        "assert callable(stickingpoints.build) and callable(stickingpoints.diff)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_reading_waits_for_no_site_generator() -> None:
    """Whoever only reads and checks loads neither MkDocs nor Typst nor the reader of PDF."""
    program = (
        "import pathlib, sys, stickingpoints\n"
        "assert stickingpoints.check(pathlib.Path(sys.argv[1])) == ()\n"
        "print(sorted({'mkdocs', 'typst', 'pikepdf', 'ruamel'}"
        " & sys.modules.keys()))"
    )
    data = ROOT / "tests" / "reading" / "base"
    done = subprocess.run(
        [sys.executable, "-c", program, data], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_the_version_is_that_of_the_installed_package() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+(\.dev\d+)?", stickingpoints.__version__)
