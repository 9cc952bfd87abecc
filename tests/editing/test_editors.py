"""The settings of editors and the hooks before a commit name what is there."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest
import yaml

from stickingpoints import cli

ROOT = Path(__file__).parent.parent.parent


def test_the_schema_of_the_editor() -> None:
    """The editor checks every file of the data with the schema that we ship."""
    schemas = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))["yaml.schemas"]
    ((schema, files),) = schemas.items()
    assert (ROOT / schema).exists()
    assert sorted(ROOT.glob(files)) == sorted((ROOT / "data").glob("*.yaml"))


def test_hooks_before_a_commit(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each hook is an installed program that fetches nothing; ours pass on the data as it is."""
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    assert [repo["repo"] for repo in config["repos"]] == ["local"]
    monkeypatch.chdir(ROOT)
    for hook in config["repos"][0]["hooks"]:
        program, *arguments = shlex.split(hook["entry"])
        assert (Path(program).parent, hook["language"]) == (Path(".venv/bin"), "system")
        if program == ".venv/bin/stickingpoints":
            assert cli.main(arguments) == 0, capsys.readouterr().out
