"""The whole path of an edit in a real git repository.

Clone, branch, mistake, fix, review, merge, rebuilt page. `pytest --force-regen tests/diff` writes
the comment that a reviewer sees into `comment.md`.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from pytest_regressions.file_regression import FileRegressionFixture

from conftest import LAKE, ROOT, Project
from diff.repository import Repository
from stickingpoints.cli import main

Printed = pytest.CaptureFixture[str]
COMMENT = Path(__file__).parent / "comment.md"
TOP = "        statements:\n          - date: 2031-03-02\n"
NEWER = """        statements:
          - date: 2031-05-02
            summary: The minister said that a limit could be talked about.
            stance: acepts
            attribution: on-record
            stated_by: Minister of Water, to the Herald
            citations:
              - source: sel-herald
                quote: We can talk about a limit.
                speaker: Minister of Water
                quote_kind: speaker
              - source: office-minutes
            added: 2031-05-20
"""
BOTTOM = """                quote_kind: speaker
              - source: sel-herald
      - party: brezia
"""
OLDER = """                quote_kind: speaker
              - source: sel-herald
          - date: 2031-01-15
            summary: The minister left the fourth meeting early.
            stance: rejects
            attribution: on-record
            stated_by: Minister of Water
            citations:
              - source: office-minutes
      - party: brezia
"""
REVIEW = "    review:\n      last: 2031-05-20\n      interval_days: 60\n\n  - id: gauges\n"
CORRECTION = """    corrections:
      - date: 2031-05-20
        summary: A quote of Arvenia's minister had a word too many.
        records: [arvenia-2031-03-02]
"""


def project(root: Path) -> Repository:
    """Return a repository with the invented content and all that is needed to build it."""
    repository = Repository.create(root)
    shutil.copytree(
        ROOT / "hooks", root / "hooks", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info")
    )
    shutil.copytree(LAKE / "docs", root / "docs")
    shutil.copy(LAKE / "mkdocs.yml", root)
    repository.write(".gitignore", "site/\n__pycache__/\n")
    repository.commit("The site around it")
    return repository


def printed(capsys: Printed, status: int, *arguments: str) -> str:
    """Return what a command prints; it must end with this status."""
    assert main(arguments) == status
    return capsys.readouterr().out


def built(repository: Repository) -> Path:
    """Build the site of a repository and return its folder."""
    project = Project(repository.root)
    done = project.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return project.site


def parsed(site: Path, address: str) -> BeautifulSoup:
    """Return a page of a built site."""
    text = (site / address / "index.html").read_text("utf-8")
    return BeautifulSoup(text, "html.parser")


def cell(site: Path, party: str) -> str:
    """Return what the built comparison says of a party on the first issue."""
    cells = parsed(site, "compare").select("#summer-share td")
    [cell] = [cell for cell in cells if party in cell.get_text()]
    return " ".join(cell.get_text(" ").split())


@pytest.mark.proof
def test_from_the_edit_to_the_page(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Printed,
    file_regression: FileRegressionFixture,
) -> None:
    """An editor's mistake is reported on its line.

    Once it is fixed, the reviewer sees what changed; once merged, so does the reader.
    """
    published = project(tmp_path / "published")
    editor = published.clone(tmp_path / "editor")
    editor.branch("limit")
    monkeypatch.chdir(editor.root)

    line = editor.edit(TOP, NEWER + "          - date: 2031-03-02\n")
    output = printed(capsys, 1, "check", "--base", "origin/main")
    assert (
        f"data/issues.yaml:{line + 3}:21: [unknown-word] "
        'issues › summer-share › arvenia › 2031-05-02 › stance: "acepts" is not a stance'
    ) in output
    annotated = printed(capsys, 1, "check", "--base", "origin/main", "--format", "github")
    assert f"::error file=data/issues.yaml,line={line + 3},col=21,title=" in annotated
    editor.edit("stance: acepts", "stance: conditional")
    editor.edit(
        "        stance: rejects\n"
        "        answer: No limit on its dams\n"
        "        since: 2031-03-02\n"
        "        at: free-hand\n"
        "        summary: Arvenia accepts no limit.",
        "        stance: conditional\n"
        "        answer: No limit on its dams yet\n"
        "        since: 2031-05-02\n"
        "        summary: A limit can be talked about.",
    )
    line = editor.edit(
        "                quote: Our dams are our own affair.",
        "                quote: Our dams are our own.",
    )
    output = printed(capsys, 1, "check", "--base", "origin/main")
    assert f"data/issues.yaml:{line}:24: [uncorrected]" in output
    assert "with records: [arvenia-2031-03-02]" in output
    editor.edit(REVIEW, CORRECTION + REVIEW)
    assert "0 warnings" in printed(capsys, 0, "check", "--base", "origin/main")
    editor.commit("What the minister told the Herald")

    comment = printed(capsys, 0, "diff", "origin/main", "--format", "markdown")
    file_regression.check(comment, fullpath=COMMENT, encoding="utf-8")

    editor.git("push", "--quiet", "origin", "limit")
    published.git("merge", "--quiet", "--no-ff", "--message", "Merge", "limit")
    site = built(published)
    assert (
        cell(site, "Arvenia")
        == "Republic of Arvenia No limit on its dams yet No limit upstream (2 Mar 2031) "
        "since 2 May 2031 , on record · last heard 2 May 2031 "
        "Summary conditional A limit can be talked about. 2 May 2031 →"
    )
    page = parsed(site, "issues/summer-share")
    heading = page.find(id="arvenia-2031-05-02")
    assert isinstance(heading, Tag) and isinstance(heading.parent, Tag)
    assert "We can talk about a limit." in heading.parent.get_text()


@pytest.mark.no_cover
def test_two_editors_on_one_issue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    """Each reviewer sees one editor's statement.

    After the merges both are there, and nothing of either is lost.
    """
    published = Repository.create(tmp_path / "published")
    start = published.git("rev-parse", "HEAD").strip()
    first = published.clone(tmp_path / "one")
    other = published.clone(tmp_path / "other")
    newer = NEWER.replace("acepts", "rejects") + "          - date: 2031-03-02\n"
    push_statement(first, "2031-05-02", TOP, newer)
    push_statement(other, "2031-01-15", BOTTOM, OLDER)
    published.git("merge", "--quiet", "--no-ff", "--message", "Merge the first", "2031-05-02")

    monkeypatch.chdir(other.root)
    other.git("fetch", "--quiet")
    output = printed(capsys, 0, "diff", "origin/main")
    assert "+ statement added (statement 2031-01-15)" in output and "2031-05-02" not in output
    assert main(["check", "--base", "origin/main"]) == 0

    published.git("merge", "--quiet", "--no-ff", "--message", "Merge the other", "2031-01-15")
    monkeypatch.chdir(published.root)
    capsys.readouterr()
    output = printed(capsys, 0, "diff", start)
    assert output.splitlines()[0].endswith(": 2 additions")
    assert (
        "+ statement added (statement 2031-05-02)" in output
        and "+ statement added (statement 2031-01-15)" in output
    )
    assert main(["check", "--base", start]) == 0


def push_statement(editor: Repository, branch: str, old: str, new: str) -> None:
    """Push a branch on which an editor adds a statement."""
    editor.branch(branch)
    editor.edit(old, new)
    editor.commit("A statement")
    editor.git("push", "--quiet", "origin", branch)


@pytest.mark.no_cover
def test_two_editors_in_one_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    """Where git cannot merge, the check says so at the line.

    With both statements kept, it passes.
    """
    published = Repository.create(tmp_path / "published")
    start = published.git("rev-parse", "HEAD").strip()
    for date in ("2031-05-02", "2031-05-03"):
        published.git("switch", "--quiet", "--create", date, start)
        published.edit(
            TOP,
            NEWER.replace("acepts", "rejects").replace("2031-05-02", date)
            + "          - date: 2031-03-02\n",
        )
        published.commit("A statement")
    published.git("merge", "2031-05-02", fails=True)
    monkeypatch.chdir(published.root)
    line = published.text().splitlines().index("<<<<<<< HEAD") + 1
    output = printed(capsys, 1, "check", "--base", start)
    assert (
        f"data/issues.yaml:{line}:1: [broken-yaml]" in output
        and "the file has an unresolved merge conflict" in output
    )
    output = printed(capsys, 0, "diff", start)
    assert "this data cannot be read" in output and f"data/issues.yaml:{line}:1" in output

    statements = [
        NEWER.replace("acepts", "rejects")
        .replace("2031-05-02", date)
        .removeprefix("        statements:\n")
        for date in ("2031-05-03", "2031-05-02")
    ]
    published.git("checkout", "--quiet", start, "--", "data")
    published.edit(
        TOP, "        statements:\n" + "".join(statements) + "          - date: 2031-03-02\n"
    )
    published.commit("Merge")
    assert printed(capsys, 0, "diff", start).splitlines()[0].endswith(": 2 additions")
    assert main(["check", "--base", start]) == 0
