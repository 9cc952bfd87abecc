"""A saved web page → what it says of itself: title, publisher, date, authors, language, address.

Read are the forms that publishers use: Highwire (`citation_title`), Dublin Core (`DC.title`), Open
Graph (`og:title`, `article:published_time`), schema.org in JSON-LD, and HTML. The page may be
hostile: nothing in it is fetched or run, and only plain texts, days and web addresses come out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import html
from lxml.etree import Comment, LxmlError

from stickingpoints import bounded_files
from stickingpoints.editing.imports import reference_values
from stickingpoints.editing.imports.statement_rows import is_address
from stickingpoints.problems import ContentError, Place, Problem, display_path

LARGEST_PAGE = 8 * 1024 * 1024
_LONGEST = 300
_MOST_AUTHORS = 20
_MOST_OBJECTS = 2_000
_TITLES = ("citation_title", "dc.title", "dcterms.title", "og:title", "twitter:title")
_PUBLISHERS = ("dc.publisher", "dcterms.publisher", "og:site_name", "citation_publisher")
_JOURNALS = ("citation_journal_title",)
_DATES = (
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "article:published_time",
    "og:article:published_time",
    "date",
)
_AUTHORS = ("citation_author", "dc.creator", "dcterms.creator", "article:author", "author")
_LANGUAGES = ("citation_language", "dc.language", "dcterms.language", "og:locale")
_ADDRESSES = ("og:url", "citation_public_url", "citation_abstract_html_url")
_TEXTS = re.compile(r".*(Article|Report|Posting|WebPage|Legislation|Statement)", re.DOTALL)
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
_HTML = b"<"


@dataclass(frozen=True)
class _Page:
    """What a page says of itself: its `meta` elements by name, its JSON-LD, and its tree."""

    tree: html.HtmlElement
    meta: Mapping[str, list[str]]
    objects: list[dict[str, Any]] = field(default_factory=list)

    def named(self, *names: str) -> Iterator[str]:
        """Yield what the `meta` elements of these names say, in the order of the names."""
        for name in names:
            yield from self.meta.get(name, ())

    def stated(self, *keys: str) -> Iterator[str]:
        """Yield what the JSON-LD says of the page under these keys, in the order of the keys."""
        for key in keys:
            for described in self.objects:
                yield from _names(described.get(key))


def metadata(path: Path) -> dict[str, Any]:
    """Return the fields of a source that a saved page gives.

    Raises ContentError if the file cannot be read, or is no HTML.
    """
    name = display_path(path)
    return fields(bounded_files.read_bytes(path, name, at_most=LARGEST_PAGE), name)


def fields(data: bytes, name: str) -> dict[str, Any]:
    """Return the fields of a source that a page gives; `name` is its name in messages."""
    page = _page(data, name)
    values = {
        "title": _title(page),
        "publisher": _publisher(page),
        "url": _address(page),
        "authors": _authors(page),
        "published": _published(page),
        "language": _language(page),
    }
    return {key: value for key, value in values.items() if value}


# Reading the page


def _page(data: bytes, name: str) -> _Page:
    """Return the parts of a page that speak of it."""
    fault = Problem(
        Place(name, 1, 1, 1), "unreadable", "", "this is not a web page; save it as HTML"
    )
    if _HTML not in data or b"\0" in data:
        raise ContentError([fault])
    try:
        tree = html.document_fromstring(data, parser=_parser(data))
    except (LxmlError, ValueError):
        raise ContentError([fault]) from None
    return _Page(tree, _meta(tree), list(_about_the_page(tree)))


def _parser(data: bytes) -> html.HTMLParser:
    """Return a parser for the encoding of a page: UTF-8 where its bytes are, else as it says."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return html.HTMLParser(no_network=True, huge_tree=False)
    return html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)


def _meta(tree: html.HtmlElement) -> dict[str, list[str]]:
    """Return the contents of the `meta` elements by their names in small letters."""
    contents: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop")
        content = element.get("content")
        if name and content:
            contents.setdefault(name.strip().lower(), []).append(content)
    return contents


def _about_the_page(tree: html.HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the objects of JSON-LD that describe an article or a page; others are about others."""
    for element in tree.iter("script"):
        if (element.get("type") or "").strip().lower() == "application/ld+json":
            for described in _objects(element.text or ""):
                kinds = described.get("@type")
                if any(_TEXTS.fullmatch(kind) for kind in _as_list(kinds) if isinstance(kind, str)):
                    yield described


def _objects(text: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of a piece of JSON-LD: itself, or those of its list or graph."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return
    for described in _as_list(content)[:_MOST_OBJECTS]:
        if isinstance(described, dict):
            yield described
            for inner in _as_list(described.get("@graph"))[:_MOST_OBJECTS]:
                if isinstance(inner, dict):
                    yield inner


def _as_list(value: object) -> list[Any]:
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def _names(value: object) -> Iterator[str]:
    """Yield the texts of a value of JSON-LD: the names of objects, and texts themselves."""
    for item in _as_list(value):
        name = item
        if isinstance(item, dict):
            name = item.get("name") or item.get("@id")
        if isinstance(name, str):
            yield name


# What it says


def _first(texts: Iterable[str]) -> str:
    """Return the first text that is not empty, on one line and of limited length."""
    for text in texts:
        words = reference_values.plain(text[: 4 * _LONGEST])[:_LONGEST].strip()
        if words:
            return words
    return ""


def _title(page: _Page) -> str:
    element = page.tree.find(".//title")
    own = [] if element is None else [element.text or ""]
    return _first([*page.named(*_TITLES), *page.stated("headline", "name"), *own])


def _publisher(page: _Page) -> str:
    named = [*page.named(*_JOURNALS), *page.stated("publisher"), *page.named(*_PUBLISHERS)]
    publisher = _first(text for text in named if "://" not in text)
    address = _address(page)
    return publisher or (reference_values.host(address) if address else "")


def _authors(page: _Page) -> list[str]:
    """Return the authors, without addresses of their pages."""
    for texts in (page.named(*_AUTHORS[:3]), page.stated("author"), page.named(*_AUTHORS[3:])):
        names = [_first([text]) for text in list(texts)[:_MOST_AUTHORS] if "://" not in text]
        authors = list(dict.fromkeys(filter(None, names)))
        if authors:
            return authors
    return []


def _published(page: _Page) -> str:
    """Return the first day or month of publication that the page states, "" if it states none."""
    dates = [*page.named(*_DATES), *page.stated("datePublished"), *_times(page.tree)]
    for text in dates:
        parts = reference_values.date_parts(text[:_LONGEST])
        try:
            date = reference_values.published(parts).get("published", "") if parts else ""
        except ValueError:
            continue
        if date:
            return str(date)
    return ""


def _times(tree: html.HtmlElement) -> Iterator[str]:
    """Yield the day of the `time` elements: marked as that of publication, or else the only one."""
    days = []
    for element in tree.iter("time"):
        stated = element.get("datetime") or ""
        if element.get("itemprop") == "datePublished" or element.get("pubdate") is not None:
            yield stated
        days.append(stated[: len("2025-11-25")])
    if len(set(days)) == 1:
        yield days[0]


def _language(page: _Page) -> str:
    own = [page.tree.get("lang") or "", page.tree.get("xml:lang") or ""]
    texts = [*own, *page.stated("inLanguage"), *page.named(*_LANGUAGES)]
    tags = map(reference_values.language, map(str.strip, texts))
    return next(filter(None, tags), "")


def _address(page: _Page) -> str:
    """Return the first address that is one: the page's own, or that which it was saved from."""
    links = page.tree.iter("link")
    canonical = [
        link.get("href") or "" for link in links if (link.get("rel") or "").lower() == "canonical"
    ]
    saved = [
        _SAVED_FROM.search(comment.text or "")
        for comment in page.tree.itersiblings(Comment, preceding=True)
    ]
    stated = [*canonical, *page.named(*_ADDRESSES), *page.stated("url", "mainEntityOfPage")]
    stated += [match[1] for match in saved if match]
    addresses = [address.strip() for address in stated if len(address) < 2_000]
    return next(filter(is_address, addresses), "")
