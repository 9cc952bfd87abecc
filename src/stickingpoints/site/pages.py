"""Dataset → the pages of the site: for each its address, title, description and HTML.

`pages(content)` is the seam to any site generator: it knows nothing of the one that places these
pages in its theme.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.ext import Extension

from stickingpoints.exports import bibliography, json_ld, manifest
from stickingpoints.i18n.language import Language
from stickingpoints.i18n.vocabulary import marked
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
from stickingpoints.model.records import Issue, Party
from stickingpoints.model.scale import place_in_words
from stickingpoints.processes import results
from stickingpoints.site import (
    history,
    map_svg,
    numbers_svg,
    picture_words,
    policy,
    presets,
    scale_svg,
)
from stickingpoints.site.content import Content, source_numbers
from stickingpoints.site.plans import Pair
from stickingpoints.site.presets import Preset
from stickingpoints.site.view import Page, View
from stickingpoints.text import prose


class Draft(NamedTuple):
    """A page that is not rendered yet, and what its template is given beside the content."""

    page: Page
    shown: Mapping[str, Any]


class _SinglePage(NamedTuple):
    """A page of which there is one; its title and description are messages to translate."""

    address: str
    title: str
    description: str
    kind: str
    moves_feed: str = ""


_SINGLE_PAGES = (
    _SinglePage(
        "issues/",
        marked("[Issues]"),
        marked("What is stuck, and how each [issue] stands."),
        "issues",
    ),
    _SinglePage(
        "compare/",
        marked("Compare"),
        marked("Every [issue] and every [party] in one table."),
        "compare",
    ),
    _SinglePage(
        "plans/",
        marked("[Plans] side by side"),
        marked("The [plans, drafts and declarations], and what each says on every [issue]."),
        "plans",
    ),
    _SinglePage(
        "parties/",
        marked("[Parties]"),
        marked("Who speaks in this negotiation."),
        "parties",
    ),
    _SinglePage(
        "timeline/",
        marked("Timeline"),
        marked("What happened, day by day."),
        "timeline",
    ),
    _SinglePage(
        "sources/",
        marked("Sources"),
        marked("Every source, what a careful reader should know of it, and what rests on it."),
        "sources",
    ),
    _SinglePage(
        "sources/by-issue/",
        marked("Sources by [issue]"),
        marked("Which sources each [issue] rests on."),
        "sources_by_issue",
    ),
    _SinglePage(
        "changes/",
        marked("Changes"),
        marked("What moved between any two days, and what was said meanwhile."),
        "changes",
        moves_feed=manifest.MOVES_FEED,
    ),
    _SinglePage(
        "glossary/",
        marked("Glossary"),
        marked("Words that the pages use, in plain language."),
        "glossary",
    ),
    _SinglePage(
        "people/",
        marked("Who’s who"),
        marked("The people whom the pages name, and their offices."),
        "people",
    ),
    _SinglePage(
        "method/fairness/",
        marked("Fairness in numbers"),
        marked("How evenly the site treats [parties] and [issues], counted."),
        "fairness",
    ),
    _SinglePage(
        "downloads/",
        marked("Downloads"),
        marked("The PDF, the site without a network, and the data."),
        "downloads",
    ),
    _SinglePage(
        "follow/",
        marked("Follow"),
        marked("How to hear of what changes, by feed, mail or calendar, without an account."),
        "follow",
    ),
    _SinglePage(
        "reuse/",
        marked("For teachers and reporters"),
        marked("What may be reused, and how, with three ready pieces."),
        "reuse",
    ),
    _SinglePage(
        "search/",
        marked("Search"),
        marked("Find [issues], positions, statements, [plans], events, people, words and sources."),
        "search",
    ),
)


_EXPLAINED = ("issue", "party", "plans", "pair", "timeline", "changes", "changes_since")
"""The kinds of pages with running text, in which terms and people are explained."""


def pages(content: Content) -> dict[str, Page]:
    """Return every generated page, by address."""
    all_drafts = list(drafts(content))
    rendered = results([partial(html, content, draft) for draft in all_drafts])
    filled = {}
    for draft, text in zip(all_drafts, rendered, strict=True):
        filled[draft.page.address] = replace(draft.page, html=text)
    return filled


def page(content: Content, address: str) -> Page:
    """Return one generated page by its address; raises KeyError if there is none."""
    for draft in drafts(content):
        if draft.page.address == address:
            return replace(draft.page, html=html(content, draft))
    raise KeyError(address)


def drafts(content: Content) -> Iterator[Draft]:
    """Yield every generated page, not rendered yet."""
    yield _home(content)
    for single in _SINGLE_PAGES:
        yield _single_page(content, single)
    for preset in _presets(content):
        yield _changes_since(content, preset)
    for issue in content.dataset.issues:
        yield _issue_page(content, issue)
    for party in content.dataset.parties:
        yield _party_page(content, party)
    for pair in content.plans.neighbours:
        yield _pair_page(content, pair)


def _home(content: Content) -> Draft:
    dataset, site = content.dataset, content.site
    home = Page(
        "",
        dataset.title,
        prose.plain(dataset.summary),
        "home",
        linked_data=json_ld.script(json_ld.home(dataset, site)),
    )
    words = picture_words.home_picture_in_words(dataset, site)
    return Draft(_with_picture(content, home, addresses.HOME_PICTURE, words), {})


def _single_page(content: Content, single: _SinglePage) -> Draft:
    say = content.site.language.say
    unfilled = Page(
        single.address,
        say(single.title),
        say(single.description),
        single.kind,
        moves_feed=single.moves_feed,
    )
    return Draft(_with_linked_data(content, unfilled), {})


def _presets(content: Content) -> Iterator[Preset]:
    dataset, language = content.dataset, content.site.language
    yield from presets.recent(dataset, language)
    yield from presets.since_plans(dataset, language)


def _changes_since(content: Content, preset: Preset) -> Draft:
    language = content.site.language
    unfilled = Page(
        preset.address,
        preset.title,
        language.say(
            "What moved from {start} to {end}, and what was said meanwhile.",
            start=language.long_date(preset.start),
            end=language.long_date(preset.end),
        ),
        "changes_since",
        moves_feed=manifest.MOVES_FEED,
    )
    return Draft(_with_linked_data(content, unfilled), {"preset": preset})


def _issue_page(content: Content, issue: Issue) -> Draft:
    dataset, site = content.dataset, content.site
    unfilled = Page(
        addresses.issue_page(issue.id),
        issue.question,
        prose.plain(issue.summary),
        "issue",
        record=issue,
        linked_data=json_ld.script(json_ld.issue_page(dataset, site, issue)),
        feed=manifest.issue_feed(issue.id),
        moves_feed=manifest.issue_moves_feed(issue.id),
    )
    picture = addresses.picture(issue.id)
    words = picture_words.issue_picture_in_words(dataset, site, issue)
    return Draft(_with_picture(content, unfilled, picture, words), {"issue": issue})


def _party_page(content: Content, party: Party) -> Draft:
    unfilled = Page(
        addresses.party_page(party.id),
        party.name,
        prose.plain(party.role),
        "party",
        record=party,
    )
    return Draft(_with_linked_data(content, unfilled), {"party": party})


def _pair_page(content: Content, pair: Pair) -> Draft:
    say = content.site.language.say
    older, newer = pair.older.title, pair.newer.title
    unfilled = Page(
        pair.address,
        say("{older} and {newer}, point by point", older=older, newer=newer),
        say("What {older} and {newer} each say.", older=older, newer=newer),
        "pair",
    )
    return Draft(_with_linked_data(content, unfilled), {"pair": pair})


def cards(content: Content) -> dict[str, bytes]:
    """Return the card of each issue by the address of its file.

    A card is a complete page that other sites may embed.
    """
    files = {}
    for issue in content.dataset.issues:
        card = Page(
            addresses.card_page(issue.id), issue.question, prose.plain(issue.summary), "embed"
        )
        rendered = html(content, Draft(card, {"issue": issue}))
        files[f"{card.address}index.html"] = rendered.encode()
    return files


def _with_linked_data(content: Content, page: Page) -> Page:
    return replace(
        page,
        linked_data=json_ld.script(
            json_ld.page(content.dataset, content.site, page.address, page.title, page.description)
        ),
    )


def _with_picture(content: Content, page: Page, address: str, words: str) -> Page:
    """Return the page with its picture if that was drawn; a preview has no pictures."""
    if address not in content.sizes:
        return page
    return replace(page, picture=address, picture_words=words)


def html(content: Content, draft: Draft) -> str:
    """Return the HTML of a page that is not rendered yet."""
    page = draft.page
    environment, view = _environment(content.site.language), View(content, page)
    text = environment.get_template(f"{page.kind}.html").render(
        view=view,
        page=page,
        content=content,
        dataset=content.dataset,
        site=content.site,
        **draft.shown,
    )
    if page.kind not in _EXPLAINED:
        return text
    text, anchors = glossary.explained(text, content.explained_words)
    if anchors:
        terms = environment.get_template("terms.html")
        text += terms.render(view=view, dataset=content.dataset, anchors=anchors)
    return text


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
        "history": history,
        "moves": moves,
        "map_svg": map_svg,
        "numbers_named": numbers_svg,
        "order": order,
        "phrases": phrases,
        "policy": policy,
        "scale": scale_svg,
        "place_in_words": partial(place_in_words, language=language),
        "source_numbers": source_numbers,
        "standing": standing,
    }
