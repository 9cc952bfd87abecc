"""Which commit a project is built from: what git or the CI says, or nothing; never a guess."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from stickingpoints.build.published_at import commit_of_ci
from stickingpoints.diff import git
from stickingpoints.problems import CallError
from stickingpoints.reading.project import Project


def commit(project: Project, environment: Mapping[str, str]) -> str | None:
    """Return the commit whose content a project has, None if that cannot be known.

    In a git repository it is the one that is checked out, and None where a file of the project
    differs from it, is not committed, or is elsewhere. Elsewhere it is what the CI says that runs
    the build, if one does.
    """
    root = project.root.resolve()
    checked_out = _printed(root, "rev-parse", "--verify", "--quiet", "HEAD")
    if checked_out is None:
        return commit_of_ci(environment)
    changes = _printed(root, "--no-optional-locks", "status", "--porcelain", "--", ".")
    if changes != "" or not project.data.resolve().is_relative_to(root):
        return None
    return checked_out


def _printed(folder: Path, *arguments: str) -> str | None:
    """Return what git prints, None if it fails, as outside a repository, or is not installed."""
    try:
        return git.output(folder, *arguments).decode("ascii", errors="replace").strip()
    except CallError:
        return None
