"""What a written page may hold: elements, attributes, addresses and files."""

from __future__ import annotations

from typing import NamedTuple

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TEXT = ("p", "em", "strong", "code", "pre", "br", "hr", "blockquote", "sup", "sub", "div")
_LISTS = ("ul", "li", "dl", "dt", "dd")
_TABLES = ("table", "thead", "tbody", "tr")

ELEMENTS = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "td": {"align"},
    "th": {"align"},
    **dict.fromkeys(HEADINGS, frozenset({"id"})),
    **dict.fromkeys((*_TEXT, *_LISTS, *_TABLES), frozenset()),
}
"""The elements that a written page may have, with the attributes of each."""

SCHEMES = {"http", "https", "mailto"}
FILE_TYPES = {".md", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".pdf"}
HOST_FILES = {"CNAME", "_headers", "robots.txt"}
"""Files at the root of docs/ that tell a host how to publish the site: they are settings."""

ADDRESSES = {"a": "href", "img": "src"}


class Fault(NamedTuple):
    """Something that a page may not hold: the rule, the message, and the words that lead to it."""

    rule: str
    message: str
    words: str
