"""What can be compared: revisions, folders, shallow checkouts, data broken on either side."""

from __future__ import annotations

import json
import os
from itertools import cycle
from pathlib import Path

import pytest

import plain_yaml
from diff.repository import BASE, Repository
from reading.test_refusals import edited, write
from stickingpoints.cli import main
from stickingpoints.diff import revisions
from stickingpoints.reading.load import read

Printed = pytest.CaptureFixture[str]
ADDRESS = (
    "url: https://arvenia.example/notes/dams",
    "url: https://arvenia.example/notes/2031/dams",
)
CHANGE = (
    "! address of a source changed (url): "
    "https://arvenia.example/notes/dams → https://arvenia.example/notes/2031/dams"
)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Return a repository with a branch `edit` that changed one address.

    The commands run inside it.
    """
    repository = Repository.create(tmp_path / "talks")
    repository.branch("edit")
    repository.edit(*ADDRESS)
    repository.commit("Another address")
    monkeypatch.chdir(repository.root)
    return repository


def diff_output(printed: Printed, *arguments: str) -> str:
    """Return what `diff` prints."""
    assert main(["diff", *arguments]) == 0
    return printed.readouterr().out


@pytest.mark.no_cover
def test_the_working_files_with_a_revision(repository: Repository, capsys: Printed) -> None:
    """Without a second name the files as they lie there are compared, committed or not."""
    assert CHANGE in diff_output(capsys, "main")
    repository.edit("title: Gauges", "title: The gauges")
    assert "wording (title): Gauges → The gauges" in diff_output(capsys, "main")
    assert "wording (title): Gauges → The gauges" in diff_output(capsys, "HEAD")
    assert repository.git("status", "--porcelain") == " M data/issues.yaml\n"


@pytest.mark.no_cover
def test_two_revisions_two_folders_and_one_of_each(
    repository: Repository, tmp_path: Path, capsys: Printed
) -> None:
    """However the two sides are named, the change is the same.

    A folder may be that of the project or that of its data.
    """
    other = repository.clone(tmp_path / "main", "--branch", "main")
    for sides in (
        ["main", "edit"],
        [str(other.root), "data"],
        [str(other.root / "data"), "edit"],
        ["main", "."],
    ):
        assert CHANGE in diff_output(capsys, *sides)
    assert "→ https://arvenia.example/notes/dams" in diff_output(capsys, "edit", "main")


@pytest.mark.no_cover
def test_what_the_base_gained_since_is_no_part_of_the_change(
    repository: Repository, capsys: Printed
) -> None:
    """A branch that lies behind is not said to have removed what it never had."""
    repository.git("switch", "--quiet", "main")
    repository.edit(
        "\nevents:\n",
        "\nevents:\n  - {id: sixth, date: 2031-05-01, title: Sixth, outcome: None., "
        "citations: [{source: sel-herald}]}\n",
    )
    repository.commit("An event")
    repository.git("switch", "--quiet", "edit")
    assert diff_output(capsys, "main").count("\n") == diff_output(capsys, "main~1").count("\n") == 4
    assert main(["check", "--base", "main"]) == 0
    assert "event removed" in diff_output(
        capsys, "main", "edit"
    )  # what was asked for: one state with another


@pytest.mark.no_cover
def test_a_shallow_checkout(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    """One commit of history is enough, once the base was fetched; before, the message says how."""
    shallow = repository.clone(tmp_path / "shallow", "--depth=1", "--branch=edit")
    monkeypatch.chdir(shallow.root)
    assert main(["diff", "origin/main"]) == 2
    assert (
        "a shallow checkout must fetch it first: git fetch --depth=1 origin"
        in capsys.readouterr().err
    )
    shallow.git("fetch", "--quiet", "--depth=1", "origin", "main:refs/remotes/origin/main")
    assert CHANGE in diff_output(capsys, "origin/main")
    assert main(["check", "--base", "origin/main"]) == 0


@pytest.mark.no_cover
def test_a_fork(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    """The merge of a fork's branch into the base, as a forge checks it out, against the base."""
    fork = repository.clone(tmp_path / "fork", "--branch=main")
    fork.edit("title: Gauges", "title: The gauges")
    fork.commit("A title")
    repository.git("fetch", "--quiet", fork.root.as_uri(), "main:fork")
    repository.git("checkout", "--quiet", "--detach", "main")
    repository.git("merge", "--quiet", "--no-ff", "--message", "Merge", "fork")
    monkeypatch.chdir(repository.root)
    assert diff_output(capsys, "main").splitlines()[2:] == [
        "Issue The gauges",
        "  · wording (title): Gauges → The gauges",
    ]


@pytest.mark.parametrize("name", ["no-such-branch", "main:data", "refs/heads/--output=x", ""])
def test_a_name_of_nothing(repository: Repository, name: str, capsys: Printed) -> None:
    """What is neither a folder nor a revision is a wrong call, never an empty change."""
    assert main(["diff", "--", name]) == 2
    assert (
        "is neither a folder with data nor a revision in this repository" in capsys.readouterr().err
    )
    assert main(["check", f"--base={name}"]) == 2
    assert sorted(path.name for path in repository.root.iterdir()) == [".git", "data"]


def test_a_name_that_begins_as_an_option_does(repository: Repository, capsys: Printed) -> None:
    """Git never sees it, even where a branch is called so; its full name can be compared."""
    repository.git("update-ref", "refs/heads/--output=x", "main")
    for command in (
        ["diff", "--", "--output=x"],
        ["diff", "main", "--", "--output=x"],
        ["check", "--base=--output=x"],
    ):
        assert main(command) == 2
        message = (
            '"--output=x" begins with a hyphen, as an option does; '
            "write the full name of the branch: refs/heads/--output=x"
        )
        assert capsys.readouterr().err == f"stickingpoints: {message}\n"
    assert diff_output(capsys, "refs/heads/--output=x", "main").endswith(": none\n")


@pytest.mark.parametrize(
    ("name", "shown"),
    [("a\0b", '"a�b"'), ("x" * 5_000, f'"{"x" * 89}…"'), ("x" * 200_000, f'"{"x" * 89}…"')],
)
def test_a_name_that_nothing_can_have(
    repository: Repository, name: str, shown: str, capsys: Printed
) -> None:
    for command in (["diff", name], ["diff", "main", name], ["check", "--base", name]):
        assert main(command) == 2
        message = (
            f"stickingpoints: {shown} cannot be the name of a folder or of a revision; "
            "write one, such as main or HEAD~1\n"
        )
        assert capsys.readouterr().err == message
    assert repository.git("status", "--porcelain") == ""


def test_a_name_longer_than_that_of_any_file(repository: Repository, capsys: Printed) -> None:
    """It can still be an expression of git's."""
    long = "HEAD" + "^{}" * 1364
    assert len(long) == 4096  # a letter more would be too many
    assert (
        diff_output(capsys, long, "edit").splitlines()[0]
        == f"Changes in meaning from {long} to edit: none"
    )
    assert repository.git("status", "--porcelain") == ""


def test_a_folder_that_cannot_be_read(repository: Repository, capsys: Printed) -> None:
    (repository.root / "round").symlink_to("round")
    assert main(["diff", "round"]) == 2
    assert (
        capsys.readouterr().err
        == 'stickingpoints: the folder "round" cannot be read: Too many levels of symbolic links\n'
    )


def test_a_file_that_is_too_large_is_refused(repository: Repository, capsys: Printed) -> None:
    """Git may hold a file of any size; one that the reading would refuse is not extracted.

    Here everything but its size is lost.
    """
    repository.write("data/large.yaml", "# " + "x" * 9_000_000 + "\n")
    repository.commit("A large file")
    blob = repository.git("rev-parse", "HEAD:data/large.yaml").strip()
    stored = repository.root / ".git" / "objects" / blob[:2] / blob[2:]
    stored.chmod(0o600)
    stored.write_bytes(stored.read_bytes()[:4000])
    repository.git("cat-file", "blob", blob, fails=True)
    capsys.readouterr()
    assert "edit:data/large.yaml:1:1: [file-too-large]" in diff_output(capsys, "main", "edit")


def test_a_file_of_the_greatest_size_is_read(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    """As the same file is in a folder."""
    size = len(repository.text().encode())
    monkeypatch.setattr(revisions, "LARGEST_FILE", size)
    assert CHANGE in diff_output(capsys, "main", "edit")
    monkeypatch.setattr(revisions, "LARGEST_FILE", size - 1)
    assert "cannot be read" in diff_output(capsys, "main", "edit")


def test_outside_of_a_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    """Without a repository only folders can be compared, and the message says so."""
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert main(["diff", "main"]) == 2
    assert (
        'stickingpoints: "main" is no folder with data, and this is no git repository'
        in capsys.readouterr().err
    )


def test_what_git_refuses_is_said_in_its_first_words(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    """As in a container, where the files belong to somebody else; a remedy follows in git's own."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    assert main(["diff", "main"]) == 2
    assert capsys.readouterr().err == (
        'stickingpoints: "main" is no folder with data, and this is no git repository '
        f"(fatal: detected dubious ownership in repository at '{repository.root}')\n"
    )


@pytest.mark.no_cover
@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_broken_data_is_said_to_be_broken(
    repository: Repository, form: str, capsys: Printed
) -> None:
    """A side that cannot be read is named with its place, and nothing is claimed of the change."""
    line = repository.edit("title: Gauges", "title: Gauges: all")
    output = diff_output(capsys, "main", "--format", form).replace("&#8203;", "")
    assert f"data/issues.yaml:{line}:" in output and "this is not YAML" in output
    assert "address of a source" not in output
    repository.commit("Broken")
    repository.edit("title: Gauges: all", "title: Gauges")
    assert f"HEAD:data/issues.yaml:{line}:" in diff_output(
        capsys, "HEAD", "--format", form
    ).replace("&#8203;", "")
    if form == "json":
        assert json.loads(diff_output(capsys, "HEAD", "--format", form))["changes"] is None


def test_a_broken_base_forbids_nothing(repository: Repository, capsys: Printed) -> None:
    """Who fixes the data can pass the check, and reads that the change was not checked.

    Of several errors the first is named.
    """
    line = repository.edit("title: Gauges", "title: Gauges: all")
    repository.write("data/more.yaml", "title: More: of it\n")
    repository.commit("Broken")
    repository.edit("title: Gauges: all", "title: Gauges")
    (repository.root / "data/more.yaml").unlink()
    assert main(["check", "--base", "HEAD"]) == 0
    assert (
        "data:1:1: warning: [base-unreadable] the data of HEAD cannot be read, "
        "so the change since then is not checked; the first of 2 errors there: "
        f"HEAD:data/issues.yaml:{line}:"
    ) in capsys.readouterr().out


def test_a_side_that_breaks_a_rule_is_compared_all_the_same(
    repository: Repository, capsys: Printed
) -> None:
    """An unknown source is an error, and no reason to hide what changed."""
    repository.edit(
        "      - source: office-minutes\n    issues:", "      - source: office-papers\n    issues:"
    )
    output = diff_output(capsys, "HEAD").splitlines()
    assert output[1] == "The data of the working files has 1 error; it is compared all the same."
    assert "  ! source no longer cited (office-minutes): office-minutes" in output


def test_an_entry_that_calls_a_reversal_editorial_is_doubted(
    repository: Repository, capsys: Printed
) -> None:
    """The check passes, and warns the reviewer with the words that turn the meaning."""
    repository.edit("said that it would not limit", "said that it would limit")
    repository.edit(
        "    review:\n      last: 2031-05-20\n",
        "    corrections:\n      - date: 2031-05-20\n        summary: Plainer words.\n"
        "        records: [arvenia-2031-03-02]\n        editorial: true\n"
        "    review:\n      last: 2031-05-20\n",
    )
    assert main(["check", "--base", "HEAD"]) == 0
    assert (
        "warning: [uncorrected] issues › summer-share › corrections › 2031-05-20 › editorial: the "
        'entry for "arvenia-2031-03-02" says that the meaning stayed, but “not” removed'
    ) in capsys.readouterr().out


@pytest.mark.parametrize(("day", "late"), [("2031-04-01", 1), ("2031-05-20", 0)])
def test_a_late_statement_of_another_party_is_warned_of(
    repository: Repository, day: str, late: int, capsys: Printed
) -> None:
    """Another party's statement of the same day does not hide that this one is new.

    One of the last day of the record is not late.
    """
    text = repository.text()
    own = text.partition("          - date: 2031-04-01\n")[2].partition("          - date: ")[0]
    repository.edit(
        "        statements:\n          - date: 2031-03-02\n",
        f"        statements:\n          - date: {day}\n{own}          - date: 2031-03-02\n",
    )
    main(["check", "--base", "HEAD"])
    warning = f"[late-statement] issues › summer-share › arvenia › {day}"
    assert capsys.readouterr().out.count(warning) == late


@pytest.mark.proof
def test_whatever_can_be_read_can_be_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    """Data with any fault that the reading knows, on either side, never ends in a crash.

    The sides and the output formats take turns. The sound side is read once.
    """
    sound = read(BASE)
    monkeypatch.setattr(revisions, "read", lambda folder: sound if folder == BASE else read(folder))
    monkeypatch.chdir(tmp_path)
    faulty_is_new = cycle([True, False])
    formats = cycle(["text", "markdown", "json"])
    for path in sorted((BASE.parent / "cases").glob("*.yaml")):
        case = plain_yaml.load(path.read_text("utf-8"))
        if "issues.yaml" not in (files := edited(case)):
            continue
        write(Path(path.stem), files, case.get("encoding", "utf-8"))
        sides = [str(BASE), path.stem] if next(faulty_is_new) else [path.stem, str(BASE)]
        assert main(["diff", *sides, "--format", next(formats)]) == 0
        assert capsys.readouterr().out


def test_only_what_git_stored_is_read(
    repository: Repository, tmp_path: Path, capsys: Printed
) -> None:
    """A link that leads out of the repository is not followed, and no attribute hides a file."""
    (tmp_path / "secret.yaml").write_text("licence: TOP-SECRET\n", "utf-8")
    (repository.root / "data" / "more.yaml").symlink_to(tmp_path / "secret.yaml")
    repository.write(".gitattributes", "data/* export-ignore\n")
    repository.commit("A link")
    (repository.root / "data" / "more.yaml").unlink()
    assert diff_output(capsys, "HEAD").splitlines() == [
        "Changes in meaning from HEAD to the working files: none",
        "",
        "Files that this comparison does not cover; read them yourself:",
        "  data/more.yaml (symbolic link) removed",
    ]


def test_json_names_the_lines(repository: Repository, capsys: Printed) -> None:
    """Other programs get kind, ids, both values, and where to look."""
    line = repository.text().splitlines().index("    " + ADDRESS[1]) + 1
    [change] = json.loads(diff_output(capsys, "main", "--format", "json"))["changes"]
    assert change == {
        "kind": "source-address-changed",
        "tier": "risky",
        "section": "source",
        "id": "arvenia-note",
        "party": None,
        "subject": "url",
        "was": "https://arvenia.example/notes/dams",
        "now": "https://arvenia.example/notes/2031/dams",
        "file": "data/issues.yaml",
        "line": line,
        "turns": [],
    }
