"""Where the content of a site is."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path

from stickingpoints.bounded_files import exists
from stickingpoints.problems import CallError


@dataclass(frozen=True)
class Project:
    """The folder of a project, and that of its data, which may be elsewhere."""

    root: Path
    data: Path

    @property
    def settings(self) -> Path:
        """The settings of the site, which MkDocs reads."""
        return self.root / "mkdocs.yml"

    @property
    def docs(self) -> Path:
        """The folder of the written pages."""
        return self.root / "docs"

    def require_root(self) -> None:
        """Raise CallError if there is no folder of the project."""
        if not self.root.is_dir():
            raise CallError(
                f"there is no project folder {self.root}; name it with --root, or create a project "
                f"there with: {_init(self.root)}"
            )

    def require_data(self) -> None:
        """Raise CallError if there is no data; whether it is a folder is for reading to judge."""
        self.require_root()
        if not exists(self.data):
            raise CallError(
                f"there is no data folder {self.data}; name it with --data, or the project with "
                f"--root, or create a project with: {_init(self.root)}"
            )

    def require_site(self) -> None:
        """Raise CallError if the data or the settings of the site are missing."""
        self.require_data()
        if not exists(self.settings):
            raise CallError(
                f"there is no {self.settings}, which holds the settings of the site; name the "
                f"project with --root, or create one with: {_init(self.root)}"
            )


def in_folder(root: Path) -> Project:
    """Return the project of a folder, with its data in `data` there."""
    return Project(root, root / "data")


def _init(root: Path) -> str:
    """Return the call that creates a project in a folder, or in a new one beside what is here."""
    folder = "my-talks" if root == Path() else shlex.quote(str(root))
    return f"stickingpoints init {folder}"
