"""The pages of a project as a folder of Markdown, which other generators build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from markdown import Markdown

from stickingpoints import bounded_files
from stickingpoints.cache import Cache
from stickingpoints.problems import ContentError, Problem
from stickingpoints.reading.project import Project
from stickingpoints.safe_writes import keep_others_folder, write
from stickingpoints.site import WRITTEN, placeholders, staged
from stickingpoints.site import pages as making_pages
from stickingpoints.site.content import Content
from stickingpoints.site.placeholders import Facts
from stickingpoints.site.staged import Words
from stickingpoints.site.written_pages import (
    TextOnly,
    link_problems,
    page_problems,
    read_written_page,
    type_problem,
)

_BACKGROUND = "issues/"
"""Texts of docs/ that the pages of the issues show."""


def write_staged(content: Content, project: Project, folder: Path, cache: Cache) -> list[Path]:
    """Write every page as Markdown, with settings, into a folder; return the files.

    What the `cache` has is not rendered again. Raises CallError if the folder holds
    anything but an earlier export, and ContentError for what a page of docs/ may not hold.
    """
    keep_others_folder(folder, _is_staged, "an earlier export of Markdown")
    _refuse(link_problems(project.docs))
    pages = {
        address: Words(f"{address}index.md", page.title, page.description, page.html)
        for address, page in making_pages.pages(content, cache).items()
    }
    written = _written(content, project.docs)
    files = staged.files(content.site, pages | written, _pictures(project.docs))
    write({folder / address: data for address, data in files.items()})
    return [folder / address for address in files]


def _is_staged(folder: Path) -> bool:
    path = folder / staged.SETTINGS
    try:
        return bounded_files.read_text(path, path.name).startswith(staged.MARK)
    except ContentError:
        return False


def _refuse(problems: list[Problem]) -> None:
    """Raise ContentError if there are problems."""
    if problems:
        raise ContentError(problems)


def _written(content: Content, docs: Path) -> dict[str, Words]:
    """Return the pages of docs/, and those of the generator that a site has not replaced."""
    facts = Facts(content.dataset, content.lock, content.site.language)
    paths = {path.name: path for path in sorted(WRITTEN.glob("*.md"))}
    paths |= {name: path for name, path in _files_of(docs) if name.endswith(".md")}
    pages = {}
    problems = []
    for name, path in paths.items():
        page, faults = _written_page(name, path, facts)
        pages[f"{name.removesuffix('.md')}/"] = page
        problems += faults
    _refuse(problems)
    return pages


def _written_page(name: str, path: Path, facts: Facts) -> tuple[Words, list[Problem]]:
    """Return a page of docs/ as HTML that was checked, with what is wrong with it."""
    page = read_written_page(path)
    filled = placeholders.fill(page.text, facts, page.name, page.before)
    text_only = TextOnly()
    html = Markdown(extensions=["toc", "tables", "fenced_code", text_only]).convert(filled.text)
    words = Words(name, page.meta.get("title", name), page.meta.get("description", ""), html)
    return words, [*filled.problems, *page_problems(text_only.faults, page)]


def _pictures(docs: Path) -> Mapping[str, bytes]:
    """Return the other files of docs/ that a site publishes."""
    return {
        name: bounded_files.read_bytes(path, name)
        for name, path in _files_of(docs)
        if not name.endswith(".md") and not type_problem(name)
    }


def _files_of(docs: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files of docs/ that are pages or belong to pages, with their names below it."""
    for path in sorted(docs.rglob("*")):
        name = path.relative_to(docs).as_posix()
        is_hidden = any(part.startswith(".") for part in path.relative_to(docs).parts)
        if path.is_file() and not is_hidden and not name.startswith(_BACKGROUND):
            yield name, path
