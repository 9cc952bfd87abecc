"""Dataset → the state of play on one page, to hand out and to print: PDF/UA-1 and PNG.

It is the page of the PDF edition, without the links into the rest of that document.
"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from stickingpoints.cache import NO_CACHE, Cache, kept
from stickingpoints.exports import json_files
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset
from stickingpoints.pdf.document import document
from stickingpoints.pdf.finish import origin
from stickingpoints.pdf.typeset import Manuscript, inputs_of, set_document
from stickingpoints.pdf.typst_compiler import first_page_drawn, parts_of

_TEMPLATE = "state-page.typ"
_PIXELS_PER_INCH = 150.0  # 1240 × 1754 pixels of A4


class StatePage(NamedTuple):
    """The page as a document and as a picture; with very many issues the picture has the first."""

    pdf: bytes
    png: bytes


def state_page(dataset: Dataset, site: Site, cache: Cache = NO_CACHE) -> StatePage:
    """Return the state of play as a page of A4; raises ContentError if a text cannot be set."""
    inputs = inputs_of(document(dataset, site, {}), site)
    set_from = origin(dataset, site, json_files.fingerprint(json_files.full(dataset)))
    pdf = set_document(Manuscript(_TEMPLATE, inputs, site.language, set_from), cache)
    picture = partial(first_page_drawn, _TEMPLATE, inputs, _PIXELS_PER_INCH)
    return StatePage(pdf, kept(cache, ["first page", *parts_of(_TEMPLATE, inputs)], picture))
