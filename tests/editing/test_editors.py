"""The settings of text editors and of the hooks before a commit name what is there."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest
import yaml

from conftest import ROOT, Project
from stickingpoints import cli


def test_the_schema_of_the_editor(project: Project) -> None:
    """The editor checks every file of the data with the schema that we ship."""
    schemas = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))["yaml.schemas"]
    [(schema, files)] = schemas.items()
    assert (ROOT / schema).exists()
    matched = sorted(project.root.glob(files))
    assert matched
    assert matched == sorted((project.root / "data").glob("*.yaml"))


def test_hooks_before_a_commit(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each hook is an installed program that fetches nothing; ours pass on valid data."""
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    assert [repo["repo"] for repo in config["repos"]] == ["local"]
    monkeypatch.chdir(project.root)
    assert cli.main(["fmt"]) == 0
    ours = 0
    for hook in config["repos"][0]["hooks"]:
        program, *arguments = shlex.split(hook["entry"])
        assert (Path(program).parent, hook["language"]) == (Path(".venv/bin"), "system")
        if program == ".venv/bin/stickingpoints":
            assert cli.main(arguments) == 0, capsys.readouterr().out
            ours += 1
    assert ours == 2
