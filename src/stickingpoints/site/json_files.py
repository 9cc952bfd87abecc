"""A value → the file from which the script of a page reads it."""

from __future__ import annotations

import json


def file(address: str, value: object, *, by_file: bool, name: str) -> dict[str, bytes]:
    """Return a value as the file at an address.

    It is JSON, or a script that sets a variable of this name for an edition that is read from the
    disk (`by_file`), where a page may not fetch.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # `var` puts the value on the window, where the script that loaded the file finds it.
    if by_file:
        return {f"{address.removesuffix('json')}js": f"var {name} = {text}\n".encode()}
    return {address: f"{text}\n".encode()}
