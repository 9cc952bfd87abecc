"""What a party, an issue and a plan are called: the words that a site chooses in every text.

A text of the interface has square brackets around the words that go with such a noun: `Where each
[party] stood`. A translation brackets whatever changes with it, endings and pronouns included:
`Місце [кожної сторони]`. Without a choice the brackets fall away and the words stay. A choice is a
table of phrases: what stands in brackets, and what is written in its place. So a language needs no
rules of grammar here, and a translator sees whole words. What follows a bar is not shown and tells
apart phrases that look alike: `[сторони|кого]`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from stickingpoints.i18n.vocabulary import marked

Phrases = Mapping[str, str]
"""Words in brackets, and what is written in their place; both begin in lower case."""

BRACKETED = re.compile(r"\[([^\[\]]+)\]")

# Translators: one line for each phrase in brackets of your texts: phrase = what replaces it.
_SIDE = marked("party = side\nparties = sides\na party = a side\nside = side")
# Translators: as above.
_MEMBER = marked("party = member\nparties = members\na party = a member\nside = member")
# Translators: as above.
_POINT = marked("issue = point\nissues = points\nan issue = a point")
# Translators: as above.
_CLAUSE = marked("issue = clause\nissues = clauses\nan issue = a clause")
# Translators: as above.
_DRAFT = marked(
    "plan = draft\nplans = drafts\n"
    "plans, drafts and declarations = drafts\nplan, draft or declaration = draft"
)
# Translators: as above.
_TEXT = marked(
    "plan = text\nplans = texts\n"
    "plans, drafts and declarations = texts\nplan, draft or declaration = text"
)

_TABLES: Mapping[str, str] = MappingProxyType(
    {
        "side": _SIDE,
        "member": _MEMBER,
        "point": _POINT,
        "clause": _CLAUSE,
        "draft": _DRAFT,
        "text": _TEXT,
    }
)
"""The table of each noun that a site may choose, but for the ones that the texts have anyway."""

_KINDS: Mapping[str, str] = MappingProxyType({"party": "member", "issue": "point", "plan": "draft"})
"""What the nouns are for, each with one of its tables."""

Translate = Callable[[str], str]
"""Returns the translation of an English text, or the text itself if there is none."""


def chosen(noun: str, translate: Translate) -> Phrases:
    """Return what a noun replaces in a language; nothing for one that the texts have anyway."""
    if noun not in _TABLES:
        return {}
    return dict(lines(translate(_TABLES[noun])))


def phrases(translate: Translate) -> dict[str, list[str]]:
    """Return the phrases in brackets that a language has, for each kind of noun."""
    return {kind: list(chosen(noun, translate)) for kind, noun in _KINDS.items()}


def is_table(text: str) -> bool:
    """Return whether an English text is the table of a noun."""
    return text in _TABLES.values()


def lines(table: str) -> Iterator[tuple[str, str]]:
    """Yield the phrases of a table and their replacements; a line without both is left out."""
    for line in table.splitlines():
        phrase, _, replacement = map(str.strip, line.partition(" = "))
        if phrase and replacement:
            yield phrase, replacement


def plain(text: str) -> str:
    """Return a text with the words that it has anyway."""
    return fill(text, {})


def fill(text: str, replacements: Phrases) -> str:
    """Return a text without brackets, with the replacements of what stands in them.

    A phrase with a capital letter gets one in its place.
    """
    if "[" not in text:
        return text
    return BRACKETED.sub(lambda match: _replaced(match[1], replacements), text)


def _replaced(phrase: str, replacements: Phrases) -> str:
    if phrase in replacements:
        return replacements[phrase]
    small = in_small(phrase)
    if small in replacements:
        new = replacements[small]
        return new[:1].upper() + new[1:]
    # No choice, or none for this phrase: the words that stand in the text.
    return phrase.partition("|")[0]


def in_small(phrase: str) -> str:
    """Return a phrase as tables have it, its first letter in lower case."""
    return phrase[:1].lower() + phrase[1:]
