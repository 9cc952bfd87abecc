"""A page that is not rendered yet → its HTML, from the cache if it was made from the same before.

The editions of a site share what is rendered. Where they differ is in what a link to a page ends
with, which is put in last.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.ext import Extension

from stickingpoints.cache import Cache, key_of
from stickingpoints.exports import bibliography, manifest
from stickingpoints.i18n.language import Language
from stickingpoints.model import (
    addresses,
    answers,
    area_map,
    area_phrases,
    between_phrases,
    glossary,
    moves,
    order,
    phrases,
    standing,
)
from stickingpoints.model.between import between
from stickingpoints.model.parts import Part
from stickingpoints.model.records import Issue
from stickingpoints.model.scale import place_in_words
from stickingpoints.processes import results
from stickingpoints.site import (
    history,
    list_weights,
    made_from,
    map_svg,
    numbers_svg,
    policy,
    scale_svg,
)
from stickingpoints.site import moves as told_moves
from stickingpoints.site.assets import card_style
from stickingpoints.site.cited import source_numbers
from stickingpoints.site.content import Content
from stickingpoints.site.drawings import Drawings
from stickingpoints.site.offers import Offers
from stickingpoints.site.page import Body, Page, packed
from stickingpoints.site.periods import Periods
from stickingpoints.site.view import View
from stickingpoints.text import prose


class Draft(NamedTuple):
    """A page that is not rendered yet, and what its template is given beside the content."""

    page: Page
    shown: Mapping[str, Any]
    part: Part[Any] | None = None


_EXPLAINED = (
    "issue",
    "statements",
    "party",
    "plans",
    "pair",
    "timeline",
    "changes",
    "changes_since",
)
"""The kinds of pages with running text, in which terms and people are explained."""


OFFERING = ("home", "downloads", "reuse")
"""The kinds of pages that offer downloads, with their sizes."""


def rendered(content: Content, drafts: Sequence[Draft], cache: Cache) -> list[Body]:
    """Return the HTML of pages, in their order; what the cache has is not rendered."""
    whole = made_from.fingerprint(content)
    keys = [_key(content, draft, whole) for draft in drafts]
    texts = {key: text for key in keys if (text := cache.get(key)) is not None}
    missing = [number for number, key in enumerate(keys) if key not in texts]
    made = results([partial(_html, content, drafts[number]) for number in missing])
    for number in reversed(missing):
        texts[keys[number]] = made.pop()
        cache.put(keys[number], texts[keys[number]])
    return [Body(texts[key], content.by_file) for key in keys]


def _key(content: Content, draft: Draft, whole: str) -> str:
    """Return the key of a page: the hash of what it is made from; `whole` is that of everything."""
    page = draft.page
    parts = ["page", repr(replace(page, record=None))]
    if page.kind in OFFERING:
        parts.append(json.dumps(content.sizes, sort_keys=True))
    issue = draft.shown.get("issue")
    if isinstance(issue, Issue):
        return key_of([*parts, made_from.fingerprint(content.about(issue))])
    return key_of([*parts, whole])


def _html(content: Content, draft: Draft) -> bytes:
    """Return the HTML of a page, packed; one about an issue is made from what belongs to it."""
    issue = draft.shown.get("issue")
    if isinstance(issue, Issue):
        content = content.about(issue)
    page = draft.page
    environment, view = _environment(content.site.language), View(content, page, draft.part)
    text = environment.get_template(f"{page.kind}.html").render(
        view=view,
        drawings=Drawings(content),
        offers=Offers(content),
        periods=Periods(content),
        page=page,
        content=content,
        dataset=content.dataset,
        site=content.site,
        **draft.shown,
    )
    if page.kind in _EXPLAINED:
        text, anchors = glossary.explained(text, content.explained_words)
        if anchors:
            terms = environment.get_template("terms.html")
            text += terms.render(view=view, dataset=content.dataset, anchors=anchors)
    return packed(text)


class _Unindented(Extension):
    """Templates without their indentation, which would be a tenth of the bytes of a page.

    Only what the template itself says loses it, never a value such as an entry of BibTeX.
    """

    def preprocess(
        self,
        source: str,
        name: str | None,  # noqa: ARG002
        filename: str | None = None,  # noqa: ARG002
    ) -> str:
        """Return the source of a template with every line at the margin."""
        return re.sub(r"^[ \t]+", "", source, flags=re.MULTILINE)


@cache
def _environment(language: Language) -> Environment:
    environment = Environment(
        loader=PackageLoader("stickingpoints.site"),
        extensions=[_Unindented],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= _filters(language)
    environment.globals |= _globals(language)
    return environment


def _filters(language: Language) -> dict[str, Callable[..., object]]:
    return {
        "long_date": language.long_date,
        "short_date": language.short_date,
        "number": language.number,
        "percent": language.percent,
        "size": language.size,
        "language_name": language.language_name,
        "blocks": prose.html,
        "inline": prose.inline,
        "long": prose.long_html,
        "first_sentence": prose.first_sentence,
        "plain": prose.plain,
    }


def _globals(language: Language) -> dict[str, object]:
    """Return what every template can name without being given it."""
    return {
        "language": language,
        "manifest": manifest,
        "say": language.html,
        "counted": language.counted,
        "words": language.words,
        "addresses": addresses,
        "answers": answers,
        "area_map": area_map,
        "area_phrases": area_phrases,
        "between": between,
        "between_phrases": between_phrases,
        "bibliography": bibliography,
        "card_style": card_style,
        "history": history,
        "moves": moves,
        "told_moves": told_moves,
        "map_svg": map_svg,
        "numbers_named": numbers_svg,
        "order": order,
        "phrases": phrases,
        "policy": policy,
        "scale": scale_svg,
        "place_in_words": partial(place_in_words, language=language),
        "source_numbers": source_numbers,
        "standing": standing,
        "weights": list_weights,
    }
