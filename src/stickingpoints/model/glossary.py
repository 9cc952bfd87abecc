"""Words and names that a page explains: linked where they are first used, explained at the end."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from heapq import heapify, heappop, heapreplace
from typing import NamedTuple

from markupsafe import escape

from stickingpoints.model.addresses import explained_person, explained_term
from stickingpoints.model.records import Person, Term

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CONTROLS = ("a", "button", "details", "form", "label", "nav", "select", "summary")
_OTHERS = ("blockquote", "caption", "del", "figure", "ins", "pre", "s", "svg", "th")
_NOT_IN = "|".join([*_HEADINGS, *_CONTROLS, *_OTHERS])
"""Elements in which nothing is linked: headings, other people's words, links and controls."""
_TAG = re.compile(rf"<(/?)(?:{_NOT_IN})(?![a-z0-9])[^>]*>")
_FOLDED_TEXT = re.compile(r'<details class="(earlier|fold)"')
"""What begins folded text that is read like any other, unlike a folded control."""


class Form(NamedTuple):
    """A form of a word: in lower case, and what matches it as a whole word."""

    lower_case: str
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Word:
    """A word or a name in all its forms; `anchor` is where the page explains it."""

    anchor: str
    forms: tuple[str, ...]

    @cached_property
    def searched(self) -> list[Form]:
        """The forms as they are looked for in HTML, the longest first.

        A form without capitals matches in any case, so it is found at the beginning of a sentence
        too.
        """
        longest_first = sorted(self.forms, key=len, reverse=True)
        return [_form(str(escape(form))) for form in longest_first]


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
    parts: list[str] = []
    anchors = set()
    end = 0
    for use in _first_uses(_Page(html), words):
        parts += [html[end : use.start], _link(html[use.start : use.end], use.word)]
        anchors.add(use.word.anchor)
        end = use.end
    return "".join([*parts, html[end:]]), anchors


class _Use(NamedTuple):
    """Where a word is used on a page."""

    start: int
    end: int
    word: Word


class Text:
    """A text in which words are looked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        # The one letter that is two in lower case would move all that follow.
        self._lower_case = text.replace("İ", "i").lower()

    def has(self, word: Word) -> bool:
        """Return whether a word is in the text, in any of its forms."""
        return any(next(self.matches(form, 0), None) for form in word.searched)

    def matches(self, form: Form, start: int) -> Iterator[re.Match[str]]:
        """Yield where a form is in the text, from a place on."""
        # A plain search comes first, since it is much faster than the pattern.
        at = self._lower_case.find(form.lower_case, start)
        while at >= 0:
            if match := form.pattern.match(self.text, at):
                yield match
            at = self._lower_case.find(form.lower_case, at + 1)


class _Page(Text):
    """The HTML of a page, in some parts of which words are linked."""

    def __init__(self, html: str) -> None:
        super().__init__(html)
        self._starts, self._ends = _unlinked(html)

    def is_prose(self, at: int) -> bool:
        """Return whether a place is in text in which words are linked, and not in a tag."""
        latest = bisect_right(self._starts, at) - 1
        if latest >= 0 and at < self._ends[latest]:
            return False
        return self.text.rfind("<", 0, at) <= self.text.rfind(">", 0, at)


def _unlinked(html: str) -> tuple[list[int], list[int]]:
    """Return where the parts of a page begin, and where they end, in which nothing is linked."""
    starts: list[int] = []
    ends: list[int] = []
    open_elements: list[bool] = []  # for each around a place, whether nothing is linked in it
    for tag in _TAG.finditer(html):
        was_linked = not any(open_elements)
        if not tag[1]:
            open_elements.append(not _FOLDED_TEXT.match(tag[0]))
        elif open_elements:
            open_elements.pop()
        is_linked = not any(open_elements)
        if was_linked and not is_linked:
            starts.append(tag.start())
        elif is_linked and not was_linked:
            ends.append(tag.end())
    if len(ends) < len(starts):
        ends.append(len(html))
    return starts, ends


def _first_uses(page: _Page, words: Iterable[Word]) -> Iterator[_Use]:
    """Yield the first use of each word, from left to right; none is inside another."""
    uses = []
    for number, word in enumerate(words):
        if use := _next_use(page, word, 0):
            uses.append(_leftmost_longest(use, number))
    # A heap, since a use inside that of a longer word is replaced by the next use of the same word.
    heapify(uses)
    end = 0
    while uses:
        _, _, number, use = uses[0]
        if use.start >= end:
            yield use
            end = use.end
            heappop(uses)
        elif later := _next_use(page, use.word, end):
            heapreplace(uses, _leftmost_longest(later, number))
        else:
            heappop(uses)


def _leftmost_longest(use: _Use, number: int) -> tuple[int, int, int, _Use]:
    """Return what puts the leftmost use first, of several there the longest."""
    return use.start, -use.end, number, use


def _next_use(page: _Page, word: Word, start: int) -> _Use | None:
    """Return the first use of a word from a place on, in its longest form; None without one."""
    first: _Use | None = None
    for form in word.searched:
        match = _first_in_prose(page, form, start)
        if match and (first is None or match.start() < first.start):
            first = _Use(*match.span(), word)
    return first


def _first_in_prose(page: _Page, form: Form, start: int) -> re.Match[str] | None:
    for match in page.matches(form, start):
        if page.is_prose(match.start()):
            return match
    return None


def _form(form: str) -> Form:
    # Not \b, which finds no edge where a form begins or ends with a mark, as in “U.N.”.
    words = rf"(?<!\w){re.escape(form)}(?!\w)"
    # A word in small letters may begin a sentence; a name or abbreviation is written in one way
    # only.
    if form == form.lower():
        words = f"(?i:{words})"
    return Form(form.lower(), re.compile(words))


def _link(html: str, word: Word) -> str:
    return f'<a class="term" href="#{escape(word.anchor)}">{html}</a>'
