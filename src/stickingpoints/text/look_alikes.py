"""Characters that look like a letter, digit or hyphen of ASCII and are none."""

from __future__ import annotations

import unicodedata

_CYRILLIC = ("авеікмнорстухһѕјԁԛԝӏ", "abeikmhopctyxhsjdqwl")
_GREEK = ("αβγεικνορτυχω", "abyeiknoptuxw")
_DASHES = "‐‑‒–—−﹣－"
_PLAIN = str.maketrans(
    _CYRILLIC[0] + _GREEK[0] + _DASHES, _CYRILLIC[1] + _GREEK[1] + "-" * len(_DASHES)
)


def plain(text: str) -> str:
    """Return a text with each look-alike replaced, accents and full-width forms among them."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def named(text: str) -> str:
    """Return which character of a text only looks like another, "" if none does.

    As `its "а" is U+0430 (CYRILLIC SMALL LETTER A), not "a"`.
    """
    for character in text:
        looks_like = plain(character)
        if not character.isascii() and looks_like.isascii() and looks_like.strip():
            name = unicodedata.name(character, "without a name")
            return f'its "{character}" is U+{ord(character):04X} ({name}), not "{looks_like}"'
    return ""
