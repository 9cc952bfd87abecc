"""The one writer of files: each is written completely or not at all, and replaces only ours."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from stickingpoints import bounded_files
from stickingpoints.problems import CallError, ContentError

_LARGEST_OF_OURS = 256 * 1024 * 1024


def write(files: Mapping[Path, bytes]) -> None:
    """Write each file completely or not at all; missing folders are created.

    A link is replaced, not followed. Raises CallError, naming the file, if one cannot be written.
    """
    for path, data in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, data)
        except OSError as error:
            raise CallError(
                f"cannot write {path}: {error.strerror}; what was there before is untouched"
            ) from None


def write_texts(texts: Mapping[Path, str]) -> None:
    """Write each text as `write` does, in UTF-8."""
    write({path: text.encode() for path, text in texts.items()})


def _write(path: Path, data: bytes) -> None:
    # In the same folder, since only within one file system does renaming replace a file at once.
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:60]}.", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        # mkstemp makes files that only their owner can read; a published file must not be one.
        beside.chmod(0o666 & ~_umask())
        if path.is_file() and not path.is_symlink():
            shutil.copymode(path, beside)
        beside.replace(path)
    # Ctrl-C, too, leaves nothing half written behind.
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _umask() -> int:
    """Return the permissions that new files lack; the mask can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def keep_others_file(path: Path, is_ours: Callable[[bytes], bool], noun: str) -> None:
    """Raise CallError if the file exists and this program did not write it.

    `noun` names what this program writes there, as "a PDF".
    """
    if not bounded_files.exists(path):
        return
    try:
        ours = is_ours(bounded_files.read_bytes(path, path.as_posix(), at_most=_LARGEST_OF_OURS))
    except ContentError:
        ours = False
    if not ours:
        raise CallError(
            f"{path} is not {noun} of this program, so it is not replaced; "
            "move it away, or name another file with --to"
        )


def keep_others_folder(path: Path, is_ours: Callable[[Path], bool], noun: str) -> None:
    """Raise CallError if the folder is not empty and this program did not write it.

    `noun` names what this program writes there, as "an earlier export".
    """
    if not bounded_files.exists(path):
        return
    if not path.is_dir():
        raise CallError(f"{path} is not a folder; name another with --to")
    if any(path.iterdir()) and not is_ours(path):
        raise CallError(
            f"{path} holds other files than {noun}, so it is not replaced; "
            "name a new or an empty folder with --to"
        )
