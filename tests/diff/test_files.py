"""Pages, settings, and files that the comparison of meaning does not cover.

`diff` shows what changed in the first two, and names each of the others, so that none is merged
unread.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from diff.repository import Repository
from stickingpoints.cli import main
from stickingpoints.diff.as_markdown import LIMIT
from stickingpoints.diff.as_markdown import render as markdown
from stickingpoints.diff.change import Report
from stickingpoints.diff.other_files import FileChange
from stickingpoints.problems import Place, Problem

Printed = pytest.CaptureFixture[str]
HEADING = "Files that this comparison does not cover; read them yourself:"
EXPECTED = [
    "hooks/old.py changed (2 lines)",
    "docs/leak.txt (symbolic link) added",
    "docs/\\u202egpj.html added (3 lines)",
    "hooks/code.py added (1 line)",
]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Return a repository whose branch `edit` changes pages, settings and code, but no data."""
    repository = Repository.create(tmp_path / "talks")
    for folder in ("docs", "hooks"):
        (repository.root / folder).mkdir()
    repository.write("docs/about.md", "# About\n\nA text.\n")
    repository.write("docs/method.md", "# Method\n")
    repository.write("mkdocs.yml", "site_name: Sel\n")
    repository.write("hooks/old.py", "print(0)\n")
    repository.commit("The pages")
    repository.branch("edit")
    repository.edit("A text.", "Another text.", "docs/about.md")
    (repository.root / "docs" / "method.md").unlink()
    repository.write("docs/\u202egpj.html", "<script>\n1\n</script>\n")
    (repository.root / "docs" / "leak.txt").symlink_to("/etc/passwd")
    repository.write("hooks/code.py", "print(1)\n")
    repository.write("hooks/old.py", "print(2)\n")
    repository.write("mkdocs.yml", "site_name: Sel\nplugins: []\n")
    repository.commit("Pages and code")
    monkeypatch.chdir(repository.root)
    return repository


def named(printed: Printed, *arguments: str) -> list[str]:
    """Return the files that `diff` names."""
    assert main(["diff", *arguments]) == 0
    head, _, files = printed.readouterr().out.partition(f"\n{HEADING}\n")
    assert head.startswith("Changes in meaning from ")
    return [line.strip() for line in files.splitlines()]


def test_what_changed_in_pages_is_shown_by_words(repository: Repository, capsys: Printed) -> None:
    """Readers see the pages as they see the data, so the words that turn a sentence come first."""
    repository.write("docs/about.md", "# About\n\nA text.\n\nWe ask.\n\nNobody pays us.\n")
    repository.commit("A longer page")
    repository.write("docs/about.md", "# About\n\nA text.\n\nWe ask others.\n\nUpland pays us.\n")
    repository.write("docs/issues.md", "# A new page\n")
    repository.write("mkdocs.yml", "site_name: Basin\nplugins: []\n")
    repository.commit("Who pays")
    assert main(["diff", "HEAD~1", "HEAD"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        (
            "Changes in meaning from HEAD~1 to HEAD: "
            "1 to look at first, 1 change, 1 addition, 1 of wording"
        ),
        "",
        "File docs/about.md",
        "  ! change of meaning: “nobody” removed: [-Nobody-] pays us. → {+Upland+} pays us.",
        "  · wording: We [-ask.-] → We {+ask others.+}",
        "",
        "File mkdocs.yml",
        "  ~ settings changed: site_name: [-Sel-] → site_name: {+Basin+}",
        "",
        "File docs/issues.md",
        "  + text added: # A new page",
    ]


def test_a_paragraph_that_is_broken_elsewhere_is_the_same(
    repository: Repository, capsys: Printed
) -> None:
    """Of the lines of the settings each is one by itself."""
    repository.write("docs/about.md", "# About\n\n\nA text\nof two lines.\n\nThey agree.\n")
    repository.commit("Two lines")
    repository.write("docs/about.md", "# About\n\nA text of\ntwo lines.\n\nThey agree here.\n")
    repository.write("mkdocs.yml", "site_name: Basin\nplugins: []\n\nextra: {}\n")
    assert main(["diff", "HEAD"]) == 0
    assert [line for line in capsys.readouterr().out.splitlines() if line.startswith("  ")] == [
        "  ~ settings changed: site_name: [-Sel-] → site_name: {+Basin+}",
        "  ~ settings changed: extra: {}",
        "  · wording: They [-agree.-] → They {+agree here.+}",
    ]


def test_the_line_of_a_changed_paragraph_is_named(repository: Repository, capsys: Printed) -> None:
    """Other programs can lead a reviewer to it; a page that is gone is shown as removed text."""
    assert main(["diff", "main", "edit", "--format=json"]) == 0
    changes = json.loads(capsys.readouterr().out)["changes"]
    assert [(change["kind"], change["id"], change["line"]) for change in changes] == [
        ("settings-changed", "mkdocs.yml", 2),
        ("text-removed", "docs/method.md", None),
        ("wording", "docs/about.md", 3),
    ]
    assert repository.git("status", "--porcelain") == ""


def test_a_statement_moved_to_another_party(repository: Repository, capsys: Printed) -> None:
    """It is put into another mouth, which is no removal and no addition."""
    moved = repository.text().partition("          - date: 2031-02\n")[2]
    statement = "          - date: 2031-02\n" + moved.partition("      - party: corvale")[0]
    repository.edit(statement, "")
    repository.edit(
        "        statements:\n          - date: 2031-03-02\n",
        f"        statements:\n{statement}          - date: 2031-03-02\n",
    )
    assert main(["diff", "HEAD"]) == 0
    output = re.sub(r"[\[{][-+]|[-+][\]}]", "", capsys.readouterr().out)
    assert (
        "! statement moved (statement 2031-02): summer-share › brezia → summer-share › arvenia"
    ) in output
    assert "statement removed" not in output and "statement added" not in output


def test_between_revisions(repository: Repository, capsys: Printed) -> None:
    """Existing files come first; a name that would be displayed in another order is escaped."""
    assert named(capsys, "main", "edit") == EXPECTED
    assert repository.git("status", "--porcelain") == ""


@pytest.mark.no_cover
def test_up_to_the_working_files(repository: Repository, capsys: Printed) -> None:
    """Staged, edited and untracked files are listed.

    Ignored ones are left out, and the index is not touched.
    """
    repository.git("reset", "--quiet", "--soft", "main")
    repository.git("reset", "--quiet", "hooks")
    repository.write(".gitignore", "site/\n")
    repository.git("add", ".gitignore")
    repository.git("commit", "--quiet", "--message", "Ignore", "--", ".gitignore")
    (repository.root / "site").mkdir()
    repository.write("site/index.html", "built")
    before = repository.git("status", "--porcelain")
    assert named(capsys, "HEAD") == [re.sub(r"added \(.*", "added", line) for line in EXPECTED]
    assert repository.git("status", "--porcelain") == before


def test_between_folders(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    """Without git lines are not counted, and of a checkout only what git would take is compared."""
    other = repository.clone(tmp_path / "main", "--branch=main")
    expected = [re.sub(r" \(\d+ lines?\)$", "", line) for line in EXPECTED]
    assert named(capsys, str(other.root), ".") == expected
    assert "hooks/code.py removed" in named(capsys, ".", str(other.root))
    shutil.rmtree(other.root / ".git")
    assert named(capsys, str(other.root), ".") == expected
    (other.root / "docs" / "leak.txt").symlink_to("/etc/hostname")
    monkeypatch.setenv("PATH", str(tmp_path))  # where there is no git
    assert named(capsys, str(other.root), ".")[0] == "docs/leak.txt (symbolic link) changed"
    (other.root / "docs" / "leak.txt").unlink()
    assert named(capsys, str(other.root), ".") == expected


def test_between_a_folder_and_a_revision(
    repository: Repository, tmp_path: Path, capsys: Printed
) -> None:
    other = repository.clone(tmp_path / "main", "--branch=main")
    assert [line.split(" (")[0] for line in named(capsys, "edit", str(other.root))] == [
        "docs/leak.txt",
        "docs/\\u202egpj.html removed",
        "hooks/code.py removed",
        "hooks/old.py changed",
    ]
    assert [line.split(" (")[0] for line in named(capsys, str(other.root), "edit")] == [
        line.split(" (")[0] for line in EXPECTED
    ]


def test_folders_of_data_alone(repository: Repository, tmp_path: Path, capsys: Printed) -> None:
    """There is no project around them to compare."""
    shutil.copytree(repository.root / "data", tmp_path / "saved")
    assert main(["diff", str(tmp_path / "saved"), "main", "--format=json"]) == 0
    assert json.loads(capsys.readouterr().out)["files"] is None


def test_what_lies_in_the_data_and_is_none(repository: Repository, capsys: Printed) -> None:
    """Only the files that are read as data are covered."""
    (repository.root / "data" / "deep").mkdir()
    repository.write("data/deep/more.yaml", "issues: []\n")
    repository.write("data/page.html", "<script>\n")
    (repository.root / "data" / "linked.yaml").symlink_to("issues.yaml")
    repository.commit("More")
    assert named(capsys, "HEAD~1", "HEAD") == [
        "data/deep/more.yaml added (1 line)",
        "data/linked.yaml (symbolic link) added",
        "data/page.html added (1 line)",
    ]


def test_a_submodule_is_called_one(repository: Repository, capsys: Printed) -> None:
    repository.git(
        "update-index",
        "--add",
        "--cacheinfo",
        f"160000,{repository.git('rev-parse', 'main').strip()},docs/other",
    )
    repository.git("commit", "--quiet", "--message", "A submodule")
    assert named(capsys, "HEAD~1", "HEAD") == ["docs/other (submodule) added"]


def test_no_setting_of_the_change_hides_it(repository: Repository, capsys: Printed) -> None:
    """Attributes of the repository may say that a file is not to be compared."""
    repository.write(".gitattributes", "* binary -diff export-ignore linguist-generated\n")
    repository.edit("print(2)", "print(3)", "hooks/old.py")
    repository.commit("Attributes")
    assert [line.split(" (")[0] for line in named(capsys, "HEAD~1", "HEAD")] == [
        "hooks/old.py changed",
        ".gitattributes added",
    ]


def test_broken_data_does_not_hide_the_files(repository: Repository, capsys: Printed) -> None:
    repository.edit("title: Gauges", "title: Gauges: all")
    repository.commit("Broken")
    for form in ("text", "markdown", "json"):
        assert main(["diff", "main", "HEAD", "--format", form]) == 0
        assert "docs/about.md" in capsys.readouterr().out


def test_json_lists_them(repository: Repository, capsys: Printed) -> None:
    assert main(["diff", "main", "edit", "--format=json"]) == 0
    files = json.loads(capsys.readouterr().out)["files"]
    assert files[0] == {"path": "hooks/old.py", "change": "changed", "lines": 2, "kind": "file"}
    assert files[1] == {
        "path": "docs/leak.txt",
        "change": "added",
        "lines": None,
        "kind": "symbolic link",
    }
    assert len(files) == len(EXPECTED)
    assert repository.git("status", "--porcelain") == ""


@pytest.mark.no_cover
def test_the_comment_names_them_first(repository: Repository, capsys: Printed) -> None:
    repository.edit("title: Gauges", "title: The gauges")
    repository.commit("A title")
    assert main(["diff", "main", "HEAD", "--format=markdown"]) == 0
    lines = capsys.readouterr().out.splitlines()
    start = lines.index("**This comparison does not cover 4 files. Read them in the files view:**")
    assert lines[start + 2 : start + 4] == [
        "- hooks/old.py changed \\(2 lines\\)",
        "- docs/leak.txt \\(symbolic link\\) added",
    ]
    assert start < lines.index("#### Issue The gauges")


def test_many_files_leave_room_for_the_rest() -> None:
    """The count is right and the comment keeps its size.

    This holds however many files there are, and whatever their names.
    """
    files = tuple(FileChange(f"docs/@{'_' * 200}{number}.md", "added", 3) for number in range(1000))
    text = markdown(
        Report("main", "edit", files=(FileChange("docs/about.md", "changed", 1), *files))
    )
    shown = [line for line in text.splitlines() if line.startswith("- ")]
    assert "does not cover 1,001 files" in text
    assert shown[0] == "- docs/about.md changed \\(1 line\\)"
    assert shown[-1] == f"- … and {1001 - len(shown) + 1} more"
    assert len(text) < LIMIT // 2 and "@_" not in text


@pytest.mark.parametrize("message", ["this is not YAML", ""])
def test_many_files_take_a_quarter_of_the_room(message: str) -> None:
    """Of 2,000 characters, with the two lines around them, also where the data is broken."""
    files = tuple(FileChange(f"docs/page-{number}.md", "added", 3) for number in range(100))
    broken: tuple[Problem, ...] = ()
    if message:
        broken = (Problem(Place("data/a.yaml", 1, 1, 1), "broken-yaml", "", message),)
    text = markdown(Report("main", "edit", files=files, broken=broken), 2_000)
    shown = [line for line in text.splitlines(keepends=True) if line.startswith("- docs/")]
    assert 500 - len(shown[0]) - 2 < sum(map(len, shown)) <= 500
    assert f"- … and {100 - len(shown)} more" in text
    assert message in text


def test_where_all_files_and_faults_fit_none_is_left_out() -> None:
    broken = (Problem(Place("data/a.yaml", 1, 1, 1), "broken-yaml", "", "this is not YAML"),)
    text = markdown(
        Report("main", "edit", files=(FileChange("docs/a.txt", "changed", 1),), broken=broken)
    )
    assert text == (
        "### What changes in meaning cannot be shown\n\n"
        "**This comparison does not cover 1 file. Read them in the files view:**\n\n"
        "- docs/a.txt changed \\(1 line\\)\n\n"
        "This data of main or edit cannot be read:\n\n"
        "- data/a.yaml:1:1: \\[broken-yaml\\] this is not YAML\n"
    )


def test_a_file_of_the_same_length_and_time_is_read(
    repository: Repository, tmp_path: Path, capsys: Printed
) -> None:
    """Neither says that it is the same: a copy keeps its time, and so does an archive."""
    other = repository.clone(tmp_path / "edit", "--branch=edit")
    other.edit("print(2)", "print(3)", "hooks/old.py")
    for root in (repository.root, other.root):
        os.utime(root / "hooks" / "old.py", (1_000_000_000, 1_000_000_000))
    assert named(capsys, str(other.root), ".") == ["hooks/old.py changed"]


def test_a_link_is_not_what_it_points_to(
    repository: Repository, tmp_path: Path, capsys: Printed
) -> None:
    """Even if the same is read there."""
    other = repository.clone(tmp_path / "edit", "--branch=edit")
    (other.root / "hooks" / "old.py").rename(tmp_path / "old.py")
    (other.root / "hooks" / "old.py").symlink_to(tmp_path / "old.py")
    assert named(capsys, ".", str(other.root)) == ["hooks/old.py (symbolic link) changed"]


def test_a_page_that_is_no_text_is_named(repository: Repository, capsys: Printed) -> None:
    """On either side; what cannot be read cannot be compared."""
    (repository.root / "docs" / "about.md").write_bytes(b"\xff\xfe")
    repository.commit("In another encoding")
    assert named(capsys, "HEAD~1", "HEAD") == ["docs/about.md changed (4 lines)"]
    assert named(capsys, "HEAD", "HEAD~1") == ["docs/about.md changed (4 lines)"]


def test_a_name_with_a_tab(repository: Repository, capsys: Printed) -> None:
    repository.write("docs/a\tb\tc.txt", "One.\n")
    repository.commit("A strange name")
    assert named(capsys, "HEAD~1", "HEAD") == ["docs/a\\tb\\tc.txt added (1 line)"]


def test_one_line_among_many_that_are_alike(repository: Repository, capsys: Printed) -> None:
    """Lines that occur often are still compared with those in their place."""
    lines = [f"# {number % 50}\n" for number in range(250)]
    repository.write("mkdocs.yml", "".join(lines))
    repository.commit("Many lines")
    repository.write("mkdocs.yml", "".join(["# 7\n", *lines]))
    repository.commit("One more")
    assert main(["diff", "HEAD~1", "HEAD", "--format=json"]) == 0
    [change] = json.loads(capsys.readouterr().out)["changes"]
    assert (change["was"], change["now"], change["line"]) == (None, "# 7", 1)
