"""The guide: its tables are generated from the code, its example works, and it builds."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from forge import ROOT
from stickingpoints.checks import rules
from stickingpoints.cli import main
from stickingpoints.reading.load import read
from stickingpoints.site import WRITTEN

GUIDE = ROOT / "guide" / "docs"
EDIT = GUIDE / "edit.md"
BASE = ROOT / "tests" / "reading" / "base" / "issues.yaml"


def blocks(language: str) -> list[str]:
    """Return the indented code blocks of the worked example, without their own indent."""
    text = EDIT.read_text(encoding="utf-8").partition("## One change")[2].partition("\n## ")[0]
    fenced = re.findall(rf"(?s)   ```{language}\n(.*?)   ```", text)
    return [re.sub("(?m)^   ", "", block) for block in fenced]


class Editor:
    """Edits the invented data as the example says, and reads the output of the check."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        text, self.capsys = BASE.read_text(encoding="utf-8"), capsys
        head, sources, issues = re.split(r"\n(?=sources:\n|issues:\n)", text)
        self.sources, self.issues = (
            folder / "data" / "sources.yaml",
            folder / "data" / "issues.yaml",
        )
        self.sources.parent.mkdir()
        self.sources.write_text(sources, encoding="utf-8")
        self.issues.write_text(f"{head}\n{issues}", encoding="utf-8")

    def replace(self, old: str, new: str) -> None:
        """Put `new` in the place of the first `old` of the issues."""
        text = self.issues.read_text(encoding="utf-8")
        assert old in text
        self.issues.write_text(text.replace(old, new, 1), encoding="utf-8")

    def check(self, *options: str) -> list[str]:
        """Return the errors that the check prints."""
        main(["check", *options])
        *problems, _ = self.capsys.readouterr().out.splitlines()
        return [line for line in problems if ": warning: " not in line]


def test_the_example_goes_as_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The check prints what the example shows, and passes in the end."""
    monkeypatch.chdir(tmp_path)
    editor = Editor(tmp_path, capsys)
    statement, source, position = blocks("yaml")
    first, second = (answer.splitlines() for answer in blocks("text"))
    newest = "          - date: 2031-04-01\n"

    editor.replace(newest, statement + newest)
    assert editor.check() == first

    editor.sources.write_text(
        f"{editor.sources.read_text(encoding='utf-8').rstrip()}\n{source}", encoding="utf-8"
    )
    editor.replace("stance: accept\n", "stance: accepts\n")
    assert editor.check() == second

    head = (
        "      - party: brezia\n"
        "        stance: proposes\n"
        "        answer: Shares by area, or equal ones\n"
        "        since: 2031-04-01\n"
        "        at: [by-area, equal]\n"
        "        summary: Brezia proposes shares by area, or equal ones.\n"
    )
    editor.replace(head, position)
    assert editor.check() == []


def printed_blocks(heading: str) -> list[str]:
    """Return the YAML blocks of a section as they are printed."""
    text = EDIT.read_text(encoding="utf-8").partition(f"## {heading}")[2]
    return re.findall(r"(?s)\n```yaml\n(.*?)```", text.partition("\n## ")[0])


def test_a_correction_and_a_withdrawal_can_be_pasted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As they are printed, each in its place, they are valid changes of what was published."""
    monkeypatch.chdir(tmp_path)
    editor = Editor(tmp_path, capsys)
    shutil.copytree("data", "published")
    summary, correction, withdrawal = printed_blocks("New statement, correction, or withdrawal")

    editor.replace(
        "            summary: The council asked for more than an equal share.\n", summary
    )
    (error,) = editor.check("--base", "published")
    assert "[uncorrected] issues › summer-share › corvale › statement 2031-01-15" in error
    editor.replace("    review:\n", f"{correction}    review:\n")
    assert editor.check("--base", "published") == []

    end = "                quote: Brezia would settle for its fields\n"
    end += "                quote_kind: outlet-words\n"
    editor.replace(end, end + withdrawal)
    assert editor.check("--base", "published") == []
    assert len(read(Path("data")).sound().issues[0].corrections) == 1


def test_the_stubs_are_those_of_the_example(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The commands run as they are printed, one after the other, before anything is filled in."""
    monkeypatch.chdir(tmp_path)
    editor = Editor(tmp_path, capsys)
    text = EDIT.read_text(encoding="utf-8")
    calls = re.findall(r"(?m)^    stickingpoints new (\w.+)$", text)
    assert len(calls) > 1
    for call in calls:
        assert main(["new", *shlex.split(call)]) == 0, call
    capsys.readouterr()
    assert {line.partition("[")[2].partition("]")[0] for line in editor.check()} == {"empty"}


def test_the_tables_are_those_of_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tables of the guide are up to date; `make generated` updates them."""
    monkeypatch.chdir(ROOT)
    assert main(["fields", "--check", "--to", "guide/docs"]) == 0


def test_a_table_that_is_behind_is_named_and_renewed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "CONTRIBUTING.md"
    path.write_text(
        "Before\n<!-- fields -->\n<!-- /fields -->\nBetween\n<!-- rules -->\n<!-- /rules -->\n"
        "<!-- commands -->\nbehind\n<!-- /commands -->\n"
        "<!-- placeholders -->\n<!-- /placeholders -->\nAfter\n",
        encoding="utf-8",
    )
    assert main(["fields", "--check", "--to", str(path)]) == 1
    assert "a table is out of date" in capsys.readouterr().out
    assert main(["fields", "--to", str(path)]) == 0
    assert main(["fields", "--check", "--to", str(path)]) == 0
    text = path.read_text(encoding="utf-8")
    assert text.startswith("Before\n") and text.endswith("After\n") and "behind" not in text


@pytest.mark.parametrize(
    "row",
    [
        "| `title`\\* | text, at most 60 characters | One to four words. |",
        (
            "| `scale` | [Scale](#scale) | "
            "The options in order, where they can be ordered neutrally. |"
        ),
        "| `positions`\\* | list of [Position](#position) | One for each party. |",
        "| `at` | id or list of 2 ids | Point on the issue's scale, or the two ends of a range. |",
        (
            "| `citations`\\* | list of at least 1 [Citation](#citation) | "
            "The sources, the strongest first. |"
        ),
        (
            "| `trend` | `narrowing`, `unchanged`, `widening` | "
            "Whether the gap narrows or widens, if the record says. |"
        ),
        (
            "| `lead` | `true`, `false` | "
            "Whether it is one of the points shown first on the home page. |"
        ),
        "| `interval_days`\\* | whole number, 1 to 3650 | Days until the next is due. |",
        "| `accessed`\\* | day, as `2025-11-25` | Day on which an editor read it. |",
        "| `schema`\\* | `1` | Version of this form: 1. |",
    ],
)
def test_a_field_is_described_in_words(row: str) -> None:
    """A field's row says whether it is required, which values it takes, and what it means."""
    assert row in (GUIDE / "fields.md").read_text(encoding="utf-8").splitlines()


def test_every_rule_is_in_the_table() -> None:
    """An editor who meets a rule in a message finds it in the guide, with what it asks for."""
    text = (GUIDE / "rules.md").read_text(encoding="utf-8")
    rows = re.findall(r"(?m)^\| `([a-z0-9-]+)` \| .+ \|$", text)
    assert rules.BY_ID.keys() - set(rows) == set()


def test_a_file_without_the_marks_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "CONTRIBUTING.md"
    path.write_text("Nothing\n", encoding="utf-8")
    assert main(["fields", "--to", str(path)]) == 1
    assert (
        "CONTRIBUTING.md:1:1: [no-marks] "
        "the comments <!-- fields --> and <!-- /fields --> are not here" in capsys.readouterr().err
    )
    assert path.read_text(encoding="utf-8") == "Nothing\n"


def test_the_page_on_open_data_is_that_of_the_sites() -> None:
    """Whoever reads the guide reads what a site promises; `make generated` copies it."""
    assert (GUIDE / "data.md").read_bytes() == (WRITTEN / "data.md").read_bytes()


@pytest.mark.slow
def test_the_guide_builds(tmp_path: Path) -> None:
    """Plain MkDocs finds every page and every link; the pages of the rules have their rules."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"),
            *("--config-file", str(ROOT / "guide" / "mkdocs.yml"), "--site-dir", str(tmp_path)),
        ],
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "missing-party" in (tmp_path / "rules.html").read_text(encoding="utf-8")
