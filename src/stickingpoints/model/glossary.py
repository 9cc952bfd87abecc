"""The glossary on a page: each term is linked where the page first uses it, and explained at the page's end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from stickingpoints.model.addresses import explained_term
from stickingpoints.model.records import Term

_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"<(/?)([a-z0-9]+)")
_HEADINGS = tuple(f"h{level}" for level in range(1, 7))
_CONTROLS = ("a", "button", "details", "form", "label", "nav", "select", "summary")
_NOT_IN = frozenset(
    [
        *_HEADINGS,
        *_CONTROLS,
        "blockquote",
        "caption",
        "del",
        "figure",
        "ins",
        "pre",
        "s",
        "svg",
        "th",
    ]
)
"""Elements in which no term is linked: headings, other people's words, links and controls."""


def explained(html: str, terms: Sequence[Term]) -> tuple[str, list[Term]]:
    """Return the HTML of a page with the first use of each term linked to `#term-<id>`, and the terms that were found."""
    waiting = {term.id: (term, pattern(term)) for term in terms}
    parts = []
    for text, is_prose in _texts(html):
        parts.append(_linked(text, waiting) if is_prose and waiting else text)
    return "".join(parts), [term for term in terms if term.id not in waiting]


def pattern(term: Term) -> re.Pattern[str]:
    """Return what finds a term in a text; one without a capital is found at the beginning of a sentence too."""
    forms = sorted([term.term, *term.forms], key=len, reverse=True)
    return re.compile("|".join(_form(str(escape(form))) for form in forms))


def _form(text: str) -> str:
    whole = rf"(?<!\w){re.escape(text)}(?!\w)"
    return f"(?i:{whole})" if text == text.lower() else whole


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


def _linked(text: str, waiting: dict[str, tuple[Term, re.Pattern[str]]]) -> str:
    """Link the first use of each waiting term in a text; a term inside another that is linked waits on."""
    found = sorted(
        ((match, term) for term, known in waiting.values() if (match := known.search(text))),
        key=lambda one: (one[0].start(), -one[0].end()),
    )
    made, at = [], 0
    for match, term in found:
        if match.start() < at:
            continue
        made += [
            text[at : match.start()],
            Markup('<a class="term" href="#{}">').format(explained_term(term.id)),
            match[0],
            "</a>",
        ]
        at = match.end()
        del waiting[term.id]
    return "".join([*made, text[at:]])
