"""`new`: each stub has its place and its help, and is valid once it is filled in.

`pytest --force-regen tests/editing` writes the stubs anew; a reviewer reads the difference.
"""

from __future__ import annotations

import difflib
import re
import shlex
from collections.abc import Mapping
from pathlib import Path

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from formatted_base import formatted_base
from stickingpoints import cli
from stickingpoints.editing.kinds import KINDS
from stickingpoints.problems import quantity
from stickingpoints.reading.load import read

HERE = Path(__file__).parent
BASE = formatted_base().replace("  - id: gauges", "  # on the gauges\n  - id: gauges")
DOCUMENT = """
documents:
  - id: draft
    title: Draft of the office
    issuer: Sel Basin Office
    date: 2031-04
    status: leaked
    summary: It was passed round.
    citations:
      - source: sel-herald
    provisions:
      - issue: gauges
        text: The office reads them.
        citations:
          - source: sel-herald
"""
STUBS = {
    "issue": "issue --id locks",
    "party": "party --id delta",
    "position": "position --issue summer-share --party basin-office",
    "statement": "statement --issue summer-share --party brezia --date 2031-03",
    "statement-of-the-same-day": (
        "statement --issue summer-share --party brezia --date 2031-04-01"
    ),
    "statement-without-a-position": (
        "statement --issue summer-share --party basin-office --date 2031-05-01"
    ),
    "source": "source --id brezia-note",
    "event": "event --id fifth-meeting --date 2031-05-02",
    "event-announced": "event --id sixth-meeting --date 2031-06-30",
    "document": "document --id fifth-draft",
    "provision": "provision --document draft --issue summer-share",
    "term": "term --id lock",
    "person": "person --id minister --party brezia",
    "map": "map --issue summer-share",
    "correction": "correction --issue gauges --party brezia --date 2031-05-14",
}
FILL = {
    "title": "Locks",
    "question": "Who opens the locks?",
    "status": "proposed",
    "plain_words": "Nobody has said who opens them.",
    "summary": "It was said.",
    "why_it_matters": "It matters.",
    "stance": "accepts",
    "answer": "The office opens them",
    "last": "2031-05-20",
    "interval_days": "30",
    "date": "2031-05-03",
    "key": "evening",
    "attribution": "on-record",
    "stated_by": "Minister",
    "source": "sel-herald",
    "publisher": "Court of Brezia",
    "kind": "official-document",
    "accessed": "2031-05-01",
    "outcome": "Nothing came of it.",
    "name": "Minister of Water",
    "short": "DE",
    "role": "Lies at the sea.\n    answers: where-stated",
    "issuer": "Sel Basin Office",
    "issue": "summer-share",
    "text": "Shares are equal.",
    "term": "dams",
    "meaning": "Walls across a river.",
    "by": "The basin office",
    "office": "Minister",
    "sources": "[sel-herald]",
    "records": "[brezia-2031-04-01]",
    "id": "north",
    "label": "North of the basin",
    "row": "1",
    "column": "2",
    "party": "brezia",
    "area": "north",
}
NOT_STATED = {"stance": "no-public-position", "looked_in": "Notes."}
FILL_OF = {
    "issue": NOT_STATED,
    "position": NOT_STATED,
    "document": {"status": "leaked"},
    "map": {"outcome": "not-mentioned"},
    "statement-of-the-same-day": {"stance": "proposes"},
}


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the data of a project, which is the working folder."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "issues.yaml").write_text(BASE, "utf-8")
    (tmp_path / "data" / "documents.yaml").write_text(DOCUMENT.lstrip(), "utf-8")
    monkeypatch.chdir(tmp_path)
    return Path("data")


def texts(data: Path) -> dict[str, str]:
    """Return the text of each file by its path."""
    return {path.as_posix(): path.read_text("utf-8") for path in sorted(data.glob("*.yaml"))}


def difference(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """Return what was added to the files of a folder, as a unified diff."""
    lines: list[str] = []
    for name, text in after.items():
        old = before.get(name, "").splitlines(keepends=True)
        lines += difflib.unified_diff(old, text.splitlines(keepends=True), "before", name, n=1)
    return "".join(lines)


def empty_fields(text: str) -> list[int]:
    """Return the lines of the fields that have no value, not counting what holds records."""
    numbers = []
    for number, line in enumerate(text.splitlines(), 1):
        field = re.fullmatch(r" +(?:- )?([a-z_]+):", line)
        if field and field[1] in FILL and not _holds_records(text, number):
            numbers.append(number)
    return numbers


def _holds_records(text: str, number: int) -> bool:
    """Return whether a line is the key of a list: the next line that says something is deeper."""
    line, *rest = text.splitlines()[number - 1 :]
    said = [other for other in rest if other.strip() and not other.lstrip().startswith("#")]
    indent = len(line) - len(line.lstrip())
    return bool(said) and said[0].startswith(" " * (indent + 1)) and line.lstrip()[:1] != "-"


@pytest.mark.parametrize("name", STUBS)
def test_stub(
    name: str,
    data: Path,
    capsys: pytest.CaptureFixture[str],
    file_regression: FileRegressionFixture,
) -> None:
    """The change is that of the golden file, and each empty field is an error."""
    before = texts(data)
    assert cli.main(["new", *shlex.split(STUBS[name])]) == 0
    output = capsys.readouterr().out
    after = texts(data)
    golden = HERE / "stubs" / f"{name}.diff"
    file_regression.check(output + difference(before, after), fullpath=golden, encoding="utf-8")
    (changed,) = [file for file in after if after[file] != before.get(file)]
    empty = empty_fields(after[changed])
    errors = {problem.place[:2] for problem in read(data).errors if problem.rule == "empty"}
    assert errors == {(changed, line) for line in empty}
    assert output.startswith(
        f"{changed}:{empty[0]}: a stub of the {name.partition('-')[0]}; "
        f"fill in its {quantity(len(empty), 'empty field')}, then run: stickingpoints check\n"
    )


def test_every_golden_stub_is_compared() -> None:
    """No file is left over from a stub that is gone, and every kind has one."""
    assert {path.stem for path in (HERE / "stubs").iterdir()} == set(STUBS)
    assert set(KINDS) <= set(STUBS)


def filled_in(text: str, values: Mapping[str, str]) -> str:
    """Return a stub with a value in each of its empty fields, and in `looked_in`."""
    for field, value in values.items():
        text = re.sub(rf"(?m)^( +(?:- )?{field}:)$(?!\n +(?:- |#.*\n +- ))", rf"\1 {value}", text)
    if "looked_in" in values:
        text = re.sub(
            r"(?m)^( +)statements: \[\]$(?=\n +# More)",
            rf"\1statements: []\n\1looked_in: {values['looked_in']}",
            text,
        )
    return text


def fill_in(name: str, data: Path) -> None:
    """Fill in every stub of a folder."""
    for path in data.glob("*.yaml"):
        text = filled_in(path.read_text("utf-8"), FILL | FILL_OF.get(name, {}))
        path.write_text(text, "utf-8")


@pytest.mark.proof
@pytest.mark.parametrize("name", STUBS)
def test_filled_in(name: str, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Once each field has a value the check passes, and `fmt` takes the help out."""
    before = texts(data)
    cli.main(["new", *shlex.split(STUBS[name])])
    fill_in(name, data)
    assert [str(problem) for problem in read(data).errors] == []
    assert cli.main(["fmt"]) == 0
    assert comment_lines(texts(data)) == comment_lines(before)
    assert [str(problem) for problem in read(data).errors] == []
    capsys.readouterr()
    assert cli.main(["fmt", "--check"]) == 0, capsys.readouterr().out


def comment_lines(files: Mapping[str, str]) -> list[str]:
    """Return the comments of files, except the line that names the schema."""
    lines = "\n".join(files.values()).splitlines()
    comments = [line.strip() for line in lines if line.lstrip().startswith("#")]
    return [line for line in comments if "$schema" not in line]


def test_fmt_keeps_the_help_of_what_is_not_filled_in(data: Path) -> None:
    """And an editor's own comment, wherever it stands in a stub."""
    cli.main(["new", "source", "--id", "brezia-note"])
    path = data / "issues.yaml"
    text = path.read_text("utf-8").replace(
        "    # Who published it.\n", "    # Who published it.\n    # ask the court\n"
    )
    path.write_text(text, "utf-8")
    assert cli.main(["fmt"]) == 0
    assert path.read_text("utf-8") == text
    fill_in("source", data)
    assert cli.main(["fmt"]) == 0
    filled = path.read_text("utf-8").partition("  - id: brezia-note\n")[2].partition("\n\n")[0]
    assert filled.splitlines() == [
        "    title: Locks",
        "    # ask the court",
        "    publisher: Court of Brezia",
        "    kind: official-document",
        "    accessed: 2031-05-01",
    ]


@pytest.mark.no_cover
def test_a_statement_may_come_before_its_source(data: Path) -> None:
    """Stubs are added beside stubs, and beside a record that rests on what is still to come."""
    assert cli.main(["new", *shlex.split(STUBS["statement"])]) == 0
    assert cli.main(["new", *shlex.split(STUBS["event"])]) == 0
    fill_in("statement", data)
    path = data / "issues.yaml"
    path.write_text(path.read_text("utf-8").replace("source: sel-herald", "source: x", 1), "utf-8")
    assert any(problem.rule == "unknown-source" for problem in read(data).errors)
    assert cli.main(["new", "source", "--id", "x"]) == 0


@pytest.mark.no_cover
def test_a_new_issue_and_its_records_in_any_order(data: Path) -> None:
    """A position, a statement and a correction belong to an issue that is still a stub."""
    for call in (
        "issue --id locks",
        "party --id delta",
        "statement --issue locks --party delta --date 2031-05-02",
        "position --issue locks --party basin-office",
        "statement --issue locks --party brezia --date 2031-05",
        "correction --issue locks --date 2031-05-14",
        "document --id fifth-draft --date 2031-05",
        "provision --document fifth-draft --issue locks",
    ):
        assert cli.main(["new", *shlex.split(call)]) == 0, call
    assert {problem.rule for problem in read(data).errors} >= {"empty"}
    locks = (
        texts(data)["data/issues.yaml"].partition("  - id: locks\n")[2].partition("\nevents:")[0]
    )
    assert re.findall(r"- party: ([a-z-]+)", locks) == [
        "arvenia",
        "brezia",
        "corvale",
        "delta",
        "basin-office",
    ]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("issue", "give the new issue an id of small letters"),
        ("issue --id ../x", "give the new issue an id of small letters"),
        ("issue --id gauges", 'the id "gauges" is already in use'),
        ("party --id brezia", 'the id "brezia" is already in use'),
        ("source --id a --issue gauges", "a new source takes no --issue; it takes --id"),
        ("position --issue gauges", "give the party of the new position with --party"),
        (
            "position --issue gauges --party brezia",
            '"brezia" has a position on "gauges" already; edit that one',
        ),
        (
            "statement --issue gauges --party arvenia",
            (
                "give the date of the new statement with --date, as 2025-11-25 or, where only the "
                "month is known, 2025-11; it is part of the address of the statement and"
            ),
        ),
        (
            "statement --issue gages --party arvenia --date 2031-05-01",
            'did you mean "gauges"?',
        ),
        (
            "statement --issue gauges --party arvena --date 2031-05-01",
            'did you mean "arvenia"?',
        ),
        (
            "statement --issue gauges --party arvenia --date spring",
            '"spring" is not a date; write 2025-11-25',
        ),
        ("provision --document darft --issue gauges", 'did you mean "draft"?'),
        ("correction --issue gages", 'did you mean "gauges"?'),
        ("person --id minister --party nobody", '"nobody" is not a party'),
    ],
)
def test_no_place_for_a_stub(
    call: str, message: str, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong call ends as argparse ends one; it says what to give, and nothing is written."""
    before = texts(data)
    assert cli.main(["new", *shlex.split(call)]) == 2
    output = capsys.readouterr()
    assert message in output.err and output.out == ""
    assert texts(data) == before


def test_a_file_that_cannot_be_read_is_reported(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is added to what could lose something, and the reason has its place."""
    path = data / "issues.yaml"
    text = path.read_text("utf-8")
    for old, new, message in (
        ("title: Gauges", "title: Gauges\n    title: Dams", "[duplicate-key]"),
        ("points:\n", "points: x\n", "[broken-yaml]"),
        ("corrections:\n", "corrections: x\n    lead:\n", "[wrong-type]"),
    ):
        path.write_text(text.replace(old, new, 1), "utf-8")
        before = texts(data)
        assert cli.main(["new", "source", "--id", "a"]) == 1
        assert message in capsys.readouterr().err
        assert texts(data) == before


@pytest.mark.parametrize("rest", ["", "# to come\n", "documents:\n"])
def test_the_first_record_begins_a_file(rest: str, data: Path) -> None:
    """A new file begins with the line that names the schema; an empty one is filled."""
    path = data / "documents.yaml"
    path.unlink()
    if rest:
        path.write_text(rest, "utf-8")
    assert cli.main(["new", "document", "--id", "first", "--date", "2031-05-01"]) == 0
    schema = "# yaml-language-server: $schema=../schema/stickingpoints.schema.json"
    lines = path.read_text("utf-8").splitlines()
    first = {"": [schema], "# to come\n": ["# to come"]}.get(rest, [])
    assert lines[: len(first) + 2] == [*first, "documents:", "  - id: first"]


def test_other_data_is_named_in_the_command_to_run(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command that is recommended works as it is printed."""
    data.rename("other data")
    call = ["new", "source", "--id", "a", "--data", "other data"]
    assert cli.main(call) == 0
    *_, recommended = capsys.readouterr().out.strip().partition("then run: stickingpoints ")
    assert shlex.split(recommended) == ["check", "--data", "other data"]
