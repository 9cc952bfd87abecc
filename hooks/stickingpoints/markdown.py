"""Text from the data inside Markdown that a forge renders: nothing in it may act as markup."""

from __future__ import annotations

import re

_MARKS = re.compile(r"([\\`*_{}\[\]()<>&#|~^$]|^[-+=]|^\d+(?=[.)])|:(?=//))")
_CALLS = re.compile(r"(@|#(?=\w)|\bGH-(?=\d))", re.IGNORECASE)


def escaped(text: str) -> str:
    """Return a text for one line of GitHub Flavored Markdown, a table cell included.

    Marks are escaped with a backslash (CommonMark, 2.4), white space becomes single spaces, and an empty comment keeps
    `@name` and `#12` from calling a person or an issue.
    """
    line = " ".join(text.split())
    return _CALLS.sub(lambda call: f"{call[0]}<!-- -->", _MARKS.sub(r"\\\1", line))
