"""The command line: its version, its help, and where it prints what."""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

import stickingpoints
from conftest import ROOT
from diff.repository import Repository
from stickingpoints import cli

GUIDE = (ROOT / "guide" / "docs" / "commands.md").read_text(encoding="utf-8")
BASE = ROOT / "tests" / "reading" / "base" / "issues.yaml"
COMMANDS = re.findall(r"^### stickingpoints ([a-z]+)$", GUIDE, re.MULTILINE)


def printed(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Return what a successful call prints."""
    assert cli.main(arguments) == 0
    return capsys.readouterr().out


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(["--version"], capsys) == f"stickingpoints {stickingpoints.__version__}\n"


def test_the_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """Each is listed, in the order of the guide; the exit statuses follow."""
    commands, _, statuses = printed(["--help"], capsys).partition("Exit status:\n")
    assert re.findall(r"^  ([a-z]+)\b  ", commands, re.MULTILINE) == COMMANDS
    assert re.findall(r"^    (\d+) ", statuses, re.MULTILINE) == ["0", "1", "2", "130"]


@pytest.mark.no_cover
@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_has_an_example(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The example calls the command with options that it has."""
    text = " ".join(printed([command, "--help"], capsys).split())
    options, _, example = text.partition("Example: stickingpoints ")
    called, *arguments = example.split()
    assert called == command
    given = {argument for argument in arguments if argument.startswith("--")}
    assert given <= set(re.findall(r"--[a-z]+", options))


# What is printed, and where


class Terminal(io.StringIO):
    """An output that says that it is a terminal."""

    def isatty(self) -> bool:
        """Return that it is one."""
        return True


@pytest.fixture
def faulty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project whose data has one error, as the current folder."""
    (tmp_path / "data").mkdir()
    text = BASE.read_text(encoding="utf-8").replace("stance: rejects", "stance: refuses", 1)
    (tmp_path / "data" / "issues.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    return tmp_path


@pytest.mark.usefixtures("faulty")
def test_problems_have_colours_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR and a dumb terminal get the same text without any."""
    shown = {}
    for variable, value in (("TERM", "xterm"), ("NO_COLOR", "1"), ("TERM", "dumb")):
        monkeypatch.setenv(variable, value)
        screen = Terminal()
        monkeypatch.setattr(sys, "stdout", screen)
        assert cli.main(["check"]) == 1
        shown[value] = screen.getvalue()
        monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[31m[unknown-word]\x1b[0m" in shown["xterm"]
    assert "\x1b" not in shown["1"]
    assert shown["dumb"] == shown["1"] == click.unstyle(shown["xterm"])


@pytest.mark.usefixtures("faulty")
def test_a_result_for_a_machine_is_alone_on_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    """Steps go to stderr, where they are asked for."""
    assert cli.main(["check", "--format", "json", "--verbose"]) == 1
    output = capsys.readouterr()
    assert [problem["rule"] for problem in json.loads(output.out)["problems"]] == ["unknown-word"]
    assert output.err == "Working on the data …\nWorking on the written pages …\n"
    assert cli.main(["check", "--format", "json"]) == 1
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("faulty")
def test_the_steps_on_a_terminal_leave_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is written over the one before, and the line is empty in the end."""
    screen, other = Terminal(), Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("COLUMNS", "20")
    cli.main(["check"])
    first, second, *rest = re.split(r"\r {19}\r", screen.getvalue())[1:]
    assert (first, second) == ("Working on the data", "Working on the writ")
    assert rest == [""]
    monkeypatch.setattr(sys, "stderr", other)
    cli.main(["check", "--quiet"])
    assert other.getvalue() == ""


@pytest.mark.usefixtures("faulty")
def test_a_quiet_check_prints_problems_only(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--quiet"]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert "[unknown-word]" in line


@pytest.mark.usefixtures("faulty")
def test_problems_are_errors_where_they_are_not_the_result(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A build prints them on stderr."""
    Path("mkdocs.yml").write_text("site_name: Sel\n", encoding="utf-8")
    assert cli.main(["build"]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert "[unknown-word]" in output.err


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("chek", 'unknown command "chek"; did you mean "check"?'),
        ("check --fromat json", "No such option '--fromat'. (Did you mean one of: '--format'"),
        ("new statment", "Invalid value for 'KIND': 'statment' is not one of 'issue', 'party'"),
        ("fmt --check --suggest", "--check and --suggest exclude each other; choose one"),
        ("serve --port 99999", "Invalid value for '--port'"),
    ],
)
@pytest.mark.usefixtures("faulty")
def test_a_wrong_call_says_what_is_right(
    call: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(call.split()) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert message in output.err


# Where a project is, and where it is not


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("check --root nowhere", "there is no project folder nowhere; name it with --root, or"),
        ("new source --id x --root nowhere", "stickingpoints init nowhere"),
        ("build --root 'my talks'", "stickingpoints init 'my talks'"),
        ("check", "there is no data folder data; name it with --data, or the project with --root"),
        ("build --data elsewhere", "there is no data folder elsewhere"),
        ("fmt --root .", "or create a project with: stickingpoints init my-talks"),
    ],
)
def test_a_project_that_is_not_there(
    call: str,
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The message names the folder, the option for it, and what creates a project."""
    monkeypatch.chdir(tmp_path)
    assert cli.main(shlex.split(call)) == 2
    output = capsys.readouterr()
    assert message in output.err
    assert (output.out, list(tmp_path.rglob("*.yaml"))) == ("", [])


def test_settings_that_are_not_there(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder with data is no project without its settings."""
    assert cli.main(["pdf", "--root", str(faulty)]) == 2
    assert f"there is no {faulty / 'mkdocs.yml'}, which holds" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["my talks", "переговори", "محادثات", "会谈 №1"])
def test_paths_in_any_script(
    name: str, faulty: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Problems name them as they are, and an editor can open the place."""
    root = faulty.rename(faulty.with_name(name))
    monkeypatch.chdir(root.parent)
    assert cli.main(["check", "--root", name]) == 1
    assert capsys.readouterr().out.startswith(f"{name}/data/issues.yaml:")
    assert cli.main(["new", "source", "--id", "x", "--data", f"{name}/more data"]) == 0
    recommended = capsys.readouterr().out.strip().partition("then run: stickingpoints ")[2]
    assert cli.main(shlex.split(recommended)) == 1
    assert f"{name}/more data/sources.yaml:" in capsys.readouterr().out


@pytest.mark.usefixtures("faulty")
def test_without_git_only_comparing_with_a_revision_fails(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """An unpacked archive can be checked, and the message says why a revision is unknown."""
    assert cli.main(["check", "--base", "main"]) == 2
    assert '"main" is no folder with data, and this is no git repo' in capsys.readouterr().err
    assert cli.main(["diff", "data"]) == 0


@pytest.mark.no_cover
def test_a_worktree_knows_the_revisions_of_its_repository(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What changed there is compared with a branch of the repository that it belongs to."""
    repository = Repository.create(tmp_path / "main")
    other = tmp_path / "other branch"
    repository.git("worktree", "add", "--quiet", "-b", "other", str(other))
    Repository(other).edit("title: Gauges", "title: Water gauges")
    assert cli.main(["diff", "main", "--root", str(other)]) == 0
    assert "Water gauges" in capsys.readouterr().out
    assert cli.main(["check", "--base", "main", "--root", str(other)]) == 1
    assert f"{other}/data/issues.yaml:" in capsys.readouterr().out


# Shells and interpreters


def test_the_module_is_the_command(tmp_path: Path) -> None:
    """`python -m stickingpoints` works where no command is on the path."""
    call = [sys.executable, "-m", "stickingpoints", "--version"]
    done = subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == f"stickingpoints {stickingpoints.__version__}\n"


COMPLETE = """\
eval "$(stickingpoints completion bash)"
complete -p stickingpoints
offered() {
    COMPREPLY=() COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
    _stickingpoints_completion stickingpoints
    echo "${COMPREPLY[*]}"
}
offered stickingpoints ex
offered stickingpoints check --fo
offered stickingpoints check --format ''
offered stickingpoints new pro
"""


def test_bash_completes(tmp_path: Path) -> None:
    """The script that `completion` prints offers commands, options and values."""
    program = tmp_path / "stickingpoints"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m stickingpoints "$@"\n', "utf-8")
    program.chmod(0o755)
    done = subprocess.run(
        ["bash", "--norc", "-c", COMPLETE],
        env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    registered, *offered = done.stdout.splitlines()
    assert registered.endswith("-F _stickingpoints_completion stickingpoints"), done.stderr
    assert offered == ["export", "--format", "text github json sarif", "provision"]
