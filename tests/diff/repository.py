"""A real git repository for tests: no network, and nothing of the machine's own settings."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_SETTINGS = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "An Editor",
    "GIT_AUTHOR_EMAIL": "editor@example.org",
    "GIT_COMMITTER_NAME": "An Editor",
    "GIT_COMMITTER_EMAIL": "editor@example.org",
}
BASE = Path(__file__).parents[1] / "reading" / "base"


@dataclass(frozen=True)
class Repository:
    """A repository with a work tree."""

    root: Path

    @classmethod
    def create(cls, root: Path) -> Repository:
        """Create one whose first commit is the sound dataset of the tests of reading."""
        shutil.copytree(_first_commit(), root)
        return cls(root)

    @classmethod
    def begin(cls, root: Path) -> Repository:
        """Begin one, as `create` does, with git itself."""
        (root / "data").mkdir(parents=True)
        repository = cls(root)
        repository.git("init", "--quiet", "--initial-branch=main")
        repository.write("data/issues.yaml", (BASE / "issues.yaml").read_text("utf-8"))
        repository.commit("The first content")
        return repository

    def clone(self, root: Path, *options: str) -> Repository:
        """Clone it, as an editor does."""
        self.git("clone", "--quiet", *options, self.root.as_uri(), str(root))
        return Repository(root)

    def git(self, *arguments: str, fails: bool = False) -> str:
        """Run git and return what it printed."""
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.root,
            env={**os.environ, **_SETTINGS},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode != 0) == fails, done.stderr
        return done.stdout

    def commit(self, message: str) -> None:
        """Commit everything."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    def branch(self, name: str) -> None:
        """Begin a branch."""
        self.git("switch", "--quiet", "--create", name)

    def text(self, file: str = "data/issues.yaml") -> str:
        """Return the text of a file."""
        return (self.root / file).read_text("utf-8")

    def write(self, file: str, text: str) -> None:
        """Write a file."""
        (self.root / file).write_text(text, "utf-8")

    def edit(self, old: str, new: str, file: str = "data/issues.yaml") -> int:
        """Replace `old`, which must occur once, by `new`; return the line it begins on."""
        text = self.text(file)
        assert text.count(old) == 1, old
        self.write(file, text.replace(old, new))
        return text[: text.index(old)].count("\n") + 1


@cache
def _first_commit() -> Path:
    """Return a repository to copy, which takes a tenth of the time that git takes."""
    folder = Path(tempfile.mkdtemp(prefix="stickingpoints-talks-"))
    atexit.register(shutil.rmtree, folder)
    return Repository.begin(folder / "talks").root
