"""The language of a site, without MkDocs: `check` and `diff` have no time to start it."""

from __future__ import annotations

import re
from pathlib import Path

_THEME = re.compile(
    r"""
    ^theme:.*\n                               # theme:
    (?:[ ]+.*\n|[ ]*\#.*\n|\s*\n)*?         #   name: material
    [ ]+language:[ ]*["']?(?P<code>[\w-]+)    #   language: uk
    """,
    re.MULTILINE | re.VERBOSE,
)
_DEFAULT = "en"


def site_language(settings: Path) -> str:
    """Return the language code in the settings of a site, `en` if there is none."""
    try:
        text = settings.read_text(encoding="utf-8")
    # Whatever is wrong with the settings is for the build to say; here they only lack a language.
    except (OSError, UnicodeDecodeError):
        return _DEFAULT
    match = _THEME.search(text)
    if match is None:
        return _DEFAULT
    return match["code"]
