"""What of an edition takes long: PDFs, the page in one file, pictures."""

from __future__ import annotations

from stickingpoints.build.edition import SPRITE
from stickingpoints.build.steps import Step
from stickingpoints.cache import NO_CACHE, Cache
from stickingpoints.exports import json_files
from stickingpoints.model.volumes import is_one_document
from stickingpoints.pdf import link_cards, state_page, typeset
from stickingpoints.site import pages as making_pages
from stickingpoints.site import single_file
from stickingpoints.site.content import Content
from stickingpoints.site.editions import editions, state_of_play, volume_address, volume_page
from stickingpoints.site.volume_content import volume_content
from stickingpoints.text import prose


def documents(content: Content, style: str, step: Step, cache: Cache) -> dict[str, bytes]:
    """Return what takes long, by address: PDFs, the page in one file, pictures.

    `step` hears which. Raises ContentError if a text cannot be set in the PDF.
    """
    if is_one_document(content.dataset):
        return _of_one_document(content, style, step, cache)
    step("the PDFs and the pictures")
    files = _state_of_play(content, cache) | _link_pictures(content, cache)
    files |= volumes(content, step, cache)
    return files | volumes_in_one_file(content, style, step, cache)


def _of_one_document(content: Content, style: str, step: Step, cache: Cache) -> dict[str, bytes]:
    """Return the documents of a site that is printed as a whole.

    The PDF for paper of the other size takes longest beside the first, so it is set meanwhile.
    """
    a4, letter, _, page = editions(content.site)
    step("the PDFs and the pictures")
    with typeset.set_meanwhile(_manuscript(content, "us-letter"), cache) as letter_pdf:
        files = {a4.address: pdf(content, "a4", cache)}
        files |= _state_of_play(content, cache)
        files |= _link_pictures(content, cache)
        step("the edition in one page")
        files[page.address] = one_file(content, style, cache)
        files[letter.address] = letter_pdf()
    return files


def _state_of_play(content: Content, cache: Cache) -> dict[str, bytes]:
    document, picture = state_of_play(content.site)
    state = state_page.state_page(content.dataset, content.site, cache)
    return {document.address: state.pdf, picture.address: state.png}


def _link_pictures(content: Content, cache: Cache) -> dict[str, bytes]:
    return dict(link_cards.pictures(content.dataset, content.site, cache))


def volumes(content: Content, step: Step, cache: Cache) -> dict[str, bytes]:
    """Return the volumes in which a large site is printed, by address.

    `step` hears which. Raises ContentError if a text cannot be set.
    """
    texts = _texts_of_background(content)
    published = json_files.full(content.dataset) if content.volumes else b""
    files = {}
    for one in content.volumes:
        step(f"the PDF of {one.title}")
        address = volume_address(content.site, one)
        files[address] = typeset.volume(one.dataset, content.site, published, texts, cache)
    return files


def volumes_in_one_file(content: Content, style: str, step: Step, cache: Cache) -> dict[str, bytes]:
    """Return the volumes of a large site, each in one HTML file, by address; `step` hears which."""
    files = {}
    for one in content.volumes:
        step(f"the edition in one page of {one.title}")
        part = volume_content(content, one)
        files[volume_page(content.site, one)] = one_file(part, style, cache)
    return files


def _texts_of_background(content: Content) -> dict[str, str]:
    return {issue: background.text for issue, background in content.background.items()}


def pdf(content: Content, paper: typeset.Paper, cache: Cache = NO_CACHE) -> bytes:
    """Return the PDF; raises ContentError if a text cannot be set."""
    return typeset.set_document(_manuscript(content, paper), cache)


def _manuscript(content: Content, paper: typeset.Paper) -> typeset.Manuscript:
    return typeset.manuscript_of(
        content.dataset,
        content.site,
        paper=paper,
        background=_texts_of_background(content),
        method=content.method,
        attachment=json_files.full(content.dataset),
    )


def one_file(content: Content, style: str, cache: Cache) -> bytes:
    """Return the whole of a site, or of a volume, as one HTML file."""
    written = {}
    if content.method:
        heading = content.site.language.html("Method")
        text = prose.long_html(_without_title(content.method))
        written["method/"] = f"<h1>{heading}</h1>{text}"
    pages = making_pages.pages_of_kinds(content, single_file.KINDS, cache)
    return single_file.one_file(content, pages, written, style, SPRITE)


def _without_title(text: str) -> str:
    first, _, rest = text.strip().partition("\n")
    return rest if first.startswith("# ") else text
