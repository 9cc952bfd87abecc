"""Everything that one build publishes: pages, open data, PDF and the one-file page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path

from stickingpoints import bounded_files, exports
from stickingpoints.build.steps import Step
from stickingpoints.cache import NO_CACHE, Cache, kept_files
from stickingpoints.checks.quote_lock import read_lock
from stickingpoints.exports import json_files, json_ld, manifest
from stickingpoints.exports.checksums import manifest_of
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset
from stickingpoints.model.volumes import is_one_document
from stickingpoints.model.wording import worded, wording_problems
from stickingpoints.pdf import link_cards, state_page, typeset
from stickingpoints.problems import ContentError
from stickingpoints.reading.background import Background, for_print, read_background, read_page
from stickingpoints.reading.load import read
from stickingpoints.reading.project import Project
from stickingpoints.safe_writes import keep_others_folder, write
from stickingpoints.site import (
    anchor_files,
    history,
    made_from,
    moves,
    placeholders,
    search_files,
    single_file,
)
from stickingpoints.site import pages as making_pages
from stickingpoints.site.content import Content, editions, state_of_play, volume_address
from stickingpoints.site.placeholders import Facts
from stickingpoints.site.rendering import OFFERING, Draft, rendered
from stickingpoints.site.view import Page
from stickingpoints.text import prose

SPRITE = (Path(__file__).parent.parent / "site" / "templates" / "sprite.html").read_text(
    encoding="utf-8"
)


@dataclass(frozen=True)
class Edition:
    """The pages and the files beside them, by address."""

    content: Content
    pages: Mapping[str, Page]
    files: Mapping[str, bytes]

    def html(self, address: str) -> str:
        """Return the HTML of a page; raises KeyError if there is none at the address."""
        return self.pages[address].html

    @property
    def as_of_line(self) -> str:
        """The line at the foot of every page."""
        language, licence = self.content.site.language, self.content.dataset.licence
        as_of = language.say("As of {day}", day=language.long_date(self.content.dataset.as_of))
        if not licence:
            return as_of
        # Words inside an f-string would not be found for the catalogues.
        content = language.say("Content: {licence}", licence=licence)
        return f"{as_of} · {content}"

    @property
    def printed_foot(self) -> str:
        """The line at the foot of every printed sheet: the day of the record, and the site."""
        site = self.content.site
        return f"{self.as_of_line} · {site.url or site.name}"

    @property
    def record_end_line(self) -> str:
        """The line above every page that says how far the record goes."""
        language = self.content.site.language
        day = language.long_date(self.content.dataset.as_of)
        return language.say("This record ends on {day}.", day=day)

    def linked_data(self, address: str, title: str, description: str) -> str:
        """Return the JSON-LD of a written page."""
        return json_ld.script(
            json_ld.page(self.content.dataset, self.content.site, address, title, description)
        )


@dataclass(frozen=True)
class EditionOnDemand(Edition):
    """An edition for a preview: a page is rendered, and files are made, when they are asked for.

    `pages` have no HTML, and `files` is empty.
    """

    drafts: Mapping[str, Draft] = field(default_factory=dict)

    def html(self, address: str) -> str:
        """Return the HTML of a page; raises KeyError if there is none at the address."""
        draft = self.drafts[address]
        content = self.content
        if draft.page.kind in OFFERING:
            sizes = {file: len(data) for file, data in self.made_files.items()}
            content = replace(content, sizes=sizes)
        (html,) = rendered(content, [draft], NO_CACHE)
        return html

    @cached_property
    def made_files(self) -> Mapping[str, bytes]:
        """The files beside the pages, by address, but for those that take long."""
        found = search_files.files(self.content, self.pages.values())
        cards = making_pages.cards(self.content)
        return {**_read_by_pages(self.content, open_data(self.content)), **cards, **found}


def on_demand(content: Content) -> EditionOnDemand:
    """Return the edition of a preview."""
    drafts = {draft.page.address: draft for draft in making_pages.drafts(content)}
    pages = {address: draft.page for address, draft in drafts.items()}
    return EditionOnDemand(content, pages, {}, drafts)


def load(project: Project, site: Site) -> Content:
    """Read the content of a project.

    Raises ContentError with every problem, so that nothing is built from content that does not
    pass the check.
    """
    return content_of(read(project.data).sound(), project, site)


def content_of(dataset: Dataset, project: Project, site: Site) -> Content:
    """Return a dataset with what else the pages show: the checked quotes and the texts of docs/.

    Raises ContentError if a text of docs/ cannot be read, or if the words that the data chooses
    do not fit the language of the site.
    """
    problems = list(wording_problems(dataset, site.language))
    if problems:
        raise ContentError(problems)
    site = worded(site, dataset)
    lock, _ = read_lock(project.data)
    facts = Facts(dataset, lock, site.language)
    background = _background(project.docs / "issues", facts)
    method = _method(project.docs / "method.md", facts)
    return Content(dataset, site, background, method, lock=lock)


def _background(folder: Path, facts: Facts) -> dict[str, Background]:
    """Return the background texts, by issue id.

    Raises ContentError if one cannot be read, or for an unknown placeholder.
    """
    backgrounds = read_background(folder, facts.dataset)
    problems = []
    for issue, background in backgrounds.items():
        filled = placeholders.fill(background.text, facts, background.file, background.before)
        problems += filled.problems
        backgrounds[issue] = replace(background, text=filled.text)
    if problems:
        raise ContentError(problems)
    return backgrounds


def _method(path: Path, facts: Facts) -> str:
    """Return the method page for print, "" if there is none.

    Raises ContentError if it cannot be read, or for an unknown placeholder.
    """
    if not bounded_files.exists(path):
        return ""
    page = read_page(path)
    filled = placeholders.fill(page.text, facts, page.name, page.before)
    if filled.problems:
        raise ContentError(filled.problems)
    return for_print(filled.text)


def open_data(content: Content, cache: Cache = NO_CACHE) -> dict[str, bytes]:
    """Return the files of the open data, by address."""
    make = partial(exports.files, content.dataset, content.site)
    if len(content.dataset.issues) >= exports.LARGE:
        return make()  # it would fill the cache with each edit, and is made on every core
    return kept_files(cache, ["open data", made_from.fingerprint(content)], make)


def write_open_data(content: Content, folder: Path, commit: str | None) -> list[Path]:
    """Write the open data into a folder, with its manifest; return the files.

    `commit` is the one that the content is from, None if it is not known. Raises CallError if the
    folder holds anything but an earlier export.
    """
    keep_others_folder(folder, exports.is_export, "an earlier export")
    published = dict(edition(content, open_data(content), NO_CACHE).files)
    listed = manifest_of(content.dataset, content.site, commit, published)
    files = {}
    for address, data in {**published, manifest.MANIFEST: listed}.items():
        files[folder / address] = data
    write(files)
    return list(files)


def edition(content: Content, files: Mapping[str, bytes], cache: Cache) -> Edition:
    """Return what is published: the pages, and with the given files those that pages read.

    Pages say how large the given files are, by address.
    """
    beside = _read_by_pages(content, files)
    sizes = {address: len(data) for address, data in beside.items()}
    sized = replace(content, sizes=sizes)
    pages = making_pages.pages(sized, cache)
    found = search_files.files(sized, pages.values())
    return Edition(sized, pages, {**beside, **making_pages.cards(sized, cache), **found})


def _read_by_pages(content: Content, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return files with those that the pages read, but for what the search reads."""
    return {
        **files,
        **history.files(content),
        **moves.files(content),
        **anchor_files.files(content.lists.values(), by_file=content.by_file),
    }


def documents(content: Content, style: str, step: Step, cache: Cache) -> dict[str, bytes]:
    """Return what takes long, by address: PDFs, the page in one file, pictures.

    `step` hears which. Raises ContentError if a text cannot be set in the PDF.
    """
    a4, letter, _, page = editions(content.site)
    files = {}
    if is_one_document(content.dataset):
        step("the PDF (A4)")
        files[a4.address] = pdf(content, "a4", cache)
        step("the PDF (US Letter)")
        files[letter.address] = pdf(content, "us-letter", cache)
    files |= volumes(content, step, cache)
    step("the state of play on one page")
    document, picture = state_of_play(content.site)
    state = state_page.state_page(content.dataset, content.site, cache)
    files |= {document.address: state.pdf, picture.address: state.png}
    step("the edition in one page")
    files[page.address] = one_file(content, style, cache)
    step("the pictures for links")
    return {**files, **dict(link_cards.pictures(content.dataset, content.site, cache))}


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


def _texts_of_background(content: Content) -> dict[str, str]:
    return {issue: background.text for issue, background in content.background.items()}


def pdf(content: Content, paper: typeset.Paper, cache: Cache = NO_CACHE) -> bytes:
    """Return the PDF; raises ContentError if a text cannot be set."""
    return typeset.pdf(
        content.dataset,
        content.site,
        paper=paper,
        background=_texts_of_background(content),
        method=content.method,
        attachment=json_files.full(content.dataset),
        cache=cache,
    )


def one_file(content: Content, style: str, cache: Cache) -> bytes:
    """Return the whole site as one HTML file."""
    written = {}
    if content.method:
        heading = content.site.language.html("Method")
        text = prose.long_html(_without_title(content.method))
        written["method/"] = f"<h1>{heading}</h1>{text}"
    return single_file.one_file(content, making_pages.pages(content, cache), written, style, SPRITE)


def _without_title(text: str) -> str:
    first, _, rest = text.strip().partition("\n")
    return rest if first.startswith("# ") else text
