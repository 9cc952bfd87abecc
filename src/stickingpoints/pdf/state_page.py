"""Dataset → the state of play on one page, to hand out and to print: PDF/UA-1 and PNG.

It is the page of the PDF edition, without the links into the rest of that document.
"""

from __future__ import annotations

from typing import NamedTuple

import typst

from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset
from stickingpoints.pdf.document import document
from stickingpoints.pdf.finish import finished
from stickingpoints.pdf.typeset import inputs_of, refused
from stickingpoints.pdf.typst_compiler import compiled, first_page_drawn
from stickingpoints.problems import ContentError

_TEMPLATE = "state-page.typ"
_PIXELS_PER_INCH = 150.0  # 1240 × 1754 pixels of A4


class StatePage(NamedTuple):
    """The page as a document and as a picture; with very many issues the picture has the first."""

    pdf: bytes
    png: bytes


def state_page(dataset: Dataset, site: Site) -> StatePage:
    """Return the state of play as a page of A4; raises ContentError if a text cannot be set."""
    inputs = inputs_of(document(dataset, site, {}), site)
    try:
        made_by_typst = compiled(_TEMPLATE, inputs, dataset.as_of)
        picture = first_page_drawn(_TEMPLATE, inputs, _PIXELS_PER_INCH)
    except typst.TypstError as error:
        raise ContentError([refused(error)]) from None
    return StatePage(finished(made_by_typst, site.language), picture)
