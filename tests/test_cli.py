"""The command line: its version, its help, and where it prints what."""

from __future__ import annotations

import re

import pytest

import stickingpoints
from conftest import ROOT
from stickingpoints import cli

CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\| `stickingpoints ([a-z]+)` \|", CONTRIBUTING, re.MULTILINE)


def printed(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Return what a successful call prints."""
    assert cli.main(arguments) == 0
    return capsys.readouterr().out


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(["--version"], capsys) == f"stickingpoints {stickingpoints.__version__}\n"


def test_the_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """Each is listed, in the order of CONTRIBUTING; the exit statuses follow."""
    commands, _, statuses = printed(["--help"], capsys).partition("Exit status:\n")
    assert re.findall(r"^  ([a-z]+)\b  ", commands, re.MULTILINE) == COMMANDS
    assert re.findall(r"^    (\d+) ", statuses, re.MULTILINE) == ["0", "1", "2", "130"]


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
