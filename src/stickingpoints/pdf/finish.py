"""A PDF as Typst writes it → the PDF that is published.

Adds what Typst cannot say, or not without setting every page twice: row headers of tables, links
between citations and sources, the producer.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pikepdf

from stickingpoints.exports import manifest
from stickingpoints.i18n.language import Language
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset

_PRODUCER = "Sticking Points"
_ABOVE = 6  # points between a citation and the top of the window that a link to it opens


class _Note(NamedTuple):
    """The annotation of a citation (`cite`) or of an entry of the list of sources (`source`)."""

    kind: str
    number: str
    annotation: pikepdf.Object
    page: pikepdf.Object


class Origin(NamedTuple):
    """The data that a PDF was set from: its SHA-256 in hexadecimal, its address and its day."""

    fingerprint: str
    address: str
    day: datetime.date


def origin(dataset: Dataset, site: Site, fingerprint: str) -> Origin:
    """Return the origin of a PDF: full.json with a fingerprint, at its address.

    The address is relative to the site's root if the site has none.
    """
    address = site.absolute(manifest.FULL) if site.url else manifest.FULL
    return Origin(fingerprint, address, dataset.as_of)


def finished(made_by_typst: bytes, language: Language, set_from: Origin) -> bytes:
    """Return the published PDF: the same bytes from the same input.

    Its metadata (XMP, ISO 16684-1) names the data that it was set from.
    """
    with pikepdf.open(io.BytesIO(made_by_typst)) as document:
        _tag_row_headers(document)
        _link_citations(document, language)
        # pikepdf would name itself with its version: other bytes with each of its releases.
        with document.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["pdf:Producer"] = _PRODUCER
            metadata["dc:identifier"] = f"sha256:{set_from.fingerprint}"
            metadata["dc:source"] = set_from.address
        out = io.BytesIO()
        document.save(
            out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )
    return out.getvalue()


def is_ours(data: bytes) -> bool:
    """Return whether a file is a PDF that this program wrote."""
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            return str(document.docinfo.get("/Producer", "")) == _PRODUCER
    except pikepdf.PdfError:
        return False


# Row headers


def _tag_row_headers(document: pikepdf.Pdf) -> None:
    """Tag the first cell of each table row as that row's header."""
    # Tables are at the top level of the structure: the rest of the document need not be walked.
    tables = _below(_below([document.Root.StructTreeRoot], "/Document"), "/Table")
    for row in _below(_below(tables, "/TBody"), "/TR"):
        _make_row_header(_as_list(row.K)[0])


def _below(elements: Iterable[pikepdf.Object], kind: str) -> Iterator[pikepdf.Object]:
    """Yield the children of structure elements that are of a kind."""
    for element in elements:
        for child in _as_list(element.get("/K", ())):
            if isinstance(child, pikepdf.Dictionary) and child.get("/S") == kind:
                yield child


def _make_row_header(cell: pikepdf.Object) -> None:
    scope = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)
    attributes = cell.get("/A")
    cell.S = pikepdf.Name.TH
    if attributes is None:
        cell.A = scope
    else:
        cell.A = pikepdf.Array([*_as_list(attributes), scope])


def _as_list(value: Any) -> list[pikepdf.Object]:
    """Return the items of an array; what is there once may be written without one."""
    if isinstance(value, pikepdf.Array | tuple):
        return list(value)
    return [value]


# Citations


def _link_citations(document: pikepdf.Pdf, language: Language) -> None:
    """Link each citation to its source, and each source to its first citation."""
    notes = list(_notes(document))
    first: dict[tuple[str, str], pikepdf.Array] = {}
    for note in notes:
        if (note.kind, note.number) not in first:
            first[note.kind, note.number] = _top_of(note)
    for kind, number, annotation, _ in notes:
        # An annotation with an action and a destination is not allowed (ISO 32000-1, table 173).
        del annotation.A
        if kind == "cite":
            annotation.Dest = first["source", number]
            annotation.Contents = language.say("Source {number}", number=number)
        else:
            annotation.Dest = first["cite", number]
            annotation.Contents = language.say("First citation of source {number}", number=number)


def _notes(document: pikepdf.Pdf) -> Iterator[_Note]:
    """Yield the annotations that the templates address as `cite:12` and `source:12`."""
    for page in document.pages:
        for annotation in page.obj.get("/Annots", ()):
            kind, _, number = _address(annotation).partition(":")
            if kind in ("cite", "source"):
                yield _Note(kind, number, annotation, page.obj)


def _address(annotation: pikepdf.Object) -> str:
    action = annotation.get("/A")
    if action is None:
        return ""
    return str(action.get("/URI", ""))


def _top_of(note: _Note) -> pikepdf.Array:
    """Return a destination above an annotation, at the reader's zoom (ISO 32000-1, 12.3.2.2)."""
    left, _, _, top = note.annotation.Rect
    return pikepdf.Array([note.page, pikepdf.Name.XYZ, left, top + _ABOVE, 0])
