"""Which tag publishes, and what a renewal of the lock may change: the scripts, run on real git."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from forge import ROOT, Forge

pytestmark = pytest.mark.slow
REFUSE = "Refuse a tag that no maintainer signed, or that is not on the default branch"
OPEN = "Open the pull request"
WHO = ("-c", "user.name=E", "-c", "user.email=e@example.org", "-c", "commit.gpgsign=false")


def git(folder: Path, *arguments: str) -> str:
    """Run git as an editor, and return what it printed."""
    return subprocess.run(
        ["git", *WHO, *arguments], cwd=folder, capture_output=True, text=True, check=True
    ).stdout.strip()


def write(folder: Path, files: dict[str, str]) -> None:
    """Write files into a folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def commit(folder: Path, files: dict[str, str]) -> str:
    """Commit files in a checkout, and return the commit."""
    write(folder, files)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "Some files")
    return git(folder, "rev-parse", "HEAD")


def key(folder: Path, name: str) -> Path:
    """Make a key to sign with, and return the file of its private part."""
    path = folder / name
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(path)]
    subprocess.run(command, check=True)
    return path


def allowed(path: Path) -> str:
    """Return the line of allowed_signers for a key."""
    kind, body, _ = path.with_suffix(".pub").read_text("utf-8").split()
    return f'{path.name}@example.org namespaces="git" {kind} {body}\n'


@pytest.fixture
def forge(tmp_path: Path) -> Forge:
    """Return a forge whose repository allows the key of a maintainer, and a checkout of it."""
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "origin.git")
    git(tmp_path, "clone", "--quiet", "origin.git", "work")
    maintainer = key(tmp_path, "maintainer")
    text = (ROOT / ".github" / "allowed_signers").read_text("utf-8") + allowed(maintainer)
    commit(tmp_path / "work", {".github/allowed_signers": text, "requirements.txt": "a==1\n"})
    git(tmp_path / "work", "push", "--quiet", "origin", "HEAD:main")
    return Forge(tmp_path)


def tag(folder: Path, name: str, signing_key: Path | None) -> None:
    """Tag the checkout, signed with a key or not at all, and push the tag."""
    work = folder / "work"
    if signing_key is None:
        git(work, "tag", "--annotate", name, "--message", name)
    else:
        signing = ("-c", "gpg.format=ssh", "-c", f"user.signingkey={signing_key}")
        git(work, *signing, "tag", "--sign", name, "--message", name)
    git(work, "push", "--quiet", "origin", name)


def released(forge: Forge, name: str) -> tuple[int, str]:
    """Run the script in a checkout of a tag, as shallow as the workflow's; return the result."""
    git(forge.folder, "clone", "--quiet", "--bare", "origin.git", "as-pushed.git")
    (forge.folder / "work").rename(forge.folder / "elsewhere")
    source = f"file://{forge.folder}/origin.git"
    git(forge.folder, "clone", "--quiet", "--depth=1", "--branch", name, source, "work")
    settings = {"GITHUB_REF_NAME": name, "BASE": "main", "RUNNER_TEMP": str(forge.folder)}
    done = forge.run("publish", REFUSE, {}, **settings)
    return done.returncode, done.stdout


def test_a_tag_that_a_maintainer_signed_publishes(forge: Forge) -> None:
    tag(forge.folder, "v1.0.0", forge.folder / "maintainer")
    assert released(forge, "v1.0.0") == (0, "")


def test_the_name_of_a_tag_is_a_name(forge: Forge) -> None:
    name = "v1$(touch${IFS}pwned);touch${IFS}pwned"
    tag(forge.folder, name, forge.folder / "maintainer")
    assert released(forge, name) == (0, "")
    assert not list(forge.folder.rglob("pwned"))


def test_a_tag_without_a_signature_publishes_nothing(forge: Forge) -> None:
    tag(forge.folder, "v1.0.0", None)
    status, printed = released(forge, "v1.0.0")
    assert (status, "is not signed with a key of .github/allowed_signers on main" in printed) == (
        1,
        True,
    )


def test_a_tag_cannot_bring_its_own_list_of_signers(forge: Forge) -> None:
    """The list is that of the default branch, whatever the tagged commit has."""
    stranger = key(forge.folder, "stranger")
    commit(forge.folder / "work", {".github/allowed_signers": allowed(stranger)})
    tag(forge.folder, "v1.0.0", stranger)
    status, printed = released(forge, "v1.0.0")
    assert (status, "is not signed" in printed) == (1, True)


def test_without_a_list_nothing_is_published(forge: Forge) -> None:
    work = forge.folder / "work"
    (work / ".github" / "allowed_signers").unlink()
    commit(work, {})
    git(work, "push", "--quiet", "origin", "HEAD:main")
    tag(forge.folder, "v1.0.0", forge.folder / "maintainer")
    assert released(forge, "v1.0.0")[0] == 1


def test_the_signature_of_another_tag_does_not_count(forge: Forge) -> None:
    """An old signed tag cannot be pushed again under the name of a new release."""
    tag(forge.folder, "v1.0.0", forge.folder / "maintainer")
    old = git(forge.folder / "work", "rev-parse", "refs/tags/v1.0.0")
    git(forge.folder / "work", "push", "--quiet", "origin", f"{old}:refs/tags/v2.0.0")
    status, printed = released(forge, "v2.0.0")
    assert (status, "that of another tag or commit" in printed) == (1, True)


def test_a_signed_tag_beside_the_default_branch_publishes_nothing(forge: Forge) -> None:
    commit(forge.folder / "work", {"data/issues.yaml": "schema: 1\n"})
    tag(forge.folder, "v1.0.0", forge.folder / "maintainer")
    status, printed = released(forge, "v1.0.0")
    assert (status, "is not on main" in printed) == (1, True)


# The lock


def renew(forge: Forge, files: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the script on a renewal that writes some files."""
    work = forge.folder / "work"
    write(work, files)
    git(work, "add", "--all")
    (forge.folder / "lock").mkdir()
    patch = git(work, "diff", "--cached")
    (forge.folder / "lock" / "lock.patch").write_text(f"{patch}\n", "utf-8")
    git(work, "reset", "--quiet", "--hard")
    return forge.run("lock", OPEN, {}, RUNNER_TEMP=str(forge.folder), BASE="main")


def test_a_renewed_lock_becomes_a_pull_request(forge: Forge) -> None:
    done = renew(forge, {"requirements.txt": "a==2\n"})
    assert done.returncode == 0, done.stderr
    assert git(forge.folder / "origin.git", "show", "renew-lock:requirements.txt") == "a==2"
    assert forge.calls[-1].line == (
        "pr create --base main --head renew-lock --title Renew the locked packages --body-file -"
    )


@pytest.mark.parametrize(
    "name", [".github/workflows/check.yml", "Makefile", "src/x.py", "data/issues.yaml", "more.txt"]
)
def test_a_renewal_changes_nothing_but_versions(forge: Forge, name: str) -> None:
    done = renew(forge, {"requirements.txt": "a==2\n", name: "x\n"})
    assert done.returncode == 1
    assert "The change touches more than the files that name versions." in done.stdout
    assert git(forge.folder / "origin.git", "branch", "--list", "renew-lock") == ""
    assert forge.calls[1:] == []


def test_a_branch_with_commits_of_somebody_else_is_kept(forge: Forge) -> None:
    newest = commit(forge.folder / "work", {"notes.txt": "x"})
    git(forge.folder / "work", "push", "--quiet", "origin", "HEAD:refs/heads/renew-lock")
    git(forge.folder / "work", "reset", "--quiet", "--hard", "origin/main")
    done = renew(forge, {"requirements.txt": "a==2\n"})
    assert (done.returncode, "commits of somebody else" in done.stdout) == (0, True)
    assert git(forge.folder / "origin.git", "rev-parse", "renew-lock") == newest
