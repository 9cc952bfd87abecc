"""The scripts of the workflows that can write, run on a stand-in for the forge."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from diff.repository import Repository
from forge import Call, Forge, checkout, git

pytestmark = pytest.mark.slow
HEAD = "5f2c0c1d9e3b4a7786f1a2b3c4d5e6f708192a3b"
LINKS = "Refuse links and submodules"
FIND = "Find the pull requests and fetch their commits"
DIFF = "Write what changes in meaning"
POST = "Post the diff or renew it"
OPEN = "Open the pull request, or say on the form why there is none"
COMMIT = "Commit them, unless the branch has moved on or does not accept it"
RENEW = "Open the issue, renew it, or close it when nothing is overdue"


@pytest.fixture
def forge(tmp_path: Path) -> Forge:
    """Return a forge that has heard nothing yet."""
    return Forge(tmp_path)


# Check


@pytest.mark.usefixtures("repository")
def test_links_and_submodules_are_refused(forge: Forge) -> None:
    """Each is named on its own file, and nothing in a name is a command to the runner."""
    work = forge.folder / "work"
    (work / "docs").mkdir()
    (work / "docs" / "leak.txt").symlink_to("/etc/passwd")
    (work / "data" / "a,b::c\n::stop-commands::x").symlink_to("issues.yaml")
    git(work, "add", "--all")
    git(work, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},docs/other")
    done = forge.run("check", LINKS, {})
    assert done.returncode == 1, done.stderr
    instead = "put the file itself in its place, or delete it"
    assert done.stdout.splitlines() == [
        (
            "::error file=data/a%2Cb%3A%3Ac%0A%3A%3Astop-commands%3A%3Ax"
            f"::data/a,b::c%0A::stop-commands::x is a symbolic link; {instead}"
        ),
        f"::error file=docs/leak.txt::docs/leak.txt is a symbolic link; {instead}",
        f"::error file=docs/other::docs/other is a submodule; {instead}",
    ]


@pytest.mark.usefixtures("repository")
def test_plain_files_pass(forge: Forge) -> None:
    work = forge.folder / "work"
    (work / "data" / "120000 x").write_text("120000 160000\n", encoding="utf-8")
    git(work, "add", "--all")
    done = forge.run("check", LINKS, {})
    assert (done.returncode, done.stdout) == (0, "")


# Comment


@dataclass(frozen=True)
class Change:
    """A pull request on the stand-in forge; its branch is `refs/pull/12/head` of the origin."""

    forge: Forge
    base: str
    head: str

    def find(
        self, *, head: str = "", listed: list[dict[str, Any]] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run the script that finds the pull requests of a commit and fetches them."""
        answers = {"pulls?state=open": json.dumps(listed or [self.listed()]).encode()}
        settings = {
            "HEAD": head or self.head,
            "REPOSITORY": "stranger/site",
            "OWNER": "stranger",
            "BRANCH": "edit&state=closed",
        }
        return self.forge.run(
            "comment", FIND, answers, GITHUB_OUTPUT=str(self.forge.folder / "outputs"), **settings
        )

    def listed(
        self, number: int = 12, head: str = "", repository: str = "stranger/site"
    ) -> dict[str, Any]:
        """Return what the forge lists of a pull request."""
        return {
            "number": number,
            "head": {"sha": head or self.head, "repo": {"full_name": repository}},
            "base": {"sha": self.base},
        }

    @property
    def outputs(self) -> str:
        """What the script hands to the steps after it."""
        return (self.forge.folder / "outputs").read_text(encoding="utf-8")

    def diff(self) -> str:
        """Run the script that compares, with this checkout's command; return its output."""
        work = self.forge.folder / "work"
        (work / ".venv" / "bin").mkdir(parents=True)
        (work / ".venv" / "bin" / "stickingpoints").symlink_to(
            Path(sys.executable).with_name("stickingpoints")
        )
        done = self.forge.run("comment", DIFF, {}, NUMBERS="12")
        assert done.returncode == 0, done.stderr
        return (work / "diff" / "12").read_text(encoding="utf-8")


@pytest.fixture
def change(forge: Forge, tmp_path: Path) -> Change:
    """Return one that changes a title, a page and the comparing code, and forges a lock entry."""
    origin = Repository.create(tmp_path / "origin")
    base = origin.git("rev-parse", "HEAD").strip()
    origin.clone(forge.folder / "work")
    fork = origin.clone(tmp_path / "fork")
    fork.edit("title: Gauges", "title: Gauges @octocat &#64;octocat #1")
    for path, text in (
        ("docs/about.md", "<script>"),
        ("src/stickingpoints/diff/as_markdown.py", "print('nothing')"),
    ):
        (fork.root / path).parent.mkdir(parents=True, exist_ok=True)
        fork.write(path, text)
    fork.commit("An edit")
    head = fork.git("rev-parse", "HEAD").strip()
    fork.git("push", "--quiet", "origin", "HEAD:refs/pull/12/head")
    return Change(forge, base, head)


def test_the_change_is_compared_by_the_code_of_the_default_branch(change: Change) -> None:
    """Neither text nor code of the pull request is trusted, and nothing of it is checked out."""
    done = change.find()
    assert done.returncode == 0, done.stderr
    assert change.outputs == "numbers=12\n"
    text = change.diff()
    assert (
        "From refs/pull/12/base to refs/pull/12/head: **1 to look at first, 1 addition**." in text
    )
    assert "text added: \\<script\\>" in text and "markdown.py added" in text
    assert "**@&#8203;octocat" in text and not re.search(r"@\w|(?<!\\)&#64|#1\b", text)
    assert "octocat" not in (change.forge.folder / "work" / "data" / "issues.yaml").read_text(
        encoding="utf-8"
    )


def test_pull_requests_are_looked_up_by_their_branch(change: Change) -> None:
    """The name of a stranger's branch cannot ask for anything else."""
    change.find()
    assert (
        change.forge.calls[0].line == "api repos/example/site/pulls?state=open&per_page=100"
        "&head=stranger%3Aedit%26state%3Dclosed"
    )


def test_what_the_base_gained_since_is_not_shown(change: Change, tmp_path: Path) -> None:
    origin = Repository(tmp_path / "origin")
    origin.edit("title: Summer share", "title: Summer water")
    origin.commit("Another edit")
    moved = replace(change, base=origin.git("rev-parse", "HEAD").strip())
    moved.find()
    assert "Summer water" not in moved.diff()


def test_only_pull_requests_with_this_newest_commit(change: Change) -> None:
    """One that moved on, one of another repository, and one without repository are left alone."""
    gone = change.listed(14)
    gone["head"]["repo"] = None
    done = change.find(
        listed=[change.listed(head=HEAD), change.listed(13, repository="other/site"), gone]
    )
    assert done.stdout == "No open pull request has this commit as its newest one.\n"
    assert change.outputs == "numbers=\n"
    assert (
        change.find(head=HEAD, listed=[change.listed(head=HEAD)]).stdout == done.stdout
    )  # the forge lists what git does not have yet


def test_a_change_that_shares_no_history_is_compared(change: Change, tmp_path: Path) -> None:
    """A branch that was begun anew cannot do without a comment."""
    fork = Repository(tmp_path / "fork")
    fork.git("checkout", "--quiet", "--orphan", "anew")
    fork.commit("Begun anew")
    fork.git("push", "--quiet", "--force", "origin", "HEAD:refs/pull/12/head")
    anew = replace(change, head=fork.git("rev-parse", "HEAD").strip())
    assert anew.find().returncode == 0
    assert "#### File docs/about.md" in anew.diff()


def test_what_cannot_be_compared_says_so(change: Change) -> None:
    assert (
        change.diff() == "What this changes in meaning could not be worked out; "
        "the log of this run says why. Read every file.\n"
    )


def post(
    forge: Forge,
    diffs: dict[str, bytes],
    *,
    head: str = HEAD,
    comments: list[dict[str, object]] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run the comment's script on what the job before it wrote, by number of the pull request."""
    (forge.folder / "work" / "diff").mkdir(parents=True)
    answers: dict[str, bytes] = {}
    for number, diff in diffs.items():
        (forge.folder / "work" / "diff" / number).write_bytes(diff)
        answers |= {
            f"pulls/{number}": json.dumps({"head": {"sha": head}}).encode(),
            f"issues/{number}/comments?": json.dumps([comments or []]).encode(),
        }
    return forge.run("comment", POST, answers, HEAD=HEAD)


def written(forge: Forge) -> list[Call]:
    """Return the calls that changed something."""
    return [call for call in forge.calls if call.given]


def test_a_first_diff_is_a_new_comment(forge: Forge) -> None:
    done = post(forge, {"12": "**was** → now".encode()})
    assert done.returncode == 0, done.stderr
    (call,) = written(forge)
    assert call.line == "api repos/example/site/issues/12/comments --input -"
    assert "**was** → now" in json.loads(call.given)["body"]
    assert HEAD[:10] in json.loads(call.given)["body"]


def test_each_pull_request_of_a_branch_has_its_comment(forge: Forge) -> None:
    """One branch can be proposed to several others."""
    post(forge, {"12": b"one", "13": b"other"})
    assert [
        (call.arguments[1], json.loads(call.given)["body"][-5:]) for call in written(forge)
    ] == [
        ("repos/example/site/issues/12/comments", "\n\none"),
        ("repos/example/site/issues/13/comments", "other"),
    ]


def test_a_later_diff_renews_the_comment(forge: Forge) -> None:
    """It renews the one that this workflow wrote, not one in which somebody copied its mark."""
    mark = "<!-- what this changes in meaning -->\nold"
    comments: list[dict[str, object]] = [
        {"id": 1, "user": {"login": "stranger"}, "body": mark},
        {"id": 2, "user": {"login": "github-actions[bot]"}, "body": "another workflow's"},
        {"id": 3, "user": {"login": "github-actions[bot]"}, "body": mark},
    ]
    post(forge, {"12": b"new"}, comments=comments)
    (call,) = written(forge)
    assert call.line == "api repos/example/site/issues/comments/3 --method PATCH --input -"


def test_an_old_commit_is_refused(forge: Forge) -> None:
    """A run may comment only on the pull request whose newest commit it compared."""
    done = post(forge, {"12": b"x"}, head="0" * 40)
    assert done.stdout == "Pull request 12 has a newer commit; its own run comments on that.\n"
    assert written(forge) == []


def test_a_comment_has_no_more_than_the_forge_takes(forge: Forge) -> None:
    post(forge, {"12": b"@" * 100_000})
    (call,) = written(forge)
    assert 59_000 < len(json.loads(call.given)["body"]) < 65_536


def test_nobody_is_called(forge: Forge) -> None:
    """A mention that got through to the last step reaches nobody either."""
    post(forge, {"12": b"cc @everybody"})
    (call,) = written(forge)
    assert "@everybody" not in json.loads(call.given)["body"]


# Review


@pytest.mark.parametrize(
    ("listed", "number", "expected"),
    [
        (
            "| Territory |",
            "",
            "issue create --title Issues past their review date --body-file review.md",
        ),
        ("| Territory |", "41", "issue edit 41 --body-file review.md"),
        ("", "41", "issue close 41 --comment Nothing is past its review date."),
        ("", "", None),
    ],
)
def test_one_issue_lists_what_is_overdue(
    forge: Forge, listed: str, number: str, expected: str | None
) -> None:
    (forge.folder / "work").mkdir()
    (forge.folder / "work" / "review.md").write_text(listed, encoding="utf-8")
    done = forge.run(
        "review",
        RENEW,
        {"creator=github-actions": number.encode()},
        TITLE="Issues past their review date",
    )
    assert done.returncode == 0, done.stderr
    assert [call.line for call in forge.calls[1:]] == ([expected] if expected else [])


# Proposal


@pytest.fixture
def repository(forge: Forge) -> Path:
    """Put a repository with data beside the folder of the script; return its origin."""
    checkout(forge.folder)
    return forge.folder / "origin.git"


def propose(
    forge: Forge, files: dict[str, str], answer: str = "2 lines changed."
) -> subprocess.CompletedProcess[str]:
    """Run the script on a proposal that writes some files."""
    work, proposal = forge.folder / "work", forge.folder / "proposal"
    for name, text in files.items():
        (work / name).parent.mkdir(parents=True, exist_ok=True)
        (work / name).write_text(text, encoding="utf-8")
    git(work, "add", "--all")
    patch = git(work, "diff", "--cached")
    git(work, "reset", "--quiet", "--hard")
    proposal.mkdir()
    (proposal / "answer.txt").write_text(answer, encoding="utf-8")
    if patch:
        (proposal / "edit.patch").write_text(patch, encoding="utf-8")
    return forge.run(
        "propose",
        OPEN,
        {},
        RUNNER_TEMP=str(forge.folder),
        NUMBER="7",
        BASE="main",
        BRANCH="propose-7",
    )


def test_a_form_becomes_a_pull_request(forge: Forge, repository: Path) -> None:
    done = propose(
        forge, {"data/issues.yaml": "schema: 1\ntitle: X\n", "data/more.yaml": "sources: []\n"}
    )
    assert done.returncode == 0, done.stderr
    assert git(repository, "show", "--format=%an: %s", "--name-only", "propose-7").split(
        "\n\n"
    ) == [
        "github-actions[bot]: Take up the form in #7",
        "data/issues.yaml\ndata/more.yaml\n",
    ]
    call = forge.calls[-1]
    assert (
        call.line
        == "pr create --base main --head propose-7 --title Take up the form in #7 --body-file -"
    )
    assert "closes #7" in call.given and "\n    2 lines changed." in call.given


@pytest.mark.parametrize(
    "name",
    [
        ".github/workflows/check.yml",
        "data/../Makefile",
        "data/run.sh",
        "data/deep/more.yaml",
        "docs/about.md",
    ],
)
def test_a_form_changes_nothing_but_data(forge: Forge, repository: Path, name: str) -> None:
    done = propose(forge, {"data/issues.yaml": "schema: 1\ntitle: X\n", name: "x\n"})
    assert done.returncode == 1
    assert "The edit touches more than the content of files in data/." in done.stdout
    assert git(repository, "branch", "--list", "propose-7") == ""
    assert forge.calls == []


def test_a_form_makes_no_link_out_of_data(forge: Forge, repository: Path) -> None:
    """A file of data/ that points elsewhere is no content."""
    (forge.folder / "work" / "data" / "more.yaml").symlink_to("../.git/config")
    done = propose(forge, {})
    assert done.returncode == 1
    assert git(repository, "branch", "--list", "propose-7") == ""


def test_a_form_that_says_nothing_usable_is_answered(forge: Forge, repository: Path) -> None:
    """The answer is shown as it is: nothing in it is a heading, a link, or a mention."""
    done = propose(forge, {}, "form: no source\n# @everybody\n```\n")
    assert done.returncode == 0, done.stderr
    (call,) = forge.calls
    assert call.line == "issue comment 7 --body-file -"
    assert (
        call.given == "This form could not be turned into an edit:\n\n"
        "    form: no source\n    # @everybody\n    ```\n"
    )
    assert git(repository, "branch", "--list", "propose-7") == ""


BOT = (
    "-c",
    "user.name=github-actions[bot]",
    "-c",
    "user.email=41898282+github-actions[bot]@users.noreply.github.com",
)
EDITOR = ("-c", "user.name=E", "-c", "user.email=e@example.org")


def on_the_branch(folder: Path, origin: Path, *commits: tuple[str, ...]) -> str:
    """Push a branch `propose-7` with a commit by each person; return its newest commit."""
    git(folder, "clone", "--quiet", str(origin), "other")
    for number, who in enumerate(commits):
        (folder / "other" / "data" / "issues.yaml").write_text(
            f"schema: 1\nn: {number}\n", encoding="utf-8"
        )
        git(folder / "other", *who, "commit", "--quiet", "--all", "-m", f"Commit {number}")
    git(folder / "other", "push", "--quiet", "origin", "HEAD:refs/heads/propose-7")
    return git(folder / "other", "rev-parse", "HEAD").strip()


def test_a_form_that_was_edited_renews_its_pull_request(forge: Forge, repository: Path) -> None:
    """What the workflow itself pushed may be replaced."""
    old = on_the_branch(forge.folder, repository, BOT)
    done = propose(forge, {"data/issues.yaml": "schema: 1\ntitle: X\n"})
    assert done.returncode == 0, done.stderr
    assert git(repository, "show", "propose-7:data/issues.yaml") == "schema: 1\ntitle: X\n"
    assert old not in git(repository, "rev-list", "propose-7")


@pytest.mark.parametrize(
    "commits",
    [
        (BOT, EDITOR),
        (EDITOR,),
        (BOT, (*EDITOR, "-c", f"author.email={BOT[3].removeprefix('user.email=')}")),
    ],
    ids=["on top of the form", "instead of it", "amended"],
)
def test_what_a_maintainer_added_is_kept(
    forge: Forge, repository: Path, commits: tuple[tuple[str, ...], ...]
) -> None:
    """The branch stays as it is, and the form says so."""
    newest = on_the_branch(forge.folder, repository, *commits)
    done = propose(forge, {"data/issues.yaml": "schema: 1\ntitle: X\n"})
    assert done.returncode == 0, done.stderr
    assert git(repository, "rev-parse", "propose-7").strip() == newest
    call = forge.calls[-1]
    assert call.line == "issue comment 7 --body-file -"
    assert call.given == (
        "The branch `propose-7` has commits of somebody else, so it was left as it is. "
        "To take up this form anew, delete the branch and set the label again.\n"
    )


# Layout


def commit_layout(forge: Forge, files: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the script on formatted files."""
    work = forge.folder / "work"
    for name, text in files.items():
        (work / name).parent.mkdir(parents=True, exist_ok=True)
        (work / name).write_text(text, encoding="utf-8")
    git(work, "add", "--all")
    (forge.folder / "layout").mkdir()
    patch = git(work, "diff", "--cached")
    (forge.folder / "layout" / "layout.patch").write_text(patch, encoding="utf-8", newline="")
    git(work, "reset", "--quiet", "--hard")
    return forge.run("layout", COMMIT, {}, RUNNER_TEMP=str(forge.folder), BRANCH="main")


def test_the_default_branch_is_formatted(forge: Forge, repository: Path) -> None:
    done = commit_layout(forge, {"data/issues.yaml": "schema:  1\n"})
    assert done.returncode == 0, done.stderr
    assert git(repository, "show", "--format=%an: %s", "--name-only", "main").split("\n\n") == [
        "github-actions[bot]: Format the data",
        "data/issues.yaml\n",
    ]
    assert git(repository, "rev-list", "--count", "main").strip() == "2"


@pytest.mark.parametrize(
    "name", [".github/workflows/check.yml", "Makefile", "data/more.yaml", "data/quotes.lock"]
)
def test_formatting_changes_nothing_but_data(forge: Forge, repository: Path, name: str) -> None:
    """Not even a new file of data: the program that formats creates none."""
    before = git(repository, "rev-parse", "main")
    done = commit_layout(forge, {"data/issues.yaml": "schema:  1\n", name: "x\n"})
    assert done.returncode == 1
    assert "The formatting touches more than the content of files in data/." in done.stdout
    assert git(repository, "rev-parse", "main") == before


def test_a_branch_that_moved_on_or_is_protected_is_left_alone(
    forge: Forge, repository: Path
) -> None:
    """The run says so and does not fail: the layout stops nobody."""
    git(forge.folder, "clone", "--quiet", str(repository), "other")
    git(forge.folder / "other", *EDITOR, "commit", "--quiet", "--allow-empty", "-m", "Newer")
    git(forge.folder / "other", "push", "--quiet", "origin", "HEAD:main")
    newest = git(repository, "rev-parse", "main")
    done = commit_layout(forge, {"data/issues.yaml": "schema:  1\n"})
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("::warning title=layout::main was not formatted: ")
    assert git(repository, "rev-parse", "main") == newest


# Release


def test_a_release_holds_every_edition_and_the_data(forge: Forge, site: Path) -> None:
    """Each file can be checked by its sum."""
    shutil.copytree(site, forge.folder / "work" / "site")
    (forge.folder / "work" / "sbom.cdx.json").write_text("{}", encoding="utf-8")
    done = forge.run("publish", "Gather the files of the release", {})
    assert done.returncode == 0, done.stderr
    release = forge.folder / "work" / "release"
    names = {path.name for path in release.iterdir()}
    assert {
        "lake-talks.pdf",
        "lake-talks-letter.pdf",
        "lake-talks-offline.zip",
        "full.json",
        "manifest.json",
        "statements.csv",
        "sources.bib",
        "sbom.cdx.json",
    } <= names
    sums = [
        f"{hashlib.sha256((release / name).read_bytes()).hexdigest()}  {name}"
        for name in names - {"SHA256SUMS"}
    ]
    assert sorted((release / "SHA256SUMS").read_text(encoding="utf-8").splitlines()) == sorted(sums)
