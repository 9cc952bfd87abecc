"""The command that compares what was published with a build of this checkout: `verify-build`."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stickingpoints.cli import output
from stickingpoints.cli.options import command
from stickingpoints.cli.output import Console
from stickingpoints.problems import CallError, one_line, quantity
from stickingpoints.reading.load import read
from stickingpoints.reading.project import Project

if TYPE_CHECKING:
    from stickingpoints.build.published_site import PublishedSite
    from stickingpoints.build.verify_build import Comparison

_MOST_NAMED = 500


@command("verify-build", "verify-build https://owner.github.io/talks/ --fetch")
@click.argument(
    "site",
    metavar="SITE",
    help="The folder of a published site, a zip archive of it, or its address.",
)
@click.option(
    "--fetch",
    is_flag=True,
    help="Allow the files to be fetched from the address; no other command uses the network.",
)
def verify_build(project: Project, console: Console, site: str, *, fetch: bool) -> int:
    """Compare a published site with a build of this checkout, and name the files that differ.

    Check out the commit that the site was built from; data/v1/manifest.json of the site names it.
    What was published is not changed, and neither is an earlier build.
    """
    from stickingpoints.build.mkdocs_hooks import BuildError

    project.require_site()
    published = _opened(site, fetch=fetch)
    with tempfile.TemporaryDirectory() as scratch:
        rebuilt = Path(scratch).resolve() / "site"
        try:
            comparison = _compared(published, project, rebuilt, console)
        except BuildError as error:
            output.echo(str(error), err=True)
            return 1
    _print(comparison, console)
    return 0 if comparison.is_same else 1


def _opened(site: str, *, fetch: bool) -> PublishedSite:
    """Return the site to compare; raises CallError if there is none, or it may not be fetched."""
    from stickingpoints.build.published_site import SiteInArchive, SiteInFolder

    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", site):
        return _fetched(site, allowed=fetch)
    path = Path(site)
    if path.is_dir():
        return SiteInFolder(path)
    if path.is_file():
        return SiteInArchive(path)
    raise CallError(f"there is no folder or archive {site}")


def _fetched(address: str, *, allowed: bool) -> PublishedSite:
    if not allowed:
        raise CallError(
            f"{address} would be fetched, file by file; add --fetch to allow that, or give a "
            "folder or a zip archive with a copy of the site"
        )
    from stickingpoints.build.fetched_site import SiteOnTheWeb

    return SiteOnTheWeb(address)


def _compared(
    published: PublishedSite, project: Project, rebuilt: Path, console: Console
) -> Comparison:
    from stickingpoints.build.build import build
    from stickingpoints.build.verify_build import compare

    with console.progress() as step:
        step("the data")
        build(read(project.data).sound(), project, rebuilt, step=step)
        step("the comparison")
        return compare(published, rebuilt)


def _print(comparison: Comparison, console: Console) -> None:
    _print_names("differs", comparison.differing)
    _print_names("missing", comparison.missing)
    _print_names("extra", comparison.extra)
    for note in comparison.notes:
        output.echo(f"Note: {one_line(note)}.", err=True)
    console.echo(_summary(comparison))


def _print_names(verdict: str, names: Sequence[str]) -> None:
    for name in names[:_MOST_NAMED]:
        output.echo(f"{verdict:<8} {one_line(name)}")
    if len(names) > _MOST_NAMED:
        output.echo(f"{verdict:<8} {quantity(len(names) - _MOST_NAMED, 'more file')}")


def _summary(comparison: Comparison) -> str:
    same = quantity(comparison.same, "file")
    if comparison.is_same:
        return f"The published site has the {same} of a build of this checkout, byte for byte."
    differing, missing, extra = comparison.differing, comparison.missing, comparison.extra
    return (
        f"{same} the same, {len(differing):,} different, {len(missing):,} missing from the "
        f"published site, {len(extra):,} that no build of this checkout has."
    )
