"""What the job that may push makes of a patch: a branch with changed data, or nothing at all."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from forge import Forge, checkout, git

PROPOSE = "Open the pull request, or say on the form why there is none"
PATCH = """diff --git a/data/issues.yaml b/data/issues.yaml
--- a/data/issues.yaml
+++ b/data/issues.yaml
@@ -1 +1,2 @@
 schema: 1
+title: Talks
diff --git a/data/own.yaml b/data/own.yaml
new file mode 100644
--- /dev/null
+++ b/data/own.yaml
@@ -0,0 +1 @@
+schema: 1
"""
"""A change and an addition, as the workflow `propose` takes them."""

_BRANCH = "propose-7"
_SETTINGS = {"NUMBER": "7", "BASE": "main", "BRANCH": _BRANCH}
_ALLOWED = re.compile(
    r":(100644 100644|000000 100644) [0-9a-f]+ [0-9a-f]+ [AM]\tdata/[A-Za-z0-9_-]+\.yaml"
)


def fault_of_patch(file: Path) -> str:
    """Return what is wrong with what is pushed for a patch, and with what it leaves, or ""."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch).resolve()
        checkout(folder)
        origin, main = folder / "origin.git", _main(folder)
        (folder / "proposal").mkdir()
        (folder / "proposal" / "edit.patch").write_bytes(file.read_bytes())
        (folder / "proposal" / "answer.txt").write_text("1 line changed.", encoding="utf-8")
        before = _outside(folder)
        done = Forge(folder).run("propose", PROPOSE, {}, RUNNER_TEMP=scratch, **_SETTINGS)
        if _main(folder) != main:
            return "main was changed"
        if before != _outside(folder):
            return f"written outside of the checkout: {_outside(folder) ^ before}"
        if not git(origin, "branch", "--list", _BRANCH):
            return "" if done.returncode else _fault_of_silence(folder)
        return _fault_of_branch(origin)


def _main(folder: Path) -> str:
    return git(folder / "origin.git", "rev-parse", "main")


def _outside(folder: Path) -> set[Path]:
    """Return what is beside the checkout and what git would run in it."""
    ours = {"answers", "answer.md", "heard", "tools"}
    beside = {path for path in folder.iterdir() if path.name not in ours}
    return beside | set((folder / "work" / ".git" / "hooks").glob("*"))


def _fault_of_silence(folder: Path) -> str:
    """Return whether a form without a pull request was left without an answer."""
    answered = any(call.line.startswith("issue comment 7") for call in Forge(folder).calls)
    return "" if answered else "neither a branch nor an answer"


def _fault_of_branch(origin: Path) -> str:
    changes = git(origin, "diff", "--raw", "--no-renames", "main", _BRANCH).splitlines()
    wrong = [line for line in changes if not _ALLOWED.fullmatch(line)]
    return f"pushed: {wrong}" if wrong else ""
