"""The site outlives what it is built with: others may continue MkDocs, and the theme may end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Project, fingerprints
from small import small_project

pytestmark = pytest.mark.proof

# ProperDocs takes the place of MkDocs in whatever is imported after this.
PROPERDOCS = """
import sys
import properdocs.replacement
from stickingpoints.cli import main
status = main(["build"])
assert sys.modules["mkdocs.commands.build"].__name__.startswith("properdocs.")
sys.exit(status)
"""
MKDOCS_THEME = """
import sys
sys.modules["material"] = None
from stickingpoints.cli import main
sys.exit(main(["build"]))
"""


def built_by(program: str, project: Project) -> dict[str, str]:
    """Build a project by a program in Python; return the hashes of what it wrote."""
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=project.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return fingerprints(project.site)


def test_properdocs_builds_the_same_bytes(small_site: Path, tmp_path: Path) -> None:
    assert built_by(PROPERDOCS, small_project(tmp_path)) == fingerprints(small_site)


def test_without_material_it_is_the_same_site(small_site: Path, tmp_path: Path) -> None:
    """The settings name another theme, and Material cannot be imported."""
    project = small_project(tmp_path)
    project.replace("mkdocs.yml", "name: material", "name: mkdocs")
    assert built_by(MKDOCS_THEME, project) == fingerprints(small_site)


def test_a_picture_of_the_site_is_kept_where_the_theme_has_its_own(project: Project) -> None:
    """Only files of the theme are left out, not those of docs/ in folders of the same names."""
    picture = project.root / "docs" / "assets" / "images" / "lake.png"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    assert project.build_pages().returncode == 0
    assert (project.site / "assets" / "images" / "lake.png").is_file()
