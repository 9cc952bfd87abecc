"""What YAML 1.1 reads in a scalar without quotes, and where programs do not agree about it."""

from __future__ import annotations

import re
from datetime import date, datetime

import yaml
from yaml.resolver import Resolver

from stickingpoints.problems import shorten

# No field takes more digits, and Python refuses to print numbers of some thousands.
LONGEST_NUMBER = 40
NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
OTHER_TO_SOME = re.compile(
    r"""
    (
      [-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?   # 1e3, which YAML 1.1 takes for text
    | 0o[0-7]+                                  # 0o17, a number in YAML 1.2
    | [yYnN]                                    # y and n, yes and no to some programs
    )$
    """,
    re.VERBOSE,
)


def reads_as(written: str, value: object) -> str:
    """Return the message for a word that YAML does not read as the text that it looks like.

    `value` is what YAML reads, or the text itself if only some programs read something else.
    """
    shown = shorten(written)
    advice = f'put it in quotes: "{shown}"'
    if isinstance(value, str):
        kind = "yes or no" if written.isalpha() else "a number"
        return f"some programs read {shown} as {kind}, not as text; {advice}"
    # Before the test for a day, since a datetime is also a date.
    if isinstance(value, datetime):
        return (
            f"YAML reads {written} as a time of day; write the day alone, as {value.date()}, "
            "or put it in quotes if text is meant"
        )
    if value is None:
        return (
            f"YAML reads {written} as nothing; put it in quotes if the word is meant: "
            f'"{written}", else delete the line'
        )
    return f"YAML reads {shown} as {_kind_of(value)}, not as text; {advice}"


def _kind_of(value: object) -> str:
    if isinstance(value, bool):
        return "yes or no (true or false)"
    if isinstance(value, date):
        return "a date"
    return "a number"


def is_ambiguous(text: str) -> bool:
    """Return whether some program would not read a text as text if it were written unquoted."""
    tag = tag_of(Resolver(), text)
    return tag != "tag:yaml.org,2002:str" or bool(OTHER_TO_SOME.match(text))


def tag_of(resolver: Resolver, text: str) -> str:
    """Return the tag that YAML gives to a text without quotes."""
    kind, is_plain = yaml.ScalarNode, (True, False)
    tag: str = resolver.resolve(kind, text, is_plain)  # type: ignore[no-untyped-call]
    return tag
