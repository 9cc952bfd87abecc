"""Words such as "now" and "last week" in a text, which are true only on the day of writing."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

_QUOTED = re.compile(r'“[^“”]*”|„[^“”„]*[“”]|«[^«»]*»|"[^"]*"')
_SENTENCE_START = re.compile(r"(?:^|[.!?:;…]\s+)$")


def first_in(text: str) -> str:
    """Return the first such word of a text, in whichever language, "" if there is none.

    Words in quotation marks are somebody else's, and do not count.
    """
    patterns = _patterns()
    if not patterns.quick.search(text):
        return ""
    own = _QUOTED.sub('""', text)
    for match in patterns.exact.finditer(own):
        # A capital elsewhere makes it a name: “Today” the newspaper.
        if match[0][0].islower() or _SENTENCE_START.search(own[: match.start()]):
            return match[0]
    return ""


class _Patterns(NamedTuple):
    """What finds the words: `quick` finds them and a few others, in a third of the time."""

    quick: re.Pattern[str]
    exact: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    file = resources.files("stickingpoints.text") / "relative_times.toml"
    lists = tomllib.loads(file.read_text(encoding="utf-8"))
    words = sorted(chain.from_iterable(lists.values()))
    initials = set(map(itemgetter(0), words))
    beginnings = "".join(sorted(initials.union(map(str.upper, initials))))
    rests = "|".join(map(itemgetter(slice(1, None)), words))
    return _Patterns(
        re.compile(rf"[{beginnings}](?<![\w-].)(?:{rests})(?![\w-])"),
        re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])", re.IGNORECASE),
    )
