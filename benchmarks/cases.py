"""The folders that builds are measured on: our project, and the same words for other generators."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import talks

BIN = Path(sys.executable).parent
"""Where our program is."""


@dataclass(frozen=True)
class Case:
    """The folders of one size: our project, the same as Markdown, the same for Hugo."""

    issues: int
    folder: Path
    beside: Path

    @property
    def project(self) -> Path:
        """The YAML, as an editor has it."""
        return self.folder / "project"

    @property
    def markdown(self) -> Path:
        """What the project exports."""
        return self.folder / "markdown"

    @property
    def hugo(self) -> Path:
        """The same Markdown, with the two templates that Hugo needs."""
        return self.folder / "hugo"

    @property
    def empty(self) -> Path:
        """A site of Material with one page."""
        return self.folder / "empty"

    @property
    def cache(self) -> Path:
        """What our program keeps from one build to the next."""
        return self.folder / "cache"

    def site(self, name: str) -> Path:
        """Return the folder that a program writes its site to."""
        return self.folder / f"site-{name}"


def prepare(case: Case, *, needs_peers: bool) -> None:
    """Write the projects of a case, as far as they are not there."""
    if not case.project.exists():
        talks.write_project(case.issues, case.project)
    if needs_peers and not case.hugo.exists():
        ours = str(BIN / "stickingpoints")
        folders = ["--to", str(case.markdown), "--root", str(case.project)]
        command = [ours, "export", "markdown", *folders]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        _write_hugo(case)
        _write_empty(case.empty)


HUGO = """\
title = "Talks"
disableKinds = ["taxonomy", "term", "RSS"]
[markup.goldmark.renderer]
unsafe = true
"""
HUGO_PAGE = """\
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><main>{{ .Content }}</main></body></html>
"""


def _write_hugo(case: Case) -> None:
    """Write the Markdown once more: Hugo calls the page of a folder _index.md."""
    shutil.copytree(case.markdown / "docs", case.hugo / "content")
    for page in (case.hugo / "content").rglob("index.md"):
        page.rename(page.with_name("_index.md"))
    (case.hugo / "hugo.toml").write_text(HUGO, encoding="utf-8")
    for name in ("single", "list", "home"):
        layout = case.hugo / "layouts" / "_default" / f"{name}.html"
        layout.parent.mkdir(parents=True, exist_ok=True)
        layout.write_text(HUGO_PAGE, encoding="utf-8")


def _write_empty(folder: Path) -> None:
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# Talks\n", encoding="utf-8")
    settings = "site_name: Talks\ntheme:\n  name: material\n  font: false\n"
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
