"""Dataset → PDF, set by Typst: PDF/UA-1 (ISO 14289-1), the same bytes from the same data.

What is shown is worked out in `document.py` and handed over as JSON; the templates show text from
the data as strings, so that nothing in it is parsed as markup.
"""

from __future__ import annotations

import datetime
import hashlib
import html
import io
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import pikepdf
import typst

from stickingpoints.i18n.language import Language
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset
from stickingpoints.model.walk import texts
from stickingpoints.pdf import document as printed
from stickingpoints.problems import ContentError, Place, Problem

Paper = Literal["a4", "us-letter"]

_PRODUCER = "Sticking Points"
_TEMPLATE = Path(__file__).parent / "templates"
_NOTHING: Mapping[str, str] = MappingProxyType({})
_NOT_SET = ("id", "key", "source", "party", "at", "prefix", "suffix", "issues", "language")


def pdf(  # noqa: PLR0913  each is a different thing that is shown
    dataset: Dataset,
    site: Site,
    *,
    paper: Paper = "a4",
    background: Mapping[str, str] = _NOTHING,
    method: str = "",
    attachment: bytes | None = None,
) -> bytes:
    """Return the dataset as a PDF.

    `background` holds Markdown by issue id, `method` the Markdown of the method page. `attachment`
    is the published full JSON (UTF-8): it is attached, and its SHA-256 printed as the fingerprint;
    without it, that of the dataset's own JSON is printed.
    Raises ContentError, naming record and character, if a text cannot be set.
    """
    say = site.language.say
    shown = printed.document(dataset, site, background) | {
        "paper": paper,
        "method": printed.long(method, 2),
        "fingerprint": fingerprint(dataset, attachment),
        "fingerprint_note": say("SHA-256 of the dataset as JSON")
        if attachment is None
        else say("SHA-256 of the dataset as JSON, the file attached to this document"),
        "attachment_name": f"{site.slug}.json",
    }
    inputs = {
        "data": json.dumps(shown, ensure_ascii=False),
        "words": json.dumps(dict(site.language.messages), ensure_ascii=False),
    }
    if attachment is not None:
        inputs["attachment"] = attachment.decode()
    try:
        made = _compiled("main.typ", inputs, dataset.as_of)
    except typst.TypstError as error:
        raise ContentError(
            unsettable(dataset, background, method) or [_of_the_site(error)]
        ) from None
    return _finished(made, site.language)


def is_ours(data: bytes) -> bool:
    """Return whether a file is a PDF that this program wrote."""
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            return str(document.docinfo.get("/Producer", "")) == _PRODUCER
    except pikepdf.PdfError:
        return False


def unsettable(
    dataset: Dataset, background: Mapping[str, str] = _NOTHING, method: str = ""
) -> list[Problem]:
    """Return the texts that hold a character which none of the fonts has, each with its record."""
    fields = [
        (record, field, text) for record, field, text in texts(dataset) if field not in _NOT_SET
    ]
    pages = {
        **{f"docs/issues/{issue}.md": text for issue, text in background.items()},
        "docs/method.md": method,
    }
    missing = _missing(
        {
            cluster
            for text in [*(text for _, _, text in fields), *pages.values()]
            for cluster in _clusters(text)
        }
    )
    if not missing:
        return []
    problems = [
        record.problem("no-glyph", _no_glyph(cluster), field)
        for record, field, text in fields
        for cluster in _found(text, missing)
    ]
    return problems + [
        Problem(
            Place(file, 1, 1, 1),
            "no-glyph",
            "",
            f"{_no_glyph(cluster)}; it stands in: {_around(text, cluster)}",
        )
        for file, text in pages.items()
        for cluster in _found(text, missing)
    ]


def _of_the_site(error: typst.TypstError) -> Problem:
    """Return a problem of the site's name, or of its language, when all texts can be set."""
    text = f"the PDF could not be set with the name and the language of the site: {error}"
    return Problem(Place("mkdocs.yml", 1, 1, 1), "no-glyph", "", " ".join(text.split()))


def fingerprint(dataset: Dataset, attachment: bytes | None) -> str:
    """Return the SHA-256 of the published JSON, or of the dataset's own JSON, in hexadecimal."""
    content = dataset.model_dump_json(by_alias=True).encode() if attachment is None else attachment
    return hashlib.sha256(content).hexdigest()


# Typst


def _compiled(name: str, inputs: dict[str, str], day: datetime.date) -> bytes:
    midnight = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
    return typst.compile(
        _TEMPLATE / name,
        root=_TEMPLATE,
        sys_inputs=inputs,
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        timestamp=midnight,
    )


def _missing(clusters: set[str]) -> set[str]:
    """Return what the fonts cannot show, found by setting all of it and halving what fails."""
    if not clusters or _can_set(clusters):
        return set()
    if len(clusters) == 1:
        return clusters
    halved = sorted(clusters)
    middle = len(halved) // 2
    return _missing(set(halved[:middle])) | _missing(set(halved[middle:]))


def _can_set(clusters: set[str]) -> bool:
    try:
        _compiled("glyphs.typ", {"data": json.dumps(sorted(clusters))}, datetime.date(2000, 1, 1))
    except typst.TypstError:
        return False
    return True


def _clusters(text: str) -> Iterator[str]:
    """Yield the characters of a text, each with its combining marks; entities are decoded."""
    cluster = ""
    for character in html.unescape(text):
        if cluster and not unicodedata.combining(character):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def _found(text: str, missing: set[str]) -> list[str]:
    return sorted(missing.intersection(_clusters(text)))


def _no_glyph(cluster: str) -> str:
    names = " + ".join(
        f"U+{ord(character):04X} {unicodedata.name(character, 'without a name')}"
        for character in cluster
    )
    return f'the fonts of the PDF have no "{cluster}" ({names}); write it in another way'


def _around(text: str, cluster: str) -> str:
    whole = html.unescape(text)
    start = max(whole.index(cluster) - 20, 0)
    return " ".join(whole[start : start + 40].split())


# PDF


def _finished(made: bytes, language: Language) -> bytes:
    """Return the PDF with what Typst cannot say, or not without setting every page twice."""
    with pikepdf.open(io.BytesIO(made)) as document:
        _tag_row_headers(document)
        _link_citations(document, language)
        with document.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["pdf:Producer"] = _PRODUCER
        out = io.BytesIO()
        document.save(
            out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )
    return out.getvalue()


def _tag_row_headers(document: pikepdf.Pdf) -> None:
    """Tag the first cell of each table row as that row's header."""
    # Tables are at the top level of the structure: the rest of the document need not be walked.
    tables = _below(_below([document.Root.StructTreeRoot], "/Document"), "/Table")
    for row in _below(_below(tables, "/TBody"), "/TR"):
        _promote(row.K[0] if isinstance(row.K, pikepdf.Array) else row.K)


def _below(elements: Iterable[pikepdf.Object], kind: str) -> Iterator[pikepdf.Object]:
    """Yield the children of structure elements that are of a kind."""
    for element in elements:
        children = element.get("/K", ())
        for child in children if isinstance(children, pikepdf.Array) else [children]:
            if isinstance(child, pikepdf.Dictionary) and child.get("/S") == kind:
                yield child


def _promote(cell: pikepdf.Object) -> None:
    scope = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)
    before = cell.get("/A")
    cell.S = pikepdf.Name.TH
    cell.A = (
        scope
        if before is None
        else pikepdf.Array([*(before if isinstance(before, pikepdf.Array) else [before]), scope])
    )


def _link_citations(document: pikepdf.Pdf, language: Language) -> None:
    """Link each citation (`cite:12`) to its source (`source:12`), and that to its first citation."""
    first: dict[str, pikepdf.Array] = {}
    notes: list[tuple[str, pikepdf.Object]] = []
    for page in document.pages:
        for note in page.obj.get("/Annots", ()):
            action = note.get("/A")
            address = "" if action is None else str(action.get("/URI", ""))
            if address.startswith(("cite:", "source:")):
                notes.append((address, note))
                first.setdefault(address, _top_of(page.obj, note))
    for address, note in notes:
        kind, _, number = address.partition(":")
        del note.A
        note.Dest = first[f"{'source' if kind == 'cite' else 'cite'}:{number}"]
        note.Contents = (
            language.say("Source {number}", number=number)
            if kind == "cite"
            else language.say("First citation of source {number}", number=number)
        )


def _top_of(page: pikepdf.Object, note: pikepdf.Object) -> pikepdf.Array:
    """Return a destination just above an annotation, at the zoom that the reader has (ISO 32000-1, 12.3.2.2)."""
    left, _, _, top = note.Rect
    return pikepdf.Array([page, pikepdf.Name.XYZ, left, top + 6, 0])
