"""Dataset → the pages of the site: for each its address, title, description and HTML.

`pages(content)` is the seam to any site generator: it knows nothing of the one that places these
pages in its theme.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from stickingpoints.cache import NO_CACHE, Cache
from stickingpoints.exports import json_ld, manifest
from stickingpoints.i18n.vocabulary import marked
from stickingpoints.model import (
    addresses,
    parts,
)
from stickingpoints.model.parts import Part
from stickingpoints.model.records import Issue, Party
from stickingpoints.site import (
    picture_words,
    presets,
)
from stickingpoints.site.content import Content
from stickingpoints.site.page import Page
from stickingpoints.site.plans import Pair
from stickingpoints.site.presets import Preset
from stickingpoints.site.rendering import Draft, rendered
from stickingpoints.text import prose


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


def pages(content: Content, cache: Cache = NO_CACHE) -> dict[str, Page]:
    """Return every generated page, by address."""
    return _filled(content, list(drafts(content)), cache)


def pages_of_kinds(content: Content, kinds: Sequence[str], cache: Cache) -> dict[str, Page]:
    """Return the generated pages of some kinds, by address."""
    wanted = [draft for draft in drafts(content) if draft.page.kind in kinds]
    return _filled(content, wanted, cache)


def _filled(content: Content, wanted: Sequence[Draft], cache: Cache) -> dict[str, Page]:
    """Return pages with their HTML, by address."""
    filled = {}
    for draft, body in zip(wanted, rendered(content, wanted, cache), strict=True):
        filled[draft.page.address] = replace(draft.page, body=body)
    return filled


def page(content: Content, address: str) -> Page:
    """Return one generated page by its address; raises KeyError if there is none."""
    for draft in drafts(content):
        if draft.page.address == address:
            (body,) = rendered(content, [draft], NO_CACHE)
            return replace(draft.page, body=body)
    raise KeyError(address)


def drafts(content: Content) -> Iterator[Draft]:
    """Yield every generated page, not rendered yet."""
    yield _home(content)
    for single in _SINGLE_PAGES:
        yield _single_page(content, single)
        for part in _parts_of(content, single.address):
            yield _single_page(content, single, part)
    for preset in _presets(content):
        yield _changes_since(content, preset)
    for issue in content.dataset.issues:
        yield _issue_page(content, issue)
        for part in _parts_of(content, addresses.issue_page(issue.id)):
            yield _statements_page(content, issue, part)
    for party in content.dataset.parties:
        yield _party_page(content, party)
        for part in _parts_of(content, addresses.party_page(party.id)):
            yield _party_page(content, party, part)
    for pair in content.plans.neighbours:
        yield _pair_page(content, pair)
        for part in _parts_of(content, pair.address):
            yield _pair_page(content, pair, part)


def _home(content: Content) -> Draft:
    dataset, site = content.dataset, content.site
    home = Page(
        "",
        dataset.title,
        prose.plain(dataset.summary),
        "home",
        linked_data=json_ld.script(json_ld.home(dataset, site)),
        has_parts=content.has_parts,
    )
    words = partial(picture_words.home_picture_in_words, dataset, site)
    return Draft(_with_picture(content, home, addresses.HOME_PICTURE, words), {})


def _parts_of(content: Content, address: str) -> Sequence[Part[Any]]:
    """Return the parts of the list at an address, none if it is not in parts."""
    found = content.list_at(address)
    return found.parts if found else ()


def _single_page(content: Content, single: _SinglePage, part: Part[Any] | None = None) -> Draft:
    say = content.site.language.say
    unfilled = Page(
        single.address,
        say(single.title),
        say(single.description),
        single.kind,
        moves_feed=single.moves_feed,
    )
    return _listed(content, unfilled, part)


def _listed(content: Content, page: Page, part: Part[Any] | None, **shown: Any) -> Draft:
    """Return a page of a list, or the part of it."""
    if content.list_at(page.address):
        page = replace(page, part_of=page.address, has_parts=True)
    if part:
        page = replace(
            page, address=part.address, title=parts.title(page.title, part, content.site.language)
        )
    return Draft(_with_linked_data(content, page), shown, part)


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
        part_of=addresses.issue_page(issue.id),
    )
    picture = addresses.picture(issue.id)
    words = partial(picture_words.issue_picture_in_words, dataset, site, issue)
    return Draft(_with_picture(content, unfilled, picture, words), {"issue": issue})


def _statements_page(content: Content, issue: Issue, part: Part[Any]) -> Draft:
    say = content.site.language.say
    unfilled = Page(
        addresses.issue_page(issue.id),
        say("{issue}: earlier statements", issue=issue.title),
        issue.question,
        "statements",
        record=issue,
        feed=manifest.issue_feed(issue.id),
    )
    return _listed(content, unfilled, part, issue=issue)


def _party_page(content: Content, party: Party, part: Part[Any] | None = None) -> Draft:
    unfilled = Page(
        addresses.party_page(party.id),
        party.name,
        prose.plain(party.role),
        "party",
        record=party,
    )
    return _listed(content, unfilled, part, party=party)


def _pair_page(content: Content, pair: Pair, part: Part[Any] | None = None) -> Draft:
    say = content.site.language.say
    older, newer = pair.older.title, pair.newer.title
    unfilled = Page(
        pair.address,
        say("{older} and {newer}, point by point", older=older, newer=newer),
        say("What {older} and {newer} each say.", older=older, newer=newer),
        "pair",
    )
    return _listed(content, unfilled, part, pair=pair)


def cards(content: Content, cache: Cache = NO_CACHE) -> dict[str, bytes]:
    """Return the card of each issue by the address of its file.

    A card is a complete page that other sites may embed.
    """
    all_drafts = list(map(_card, content.dataset.issues))
    files = {}
    for draft, body in zip(all_drafts, rendered(content, all_drafts, cache), strict=True):
        files[f"{draft.page.address}index.html"] = body.html.encode()
    return files


def _card(issue: Issue) -> Draft:
    card = Page(addresses.card_page(issue.id), issue.question, prose.plain(issue.summary), "embed")
    return Draft(card, {"issue": issue})


def _with_linked_data(content: Content, page: Page) -> Page:
    return replace(
        page,
        linked_data=json_ld.script(
            json_ld.page(content.dataset, content.site, page.address, page.title, page.description)
        ),
    )


def _with_picture(content: Content, page: Page, address: str, words: Callable[[], str]) -> Page:
    """Return the page with its picture if that was drawn; a preview has no pictures.

    `words` returns what the picture shows.
    """
    if address not in content.sizes:
        return page
    return replace(page, picture=address, picture_words=words())
