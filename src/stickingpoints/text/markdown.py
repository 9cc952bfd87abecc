"""Text from the data inside Markdown that a forge renders: nothing in it acts as markup, and nothing becomes a link.

The one place where such text is neutralised: the comment of `diff`, the list of `review`, the summary of `check` and the
answer of `propose` all use it.
"""

from __future__ import annotations

import re

_MARKS = re.compile(r"([\\`*_{}\[\]()<>&#|~^]|^[-+=])")
_NUMBERED = re.compile(r"^(\d+)\.")
_APART = "\u200b"
_LINKED = re.compile(
    r"(?<=@)"  # @name, a@b.example
    r"|(?<=#)(?=\w)"  # #1, owner/repo#1
    r"|(?<=:)(?=//)"  # https://
    r"|(?i:(?<=www))(?=\.)"  # www.example.org
    r"|(?<=:)(?=(?:[a-z+-][\w+-]*|100|1234):)"  # :smile:
    r"|(?i:(?<=\bgh-))(?=\d)"  # GH-1
)
_COMMIT = re.compile(r"\b[0-9a-f]{7,64}\b", re.IGNORECASE)
_SIX = re.compile(r".{6}")


def escaped(text: str) -> str:
    """Return a text for one line of GitHub Flavored Markdown, a table cell included.

    White space becomes single spaces, and marks are escaped with a backslash (CommonMark 0.31.2, section 2.4); a dollar sign,
    for which a forge has its own reading, is an entity. A forge makes links of mentions, addresses, numbers of issues and
    commits after it has read the Markdown, so that escaping alone does not stop it: an invisible space (U+200B) parts them.
    """
    parted = _COMMIT.sub(
        lambda found: _SIX.sub(rf"\g<0>{_APART}", found[0]), " ".join(text.split())
    )
    marked = _MARKS.sub(r"\\\1", _LINKED.sub(_APART, parted))
    return _NUMBERED.sub(r"\1\\.", marked).replace("$", "&#36;").replace(_APART, "&#8203;")
