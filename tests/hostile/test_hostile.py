"""No input hangs a command, fills the memory or ends in a traceback.

What is wrong is reported with its place. The commands run in one child process (`runner.py`), which
forks for each and sets limits far above what is promised: a runaway is stopped before it takes too
much of the machine.
"""

from __future__ import annotations

import datetime
import io
import json
import os
import resource
import subprocess
import sys
import zipfile
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from hostile import corpus
from stickingpoints import cli
from stickingpoints.build import offline_zip
from stickingpoints.checks import hosts
from stickingpoints.cli import checking
from stickingpoints.problems import Place, Problem, forbidden_in

pytestmark = pytest.mark.proof
TESTS = Path(__file__).parents[1]
CASES = list(corpus.cases())


@pytest.fixture(scope="module")
def runs(request: pytest.FixtureRequest) -> Mapping[str, list[dict[str, Any]]]:
    """Return what came of the commands on every case, by case; `make fuzz` runs all of them."""
    environment = {**os.environ, "PYTHONPATH": str(TESTS), "PYTHONIOENCODING": "utf-8"}
    chosen = ["--every-command"] if request.config.getoption("--every-command") else []
    done = subprocess.run(
        [sys.executable, "-m", "hostile.runner", *chosen],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    runs_by_case = defaultdict(list)
    for line in done.stdout.splitlines():
        result = json.loads(line)
        runs_by_case[result["case"]].append(result)
    return runs_by_case


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_command_answers(
    case: corpus.Case, runs: Mapping[str, list[dict[str, Any]]], pytestconfig: pytest.Config
) -> None:
    """Every command ends with an answer in words, and the first says what it has to.

    Nobody's secret is in it.
    """
    runs_of_case = runs[case.name]
    every_command = pytestconfig.getoption("--every-command")
    assert len(runs_of_case) == len(case.all_commands if every_command else case.commands)
    for run in runs_of_case:
        assert run["status"] in (0, 1, 2), run
        assert "Traceback" not in run["output"], run["output"]
        assert "hunter2" not in run["output"]
        if "--format github" not in run["command"]:
            assert not any(line.startswith("::") for line in run["output"].splitlines())
            assert "##[" not in run["output"]
    assert case.says in runs_of_case[0]["output"]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a sound project, which is the working folder."""
    corpus.sound_project(tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path / "project"


def run(*command: str, **more: Any) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "stickingpoints", *command],
        capture_output=True,
        text=True,
        check=False,
        **more,
    )


# Machines that do not do what they should


def test_a_full_disk(project: Path) -> None:
    """What was there before stays, nothing is left beside it, and one line says why."""
    run("schema", "--to", "schemas/own.json")
    before = (project / "schemas" / "own.json").read_bytes()
    limits = (1_000, resource.RLIM_INFINITY)
    done = run(
        "schema",
        "--to",
        "schemas/own.json",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limits),
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "stickingpoints: cannot write schemas/own.json: File too large; "
        "what was there before is untouched\n"
    )
    assert (project / "schemas" / "own.json").read_bytes() == before
    assert [path.name for path in (project / "schemas").iterdir()] == ["own.json"]


def test_a_full_disk_while_data_is_laid_out(project: Path) -> None:
    """The data stays as it is, and one line says why."""
    before = (project / "data" / "issues.yaml").read_bytes()
    limits = (1_000, resource.RLIM_INFINITY)
    done = run("fmt", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limits))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("stickingpoints: ") and done.stderr.endswith(": File too large\n")
    assert (project / "data" / "issues.yaml").read_bytes() == before


@pytest.mark.usefixtures("project")
def test_an_output_that_takes_nothing() -> None:
    """An output on a full disk is reported; a reader that has gone gets no message."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "stickingpoints", "check"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (
        2,
        "stickingpoints: the operating system says: No space left on device\n",
    )
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "stickingpoints", "check"],
        stdout=writer,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.usefixtures("project")
def test_an_interruption(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C ends a command with one line and the status that shells give it."""

    def interrupted(_: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(checking, "read", interrupted)
    assert cli.main(["check"]) == 130
    assert capsys.readouterr() == ("", "\nstickingpoints: interrupted\n")


# What is somebody else's


@pytest.mark.parametrize(
    "command", ["pdf --to other", "schema --to other", "fields --to other", "export --to other"]
)
def test_a_file_of_somebody_else_is_kept(command: str, project: Path) -> None:
    """A command writes over nothing that it did not write, and says so."""
    (project / "other").write_text("a thesis of many words\n", encoding="utf-8")
    assert cli.main(command.split()) in (1, 2)
    assert (project / "other").read_text("utf-8") == "a thesis of many words\n"


def test_a_folder_of_somebody_else_is_kept(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An export goes into a new or an empty folder, or over an earlier export."""
    before = sorted(project.rglob("*"))
    assert cli.main(["export", "--to", "docs"]) == 2
    assert capsys.readouterr().err == (
        "stickingpoints: docs holds other files than an earlier export, so it is not replaced; "
        "name a new or an empty folder with --to\n"
    )
    assert sorted(project.rglob("*")) == before


@pytest.mark.parametrize(
    "command", ["pdf --to made/own.pdf", "schema --to made/own.json", "export --to made/export"]
)
def test_what_a_command_wrote_it_writes_again(
    command: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A second run replaces what the first one wrote, with the same bytes."""
    (project / "mkdocs.yml").write_text("site_name: River Talks\n", encoding="utf-8")
    assert cli.main(command.split()) == 0, capsys.readouterr()
    first = {path: path.read_bytes() for path in (project / "made").rglob("*") if path.is_file()}
    assert cli.main(command.split()) == 0, capsys.readouterr()
    assert {
        path: path.read_bytes() for path in (project / "made").rglob("*") if path.is_file()
    } == first


def test_a_link_is_replaced_and_not_followed(project: Path) -> None:
    """What a link leads to stays as it is, be it a schema too."""
    cli.main(["schema", "--to", "elsewhere.json"])
    (project / "elsewhere.json").write_text('{"title": "A file of data/"}', encoding="utf-8")
    (project / "link.json").symlink_to("elsewhere.json")
    assert cli.main(["schema", "--to", "link.json"]) == 2
    assert (project / "elsewhere.json").read_text("utf-8") == '{"title": "A file of data/"}'


# Lines, letters, dates, hosts


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x\n::stop-commands::x", "x\\n::stop-commands::x"),
        ("x\r::error file=a::b", "x\\r::error file=a::b"),
        ("##[error]x", "#\\#[error]x"),
        ("\u2028::x", "\\u2028::x"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("\udcff.yaml", "\\udcff.yaml"),
        ("\x1b[2J", "\\x1b[2J"),
    ],
)
def test_a_problem_is_one_line(text: str, shown: str) -> None:
    """No name of a file, trail or message can begin a line or command the machine."""
    line = str(Problem(Place(text, 1, 1, 1), "rule", text, text))
    assert line == f"{shown}:1:1: [rule] {shown}: {shown}"


@pytest.mark.parametrize(
    "text",
    ["نمی\u200cخواهم", "👩\u200d🚒", "שלום C++\u200e, עולם", "مرحبا\u061c!", "Zürich – „Wasser“"],
)
def test_letters_that_people_write_are_taken(text: str) -> None:
    """Joiners of Persian and of emoji belong to their texts.

    So do marks of direction among right-to-left letters.
    """
    assert not forbidden_in(text).search(text)


@pytest.mark.parametrize(
    ("year", "written"), [(1815, (1980, 1, 1)), (2031, (2031, 6, 9)), (2200, (2107, 12, 31))]
)
def test_a_site_of_any_century_can_be_packed(
    year: int, written: tuple[int, int, int], tmp_path: Path
) -> None:
    """The archive's entries bear the day of the content, or the nearest that the format can say."""
    (tmp_path / "index.html").write_text("x", encoding="utf-8")
    packed = offline_zip.offline(tmp_path, "talks", datetime.date(year, 6, 9))
    (entry,) = zipfile.ZipFile(io.BytesIO(packed)).infolist()
    assert entry.date_time[:3] == written


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "0x7f.1",
        "[fe80::1]",
        "db.internal",
        "localhost",
        "аpple.example",
        "XN--80AK6AA92E.example",
        "١٢٧.example",
    ],
)
def test_doubtful_hosts(host: str) -> None:
    """Each is reported, whatever is around it."""
    assert hosts.doubt(f"https://{host}:8000/path") and hosts.doubt(f"https://{host}")


@pytest.mark.parametrize(
    "host",
    [
        "herald.example",
        "a-b.example.org.",
        "1-2-3.example",
        "localhost.example",
        "127.0.0.1.example",
    ],
)
def test_plain_hosts(host: str) -> None:
    """An ordinary name is not."""
    assert hosts.doubt(f"https://{host}/xn--/127.0.0.1") == ""


def test_a_lock_that_cannot_be_opened_is_not_written_anew(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What it holds may be whole: the checked quotes are not lost to a slip."""
    (project / "elsewhere.lock").write_text('{"schema": 1, "quotes": []}', encoding="utf-8")
    (project / "data" / "quotes.lock").symlink_to("../elsewhere.lock")
    assert cli.main(["verify", "--copies", "copies"]) == 1
    assert capsys.readouterr().err.startswith(
        "data/quotes.lock:1:1: [unreadable] this is a link, which is not read"
    )
    assert (project / "data" / "quotes.lock").is_symlink()
