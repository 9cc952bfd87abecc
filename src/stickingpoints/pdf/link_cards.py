"""Dataset → the pictures that links to the site are shown with (PNG, 1200 × 630).

There is one of each issue and one of the home page. They are set by the same engine as the PDF.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import typst

from stickingpoints.cache import NO_CACHE, Cache, kept
from stickingpoints.i18n.language import Language
from stickingpoints.model import addresses, home_picture, order
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset, Issue, Position
from stickingpoints.pdf.glyphs import stand_ins
from stickingpoints.pdf.positions import heading
from stickingpoints.pdf.typst_compiler import more_fonts, parts_of
from stickingpoints.pdf.values import Card, CardFrame, CardIssue, HomeCard, PositionHeading

_TEMPLATES = Path(__file__).parent / "templates"
_PIXELS_PER_INCH = 127.0  # five to a millimetre


@dataclass(frozen=True)
class LinkCard:
    """A picture before it is drawn: its address, its template, and what the template reads."""

    address: str
    template: str
    values: Card | HomeCard

    @property
    def path(self) -> Path:
        """The file of the template."""
        return _TEMPLATES / self.template

    @property
    def inputs(self) -> dict[str, str]:
        """What Typst hands to the template."""
        return {"data": json.dumps(self.values, ensure_ascii=False)}


def pictures(dataset: Dataset, site: Site, cache: Cache = NO_CACHE) -> Iterator[tuple[str, bytes]]:
    """Yield the address and the bytes of each picture; those that the cache has are not drawn."""
    draw = _Drawing()
    cards = list(link_cards(dataset, site))
    instead = stand_ins("".join(card.inputs["data"] for card in cards))
    for card in cards:
        inputs = {"data": card.inputs["data"].translate(instead)}
        parts = ["picture", *parts_of(card.template, inputs)]
        yield card.address, kept(cache, parts, partial(draw.picture, card, inputs))


class _Drawing:
    """Draws pictures; a template is read once for all of them."""

    def __init__(self) -> None:
        self._compilers: dict[str, typst.Compiler] = {}

    def picture(self, card: LinkCard, inputs: Mapping[str, str]) -> bytes:
        """Return the picture of a card (PNG)."""
        if card.template not in self._compilers:
            self._compilers[card.template] = typst.Compiler(
                card.path,
                root=_TEMPLATES,
                ignore_system_fonts=True,
                font_paths=list(more_fonts()),
            )
        compiler = self._compilers[card.template]
        pages = compiler.compile(format="png", ppi=_PIXELS_PER_INCH, sys_inputs=dict(inputs))
        return _joined(pages)


def _joined(pages: bytes | list[bytes] | None) -> bytes:
    """Return what Typst returns for the one page of a card, which its type does not promise."""
    if isinstance(pages, bytes):
        return pages
    return b"".join(pages or [])


def link_cards(dataset: Dataset, site: Site) -> Iterator[LinkCard]:
    """Yield the picture of the home page and that of each issue."""
    yield LinkCard(addresses.HOME_PICTURE, "home-card.typ", _home_card(dataset, site))
    for issue in dataset.issues:
        yield LinkCard(addresses.picture(issue.id), "card.typ", _card(dataset, site, issue))


def _card(dataset: Dataset, site: Site, issue: Issue) -> Card:
    shown = _card_issue(dataset, site.language, issue, order.positions(dataset, issue))
    return {**_frame(dataset, site, [shown]), **shown}


def _home_card(dataset: Dataset, site: Site) -> HomeCard:
    shown = []
    for issue in home_picture.issues(dataset):
        positions = home_picture.positions(dataset, issue)
        shown.append(_card_issue(dataset, site.language, issue, positions))
    return {**_frame(dataset, site, shown), "title": dataset.title, "issues": shown}


def _frame(dataset: Dataset, site: Site, shown: Iterable[CardIssue]) -> CardFrame:
    language = site.language
    return {
        "language": language.code,
        "site": site.name,
        "as_of": language.say("As of {day}", day=language.long_date(dataset.as_of)),
        "hollow_key": _hollow_key(language, shown),
    }


def _hollow_key(language: Language, shown: Iterable[CardIssue]) -> str:
    """Return what an outlined mark means; empty where there is none."""
    for issue in shown:
        if any(answer["evidence"] == "hollow" for answer in issue["answers"]):
            return language.say("not on record")
    return ""


def _card_issue(
    dataset: Dataset, language: Language, issue: Issue, positions: Iterable[Position]
) -> CardIssue:
    return {
        "question": issue.question,
        "status": issue.status,
        "status_label": language.words.statuses[issue.status].label,
        "answers": list(_answers(dataset, language, issue, positions)),
    }


def _answers(
    dataset: Dataset, language: Language, issue: Issue, positions: Iterable[Position]
) -> Iterator[PositionHeading]:
    for position in positions:
        yield heading(dataset, language, issue, position)
