"""The command line: its version, and an example in the help of every command."""

from __future__ import annotations

import re

import pytest

import stickingpoints
from conftest import ROOT
from stickingpoints import cli

CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\| `stickingpoints ([a-z]+)` \|", CONTRIBUTING, re.MULTILINE)


def printed(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Return what a call prints that ends the program with success."""
    with pytest.raises(SystemExit) as stopped:
        cli.main(arguments)
    assert stopped.value.code == 0
    return capsys.readouterr().out


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(["--version"], capsys) == f"stickingpoints {stickingpoints.__version__}\n"


def test_the_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    listed = re.findall(r"^    ([a-z]+)\b", printed(["--help"], capsys), re.MULTILINE)
    assert listed == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_has_an_example(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The example calls the command with options that it has."""
    text = " ".join(printed([command, "--help"], capsys).split())
    usage, _, example = text.partition("Example: stickingpoints ")
    called, *arguments = example.split()
    assert called == command
    options = {argument for argument in arguments if argument.startswith("--")}
    assert options <= set(re.findall(r"--[a-z]+", usage))
