"""The manifest: what it lists, and what it says of the commit."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path

import pytest

from conftest import Project
from exports.readers import Files
from exports.talks import SITE
from stickingpoints.build.built_from import commit
from stickingpoints.exports.checksums import manifest_of, manifest_of_folder
from stickingpoints.model.records import Dataset
from stickingpoints.reading.project import in_folder

SHA = "0123456789abcdef0123456789abcdef01234567"


def test_every_file_is_listed_with_its_size_and_hash(border: Dataset, border_files: Files) -> None:
    listed = json.loads(manifest_of(border, SITE, SHA, border_files))
    assert listed["commit"] == SHA
    assert listed["fingerprint"] == json.loads(border_files["data/v1/index.json"])["fingerprint"]
    assert listed["files"] == [
        {"address": address, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for address, data in sorted(border_files.items())
    ]


def test_a_folder_is_listed_without_the_manifest_and_what_is_not_published(
    border: Dataset, border_files: Files, tmp_path: Path
) -> None:
    unpublished = (".stickingpoints", ".git/config", "data/v1/manifest.json")
    for address, data in {**border_files, **dict.fromkeys(unpublished, b"")}.items():
        (tmp_path / address).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / address).write_bytes(data)
    of_folder = manifest_of_folder(border, SITE, None, tmp_path)
    assert of_folder == manifest_of(border, SITE, None, border_files)


CI = {"GITHUB_ACTIONS": "true", "GITHUB_SHA": SHA}


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        (CI, SHA),
        ({"GITLAB_CI": "true", "CI_COMMIT_SHA": SHA}, SHA),
        ({"GITHUB_SHA": SHA}, None),  # somebody's variable, outside of a CI
        ({"GITHUB_ACTIONS": "true", "GITHUB_SHA": "main"}, None),
        ({}, None),
    ],
)
def test_outside_of_a_repository_the_commit_is_what_the_ci_says(
    project: Project, environment: dict[str, str], expected: str | None
) -> None:
    assert commit(in_folder(project.root), environment) == expected


def git(project: Project, *arguments: str) -> str:
    """Run git in a project, as nobody in particular, and return what it prints."""
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", *who, *arguments], cwd=project.root, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_in_a_repository_the_commit_is_the_one_that_is_checked_out(project: Project) -> None:
    """Nothing is claimed of files that differ from it, are new, or are elsewhere."""
    of_project = in_folder(project.root)
    git(project, "init", "--quiet")
    assert commit(of_project, {}) is None  # there is no commit yet
    git(project, "add", ".")
    git(project, "commit", "--quiet", "--message", "All")
    checked_out = git(project, "rev-parse", "HEAD")
    assert commit(of_project, CI) == checked_out
    project.replace("data/issues.yaml", "title: ", "title:  ")
    assert commit(of_project, CI) is None
    git(project, "commit", "--quiet", "--all", "--message", "Changed")
    assert commit(of_project, {}) not in (checked_out, None)
    (project.root / "docs" / "new.md").write_text("# New", "utf-8")
    assert commit(of_project, {}) is None
