"""The problems of a check as annotations, summary, JSON and SARIF, for one invalid dataset.

`pytest --force-regen tests/editing` writes them anew; a reviewer reads the difference.
"""

from __future__ import annotations

import ast
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from stickingpoints import cli
from stickingpoints.checks import report_formats, rules
from stickingpoints.problems import Place, Problem
from stickingpoints.reading.load import read
from stickingpoints.text import markdown

HERE = Path(__file__).parent
CASES = HERE.parent / "reading" / "cases"
GOLDEN = HERE / "reports"
SOURCE = HERE.parent.parent / "src" / "stickingpoints"
REPORTED = re.compile(r"^  \S+: (?:warning: )?\[([a-z-]+)\]", re.MULTILINE)


@pytest.fixture
def bad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project with errors and warnings, some of them hostile to a report."""
    text = (HERE.parent / "reading" / "base" / "issues.yaml").read_text("utf-8")
    for old, new in json.loads((GOLDEN / "edits.json").read_text("utf-8")):
        assert text.count(old) == 1
        text = text.replace(old, new)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "issues.yaml").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    return tmp_path


FORMS = {
    "text": "check.txt",
    "github": "annotations.txt",
    "json": "check.json",
    "sarif": "check.sarif",
}


def test_every_golden_report_is_compared() -> None:
    """No file is left over from a form that is gone."""
    names = {path.name for path in GOLDEN.iterdir()}
    assert names == {*FORMS.values(), "summary.md", "edits.json"}


@pytest.mark.usefixtures("bad")
@pytest.mark.parametrize("form", FORMS)
def test_forms(
    form: str, capsys: pytest.CaptureFixture[str], file_regression: FileRegressionFixture
) -> None:
    """Every form is that of the golden file, and the check fails in each."""
    assert cli.main(["check", "--format", form]) == 1
    printed = capsys.readouterr().out
    file_regression.check(printed, fullpath=GOLDEN / FORMS[form], encoding="utf-8")


def test_summary_holds_all(bad: Path, file_regression: FileRegressionFixture) -> None:
    """The job summary lists every problem, and what is written for machines alone leaves it be."""
    cli.main(["check"])
    assert not (bad / "summary.md").exists()
    cli.main(["check", "--format", "github"])
    written = (bad / "summary.md").read_text("utf-8")
    file_regression.check(written, fullpath=GOLDEN / "summary.md", encoding="utf-8")
    assert written.count("\n| ") - 1 == len(read(Path("data")).problems)


def test_worst_ten_first() -> None:
    """GitHub shows ten annotations: unreadable files come first, warnings last."""
    warning = Problem(Place("data/a.yaml", 1, 1, 1), "single-source", "", "…", "warning")
    error = Problem(Place("data/b.yaml", 1, 1, 1), "missing", "", "…")
    broken = Problem(Place("data/c.yaml", 1, 1, 1), "broken-yaml", "", "…")
    files = re.findall(r"file=data/(\w)", report_formats.github([*[warning] * 20, error, broken]))
    assert files == ["c", "b", *["a"] * 20]


def test_annotation_cannot_be_broken_out_of() -> None:
    """What ends a property, a command or a line is escaped (actions/toolkit, command.ts)."""
    problem = Problem(
        Place("data/a,b:c.yaml", 3, 5, 3), "missing", "x::y, 100%", "50% of\n::error::x\r"
    )
    expected = (
        "::error file=data/a%2Cb%3Ac.yaml,line=3,col=5,title=missing%3A x%3A%3Ay%2C 100%25"
        "::50%25 of%0A::error::x%0D\n"
    )
    assert report_formats.github([problem]) == expected


def test_long_summary_is_cut_by_whole_rows() -> None:
    """GitHub refuses a summary above 1 MiB; what is left out is counted."""
    problem = Problem(Place("data/a.yaml", 1, 1, 1), "missing", "", "x" * 1000)
    text = report_formats.summary([problem] * 2000)
    assert len(text.encode()) < 1_000_000
    left = int(text.rstrip().rsplit("\n", 1)[1].split(" ", 1)[0])
    assert text.count("| error |") == 2000 - left


def test_every_rule_is_declared() -> None:
    """Every rule that is reported has help, and every rule that is declared is reported."""
    declared = rules.BY_ID.keys()
    assert len(declared) == len(rules.RULES), "a rule is declared twice"
    reported = set()
    for case in CASES.glob("*.yaml"):
        reported |= set(REPORTED.findall(case.read_text("utf-8")))
    passed: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        passed |= set(rules_passed(ast.parse(path.read_text("utf-8"))))
    assert (reported | passed) - declared == set()
    # Some names are made of a noun, as "unknown-" and the noun; others come from a table.
    words = "".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py"))
    for rule in declared - passed:
        assert words.count(f'"{rule}"') > 1 or rule.startswith("unknown-"), rule


def rules_passed(module: ast.Module) -> Iterator[str]:
    """Yield the literal rules of a module: what it passes to Problem, Fault or problem()."""
    for call in ast.walk(module):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        index = {"Problem": 1, "Fault": 0, "problem": 0}.get(name)
        if index is None or len(call.args) <= index:
            continue
        rule = call.args[index]
        if isinstance(rule, ast.Constant) and isinstance(rule.value, str):
            yield rule.value


def test_sarif_has_what_the_standard_requires(bad: Path) -> None:  # noqa: ARG001  as above
    """The log has what SARIF 2.1.0 requires (3.13, 3.14, 3.18, 3.19, 3.27, 3.49)."""
    log = json.loads(report_formats.sarif(read(Path("data")).problems))
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert (log["version"], driver["name"]) == ("2.1.0", "stickingpoints")
    assert all(
        rule["help"]["text"] and rule["shortDescription"]["text"] for rule in driver["rules"]
    )
    assert run["results"]
    for result in run["results"]:
        assert_result(result, driver["rules"])


def assert_result(result: dict[str, Any], known: list[dict[str, Any]]) -> None:
    """Check one result against the standard: level, rule, place."""
    assert result["message"]["text"]
    assert result["level"] in ("none", "note", "warning", "error")
    assert known[result["ruleIndex"]]["id"] == result["ruleId"]
    (location,) = result["locations"]
    physical = location["physicalLocation"]
    assert re.fullmatch(r"[A-Za-z0-9/._~%-]+", physical["artifactLocation"]["uri"])
    assert physical["region"]["startLine"] >= 1 and physical["region"]["startColumn"] >= 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a | b", r"a \| b"),
        ("<img src=x> &amp;", r"\<img src=x\> \&amp;"),
        ("@everyone fixes #12 and GH-7", r"@&#8203;everyone fixes \#&#8203;12 and GH-&#8203;7"),
        ("one\n\n# two\t `code`", r"one \# two \`code\`"),
        ("1. one", r"1\. one"),
        (
            "www.a.example ftp://a.example me@a.example",
            "www&#8203;.a.example ftp:&#8203;//a.example me@&#8203;a.example",
        ),
        ("owner/repo#1 0123456789abcdef", r"owner/repo\#&#8203;1 012345&#8203;6789ab&#8203;cdef"),
        (
            "&#64;a &commat;a &#x40;a &#0064a :smile: a.yaml:3:4:",
            (
                r"\&\#&#8203;64;a \&commat;a \&\#&#8203;x40;a \&\#&#8203;0064a "
                r":&#8203;smile: a.yaml:3:4:"
            ),
        ),
        ("- 1. https://x.example ![a](b)", r"\- 1. https:&#8203;//x.example !\[a\]\(b\)"),
        ("${{ secrets.TOKEN }}", r"&#36;\{\{ secrets.TOKEN \}\}"),
    ],
)
def test_escaped(text: str, expected: str) -> None:
    """Text from the data is text on the forge: no markup, no mention, no link to an issue."""
    assert markdown.escaped(text) == expected


def test_sound_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without problems the forms are empty, and the check passes."""
    shutil.copytree(HERE.parent / "reading" / "base", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    assert cli.main(["check", "--format", "github"]) == 0
    assert capsys.readouterr().out == ""
    assert cli.main(["check", "--format", "sarif"]) == 0
    assert json.loads(capsys.readouterr().out)["runs"][0]["results"] == []
