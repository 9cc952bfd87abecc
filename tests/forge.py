"""Shared by tests of the workflows: workflows as data, and a stand-in for the forge."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))

_STAND_IN = """#!{python}
import json, os, sys

arguments = sys.argv[1:]
given = sys.stdin.read() if "-" in arguments or "--body-file" in arguments else ""
if "--body-file" in arguments and arguments[arguments.index("--body-file") + 1] != "-":
    given = open(arguments[arguments.index("--body-file") + 1], encoding="utf-8").read()
with open(os.environ["FORGE_HEARD"], "a", encoding="utf-8") as heard:
    heard.write(json.dumps([arguments, given]) + chr(10))
for needle, path in json.load(open(os.environ["FORGE_ANSWERS"], encoding="utf-8")):
    if needle in " ".join(arguments):
        sys.stdout.buffer.write(open(path, "rb").read())
        break
"""


@dataclass(frozen=True)
class Call:
    """One call of `gh`: its arguments, and the text that it was given."""

    arguments: list[str]
    given: str

    @property
    def line(self) -> str:
        """The arguments in one line."""
        return " ".join(self.arguments)


@dataclass(frozen=True)
class Forge:
    """A folder for a workflow's script, with a `gh` that answers from files and logs calls."""

    folder: Path

    def run(
        self, workflow: str, step: str, answers: dict[str, bytes], **settings: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a step's script in `folder / "work"`.

        `answers` maps a text to what `gh` prints for calls that contain it.
        """
        tools, work = self.folder / "tools", self.folder / "work"
        tools.mkdir(exist_ok=True)
        work.mkdir(exist_ok=True)
        gh = tools / "gh"
        gh.write_text(_STAND_IN.format(python=sys.executable), encoding="utf-8")
        gh.chmod(0o755)
        environment = {
            **os.environ,
            "PATH": f"{tools}:{os.environ['PATH']}",
            "GITHUB_REPOSITORY": "example/site",
            "GH_REPO": "example/site",
            **settings,
        }
        environment |= {
            "FORGE_HEARD": str(self.folder / "heard"),
            "FORGE_ANSWERS": str(self._answers(answers)),
        }
        definition = script(workflow, step)
        command = ["bash", "-eo", "pipefail", "-c", definition["run"]]
        if definition.get("shell") == "python":
            command = [sys.executable, "-c", definition["run"]]
        return subprocess.run(
            command,
            cwd=work,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )

    def _answers(self, answers: dict[str, bytes]) -> Path:
        listed = []
        for number, (needle, answer) in enumerate(answers.items()):
            (self.folder / f"answer-{number}").write_bytes(answer)
            listed.append((needle, str(self.folder / f"answer-{number}")))
        path = self.folder / "answers"
        path.write_text(json.dumps(listed), encoding="utf-8")
        return path

    @property
    def calls(self) -> list[Call]:
        """What was asked of the forge, in order."""
        heard = self.folder / "heard"
        if not heard.exists():
            return []
        lines = heard.read_text(encoding="utf-8").splitlines()
        return [Call(*json.loads(line)) for line in lines]


def checkout(folder: Path) -> None:
    """Put a repository of one file of data into a folder, `origin.git`, and a checkout, `work`."""
    shutil.copytree(_checkout(), folder, symlinks=True, dirs_exist_ok=True)


@cache
def _checkout() -> Path:
    """Return the folder of a repository and its checkout, to copy; neither names where it is.

    Git makes them once: its eight processes would take longer than most of the scripts.
    """
    folder = Path(tempfile.mkdtemp(prefix="stickingpoints-origin-"))
    atexit.register(shutil.rmtree, folder)
    work = folder / "work"
    git(folder, "init", "--quiet", "--bare", "--initial-branch=main", "origin.git")
    git(folder, "clone", "--quiet", "origin.git", "work")
    git(work, "remote", "set-url", "origin", "../origin.git")
    (work / "data").mkdir()
    (work / "data" / "issues.yaml").write_text("schema: 1\n", encoding="utf-8")
    git(work, "add", "data")
    git(work, "commit", "--quiet", "--message", "Start")
    git(work, "push", "--quiet", "origin", "HEAD:main")
    return folder


def git(folder: Path, *arguments: str) -> str:
    """Run git as an editor, and return what it printed."""
    who = ("-c", "user.name=E", "-c", "user.email=e@example.org")
    return subprocess.run(
        ["git", *who, *arguments], cwd=folder, capture_output=True, text=True, check=True
    ).stdout


def load(path: Path) -> Any:
    """Return a file of YAML with every scalar as text, so that the key `on` stays one."""
    # A base loader constructs nothing but texts, lists and maps.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506


def steps(workflow: Path) -> list[dict[str, Any]]:
    """Return every step of every job of a workflow."""
    listed = []
    for job in load(workflow)["jobs"].values():
        listed += job["steps"]
    return listed


def script(workflow: str, name: str) -> dict[str, Any]:
    """Return a step of a workflow by its name."""
    path = ROOT / ".github" / "workflows" / f"{workflow}.yml"
    return next(step for step in steps(path) if step["name"] == name)
