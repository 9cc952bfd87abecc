"""Whether a site is as the last build left it, and made from what the project is.

Then a build has nothing to do, and writes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from stickingpoints.cache import Cache, key_of
from stickingpoints.i18n.catalog import SITE_FOLDER
from stickingpoints.reading.project import Project
from stickingpoints.site import made_from
from stickingpoints.site.content import Content

_FOLDERS = ("hooks", "overrides", SITE_FOLDER)


def key(target: Path, project: Project, content: Content, how: str) -> str:
    """Return the key of a site that is built into the folder `target`.

    `how` names what is done with it at the end.
    """
    return key_of(["site", str(target), how, *_made_from(project, content)])


def is_unchanged(target: Path, key: str, cache: Cache) -> bool:
    """Return whether a build with this key would write again what is in the folder `target`."""
    return cache.get(key) == _state(target)


def note(target: Path, key: str, cache: Cache) -> None:
    """Note that the folder `target` was built with this key."""
    cache.put(key, _state(target))


def _made_from(project: Project, content: Content) -> Iterator[str | bytes]:
    """Yield what a site is made from: content, settings, and each file that MkDocs reads."""
    yield made_from.fingerprint(content)
    yield project.settings.read_bytes()
    for folder in (project.docs, *(project.root / name for name in _FOLDERS)):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield str(path.relative_to(project.root))
                yield path.read_bytes()


def _state(target: Path) -> bytes:
    """Return the hash of the names, sizes and times of the files in a folder."""
    digest = hashlib.sha256()
    for path in sorted(target.rglob("*")):
        state = path.lstat()
        digest.update(f"{path.relative_to(target)} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.digest()
