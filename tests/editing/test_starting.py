"""`new`: each stub has its place and comments, and is valid once it is filled in.

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

from stickingpoints import cli
from stickingpoints.editing import format as formatting
from stickingpoints.editing.yaml_layout import laid_out
from stickingpoints.reading.load import read

HERE = Path(__file__).parent
BASE = laid_out((HERE.parent / "reading" / "base" / "issues.yaml").read_text("utf-8")).replace(
    "  - id: gauges", "  # on the gauges\n  - id: gauges"
)
STUBS = {
    "issue": "issue --id locks",
    "statement": "statement --issue summer-share --party brezia --date 2031-03",
    "statement-of-no-day": "statement --issue gauges --party arvenia",
    "statement-without-a-position": (
        "statement --issue summer-share --party basin-office --date 2031-05-01"
    ),
    "statement-without-a-position-or-day": ("statement --issue summer-share --party basin-office"),
    "source": "source --id brezia-note",
    "event": "event --id fifth-meeting --date 2031-05-02",
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
    "since": "2031-05-03",
    "last": "2031-05-20",
    "interval_days": "30",
    "date": "2031-05-03",
    "attribution": "on-record",
    "stated_by": "Minister",
    "source": "sel-herald",
    "publisher": "Court of Brezia",
    "kind": "official-document",
    "accessed": "2031-05-01",
    "outcome": "Nothing came of it.",
}


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the data of a project, which is the working folder."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "issues.yaml").write_text(BASE, "utf-8")
    monkeypatch.chdir(tmp_path)
    return Path("data")


@pytest.mark.parametrize("name", STUBS)
def test_stub(
    name: str,
    data: Path,
    capsys: pytest.CaptureFixture[str],
    file_regression: FileRegressionFixture,
) -> None:
    """The change is that of the golden file, and each empty field is an error."""
    assert cli.main(["new", *shlex.split(STUBS[name])]) == 0
    output = capsys.readouterr().out
    after = (data / "issues.yaml").read_text("utf-8")
    diff = "".join(
        difflib.unified_diff(
            BASE.splitlines(keepends=True), after.splitlines(keepends=True), "before", "after", n=1
        )
    )
    golden = HERE / "stubs" / f"{name}.diff"
    file_regression.check(output + diff, fullpath=golden, encoding="utf-8")
    empty = [
        number
        for number, line in enumerate(after.splitlines(), 1)
        if re.fullmatch(r" +(- )?[a-z_]+:", line) and line.strip(" -:") in FILL
    ]
    assert {problem.place.line for problem in read(data).errors} >= set(empty)
    assert output.startswith(
        f"data/issues.yaml:{empty[0]}: a stub of the {name.partition('-')[0]}; "
        f"fill in its {len(empty)} empty fields"
    )


def test_every_golden_stub_is_compared() -> None:
    """No file is left over from a stub that is gone."""
    assert {path.stem for path in (HERE / "stubs").iterdir()} == set(STUBS)


def filled_in(text: str, values: Mapping[str, str]) -> str:
    """Return a stub with a value in each of its empty fields."""
    for field, value in values.items():
        text = re.sub(rf"(?m)^( +(?:- )?{field}:)$", rf"\1 {value}", text)
    return text


@pytest.mark.parametrize("name", STUBS)
def test_filled_in(name: str, data: Path) -> None:
    """Once each field has a value the check passes, and `fmt` keeps the comments."""
    cli.main(["new", *shlex.split(STUBS[name])])
    path = data / "issues.yaml"
    values = dict(FILL)
    if name == "issue":
        values["stance"] = "no-public-position"  # nothing is known yet of a new issue
    text = filled_in(path.read_text("utf-8"), values)
    if name == "issue":
        text = text.replace(
            "statements: []\n        # More",
            "statements: []\n        looked_in: Notes.\n        # More",
        )
    if name == "statement-of-no-day":
        text = text.replace(
            "stance: no-public-position\n        answer: Has said nothing in public\n",
            "stance: accepts\n        answer: The office reads them\n        since: 2031-05-03\n",
        )
    path.write_text(text, "utf-8")
    assert [str(problem) for problem in read(data).errors] == []
    assert formatting.formatting(data).refused == ()
    assert "# on the gauges" in laid_out(text)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("issue", "give the new issue an id of small letters"),
        ("issue --id ../x", "give the new issue an id of small letters"),
        ("issue --id gauges", 'the id "gauges" is already in use'),
        ("statement --issue gages --party arvenia", 'did you mean "gauges"?'),
        ("statement --issue gauges --party arvena", 'did you mean "arvenia"?'),
        (
            "statement --issue gauges --party arvenia --date spring",
            '"spring" is not a date; write 2025-11-25',
        ),
    ],
)
def test_no_place_for_a_stub(
    call: str, message: str, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The answer to a wrong call says what to give instead, and nothing is written."""
    assert cli.main(["new", *shlex.split(call)]) == 1
    assert message in capsys.readouterr().out
    assert (data / "issues.yaml").read_text("utf-8") == BASE


def test_the_first_event_begins_a_file(data: Path) -> None:
    """A new file begins with the line that names the schema for text editors."""
    path = data / "issues.yaml"
    path.write_text(BASE.partition("\nevents:\n")[0] + "\n", "utf-8")
    assert cli.main(["new", "event", "--id", "first", "--date", "2031-05-01"]) == 0
    lines = (data / "events.yaml").read_text("utf-8").splitlines()
    assert lines[:3] == [
        "# yaml-language-server: $schema=../schema/stickingpoints.schema.json",
        "events:",
        "  - id: first",
    ]
