"""Words and names that a page explains: linked where they are first used, explained at the end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from markupsafe import escape

from stickingpoints.model.addresses import explained_person, explained_term
from stickingpoints.model.records import Person, Term

_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"<(/?)([a-z0-9]+)")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CONTROLS = ("a", "button", "details", "form", "label", "nav", "select", "summary")
_OTHERS = ("blockquote", "caption", "del", "figure", "ins", "pre", "s", "svg", "th")
_NOT_IN = frozenset([*_HEADINGS, *_CONTROLS, *_OTHERS])
"""Elements in which nothing is linked: headings, other people's words, links and controls."""
_FOLDED_TEXT = re.compile(r'<details class="(earlier|fold)"')
"""What begins folded text that is read like any other, unlike a folded control."""


@dataclass(frozen=True)
class Word:
    """A word or a name in all its forms; `anchor` is where the page explains it."""

    anchor: str
    forms: tuple[str, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What matches the word in a text; a form without capitals matches in any case.

        So it is found at the beginning of a sentence too.
        """
        longest_first = sorted(self.forms, key=len, reverse=True)
        return re.compile("|".join(_form(str(escape(form))) for form in longest_first))

    def may_be_in(self, lower_case: str) -> bool:
        """Return whether a text in lower case holds a form: a quick test before the pattern."""
        return any(str(escape(form)).lower() in lower_case for form in self.forms)


def word_of_term(term: Term) -> Word:
    """Return a term of the glossary as a word that a page explains."""
    return Word(explained_term(term.id), (term.term, *term.forms))


def name_of_person(person: Person) -> Word:
    """Return the name of a person as a word that a page explains."""
    return Word(explained_person(person.id), (person.name, *person.spellings))


def explained(html: str, words: Iterable[Word]) -> tuple[str, set[str]]:
    """Link the first use of each word on a page.

    Returns the HTML of the page, with links to the anchors, and the anchors of the words used.
    """
    lower_case = html.lower()
    unused = {word.anchor: word for word in words if word.may_be_in(lower_case)}
    anchors = set(unused)
    parts = []
    for text, is_prose in _texts(html):
        if is_prose and unused:
            parts.append(_linked(text, unused))
        else:
            parts.append(text)
    return "".join(parts), anchors - set(unused)


def _form(text: str) -> str:
    words = rf"(?<!\w){re.escape(text)}(?!\w)"
    if text == text.lower():
        return f"(?i:{words})"
    return words


def _texts(html: str) -> Iterator[tuple[str, bool]]:
    """Yield tags and texts in order, each with whether it is text in which words are linked."""
    inside: list[bool] = []  # for each element around the text, whether nothing is linked in it
    for part in _TAG.split(html):
        tag = _NAME.match(part)
        if tag is None:
            yield part, not any(inside)
            continue
        if tag[2] in _NOT_IN:
            if not tag[1]:
                inside.append(not _FOLDED_TEXT.match(part))
            elif inside:
                inside.pop()
        yield part, False


def _linked(text: str, unused: dict[str, Word]) -> str:
    """Link the first use of each unused word in a text, and remove it from `unused`.

    A word inside another that is linked here stays unused.
    """
    matches = list(_matches(text, unused.values()))
    matches.sort(key=_leftmost_longest)
    parts: list[str] = []
    end = 0
    for match, word in matches:
        if match.start() < end:
            continue
        parts += [text[end : match.start()], _link(match[0], word)]
        end = match.end()
        del unused[word.anchor]
    return "".join([*parts, text[end:]])


def _matches(text: str, words: Iterable[Word]) -> Iterator[tuple[re.Match[str], Word]]:
    for word in words:
        if match := word.pattern.search(text):
            yield match, word


def _leftmost_longest(found: tuple[re.Match[str], Word]) -> tuple[int, int]:
    match, _ = found
    return match.start(), -match.end()


def _link(html: str, word: Word) -> str:
    return f'<a class="term" href="#{escape(word.anchor)}">{html}</a>'
