"""What a stranger can name: titles, branches, files, artifacts and patches, on the real scripts."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from forge import ROOT, WORKFLOWS, Forge, checkout, git
from fuzz.comments import HEAD, POST, fault_of_comment
from fuzz.patches import PATCH, PROPOSE, fault_of_patch

pytestmark = pytest.mark.slow
FIND = "Find the pull requests and fetch their commits"
LAYOUT = "Commit them, unless the branch has moved on or does not accept it"

EXPRESSIONS = {
    *("!cancelled()", "github.token", "github.repository", "github.ref", "github.ref_name"),
    *("github.event.issue.number", "github.event.label.name", "github.event.pull_request.number"),
    *("github.event.repository.default_branch", "github.event.workflow_run.head_sha"),
    "github.event.workflow_run.head_branch",
    "github.event.workflow_run.head_repository.full_name",
    "github.event.workflow_run.head_repository.id",
    "github.event.workflow_run.head_repository.owner.login",
    *("matrix.os", "matrix.python", "runner.temp", "steps.deploy.outputs.page_url"),
    *("steps.find.outputs.numbers", "steps.format.outputs.changed", "steps.renew.outputs.changed"),
}
"""Every value of the forge that a workflow reads. A stranger chooses the head_branch alone."""


def test_no_title_and_no_text_of_a_stranger_is_read() -> None:
    """Titles and texts of pull requests, forms, commits and releases reach no workflow."""
    used = set()
    for path in WORKFLOWS:
        used.update(re.findall(r"\$\{\{ (.*?) \}\}", path.read_text(encoding="utf-8")))
    assert used == EXPRESSIONS


NAMES = (
    "$(touch pwned)",
    "`touch pwned`",
    "; touch pwned #",
    "a&state=closed&head=other:branch",
    "a#fragment",
    "--upload-pack=touch pwned",
    "a%26state=all",
    "::error file=a::b",
    "\u202egnp.md",
    "a\nnumbers=13",
    "../../pulls/13",
    "é" * 200,
)


@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_branch_is_a_name(tmp_path: Path, name: str) -> None:
    """It is asked for as it is, and is never a command, a parameter or a line of the outputs."""
    forge = Forge(tmp_path)
    settings = {"HEAD": HEAD, "REPOSITORY": "stranger/site", "OWNER": "stranger", "BRANCH": name}
    outputs = tmp_path / "outputs"
    done = forge.run(
        "comment", FIND, {"pulls?state=open": b"[]"}, GITHUB_OUTPUT=str(outputs), **settings
    )
    assert done.returncode == 0, done.stderr
    asked = urlsplit(forge.calls[0].arguments[1])
    assert asked.path == "repos/example/site/pulls"
    assert parse_qs(asked.query) == {
        "state": ["open"],
        "per_page": ["100"],
        "head": [f"stranger:{name}"],
    }
    assert outputs.read_text(encoding="utf-8") == "numbers=\n"
    assert not list(tmp_path.rglob("pwned"))


@pytest.mark.parametrize("name", ["12.md", "comments", "-", "12 13", "12\n13", "$(touch pwned)"])
def test_an_artifact_with_another_name_than_a_number_posts_nothing(
    tmp_path: Path, name: str
) -> None:
    forge = Forge(tmp_path)
    (tmp_path / "work" / "diff").mkdir(parents=True)
    (tmp_path / "work" / "diff" / name).write_text("a diff", encoding="utf-8")
    assert forge.run("comment", POST, {}, HEAD=HEAD).returncode != 0
    assert forge.calls == []
    assert not list(tmp_path.rglob("pwned"))


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe\x00" * 1_000,
        b"x" * 10_000_000,
        b"<!-- what this changes in meaning -->" * 500,
        "@everybody @\u2060all".encode(),
        b"",
    ],
)
def test_an_artifact_of_any_bytes_is_one_comment_that_calls_nobody(content: bytes) -> None:
    """Of a length that the forge accepts, under the pull request of its number and no other."""
    assert fault_of_comment(content) == ""


# Patches

_NEW = "new file mode {mode}\n--- /dev/null\n+++ b/{name}\n@@ -0,0 +1 @@\n+x\n"
_ISSUES = "data/issues.yaml"


def new_file(name: str, mode: str = "100644") -> str:
    """Return the patch that adds a file."""
    return f"diff --git a/{name} b/{name}\n{_NEW.format(mode=mode, name=name)}"


PATCHES = {
    "a workflow": new_file(".github/workflows/own.yml"),
    "code": new_file("src/stickingpoints/own.py"),
    "a hook of git": new_file(".git/hooks/post-commit", "100755"),
    "a hook by other letters": new_file(".GIT/hooks/post-commit", "100755"),
    "out of the checkout": new_file("../own.txt"),
    "out of data": new_file("data/../../own.txt"),
    "a link": new_file("data/own.yaml", "120000"),
    "a submodule": new_file("data/own.yaml", "160000"),
    "a file that runs": new_file("data/own.yaml", "100755"),
    "a name with a line end": new_file('"data/own.yaml\\nx"').replace('b/"', "b/"),
    "a folder of data": new_file("data/more/own.yaml"),
    "quotes.lock": new_file("data/quotes.lock"),
    "a file is deleted": f"diff --git a/{_ISSUES} b/{_ISSUES}\ndeleted file mode 100644\n"
    f"--- a/{_ISSUES}\n+++ /dev/null\n@@ -1 +0,0 @@\n-schema: 1\n",
    "a file is renamed": f"diff --git a/{_ISSUES} b/data/own.yaml\nsimilarity index 100%\n"
    f"rename from {_ISSUES}\nrename to data/own.yaml\n",
    "a file may run": f"diff --git a/{_ISSUES} b/{_ISSUES}\nold mode 100644\nnew mode 100755\n",
    "no patch": "no patch\n",
    "noise": "\x00\x01\x02\n",
}


@pytest.fixture
def forge(tmp_path: Path) -> Forge:
    """Return a forge with a repository of one file of data, and a checkout of it."""
    checkout(tmp_path)
    return Forge(tmp_path)


@pytest.mark.parametrize("kind", PATCHES)
@pytest.mark.parametrize(
    ("workflow", "step", "file"),
    [("propose", PROPOSE, "proposal/edit.patch"), ("layout", LAYOUT, "layout/layout.patch")],
)
def test_a_patch_for_more_than_data_is_refused(
    forge: Forge, kind: str, workflow: str, step: str, file: str
) -> None:
    """Nothing is pushed, nothing is said to the forge, and nothing is written outside."""
    path = forge.folder / file
    path.parent.mkdir()
    path.write_text(PATCHES[kind], encoding="utf-8")
    (path.parent / "answer.txt").write_text("1 line changed.", encoding="utf-8")
    before = git(forge.folder / "origin.git", "for-each-ref")
    settings = {"NUMBER": "7", "BASE": "main", "BRANCH": "main" if workflow == "layout" else "p-7"}
    done = forge.run(workflow, step, {}, RUNNER_TEMP=str(forge.folder), **settings)
    assert done.returncode != 0, done.stdout
    assert git(forge.folder / "origin.git", "for-each-ref") == before
    assert forge.calls == []
    assert not (forge.folder / "own.txt").exists()
    assert not (forge.folder / "work" / ".git" / "hooks" / "post-commit").exists()


def test_a_patch_of_data_is_pushed_and_nothing_else_is(tmp_path: Path) -> None:
    """What the fuzzer asks of mutants of a patch is so of a sound one, and of one that is none."""
    for patch in (PATCH, PATCH.replace("own.yaml", "own.txt"), ""):
        (tmp_path / "edit.patch").write_text(patch, encoding="utf-8")
        assert fault_of_patch(tmp_path / "edit.patch") == ""


def test_the_threat_model_names_every_workflow() -> None:
    """With the token that each gets, and apart those that can write."""
    page = (ROOT / "guide" / "docs" / "threats.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \|.*\| (.*) \|$", page, re.MULTILINE))
    assert rows.keys() == {path.stem for path in WORKFLOWS}
    for path in WORKFLOWS:
        can_write = ": write" in path.read_text(encoding="utf-8")
        assert (rows[path.stem] != "reads") == can_write, path.stem
