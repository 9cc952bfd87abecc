"""Text from the data inside Markdown that a forge renders: no markup, and no links, arise from it.

The comment of `diff`, the list of `review`, the summary of `check` and the answer of `propose`
all escape their text here.
"""

from __future__ import annotations

import re

_MARKS = re.compile(r"([\\`*_{}\[\]()<>&#|~^]|^[-+=])")
_NUMBERED = re.compile(r"^(\d+)\.")
_SPLIT = "\u200b"
_LINKED = re.compile(
    r"""
      (?<=@)                                   # @name, a@b.example
    | (?<=\#)(?=\w)                            # #1, owner/repo#1
    | (?<=:)(?=//)                             # https://
    | (?i:(?<=www))(?=\.)                      # www.example.org
    | (?<=:)(?=(?:[a-z+-][\w+-]*|100|1234):)   # :smile:
    | (?i:(?<=\bgh-))(?=\d)                    # GH-1
    """,
    re.VERBOSE,
)
_COMMIT = re.compile(r"\b[0-9a-f]{7,64}\b", re.IGNORECASE)
_SIX = re.compile(r".{6}")


def escaped(text: str) -> str:
    """Return a text for one line of GitHub Flavored Markdown, a table cell included.

    White space becomes single spaces, and marks are escaped with a backslash (CommonMark 0.31.2,
    section 2.4); a dollar sign, which a forge may take for mathematics, becomes an entity. A forge
    turns mentions, addresses, issue numbers and commits into links after it has parsed the
    Markdown, so that escaping does not stop it: they are split by an invisible space (U+200B).
    """
    words = " ".join(text.split())
    # Split before marks are escaped: a backslash would stand between the letters of what is sought.
    split = _LINKED.sub(_SPLIT, _COMMIT.sub(_split_commit, words))
    marked = _NUMBERED.sub(r"\1\\.", _MARKS.sub(r"\\\1", split))
    return marked.replace("$", "&#36;").replace(_SPLIT, "&#8203;")


def _split_commit(commit: re.Match[str]) -> str:
    """Return a commit in pieces of six digits: seven are enough for a link."""
    return _SIX.sub(rf"\g<0>{_SPLIT}", commit[0])
