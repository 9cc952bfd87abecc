"""Build the site beside the last good one, and swap the two when everything is there."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock

from stickingpoints.build import built_from, offline_zip, unchanged
from stickingpoints.build.documents import documents
from stickingpoints.build.edition import content_of, edition, open_data
from stickingpoints.build.mkdocs_hooks import (
    generate,
    placeholder_addresses,
    read_site,
    reads_more,
    require_hooks,
)
from stickingpoints.build.steps import Step, silent
from stickingpoints.cache import NO_CACHE, Cache
from stickingpoints.exports import manifest
from stickingpoints.exports.checksums import manifest_of_folder
from stickingpoints.model.records import Dataset
from stickingpoints.pdf.glyphs import unsettable
from stickingpoints.problems import CallError, Problem
from stickingpoints.reading.docs_pages import fill_ins
from stickingpoints.reading.project import Project
from stickingpoints.site import assets
from stickingpoints.site.content import Content
from stickingpoints.site.editions import editions

MARK = ".stickingpoints"
"""The file that marks a folder as written by a build, which may therefore replace it."""

_MARK_TEXT = "Written by `stickingpoints build`, which replaces this whole folder each time.\n"
_PREVIOUS = "previous"


Finish = Callable[[Path], object]
"""What is done with a complete site before it takes the place of the last one."""


def as_it_is(_site: Path) -> None:
    """Leave a complete site as it is."""


class Built(NamedTuple):
    """Whether a build has written anything, and its warnings."""

    is_new: bool
    warnings: list[Problem]


def build(  # noqa: PLR0913  what follows the target has defaults
    dataset: Dataset,
    project: Project,
    target: Path,
    cache: Cache = NO_CACHE,
    step: Step = silent,
    *,
    finish: Finish = as_it_is,
) -> Built:
    """Build a dataset, with the texts of its project, into the folder `target`.

    What is built is the site, and every edition of it. `target` is absolute. A second build of
    the same target waits for the first to end. Raises CallError if `target` may hold anything but
    an earlier build, ContentError or BuildError if anything fails or warns; what was in `target`
    is then still there, untouched. What the `cache` has is not made again, and a site that is as it
    would be built is not written again; `step` hears what is made; `finish` works on the complete
    site before it is swapped in. The warnings are those of the
    settings and the pages of `docs`, and of what the PDF shows otherwise; those of the data are
    known from reading it.
    """
    refuse_target(project, target)
    require_hooks(project.settings)
    content = content_of(dataset, project, read_site(project.settings))
    commit = built_from.commit(project, os.environ)
    with _only_build_of(target):
        key = unchanged.key(target, project, content, f"{commit} {finish.__name__}")
        is_new = reads_more(project.settings) or not unchanged.is_unchanged(target, key, cache)
        if is_new:
            with _workshop(target) as workshop:
                _generate_all(content, project.settings, workshop, commit, cache=cache, step=step)
                finish(workshop / "site")
                _swap(workshop / "site", target, workshop / _PREVIOUS)
            unchanged.note(target, key, cache)
    background = {issue: text.text for issue, text in content.background.items()}
    unfinished = [*placeholder_addresses(project.settings), *fill_ins(project.docs)]
    warnings = [*unfinished, *unsettable(dataset, background, content.method)]
    return Built(is_new, warnings)


def clear_after_killed_builds(target: Path) -> None:
    """Remove what killed builds left, after putting back a site that one had moved away."""
    with _only_build_of(target):
        for workshop in target.parent.glob(f"{_workshop_prefix(target)}*"):
            previous = workshop / _PREVIOUS
            if previous.exists() and not target.exists():
                previous.rename(target)
            shutil.rmtree(workshop, ignore_errors=True)


def refuse_target(project: Project, target: Path) -> None:
    """Raise CallError unless `target` may be replaced by a build of the project.

    It may if it does not exist, is empty, or carries the mark of an earlier build.
    """
    instead = "build into a folder of its own, as --to site"
    root = project.root.resolve()
    if root.is_relative_to(target):
        raise CallError(
            f"{target} holds the project itself, and a build replaces the whole folder; {instead}"
        )
    for source in (project.data, project.docs):
        if target.is_relative_to(source.resolve()):
            raise CallError(f"{target} is part of what the site is built from; {instead}")
    if target.exists() and not target.is_dir():
        raise CallError(f"{target} is a file, not a folder; {instead}")
    if not target.exists() or not any(target.iterdir()):
        return
    if not (target / MARK).is_file():
        raise CallError(
            f"{target} holds files that no build has written, and a build replaces the whole "
            f"folder; {instead}, or delete this one first if nothing in it is needed"
        )
    if (target / ".git").exists():
        raise CallError(
            f"{target} is a git repository, which a build would delete; {instead}, and copy it over"
        )


@contextmanager
def _only_build_of(target: Path) -> Iterator[None]:
    """Let one build at a time work on a target; the lock of a killed build ends with it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(target.parent / f".{target.name}.lock"):
        yield


@contextmanager
def _workshop(target: Path) -> Iterator[Path]:
    """Provide a folder to build in, beside the target and so on its disk; remove it at the end."""
    workshop = Path(tempfile.mkdtemp(prefix=_workshop_prefix(target), dir=target.parent))
    try:
        yield workshop
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _workshop_prefix(target: Path) -> str:
    return f"{target.name}.build-"


def _generate_all(  # noqa: PLR0913  each is a different thing that a build needs
    content: Content,
    settings: Path,
    workshop: Path,
    commit: str | None,
    *,
    cache: Cache,
    step: Step,
) -> None:
    """Write the edition for the disk, then the site, which offers that and every other edition.

    The edition for the disk cannot offer itself, so its pages are not those of the site. Each has
    a manifest of its own files.
    """
    step("the open data")
    files = {**open_data(content, cache), **documents(content, assets.style(), step, cache)}
    archive = _offline(content, settings, workshop, commit, files=files, cache=cache, step=step)
    _, _, offline, _ = editions(content.site)
    step("the pages of the website")
    published = edition(content, {**files, offline.address: archive}, cache)
    generate(published, settings, workshop / "site")
    _write_manifest(content, commit, workshop / "site")
    (workshop / "site" / MARK).write_text(_MARK_TEXT, encoding="utf-8")


def _offline(  # noqa: PLR0913  each is a different thing that a build needs
    content: Content,
    settings: Path,
    workshop: Path,
    commit: str | None,
    *,
    files: Mapping[str, bytes],
    cache: Cache,
    step: Step,
) -> bytes:
    """Return the archive of the edition for the disk, which holds the given files.

    The pages of that edition are given up here: those of a large site are hundreds of megabytes.
    """
    folder = workshop / "offline"
    step("the pages of the offline edition")
    generate(edition(replace(content, by_file=True), files, cache), settings, folder)
    offline_zip.remove_what_servers_need(folder)
    _write_manifest(content, commit, folder)
    step("the archive of the offline edition")
    return offline_zip.offline(folder, content.site.slug, content.dataset.as_of)


def _write_manifest(content: Content, commit: str | None, folder: Path) -> None:
    manifest_data = manifest_of_folder(content.dataset, content.site, commit, folder)
    (folder / manifest.MANIFEST).write_bytes(manifest_data)


def _swap(built: Path, target: Path, previous: Path) -> None:
    """Put the built site in the place of the previous one, which comes back if that fails."""
    if target.exists():
        target.rename(previous)
    try:
        built.rename(target)
    except OSError:
        if previous.exists():
            previous.rename(target)
        raise
