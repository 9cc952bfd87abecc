"""Completed forms: the edit from each, or why there is none; hostile ones change values at most.

Each case is a form as the forge sends it, the text of the pull request, and the diff of the data.
`pytest --force-regen tests/editing` writes the last two; a reviewer reads the difference.
"""

from __future__ import annotations

import difflib
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from pytest_regressions.file_regression import FileRegressionFixture

from formatted_base import formatted_base
from stickingpoints import cli
from stickingpoints.editing import format as formatting
from stickingpoints.editing import issue_forms
from stickingpoints.model.addresses import Site, report
from stickingpoints.reading.load import read

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PATHS = sorted((HERE / "forms").glob("*.yaml"))
HOSTILE = [path for path in PATHS if path.stem.startswith("hostile")]
OTHERS = [path for path in PATHS if path not in HOSTILE]
# They reach no branch that the others do not, and measuring that takes as long again.
UNMEASURED = [pytest.param(path, marks=pytest.mark.no_cover) for path in HOSTILE]
BASE = formatted_base()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project with the base's data, which is the working folder."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "issues.yaml").write_text(BASE, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def propose(form: object) -> int:
    """Run the command on a form."""
    Path("form.json").write_text(json.dumps(form), "utf-8")
    return cli.main(["propose", "form.json", "--day", "2031-05-21"])


@pytest.mark.parametrize("path", [*OTHERS, *UNMEASURED], ids=lambda path: path.stem)
def test_form(
    path: Path,
    project: Path,
    capsys: pytest.CaptureFixture[str],
    file_regression: FileRegressionFixture,
) -> None:
    """Output and change are those of the case; only valid, formatted data is written."""
    case: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    status = propose(case["form"])
    printed = capsys.readouterr().out
    after = (project / "data/issues.yaml").read_text("utf-8")
    changed = "".join(
        difflib.unified_diff(
            BASE.splitlines(keepends=True), after.splitlines(keepends=True), "before", "after", n=1
        )
    )
    outcome = with_outcome(path, printed, changed)
    file_regression.check(outcome, fullpath=path, encoding="utf-8")
    assert sorted(
        file.relative_to(project).as_posix() for file in project.rglob("*") if file.is_file()
    ) == ["data/issues.yaml", "form.json"]
    assert status == (0 if changed else 1)
    if changed:
        assert read(project / "data").errors == []
        assert formatting.formatting(project / "data").differing == ()


def with_outcome(path: Path, printed: str, changed: str) -> str:
    """Return the text of a case with what came of its form."""
    before = path.read_text("utf-8").partition("\nprinted: |")[0].rstrip("\n")
    text = f"{before}\nprinted: |\n{indented(printed)}"
    if changed:
        text += f"changed: |\n{indented(changed)}"
    return text


def indented(text: str) -> str:
    """Return a text as the lines of a YAML block."""
    return "".join(f"  {line}\n" if line else "\n" for line in text.splitlines())


def test_a_body_too_large(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is refused before it is parsed."""
    assert propose({"kind": "correction", "body": "### Record\n" * 100_000}) == 1
    assert "more than the 200,000 characters allowed" in capsys.readouterr().out
    assert (project / "data/issues.yaml").read_text("utf-8") == BASE


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[",
        "[]",
        '"x"',
        "null",
        "{}",
        '{"kind": ["correction"]}',
        '{"kind": "correction", "fields": []}',
        "[" * 100_000,
        "\x00",
    ],
)
def test_no_form(text: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever the file contains, the answer is a message."""
    (project / "form.json").write_text(text, "utf-8")
    assert cli.main(["propose", "form.json"]) == 1
    assert capsys.readouterr().out.startswith("Nothing was changed.")
    assert (project / "data/issues.yaml").read_text("utf-8") == BASE


def test_not_utf8(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The answer to another encoding is a message too."""
    (project / "form.json").write_bytes(b"\xff\xfe")
    assert cli.main(["propose", "form.json"]) == 1
    assert capsys.readouterr().out.endswith(
        "- form.json: byte 0xff is not UTF-8; save the file in the encoding UTF-8\n"
    )


def test_comments_stay(project: Path) -> None:
    """A proposal keeps the comments of the file, each with its record."""
    path = project / "data/issues.yaml"
    marked = BASE.replace(
        "          - date: 2031-04-01\n            summary: The court",
        "          # the letter\n          - date: 2031-04-01\n            summary: The court",
    )
    path.write_text(marked, "utf-8")
    [case] = [path for path in PATHS if path.stem == "statement"]
    form = yaml.safe_load(case.read_text("utf-8"))["form"]
    body = (
        form["body"]
        .replace("summer-share#arvenia", "summer-share#brezia")
        .replace("2031-05-10", "2031-05-11")
        .replace("rejects", "proposes")
    )
    assert propose({**form, "body": body}) == 0
    assert (
        "          # the letter\n          - date: 2031-04-01\n            summary: The court"
        in path.read_text("utf-8")
    )
    assert "          - date: 2031-05-11\n" in path.read_text("utf-8")


@pytest.mark.parametrize("kind", issue_forms.FORMS)
def test_the_forms_of_the_forge_are_those_that_are_taken(kind: issue_forms.Kind) -> None:
    """Ids, labels, choices and what is required agree with `.github/ISSUE_TEMPLATE`."""
    form = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / f"{kind}.yml").read_text("utf-8"))
    inputs = [part for part in form["body"] if part["type"] != "markdown"]
    assert tuple(field(part) for part in inputs) == issue_forms.FORMS[kind]
    assert form["labels"] == [kind]


def field(part: dict[str, Any]) -> issue_forms.Field:
    """Return the field that a part of a form of the forge asks for."""
    attributes = part["attributes"]
    return issue_forms.Field(
        part["id"],
        attributes["label"],
        part.get("validations", {}).get("required", False),
        tuple(attributes.get("options", ())),
        part["type"] == "textarea",
    )


def test_report_links_fill_in_the_form() -> None:
    """The link beside a position opens the form with the record filled in."""
    link = report(Site("Sel", repo_url="https://git.example/sel"), "summer-share#brezia-2031-02")
    match = re.fullmatch(
        r"https://git\.example/sel/issues/new"
        r"\?template=([a-z-]+\.yml)&([a-z]+)=summer-share%23brezia-2031-02",
        str(link),
    )
    assert match
    assert (ROOT / ".github" / "ISSUE_TEMPLATE" / match[1]).exists()
    assert match[2] == issue_forms.FORMS["correction"][0].id
