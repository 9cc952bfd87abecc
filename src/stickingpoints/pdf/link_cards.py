"""Dataset → the picture that a link to an issue is shown with (PNG, 1200 × 630).

It is set by the same engine as the PDF.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import typst

from stickingpoints.i18n.language import Language
from stickingpoints.model import addresses
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset, Issue
from stickingpoints.pdf.scale_figure import scale_figure
from stickingpoints.pdf.values import Card, ScaleFigure

_TEMPLATE = Path(__file__).parent / "templates"
_PIXELS_PER_INCH = 127.0  # five to a millimetre


def pictures(dataset: Dataset, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the address and the bytes of each issue's picture."""
    compiler = typst.Compiler(_TEMPLATE / "card.typ", root=_TEMPLATE, ignore_system_fonts=True)
    for issue in dataset.issues:
        inputs = {"data": json.dumps(_card(dataset, site, issue), ensure_ascii=False)}
        pages = compiler.compile(format="png", ppi=_PIXELS_PER_INCH, sys_inputs=inputs)
        yield addresses.picture(issue.id), _joined(pages)


def _joined(pages: bytes | list[bytes] | None) -> bytes:
    """Return what Typst returns for the one page of a card, which its type does not promise."""
    if isinstance(pages, bytes):
        return pages
    return b"".join(pages or [])


def _hollow_key(language: Language, scale: ScaleFigure | None) -> str:
    """Return what an outlined mark means; empty where there is none."""
    if scale is not None and any(place["evidence"] == "hollow" for place in scale["places"]):
        return language.say("not on record")
    return ""


def _card(dataset: Dataset, site: Site, issue: Issue) -> Card:
    scale = scale_figure(dataset, site.language, issue)
    return {
        "language": site.language.code,
        "site": site.name,
        "question": issue.question,
        "status": issue.status,
        "status_label": site.language.words.statuses[issue.status].label,
        "as_of": site.language.say("As of {day}", day=site.language.long_date(dataset.as_of)),
        "scale": scale,
        "hollow_key": _hollow_key(site.language, scale),
    }
