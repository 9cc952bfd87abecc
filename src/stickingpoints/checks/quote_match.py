"""Where a quote occurs in a saved text of its source.

The place is a TextQuoteSelector of the W3C Web Annotation Data Model: the exact words, and those
before and after. Texts are compared after white space, dashes and quotation marks were unified;
no other difference is ignored.
"""

from __future__ import annotations

import hashlib
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

from stickingpoints.problems import forbidden, forbidden_in

CONTEXT = 32
"""How many characters before and after a quote are kept, at most."""
_MARKS = str.maketrans(
    dict.fromkeys("‐‑‒–—―−", "-") | dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("“”„‟«»″", '"')
)
_PARAGRAPH_BREAK = re.compile(r"[ \t\r\f\v\u00a0]*\n[ \t\r\f\v\u00a0]*\n\s*")


def _visible(text: str) -> str:
    if hidden := forbidden_in(text).search(text):
        raise ValueError(forbidden(hidden[0]))
    return text


Words = Annotated[str, StringConstraints(max_length=5000), AfterValidator(_visible)]


class Selector(BaseModel):
    """The place of a quote in its source: the words as the source has them, before and after."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: Literal["TextQuoteSelector"] = "TextQuoteSelector"
    exact: Words
    prefix: Words = ""
    suffix: Words = ""


def normalised(text: str) -> str:
    """Return a text in the form in which texts are compared.

    White space, dashes and quotation marks of every kind become a space, a hyphen, `'` and `"`.
    """
    return " ".join(text.translate(_MARKS).split())


def fingerprint(text: str) -> str:
    """Return the SHA-256 of a normalised text, as 64 hexadecimal digits."""
    return hashlib.sha256(normalised(text).encode()).hexdigest()


def find(quote: str, copy: str) -> Selector | None:
    """Return the place of a quote in a saved text, None if it is not there.

    The words around it are taken from the same paragraph only, so that a copy may leave out what
    is between paragraphs.
    """
    pattern = _pattern(normalised(quote))
    for paragraph in _PARAGRAPH_BREAK.split(copy):
        # Every mark is one character before and after, so that places agree.
        written = " ".join(paragraph.split())
        match = pattern.search(written.translate(_MARKS))
        if match:
            start, end = match.span()
            return Selector(
                exact=written[start:end],
                prefix=_last_words(written[:start]),
                suffix=_first_words(written[end:]),
            )
    return None


def _pattern(quote: str) -> re.Pattern[str]:
    """Return the pattern of a normalised quote, which may not begin or end within a word."""
    if quote[:1].isalnum() and quote[-1:].isalnum():
        return re.compile(rf"(?<!\w){re.escape(quote)}(?!\w)")
    return re.compile(re.escape(quote))


def _last_words(text: str) -> str:
    """Return the last complete words, as many as tell a passage from others."""
    if len(text) > CONTEXT:
        text = text[-CONTEXT:].partition(" ")[2]
    return _with_a_word(text)


def _first_words(text: str) -> str:
    if len(text) > CONTEXT:
        text = text[:CONTEXT].rpartition(" ")[0]
    return _with_a_word(text)


def _with_a_word(text: str) -> str:
    """Return a text without outer white space, "" if it has punctuation only."""
    if not re.search(r"\w", text):
        return ""
    return text.strip()
