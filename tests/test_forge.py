"""The workflows: sound, least powerful, pinned, and calling only commands that exist."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from forge import ROOT, WORKFLOWS, load, steps
from stickingpoints.cli import main

FORMS = sorted(
    path
    for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml")
    if path.name != "config.yml"
)
SCHEMAS = {
    "vendor.github-workflows": WORKFLOWS,
    "custom.github-workflows-require-timeout": WORKFLOWS,
    "vendor.dependabot": [ROOT / ".github" / "dependabot.yml"],
    "vendor.github-issue-forms": FORMS,
}
WRITERS = {
    ("comment", "comment"): {"pull-requests": "write"},
    ("publish", "pages"): {"pages": "write", "id-token": "write"},
    ("publish", "release"): {"contents": "write", "id-token": "write", "attestations": "write"},
    ("review", "issue"): {"issues": "write"},
    ("layout", "commit"): {"contents": "write"},
    ("lock", "pull-request"): {"contents": "write", "pull-requests": "write"},
    ("propose", "pull-request"): {"contents": "write", "pull-requests": "write", "issues": "write"},
}
READERS = {("comment", "diff"): {"contents": "read", "pull-requests": "read"}}
LOCK = ROOT / ".github" / "workflows" / "lock.yml"
each_workflow = pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)


def test_the_auditor_finds_nothing() -> None:
    """Zizmor's strictest persona reports one trigger alone, with its reason beside it."""
    zizmor = Path(sys.executable).with_name("zizmor")
    command = [
        str(zizmor),
        "--offline",
        "--persona=auditor",
        "--no-progress",
        "--color=never",
        "--collect=all",
        "--strict-collection",
        str(ROOT / ".github"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "No findings to report. Good job! (1 ignored)" in done.stdout


@pytest.mark.parametrize("schema", SCHEMAS)
def test_files_of_the_forge_meet_its_schema(schema: str) -> None:
    assert SCHEMAS[schema]
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *SCHEMAS[schema]],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@each_workflow
def test_actions_are_pinned(workflow: Path) -> None:
    """Each action is named by its full commit, with the version beside it for people."""
    pinned = re.compile(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    used = re.findall(r"uses: (.*)", workflow.read_text(encoding="utf-8"))
    assert [line for line in used if not pinned.fullmatch(line)] == []


def test_an_action_is_pinned_to_one_commit() -> None:
    pins: set[tuple[str, ...]] = set()
    for path in WORKFLOWS:
        for line in re.findall(r"uses: (.*)", path.read_text(encoding="utf-8")):
            pins.add(tuple(line.split("@")))
    assert len({action for action, _ in pins}) == len(pins)


@each_workflow
def test_nothing_from_outside_stands_in_a_script(workflow: Path) -> None:
    """The forge's values reach a script through its environment or a file, never as its text."""
    assert [step["name"] for step in steps(workflow) if "${{" in step.get("run", "")] == []


@each_workflow
def test_jobs_can_do_no_more_than_they_must(workflow: Path) -> None:
    """No workflow has rights as a whole; a job that is not listed here can only read."""
    definition = load(workflow)
    assert definition["permissions"] == {}
    for name, job in definition["jobs"].items():
        assert job["permissions"] == (WRITERS | READERS).get(
            (workflow.stem, name), {"contents": "read"}
        )


@each_workflow
def test_no_credentials_are_left_behind(workflow: Path) -> None:
    fetching = [
        step for step in steps(workflow) if step.get("uses", "").startswith("actions/checkout@")
    ]
    assert all(step["with"]["persist-credentials"] == "false" for step in fetching)


@pytest.mark.parametrize("workflow", ["comment", "review", "propose", "layout", "lock"])
def test_what_can_write_runs_no_code_of_the_repository(workflow: str) -> None:
    """A job that can write installs nothing and runs no file of what it fetched."""
    for name, job in load(ROOT / ".github" / "workflows" / f"{workflow}.yml")["jobs"].items():
        if (workflow, name) in WRITERS:
            for step in job["steps"]:
                assert not re.search(r"\bmake\b|\.venv|pip", step.get("run", ""))


def test_the_comment_is_made_by_the_default_branch() -> None:
    """The workflow that a stranger's run starts checks out the default branch alone."""
    definition = load(ROOT / ".github" / "workflows" / "comment.yml")
    assert definition["on"] == {"workflow_run": {"workflows": ["check"], "types": ["completed"]}}
    jobs = definition["jobs"]
    diff = [step for step in jobs["diff"]["steps"] if "uses" in step]
    comment = [step for step in jobs["comment"]["steps"] if "uses" in step]
    assert [step["with"].keys() for step in diff if "checkout" in step["uses"]] == [
        {"fetch-depth", "persist-credentials"}
    ]
    assert [step["with"] for step in comment] == [{"name": "diff", "path": "diff/"}]
    path = ROOT / ".github" / "workflows" / "comment.yml"
    scripts = "".join(step.get("run", "") for step in steps(path))
    assert not re.search(
        r"\b(checkout|switch|restore|reset|worktree|merge|pull)\b(?!-base)",
        re.sub(r"refs/pull|/pulls|\bpull\b", "", scripts),
    )


def test_only_a_label_starts_a_proposal() -> None:
    """A maintainer's label does; so no form may bring it along."""
    definition = load(ROOT / ".github" / "workflows" / "propose.yml")
    assert definition["on"] == {"issues": {"types": ["labeled"]}}
    assert definition["jobs"]["edit"]["if"] == "github.event.label.name == 'propose'"
    assert definition["jobs"]["pull-request"]["needs"] == "edit"
    assert [path for path in FORMS if "propose" in load(path).get("labels", [])] == []


def test_layout_stops_no_pull_request() -> None:
    """A check suggests a layout and goes on; only a push to the default branch is formatted."""
    workflows = ROOT / ".github" / "workflows"
    check = workflows / "check.yml"
    (suggesting,) = [step for step in steps(check) if "fmt" in step.get("run", "")]
    assert suggesting["run"] == ".venv/bin/stickingpoints fmt --suggest"
    assert suggesting["continue-on-error"] == "true"
    ran = subprocess.run(
        ["make", "--dry-run", *_targets(check)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "stickingpoints build" in ran.stdout and "stickingpoints fmt" not in ran.stdout
    on = load(workflows / "layout.yml")["on"]
    assert on == {"push": {"branches": ["main"], "paths": ["data/*.yaml"]}}


def test_a_change_is_built_without_a_network() -> None:
    """In a namespace, without which the command fails, so that CI cannot leave it out."""
    check = ROOT / ".github" / "workflows" / "check.yml"
    assert "offline" in _targets(check)
    dry = ["make", "--dry-run", "offline"]
    ran = subprocess.run(dry, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "unshare --map-root-user --net .venv/bin/stickingpoints verify-build" in ran.stdout
    assert "exit 1" in ran.stdout


def test_every_python_builds_the_same_bytes() -> None:
    """Each of the matrix hands the hashes of its site over, and a last job compares them."""
    jobs = load(ROOT / ".github" / "workflows" / "matrix.yml")["jobs"]
    scripts = [step.get("run", "") for step in jobs["core"]["steps"]]
    assert 'python tests/same_bytes.py take "bytes-$PYTHON.json"' in scripts
    assert jobs["bytes"]["needs"] == "core"
    assert jobs["bytes"]["steps"][-1]["run"] == ("python3 tests/same_bytes.py compare bytes/*.json")


def _targets(workflow: Path) -> list[str]:
    """Return the targets of make that a workflow runs."""
    scripts = "\n".join(step.get("run", "") for step in steps(workflow))
    return re.findall(r"\bmake ([a-z./-]+)", scripts)


def test_make_targets_exist() -> None:
    """Every `make` in a workflow or in the documentation has its rule in the Makefile."""
    rules = (ROOT / "Makefile").read_text(encoding="utf-8").replace("$(VENV)", ".venv")
    for target in re.findall(r"(?<!`)\bmake ([a-z./-]+)", _runs()) + re.findall(
        r"`make ([a-z-]+)", _documentation()
    ):
        assert re.search(rf"^{re.escape(target)}:", rules, re.MULTILINE), target


def test_tests_that_a_workflow_names_exist() -> None:
    """Pytest runs nothing if one of the files that it is called with is missing."""
    named = re.findall(r"\btests/[\w./-]+", _runs())
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_commands_exist(capsys: pytest.CaptureFixture[str]) -> None:
    """Every `stickingpoints` command and option in a workflow or in the documentation exists."""
    called = re.findall(r"\.venv/bin/stickingpoints ([^>&;|\n]+)", _runs() + _starter())
    called += re.findall(r"`stickingpoints ([^`]+)`", _documentation())
    called += re.findall(r"(?m)^\$ stickingpoints (.+)$", _documentation())
    for command, *rest in (shlex.split(line) for line in called):
        assert main([command, "--help"]) == 0, f"there is no command {command}"
        offered = capsys.readouterr().out
        for word, after in zip(rest, [*rest[1:], *[""] * bool(rest)], strict=True):
            if word.startswith("--"):
                assert re.search(rf"{word}\b", offered), f"{command} does not take {word}"
            if word == "--format":
                assert re.search(rf"--format \[[a-z|]*\b{after}\b", offered), (
                    f"{command} does not write {after}"
                )


def _runs() -> str:
    scripts = []
    for path in WORKFLOWS:
        scripts += [step.get("run", "") for step in steps(path)]
    return "\n".join(scripts)


def _starter() -> str:
    """Return the files that begin a project, which hold what runs on its forge."""
    files = sorted((ROOT / "src/stickingpoints/editing/starter").rglob("*.yml"))
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def test_a_project_of_ones_own_calls_no_makefile() -> None:
    """It has none: what begins a project has the commands themselves."""
    assert "stickingpoints build" in _starter()
    assert re.findall(r"(?m)^ +(?:run: )?make .*", _starter()) == []


def _documentation() -> str:
    pages = [ROOT / "CONTRIBUTING.md", *sorted((ROOT / "guide" / "docs").glob("*.md"))]
    return "\n".join(page.read_text(encoding="utf-8") for page in pages)


# Owners, locks, promises


def test_guarded_files_have_one_owner() -> None:
    """Each pattern outside of the content matches something, and names accounts of one owner."""
    lines = [
        line.split()
        for line in (ROOT / ".github" / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
        if line and line[0] != "#"
    ]
    for pattern, *owners in lines:
        is_content = pattern.startswith(("/data/", "/docs/"))
        assert is_content or list(ROOT.glob(pattern.strip("/"))), f"{pattern} matches no file"
        assert owners and all(re.fullmatch(r"@[\w-]+(/[\w-]+)?", name) for name in owners), pattern
    accounts = chain.from_iterable(owners for _, *owners in lines)
    assert len({name.partition("/")[0] for name in accounts}) == 1
    assert {"/data/quotes.lock", "/hooks/", "/.github/"} <= {pattern for pattern, *_ in lines}


@pytest.mark.parametrize(
    ("lock", "extras"),
    [("requirements.txt", ("build",)), ("requirements-dev.txt", ("build", "dev"))],
)
def test_locked_packages_are_those_that_are_asked_for(lock: str, extras: tuple[str, ...]) -> None:
    """Each lock names a version of every package that pyproject.toml asks for, within its range."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = list(project["dependencies"])
    for extra in extras:
        asked += project["optional-dependencies"][extra]
    locked = _locked(lock)
    for requirement in map(Requirement, asked):
        version = locked.get(canonicalize_name(requirement.name), "none")
        assert version in requirement.specifier, (
            f"{lock} has {version} of {requirement}; run make lock, and commit {lock}"
        )


def test_every_lock_is_renewed_with_what_is_a_week_old() -> None:
    """By Dependabot, folder by folder, and by the workflow that works the locks out anew."""
    renewed = load(ROOT / ".github" / "dependabot.yml")["updates"]
    assert {update["cooldown"]["default-days"] for update in renewed} == {"7"}
    folders = set()
    for update in renewed:
        folders.add((update["package-ecosystem"], update["directory"]))
    locks = {("pip", "/"), ("github-actions", "/")}
    for lock in (ROOT / "package-lock.json", *ROOT.glob("benchmarks/*/package-lock.json")):
        below = lock.parent.relative_to(ROOT)
        locks.add(("npm", "/" + below.as_posix().strip(".")))
    assert folders == locks
    (renewing,) = [step["run"] for step in steps(LOCK) if step["name"] == "Renew the lock"]
    assert "date --utc --date '7 days ago'" in renewing and "make lock ARGS=--upgrade" in renewing


def test_ranges_begin_with_what_is_tested() -> None:
    """A dependency is asked for from the locked version on, and below the next that may break."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = _locked("requirements.txt")
    for requirement in map(Requirement, project["dependencies"]):
        version = locked[canonicalize_name(requirement.name)]
        bounds = {bound.operator: bound.version for bound in requirement.specifier}
        assert bounds.keys() == {">=", "<"}, f"{requirement}: write a range, as >=1.2,<2"
        assert bounds[">="] == version, f"{requirement}: the tests run with {version}"


def test_the_site_is_built_with_what_is_tested() -> None:
    """The packages of the site have the same versions in both locks."""
    assert _locked("requirements.txt").items() <= _locked("requirements-dev.txt").items()


def _locked(lock: str) -> dict[str, str]:
    """Return the packages of a lock file, normalized name → version; each must have a hash."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    packages = re.findall(
        r"^([\w.-]+)==([^\s;]+)[^\n]*\\\n +--hash=sha256:[0-9a-f]{64}", text, re.MULTILINE
    )
    assert len(packages) == len(re.findall(r"^\w", text, re.MULTILINE)), (
        f"a package of {lock} has no hash"
    )
    return {canonicalize_name(name): version for name, version in packages}


def test_security_names_what_exists() -> None:
    """The promises point to tests that are there, and both guides lead to them."""
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    for path in re.findall(r"`((?:src|tests|hooks|\.github)[\w./-]*)`", text):
        assert (ROOT / path).exists(), path
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", text)
    for path, test in named:
        assert f"\ndef {test}(" in (ROOT / path).read_text(encoding="utf-8"), f"{path}::{test}"
    promises = re.findall(r"^\| (?!promise|---)(.*?) \| (.*) \|$", text, re.MULTILINE)
    assert len(promises) > 20
    assert [promise for promise, tests in promises if "::test_" not in tests] == []
    for name in ("README.md", "CONTRIBUTING.md"):
        assert "](SECURITY.md)" in (ROOT / name).read_text(encoding="utf-8")
