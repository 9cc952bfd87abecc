"""The scripts of the workflows that can write, run with a stand-in for the forge, hostile input included."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from forge import Call, Forge

HEAD = "5f2c0c1d9e3b4a7786f1a2b3c4d5e6f708192a3b"
POST = "Post the diff or renew it"
OPEN = "Open the pull request, or say on the form why there is none"
RENEW = "Open the issue, renew it, or close it when nothing is overdue"


@pytest.fixture
def forge(tmp_path: Path) -> Forge:
    """Return a forge that has heard nothing yet."""
    return Forge(tmp_path)


# Comment


def zipped(**files: bytes) -> bytes:
    """Return a zip file; a double underscore in a name stands for a dot."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "."), data)
    return held.getvalue()


def post(
    forge: Forge, artifact: bytes, *, size: int = 1000, head: str = HEAD, comments: list[dict[str, object]] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the comment's script on an artifact."""
    answers = {
        "actions/runs/77/artifacts?name=diff": json.dumps({"artifacts": [{"id": 8, "size_in_bytes": size}]}).encode(),
        "actions/artifacts/8/zip": artifact,
        "pulls/12": json.dumps({"head": {"sha": head}}).encode(),
        "issues/12/comments?": json.dumps([comments or []]).encode(),
    }
    return forge.run("comment", POST, answers, RUN="77", HEAD=HEAD)


def written(forge: Forge) -> list[Call]:
    """Return the calls that changed something."""
    return [call for call in forge.calls if call.given]


def test_a_first_diff_is_a_new_comment(forge: Forge) -> None:
    done = post(forge, zipped(number=b"12\n", diff__md="**was** → now".encode()))
    assert done.returncode == 0, done.stderr
    (call,) = written(forge)
    assert call.line == "api repos/example/site/issues/12/comments --input -"
    assert "**was** → now" in json.loads(call.given)["body"]
    assert HEAD[:10] in json.loads(call.given)["body"]


def test_a_later_diff_renews_the_comment(forge: Forge) -> None:
    """It renews the one that this workflow wrote, not one in which somebody copied its mark."""
    mark = "<!-- what this changes in meaning -->\nold"
    comments: list[dict[str, object]] = [
        {"id": 1, "user": {"login": "stranger"}, "body": mark},
        {"id": 2, "user": {"login": "github-actions[bot]"}, "body": "another workflow's"},
        {"id": 3, "user": {"login": "github-actions[bot]"}, "body": mark},
    ]
    post(forge, zipped(number=b"12", diff__md=b"new"), comments=comments)
    (call,) = written(forge)
    assert call.line == "api repos/example/site/issues/comments/3 --method PATCH --input -"


@pytest.mark.parametrize("number", ["", "0", "12/../13", "12\n13", "--method=DELETE", "9" * 10, "$(id)"])
def test_a_number_that_is_none_is_refused(forge: Forge, number: str) -> None:
    done = post(forge, zipped(number=number.encode(), diff__md=b"x"))
    assert done.stdout == "The diff names no pull request.\n"
    assert written(forge) == []


def test_another_pull_request_is_left_alone(forge: Forge) -> None:
    """A run may comment only on the pull request whose newest commit it checked."""
    done = post(forge, zipped(number=b"12", diff__md=b"x"), head="0" * 40)
    assert done.stdout == "The diff is not that of the newest commit of pull request 12.\n"
    assert written(forge) == []


def test_what_is_too_large_is_not_fetched(forge: Forge) -> None:
    done = post(forge, b"", size=5_000_000)
    assert done.stdout == "The check wrote no diff, or one that is too large.\n"
    assert len(forge.calls) == 1


def test_what_grows_when_unpacked_is_cut(forge: Forge) -> None:
    post(forge, zipped(number=b"12", diff__md=b"A" * 50_000_000))
    (call,) = written(forge)
    assert 59_000 < len(json.loads(call.given)["body"]) < 65_536


def test_nobody_is_called(forge: Forge) -> None:
    """A mention in a diff reaches nobody."""
    post(forge, zipped(number=b"12", diff__md=b"cc @everybody"))
    (call,) = written(forge)
    assert "@everybody" not in json.loads(call.given)["body"]


@pytest.mark.parametrize("artifact", [b"not a zip", zipped(number=b"12"), zipped(diff__md=b"x")])
def test_what_is_not_a_diff_is_no_comment(forge: Forge, artifact: bytes) -> None:
    done = post(forge, artifact)
    assert done.returncode != 0
    assert written(forge) == []


# Review


@pytest.mark.parametrize(
    ("listed", "number", "expected"),
    [
        ("| Territory |", "", "issue create --title Issues past their review date --body-file review.md"),
        ("| Territory |", "41", "issue edit 41 --body-file review.md"),
        ("", "41", "issue close 41 --comment Nothing is past its review date."),
        ("", "", None),
    ],
)
def test_one_issue_lists_what_is_overdue(forge: Forge, listed: str, number: str, expected: str | None) -> None:
    (forge.folder / "work").mkdir()
    (forge.folder / "work" / "review.md").write_text(listed, encoding="utf-8")
    done = forge.run("review", RENEW, {"creator=github-actions": number.encode()}, TITLE="Issues past their review date")
    assert done.returncode == 0, done.stderr
    assert [call.line for call in forge.calls[1:]] == ([expected] if expected else [])


# Proposal


@pytest.fixture
def repository(forge: Forge) -> Path:
    """Make a repository with some data in the folder where the script runs, and return the one that it is cloned from."""
    origin, work = forge.folder / "origin.git", forge.folder / "work"
    git(forge.folder, "init", "--quiet", "--bare", "--initial-branch=main", str(origin))
    git(forge.folder, "clone", "--quiet", str(origin), str(work))
    (work / "data").mkdir()
    (work / "data" / "issues.yaml").write_text("schema: 1\n", encoding="utf-8")
    git(work, "add", "data")
    git(work, "-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "--quiet", "-m", "Start")
    git(work, "push", "--quiet", "origin", "HEAD:main")
    return origin


def git(folder: Path, *arguments: str) -> str:
    """Run git and return what it printed."""
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True).stdout


def propose(forge: Forge, files: dict[str, str], answer: str = "2 lines changed.") -> subprocess.CompletedProcess[str]:
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
    return forge.run("propose", OPEN, {}, RUNNER_TEMP=str(forge.folder), NUMBER="7", BASE="main", BRANCH="propose-7")


def test_a_form_becomes_a_pull_request(forge: Forge, repository: Path) -> None:
    done = propose(forge, {"data/issues.yaml": "schema: 1\ntitle: X\n", "data/more.yaml": "sources: []\n"})
    assert done.returncode == 0, done.stderr
    assert git(repository, "show", "--format=%an: %s", "--name-only", "propose-7").split("\n\n") == [
        "github-actions[bot]: Take up the form in #7",
        "data/issues.yaml\ndata/more.yaml\n",
    ]
    call = forge.calls[-1]
    assert call.line == "pr create --base main --head propose-7 --title Take up the form in #7 --body-file -"
    assert "closes #7" in call.given and "\n    2 lines changed." in call.given


@pytest.mark.parametrize("name", [".github/workflows/check.yml", "data/../Makefile", "data/run.sh", "data/deep/more.yaml", "docs/about.md"])
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
    assert call.given == "This form could not be turned into an edit:\n\n    form: no source\n    # @everybody\n    ```\n"
    assert git(repository, "branch", "--list", "propose-7") == ""


# Release


def test_a_release_holds_every_edition_and_the_data(forge: Forge, site: Path) -> None:
    shutil.copytree(site, forge.folder / "work" / "site")
    done = forge.run("publish", "Gather the files of the release", {})
    assert done.returncode == 0, done.stderr
    names = {path.name for path in (forge.folder / "work" / "release").iterdir()}
    assert {"sticking-points.pdf", "sticking-points-letter.pdf", "sticking-points-offline.zip", "full.json", "statements.csv", "sources.bib"} <= names
