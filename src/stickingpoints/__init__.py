"""Explainer microsites for stuck negotiations: the data read, checked, compared and published.

What is named here is the public interface, described in `API.md`; everything else may change. The
functions raise `ContentError`, with every problem, where the content is at fault, and `CallError`
where what they are asked for cannot be done.
"""

from __future__ import annotations

import os
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

# Packages named as functions below: they are imported first, since the first import of a package
# sets its name here, and would replace the function.
import stickingpoints.build
import stickingpoints.diff  # noqa: F401
from stickingpoints.problems import CallError, ContentError, Problem

if TYPE_CHECKING:
    from stickingpoints.diff.change import Report
    from stickingpoints.reading.load import Reading

__all__ = [
    "CallError",
    "ContentError",
    "Problem",
    "__version__",
    "build",
    "check",
    "diff",
    "export",
    "read",
]

try:
    __version__ = metadata.version("stickingpoints")
except metadata.PackageNotFoundError:  # run from a folder, not installed
    __version__ = "0.0.0"


def read(data: Path) -> Reading:
    """Return what the folder `data` holds: the dataset, if it is sound, and every problem.

    Faults of the content do not raise: `Reading.sound()` does, with ContentError.
    """
    from stickingpoints.reading import load

    return load.read(data)


def check(data: Path, base: str | None = None) -> tuple[Problem, ...]:
    """Return every problem of the folder `data`, errors and warnings, in the order of the files.

    The pages of `docs` beside it are looked at, too, where the data can be read.
    With `base`, a git revision or a folder, what changed since then is judged too. Raises CallError
    if there is no such base.
    """
    from stickingpoints.bounded_files import absolute
    from stickingpoints.reading.pages import with_pages
    from stickingpoints.reading.project import Project

    reading = read(data)
    if base is not None:
        from stickingpoints.diff import base_rules

        reading = base_rules.since(base, data, reading)
    return with_pages(reading, Project(absolute(data).parent, data)).problems


def diff(base: str, head: str | None = None, *, data: Path) -> Report:
    """Return what changed in meaning between two git revisions or folders, riskiest first.

    Without `head`, the change is up to the files in the folder `data`. Raises CallError if `base`
    or `head` is neither a revision nor a folder. Data that cannot be read is listed in the report.
    """
    from stickingpoints.diff.reports import report

    return report(base, head, data)


def build(root: Path, site: Path) -> tuple[Problem, ...]:
    """Build the project in `root` (where `mkdocs.yml` is) into the folder `site`.

    An earlier build in `site` is replaced once the new one is complete. Returns the warnings.
    Raises CallError if `site` holds anything else, ContentError if the data is at fault, and
    `stickingpoints.build.mkdocs_hooks.BuildError` if MkDocs refuses the rest; `site` is then
    untouched.
    """
    from stickingpoints.build import build as building
    from stickingpoints.cache import of_user
    from stickingpoints.reading.project import in_folder

    project, target = in_folder(root), site.resolve()
    building.refuse_target(project, target)
    building.clear_after_killed_builds(target)
    reading = read(project.data)
    return (
        *reading.problems,
        *building.build(reading.sound(), project, target, of_user()).warnings,
    )


def export(root: Path, to: Path) -> list[Path]:
    """Write the open data of the project in `root` into the folder `to`; return the files.

    Raises CallError if `to` holds anything but an earlier export, and ContentError if the data
    is at fault.
    """
    from stickingpoints.build import built_from
    from stickingpoints.build.edition import load, write_open_data
    from stickingpoints.build.mkdocs_hooks import read_site
    from stickingpoints.reading.project import in_folder

    project = in_folder(root)
    content = load(project, read_site(project.settings))
    return write_open_data(content, to, built_from.commit(project, os.environ))
