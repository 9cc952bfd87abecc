"""What a project publishes: its content, read; its pages; the files beside them, no documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path

from stickingpoints import bounded_files
from stickingpoints.cache import NO_CACHE, Cache, kept_files
from stickingpoints.checks.quote_lock import read_lock
from stickingpoints.exports import json_ld, manifest
from stickingpoints.exports.checksums import manifest_of
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset
from stickingpoints.model.wording import worded, wording_problems
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
    seen_entries,
)
from stickingpoints.site import pages as making_pages
from stickingpoints.site.content import Content
from stickingpoints.site.page import Page
from stickingpoints.site.placeholders import Facts
from stickingpoints.site.rendering import OFFERING, Draft, rendered

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
        (body,) = rendered(content, [draft], NO_CACHE)
        return body.html

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
    # Not at the top: the libraries of the formats take a while to import.
    from stickingpoints.exports.open_data import LARGE, files

    make = partial(files, content.dataset, content.site)
    if len(content.dataset.issues) >= LARGE:
        return make()  # it would fill the cache with each edit, and is made on every core
    return kept_files(cache, ["open data", made_from.fingerprint(content)], make)


def write_open_data(content: Content, folder: Path, commit: str | None) -> list[Path]:
    """Write the open data into a folder, with its manifest; return the files.

    `commit` is the one that the content is from, None if it is not known. Raises CallError if the
    folder holds anything but an earlier export.
    """
    from stickingpoints.exports.open_data import is_export

    keep_others_folder(folder, is_export, "an earlier export")
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
        **seen_entries.files(content),
        **anchor_files.files(content.lists.values(), by_file=content.by_file),
    }
