"""Dataset → PDF, set by Typst: PDF/UA-1 (ISO 14289-1), the same bytes from the same data.

What is shown is worked out in `document.py` and handed over as JSON; the templates show text from
the data as strings, so that nothing in it is parsed as markup.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple

import typst

from stickingpoints.cache import NO_CACHE, Cache, kept, key_of
from stickingpoints.i18n.language import Language
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset
from stickingpoints.pdf.document import document
from stickingpoints.pdf.finish import Origin, finished, is_ours, origin
from stickingpoints.pdf.glyphs import stand_ins
from stickingpoints.pdf.texts import page
from stickingpoints.pdf.typst_compiler import (
    compiled,
    compiled_apart,
    compiling,
    parts_of,
    texts,
)
from stickingpoints.pdf.values import Edition, Paper
from stickingpoints.problems import ContentError, Place, Problem

__all__ = [
    "Manuscript",
    "Paper",
    "fingerprint",
    "is_ours",
    "manuscript_of",
    "set_document",
    "set_meanwhile",
    "volume",
]

Compiler = Callable[[str, Mapping[str, str], datetime.date], bytes]
"""Sets a template with its inputs, dated with a day."""


class Manuscript(NamedTuple):
    """What is handed to Typst: a template, what it reads, its language, and the data behind it."""

    template: str
    inputs: Mapping[str, str]
    language: Language
    set_from: Origin

    def parts(self) -> list[str]:
        """Return what the document is made from, for the key under which it is kept."""
        language = self.language
        own = parts_of(self.template, self.inputs)
        return ["pdf", *map(str, self.set_from), language.code, language.fingerprint, *own]


_METHOD_LEVEL = 2  # of the highest heading of the method page: it is below "Method", at level 1
_NO_BACKGROUND: Mapping[str, str] = MappingProxyType({})


def manuscript_of(  # noqa: PLR0913  each is a different thing that is shown
    dataset: Dataset,
    site: Site,
    *,
    paper: Paper = "a4",
    background: Mapping[str, str] = _NO_BACKGROUND,
    method: str = "",
    attachment: bytes | None = None,
) -> Manuscript:
    """Return the manuscript of the dataset as a PDF.

    `background` holds Markdown by issue id, `method` the Markdown of the method page. `attachment`
    is the published full JSON (UTF-8): it is attached, and its SHA-256 printed as the fingerprint;
    without it, that of the dataset's own JSON is printed.
    What no font has is set as Latin letters or as its name (`glyphs.unsettable` says where).
    """
    edition: Edition = {
        **document(dataset, site, background),
        "paper": paper,
        "method": page(method, _METHOD_LEVEL),
        "fingerprint": fingerprint(dataset, attachment),
        "fingerprint_note": _fingerprint_note(site, attachment),
        "attachment_name": f"{site.slug}.json",
    }
    inputs = _inputs(edition, site, attachment)
    set_from = origin(dataset, site, edition["fingerprint"])
    return Manuscript("main.typ", inputs, site.language, set_from)


def volume(
    dataset: Dataset,
    site: Site,
    published: bytes,
    background: Mapping[str, str] = _NO_BACKGROUND,
    cache: Cache = NO_CACHE,
) -> bytes:
    """Return a volume of a large site as a PDF (A4), set in a process of its own.

    The fingerprint is that of the published JSON of the whole site, which is not attached.
    Raises ContentError as `set_document` does.
    """
    edition: Edition = {
        **document(dataset, site, background),
        "paper": "a4",
        "method": page("", _METHOD_LEVEL),
        "fingerprint": fingerprint(dataset, published),
        "fingerprint_note": _fingerprint_note(site, None),
        "attachment_name": "",
    }
    inputs = _inputs(edition, site, None)
    set_from = origin(dataset, site, edition["fingerprint"])
    manuscript = Manuscript("main.typ", inputs, site.language, set_from)
    return set_document(manuscript, cache, compiled_apart)


def set_document(
    manuscript: Manuscript, cache: Cache = NO_CACHE, compile_: Compiler = compiled
) -> bytes:
    """Return the PDF of a manuscript; raises ContentError if Typst refuses what is to be set."""

    def document() -> bytes:
        try:
            set_by_typst = compile_(manuscript.template, manuscript.inputs, manuscript.set_from.day)
        except typst.TypstError as error:
            raise ContentError([refused(error)]) from None
        return finished(set_by_typst, manuscript.language, manuscript.set_from)

    return kept(cache, manuscript.parts(), document)


@contextmanager
def set_meanwhile(manuscript: Manuscript, cache: Cache) -> Iterator[Callable[[], bytes]]:
    """Set a PDF in a process of its own while the body runs; yield what waits for it.

    The function returns and raises what `set_document` does. What the cache has is not set.
    """
    if cache.get(key_of(manuscript.parts())) is not None:
        yield partial(set_document, manuscript, cache)
        return
    with compiling(manuscript.template, manuscript.inputs, manuscript.set_from.day) as set_by_typst:
        yield partial(set_document, manuscript, cache, lambda *_: set_by_typst())


def fingerprint(dataset: Dataset, attachment: bytes | None) -> str:
    """Return the SHA-256 of the published JSON, or of the dataset's own JSON, in hexadecimal."""
    if attachment is None:
        attachment = dataset.model_dump_json(by_alias=True).encode()
    return hashlib.sha256(attachment).hexdigest()


def _fingerprint_note(site: Site, attachment: bytes | None) -> str:
    if attachment is None:
        return site.language.say("SHA-256 of the dataset as JSON")
    return site.language.say("SHA-256 of the dataset as JSON, the file attached to this document")


def inputs_of(values: Mapping[str, Any], site: Site) -> dict[str, str]:
    """Return what a template reads: values, and the texts of the interface, as JSON."""
    data = json.dumps(values, ensure_ascii=False)
    words = json.dumps({text: site.language.say(text) for text in texts()}, ensure_ascii=False)
    instead = stand_ins(data + words)
    return {"data": data.translate(instead), "words": words.translate(instead)}


def _inputs(edition: Edition, site: Site, attachment: bytes | None) -> dict[str, str]:
    inputs = inputs_of(edition, site)
    if attachment is not None:
        inputs["attachment"] = attachment.decode()
    return inputs


def refused(error: typst.TypstError) -> Problem:
    """Return the problem that Typst has with what was to be set."""
    text = f"the PDF could not be set: {error}"
    return Problem(Place("mkdocs.yml", 1, 1, 1), "no-glyph", "", " ".join(text.split()))
