"""A new project: complete, sound, its own, and never written over what is there."""

from __future__ import annotations

import datetime
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner

import starter_files
import stickingpoints
from stickingpoints.cli import main
from stickingpoints.editing import init
from stickingpoints.editing.format import formatting
from stickingpoints.model.records import Dataset
from stickingpoints.problems import CallError

DAY = datetime.date(2031, 8, 15)
AWKWARD = "Say “no”: {{ as_of }} <3 & 'co' \"x\" 🎈 #1 *a* [z]"
OURS = ("ukrain", "russia", "sticking-points", "example.org", "github.com/example", "nato")


def project(**wanted: Any) -> init.NewProject:
    """Return a project for two parties, but for what is wanted otherwise."""
    usual: dict[str, Any] = {
        "title": "Library talks",
        "parties": ("City", "Union"),
        "topic": "opening hours",
        "language": "en",
        "forge": "github",
        "licence": "cc-by-4.0",
        "day": DAY,
        "version": "1.2.3",
    }
    return init.NewProject(**usual | wanted)


@cache
def files_of(wanted: init.NewProject) -> dict[str, bytes]:
    """Return the files of a new project, which many tests write."""
    return init.files(wanted)


@pytest.fixture
def started(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a new project into a new folder, and returns that."""

    def start(**wanted: Any) -> Path:
        folder = tmp_path / f"talks {len(list(tmp_path.iterdir()))}"
        init.create(folder, files_of(project(**wanted)))
        return folder

    return start


def read(folder: Path) -> Dataset:
    return stickingpoints.read(folder / "data").sound()


@pytest.mark.no_cover
def test_a_new_project_has_a_record_of_every_kind(started: Callable[..., Path]) -> None:
    """Every list of the data has an entry, and the check of it finds no error."""
    folder = started()
    problems = stickingpoints.check(folder / "data")
    assert {problem.severity for problem in problems} == {"warning"}
    dataset = read(folder)
    lists = [name for name, value in dataset if isinstance(value, list)]
    assert [name for name in lists if not getattr(dataset, name)] == []
    (issue,) = dataset.issues
    assert issue.scale and issue.corrections and dataset.documents[0].provisions
    assert [len(position.statements) for position in issue.positions] == [2, 2]
    assert dataset.title == "Where the talks on opening hours are stuck"


def test_what_is_still_to_be_written_is_named_in_data_and_pages(
    started: Callable[..., Path],
) -> None:
    """Nothing but that, and the publisher, is left to do."""
    problems = stickingpoints.check(started() / "data")
    assert {problem.rule for problem in problems} == {"fill-in", "publisher-missing"}
    files = {Path(problem.place.file).name for problem in problems}
    assert files == {"issues.yaml", "about.md", "method.md", "corrections.md"}


@pytest.mark.no_cover
def test_the_data_is_in_the_common_layout(started: Callable[..., Path]) -> None:
    """So `fmt` has nothing to do, and no comment is lost."""
    folder = started(parties=("A", "B", "C"))
    assert formatting(folder / "data").differences == ()
    starter = (starter_files.STARTER / "common" / "data" / "issues.yaml").read_text("utf-8")
    written = (folder / "data" / "issues.yaml").read_text("utf-8")
    comments = [line.strip() for line in starter.splitlines() if line.strip().startswith("#")]
    assert [line.strip() for line in written.splitlines() if line.strip().startswith("#")] == (
        comments
    )


@pytest.mark.no_cover
def test_the_same_call_gives_the_same_files() -> None:
    """The example ends on the day given, and each of its days is as far from that."""
    assert init.files(project()) == init.files(project())
    first, later = init.files(project()), init.files(project(day=DAY + datetime.timedelta(9)))
    changed = [name for name in first if first[name] != later[name]]
    assert changed == ["data/issues.yaml"]


def test_the_example_ends_on_the_day_given(started: Callable[..., Path]) -> None:
    """Statements and corrections move along, and corrections name the moved statement."""
    dataset = read(started())
    newest = dataset.issues[0].positions[1].statements[0]
    assert (dataset.as_of, newest.date) == (DAY, "2031-08-02")
    (correction,) = dataset.issues[0].corrections
    assert correction.records == ["city-2031-07-25"]


@pytest.mark.no_cover
@pytest.mark.parametrize(
    ("names", "ids", "shorts"),
    [
        (("City", "Transport Union"), ["city", "transport-union"], ["City", "TU"]),
        (("Місто", "Профспілка"), ["misto", "profspilka"], ["Місто", "ПРО"]),
        (("市", "組合"), ["shi", "zuhe"], ["市", "組合"]),
        (("🎈", "…"), ["balloon", "party"], ["P1", "P2"]),
        (("Plans", "Plans 2"), ["plans-2", "plans-2-2"], ["Plans", "P2"]),
        (("Ida Vesk", "ida-vesk"), ["ida-vesk-2", "ida-vesk-3"], ["IV", "P2"]),
    ],
)
def test_parties_get_ids_and_short_names(
    names: tuple[str, str], ids: list[str], shorts: list[str], started: Callable[..., Path]
) -> None:
    """Ids are Latin letters, no two the same, and no anchor of the pages."""
    folder = started(parties=names)
    assert not any(problem.severity == "error" for problem in stickingpoints.check(folder / "data"))
    parties = read(folder).parties
    assert [party.name for party in parties] == list(names)
    assert [party.id for party in parties] == ids
    assert [party.short for party in parties] == shorts


def test_titles_and_names_may_hold_any_characters(started: Callable[..., Path]) -> None:
    """They are read back as they were given."""
    folder = started(title=AWKWARD, parties=(AWKWARD, f"- {AWKWARD}"), topic=f": {AWKWARD}")
    problems = stickingpoints.check(folder / "data")
    assert [problem for problem in problems if problem.severity == "error"] == []
    dataset = read(folder)
    assert [party.name for party in dataset.parties] == [AWKWARD, f"- {AWKWARD}"]
    assert AWKWARD in dataset.title
    settings = yaml.safe_load((folder / "mkdocs.yml").read_text("utf-8"))
    assert settings["site_name"] == AWKWARD


def test_parties_beyond_the_second_have_said_nothing(started: Callable[..., Path]) -> None:
    """Each is on every issue, as the rules require."""
    dataset = read(started(parties=tuple("ABCD")))
    assert [position.stance for position in dataset.issues[0].positions[2:]] == [
        "no-public-position"
    ] * 2


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        ({"title": ""}, "--title: write 1 to 120 characters"),
        ({"title": "x" * 121}, "this has 121"),
        ({"title": "A\u202eB"}, "--title: "),
        ({"parties": ("A",)}, "name 2 to 12 parties"),
        ({"parties": tuple("ABCDEFGHIJKLM")}, "there are 13"),
        ({"parties": ("A", "A")}, "the same name"),
        ({"parties": ("A", "<b>B</b>")}, '--parties: the text contains the HTML "<b>"'),
        ({"topic": "[x](javascript:y)"}, "--topic: the link"),
        ({"language": "../x"}, "is not a language code"),
        ({"language": "qu"}, "the theme of the pages has no texts"),
        ({"day": datetime.date(1, 1, 1)}, "--day: 0001-01-01"),
    ],
)
def test_what_cannot_be_taken_is_refused(wanted: dict[str, Any], reason: str) -> None:
    """The message names the option, and what is wrong with its value."""
    with pytest.raises(CallError) as refused:
        project(**wanted)
    assert reason in str(refused.value)


def test_names_in_a_list() -> None:
    """They are parted by commas; spaces around them, and commas too many, do not count."""
    assert init.party_names(" City ,  Transport\tUnion,,") == ("City", "Transport Union")


@pytest.mark.parametrize(
    ("folder", "title"),
    [
        ("my-talks", "My talks"),
        ("Über_uns", "Über uns"),
        ("переговори", "Переговори"),
        ("-", "My talks"),
        ("<b>", "My talks"),
    ],
)
def test_a_title_from_the_folder(folder: str, title: str, tmp_path: Path) -> None:
    assert init.title_from(tmp_path / folder) == title


# Licence, forge and language


@pytest.mark.parametrize(
    ("licence", "identifier", "words"),
    [
        ("cc-by-4.0", "CC-BY-4.0", "Creative Commons\nAttribution 4.0"),
        ("cc0", "CC0-1.0", "CC0 1.0"),
        ("none", None, "No licence"),
    ],
)
def test_the_licence_of_the_content(
    licence: str, identifier: str | None, words: str, started: Callable[..., Path]
) -> None:
    folder = started(licence=licence)
    assert read(folder).licence == identifier
    assert words in (folder / "LICENSE.md").read_text("utf-8")


@pytest.mark.no_cover
def test_each_forge_has_its_own_files() -> None:
    """What runs on the forge and its forms; all else is the same but for how to set it up."""
    files = {forge: files_of(project(forge=forge)) for forge in init.FORGES}
    own = {
        forge: {name for name in found if sum(name in others for others in files.values()) == 1}
        for forge, found in files.items()
    }
    assert ".gitlab-ci.yml" in own["gitlab"]
    assert ".forgejo/workflows/check.yml" in own["codeberg"]
    assert {name.partition("/")[0] for name in own["github"]} == {".github"}
    shared = files["github"].keys() & files["gitlab"].keys() & files["codeberg"].keys()
    assert [name for name in sorted(shared) if files["github"][name] != files["gitlab"][name]] == [
        "CONTRIBUTING.md"
    ]


@pytest.mark.parametrize(("language", "catalogue"), [("en", False), ("uk", False), ("fr", True)])
def test_a_language_without_a_catalogue_gets_one_to_fill_in(
    language: str,
    catalogue: bool,  # noqa: FBT001  a table of answers
    started: Callable[..., Path],
) -> None:
    """Without it the site would not build; the guide says how to go on."""
    folder = started(language=language)
    assert (folder / "languages").exists() is catalogue
    guide = (folder / "CONTRIBUTING.md").read_text("utf-8")
    assert (f"`stickingpoints translations {language}`" in guide) is catalogue


@pytest.mark.no_cover
def test_nothing_of_this_repository_is_left(started: Callable[..., Path]) -> None:
    """No file of a new project names our subject, our repository or a placeholder address."""
    for forge in init.FORGES:
        folder = started(forge=forge)
        for path in folder.rglob("*"):
            if path.is_file():
                text = path.read_text("utf-8").lower()
                assert [word for word in OURS if word in text] == [], path


@pytest.mark.no_cover
@pytest.mark.parametrize("forge", init.FORGES)
def test_values_are_filled_in(forge: str) -> None:
    """No name between @ is left where one stood in the starter."""
    files = files_of(project(forge=forge))
    for name in ("mkdocs.yml", "README.md", "CONTRIBUTING.md", "requirements-generator.txt"):
        assert b"@" not in files[name], name
    assert b"stickingpoints==1.2.3\n" in files["requirements-generator.txt"]


# What is there already


def test_what_is_there_is_named_and_left(tmp_path: Path) -> None:
    """Nothing at all is written then."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "about.md").write_text("Ours", encoding="utf-8")
    (tmp_path / "README.md").symlink_to("nowhere")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(CallError) as refused:
        init.create(tmp_path, files_of(project()))
    assert "2 files that would be replaced (README.md, docs/about.md)" in str(refused.value)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_folder_with_other_files_may_be_used(tmp_path: Path) -> None:
    """Such as a repository without a commit."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "docs").mkdir()
    init.create(tmp_path, files_of(project()))
    assert (tmp_path / "docs" / "about.md").is_file()


@pytest.mark.parametrize("name", ["data", ".github/workflows"])
def test_a_link_in_the_place_of_a_folder_is_not_followed(name: str, tmp_path: Path) -> None:
    """Files would land outside of the project."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    folder = tmp_path / "talks"
    (folder / name).parent.mkdir(parents=True)
    (folder / name).symlink_to(elsewhere)
    with pytest.raises(CallError) as refused:
        init.create(folder, files_of(project()))
    assert f"({name})" in str(refused.value)
    assert list(elsewhere.iterdir()) == []


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "talks").write_text("Ours", encoding="utf-8")
    with pytest.raises(CallError, match="is not a folder"):
        init.create(tmp_path / "talks", files_of(project()))


# The forge


def test_the_starter_has_what_this_repository_has() -> None:
    """Actions, scripts, forms and locked packages are those that are tested here."""
    behind = [
        path.relative_to(starter_files.ROOT).as_posix()
        for path, text in starter_files.files()
        if path.read_text("utf-8") != text
    ]
    assert behind == [], "run make generated, and commit the changes"


def test_no_action_is_pinned_to_another_commit_in_files_of_the_starter_alone() -> None:
    """What is written for other forges uses no action at all."""
    for path in starter_files.STARTER.glob("codeberg/**/*.yml"):
        assert "uses:" not in path.read_text("utf-8")


@pytest.mark.no_cover
def test_the_auditor_finds_nothing_in_a_new_project(started: Callable[..., Path]) -> None:
    """Zizmor's strictest persona reports what it reports here: one trigger, with its reason."""
    command = [
        str(Path(sys.executable).with_name("zizmor")),
        "--offline",
        "--persona=auditor",
        "--no-progress",
        "--color=never",
        "--collect=all",
        "--strict-collection",
        str(started() / ".github"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "No findings to report. Good job! (1 ignored)" in done.stdout


@pytest.mark.no_cover
@pytest.mark.parametrize(
    ("forge", "schema", "pattern"),
    [
        ("github", "vendor.github-workflows", ".github/workflows/*.yml"),
        ("github", "custom.github-workflows-require-timeout", ".github/workflows/*.yml"),
        ("github", "vendor.dependabot", ".github/dependabot.yml"),
        ("github", "vendor.github-issue-forms", ".github/ISSUE_TEMPLATE/*.yml"),
        ("gitlab", "vendor.gitlab-ci", ".gitlab-ci.yml"),
        ("codeberg", "vendor.github-issue-forms", ".forgejo/issue_template/*.yml"),
        ("codeberg", "vendor.github-workflows", ".forgejo/workflows/*.yml"),
    ],
)
def test_files_of_the_forge_meet_its_schema(
    forge: str, schema: str, pattern: str, started: Callable[..., Path]
) -> None:
    paths = list(started(forge=forge).glob(pattern))
    assert paths
    done = CliRunner().invoke(check_jsonschema, ["--builtin-schema", schema, *map(str, paths)])
    assert done.exit_code == 0, done.output


def test_the_lock_is_for_a_site_and_names_no_host() -> None:
    """The packages that only build the generator are left out; nothing says where to fetch them."""
    lock = files_of(project())["requirements.txt"].decode()
    assert "\nmkdocs==" in lock and "\ntypst==" in lock
    assert not any(f"\n{name}==" in lock for name in starter_files.BUILD_TOOLS)
    assert "://" not in lock and "--index" not in lock


# The command


def test_the_command_says_what_comes_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a terminal nothing is asked, and the guide has the tables of this version."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1945000000")
    assert main(["init", "my talks", "--parties", "Місто, Профспілка", "--language", "uk"]) == 0
    printed = capsys.readouterr().out
    assert "into my talks. Next:\n  cd 'my talks'\n" in printed
    assert read(tmp_path / "my talks").as_of == datetime.date(2031, 8, 20)
    guide = (tmp_path / "my talks" / "CONTRIBUTING.md").read_text("utf-8")
    assert "| `plain_words`" in guide and "### stickingpoints init" in guide
    assert main(["init", "my talks"]) == 2
    assert "that would be replaced" in capsys.readouterr().err


def test_a_terminal_is_asked_for_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the call names is not asked for, and an empty answer is the one that is offered."""
    asked: list[str] = []

    def answer(question: str, default: str, **_: Any) -> str:
        asked.append(question)
        return default or "opening hours"

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr("click.prompt", answer)
    assert main(["init", str(tmp_path / "my-talks"), "--language", "en"]) == 0
    assert [question.partition(",")[0] for question in asked] == [
        "The name of the site",
        "What the talks are about",
        "The parties",
    ]
    dataset = read(tmp_path / "my-talks")
    assert dataset.title == "Where the talks on opening hours are stuck"
    assert [party.name for party in dataset.parties] == ["City", "Union"]


@pytest.mark.parametrize(("version", "unreleased"), [("1.2.3", False), ("1.2.4.dev5", True)])
def test_a_version_between_releases_is_said(
    version: str,
    unreleased: bool,  # noqa: FBT001  a table of answers
) -> None:
    assert init.is_unreleased(version) is unreleased
