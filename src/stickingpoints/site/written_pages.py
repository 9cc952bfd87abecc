"""What the written pages of docs/ may hold, so that a page from a stranger is text and never code.

Python-Markdown passes raw HTML through. Here it is switched off, and the tree of every page is held
to a short list of elements, attributes and kinds of links before it becomes HTML.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from html import unescape
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from stickingpoints.problems import ContentError, Place, Problem, did_you_mean, one_of, shorten
from stickingpoints.reading.background import read_page
from stickingpoints.reading.yaml_nodes import Node

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TEXT = ("p", "em", "strong", "code", "pre", "br", "hr", "blockquote", "sup", "sub", "div")
_LISTS = ("ul", "li", "dl", "dt", "dd")
_TABLES = ("table", "thead", "tbody", "tr")

ELEMENTS = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "td": {"align"},
    "th": {"align"},
    **dict.fromkeys(_HEADINGS, frozenset({"id"})),
    **dict.fromkeys((*_TEXT, *_LISTS, *_TABLES), frozenset()),
}
"""The elements that a written page may have, with the attributes of each."""

SCHEMES = {"http", "https", "mailto"}
FILE_TYPES = {".md", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".pdf"}
HOST_FILES = {"CNAME", "_headers", "robots.txt"}
"""Files at the root of docs/ that tell a host how to publish the site: they are settings."""

META_KEYS = ("title", "description")

_ADDRESSES = {"a": "href", "img": "src"}

LARGEST_PAGE = 50_000
"""How many bytes a page may have: Python-Markdown's time grows with the square of some texts."""

MOST_BRACKETS = 1_000
"""How many brackets a page may open, which is where Python-Markdown's time grows fastest."""

_TAG = r"<[A-Za-z/!?]"
_AFTER_CODE_AND_LINKS = 89
"""Python-Markdown's own pattern for raw HTML has 90: code and <https://…> come before it."""
_BEFORE_MKDOCS = 3
_LAST = -1
"""MkDocs rewrites links, and Python-Markdown puts back escaped characters, at 0."""

_PUT_ASIDE = re.compile(r"&\w+;|&#\w+;|<pre><code(?: class=\"[\w+#. -]*\")?>[^<]*</code></pre>")
"""What Python-Markdown writes past its tree: entities and fenced code."""


_PUT_ASIDE_MARK = re.compile("\x02[^\x03]*\x03")
"""What stands for it in the tree."""


class Fault(NamedTuple):
    """Something that a page may not hold: the rule, the message, and the words that lead to it."""

    rule: str
    message: str
    words: str


class Section(NamedTuple):
    """A heading and the words below it, without marks; `anchor` is "" before the first heading."""

    anchor: str
    heading: str
    text: str


class TextOnly(Extension):
    """Python-Markdown without raw HTML.

    `faults` are those of the page converted last, and `sections` its words.
    """

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[Fault] = []
        self.sections: list[Section] = []

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  the name is Python-Markdown's
        """Take HTML out of the parser of one page, and check its tree after everything else."""
        self.faults = []
        self.sections = []
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.register(_Tags(self.faults), "tags", _AFTER_CODE_AND_LINKS)
        md.treeprocessors.register(_UnreadableAddresses(self.faults), "unreadable", _BEFORE_MKDOCS)
        md.treeprocessors.register(_Elements(self.faults, md), "elements", _LAST)
        md.treeprocessors.register(_Sections(self.sections), "sections", _LAST)


class _Tags(InlineProcessor):
    """Reports what a browser would read as the beginning of a tag, and leaves it text."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(_TAG)
        self._faults = faults

    def handleMatch(  # type: ignore[override]  # noqa: N802  the name is Python-Markdown's
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        # \x02 begins what Python-Markdown put aside.
        words = re.split("[\n>\x02]", data[m.start() :])[0]
        message = f'the page has the HTML "{shorten(words)}"; delete it, or put it in `backquotes`'
        self._faults.append(Fault("raw-html", message, words))
        return m[0], m.start(), m.end()


class _UnreadableAddresses(Treeprocessor):
    """Reports and removes addresses at which MkDocs would stop with a traceback."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__()
        self._faults = faults

    def run(self, root: Element) -> None:
        for element in root.iter():
            name = _ADDRESSES.get(element.tag, "")
            address = element.get(name, "")
            if not _can_be_read(address):
                message = (
                    f'the address "{shorten(address)}" cannot be read; '
                    "write one that begins with https://"
                )
                self._faults.append(Fault("bad-link", message, address))
                element.set(name, "")


class _Elements(Treeprocessor):
    """Reports elements, attributes and addresses, as a browser sees them, that are not listed."""

    def __init__(self, faults: list[Fault], md: Markdown) -> None:
        super().__init__(md)
        self._faults = faults

    def run(self, root: Element) -> None:
        for element in root.iter():
            self._faults += _attribute_faults(element)
            self._faults += _address_faults(element)
        for text in map(str, self.md.htmlStash.rawHtmlBlocks):
            if not _PUT_ASIDE.fullmatch(text.strip()):
                message = (
                    f'the page makes the HTML "{shorten(text)}", which pages may not have; '
                    "write it in another way"
                )
                self._faults.append(Fault("raw-html", message, text.partition("\n")[0]))


class _Sections(Treeprocessor):
    """Collects the words of a page, section by section; nothing of the page changes."""

    def __init__(self, sections: list[Section]) -> None:
        super().__init__()
        self._sections = sections

    def run(self, root: Element) -> None:
        section = Section("", "", "")
        for block in root:
            if block.tag in _HEADINGS:
                self._keep(section)
                section = Section(block.get("id", ""), _words_of(block), "")
            else:
                section = section._replace(text=f"{section.text} {_words_of(block)}")
        self._keep(section)

    def _keep(self, section: Section) -> None:
        if section.heading or section.text.strip():
            self._sections.append(section._replace(text=section.text.strip()))


def _words_of(element: Element) -> str:
    """Return the words of an element on one line, without what was put aside."""
    text = " ".join(element.itertext()).replace(AMP_SUBSTITUTE, "&")
    return " ".join(unescape(_PUT_ASIDE_MARK.sub("", text)).split())


def _attribute_faults(element: Element) -> Iterator[Fault]:
    allowed = ELEMENTS.get(element.tag)
    if allowed is None:
        message = (
            f"the page makes an element <{element.tag}>, which pages may not have; "
            "write it in another way"
        )
        yield Fault("page-element", message, "")
        element.tag = "div"
        allowed = set()
    for name in sorted(set(element.attrib) - allowed):
        value = element.attrib.pop(name)
        message = (
            f'the attribute {name}="{shorten(value)}" may not be set on <{element.tag}>; delete it'
        )
        yield Fault("page-attribute", message, value)


def _address_faults(element: Element) -> Iterator[Fault]:
    name = _ADDRESSES.get(element.tag)
    if name is None:
        return
    address = element.get(name, "").replace(AMP_SUBSTITUTE, "&")
    message = _address_fault(element.tag, address)
    if message:
        yield Fault("bad-link", message, address)


def _address_fault(tag: str, address: str) -> str:
    """Return what is wrong with an address, "" if nothing is."""
    if tag == "img":
        return _image_fault(address)
    return _link_fault(address)


def _link_fault(address: str) -> str:
    scheme, host = _parts(address)
    if scheme in SCHEMES or (not scheme and not host):
        return ""
    return (
        f'the link "{shorten(address)}" leads neither to the web nor to a page of this site; '
        "write an address that begins with https://, or the name of a file in docs/"
    )


def _image_fault(address: str) -> str:
    if _parts(address) == ("", ""):
        return ""
    return (
        f'the image "{shorten(address)}" is not a file of this site; '
        "put the picture into docs/assets/ and write its name, as ![map](assets/map.png)"
    )


def _parts(address: str) -> tuple[str, str]:
    """Return scheme and host of an address as a browser reads it (WHATWG URL Standard).

    It resolves entities, drops control characters and spaces, and takes a backslash for a slash.
    """
    plain = re.sub(r"[\x00-\x20]", "", unescape(address)).replace("\\", "/")
    if not _can_be_read(plain):
        return "unreadable", ""
    parts = urlsplit(plain)
    return parts.scheme.lower(), parts.netloc


def _can_be_read(address: str) -> bool:
    try:
        urlsplit(address)
    except ValueError:
        return False
    return True


class WrittenPage(NamedTuple):
    """A page of docs/: its name in messages, front matter, Markdown, and the lines before that."""

    name: str
    meta: dict[str, str]
    text: str
    before: int


def read_written_page(path: Path) -> WrittenPage:
    """Return a page.

    Raises ContentError if it is too large or not a regular file, or for its front matter.
    """
    page = read_page(path, at_most=LARGEST_PAGE)
    if page.text.count("[") > MOST_BRACKETS:
        message = (
            f"the page opens more than {MOST_BRACKETS:,} brackets; split it into several pages"
        )
        raise ContentError([Problem(Place(page.name, 1, 1, 1), "file-too-large", "", message)])
    return WrittenPage(page.name, _texts(page.meta), page.text, page.before)


def _texts(meta: Node | None) -> dict[str, str]:
    """Return the values of the front matter, none without front matter.

    Raises ContentError for other keys, and for values that are not text.
    """
    if meta is None:
        return {}
    if not isinstance(meta.value, dict):
        raise ContentError(
            [Problem(meta.place, "wrong-type", "", "the front matter has no keys; write title: …")]
        )
    texts = {}
    unknown = []
    not_text = []
    for key, value in meta.value.items():
        if key not in META_KEYS:
            unknown.append(_unknown_key(key, meta.keys[key]))
        elif isinstance(value.value, str):
            texts[key] = value.value
        else:
            not_text.append(_not_text(key, value.place))
    if unknown or not_text:
        raise ContentError([*unknown, *not_text])
    return texts


def _not_text(key: str, place: Place) -> Problem:
    return Problem(place, "wrong-type", "", f"{key} must be text; put it in quotes")


def _unknown_key(key: str, place: Place) -> Problem:
    suggestion = did_you_mean(key, META_KEYS) or "."
    return Problem(
        place,
        "unknown-key",
        "",
        f'unknown key "{shorten(key)}"{suggestion} {one_of(META_KEYS)}',
    )


def page_problems(faults: list[Fault], page: WrittenPage) -> list[Problem]:
    """Return the faults of a page as problems, at the lines that hold the words."""
    return [_problem(fault, page) for fault in faults]


def _problem(fault: Fault, page: WrittenPage) -> Problem:
    line, column = _place_of(fault.words, page.text.split("\n"))
    place = Place(page.name, page.before + line, column, page.before + line)
    return Problem(place, fault.rule, "", fault.message)


def _place_of(words: str, lines: list[str]) -> tuple[int, int]:
    """Return line and column of the words, from 1; the beginning if they are not found."""
    for number, line in enumerate(lines, start=1):
        if words and words in line:
            return number, line.index(words) + 1
    return 1, 1


def link_problems(docs: Path) -> list[Problem]:
    """Return a problem for everything in the folder `docs` that is a link, a pipe or a device.

    Following one would publish a file of the machine that builds, or wait for ever.
    """
    return [_special(docs, path) for path in _special_paths(docs)]


def _special_paths(docs: Path) -> Iterator[Path]:
    if docs.is_symlink():
        yield docs
    for folder, folders, files in os.walk(docs):
        for name in sorted([*folders, *files]):
            path = Path(folder) / name
            if _is_special(path):
                yield path


def _is_special(path: Path) -> bool:
    mode = path.lstat().st_mode
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _special(docs: Path, path: Path) -> Problem:
    name = path.relative_to(docs.parent).as_posix()
    what = "this is no regular file"
    if path.is_symlink():
        what = "this is a link"
    return Problem(
        Place(name, 1, 1, 1),
        "page-file",
        "",
        f"{what}, which is not published; put the file itself here, or delete it",
    )


def type_problem(address: str) -> Problem | None:
    """Return why a file of docs/ may not be published because of its type, None if it may.

    `address` is its place below docs/, as assets/map.png.
    """
    kind = PurePosixPath(address).suffix.lower()
    if kind in FILE_TYPES or address in HOST_FILES:
        return None
    message = (
        f'files of the type "{kind}" are not published; delete it, or convert it. '
        f"{one_of(sorted(FILE_TYPES))}"
    )
    return Problem(Place(f"docs/{address}", 1, 1, 1), "page-file", "", message)
