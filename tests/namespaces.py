"""A command in namespaces of its own (namespaces(7), Linux): another user, and no network."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache

_ALONE = ["unshare", "--user", "--map-user=54321", "--map-group=54321", "--net"]


def alone() -> list[str]:
    """Return what to put before a command so that it runs in them: nothing where there are none."""
    return [] if refusal() else _ALONE


@cache
def refusal() -> str:
    """Return why this system gives a command no namespaces, "" if it does."""
    if shutil.which(_ALONE[0]) is None:
        return "unshare is missing; Linux has it"
    done = subprocess.run([*_ALONE, "true"], capture_output=True, text=True, check=False)
    return done.stderr.strip() if done.returncode else ""
