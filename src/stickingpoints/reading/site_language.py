"""The language of a site, without MkDocs: `check` and `diff` have no time to start it."""

from __future__ import annotations

import re
from pathlib import Path

from stickingpoints.bounded_files import absolute

_THEME = re.compile(
    r"""
    ^theme:.*\n                               # theme:
    (?:[ ]+.*\n|[ ]*\#.*\n|\s*\n)*?         #   name: material
    [ ]+language:[ ]*["']?(?P<code>[\w-]+)    #   language: uk
    """,
    re.MULTILINE | re.VERBOSE,
)
_DEFAULT = "en"


def site_language(data: Path) -> str:
    """Return the language code in the settings beside a folder of data, `en` if there is none."""
    try:
        settings = (absolute(data).parent / "mkdocs.yml").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return _DEFAULT
    match = _THEME.search(settings)
    if match is None:
        return _DEFAULT
    return match["code"]
