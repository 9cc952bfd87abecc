"""The glossary on a page: each term is linked where it is first used, and explained at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markupsafe import escape

from stickingpoints.model.addresses import explained_term
from stickingpoints.model.records import Term

_TermPattern = tuple[Term, re.Pattern[str]]

_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"<(/?)([a-z0-9]+)")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CONTROLS = ("a", "button", "details", "form", "label", "nav", "select", "summary")
_OTHERS = ("blockquote", "caption", "del", "figure", "ins", "pre", "s", "svg", "th")
_NOT_IN = frozenset([*_HEADINGS, *_CONTROLS, *_OTHERS])
"""Elements in which no term is linked: headings, other people's words, links and controls."""


def explained(html: str, terms: Sequence[Term]) -> tuple[str, list[Term]]:
    """Link the first use of each term on a page.

    Returns the HTML of the page, with links to `#term-<id>`, and the terms that it uses.
    """
    unused = {term.id: (term, pattern(term)) for term in terms}
    parts = []
    for text, is_prose in _texts(html):
        if is_prose and unused:
            parts.append(_linked(text, unused))
        else:
            parts.append(text)
    return "".join(parts), [term for term in terms if term.id not in unused]


def pattern(term: Term) -> re.Pattern[str]:
    """Return what matches a term in a text; one without capitals matches in any case.

    So it is found at the beginning of a sentence too.
    """
    forms = sorted([term.term, *term.forms], key=len, reverse=True)
    return re.compile("|".join(_form(str(escape(form))) for form in forms))


def _form(text: str) -> str:
    words = rf"(?<!\w){re.escape(text)}(?!\w)"
    if text == text.lower():
        return f"(?i:{words})"
    return words


def _texts(html: str) -> Iterator[tuple[str, bool]]:
    """Yield tags and texts in order, each with whether it is text in which terms are linked."""
    inside: list[str] = []
    for part in _TAG.split(html):
        tag = _NAME.match(part)
        if tag is None:
            yield part, not inside
            continue
        if tag[2] in _NOT_IN:
            if not tag[1]:
                inside.append(tag[2])
            elif inside:
                inside.pop()
        yield part, False


def _linked(text: str, unused: dict[str, _TermPattern]) -> str:
    """Link the first use of each unused term in a text, and remove it from `unused`.

    A term inside another that is linked here stays unused.
    """
    matches = []
    for term, term_pattern in unused.values():
        if match := term_pattern.search(text):
            matches.append((match, term))
    matches.sort(key=_leftmost_longest)
    parts: list[str] = []
    end = 0
    for match, term in matches:
        if match.start() < end:
            continue
        parts += [text[end : match.start()], _link(match[0], term)]
        end = match.end()
        del unused[term.id]
    return "".join([*parts, text[end:]])


def _leftmost_longest(found: tuple[re.Match[str], Term]) -> tuple[int, int]:
    match, _ = found
    return match.start(), -match.end()


def _link(html: str, term: Term) -> str:
    return f'<a class="term" href="#{escape(explained_term(term.id))}">{html}</a>'
